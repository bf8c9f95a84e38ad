import { App, Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Body } from '../../../client/client.ts';
import { departmentFor, subjectOf } from '../../../kernel/need-subject.ts';
import { formatDay, parseDay } from '../../../kernel/time.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { failureText, useAct, useReply } from '../../server.ts';
import { NeedDetails, type NeedDetailsGiven } from './need-details.tsx';

const WHATS = ['need', 'promise'] as const;
const DAYS = [3, 7, 14, 30] as const;
const SENTENCE_LENGTH_MAX = 500;

interface RecordNeedProps {
  readonly publicId: string;
  /** Who leads the customer: meant where nobody else is. */
  readonly ownerId: string | null;
  readonly onDone?: () => void;
}

/** Twenty seconds: one sentence, who, by when. What it is about is read from the sentence. */
export function RecordNeed({ publicId, ownerId, onDone }: RecordNeedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const inDays = (days: number) => formatDay(parseDay(format.today) + days);
  const [what, setWhat] = useState<(typeof WHATS)[number]>('need');
  const [text, setText] = useState('');
  const [owner, setOwner] = useState(ownerId);
  const [dueOn, setDueOn] = useState(() => inDays(7));
  const [needsCheck, setNeedsCheck] = useState(false);
  const [details, setDetails] = useState<NeedDetailsGiven>({});
  const { busy, save } = useSaving(publicId, () => {
    setText('');
    setDetails({});
    setNeedsCheck(false);
    onDone?.();
  });
  const subject = details.nature ?? subjectOf(text);
  const record = () =>
    what === 'need'
      ? save({ need: { ...details, text: text.trim(), nature: subject, ownerId: owner, dueOn } })
      : save({ promise: { text: text.trim(), ownerId: owner, dueOn, technicalCheck: needsCheck ? 'needed' : 'none' } });
  return (
    <Panel title={t('needs.record.title')} className="record-need">
      <Segmented
        aria-label={t('needs.record.what')}
        value={what}
        options={WHATS.map((value) => ({ value, label: t(`needs.record.${value}`) }))}
        onChange={setWhat}
      />
      <Input
        aria-label={t('needs.record.sentence')}
        placeholder={t(`needs.record.${what}Hint`)}
        maxLength={SENTENCE_LENGTH_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="record-need-line">
        <OwnerChoice value={owner} onChange={setOwner} />
        <Input
          type="date"
          aria-label={t('needs.record.due')}
          value={dueOn}
          min={format.today}
          onChange={(event) => setDueOn(event.target.value)}
        />
        <Segmented
          className="wide-only"
          aria-label={t('needs.record.inDays')}
          value={DAYS.find((days) => inDays(days) === dueOn) ?? 0}
          options={DAYS.map((days) => ({ value: days, label: t('needs.record.days', { count: days }) }))}
          onChange={(days) => setDueOn(inDays(days))}
        />
        <Button type="primary" disabled={text.trim() === '' || dueOn === '' || busy} onClick={() => void record()}>
          {t('needs.record.save')}
        </Button>
      </div>
      {text !== '' && <Suggestion subject={subject} />}
      {what === 'promise' && (
        <Checkbox checked={needsCheck} onChange={(event) => setNeedsCheck(event.target.checked)}>
          {t('needs.record.check')}
        </Checkbox>
      )}
      {what === 'need' && <NeedDetails given={{ ...details, nature: subject }} onChange={setDetails} />}
    </Panel>
  );
}

/** What the sentence seems to be about, and which department answers for that. */
function Suggestion({ subject }: { subject: ReturnType<typeof subjectOf> }) {
  const { t } = useTranslation();
  const teams = useReply('GET /api/teams');
  if (subject === 'other') return null;
  const team = departmentFor(subject, teams.data?.items ?? []);
  return (
    <p className="caption" role="status">
      {t('needs.record.about', { nature: t(`needs.natures.${subject}`) })}
      {team !== null && t('needs.record.department', { team: team.name })}
    </p>
  );
}

function OwnerChoice({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation();
  const members = useReply('GET /api/members');
  return (
    <Select<string>
      showSearch
      optionFilterProp="label"
      aria-label={t('needs.record.owner')}
      placeholder={t('needs.record.owner')}
      value={value ?? undefined}
      options={members.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      popupMatchSelectWidth={false}
      onChange={(id) => onChange(id ?? null)}
    />
  );
}

interface Recorded {
  readonly need?: Body<'POST /api/customers/:publicId/needs'>;
  readonly promise?: Body<'POST /api/customers/:publicId/promises'>;
}

function useSaving(publicId: string, onDone: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const need = useAct('POST /api/customers/:publicId/needs');
  const promise = useAct('POST /api/customers/:publicId/promises');
  const save = async (given: Recorded) => {
    try {
      if (given.need) await need.mutateAsync({ params: { publicId }, body: given.need });
      if (given.promise) await promise.mutateAsync({ params: { publicId }, body: given.promise });
      void message.success(t('needs.record.saved'));
      onDone();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return { busy: need.isPending || promise.isPending, save };
}
