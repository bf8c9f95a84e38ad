import { addMonths, dayStart, HOUR_MS, localDay } from '../kernel/time.ts';

/** Before the first everything is told at once: a run over the book for each further month costs more than it shows. */
const DAYS_AGO = [84, 56, 42, 21, 12, 6, 3, 1];
/** Month ends before the first moment that are judged afterwards, as known then. */
export const MONTHS_BEFORE = 13;
/** The book is judged after work, when the day's facts are in. */
const JUDGED_AFTER_MS = 18.5 * HOUR_MS;
const WORK_BEGINS_MS = 9.25 * HOUR_MS;

/**
 * When the demo's past is told and judged: from twelve weeks ago, a month ago today, more often in the last weeks, and now.
 * Ascending, each in the evening of its local day, the last one now.
 */
export function demoMoments(now: Date, timezone: string): Date[] {
  const today = localDay(now.getTime(), timezone);
  const days = new Set([...DAYS_AGO.map((ago) => today - ago), addMonths(today, -1)]);
  const evenings = [...days].sort((first, second) => first - second).map((day) => eveningOf(day, timezone));
  return [...evenings.filter((evening) => evening < now), now];
}

/** The beginning of work on the local day of a moment. */
export function morningOf(moment: Date, timezone: string): Date {
  const day = localDay(moment.getTime(), timezone);
  return new Date(dayStart(day, timezone).getTime() + WORK_BEGINS_MS);
}

/** The moment of a local day at which its facts are known and the book is judged. */
export function eveningOf(day: number, timezone: string): Date {
  return new Date(dayStart(day, timezone).getTime() + JUDGED_AFTER_MS);
}
