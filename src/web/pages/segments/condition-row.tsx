import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormCondition, Subject } from '../../../plan/segment-form.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Arguments } from './arguments.tsx';
import { beginning, CHOICES, choiceOf, DIMENSIONS, type SubjectType, typeOfSubject } from './subjects.ts';
import { type SegmentNames, useValues } from './use-names.ts';

type Sign = FormCondition['is'];

const SIGNS: Readonly<Record<SubjectType, readonly Sign[]>> = {
  number: ['>=', '<=', '>', '<', '==', '!=', 'known', 'unknown'],
  text: ['==', '!=', 'in', 'known', 'unknown'],
  boolean: ['true', 'false'],
};

interface ConditionProps {
  readonly condition: FormCondition;
  readonly names: SegmentNames;
  /** Null takes the condition away. */
  readonly onChange: (condition: FormCondition | null) => void;
}

/** One condition: what is looked at, between its brackets, how it compares, with what. */
export function ConditionRow({ condition, names, onChange }: ConditionProps) {
  const { t } = useTranslation();
  const { subject } = condition;
  return (
    <div className="form-row">
      <SubjectSelect subject={subject} onChange={onChange} />
      <Arguments subject={subject} names={names} onChange={(next) => onChange({ ...condition, subject: next })} />
      <Select<Sign>
        className="comparison"
        aria-label={t('segments.comparison')}
        value={condition.is}
        options={SIGNS[typeOfSubject(subject)].map((sign) => ({ value: sign, label: t(`segments.signs.${sign}`) }))}
        onChange={(sign) => onChange(compared(condition, sign))}
      />
      <Value condition={condition} names={names} onChange={onChange} />
      <Button
        type="text"
        aria-label={t('segments.remove')}
        icon={<Icon name="close" size={14} />}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

function SubjectSelect({ subject, onChange }: { subject: Subject; onChange: ConditionProps['onChange'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const groups = DIMENSIONS.map((dimension) => ({
    label: t(`segments.dimensions.${dimension}`),
    options: CHOICES.filter((choice) => choice.dimension === dimension).map(({ key, label }) => ({
      value: key,
      label: format.say(label),
    })),
  }));
  return (
    <Select
      className="subject"
      aria-label={t('segments.subject')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={340}
      value={choiceOf(subject)?.key ?? subject.name}
      options={groups}
      onChange={(key) => {
        const choice = CHOICES.find((each) => each.key === key);
        if (choice !== undefined) onChange(choice.start);
      }}
    />
  );
}

/** The same condition compared otherwise; what was compared with stays where it fits. */
function compared(condition: FormCondition, sign: Sign): FormCondition {
  const { subject } = condition;
  if (sign === 'true' || sign === 'false' || sign === 'known' || sign === 'unknown') return { is: sign, subject };
  const value = 'value' in condition ? condition.value : undefined;
  if (sign === 'in') return { is: 'in', subject, value: texts(value) };
  const start = beginning(subject);
  const fallback = 'value' in start && !Array.isArray(start.value) ? start.value : '';
  const single = typeof value === 'object' ? value[0] : value;
  return { is: sign, subject, value: single ?? (fallback as string | number) };
}

function texts(value: string | number | readonly string[] | undefined): string[] {
  if (typeof value === 'object') return [...value];
  return value === undefined || value === '' ? [] : [String(value)];
}

function Value({ condition, names, onChange }: ConditionProps) {
  const { t } = useTranslation();
  const options = useValues(condition.subject, names);
  const label = t('segments.valueLabel');
  if (!('value' in condition)) return null;
  if (typeof condition.value === 'number') {
    const { is, subject, value } = condition;
    return (
      <InputNumber
        className="value"
        aria-label={label}
        value={value}
        onChange={(next) => next !== null && is !== 'in' && onChange({ is, subject, value: next })}
      />
    );
  }
  const isMany = condition.is === 'in';
  return (
    <Select
      className="values"
      mode="tags"
      aria-label={label}
      {...(isMany ? {} : { maxCount: 1 })}
      value={texts(condition.value)}
      options={options}
      onChange={(next: string[]) => {
        if (condition.is === 'in') onChange({ ...condition, value: next });
        else onChange({ ...condition, value: next.at(-1) ?? '' });
      }}
    />
  );
}
