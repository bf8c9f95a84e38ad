import { addMonths, DAY_MS, dayStart, HOUR_MS, localDay, monthIndex, monthStart } from '../kernel/time.ts';

const MONTHS = 13;
const DAYS_AGO = [21, 14, 10, 7, 5, 4, 3, 2, 1];
/** The book is judged late in the evening, when the day's facts are in. */
const JUDGED_AFTER_MS = 22 * HOUR_MS;

/**
 * When the demo's past is told and judged: at the last thirteen month ends, a month ago today, more often in the last
 * weeks, and now. Ascending, each in the evening of its local day, the last one now.
 */
export function demoMoments(now: Date, timezone: string): Date[] {
  const today = localDay(now.getTime(), timezone);
  const month = monthIndex(today);
  const monthEnds = Array.from({ length: MONTHS }, (_, back) => monthStart(month - back) - 1);
  const days = new Set([...monthEnds, addMonths(today, -1), ...DAYS_AGO.map((ago) => today - ago)]);
  const evenings = [...days].sort((first, second) => first - second).map((day) => eveningOf(day, timezone));
  return [...evenings.filter((evening) => evening < now), now];
}

/** The moment of a local day at which its facts are known and the book is judged. */
export function eveningOf(day: number, timezone: string): Date {
  const start = dayStart(day, timezone).getTime();
  return new Date(Math.min(start + JUDGED_AFTER_MS, start + DAY_MS - 1));
}
