import { useTranslation } from 'react-i18next';
import type { Customer, Profile } from '../../../client/shapes.ts';
import { Avatar } from '../../../ui/chips.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { FigureLink, Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Fact } from '../../../ui/panel.tsx';
import { BasisNote } from '../../basis-note.tsx';
import { type CustomerTab, paths } from '../../paths.ts';
import { HeadActions } from './head-actions.tsx';
import { HeadChips } from './head-chips.tsx';
import { CustomerTabs } from './tabs.tsx';

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
        <HeadChips profile={profile} details={details} />
        <HeadActions profile={profile} details={details} />
      </div>
      <dl className="customer-facts">
        <OwnerFact profile={profile} details={details} />
        <TradeFacts profile={profile} details={details} />
        <ContactFacts profile={profile} />
      </dl>
      <CustomerTabs profile={profile} tab={tab} />
    </header>
  );
}

function OwnerFact({ profile, details }: HeaderProps) {
  const { t } = useTranslation();
  const { a, b } = details.owners;
  const parts = profile.roles.filter(({ role }) => role === 'line_owner' || role === 'region_owner');
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
      {parts.map(({ id, member, category, region }) => (
        <span key={id} className="owner" title={t('glance.lines')}>
          <Avatar name={member.name} /> {category?.name ?? region} {member.name}
        </span>
      ))}
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
        <BasisNote brief />
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
