import { AutoComplete, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Subject } from '../../../plan/segment-form.ts';
import type { Parameter } from '../../../scoring/word.ts';
import { choiceOf, wordNamed } from './subjects.ts';
import { type SegmentNames, useArgumentOptions } from './use-names.ts';

/** A filter can only be told after a window: the span people mean when they say none. */
const WINDOW_BETWEEN = '365d';

interface ArgumentsProps {
  readonly subject: Subject;
  readonly names: SegmentNames;
  readonly onChange: (subject: Subject) => void;
}

/** What stands between the brackets of a word, one field each. */
export function Arguments({ subject, names, onChange }: ArgumentsProps) {
  const { name, given } = subject;
  const parameters = wordNamed(name)?.parameters ?? [];
  if (given === null) return null;
  // The kind that gives a question its name was chosen with it.
  const isNamed = parameters[0] === 'kind' && choiceOf(subject)?.dimension !== 'language';
  const fields = parameters.map((parameter, position) => ({ parameter, position }));
  return fields
    .slice(isNamed ? 1 : 0)
    .map(({ parameter, position }) => (
      <Argument
        key={position}
        parameter={parameter}
        value={given[position]}
        before={given}
        names={names}
        onChange={(value) => onChange({ name, given: replaced(parameters, given, position, value) })}
      />
    ));
}

type Given = readonly (string | number)[];

/** The arguments with one replaced; taking one away takes those behind it too, and gaps before one are filled. */
function replaced(parameters: readonly Parameter[], given: Given, position: number, value?: string | number): Given {
  if (value === undefined || value === '') return given.slice(0, position);
  const before = Array.from({ length: position }, (_, index) => given[index] ?? standIn(parameters[index]));
  return [...before, value, ...given.slice(position + 1)];
}

function standIn(parameter: Parameter | undefined): string | number {
  return parameter === 'window' ? WINDOW_BETWEEN : '';
}

interface ArgumentProps {
  readonly parameter: Parameter;
  readonly value: string | number | undefined;
  readonly before: Given;
  readonly names: SegmentNames;
  readonly onChange: (value?: string | number) => void;
}

function Argument({ parameter, value, before, names, onChange }: ArgumentProps) {
  const { t } = useTranslation();
  const options = useArgumentOptions(parameter, before, names);
  if (parameter === 'number' || parameter === 'boolean' || parameter === 'any') return null;
  if (parameter === 'filter' && options.length === 0) return null;
  const label = t(`segments.arguments.${labelOf(parameter)}`);
  if (parameter === 'constant') {
    const number = typeof value === 'number' ? value : null;
    return (
      <InputNumber
        className="argument"
        aria-label={label}
        value={number}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  const text = value === undefined ? undefined : String(value);
  if (parameter === 'window' || parameter === 'length' || parameter === 'days' || parameter === 'tag') {
    const hint = parameter === 'tag' ? '' : t('segments.anyWindow');
    return (
      <AutoComplete
        className="argument"
        aria-label={label}
        placeholder={hint}
        value={text ?? ''}
        options={options}
        onChange={(next: string) => onChange(next)}
      />
    );
  }
  return (
    <Select
      className="argument"
      aria-label={label}
      allowClear={parameter === 'filter'}
      placeholder={parameter === 'filter' ? t('segments.anyFilter') : label}
      popupMatchSelectWidth={220}
      showSearch={{ optionFilterProp: 'label' }}
      value={text === '' ? undefined : text}
      options={options}
      onChange={(next: string | undefined) => onChange(next)}
    />
  );
}

function labelOf(parameter: Parameter): 'window' | 'filter' | 'kind' | 'other' {
  if (parameter === 'window' || parameter === 'length' || parameter === 'days') return 'window';
  return parameter === 'filter' || parameter === 'kind' ? parameter : 'other';
}
