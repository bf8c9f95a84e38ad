import type { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { formatNumber, formatPlain } from '../../../ui/format.ts';
import type { Formats } from '../../../ui/locale.tsx';

type Translate = ReturnType<typeof useTranslation>['t'];

const MINUTES_PER_HOUR = 60;

/** A dry run in one or two sentences: who moves, what is raised, what work that means. */
export function verdictOf(result: DryRunResult, t: Translate, { language }: Pick<Formats, 'language'>): string {
  const { counts, warningsRaised, warningsCleared, minutes } = result;
  if (counts.customers === 0 && warningsRaised === 0 && warningsCleared === 0) return t('plan.verdict.nothing');
  const moves = [
    moved(counts.tier.up, (count) => t('plan.verdict.up', { count })),
    moved(counts.tier.down, (count) => t('plan.verdict.down', { count })),
    moved(counts.colour.worse, (count) => t('plan.verdict.worse', { count })),
    moved(counts.colour.better, (count) => t('plan.verdict.better', { count })),
  ].filter((each) => each !== null);
  const separator = language === 'zh' ? '，' : ', ';
  const who = moves.length === 0 ? t('plan.verdict.still') : moves.join(separator);
  const later = counts.colour.later === 0 ? '' : t('plan.verdict.later', { count: counts.colour.later });
  const first = t('plan.verdict.moves', { count: counts.customers, who }) + later;
  if (warningsRaised === 0) return first + t('plan.verdict.quiet');
  return first + t('plan.verdict.work', { count: warningsRaised, work: workText(minutes, t) });
}

/** Minutes below an hour, hours above. */
export function workText(minutes: number, t: Translate): string {
  if (minutes < MINUTES_PER_HOUR) return t('plan.minutes', { amount: formatNumber(minutes) });
  return t('plan.hours', { amount: formatPlain(Math.round((minutes / MINUTES_PER_HOUR) * 10) / 10) });
}

function moved(count: number, say: (count: number) => string): string | null {
  return count === 0 ? null : say(count);
}
