import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { ACCENT, AXIS, Chart, FONT, INK_3 } from '../../../ui/chart.tsx';
import type { ChartOption } from '../../../ui/charting.ts';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import { FigureLink } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';

/** How many are in the segment, and how many were. */
export function TrendPanel({ page: { segment, book, days } }: { page: SegmentPage }) {
  const { t } = useTranslation();
  const { members } = segment;
  return (
    <Panel title={t('segments.count')}>
      {members === null ? (
        <p className="headline">{t('segments.pending')}</p>
      ) : (
        <p className="headline">
          <FigureLink quiet href={paths.customers({ segment: segment.key })}>
            {t('segments.members', { count: members })}
          </FigureLink>
        </p>
      )}
      {members !== null && book !== null && book.customers > 0 && (
        <p className="caption">
          {t('segments.ofBook', { of: formatNumber(book.customers), share: formatShare(members / book.customers, 1) })}
        </p>
      )}
      {days.length > 1 ? <Days page={{ segment, days }} /> : <p className="caption">{t('segments.trendShort')}</p>}
    </Panel>
  );
}

function Days({ page: { segment, days } }: { page: Pick<SegmentPage, 'segment' | 'days'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useMemo(() => lineOf(days, format.date), [days, format]);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const said = { name: format.name(segment), from: format.date(first.day), to: format.date(last.day) };
  const label = t('segments.daysSentence', { ...said, first: first.members, last: last.members });
  const table = {
    heads: [t('segments.day'), t('segments.counted'), t('segments.cameIn'), t('segments.wentOut')],
    rows: days.map(({ day, members, came, went }) => [day, String(members), String(came), String(went)]),
  };
  return (
    <>
      <Chart option={option} height={150} label={label} table={table} />
      {days.some(({ workedOut }) => workedOut) && <p className="caption">{t('segments.workedOut')}</p>}
    </>
  );
}

function lineOf(days: SegmentPage['days'], say: (day: string) => string): ChartOption {
  const hollow = { color: '#fff', borderColor: ACCENT, borderWidth: 1.5 };
  return {
    textStyle: { fontFamily: FONT, fontSize: 12, color: INK_3 },
    grid: { left: 8, right: 12, top: 12, bottom: 22 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      textStyle: { fontSize: 12, fontFamily: FONT },
      formatter: (hits: { dataIndex: number }[]) => spoken(days[hits[0]?.dataIndex ?? 0], say),
    },
    // Days stand as far apart as they are in time.
    xAxis: {
      type: 'time',
      axisTick: { show: false },
      splitNumber: 2,
      axisLine: { lineStyle: { color: AXIS } },
      axisLabel: {
        color: INK_3,
        fontSize: 12,
        hideOverlap: true,
        formatter: (at: number) => say(new Date(at).toISOString().slice(0, 10)),
      },
    },
    yAxis: { type: 'value', show: false, min: 0 },
    series: [
      {
        type: 'line',
        lineStyle: { width: 1.75, color: ACCENT },
        symbol: 'circle',
        symbolSize: 6,
        data: days.map(({ day, members, workedOut }) => ({
          value: [day, members],
          itemStyle: workedOut ? hollow : { color: ACCENT },
        })),
      },
    ],
  };
}

function spoken(day: SegmentPage['days'][number] | undefined, say: (day: string) => string): string {
  if (day === undefined) return '';
  const moved = day.came + day.went > 0 ? `  +${day.came} −${day.went}` : '';
  return `${say(day.day)}  ${day.members}${moved}`;
}
