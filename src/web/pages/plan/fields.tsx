import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { ExpressionField } from '../../expression/expression-field.tsx';
import { problemsAt, useBench, useEdit } from './bench.ts';
import { removeAt, setValue, setWords } from './edit-text.ts';
import { type ChoiceWord, type FieldShape, keysBefore } from './forms.ts';
import { NamedExpressions } from './named-expressions.tsx';
import type { Path, PlanTree, Value } from './plan-tree.ts';

const LIMIT_UNITS = ['working_days', 'working_hours', 'elapsed_hours'] as const;
const LIMIT_FORM = /^(\d{1,3}) (working_days|working_hours|elapsed_hours)$/;
const NUMBER_FORM = /^-?\d+(\.\d+)?$/;
/** A setting of the plan in place of a number. */
const SETTING_FORM = /^\$[a-z]/;

export interface FieldProps {
  readonly field: FieldShape;
  /** Of the entry that the field belongs to. */
  readonly path: Path;
  /** The same entry in the version in force; undefined where it is new. */
  readonly basePath: Path | undefined;
  readonly fields: readonly FieldShape[];
}

/** One value of the plan: its name, what it was, how it is edited, and what is wrong with it. */
export function PlanField({ field, path, basePath, fields }: FieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tree, base, checked, light } = useBench();
  const id = useId();
  const at = [...path, ...field.at];
  const [problem] = problemsAt(checked.problems, at);
  const old = basePath === undefined ? undefined : changeOf(tree, base, at, [...basePath, ...field.at]);
  const classes = ['plan-field', `field-${field.size}`, ...(old === undefined ? [] : ['field-changed'])];
  return (
    <div className={classes.join(' ')}>
      <div className="field-head">
        <label htmlFor={id}>{t(`plan.field.${field.word}`)}</label>
        {old !== undefined && (
          <span className="caption field-old">{t('plan.was', { value: old === '' ? '–' : old })}</span>
        )}
      </div>
      <Control
        id={id}
        field={field}
        path={at}
        before={keysBefore(fields, field)}
        isWrong={problem !== undefined}
        onFocus={() => light(at)}
      />
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          <Icon name="alert" size={14} /> {format.say(problem)}
        </p>
      )}
    </div>
  );
}

interface ControlProps {
  readonly id: string;
  readonly field: FieldShape;
  readonly path: Path;
  readonly before: readonly string[];
  readonly isWrong: boolean;
  readonly onFocus: () => void;
}

function Control(props: ControlProps) {
  const { kind } = props.field;
  if (kind === 'expression') return <ExpressionControl {...props} />;
  if (kind === 'named') return <NamedExpressions path={props.path} before={props.before} onFocus={props.onFocus} />;
  if (kind === 'choice') return <ChoiceControl {...props} />;
  if (kind === 'words') return <WordsControl {...props} />;
  if (kind === 'limit') return <LimitControl {...props} />;
  return <TextControl {...props} />;
}

/** The value as text, and how to write another one; an optional one that is emptied goes. */
function useValue({ field, path, before }: ControlProps): [Value | undefined, (value: Value) => void] {
  const { tree } = useBench();
  const edit = useEdit();
  const write = (value: Value) => {
    if (value === '' && field.isOptional) edit((at) => removeAt(at, path));
    else edit((at) => setValue(at, path, value, before));
  };
  return [tree?.value(path), write];
}

function ExpressionControl(props: ControlProps) {
  const { t } = useTranslation();
  const { names, readOnly } = useBench();
  const [value, write] = useValue(props);
  return (
    <ExpressionField
      id={props.id}
      label={t(`plan.field.${props.field.word}`)}
      value={value === undefined ? '' : String(value)}
      names={names}
      readOnly={readOnly}
      invalid={props.isWrong}
      onFocus={props.onFocus}
      onChange={write}
    />
  );
}

/** Texts, numbers and days. What is no number yet is kept in the field and written when it is one. */
function TextControl(props: ControlProps) {
  const { t } = useTranslation();
  const { readOnly } = useBench();
  const [value, write] = useValue(props);
  const [writing, setWriting] = useState<string | null>(null);
  const { kind } = props.field;
  const isDays = kind === 'days' && (value === undefined || /^\d+d$/.test(String(value)));
  const shown = value === undefined ? '' : String(value);
  const written = isDays ? shown.replace(/d$/, '') : shown;
  const change = (text: string) => {
    setWriting(text);
    const said = saidBy(text, kind, isDays);
    if (said !== null) write(said);
  };
  return (
    <Input
      id={props.id}
      value={writing ?? written}
      readOnly={readOnly}
      status={props.isWrong ? 'error' : ''}
      inputMode={kind === 'text' ? 'text' : 'decimal'}
      onChange={(event) => change(event.target.value)}
      onFocus={props.onFocus}
      onBlur={() => setWriting(null)}
      {...(isDays ? { suffix: <span className="caption">{t('plan.days')}</span> } : {})}
    />
  );
}

