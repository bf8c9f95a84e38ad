import { addMonths, dayOf, monthIndex } from '../kernel/time.ts';

const FIRST_YEAR = 1990;
/** Month and day on which the Chinese lunar year begins, 1990 to 2060; a test compares them with another calendar. */
const BEGINNINGS =
  '0127 0215 0204 0123 0210 0131 0219 0207 0128 0216 0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 ' +
  '0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 ' +
  '0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123 0211 0201 0219 0208 0128 0215 0204 0124 ' +
  '0212 0202';

/** Days around the lunar new year that are compared with the same days around last year's. */
const ALIGNED_DAYS = 60;

const days = BEGINNINGS.split(' ').map((text, index) =>
  dayOf(FIRST_YEAR + index, Number(text.slice(0, 2)), Number(text.slice(2))),
);

/** The day on which the lunar year that begins in a solar year starts; null outside 1990–2060. */
export function lunarNewYear(year: number): number | null {
  return days[year - FIRST_YEAR] ?? null;
}

/** All known beginnings, ascending. */
export function lunarNewYears(): readonly number[] {
  return days;
}

/** The day `years` earlier that plays the same part of the season: around the festival by lunar, else by solar date. */
export function sameSeasonDay(day: number, years: number): number {
  const year = 1970 + Math.floor(monthIndex(day) / 12);
  const [festival, earlier] = [lunarNewYear(year), lunarNewYear(year - years)];
  const isNear = festival !== null && Math.abs(day - festival) <= ALIGNED_DAYS;
  return isNear && earlier !== null ? earlier + (day - festival) : addMonths(day, -12 * years);
}
