import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENT, AXIS, Chart, FONT, INK_3 } from './chart.tsx';
import type { ChartOption } from './charting.ts';
import { type Formats, useFormat } from './locale.tsx';

/** One month of a trend. Unknown is a gap, never nought. */
export interface TrendPoint {
  /** `2025-12`. */
  readonly month: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number | null;
  /** The current month, not over yet: dashed. */
  readonly partial: boolean;
}

interface TrendChartProps {
  readonly points: readonly TrendPoint[];
  readonly write: (value: number) => string;
  readonly label: string;
  readonly height?: number;
}

/** Below this a month is drawn hollow: too few to lean on. */
export const THIN_BELOW = 30;

export function TrendChart({ points, write, label, height = 96 }: TrendChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useMemo(() => points.map((point) => axisLabel(point, format, t)), [points, format, t]);
  const option = useMemo(() => trendOption(points, labels, write), [points, labels, write]);
  const heads = [t('ui.trend.month'), t('ui.trend.value'), t('ui.trend.interval'), 'n'];
  const rows = points.map((point, index) => [
    labels[index] ?? '',
    written(point.value, write),
    interval(point, write),
    String(point.n ?? ''),
  ]);
  return <Chart option={option} height={height} label={label} table={{ heads, rows }} />;
}

type Translate = ReturnType<typeof useTranslation>['t'];

/** `25-12`; the month that is not over says so: `11 月至今`. */
function axisLabel({ month, partial }: TrendPoint, format: Formats, t: Translate): string {
  const day = `${month}-01`;
  return partial ? t('ui.trend.toDate', { month: format.monthName(day) }) : format.month(day);
}

function trendOption(
  points: readonly TrendPoint[],
  labels: readonly string[],
  write: (value: number) => string,
): ChartOption {
  const last = points.length - 1;
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: INK_3 },
    grid: { left: 2, right: 6, top: 6, bottom: 22 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      padding: [4, 8],
      textStyle: { fontSize: 12, fontFamily: FONT },
      formatter: (hits: { dataIndex: number }[]) =>
        spoken(labels[hits[0]?.dataIndex ?? 0] ?? '', points[hits[0]?.dataIndex ?? 0], write),
    },
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: AXIS } },
      axisLabel: {
        interval: (index: number) => index === 0 || index === last,
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
        color: INK_3,
        fontSize: 12,
        hideOverlap: true,
      },
    },
    yAxis: { type: 'value', show: false, scale: true },
    series: trendSeries(points),
  };
}

function trendSeries(points: readonly TrendPoint[]) {
  const last = points.length - 1;
  const isPartial = points[last]?.partial ?? false;
  const line = { type: 'line', symbol: 'none', lineStyle: { width: 1.75, color: ACCENT }, silent: true };
  const lastDot = { value: points[last]?.value ?? null, symbol: 'circle', symbolSize: 6 };
  const thin = points.map((point) => (point.n !== null && point.n < THIN_BELOW ? point.value : null));
  const hollow = { color: '#fff', borderColor: ACCENT, borderWidth: 1.5 };
  return [
    {
      ...line,
      stack: 'interval',
      stackStrategy: 'all',
      lineStyle: { opacity: 0 },
      data: points.map((point) => point.low),
    },
    {
      ...line,
      stack: 'interval',
      stackStrategy: 'all',
      lineStyle: { opacity: 0 },
      areaStyle: { color: ACCENT, opacity: 0.13 },
      data: points.map((point) => (point.high === null || point.low === null ? null : point.high - point.low)),
    },
    { ...line, data: points.map((point, index) => (isPartial && index === last ? null : point.value)) },
    {
      ...line,
      symbol: 'none',
      itemStyle: { color: ACCENT },
      lineStyle: { width: 1.75, color: ACCENT, type: [3, 3] },
      data: points.map((point, index) =>
        index === last ? lastDot : isPartial && index === last - 1 ? point.value : null,
      ),
    },
    { ...line, symbol: 'circle', symbolSize: 7, lineStyle: { opacity: 0 }, itemStyle: hollow, data: thin },
  ];
}

function spoken(label: string, point: TrendPoint | undefined, write: (value: number) => string): string {
  if (point === undefined) return '';
  const range = interval(point, write);
  const head = `${label}  ${written(point.value, write)}`;
  return [head, range, point.n === null ? '' : `n = ${point.n}`].filter((line) => line !== '').join('\n');
}

function written(value: number | null, write: (value: number) => string): string {
  return value === null ? '–' : write(value);
}

function interval(point: TrendPoint, write: (value: number) => string): string {
  return point.low === null || point.high === null ? '' : `${write(point.low)}–${write(point.high)}`;
}
