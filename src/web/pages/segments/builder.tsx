import { Button, Input, Segmented } from 'antd';
import { type ReactNode, useContext, useDeferredValue, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { checkSegment } from '../../../plan/compile-segment.ts';
import type { Problem } from '../../../plan/problem.ts';
import { readForm, writeForm } from '../../../plan/segment-form.ts';
import { NavigateContext } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ExpressionField } from '../../expression/expression-field.tsx';
import { paths } from '../../paths.ts';
import { failureText, useAct } from '../../server.ts';
import { FormEditor } from './form-editor.tsx';
import { LivePanel } from './live-panel.tsx';
import { type SegmentNames, useSegmentNames } from './use-names.ts';

type Segment = SegmentPage['segment'];

/** Writes a segment, new or changed: by form or as an expression, with who it finds beside it. */
export function SegmentBuilder({ segment }: { segment: Segment | null }) {
  const names = useSegmentNames(segment?.key ?? null);
  if (names === undefined) {
    return (
      <Panel>
        <Loading lines={8} />
      </Panel>
    );
  }
  return <Builder segment={segment} names={names} />;
}

function Builder({ segment, names }: { segment: Segment | null; names: SegmentNames }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(segment));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const { expression } = draft;
  const { scope } = names;
  const problems = useMemo(
    () => (expression.trim() === '' || scope === null ? [] : checkSegment(expression, scope)),
    [expression, scope],
  );
  const tried = useDeferredValue(problems.length === 0 ? expression.trim() : '');
  return (
    <div className="columns segment-builder">
      <Panel>
        <Condition
          expression={expression}
          names={names}
          problems={problems}
          onChange={(text) => set({ expression: text })}
        />
        <Words draft={draft} onChange={set} />
        <Save segment={segment} draft={draft} ready={problems.length === 0 && expression.trim() !== ''} />
      </Panel>
      <LivePanel expression={tried} />
    </div>
  );
}

interface Draft {
  readonly name: string;
  readonly nameEn: string;
  readonly description: string;
  readonly expression: string;
  readonly reason: string;
}

function draftOf(segment: Segment | null): Draft {
  const { name = '', nameEn = '', description = '', expression = '' } = segment ?? {};
  return { name, nameEn: nameEn === name ? '' : nameEn, description, expression, reason: '' };
}

interface ConditionProps {
  readonly expression: string;
  readonly names: SegmentNames;
  readonly problems: readonly Problem[];
  readonly onChange: (expression: string) => void;
}

function Condition({ expression, names, problems, onChange }: ConditionProps) {
  const { t } = useTranslation();
  const form = useMemo(() => readForm(expression), [expression]);
  const [wanted, setWanted] = useState<'form' | 'expression'>('form');
  const shown = form === null ? 'expression' : wanted;
  return (
    <section aria-label={t('segments.condition')}>
      <Segmented
        aria-label={t('segments.condition')}
        value={shown}
        options={[
          { value: 'form', label: t('segments.form'), disabled: form === null },
          { value: 'expression', label: t('segments.expression') },
        ]}
        onChange={setWanted}
      />
      {form === null && problems.length === 0 && <p className="caption">{t('segments.formless')}</p>}
      {shown === 'form' && form !== null ? (
        <FormEditor form={form} names={names} onChange={(next) => onChange(writeForm(next))} />
      ) : (
        <div className="segment-expression">
          <ExpressionField
            id="segment-expression"
            label={t('segments.expression')}
            value={expression}
            names={namesOf(names)}
            invalid={problems.length > 0}
            onChange={onChange}
          />
        </div>
      )}
      <Problems problems={problems} />
    </section>
  );
}

function namesOf({ plan, segments }: SegmentNames) {
  return { indicators: plan.indicators, warnings: plan.warnings, segments };
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="segment-problems" aria-live="polite">
      {problems.map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.code}`}>
          <span className="caption">{t('segments.line', { line: problem.line, column: problem.column })}</span>{' '}
          {format.say(problem)}
        </li>
      ))}
    </ul>
  );
}

function Words({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation();
  const text = (key: keyof Draft, length: number) => ({
    value: draft[key],
    maxLength: length,
    onChange: (event: { target: { value: string } }) => onChange({ [key]: event.target.value }),
  });
  return (
    <div className="segment-fields">
      <Field label={t('segments.name')}>
        {(id) => <Input id={id} placeholder={t('segments.nameHint')} {...text('name', 60)} />}
      </Field>
      <Field label={t('segments.nameEn')}>{(id) => <Input id={id} {...text('nameEn', 60)} />}</Field>
      <Field label={t('segments.description')} wide>
        {(id) => <Input.TextArea id={id} rows={2} {...text('description', 500)} />}
      </Field>
      <Field label={t('segments.reason')} wide>
        {(id) => <Input id={id} {...text('reason', 500)} />}
      </Field>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly wide?: boolean;
  readonly children: (id: string) => ReactNode;
}

function Field({ label, wide = false, children }: FieldProps) {
  const id = useId();
  return (
    <div className={wide ? 'wide' : 'narrow'}>
      <label htmlFor={id} className="caption">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

function Save({ segment, draft, ready }: { segment: Segment | null; draft: Draft; ready: boolean }) {
  const { t } = useTranslation();
  const navigate = useContext(NavigateContext);
  const add = useAct('POST /api/segments');
  const change = useAct('PUT /api/segments/:key');
  const [failure, setFailure] = useState<string>();
  const isReady = ready && draft.name.trim() !== '' && draft.reason.trim().length >= 2;
  const save = async () => {
    const { nameEn, ...rest } = draft;
    const body = { ...rest, ...(nameEn.trim() === '' ? {} : { nameEn }) };
    try {
      if (segment === null) navigate(paths.segment((await add.mutateAsync({ body })).key));
      else {
        await change.mutateAsync({ params: { key: segment.key }, body });
        navigate(paths.segment(segment.key));
      }
    } catch (error) {
      setFailure(failureText(error).text);
    }
  };
  return (
    <div className="segment-actions">
      <Button
        type="primary"
        disabled={!isReady}
        loading={add.isPending || change.isPending}
        onClick={() => void save()}
      >
        {t('segments.save')}
      </Button>
      <Button onClick={() => navigate(segment === null ? paths.segments() : paths.segment(segment.key))}>
        {t('segments.cancel')}
      </Button>
      <span className="caption">{t('segments.saved')}</span>
      {failure !== undefined && (
        <p className="form-failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