/** What a field's text says; null where it says nothing yet, as `1.` on the way to 1.5. */
function saidBy(text: string, kind: FieldShape['kind'], isDays: boolean): Value | null {
  const trimmed = text.trim();
  if (kind === 'text') return text;
  if (trimmed === '' || SETTING_FORM.test(trimmed)) return trimmed;
  if (kind === 'days') return isDays && /^\d+$/.test(trimmed) ? `${trimmed}d` : trimmed;
  return NUMBER_FORM.test(trimmed) ? Number(trimmed) : null;
}

function ChoiceControl(props: ControlProps) {
  const { t } = useTranslation();
  const { names, readOnly } = useBench();
  const [value, write] = useValue(props);
  const { choices = [], keysOf, isOptional } = props.field;
  const keyed = keysOf === undefined ? [] : names[keysOf].map(({ key, name }) => ({ value: key, label: name }));
  const options = [...choices.map((each) => ({ value: each, label: choiceText(each, t) })), ...keyed];
  return (
    <Select<string | number>
      id={props.id}
      value={typeof value === 'boolean' ? String(value) : (value ?? null)}
      disabled={readOnly}
      status={props.isWrong ? 'error' : ''}
      options={options}
      allowClear={isOptional}
      onFocus={props.onFocus}
      placeholder={isOptional ? t('plan.byDefault') : ''}
      onChange={(chosen?: string | number | null) => write(chosen ?? '')}
    />
  );
}

export function choiceText(choice: ChoiceWord | number, t: ReturnType<typeof useTranslation>['t']): string {
  return typeof choice === 'number' ? t('plan.levels', { level: choice }) : t(`plan.choice.${choice}`);
}

function WordsControl({ id, field, path, before, onFocus }: ControlProps) {
  const { t } = useTranslation();
  const { tree, names, readOnly } = useBench();
  const edit = useEdit();
  const { choices = [], keysOf } = field;
  const keyed = keysOf === undefined ? [] : names[keysOf].map(({ key, name }) => ({ value: key, label: name }));
  const options = [...choices.map((each) => ({ value: String(each), label: choiceText(each, t) })), ...keyed];
  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      value={tree?.values(path) ?? []}
      disabled={readOnly}
      options={options}
      placeholder={t('plan.none')}
      onFocus={onFocus}
      onChange={(words) => edit((at) => (words.length === 0 ? removeAt(at, path) : setWords(at, path, words, before)))}
    />
  );
}

/** `2 working_days` as a number and a unit. */
function LimitControl(props: ControlProps) {
  const { t } = useTranslation();
  const { readOnly } = useBench();
  const [value, write] = useValue(props);
  const match = LIMIT_FORM.exec(String(value ?? ''));
  if (value !== undefined && match === null) return <TextControl {...props} field={{ ...props.field, kind: 'text' }} />;
  const [, count = '1', unit = 'working_days'] = match ?? [];
  return (
    <span className="limit-field">
      <Input
        id={props.id}
        value={count}
        readOnly={readOnly}
        inputMode="numeric"
        onFocus={props.onFocus}
        onChange={(event) => /^\d{1,3}$/.test(event.target.value) && write(`${event.target.value} ${unit}`)}
      />
      <Select
        aria-label={t('plan.unit')}
        value={unit}
        disabled={readOnly}
        options={LIMIT_UNITS.map((each) => ({ value: each, label: t(`plan.choice.${each}`) }))}
        onChange={(chosen) => write(`${count} ${chosen}`)}
      />
    </span>
  );
}

/** The value that the version in force has here, when it is another; undefined when it is the same. */
function changeOf(tree: PlanTree | null, base: PlanTree | null, path: Path, basePath: Path): string | undefined {
  if (tree === null || base === null) return undefined;
  const [now, before] = [textAt(tree, path), textAt(base, basePath)];
  return now === before ? undefined : before;
}

function textAt(tree: PlanTree, path: Path): string {
  const value = tree.value(path);
  if (value !== undefined) return String(value);
  const node = tree.node(path);
  return node === null ? '' : tree.values(path).join(', ') || JSON.stringify(node.toJSON());
}
