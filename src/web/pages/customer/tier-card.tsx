import './tier-card.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Profile, TierCard } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { Move } from '../tier-moves/move.tsx';
import { whyOf } from '../tier-moves/moves-panel.tsx';
import { OverrideForm } from '../tier-moves/override-form.tsx';

/** 等级卡片: the tier held and why, what is proposed or decided against it, what it gives; and the other classes. */
export function TierPanels({ customer }: { customer: Profile['customer'] }) {
  const { t } = useTranslation();
  const may = useMay('tiers.read');
  const card = useReply('GET /api/customers/:publicId/tier', { params: { publicId: customer.publicId } }, may);
  if (!may) return null;
  if (card.data === undefined) {
    return (
      <Panel title={t('tiers.card.title')}>
        {card.isError ? <ReplyFailure error={card.error} again={card.refetch} /> : <Loading lines={4} />}
      </Panel>
    );
  }
  return (
    <>
      <TierPanel card={card.data} customer={customer} />
      <ClassesPanel card={card.data} />
    </>
  );
}

function TierPanel({ card, customer }: { card: TierCard; customer: Profile['customer'] }) {
  const { t } = useTranslation();
  const may = useMay('tiers.write');
  const [overriding, setOverriding] = useState(false);
  const change = (
    <Button type="link" size="small" className="flat-link" onClick={() => setOverriding(true)}>
      {t('tiers.card.change')}
    </Button>
  );
  return (
    <Panel title={t('tiers.card.title')} extra={may ? change : undefined}>
      <Held card={card} />
      {card.proposal !== null && <Proposal proposal={card.proposal} />}
      {card.override !== null && <Override override={card.override} />}
      {card.isProtected && <p className="caption">{t('tiers.card.protected')}</p>}
      <Entitlements card={card} />
      <TierStory changes={card.changes} />
      {overriding && <OverrideForm customer={customer} tier={card.tier?.key} onClose={() => setOverriding(false)} />}
    </Panel>
  );
}

function Held({ card }: { card: TierCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tier, since, change, standing } = card;
  if (tier === null) return <p className="secondary">{t('tiers.card.none')}</p>;
  const parts = [
    since !== null && t('tiers.card.since', { day: format.date(format.dayOf(since)) }),
    standing !== null && t('tiers.card.standing', { points: formatNumber(Math.round(standing)) }),
  ];
  return (
    <div className="tier-part">
      <p className="tier-line">
        <CustomerTier tier={tier} />
        <span className="secondary">{parts.filter(Boolean).join(' · ')}</span>
      </p>
      {change !== null && (
        <p className="caption">
          {[t(`tiers.ways.${change.way}`, { name: change.by?.name ?? '' }), whyOf(change, format)]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      )}
    </div>
  );
}

function Proposal({ proposal }: { proposal: NonNullable<TierCard['proposal']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { to, direction, said, isRipe, readyOn } = proposal;
  return (
    <div className="tier-part">
      <p className="tier-line">
        <span>{t('tiers.card.proposed', { direction: t(`tiers.directions.${direction}`) })}</span>
        <Move from={null} to={to} />
        <span className="secondary">
          {isRipe ? t('tiers.card.ripe') : t('tiers.card.waiting', { day: format.date(readyOn) })}
        </span>
      </p>
      <p className="caption">{format.say(said)}</p>
    </div>
  );
}

function Override({ override }: { override: NonNullable<TierCard['override']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reason, reviewOn, isDue, by } = override;
  const day = format.date(reviewOn);
  return (
    <div className="tier-part">
      <p className={isDue ? 'late-text' : ''}>
        {isDue ? t('tiers.card.overrideDue', { day }) : t('tiers.card.override', { day })}
      </p>
      <p className="caption">
        {reason}
        {by !== null && ` · ${t('tiers.card.by', { name: by.name })}`}
      </p>
    </div>
  );
}

function Entitlements({ card }: { card: TierCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tier, entitlements, sponsor, review } = card;
  if (tier === null) return null;
  const led = [
    sponsor !== null && t('tiers.card.sponsor', { role: t(`tiers.roles.${sponsor}`) }),
    review !== null && t(`tiers.card.review.${review}`),
  ];
  const line = led.filter(Boolean).join(' · ');
  return (
    <div className="tier-part">
      <h3 className="caption">{t('tiers.card.entitlements')}</h3>
      {entitlements.length === 0 && <p className="secondary">{t('tiers.card.noEntitlements')}</p>}
      <ul className="tier-gives">
        {entitlements.map((entitlement) => (
          <li key={entitlement.key}>{format.name(entitlement)}</li>
        ))}
      </ul>
      {line !== '' && <p className="caption">{line}</p>}
    </div>
  );
}

function TierStory({ changes }: Pick<TierCard, 'changes'>) {
  const { t } = useTranslation();
  const format = useFormat();
  // The first one is what the head of the card says already.
  if (changes.length < 2) return null;
  return (
    <details className="tier-part">
      <summary className="caption">{t('tiers.card.history')}</summary>
      <ul className="side-lines">
        {changes.map(({ id, from, to, way, changedAt, decidedBy, ...why }) => (
          <li key={id}>
            <p className="tier-line">
              <span className="caption nowrap">{format.date(format.dayOf(changedAt))}</span>
              <Move from={from} to={to} />
              <span className="secondary">{t(`tiers.ways.${way}`, { name: decidedBy?.name ?? '' })}</span>
            </p>
            <p className="caption">{whyOf(why, format)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

const POINTS = ['recency', 'frequency', 'monetary'] as const;

/** The class in each scheme, RFM with its three figures, badges, and what the facts say with what to offer. */
function ClassesPanel({ card }: { card: TierCard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { classes, rfm, badges, insights } = card;
  if (classes.length + badges.length + insights.length === 0 && rfm === null) return null;
  return (
    <Panel title={t('tiers.card.classes')}>
      <ul className="side-lines">
        {classes.map(({ scheme, class: held }) => (
          <li key={scheme.key} className="ongoing-line">
            <span className="secondary nowrap">{format.name(scheme)}</span>
            <span>{held === null ? t('tiers.card.noClass') : format.name(held)}</span>
          </li>
        ))}
        {rfm !== null && (
          <li className="ongoing-line">
            <span className="secondary nowrap">{t('tiers.card.rfm.title')}</span>
            <span className="figures">
              {POINTS.map((part) => `${t(`tiers.card.rfm.${part}`)} ${rfm[part]}`).join(' · ')}
              {rfm.class !== null && ` · ${format.name(rfm.class)}`}
            </span>
          </li>
        )}
      </ul>
      {badges.length > 0 && (
        <div className="tag-list tier-part">
          <h3 className="caption tier-heading">{t('tiers.card.badges')}</h3>
          {badges.map((badge) => (
            <TagChip key={badge.key}>{format.name(badge)}</TagChip>
          ))}
        </div>
      )}
      {insights.map(({ key, says, suggests, ...insight }) => (
        <div key={key} className="tier-part">
          <p>
            <b>{format.name(insight)}</b> {format.say(says)}
          </p>
          {suggests !== null && (
            <p className="secondary">
              {t('tiers.card.suggests')} {format.say(suggests)}
            </p>
          )}
        </div>
      ))}
    </Panel>
  );
}
