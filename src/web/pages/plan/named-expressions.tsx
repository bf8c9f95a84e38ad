import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { ExpressionField } from '../../expression/expression-field.tsx';
import { problemsAt, useBench, useEdit } from './bench.ts';
import { removeAt, setValue } from './edit-text.ts';
import type { Path } from './plan-tree.ts';

const NAME_FORM = /^[a-z][a-z0-9_]*$/;

interface NamedExpressionsProps {
  readonly path: Path;
  readonly before: readonly string[];
  readonly onFocus: () => void;
}

/** Expressions under names, computed one after the other: what a value is made of, and its sentence speaks of. */
export function NamedExpressions({ path, before, onFocus }: NamedExpressionsProps) {
  const { tree, readOnly } = useBench();
  const names = tree?.keys(path) ?? [];
  return (
    <div className="named-list">
      {names.map((name) => (
        <NamedExpression key={name} path={[...path, name]} name={name} onFocus={onFocus} />
      ))}
      {!readOnly && <AddName path={path} taken={names} before={before} />}
    </div>
  );
}

function NamedExpression({ path, name, onFocus }: { path: Path; name: string; onFocus: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tree, names, checked, readOnly } = useBench();
  const edit = useEdit();
  const [problem] = problemsAt(checked.problems, path);
  return (
    <div className="named-line">
      <code className="secondary">{name}</code>
      <ExpressionField
        id={`named-${path.join('-')}`}
        label={name}
        value={String(tree?.value(path) ?? '')}
        names={names}
        readOnly={readOnly}
        invalid={problem !== undefined}
        onFocus={onFocus}
        onChange={(value) => edit((at) => setValue(at, path, value))}
      />
      {!readOnly && (
        <Button
          type="text"
          aria-label={t('plan.removeNamed', { name })}
          icon={<Icon name="close" size={14} />}
          onClick={() => edit((at) => removeAt(at, path))}
        />
      )}
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          <Icon name="alert" size={14} /> {format.say(problem)}
        </p>
      )}
    </div>
  );
}

function AddName({ path, taken, before }: { path: Path; taken: readonly string[]; before: readonly string[] }) {
  const { t } = useTranslation();
  const edit = useEdit();
  const [name, setName] = useState<string>();
  const add = () => {
    edit((at) => setValue(at, [...path, name ?? ''], '', before));
    setName(undefined);
  };
  if (name === undefined)
    return (
      <button type="button" className="link-button" onClick={() => setName('')}>
        {t('plan.addNamed')}
      </button>
    );
  const isFree = NAME_FORM.test(name) && !taken.includes(name);
  return (
    <span className="named-add">
      <Input
        autoFocus
        size="small"
        aria-label={t('plan.nameOfNamed')}
        placeholder={t('plan.nameOfNamed')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => isFree && add()}
      />
      <Button size="small" disabled={!isFree} onClick={add}>
        {t('plan.fresh.add')}
      </Button>
    </span>
  );
}
