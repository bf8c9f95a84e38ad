import { useTranslation } from 'react-i18next';
import type { Customer, Profile } from '../../../client/shapes.ts';
import { Avatar, BandChip, TagChip } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { FigureLink, Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Fact } from '../../../ui/panel.tsx';
import { BasisNote } from '../../basis-note.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { CUSTOMER_TABS, type CustomerTab, paths } from '../../paths.ts';
import { useMay, useMayFor, useReply } from '../../server.ts';
import { useStageName } from '../../stage.ts';
import { EditCustomer } from './edit-customer.tsx';
import { RecordContact } from './record-contact.tsx';

const TABS: readonly (CustomerTab | undefined)[] = [undefined, ...CUSTOMER_TABS];
const CONSENTS = ['wecom', 'email', 'phone', 'sms'] as const;

interface HeaderProps {
  readonly profile: Profile;
  readonly details: Customer;
}

/** Name, state and the facts one needs before calling; under it the tabs. */
export function CustomerHeader({ profile, details, tab }: HeaderProps & { tab: CustomerTab | undefined }) {
  return (
    <header className="customer-header">
      <div className="customer-title">
        <h1>{profile.customer.name}</h1>
        <StateChips profile={profile} details={details} />
        <HeaderActions profile={profile} details={details} />
      </div>
      <dl className="customer-facts">
        <OwnerFact details={details} />
        <TradeFacts profile={profile} details={details} />
        <ContactFacts profile={profile} />
      </dl>
      <Tabs profile={profile} tab={tab} />
    </header>
  );
}

function StateChips({ profile, details }: HeaderProps) {
  const stageName = useStageName();
  const { customer, stage } = profile;
  return (
    <span className="customer-chips">
      <CustomerTier tier={customer.tier} />
      {stage !== null && <TagChip>{stageName(stage)}</TagChip>}
      {details.industry !== null && <TagChip>{details.industry}</TagChip>}
      <BandChip band={customer.colour} score={customer.score} provisional={customer.provisional} large />
      <Change publicId={customer.publicId} />
    </span>
  );
}

/** How the score moved since a month ago, from the receipt that the page shows anyway. */
function Change({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const receipt = useReply('GET /api/customers/:publicId/receipt', { params: { publicId }, query: {} });
  const { score, previous } = receipt.data?.health ?? { score: null, previous: null };
  if (score === null || previous === null || previous.score === null) return null;
  const difference = Math.round(score) - Math.round(previous.score);
  const direction = difference === 0 ? 'same' : difference < 0 ? 'worse' : 'better';
  const points = formatNumber(Math.abs(difference));
  return (
    <span className="secondary">{t(`customer.changed.${direction}`, { day: format.date(previous.asOf), points })}</span>
  );
}

function HeaderActions({ profile, details }: HeaderProps) {
  const { t } = useTranslation();
  const { owners } = details;
  const mayRecord = useMayFor('interactions.write', [owners.a, owners.b]);
  const { publicId, name, shortName } = profile.customer;
  return (
    <div className="customer-actions">
      <EditCustomer details={details} />
      <Link href={paths.brief(publicId)}>{t('recording.page.brief')}</Link>
      {mayRecord && <Link href={paths.visit(publicId)}>{t('recording.visit.button')}</Link>}
      {mayRecord && <RecordContact customer={{ publicId, name: shortName ?? name }} kind="primary" />}
    </div>
  );
}

function OwnerFact({ details }: { details: Customer }) {
  const { t } = useTranslation();
  const { a, b } = details.owners;
  return (
    <Fact label={t('customer.facts.owners')}>
      {a === null && <span className="secondary">{t('customer.facts.noOwner')}</span>}
      {a !== null && (
        <span className="owner">
          <Avatar name={a.name} /> A {a.name}
        </span>
      )}
      {b !== null && (
        <span className="owner">
          <Avatar name={b.name} /> B {b.name}
        </span>
      )}
    </Fact>
  );
}

function TradeFacts({ profile, details }: HeaderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { customer, amountYear, ordersYear, lastOrderOn } = profile;
  const id = details.externalIds[0]?.key;
  return (
    <>
      <Fact label={t('customer.facts.amount')}>
        <FigureLink href={paths.customer(customer.publicId, 'orders')}>
          <MoneyText minor={amountYear} />
        </FigureLink>
        <span className="secondary">{t('customer.facts.orders', { count: ordersYear })}</span>
        <BasisNote />
      </Fact>
      <Fact label={t('customer.facts.lastOrder')}>
        {lastOrderOn === null ? t('customer.facts.neverOrdered') : format.date(lastOrderOn)}
      </Fact>
      {details.since !== null && <Fact label={t('customer.facts.since')}>{format.years(details.since)}</Fact>}
      {details.group !== null && (
        <Fact label={t('people.group.crumb')}>
          <Link href={paths.group(details.group.id)}>{details.group.name}</Link>
        </Fact>
      )}
      {details.city !== null && <Fact label={t('customer.facts.place')}>{details.city}</Fact>}
      {id !== undefined && <Fact label={t('customer.facts.externalId')}>{id}</Fact>}
    </>
  );
}

function ContactFacts({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastContact } = profile;
  return (
    <>
      <Fact label={t('customer.facts.consents')}>
        {CONSENTS.map((channel) => (
          <Consent key={channel} channel={channel} given={profile.consents[channel] ?? null} />
        ))}
      </Fact>
      <Fact label={t('customer.facts.lastContact')}>
        {lastContact === null ? (
          <span className="secondary">{t('customer.facts.never')}</span>
        ) : (
          <>
            {format.age(lastContact.at)} <span className="secondary">{channelName(lastContact.channel, t)}</span>
            {!lastContact.twoWay && <span className="secondary">{t('customer.facts.oneWay')}</span>}
          </>
        )}
      </Fact>
    </>
  );
}

/** Unasked is neither yes nor no, so it has neither mark. */
function Consent({ channel, given }: { channel: (typeof CONSENTS)[number]; given: boolean | null }) {
  const { t } = useTranslation();
  const state = given === null ? 'unasked' : given ? 'given' : 'refused';
  return (
    <span className={`consent consent-${state}`} title={t(`customer.consents.${state}`)}>
      {given !== null && <Icon name={given ? 'check' : 'close'} size={12} />}
      {t(`customer.consents.${channel}`)}
      <span className="visually-hidden">{t(`customer.consents.${state}`)}</span>
    </span>
  );
}

export function channelName(channel: string, t: ReturnType<typeof useTranslation>['t']): string {
  const names: Record<string, string> = {
    phone: t('customer.channels.phone'),
    visit: t('customer.channels.visit'),
    wecom: t('customer.channels.wecom'),
    email: t('customer.channels.email'),
    sms: t('customer.channels.sms'),
    meeting: t('customer.channels.meeting'),
    portal: t('customer.channels.portal'),
  };
  return names[channel] ?? t('customer.channels.other');
}

function Tabs({ profile, tab }: { profile: Profile; tab: CustomerTab | undefined }) {
  const { t } = useTranslation();
  const { counts, customer } = profile;
  const maySeeMoney = useMay('receivables.read');
  return (
    <nav className="tabs" aria-label={customer.name}>
      {TABS.filter((one) => one !== 'receivables' || maySeeMoney).map((one) => (
        <Link
          key={one ?? 'overview'}
          href={paths.customer(customer.publicId, one)}
          className={one === tab ? 'tab tab-current' : 'tab'}
        >
          {t(`customer.tabs.${one ?? 'overview'}`)}
          {one !== undefined && one in counts && (
            <span className="figures"> {formatNumber(counts[one as keyof typeof counts])}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
