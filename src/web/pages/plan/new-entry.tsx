import { Button, Input, Segmented, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePlan } from '../../../plan/parse-plan.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { ExpressionField } from '../../expression/expression-field.tsx';
import { problemsAt, useBench } from './bench.ts';
import { addEntry, applyChange, fieldText, setValue } from './edit-text.ts';
import { choiceText } from './fields.tsx';
import type { FieldShape, FreshField, ListShape } from './forms.ts';
import { PlanTree } from './plan-tree.ts';

const KEY_FORM = /^[a-z][a-z0-9_]{0,39}$/;

type Values = Readonly<Record<string, string | number>>;

interface NewEntryProps {
  readonly shape: ListShape;
  readonly fresh: readonly FreshField[];
  readonly onClose: () => void;
}

/** A new indicator, segment or warning: it is written into the text once its expressions are understood. */
export function NewEntry({ shape, fresh, onClose }: NewEntryProps) {
  const { t } = useTranslation();
  const { tree, light, setText } = useBench();
  const [[name, nameEn, key], setNames] = useState(['', '', '']);
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fresh.map((one) => [keyOf(one.field), one.value])),
  );
  const code = key === '' ? codeOf(nameEn) : key;
  const isTaken = tree?.entry(shape.section, code) !== undefined;
  const text = useMemo(() => {
    return tree === null || !KEY_FORM.test(code) ? null : textWith(tree, shape, fresh, { code, name, nameEn, values });
  }, [tree, shape, fresh, code, name, nameEn, values]);
  const problems = useMemo(() => problemsOf(text, shape.section, code), [text, shape.section, code]);
  const isReady = text !== null && name.trim() !== '' && !isTaken && problems.length === 0;
  const add = () => {
    if (text === null) return;
    setText(text);
    light(PlanTree.of(text)?.entry(shape.section, code)?.path ?? null);
    onClose();
  };
  return (
    <section className="fresh-entry" aria-label={t('plan.fresh.open')}>
      <div className="plan-fields">
        <NameField word="name" value={name} onChange={(value) => setNames([value, nameEn, key])} />
        <NameField word="name_en" value={nameEn} onChange={(value) => setNames([name, value, key])} />
        <NameField
          word="key"
          value={key}
          placeholder={code}
          wrong={isTaken ? t('plan.fresh.taken') : undefined}
          onChange={(value) => setNames([name, nameEn, value])}
        />
        {fresh.map(({ field }) => (
          <FreshControl
            key={keyOf(field)}
            field={field}
            value={values[keyOf(field)] ?? ''}
            problem={problems.find(({ path }) => path.endsWith(`.${keyOf(field)}`))}
            onChange={(value) => setValues({ ...values, [keyOf(field)]: value })}
          />
        ))}
      </div>
      <footer className="entry-foot">
        <span className="caption">{t('plan.fresh.hint')}</span>
        <span className="fresh-acts">
          <Button size="small" onClick={onClose}>
            {t('plan.cancel')}
          </Button>
          <Button size="small" type="primary" disabled={!isReady} onClick={add}>
            {t('plan.fresh.add')}
          </Button>
        </span>
      </footer>
    </section>
  );
}

interface NameFieldProps {
  readonly word: 'name' | 'name_en' | 'key';
  readonly value: string;
  readonly placeholder?: string;
  readonly wrong?: string | undefined;
  readonly onChange: (value: string) => void;
}

function NameField({ word, value, placeholder = '', wrong, onChange }: NameFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="plan-field field-third">
      <label htmlFor={id}>{t(`plan.field.${word}`)}</label>
      <Input id={id} value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
      {wrong !== undefined && <Wrong text={wrong} />}
    </div>
  );
}

interface FreshControlProps {
  readonly field: FieldShape;
  readonly value: string | number;
  readonly problem: { readonly zh: string; readonly en: string } | undefined;
  readonly onChange: (value: string | number) => void;
}

function FreshControl({ field, value, problem, onChange }: FreshControlProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { names } = useBench();
  const id = useId();
  const isBlank = field.kind === 'expression' && value === '';
  return (
    <div className={`plan-field field-${field.size}`}>
      <label htmlFor={id}>{t(`plan.field.${field.word}`)}</label>
      {field.kind === 'expression' && (
        <ExpressionField
          id={id}
          label={t(`plan.field.${field.word}`)}
          value={String(value)}
          names={names}
          invalid={problem !== undefined && !isBlank}
          onChange={onChange}
        />
      )}
      {field.kind === 'choice' && <FreshChoice id={id} field={field} value={value} onChange={onChange} />}
      {(field.kind === 'number' || field.kind === 'limit') && (
        <Input id={id} value={value} onChange={(event) => onChange(numberOr(event.target.value, field))} />
      )}
      {problem !== undefined && !isBlank && <Wrong text={format.say(problem)} />}
    </div>
  );
}

/** Few choices stand side by side, many in a list. */
function FreshChoice({ id, field, value, onChange }: Omit<FreshControlProps, 'problem'> & { id: string }) {
  const { t } = useTranslation();
  const options = (field.choices ?? []).map((each) => ({ value: each, label: choiceText(each, t) }));
  if (options.length > 3)
    return <Select<string | number> id={id} value={value} options={options} onChange={onChange} />;
  return <Segmented<string | number> id={id} block value={value} options={options} onChange={onChange} />;
}

function Wrong({ text }: { text: string }) {
  return (
    <p className="field-problem" role="alert">
      <Icon name="alert" size={14} /> {text}
    </p>
  );
}

/** What stands at a field of the entry: `act.within`. */
function keyOf(field: FieldShape): string {
  return field.at.join('.');
}

/** A number is written as one once it is one. */
function numberOr(text: string, { kind }: FieldShape): string | number {
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function codeOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 40);
}

interface Said {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly values: Values;
}

/** The plan with the new entry: its own fields first, then those that stand in a map of the entry. */
function textWith(tree: PlanTree, shape: ListShape, fresh: readonly FreshField[], said: Said): string | null {
  const own = fresh.filter(({ field }) => field.at.length === 1);
  const fields = [
    ['name', fieldText(said.name)] as const,
    ...(said.nameEn.trim() === '' ? [] : [['name_en', fieldText(said.nameEn)] as const]),
    ...own.map(
      ({ field }) => [keyOf(field), fieldText(said.values[keyOf(field)] ?? '', field.kind === 'expression')] as const,
    ),
  ];
  const change = addEntry(tree, shape.section, shape.kind, { key: said.code, fields });
  if (change === null) return null;
  return fresh
    .filter(({ field }) => field.at.length > 1)
    .reduce((text, { field }) => withValue(text, shape, said, field), applyChange(tree.text, change));
}

function withValue(text: string, shape: ListShape, { code, values }: Said, field: FieldShape): string {
  const tree = PlanTree.of(text);
  const path = tree?.entry(shape.section, code)?.path;
  if (tree === null || path === undefined) return text;
  const change = setValue(tree, [...path, ...field.at], values[keyOf(field)] ?? '');
  return change === null ? text : applyChange(text, change);
}

/** What the check says about the new entry; that the weights no longer sum to 100 is mended afterwards. */
function problemsOf(text: string | null, section: string, code: string) {
  const path = text === null ? undefined : PlanTree.of(text)?.entry(section, code)?.path;
  return text === null || path === undefined ? [] : problemsAt(parsePlan(text).problems, path);
}
