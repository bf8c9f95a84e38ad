import './customer.css';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Customer, Profile } from '../../../client/shapes.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Loading } from '../../../ui/states.tsx';
import { usePathPart } from '../../address.ts';
import { CUSTOMER_TABS, type CustomerTab, paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { ComplaintsTab } from './complaints-tab.tsx';
import { ContactsTab } from './contacts-tab.tsx';
import { CustomerHeader } from './header.tsx';
import { NeedsTab } from './needs-tab.tsx';
import { OrdersTab } from './orders-tab.tsx';
import { ProjectsTab } from './projects-tab.tsx';
import { ReceiptPanel } from './receipt-panel.tsx';
import { ReceivablesTab } from './receivables-tab.tsx';
import { RelationsTab } from './relations-tab.tsx';
import { SideColumn, UnderBill } from './side-column.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

/** One customer: how it is, why, what happened, what is going on. */
export function CustomerPage() {
  const { t } = useTranslation();
  const publicId = usePathPart('publicId');
  const tab = tabOf(usePathPart('tab'));
  const profile = useReply('GET /api/customers/:publicId/profile', { params: { publicId } });
  const details = useReply('GET /api/customers/:publicId', { params: { publicId } });
  const data = profile.data;
  if (data === undefined || details.data === undefined) {
    return (
      <Page title={t('customer.crumb')}>
        <div className="panel panel-loading">
          {profile.isError || details.isError ? (
            <ReplyFailure error={profile.error ?? details.error} again={profile.refetch} />
          ) : (
            <Loading lines={8} />
          )}
        </div>
      </Page>
    );
  }
  // Who was merged lives on under the survivor's address.
  const living = details.data.publicId;
  if (!details.isPlaceholderData && living !== publicId) return <Navigate to={paths.customer(living, tab)} replace />;
  return (
    <Page title={data.customer.name} crumbs={<Crumbs profile={data} />}>
      <CustomerHeader profile={data} details={details.data} tab={tab} />
      <TabContent profile={data} details={details.data} tab={tab} />
    </Page>
  );
}

function tabOf(part: string): CustomerTab | undefined {
  return CUSTOMER_TABS.find((tab) => tab === part);
}

function Crumbs({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tier, name, shortName } = profile.customer;
  return (
    <>
      <Link href={paths.customers()}>{t('customer.crumb')}</Link>
      <span aria-hidden="true">/</span>
      <Link href={paths.customers({ tier: tier.key })}>{format.name(tier)}</Link>
      <span aria-hidden="true">/</span>
      <span className="crumb-here">{shortName ?? name}</span>
    </>
  );
}

function TabContent({ profile, details, tab }: { profile: Profile; details: Customer; tab: CustomerTab | undefined }) {
  const { publicId } = profile.customer;
  if (tab === 'orders') return <OrdersTab publicId={publicId} />;
  if (tab === 'contacts') return <ContactsTab details={details} />;
  if (tab === 'projects') return <ProjectsTab details={details} />;
  if (tab === 'relations') return <RelationsTab details={details} />;
  if (tab === 'receivables') return <ReceivablesTab publicId={publicId} />;
  if (tab === 'needs') return <NeedsTab publicId={publicId} owners={details.owners} />;
  if (tab === 'complaints') return <ComplaintsTab publicId={publicId} />;
  return (
    <div className="columns customer-columns">
      <div className="stack">
        <ReceiptPanel
          publicId={publicId}
          name={profile.customer.shortName ?? profile.customer.name}
          held={profile.held}
        />
        <UnderBill profile={profile} details={details} />
      </div>
      <TimelinePanel publicId={publicId} />
      <SideColumn profile={profile} details={details} />
    </div>
  );
}
