import '../../../ui/band-bar.css';
import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { BANDS, type BandCounts } from '../../../ui/band.ts';
import { BandMark } from '../../../ui/chips.tsx';
import { formatChange, formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';

type TierBands = DryRunResult['bands']['after'][number];

/** Colours by tier, now above and then below. */
export function TryBands({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const { before, after } = result.bands;
  const keys = [...new Set([...before, ...after].map(({ tier }) => tier))];
  return (
    <section className="try-part">
      <h3>{t('plan.try.bands')}</h3>
      {keys.map((tier) => (
        <TierComparison
          key={tier ?? ''}
          before={before.find((each) => each.tier === tier)}
          after={after.find((each) => each.tier === tier)}
        />
      ))}
    </section>
  );
}

function TierComparison({ before, after }: { before: TierBands | undefined; after: TierBands | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const named = after ?? before;
  if (named === undefined) return null;
  const change = sumOf(after) - sumOf(before);
  return (
    <div className="try-tier">
      <p className="try-tier-name">
        <b>{format.say(named.name)}</b>
        <span className="caption figures">
          {t('plan.try.tierSize', { count: sumOf(after) })}
          {change !== 0 && t('plan.try.tierChange', { change: formatChange(change) })}
        </span>
      </p>
      <Bar label={t('plan.try.now')} counts={before} />
      <Bar label={t('plan.try.after')} counts={after} />
    </div>
  );
}

function Bar({ label, counts }: { label: string; counts: BandCounts | undefined }) {
  const { t } = useTranslation();
  const shown = BANDS.filter((band) => (counts?.[band] ?? 0) > 0);
  const words = shown.map((band) => `${t(`ui.band.${band}`)} ${formatNumber(counts?.[band] ?? 0)}`).join(' ');
  return (
    <div className="try-bar">
      <span className="caption">{label}</span>
      <div className="try-bar-parts" role="img" aria-label={`${label}: ${words}`}>
        {shown.map((band) => (
          <span key={band} className={`try-band segment-${band}`} style={{ flexGrow: counts?.[band] ?? 0 }}>
            <BandMark band={band} size={9} />
            {formatNumber(counts?.[band] ?? 0)}
          </span>
        ))}
      </div>
    </div>
  );
}

function sumOf(counts: BandCounts | undefined): number {
  return BANDS.reduce((sum, band) => sum + (counts?.[band] ?? 0), 0);
}
