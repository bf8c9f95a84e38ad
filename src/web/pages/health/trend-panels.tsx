import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { AgeLabel } from '../../../ui/age-label.tsx';
import { formatChange, formatNumber, formatRange } from '../../../ui/format.ts';
import { type Formats, useFormat } from '../../../ui/locale.tsx';
import { TrendChart } from '../../../ui/trend-chart.tsx';

const SHOWN = ['repurchase_90d', 'order_value'] as const;

type Points = HealthBoard['trends'][number]['points'];

interface Trend {
  readonly key: (typeof SHOWN)[number];
  readonly unit: 'percent' | 'money';
  readonly points: Points;
}

/** Repurchase and order value by month: one strip, each with interval, n and last year. */
export function TrendPanels({ board }: { board: HealthBoard }) {
  const trends = SHOWN.flatMap((key): Trend[] => {
    const found = board.trends.find((trend) => trend.key === key);
    return found === undefined || found.points.length === 0 ? [] : [{ ...found, key }];
  });
  if (trends.length === 0) return null;
  return (
    <section className="panel trend-strip">
      {trends.map((trend) => (
        <TrendCell key={trend.key} trend={trend} computedAt={board.computedAt} />
      ))}
    </section>
  );
}

function TrendCell({ trend, computedAt }: { trend: Trend; computedAt: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const write = writer(trend, format);
  const last = trend.points.findLast((point) => point.value !== null);
  const count = t(trend.key === 'order_value' ? 'health.trends.orders' : 'health.trends.households', {
    count: last?.n ?? 0,
  });
  const interval = last?.low != null && last.high != null ? formatRange(write(last.low), write(last.high)) : null;
  return (
    <article className="trend-cell">
      <header>
        <h2>{t(`health.trends.${trend.key}`)}</h2>
        <AgeLabel at={computedAt} />
      </header>
      <p className="trend-value">
        <b>{last?.value == null ? t('ui.band.unknown') : write(last.value)}</b>
        {interval !== null && <span className="caption">{t('health.trends.interval', splitInterval(interval))}</span>}
      </p>
      <TrendChart points={trend.points} write={write} label={labelOf(trend, format, t, count)} />
      <footer className="caption">
        <span>{lastYear(trend, format, t)}</span>
        <span>{count}</span>
      </footer>
    </article>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function writer(trend: Trend, format: Formats): (value: number) => string {
  return trend.unit === 'money' ? format.money : (value) => `${formatNumber(value, 1)}%`;
}

function splitInterval(text: string): { low: string; high: string } {
  const [low = '', high = ''] = text.split('–');
  return { low, high };
}

/** A difference is clear when last year's value lies outside this year's interval. */
function lastYear(trend: Trend, format: Formats, t: Translate): string {
  const last = trend.points.findLast((point) => point.value !== null);
  const before = trend.points.find((point) => point.month === yearBefore(last?.month))?.value;
  if (before == null || last?.value == null) return t('health.trends.noLastYear');
  const outside = last.low != null && last.high != null && (before < last.low || before > last.high);
  const change =
    trend.unit === 'money'
      ? `${formatChange(((last.value - before) / before) * 100)}%`
      : formatChange(last.value - before, 1);
  const separator = format.language === 'zh' ? '，' : ', ';
  return (
    t('health.trends.lastYear', { change }) +
    separator +
    (outside ? t('health.trends.clear') : t('health.trends.unclear'))
  );
}

/** `2025-11` of `2026-11`. */
function yearBefore(month: string | undefined): string {
  const [year = '0', rest = ''] = (month ?? '').split('-');
  return `${Number(year) - 1}-${rest}`;
}

function labelOf(trend: Trend, format: Formats, t: Translate, count: string): string {
  const write = writer(trend, format);
  const { points } = trend;
  const last = points.findLast((point) => point.value !== null);
  return t('health.trends.label', {
    name: t(`health.trends.${trend.key}`),
    value: last?.value == null ? t('ui.band.unknown') : write(last.value),
    low: last?.low == null ? '–' : write(last.low),
    high: last?.high == null ? '–' : write(last.high),
    sample: count,
    from: points[0]?.month ?? '',
    to: points.at(-1)?.month ?? '',
  });
}
