import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { BANDS, type Band, type BandCounts } from '../../../ui/band.ts';
import { SegmentedBandBar } from '../../../ui/band-bar.tsx';
import { BandMark } from '../../../ui/chips.tsx';
import { formatChange, formatNumber } from '../../../ui/format.ts';
import { FigureLink, Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { type CustomerFilters, paths } from '../../paths.ts';

type Tier = HealthBoard['tiers'][number];

/** Bands per tier with counts; every segment and figure opens its list. */
export function TiersPanel({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const compared = board.total.bandsBefore !== null;
  const since = compared ? t('health.tiers.since', { day: format.date(board.compareWith) }) : t('health.comparedNone');
  return (
    <Panel
      title={t('health.tiers.title')}
      caption={t('health.tiers.caption')}
      extra={<Legend limits={board.bands} />}
      flush
      className="tiers-panel"
    >
      <div className="tier-grid">
        <div className="tier-line caption" aria-hidden="true">
          <span>{t('health.tiers.tier')}</span>
          <span>{t('health.tiers.share')}</span>
          <span className="number">{t('health.tiers.risk')}</span>
          <span>{since}</span>
        </div>
        {board.tiers.map((tier) => (
          <TierLine key={tier.key} tier={tier} compared={compared} />
        ))}
      </div>
      <TotalLine board={board} />
    </Panel>
  );
}

function Legend({ limits }: { limits: HealthBoard['bands'] }) {
  const { t } = useTranslation();
  const { green, yellow } = limits;
  return (
    <span className="caption legend">
      {BANDS.map((band) => (
        <span key={band}>
          <BandMark band={band} size={9} /> {t(`health.tiers.legend.${band}`, { green, yellow, below: green - 1 })}
        </span>
      ))}
    </span>
  );
}

function TierLine({ tier, compared }: { tier: Tier; compared: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="tier-line">
      <span className="tier-name">
        <CustomerTier tier={tier} />
        <FigureLink href={paths.customers({ tier: tier.key })}>
          {t('health.tiers.households', { count: tier.customers })}
        </FigureLink>
      </span>
      <SegmentedBandBar
        counts={tier.bands}
        of={format.name(tier)}
        href={(band) => paths.customers({ tier: tier.key, colour: band })}
      />
      <span className="number">
        <b>
          <FigureLink href={paths.customers({ tier: tier.key, colour: 'red', sort: '-amountYear' })}>
            <MoneyText minor={tier.valueAtRisk} />
          </FigureLink>
        </b>
      </span>
      <span className="secondary nowrap">
        {compared && <Moved worse={tier.worse} better={tier.better} filters={{ tier: tier.key }} />}
      </span>
    </div>
  );
}

function Moved({ worse, better, filters }: { worse: number; better: number; filters: CustomerFilters }) {
  const { t } = useTranslation();
  return (
    <Link href={paths.customers({ ...filters, moved: 'worse' })} className="quiet-link">
      {t('health.tiers.moved', { worse, better })}
    </Link>
  );
}

function TotalLine({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const { total } = board;
  return (
    <div className="tier-line tier-total">
      <span className="tier-name">
        <b>{t('health.tiers.all')}</b>
        <FigureLink href={paths.customers()}>{t('health.tiers.households', { count: total.customers })}</FigureLink>
      </span>
      <span className="tier-sums">
        {BANDS.map((band) => (
          <BandSum key={band} band={band} counts={total.bands} before={total.bandsBefore} />
        ))}
        {total.bands.unknown > 0 && <Link href={paths.imports()}>{t('health.tiers.addData')}</Link>}
      </span>
      <span className="number">
        <b>
          <FigureLink href={paths.customers({ sort: '-amountYear' })}>
            <MoneyText minor={total.valueAtRisk} />
          </FigureLink>
        </b>
      </span>
      <span className="secondary nowrap">
        {total.bandsBefore !== null && <Moved worse={total.worse} better={total.better} filters={{}} />}
      </span>
    </div>
  );
}

function BandSum({ band, counts, before }: { band: Band; counts: BandCounts; before: BandCounts | null }) {
  const { t } = useTranslation();
  return (
    <Link
      href={paths.customers({ colour: band })}
      className="band-sum"
      label={`${t(`ui.band.${band}`)} ${counts[band]}`}
    >
      <BandMark band={band} size={9} />
      <b>{formatNumber(counts[band])}</b>
      {before !== null && counts[band] !== before[band] && (
        <span className="secondary">{formatChange(counts[band] - before[band])}</span>
      )}
    </Link>
  );
}
