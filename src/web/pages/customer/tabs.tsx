import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { CUSTOMER_TABS, type CustomerTab, paths } from '../../paths.ts';
import { useMay } from '../../server.ts';

const TABS: readonly (CustomerTab | undefined)[] = [undefined, ...CUSTOMER_TABS];

/** The parts of a customer's page with how much there is in each; on a phone the row scrolls to the one that is open. */
export function CustomerTabs({ profile, tab }: { profile: Profile; tab: CustomerTab | undefined }) {
  const { t } = useTranslation();
  const row = useRef<HTMLElement>(null);
  const { customer } = profile;
  const hidden: Partial<Record<CustomerTab, boolean>> = {
    orders: !useMay('orders.read'),
    needs: !useMay('needs.read'),
    complaints: !useMay('complaints.read'),
    receivables: !useMay('receivables.read'),
  };
  const shown = TABS.filter((one) => one === undefined || hidden[one] !== true);
  useEffect(() => {
    const current = row.current?.querySelector(`[data-tab="${tab ?? 'overview'}"]`);
    current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  return (
    <nav className="tabs" aria-label={customer.name} ref={row}>
      {shown.map((one) => (
        <span key={one ?? 'overview'} data-tab={one ?? 'overview'}>
          <Link
            href={paths.customer(customer.publicId, one)}
            className={one === tab ? 'tab tab-current' : 'tab'}
            current={one === tab}
          >
            {t(`customer.tabs.${one ?? 'overview'}`)}
            <Count profile={profile} tab={one} />
          </Link>
        </span>
      ))}
    </nav>
  );
}

function Count({ profile, tab }: { profile: Profile; tab: CustomerTab | undefined }) {
  const { t } = useTranslation();
  const { counts, promises, receivables } = profile;
  if (tab === undefined) return null;
  if (tab === 'receivables') {
    const late = receivables?.overdueInvoices ?? 0;
    return late === 0 ? null : <span className="figures late-text"> {t('glance.money.tab', { count: late })}</span>;
  }
  const isLate = tab === 'needs' && promises !== null && promises.overdue > 0;
  return counts[tab] === 0 ? null : (
    <span className={isLate ? 'figures late-text' : 'figures'}> {formatNumber(counts[tab])}</span>
  );
}
