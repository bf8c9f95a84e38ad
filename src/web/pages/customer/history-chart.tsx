import { useTranslation } from 'react-i18next';
import type { HealthHistory, Receipt } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { HealthLine, type PlanMark } from '../../../ui/health-line.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { useReply } from '../../server.ts';

/** The bands' limits of the plans we ship; the plan page names those in force. */
const GREEN_FROM = 70;
const YELLOW_FROM = 40;

/** Twelve months of the score, with the days on which the plan changed. */
export function HistoryChart({ publicId, name, receipt }: { publicId: string; name: string; receipt: Receipt }) {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useReply('GET /api/customers/:publicId/health-history', { params: { publicId } });
  if (history.data === undefined || history.data.points.length < 2) return null;
  const last = history.data.points.length - 1;
  const points = history.data.points.map(({ asOf, score, colour }, index) => ({
    label: index === last && asOf === format.today ? t('customer.timeline.today') : format.month(asOf),
    score,
    band: colour,
  }));
  const score = receipt.health.score === null ? t('ui.band.unknown') : formatNumber(receipt.health.score);
  return (
    <HealthLine
      points={points}
      marks={marksOf(history.data, (version) => t('customer.receipt.planMark', { version }))}
      green={GREEN_FROM}
      yellow={YELLOW_FROM}
      label={t('customer.receipt.history', { name, score, band: t(`ui.band.${receipt.health.colour}`) })}
    />
  );
}

/** A plan shows at the first point it judged; the one in force from the beginning needs no mark. */
function marksOf(history: HealthHistory, write: (version: number) => string): PlanMark[] {
  return history.points.flatMap((point, index) => {
    const before = history.points[index - 1];
    const changed = before !== undefined && before.planVersion !== point.planVersion;
    return changed ? [{ at: index, text: write(point.planVersion) }] : [];
  });
}
