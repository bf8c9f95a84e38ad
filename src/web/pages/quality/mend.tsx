import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flaw, FlawedRow } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Link } from '../../../ui/link.tsx';
import { paths } from '../../paths.ts';
import { failureText, useAct, useMay, useMayFor, useReply } from '../../server.ts';

const PATTERNS = ['monthly', 'project', 'dealer', 'seasonal'] as const;
const ROLES = ['decider', 'buyer'] as const;

interface MendProps {
  readonly flaw: Flaw;
  readonly row: FlawedRow;
}

/** What mends a flaw, in the row itself; where that takes more than a word, the way there. */
export function Mend({ flaw, row }: MendProps) {
  const { t } = useTranslation();
  const mayWrite = useMayFor('customers.write', [row.owner]);
  const mayMerge = useMay('customers.merge');
  if (flaw === 'duplicate')
    return mayMerge ? <Link href={paths.duplicates()}>{t('quality.merge')}</Link> : <Open row={row} />;
  if (!mayWrite) return <Open row={row} />;
  if (flaw === 'no_owner' || flaw === 'no_backup')
    return <GiveOwner part={flaw === 'no_owner' ? 'a' : 'b'} row={row} />;
  if (flaw === 'no_region' || flaw === 'no_phone' || flaw === 'terms_differ') return <Word flaw={flaw} row={row} />;
  if (flaw === 'pattern_differs') return <ChoosePattern row={row} />;
  if (flaw === 'no_decider') return <AddDecider row={row} />;
  if (flaw === 'unconfirmed') return <Confirm row={row} />;
  return <Open row={row} />;
}

function Open({ row }: { row: FlawedRow }) {
  const { t } = useTranslation();
  return <Link href={paths.customer(row.customer.publicId)}>{t('quality.open')}</Link>;
}

/** Runs an act and says in one line what became of it. */
function useSaving() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return async (act: Promise<unknown>) => {
    try {
      await act;
      void message.success(t('quality.saved'));
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
}

const FIELD = { no_region: 'region', no_phone: 'phone', terms_differ: 'terms' } as const;

function Word({ flaw, row }: { flaw: keyof typeof FIELD; row: FlawedRow }) {
  const { t } = useTranslation();
  const field = FIELD[flaw];
  const [text, setText] = useState(field === 'terms' ? (row.terms ?? '') : '');
  const change = useAct('PATCH /api/customers/:publicId');
  const saving = useSaving();
  const params = { publicId: row.customer.publicId };
  const save = () => saving(change.mutateAsync({ params, body: { version: row.version, [field]: text.trim() } }));
  return (
    <span className="mend">
      <Input
        size="small"
        aria-label={t(`quality.inputs.${field}`)}
        placeholder={t(`quality.inputs.${field}`)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={() => void save()}
      />
      <SaveButton disabled={text.trim() === ''} saving={change.isPending} onSave={save} />
    </span>
  );
}

function ChoosePattern({ row }: { row: FlawedRow }) {
  const { t } = useTranslation();
  const change = useAct('PATCH /api/customers/:publicId');
  const saving = useSaving();
  const params = { publicId: row.customer.publicId };
  return (
    <Select
      size="small"
      className="mend-select"
      aria-label={t('quality.flaws.pattern_differs')}
      value={PATTERNS.find((pattern) => pattern === row.pattern)}
      loading={change.isPending}
      options={PATTERNS.map((value) => ({ value, label: t(`quality.patterns.${value}`) }))}
      suffixIcon={<Icon name="chevronDown" size={14} />}
      onChange={(pattern) => void saving(change.mutateAsync({ params, body: { version: row.version, pattern } }))}
    />
  );
}

function GiveOwner({ part, row }: { part: 'a' | 'b'; row: FlawedRow }) {
  const { t } = useTranslation();
  const members = useReply('GET /api/members');
  const give = useAct('POST /api/customers/:publicId/owners');
  const saving = useSaving();
  const params = { publicId: row.customer.publicId };
  const reason = t('quality.reason');
  return (
    <Select<string>
      size="small"
      className="mend-select"
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('quality.inputs.owner')}
      placeholder={t('quality.inputs.owner')}
      loading={give.isPending}
      options={members.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      suffixIcon={<Icon name="chevronDown" size={14} />}
      onChange={(memberId) => void saving(give.mutateAsync({ params, body: { part, memberId, reason } }))}
    />
  );
}

function AddDecider({ row }: { row: FlawedRow }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('buyer');
  const add = useAct('POST /api/customers/:publicId/contacts');
  const saving = useSaving();
  const params = { publicId: row.customer.publicId };
  const save = () => saving(add.mutateAsync({ params, body: { name: name.trim(), role } }));
  return (
    <span className="mend">
      <Input
        size="small"
        aria-label={t('quality.inputs.name')}
        placeholder={t('quality.inputs.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        size="small"
        aria-label={t('quality.inputs.role')}
        value={role}
        options={ROLES.map((value) => ({ value, label: t(`quality.roles.${value}`) }))}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={setRole}
      />
      <SaveButton disabled={name.trim() === ''} saving={add.isPending} onSave={save} />
    </span>
  );
}

function Confirm({ row }: { row: FlawedRow }) {
  const { t } = useTranslation();
  const confirm = useAct('POST /api/customers/:publicId/confirmations');
  const saving = useSaving();
  const params = { publicId: row.customer.publicId };
  return (
    <span className="mend">
      <Open row={row} />
      <Button size="small" loading={confirm.isPending} onClick={() => void saving(confirm.mutateAsync({ params }))}>
        {t('quality.confirm')}
      </Button>
    </span>
  );
}

function SaveButton(props: { disabled: boolean; saving: boolean; onSave: () => Promise<void> }) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      type="primary"
      disabled={props.disabled}
      loading={props.saving}
      onClick={() => void props.onSave()}
    >
      {t('quality.save')}
    </Button>
  );
}
