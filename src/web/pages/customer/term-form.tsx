import { App, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Aging } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { failureText, useAct } from '../../server.ts';
import { TERM_KINDS, type TermKind } from './term-name.ts';

const DAYS_MAX = 730;
const REASON_LENGTH_MAX = 500;
const HAS_DAYS: readonly TermKind[] = ['monthly', 'on_invoice', 'other'];

interface TermFormProps {
  readonly publicId: string;
  readonly figures: Aging['figures'];
  /** Who may agree puts them in force at once; others ask. */
  readonly mayAgree: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Draft {
  readonly kind: TermKind;
  readonly days: number;
  readonly retentionPercent: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly movesOpen: boolean;
  readonly reason: string;
}

/** Other terms: how, how many days, from when until when, and why. What is open now stands above. */
export function TermForm({ publicId, figures, mayAgree, open, onClose }: TermFormProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const format = useFormat();
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(format.today));
  const agree = useAct('POST /api/customers/:publicId/terms');
  const propose = useAct('POST /api/customers/:publicId/term-proposals');
  const save = async () => {
    const days = HAS_DAYS.includes(draft.kind) ? draft.days : 0;
    const body = { ...draft, days, endsOn: draft.endsOn || null, reason: draft.reason.trim() };
    try {
      await (mayAgree ? agree : propose).mutateAsync({ params: { publicId }, body });
      setDraft(emptyDraft(format.today));
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const exposure = { open: format.moneyExact(figures.open), overdue: format.moneyExact(figures.overdue) };
  return (
    <Modal
      open={open}
      title={mayAgree ? t('receivables.terms.agree') : t('receivables.terms.propose')}
      okText={t('receivables.form.save')}
      cancelText={t('receivables.form.cancel')}
      okButtonProps={{ disabled: draft.reason.trim() === '' || draft.startsOn === '' }}
      confirmLoading={agree.isPending || propose.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="secondary">{t('receivables.terms.exposure', exposure)}</p>
      <TermFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
    </Modal>
  );
}

function emptyDraft(today: string): Draft {
  return { kind: 'monthly', days: 60, retentionPercent: 0, startsOn: today, endsOn: '', movesOpen: false, reason: '' };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function TermFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <label className="choice" htmlFor="term-kind">
        {t('receivables.terms.kind')}
        <Select<TermKind>
          id="term-kind"
          style={{ width: '100%' }}
          value={draft.kind}
          options={TERM_KINDS.map((value) => ({ value, label: t(`receivables.terms.kindNames.${value}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
      </label>
      {HAS_DAYS.includes(draft.kind) && (
        <label className="choice" htmlFor="term-days">
          {t('receivables.terms.days')}
          <InputNumber<number>
            id="term-days"
            style={{ width: '100%' }}
            min={0}
            max={DAYS_MAX}
            precision={0}
            value={draft.days}
            onChange={(days) => onChange({ days: days ?? 0 })}
          />
        </label>
      )}
      <label className="choice" htmlFor="term-retention">
        {t('receivables.terms.retentionPercent')}
        <InputNumber<number>
          id="term-retention"
          style={{ width: '100%' }}
          min={0}
          max={100}
          precision={2}
          value={draft.retentionPercent}
          onChange={(percent) => onChange({ retentionPercent: percent ?? 0 })}
        />
      </label>
      <DayField
        id="term-from"
        label={t('receivables.terms.startsOn')}
        value={draft.startsOn}
        onChange={(startsOn) => onChange({ startsOn })}
      />
      <DayField
        id="term-until"
        label={t('receivables.terms.endsOn')}
        value={draft.endsOn}
        onChange={(endsOn) => onChange({ endsOn })}
      />
      <Checkbox
        className="term-moves"
        checked={draft.movesOpen}
        onChange={(event) => onChange({ movesOpen: event.target.checked })}
      >
        {t('receivables.terms.movesOpen')}
      </Checkbox>
      <ReasonField value={draft.reason} onChange={(reason) => onChange({ reason })} />
    </>
  );
}

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function DayField({ id, label, value, onChange }: DayFieldProps) {
  return (
    <label className="choice" htmlFor={id}>
      {label}
      <Input id={id} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

function ReasonField({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation();
  return (
    <label className="choice" htmlFor="term-reason">
      {t('receivables.terms.reason')}
      <Input.TextArea
        id="term-reason"
        rows={2}
        maxLength={REASON_LENGTH_MAX}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
