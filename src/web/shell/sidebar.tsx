import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Link } from '../../ui/link.tsx';
import { useFormat } from '../../ui/locale.tsx';
import { useCompany, useReply, useSession } from '../server.ts';
import { AccountMenu } from './account-menu.tsx';
import { Logo } from './logo.tsx';
import { SITE, type SiteEntry } from './site.ts';

/** Search, four groups, me. */
export function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { planName, planNameEn } = useCompany().data ?? {};
  return (
    <div className="sidebar">
      <div className="brand">
        <Logo size={28} />
        <div>
          <b>{t('shell.product')}</b>
          <span className="caption">{planName && format.name({ name: planName, nameEn: planNameEn })}</span>
        </div>
      </div>
      <button type="button" className="search-button" onClick={onSearch}>
        <Icon name="search" size={15} />
        <span>{t('shell.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <SiteNavigation />
      <AccountMenu />
    </div>
  );
}

function SiteNavigation() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const permissions = useSession().data?.permissions ?? {};
  const counts = useCounts(permissions);
  const may = ({ permission }: SiteEntry) => permission === undefined || (permissions[permission] ?? 'none') !== 'none';
  return (
    <nav className="site" aria-label={t('shell.navigation')}>
      {SITE.map(({ group, entries }) => (
        <section key={group} hidden={!entries.some(may)}>
          <h2 className="caption">{t(`shell.groups.${group}`)}</h2>
          <ul>
            {entries.filter(may).map((entry) => (
              <SiteLink
                key={entry.key}
                entry={entry}
                current={pathname.startsWith(entry.href)}
                count={counts[entry.key]}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function SiteLink({ entry, current, count }: { entry: SiteEntry; current: boolean; count: number | undefined }) {
  const { t } = useTranslation();
  return (
    <li aria-current={current ? 'page' : undefined}>
      <Link href={entry.href} className={current ? 'site-link site-current' : 'site-link'}>
        <Icon name={entry.icon} />
        <span>{t(`shell.pages.${entry.key}`)}</span>
        {count !== undefined && count > 0 && <span className="caption figures">{formatNumber(count)}</span>}
      </Link>
    </li>
  );
}

/** How much waits behind an entry. */
function useCounts(permissions: Readonly<Record<string, string>>): Partial<Record<SiteEntry['key'], number>> {
  const may = (permission: string) => (permissions[permission] ?? 'none') !== 'none';
  const today = useReply('GET /api/today');
  const warnings = useReply('GET /api/warnings', { query: { state: 'open', limit: 1 } }, may('warnings.read'));
  return {
    today: today.data === undefined ? undefined : today.data.late.length + today.data.due.length,
    warnings: warnings.data?.counts.open,
  };
}
