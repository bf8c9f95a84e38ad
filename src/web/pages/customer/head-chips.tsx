import { useTranslation } from 'react-i18next';
import type { Customer, Profile } from '../../../client/shapes.ts';
import { BandChip, TagChip } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { useReply } from '../../server.ts';
import { useStageName } from '../../stage.ts';
import { useHeldText } from './held-text.ts';

interface ChipsProps {
  readonly profile: Profile;
  readonly details: Customer;
}

/** What stands behind the name: how it is, and what has to be known before anybody calls or delivers. */
export function HeadChips({ profile, details }: ChipsProps) {
  const stageName = useStageName();
  const { customer, stage, held } = profile;
  const heldText = useHeldText(customer.colour, held);
  return (
    <span className="customer-chips">
      <CustomerTier tier={customer.tier} />
      {stage !== null && <TagChip>{stageName(stage)}</TagChip>}
      {details.industry !== null && <TagChip>{details.industry}</TagChip>}
      <span title={heldText ?? undefined}>
        <BandChip band={customer.colour} score={customer.score} provisional={customer.provisional} large />
      </span>
      <HoldBadge hold={profile.hold} />
      <Invited roles={profile.roles} />
      {heldText !== null && <span className="secondary">{heldText}</span>}
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

/** Nothing is delivered: since when, why and who said so, without a click. */
function HoldBadge({ hold }: Pick<Profile, 'hold'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (hold === null) return null;
  const since = t('glance.hold.since', { day: format.date(format.dayOf(hold.since)) });
  const by = hold.by === null ? null : t('glance.hold.by', { name: hold.by.name });
  return (
    <span className="hold-badge" title={[since, hold.reason, by].filter(Boolean).join(' · ')}>
      <Icon name="lock" size={13} />
      <b>{t('glance.hold.badge')}</b>
      <span className="hold-why">{[since, hold.reason].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

/** Who was let in for a time, and for what. */
function Invited({ roles }: Pick<Profile, 'roles'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return roles
    .filter(({ role }) => role === 'collaborator')
    .map(({ id, member, purpose, endsAt }) => (
      <span key={id} title={purpose ?? undefined}>
        <TagChip>
          {endsAt === null
            ? t('glance.invitedOpen', { name: member.name })
            : t('glance.invited', { name: member.name, day: format.date(format.dayOf(endsAt)) })}
        </TagChip>
      </span>
    ));
}
