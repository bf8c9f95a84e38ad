import type { Colour } from '../../scoring/program.ts';

const WEEK = 7;

/** The days, one a week and the last one `until`, on which somebody looks back over so many weeks. */
export function weeklyDays(until: number, weeks: number): number[] {
  return Array.from({ length: weeks }, (_, index) => until - (weeks - 1 - index) * WEEK);
}

/**
 * Since which of the days a customer would have been no longer green for good: the first of the unbroken run of yellow
 * and red that leads up to the end. Null when the end is green or unknown.
 */
export function turnedOn(days: readonly number[], colours: readonly Colour[]): number | null {
  let turned: number | null = null;
  for (let at = colours.length - 1; at >= 0; at--) {
    if (colours[at] !== 'yellow' && colours[at] !== 'red') return turned;
    turned = days[at] ?? null;
  }
  return turned;
}

/** How many of a list of stock somebody should have looked at by now: so many for each week begun. */
export function stockDue(openedOn: number, today: number, perWeek: number): number {
  return perWeek * (Math.floor(Math.max(0, today - openedOn) / WEEK) + 1);
}
