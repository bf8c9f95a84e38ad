import { Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportantDate } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useReply } from '../../server.ts';
import { FormModal, givenText, TextField, textOf, type Values } from './people-form.tsx';

const KINDS = [
  'cooperation_anniversary',
  'company_anniversary',
  'birthday',
  'wedding',
  'wedding_anniversary',
  'childbirth',
  'baby_birthday',
  'other',
] as const;
/** Kept only with a consent of their own. */
const SENSITIVE: readonly string[] = ['wedding', 'wedding_anniversary', 'childbirth', 'baby_birthday'];
const GIVERS = ['person', 'guardian'] as const;

/** Days to think of, the next to come first. */
export function DatesPanel({ publicId, mayWrite }: { publicId: string; mayWrite: boolean }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const dates = useReply('GET /api/customers/:publicId/important-dates', { params: { publicId } });
  const add = (
    <Button size="small" onClick={() => setAdding(true)}>
      {t('people.dates.add')}
    </Button>
  );
  return (
    <Panel title={t('people.dates.title')} extra={mayWrite ? add : undefined}>
      {dates.isPending && <Loading lines={3} />}
      {dates.isError && <ReplyFailure error={dates.error} again={dates.refetch} />}
      {dates.data?.items.length === 0 && <p className="secondary">{t('people.dates.none')}</p>}
      <ul className="ongoing">
        {dates.data?.items.map((date) => (
          <DateLine key={date.id} publicId={publicId} date={date} mayWrite={mayWrite} />
        ))}
      </ul>
      {adding && <AddDate publicId={publicId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function DateLine({ publicId, date, mayWrite }: { publicId: string; date: ImportantDate; mayWrite: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const forget = useAct('DELETE /api/customers/:publicId/important-dates/:id');
  const { id, kind, day, nextOn, contact, note, consent } = date;
  // A birthday that stands with its contact is taken away there.
  const isOwn = kind !== 'birthday' || id !== contact?.id;
  return (
    <li>
      <div className="ongoing-line">
        <span>
          {t(`people.dates.kinds.${kind}`)} {contact !== null && <span className="secondary">{contact.name}</span>}
        </span>
        <span className="nowrap">
          {nextOn === null ? format.date(day) : t('people.dates.next', { day: format.date(nextOn) })}
        </span>
      </div>
      <div className="ongoing-line caption">
        <span>
          {[note, consent && `${consent.purpose} · ${t('people.dates.kept', { day: format.date(consent.keepUntil) })}`]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {mayWrite && isOwn && (
          <Button
            type="link"
            size="small"
            loading={forget.isPending}
            onClick={() => forget.mutate({ params: { publicId, id } })}
          >
            {t('people.dates.forget')}
          </Button>
        )}
      </div>
    </li>
  );
}

function AddDate({ publicId, onClose }: { publicId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const add = useAct('POST /api/customers/:publicId/important-dates');
  const contacts = useReply('GET /api/customers/:publicId/contacts', { params: { publicId } });
  const save = (values: Values) => add.mutateAsync({ params: { publicId }, body: bodyOf(values) });
  const people = contacts.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  const initial = { kind: 'cooperation_anniversary', leadDays: 7, by: 'person', givenOn: today };
  return (
    <FormModal title={t('people.dates.add')} initial={initial} onClose={onClose} onSave={save}>
      <Form.Item name="kind" label={t('people.dates.kind')}>
        <Select options={KINDS.map((value) => ({ value, label: t(`people.dates.kinds.${value}`) }))} />
      </Form.Item>
      <TextField name="day" label={t('people.dates.day')} day needed={t('people.dates.day')} />
      <Form.Item name="contactId" label={t('people.dates.contact')}>
        <Select options={people} allowClear />
      </Form.Item>
      <Form.Item name="leadDays" label={t('people.dates.lead')}>
        <InputNumber min={0} max={90} />
      </Form.Item>
      <TextField name="note" label={t('people.dates.note')} />
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => SENSITIVE.includes(String(getFieldValue('kind'))) && <SeparateConsent />}
      </Form.Item>
    </FormModal>
  );
}

function SeparateConsent() {
  const { t } = useTranslation();
  return (
    <fieldset className="separate-consent">
      <legend>{t('people.dates.consent')}</legend>
      <p className="caption">{t('people.dates.consentText')}</p>
      <TextField name="purpose" label={t('people.dates.purpose')} />
      <Form.Item name="by" label={t('people.dates.by')}>
        <Select options={GIVERS.map((value) => ({ value, label: t(`people.dates.givers.${value}`) }))} />
      </Form.Item>
      <TextField name="source" label={t('people.dates.source')} />
      <TextField name="givenOn" label={t('people.dates.givenOn')} day />
      <TextField name="keepUntil" label={t('people.dates.keepUntil')} day />
    </fieldset>
  );
}

/** Without all parts of it there is no consent, and the server says so. */
function bodyOf(values: Values) {
  const kind = KINDS.find((one) => one === values['kind']) ?? 'other';
  const by = GIVERS.find((one) => one === values['by']) ?? 'person';
  const [purpose, source] = [textOf(values, 'purpose'), textOf(values, 'source')];
  const [givenOn, keepUntil] = [textOf(values, 'givenOn'), textOf(values, 'keepUntil')];
  const isWhole = purpose !== null && source !== null && givenOn !== null && keepUntil !== null;
  return {
    kind,
    day: textOf(values, 'day') ?? '',
    contactId: textOf(values, 'contactId'),
    leadDays: Number(values['leadDays'] ?? 7),
    note: givenText(values, 'note') ?? '',
    consent: SENSITIVE.includes(kind) && isWhole ? { purpose, by, source, givenOn, keepUntil } : null,
  };
}
