import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnerChange, ServiceRole } from '../../../client/shapes.ts';
import { Avatar } from '../../../ui/chips.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useReply } from '../../server.ts';
import { FormModal, givenText, TextField, textOf, type Values } from './people-form.tsx';

const ROLES = [
  'sponsor',
  'expert_sales',
  'expert_technical',
  'expert_supply',
  'line_owner',
  'region_owner',
  'collaborator',
] as const;
type Role = (typeof ROLES)[number];
/** Those that every customer of weight has; without anybody the gap is shown. */
const STANDING: readonly Role[] = ['sponsor', 'expert_sales', 'expert_technical', 'expert_supply'];

/** Who of us looks after the customer: A, B, the sponsor, the experts, owners of lines and regions, guests. */
export function TeamPanel({ publicId, mayWrite }: { publicId: string; mayWrite: boolean }) {
  const { t } = useTranslation();
  const [assigning, setAssigning] = useState(false);
  const team = useReply('GET /api/customers/:publicId/service-team', { params: { publicId } });
  const assign = (
    <Button size="small" onClick={() => setAssigning(true)}>
      {t('people.team.assign')}
    </Button>
  );
  return (
    <Panel title={t('people.team.title')} caption={t('people.team.caption')} extra={mayWrite ? assign : undefined}>
      {team.isPending && <Loading lines={5} />}
      {team.isError && <ReplyFailure error={team.error} again={team.refetch} />}
      {team.data !== undefined && (
        <ul className="ongoing">
          <Owner label={t('people.team.a')} name={team.data.a?.name} />
          <Owner label={t('people.team.b')} name={team.data.b?.name} />
          {STANDING.filter((role) => !team.data.roles.some((held) => held.role === role)).map((role) => (
            <Owner key={role} label={t(`people.team.roles.${role}`)} name={undefined} />
          ))}
          {team.data.roles
            .toSorted((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role))
            .map((held) => (
              <RoleLine key={held.id} publicId={publicId} held={held} mayWrite={mayWrite} />
            ))}
        </ul>
      )}
      <History publicId={publicId} />
      {assigning && <AssignRole publicId={publicId} onClose={() => setAssigning(false)} />}
    </Panel>
  );
}

function Owner({ label, name }: { label: string; name: string | undefined }) {
  const { t } = useTranslation();
  return (
    <li className="ongoing-line">
      <span className="secondary">{label}</span>
      {name === undefined ? (
        <span className="secondary">{t('people.team.nobody')}</span>
      ) : (
        <span className="owner">
          <Avatar name={name} /> {name}
        </span>
      )}
    </li>
  );
}

