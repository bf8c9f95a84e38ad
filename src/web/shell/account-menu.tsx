import { Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/chips.tsx';
import { Icon } from '../../ui/icons.tsx';
import { speak } from '../i18n/language.ts';
import { useLeave } from '../offline/leave.tsx';
import { ask, useSession } from '../server.ts';
import { ChangePassword } from '../session/change-password.tsx';

/** Me: language, password, sign out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const member = useSession().data?.member;
  const [changing, setChanging] = useState(false);
  const menu = useAccountItems(() => setChanging(true));
  if (member === undefined) return null;
  return (
    <>
      <Dropdown menu={menu} trigger={['click']} placement="topLeft">
        <button type="button" className="account" aria-label={`${t('shell.account.menu')} ${member.name}`}>
          <Avatar name={member.name} size={26} />
          <span>
            <b>{member.name}</b>
            <span className="caption">{member.title ?? roleName(member.role, t)}</span>
          </span>
        </button>
      </Dropdown>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </>
  );
}

function useAccountItems(changePassword: () => void): MenuProps {
  const { t, i18n } = useTranslation();
  const leave = useLeave();
  const other = i18n.language === 'zh' ? 'en' : 'zh';
  const items: MenuProps['items'] = [
    { key: 'language', label: t('shell.account.language'), icon: <Icon name="globe" /> },
    { key: 'password', label: t('shell.account.password'), icon: <Icon name="key" /> },
    { key: 'signOut', label: t('shell.account.signOut'), icon: <Icon name="signOut" /> },
  ];
  const acts: Record<string, () => void> = {
    language: () => void switchLanguage(other),
    password: changePassword,
    signOut: () => void leave(),
  };
  return { items, onClick: ({ key }) => acts[key]?.() };
}

/** At once on the page; the server learns it for mails and other devices. */
async function switchLanguage(language: 'zh' | 'en'): Promise<void> {
  await speak(language);
  await ask('PUT /api/session/language', { body: { language } }).catch(() => null);
}

function roleName(role: string, t: ReturnType<typeof useTranslation>['t']): string {
  const names: Record<string, string> = {
    administrator: t('shell.roles.administrator'),
    retention_lead: t('shell.roles.retention_lead'),
    account_manager: t('shell.roles.account_manager'),
    service_agent: t('shell.roles.service_agent'),
    assistant: t('shell.roles.assistant'),
    credit_controller: t('shell.roles.credit_controller'),
    executive: t('shell.roles.executive'),
    viewer: t('shell.roles.viewer'),
  };
  return names[role] ?? role;
}
