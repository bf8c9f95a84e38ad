import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Band } from './band.ts';
import { AXIS, Chart, FONT, INK_3, THRESHOLD } from './chart.tsx';
import type { ChartOption } from './charting.ts';

export interface HealthPoint {
  readonly label: string;
  readonly score: number | null;
  readonly band: Band;
}

export interface PlanMark {
  /** Index of the point at which the plan changed. */
  readonly at: number;
  readonly text: string;
}

interface HealthLineProps {
  readonly points: readonly HealthPoint[];
  readonly marks: readonly PlanMark[];
  readonly green: number;
  readonly yellow: number;
  readonly label: string;
  readonly height?: number;
}

const SYMBOLS: Readonly<Record<Band, { symbol: string; size: number; colour: string }>> = {
  red: { symbol: 'diamond', size: 9, colour: '#C9372C' },
  yellow: { symbol: 'triangle', size: 8, colour: '#B97A00' },
  green: { symbol: 'circle', size: 5, colour: '#2B8A5B' },
  unknown: { symbol: 'circle', size: 5, colour: '#7D8797' },
};

/** A customer's score through time: ink line, a shape per point, the bands' limits dashed, plan changes as a line. */
export function HealthLine({ points, marks, green, yellow, label, height = 112 }: HealthLineProps) {
  const { t } = useTranslation();
  const option = useMemo(() => healthOption(points, marks, { green, yellow }), [points, marks, green, yellow]);
  const heads = [t('ui.trend.day'), t('ui.trend.score'), t('ui.trend.band')];
  const rows = points.map((point) => [
    point.label,
    point.score === null ? '–' : String(Math.round(point.score)),
    t(`ui.band.${point.band}`),
  ]);
  return <Chart option={option} height={height} label={label} table={{ heads, rows }} />;
}

function healthOption(
  points: readonly HealthPoint[],
  marks: readonly PlanMark[],
  limits: { green: number; yellow: number },
): ChartOption {
  const last = points.length - 1;
  const middle = Math.floor(last / 2);
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: INK_3 },
    grid: { left: 26, right: 10, top: marks.length > 0 ? 20 : 8, bottom: 22 },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.label),
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: AXIS } },
      axisLabel: {
        interval: (index: number) => index === 0 || index === middle || index === last,
        alignMaxLabel: 'right',
        color: INK_3,
        fontSize: 12,
        hideOverlap: true,
      },
    },
    yAxis: {
      type: 'value',
      min: (extent: { min: number }) => Math.max(0, Math.min(20, extent.min - 8)),
      max: 100,
      show: false,
    },
    series: [healthSeries(points, marks, limits)],
  };
}

function healthSeries(
  points: readonly HealthPoint[],
  marks: readonly PlanMark[],
  limits: { green: number; yellow: number },
) {
  return {
    type: 'line',
    silent: true,
    lineStyle: { width: 1.5, color: '#4A5261' },
    data: points.map((point, index) => healthPoint(point, index === points.length - 1)),
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [
        ...[limits.green, limits.yellow].map((value) => ({
          yAxis: value,
          lineStyle: { color: THRESHOLD, type: [3, 3], width: 1 },
          label: { position: 'start', formatter: String(value), color: INK_3, fontSize: 12, distance: 6 },
        })),
        ...marks.map((mark) => ({
          xAxis: mark.at,
          lineStyle: { color: '#8C95A4', type: 'solid', width: 1 },
          label: { position: 'end', formatter: mark.text, color: INK_3, fontSize: 12, distance: 4 },
        })),
      ],
    },
  };
}

function healthPoint(point: HealthPoint, isLast: boolean) {
  const look = SYMBOLS[point.band];
  const hollow = point.band === 'unknown';
  return {
    value: point.score,
    symbol: look.symbol,
    symbolSize: isLast ? Math.max(10, look.size) : look.size,
    itemStyle: hollow ? { color: '#fff', borderColor: look.colour, borderWidth: 1.5 } : { color: look.colour },
  };
}