function RoleLine({ publicId, held, mayWrite }: { publicId: string; held: ServiceRole; mayWrite: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const end = useAct('POST /api/customers/:publicId/service-roles/:id/ending');
  const what = held.category?.name ?? held.region ?? held.purpose;
  const stop = () =>
    end
      .mutateAsync({ params: { publicId, id: held.id }, body: {} })
      .catch((error: unknown) => void message.error(failureText(error).text));
  return (
    <li>
      <div className="ongoing-line">
        <span className="secondary">{t(`people.team.roles.${held.role}`)}</span>
        <span className="owner">
          <Avatar name={held.member.name} /> {held.member.name}
        </span>
      </div>
      <div className="ongoing-line caption">
        <span>
          {[what, held.endsAt && t('people.team.until', { day: format.date(format.dayOf(held.endsAt)) })]
            .filter(Boolean)
            .join(' · ') || t(`people.team.rights.${held.right}`)}
        </span>
        {mayWrite && (
          <Button type="link" size="small" loading={end.isPending} onClick={() => void stop()}>
            {t('people.team.end')}
          </Button>
        )}
      </div>
    </li>
  );
}

function AssignRole({ publicId, onClose }: { publicId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const assign = useAct('POST /api/customers/:publicId/service-roles');
  const members = useReply('GET /api/members');
  const save = (values: Values) => assign.mutateAsync({ params: { publicId }, body: bodyOf(values) });
  const people = members.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <FormModal title={t('people.team.assignTitle')} initial={{ role: 'sponsor' }} onClose={onClose} onSave={save}>
      <Form.Item name="role" label={t('people.team.role')}>
        <Select options={ROLES.map((value) => ({ value, label: t(`people.team.roles.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="memberId"
        label={t('people.team.member')}
        rules={[{ required: true, message: t('people.team.memberNeeded') }]}
      >
        <Select options={people} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item noStyle dependencies={['role']}>
        {({ getFieldValue }) => <RoleParts role={getFieldValue('role')} />}
      </Form.Item>
      <TextField name="reason" label={t('people.team.reason')} />
      <TextField name="commissionNote" label={t('people.team.commission')} />
    </FormModal>
  );
}

/** What only some roles have: a line, a region, a purpose with its end. */
function RoleParts({ role }: { role: string }) {
  const { t } = useTranslation();
  const categories = useReply('GET /api/categories', {}, role === 'line_owner');
  if (role === 'region_owner') return <TextField name="region" label={t('people.team.region')} />;
  if (role === 'collaborator') {
    return (
      <>
        <TextField name="purpose" label={t('people.team.purpose')} />
        <TextField name="endsOn" label={t('people.team.until_label')} day />
      </>
    );
  }
  if (role !== 'line_owner') return null;
  const lines = categories.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <Form.Item name="categoryId" label={t('people.team.line')}>
      <Select options={lines} showSearch={{ optionFilterProp: 'label' }} />
    </Form.Item>
  );
}

function bodyOf(values: Values) {
  const role = ROLES.find((one) => one === values['role']) ?? 'sponsor';
  const endsOn = textOf(values, 'endsOn');
  return {
    role,
    memberId: String(values['memberId']),
    reason: givenText(values, 'reason') ?? '',
    commissionNote: givenText(values, 'commissionNote') ?? '',
    ...(role === 'line_owner' ? { categoryId: Number(values['categoryId']) } : {}),
    ...(role === 'region_owner' ? { region: textOf(values, 'region') } : {}),
    // The whole of the last day is included.
    ...(role === 'collaborator'
      ? {
          purpose: textOf(values, 'purpose'),
          endsAt: endsOn === null ? null : new Date(`${endsOn}T23:59:59`).toISOString(),
        }
      : {}),
  };
}

function History({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const changes = useReply('GET /api/customers/:publicId/owners', { params: { publicId } }, open);
  return (
    <>
      <Button type="link" size="small" className="history-button" onClick={() => setOpen(!open)} aria-expanded={open}>
        {t('people.team.history')}
      </Button>
      {open && changes.data !== undefined && changes.data.items.length === 0 && (
        <p className="caption">{t('people.team.historyNone')}</p>
      )}
      {open && (
        <ul className="ongoing">
          {changes.data?.items.map((change) => (
            <Change key={`${change.changedAt}-${change.part}-${change.what}`} change={change} />
          ))}
        </ul>
      )}
    </>
  );
}

function Change({ change }: { change: OwnerChange }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nobody = t('people.team.nobodyShort');
  const { part, what, from, to, reason, commissionNote, changedAt } = change;
  const role = part === 'a' || part === 'b' ? t(`people.team.${part}`) : t(`people.team.roles.${part}`);
  const why = [what, reason === 'set' ? t('people.team.setAtStart') : reason, commissionNote]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className="caption">
      <div className="ongoing-line">
        <span>
          {role} {t('people.team.from', { from: from?.name ?? nobody, to: to?.name ?? nobody })}
        </span>
        <span className="nowrap">{format.date(format.dayOf(changedAt))}</span>
      </div>
      {why !== '' && <p className="secondary">{why}</p>}
    </li>
  );
}
