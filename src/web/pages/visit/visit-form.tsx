import { App, Button, Input, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea.js';
import { type RefObject, useContext, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigateContext } from '../../../ui/link.tsx';
import { write } from '../../offline/queue.ts';
import { paths } from '../../paths.ts';
import { failureText, useReply, useSession } from '../../server.ts';
import { CompetitorField } from '../customer/record-competitor.tsx';
import { type CheckedIn, CheckIn, useCheckedIn } from './check-in.tsx';
import { Photos } from './photos.tsx';
import { EMPTY_DRAFT, entriesOf, hasLine, type VisitDraft } from './visit-draft.ts';

const LINE_LENGTH_MAX = 1_000;
const LINES = ['cameFor', 'heard', 'promised'] as const;

interface VisitFormProps {
  readonly customer: { readonly publicId: string; readonly name: string };
}

type Change = (patch: Partial<VisitDraft>) => void;

/** Sixty to ninety seconds: one line is asked, everything else is offered. */
export function VisitForm({ customer }: VisitFormProps) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [arrived, setArrived] = useState<CheckedIn | null>(null);
  const open = useCheckedIn(customer.publicId);
  const firstLine = useRef<TextAreaRef>(null);
  const checkedIn = arrived ?? open;
  const change: Change = (patch) => setDraft((before) => ({ ...before, ...patch }));
  return (
    <div className="visit-form">
      <CheckIn
        customer={customer}
        checkedIn={checkedIn}
        onCheckedIn={(done) => {
          setArrived(done);
          firstLine.current?.focus();
        }}
      />
      <Lines draft={draft} change={change} firstLine={firstLine} />
      {checkedIn === null && <PlaceField draft={draft} change={change} />}
      <CompetitorField heard={draft.rival} onChange={(rival) => change({ rival })} />
      <Photos photos={draft.photos} onChange={(photos) => change({ photos })} />
      <People publicId={customer.publicId} draft={draft} change={change} />
      <SaveButton customer={customer} draft={draft} checkedIn={checkedIn} />
    </div>
  );
}

interface FieldsProps {
  readonly draft: VisitDraft;
  readonly change: Change;
}

function Lines({ draft, change, firstLine }: FieldsProps & { firstLine: RefObject<TextAreaRef | null> }) {
  const { t } = useTranslation();
  return (
    <>
      {LINES.map((line) => (
        <label key={line} className="visit-line" htmlFor={`visit-${line}`}>
          <span>{t(`recording.visit.${line}`)}</span>
          <Input.TextArea
            id={`visit-${line}`}
            ref={line === 'cameFor' ? firstLine : undefined}
            rows={2}
            maxLength={LINE_LENGTH_MAX}
            placeholder={t(`recording.visit.${line}Hint`)}
            value={draft[line]}
            onChange={({ target }) => change({ [line]: target.value })}
          />
        </label>
      ))}
      {draft.promised.trim() !== '' && (
        <label className="visit-line" htmlFor="visit-due">
          <span>{t('recording.visit.due')}</span>
          <Input
            id="visit-due"
            type="date"
            value={draft.promiseDue}
            onChange={({ target }) => change({ promiseDue: target.value })}
          />
          <span className="caption">{t('recording.visit.dueHint')}</span>
        </label>
      )}
    </>
  );
}

function PlaceField({ draft, change }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <label className="visit-line" htmlFor="visit-place">
      <span>{t('recording.visit.place')}</span>
      <Input
        id="visit-place"
        maxLength={200}
        placeholder={t('recording.visit.placeHint')}
        value={draft.place}
        onChange={({ target }) => change({ place: target.value })}
      />
    </label>
  );
}

/** Whom we met and who of us was there; where nothing can be asked, just me. */
function People({ publicId, draft, change }: FieldsProps & { publicId: string }) {
  const { t } = useTranslation();
  const me = useSession().data?.member.id;
  const contacts = useReply('GET /api/customers/:publicId/contacts', { params: { publicId } });
  const members = useReply('GET /api/members');
  const present = contacts.data?.items.filter(({ leftAt }) => leftAt === null) ?? [];
  const others = members.data?.items.filter(({ id }) => id !== me) ?? [];
  return (
    <>
      {present.length > 0 && (
        <label className="visit-line" htmlFor="visit-met">
          <span>{t('recording.visit.met')}</span>
          <Choice
            id="visit-met"
            options={present}
            chosen={draft.contactIds}
            onChange={(contactIds) => change({ contactIds })}
          />
        </label>
      )}
      {others.length > 0 && (
        <label className="visit-line" htmlFor="visit-with">
          <span>{t('recording.visit.with')}</span>
          <Choice
            id="visit-with"
            options={others}
            chosen={draft.visitorIds}
            onChange={(visitorIds) => change({ visitorIds })}
          />
        </label>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

function Choice({ id, options, chosen, onChange }: ChoiceProps) {
  return (
    <Select<string[]>
      id={id}
      mode="multiple"
      optionFilterProp="label"
      value={[...chosen]}
      options={options.map((one) => ({ value: one.id, label: one.name }))}
      onChange={onChange}
    />
  );
}

interface SaveProps extends VisitFormProps {
  readonly draft: VisitDraft;
  readonly checkedIn: CheckedIn | null;
}

function SaveButton({ customer, draft, checkedIn }: SaveProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useContext(NavigateContext);
  const me = useSession().data?.member.id ?? '';
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (!hasLine(draft)) return void message.warning(t('recording.visit.needLine'));
    setBusy(true);
    try {
      const how = await write(entriesOf(draft, customer, me, checkedIn?.visitId ?? null));
      void message.success(t(how === 'sent' ? 'recording.visit.saved' : 'recording.visit.waiting'));
      navigate(how === 'sent' ? paths.customer(customer.publicId) : paths.record());
    } catch (error) {
      void message.error(failureText(error).text);
    }
    setBusy(false);
  };
  return (
    <Button type="primary" size="large" block loading={busy} onClick={() => void save()}>
      {t('recording.visit.save')}
    </Button>
  );
}
