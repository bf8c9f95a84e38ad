import './brief.css';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Brief } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Loading } from '../../../ui/states.tsx';
import { usePathPart } from '../../address.ts';
import { CustomerTier } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import {
  Buying,
  Complaint,
  Contacts,
  Dates,
  LastVisit,
  NextNeed,
  People,
  Promises,
  Receivables,
} from './brief-parts.tsx';

/** Before the gate: one screen after the other on a phone, one sheet of A4 on paper, one question to the server. */
export function BriefPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const publicId = usePathPart('publicId');
  const brief = useReply('GET /api/customers/:publicId/brief', { params: { publicId } });
  const data = brief.data;
  return (
    <Page
      title={t('brief.title')}
      caption={
        data &&
        t('brief.caption', { name: data.customer.shortName ?? data.customer.name, day: format.date(data.today) })
      }
      actions={<Actions publicId={publicId} />}
    >
      {brief.isPending && <Loading lines={12} />}
      {brief.isError && data === undefined && <ReplyFailure error={brief.error} again={brief.refetch} />}
      {data !== undefined && <Sheet brief={data} />}
    </Page>
  );
}

function Actions({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  return (
    <span className="brief-actions">
      <Link href={paths.customer(publicId)}>{t('brief.profile')}</Link>
      <Link href={paths.visit(publicId)}>{t('brief.visit')}</Link>
      <Button size="small" className="brief-print" onClick={() => window.print()}>
        {t('brief.print')}
      </Button>
    </span>
  );
}

function Sheet({ brief }: { brief: Brief }) {
  return (
    <article className="brief">
      <Head brief={brief} />
      <div className="brief-columns">
        <Promises promises={brief.promises} />
        <Receivables receivables={brief.receivables} />
        <Complaint complaints={brief.complaints} />
        <NextNeed next={brief.nextNeed} />
        <People people={brief.people} />
        <LastVisit visit={brief.lastVisit} />
        <Buying dropped={brief.dropped} drift={brief.drift} />
        <Dates dates={brief.dates} />
        <Contacts contacts={brief.contacts} />
      </div>
    </article>
  );
}

/** Who it is, how it stands, and why. */
function Head({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { customer, warning, cause, amountYear, ordersYear, lastOrderOn } = brief;
  const amount = format.money(amountYear);
  return (
    <header className="brief-head">
      <h2>{customer.name}</h2>
      <p className="brief-chips">
        <CustomerTier tier={customer.tier} />
        <BandChip band={customer.colour} score={customer.score} provisional={customer.provisional} large />
        {warning !== null && (
          <b>
            {t('brief.warning', { level: warning.level })}{' '}
            {warning.signals.map((signal) => format.name(signal)).join(' · ')}
          </b>
        )}
      </p>
      <Reasons title={t('brief.health')}>
        {cause !== null && <li>{format.say(cause)}</li>}
        {cause === null && warning?.signals.map(({ key, sentence }) => <li key={key}>{format.say(sentence)}</li>)}
        {cause === null && warning === null && <li className="secondary">{t('brief.noCause')}</li>}
      </Reasons>
      <p className="secondary">
        {lastOrderOn === null
          ? t('brief.neverOrdered', { amount })
          : t('brief.trade', { amount, count: ordersYear, day: format.date(lastOrderOn) })}
      </p>
    </header>
  );
}

function Reasons({ title, children }: { title: string; children: ReactNode }) {
  return (
    <ul className="brief-reasons" aria-label={title}>
      {children}
    </ul>
  );
}
