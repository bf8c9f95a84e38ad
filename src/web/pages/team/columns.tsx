import { App, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../../client/api.generated.ts';
import { Avatar, TagChip } from '../../../ui/chips.tsx';
import type { Columns } from '../../../ui/data-table.tsx';
import { failureText, useAct, useReply, useSession } from '../../server.ts';
import { ROLES } from './roles.ts';
import type { Told } from './told-password.tsx';

/** Who, where, in which role; administrators change it in place. */
export function useMemberColumns(mayManage: boolean, onTold: (told: Told) => void): Columns<Member> {
  const { t } = useTranslation();
  const columns: Columns<Member> = [
    { key: 'name', title: t('team.columns.name'), render: (_, member) => <MemberName member={member} /> },
    {
      key: 'email',
      title: t('team.columns.email'),
      responsive: ['md'],
      render: (_, member) => <span className="secondary">{member.email}</span>,
    },
    {
      key: 'role',
      title: t('team.columns.role'),
      render: (_, member) => (mayManage ? <RoleChoice member={member} /> : t(`shell.roles.${member.role}`)),
    },
    {
      key: 'team',
      title: t('team.columns.team'),
      responsive: ['md'],
      render: (_, member) => <TeamChoice member={member} mayManage={mayManage} />,
    },
  ];
  if (!mayManage) return columns;
  return [
    ...columns,
    {
      key: 'actions',
      title: t('team.columns.actions'),
      align: 'right',
      render: (_, member) => <MemberActs member={member} onTold={onTold} />,
    },
  ];
}

function MemberName({ member }: { member: Member }) {
  const { t } = useTranslation();
  const me = useSession().data?.member.id;
  return (
    <span className="table-name">
      <Avatar name={member.name} />
      <span className="nowrap">{member.name}</span>
      {member.title !== '' && <span className="secondary member-post">{member.title}</span>}
      {member.id === me && <TagChip accent>{t('team.me')}</TagChip>}
    </span>
  );
}

function useChange() {
  const { message } = App.useApp();
  const change = useAct('PATCH /api/members/:id');
  return (member: Member, body: { role?: Member['role']; teamId?: string | null }) => {
    change
      .mutateAsync({ params: { id: member.id }, body })
      .catch((error: unknown) => void message.error(failureText(error).text));
  };
}

function RoleChoice({ member }: { member: Member }) {
  const { t } = useTranslation();
  const change = useChange();
  return (
    <Select<Member['role']>
      size="small"
      variant="borderless"
      aria-label={t('team.roleLabel', { name: member.name })}
      value={member.role}
      options={ROLES.map((role) => ({ value: role, label: t(`shell.roles.${role}`) }))}
      popupMatchSelectWidth={false}
      onChange={(role) => change(member, { role })}
    />
  );
}

function TeamChoice({ member, mayManage }: { member: Member; mayManage: boolean }) {
  const { t } = useTranslation();
  const teams = useReply('GET /api/teams');
  const change = useChange();
  const options = teams.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  if (!mayManage) return options.find(({ value }) => value === member.teamId)?.label ?? t('team.noTeam');
  return (
    <Select<string>
      size="small"
      variant="borderless"
      aria-label={t('team.teamLabel', { name: member.name })}
      value={member.teamId ?? ''}
      options={[{ value: '', label: t('team.noTeam') }, ...options]}
      popupMatchSelectWidth={false}
      onChange={(teamId) => change(member, { teamId: teamId === '' ? null : teamId })}
    />
  );
}

function MemberActs({ member, onTold }: { member: Member; onTold: (told: Told) => void }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const me = useSession().data?.member.id;
  const reset = useAct('POST /api/members/:id/password');
  const leave = useAct('POST /api/members/:id/departure');
  const params = { id: member.id };
  const fail = (error: unknown) => void message.error(failureText(error).text);
  if (member.id === me) return null;
  const confirmed = (title: string, content: string, okText: string, act: () => Promise<unknown>) =>
    void modal.confirm({ title, content, okText, cancelText: t('team.cancel'), onOk: () => act().catch(fail) });
  const askToReset = () =>
    confirmed(t('team.resetTitle', { name: member.name }), t('team.resetText'), t('team.resetPassword'), async () =>
      onTold({ name: member.name, password: (await reset.mutateAsync({ params })).password }),
    );
  const askToLeave = () =>
    confirmed(t('team.leaveTitle', { name: member.name }), t('team.leaveText'), t('team.leaveConfirm'), () =>
      leave.mutateAsync({ params }),
    );
  return (
    <span className="member-acts">
      <Button type="link" size="small" onClick={askToReset}>
        {t('team.resetPassword')}
      </Button>
      <Button type="link" size="small" onClick={askToLeave}>
        {t('team.leave')}
      </Button>
    </span>
  );
}
