import './record.css';
import { App, Button, Input, type InputRef, Segmented } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactBody, Sending } from '../../offline/entry.ts';
import { write } from '../../offline/queue.ts';
import { failureText } from '../../server.ts';
import { COMPETITOR_NOT_HEARD, CompetitorField, type CompetitorHeard } from './record-competitor.tsx';

const CHANNELS = ['phone', 'wecom', 'visit', 'email', 'meeting'] as const;
const OUTCOMES = ['talked', 'price_asked', 'delivery_pressed', 'complained', 'small_talk', 'no_answer'] as const;
const SUMMARY_LENGTH_MAX = 500;

type Outcome = (typeof OUTCOMES)[number];

interface RecordFormProps {
  readonly customer: { readonly publicId: string; readonly name: string };
  /** The task that this contact closes: closing it is the contact record. */
  readonly taskId?: string;
  /** What was heard of a competitor before the form opened. */
  readonly heard?: CompetitorHeard;
  readonly onDone: () => void;
  readonly foot?: ReactNode;
}

/**
 * Fifteen seconds: a sentence for whoever wants to, and one tap on the outcome, which records. Only the outcome is
 * asked; Enter after the sentence means that we talked. Without a signal it waits on this device.
 */
export function RecordForm({ customer, taskId, heard = COMPETITOR_NOT_HEARD, onDone, foot }: RecordFormProps) {
  const { t } = useTranslation();
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('phone');
  const [summary, setSummary] = useState('');
  const [rival, setRival] = useState<CompetitorHeard>(heard);
  const { busy, save } = useSaving(customer, taskId, onDone);
  const record = (outcome: Outcome) =>
    save({
      ...{ channel, direction: 'out', outcome, twoWay: outcome !== 'no_answer', summary: summary.trim() },
      ...rival.fields,
    });
  return (
    <section className="record-form" aria-label={t('recording.form.label', { name: customer.name })}>
      <Segmented
        block
        aria-label={t('recording.form.how')}
        value={channel}
        options={CHANNELS.map((value) => ({ value, label: t(`customer.channels.${value}`) }))}
        onChange={setChannel}
      />
      <Sentence value={summary} onChange={setSummary} onEnter={() => void record('talked')} />
      <CompetitorField heard={rival} onChange={setRival} />
      <p className="caption">{t('recording.form.outcome')}</p>
      <div className="record-outcomes">
        {OUTCOMES.map((outcome) => (
          <Button key={outcome} disabled={busy} onClick={() => void record(outcome)}>
            {t(`customer.contact.outcomes.${outcome}`)}
          </Button>
        ))}
      </div>
      {foot}
    </section>
  );
}

/** The cursor waits in it where there are keys; on a phone the keyboard would hide the buttons. */
function Sentence({
  value,
  onChange,
  onEnter,
}: {
  value: string;
  onChange: (text: string) => void;
  onEnter: () => void;
}) {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);
  return (
    <Input
      ref={field}
      maxLength={SUMMARY_LENGTH_MAX}
      aria-label={t('recording.form.sentence')}
      placeholder={t('recording.form.sentenceHint')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={(event) => {
        // Enter that ends a Chinese word is not an answer yet.
        if (!event.nativeEvent.isComposing) onEnter();
      }}
    />
  );
}

function useSaving(customer: RecordFormProps['customer'], taskId: string | undefined, onDone: () => void) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const save = async (body: ContactBody) => {
    if (busy) return;
    setBusy(true);
    const what: Sending = taskId === undefined ? { kind: 'contact', body } : { kind: 'task', taskId, body };
    try {
      const how = await write([{ customer, what }]);
      if (how === 'waiting') void message.info(t('recording.form.waiting'));
      onDone();
    } catch (error) {
      void message.error(failureText(error).text);
    } finally {
      setBusy(false);
    }
  };
  return { busy, save };
}
