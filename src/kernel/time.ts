import { Temporal } from 'temporal-polyfill';
import { AppError } from './errors.ts';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** Days of 400 years, and from the first of March of year 0 to 1970-01-01. */
const ERA_DAYS = 146_097;
const DAYS_TO_1970 = 719_468;
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A stretch of time in which a zone keeps one offset from UTC. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

const zones = new Map<string, Segment[]>();

/** Refuses a name that is not a time zone. */
export function checkZone(zone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    throw new AppError('zone_unknown', { zone });
  }
}

/** The offset from UTC in ms that holds in the zone at the instant; exact, from the zone's own transitions. */
export function offsetAt(instantMs: number, zone: string): number {
  return segmentAt(instantMs, zone).offset;
}

/** The local day of an instant, as days since 1970-01-01. */
export function localDay(instantMs: number, zone: string): number {
  return Math.floor((instantMs + offsetAt(instantMs, zone)) / DAY_MS);
}

/** A `localDay` for one zone that remembers the last segment: for the millions of facts of a book. */
export function localDayOf(zone: string): (instantMs: number) => number {
  let last = segmentAt(0, zone);
  return (instantMs) => {
    if (instantMs < last.from || instantMs >= last.to) last = segmentAt(instantMs, zone);
    return Math.floor((instantMs + last.offset) / DAY_MS);
  };
}

/** The first instant of a local day, also where midnight does not exist. */
export function dayStart(day: number, zone: string): Date {
  const midnight = day * DAY_MS;
  const guess = midnight - offsetAt(midnight - offsetAt(midnight, zone), zone);
  const isExact = localDay(guess, zone) === day && localDay(guess - 1, zone) === day - 1;
  return new Date(isExact && guess + offsetAt(guess, zone) === midnight ? guess : slowDayStart(day, zone));
}

/** The last millisecond of a local day: what a DATE means as a moment. */
export function dayEnd(day: number, zone: string): Date {
  return new Date(dayStart(day + 1, zone).getTime() - 1);
}

/** Days since 1970-01-01 of `2026-11-23`; refuses what is not a date of the calendar. */
export function parseDay(text: string): number {
  const match = DAY_TEXT.exec(text);
  const day = match === null ? Number.NaN : dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (Number.isNaN(day) || formatDay(day) !== text) throw new AppError('date_malformed', { text });
  return day;
}

/** `2026-11-23` of days since 1970-01-01. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a year, month 1–12 and day of the month. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

/**
 * Months since 1970-01 of a day: 0 for January 1970. In whole numbers only, because scoring asks it for every customer:
 * years begin in March here, so that the leap day is the last, and 400 years of them have 146,097 days.
 */
export function monthIndex(day: number): number {
  const sinceEra = day + DAYS_TO_1970;
  const era = Math.floor(sinceEra / ERA_DAYS);
  const dayOfEra = sinceEra - era * ERA_DAYS;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (era * 400 + yearOfEra - 1970) * 12 + monthFromMarch + 2;
}

/** The first day of a month counted since 1970-01. */
export function monthStart(month: number): number {
  return dayOf(1970 + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
}

/** The same date `months` later or earlier; the 31st becomes the last day of a shorter month. */
export function addMonths(day: number, months: number): number {
  const month = monthIndex(day) + months;
  const dayInMonth = day - monthStart(monthIndex(day));
  return Math.min(monthStart(month) + dayInMonth, monthStart(month + 1) - 1);
}

/** 0 for Monday … 6 for Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Milliseconds since local midnight of an instant, as the wall clock shows them. */
export function timeOfDay(instantMs: number, zone: string): number {
  return instantMs + offsetAt(instantMs, zone) - localDay(instantMs, zone) * DAY_MS;
}

/** The instant at which the zone's wall clock shows a time of a day; in a gap of the clock the later one. */
export function instantOf(day: number, timeOfDayMs: number, zone: string): Date {
  const date = Temporal.PlainDate.from(formatDay(day));
  const time = Temporal.PlainTime.from('00:00').add({ milliseconds: timeOfDayMs });
  return new Date(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}

/**
 * The first instant at which the zone's wall clock shows a time of a day or a later one: the end of a gap, the first of
 * two where the clock is set back. `minutes` may lead into the next day.
 */
export function firstInstantAt(day: number, minutes: number, zone: string): number {
  const wanted = day * DAY_MS + minutes * MINUTE_MS;
  let segment = segmentAt(wanted - 2 * DAY_MS, zone);
  while (wanted - segment.offset >= segment.to) segment = segmentAt(segment.to, zone);
  return Math.max(wanted - segment.offset, segment.from);
}

function segmentAt(instantMs: number, zone: string): Segment {
  const known = zones.get(zone) ?? [];
  const hit = known.find((segment) => instantMs >= segment.from && instantMs < segment.to);
  if (hit !== undefined) return hit;
  const segment = readSegment(instantMs, zone);
  zones.set(zone, [...known, segment]);
  return segment;
}

function readSegment(instantMs: number, zone: string): Segment {
  checkZone(zone);
  const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(zone);
  const next = here.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  // One millisecond later, so that an instant exactly on a transition belongs to what follows it.
  const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
  return { from: previous ?? Number.NEGATIVE_INFINITY, to: next, offset: here.offsetNanoseconds / 1e6 };
}

function slowDayStart(day: number, zone: string): number {
  return Temporal.PlainDate.from(formatDay(day)).toZonedDateTime(zone).epochMilliseconds;
}
