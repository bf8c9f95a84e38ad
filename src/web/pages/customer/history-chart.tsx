import { useTranslation } from 'react-i18next';
import type { HealthHistory, Receipt } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { HealthLine, type PlanMark } from '../../../ui/health-line.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { useReply } from '../../server.ts';

/** The bands' limits of the plans we ship; the plan page names those in force. */
const GREEN_FROM = 70;
const YELLOW_FROM = 40;

type Judged = HealthHistory['points'][number];

/** Twelve months of the score, with the days on which the plan changed. */
export function HistoryChart({ publicId, name, receipt }: { publicId: string; name: string; receipt: Receipt }) {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useReply('GET /api/customers/:publicId/health-history', { params: { publicId } });
  const judged = withToday(history.data?.points ?? [], receipt, format.today);
  if (judged.length < 2) return null;
  const points = judged.map(({ asOf, score, colour }) => ({
    label: asOf === format.today ? t('customer.timeline.today') : format.month(asOf),
    score,
    band: colour,
  }));
  const score = receipt.health.score === null ? t('ui.band.unknown') : formatNumber(receipt.health.score);
  return (
    <HealthLine
      points={points}
      marks={marksOf(judged, (version) => t('customer.receipt.planMark', { version }))}
      green={GREEN_FROM}
      yellow={YELLOW_FROM}
      label={t('customer.receipt.history', { name, score, band: t(`ui.band.${receipt.health.colour}`) })}
    />
  );
}

/** History keeps months and changes; the line ends with what the receipt says today. */
function withToday(points: readonly Judged[], receipt: Receipt, today: string): Judged[] {
  const { score, colour } = receipt.health;
  const earlier = points.filter((point) => point.asOf < receipt.asOf);
  if (receipt.asOf !== today) return [...points];
  return [...earlier, { asOf: today, score, colour, planVersion: receipt.planVersion }];
}

/** A plan shows at the first point it judged; the one in force from the beginning needs no mark. */
function marksOf(points: readonly Judged[], write: (version: number) => string): PlanMark[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const changed = before !== undefined && before.planVersion !== point.planVersion;
    return changed ? [{ at: index, text: write(point.planVersion) }] : [];
  });
}
