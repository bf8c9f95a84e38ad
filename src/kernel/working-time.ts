import chineseDays from 'chinese-days';
import { AppError } from './errors.ts';
import { firstInstantAt, formatDay, HOUR_MS, localDay, MINUTE_MS, offsetAt, weekday } from './time.ts';

/** How far ahead working time is looked for before the calendar itself must be wrong. */
const SEARCH_DAYS_MAX = 3_660;
const DAY_MINUTES = 1_440;

/** A stretch of work in minutes since local midnight; one through the night ends beyond 1,440. */
export interface WorkingPeriod {
  readonly from: number;
  readonly to: number;
}

/** Which days people work, and when on them. A day of a year whose holidays are not yet announced is provisional. */
export interface WorkingCalendar {
  isWorkingDay(day: number): boolean;
  isProvisional(day: number): boolean;
  /** The periods of a working day, one after the other; at least one. */
  periodsOf(day: number): readonly WorkingPeriod[];
}

/** A moment reckoned on a calendar, and whether a year not yet announced was involved. */
export interface WorkingMoment {
  readonly at: Date;
  readonly provisional: boolean;
}

/** What a limit counts: 自然小时, 工作小时, 工作日. */
export type ClockWord = 'elapsed_hours' | 'working_hours' | 'working_days';

export interface Limit {
  readonly count: number;
  readonly unit: ClockWord;
}

/** A stretch of time in which a clock stands still: what is waited for lies with the customer. */
export interface Pause {
  readonly from: Date;
  readonly to: Date;
}

/** Nine to twelve and half past one to six: an office day with its lunch. */
export const OFFICE_PERIODS: readonly WorkingPeriod[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 18 * 60 },
];

/** Mainland China with public holidays and make-up workdays (调休); years not yet announced count plain weekends. */
export const chineseCalendar: WorkingCalendar = {
  isWorkingDay: (day) => arrangementOf(formatDay(day))?.works ?? weekday(day) < 5,
  isProvisional: (day) => !isAnnounced(formatDay(day).slice(0, 4)),
  periodsOf: () => OFFICE_PERIODS,
};

/** What the government's arrangement says of a day, with the holiday's name; null where it says nothing. */
export function chineseArrangement(day: number): { readonly works: boolean; readonly name: string } | null {
  return arrangementOf(formatDay(day));
}

/** When a limit that began at `at` ends, on the clock that its word names. */
export function dueAt(at: Date, limit: Limit, calendar: WorkingCalendar, zone: string): WorkingMoment {
  if (limit.unit === 'elapsed_hours') return { at: new Date(at.getTime() + limit.count * HOUR_MS), provisional: false };
  if (limit.unit === 'working_hours') return addWorkingMinutes(at, limit.count * 60, calendar, zone);
  return addWorkingDays(at, limit.count, calendar, zone);
}

/**
 * The same time of day, `count` working days later: from Friday 16:00 one working day is Monday 16:00. What comes in
 * outside working hours counts as of the end of the hours before, so that the night and the weekend are due by the close
 * of the next working day.
 */
export function addWorkingDays(at: Date, count: number, calendar: WorkingCalendar, zone: string): WorkingMoment {
  const start = placeInShifts(at.getTime(), calendar, zone);
  let { day } = start;
  let left = count;
  let provisional = calendar.isProvisional(day);
  while (left > 0) {
    day += 1;
    if (day - start.day > SEARCH_DAYS_MAX) throw tooFar();
    provisional ||= calendar.isProvisional(day);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  if (count === 0 && start.minutes === null) return { at, provisional };
  const { from, to } = shiftOf(day, calendar);
  const minutes = start.minutes === null ? to : Math.min(Math.max(start.minutes, from), to);
  return { at: new Date(firstInstantAt(day, minutes, zone)), provisional };
}

/** The moment at which so many working minutes have passed since `at`; a pause stops the clock. */
export function addWorkingMinutes(
  at: Date,
  minutes: number,
  calendar: WorkingCalendar,
  zone: string,
  pauses: readonly Pause[] = [],
): WorkingMoment {
  if (minutes <= 0) return { at, provisional: calendar.isProvisional(localDay(at.getTime(), zone)) };
  let left = minutes * MINUTE_MS;
  for (const { from, to, provisional } of workingStretches(at.getTime(), calendar, zone, pauses)) {
    if (to - from >= left) return { at: new Date(from + left), provisional };
    left -= to - from;
  }
  throw tooFar();
}

/** How many working minutes lie between two moments, pauses left out; negative when `to` is earlier. */
export function workingMinutesBetween(
  from: Date,
  to: Date,
  calendar: WorkingCalendar,
  zone: string,
  pauses: readonly Pause[] = [],
): number {
  if (to < from) return -workingMinutesBetween(to, from, calendar, zone, pauses);
  const end = to.getTime();
  let sum = 0;
  for (const stretch of workingStretches(from.getTime(), calendar, zone, pauses)) {
    if (stretch.from >= end) break;
    sum += Math.min(stretch.to, end) - stretch.from;
  }
  return sum / MINUTE_MS;
}

/** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: number, to: number, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (calendar.isWorkingDay(day)) count += 1;
  return count;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly provisional: boolean;
}

/** Working time from a moment on, in order and without overlaps, in ms: as far as a calendar is searched. */
function* workingStretches(
  start: number,
  calendar: WorkingCalendar,
  zone: string,
  pauses: readonly Pause[],
): Generator<Stretch> {
  // The night shift of the day before, or of the one before a day that the zone skipped, may still be at work.
  const first = localDay(start, zone) - 2;
  let provisional = calendar.isProvisional(first + 2);
  let worked = start;
  for (let day = first; day <= first + SEARCH_DAYS_MAX; day++) {
    if (!calendar.isWorkingDay(day)) continue;
    provisional ||= day >= first + 2 && calendar.isProvisional(day);
    for (const period of calendar.periodsOf(day)) {
      const from = Math.max(firstInstantAt(day, period.from, zone), worked);
      const to = firstInstantAt(day, period.to, zone);
      if (to <= from) continue;
      worked = to;
      for (const left of without(from, to, pauses)) yield { ...left, provisional };
    }
  }
}

/** What is left of a stretch when the pauses are cut out, in order. */
function without(from: number, to: number, pauses: readonly Pause[]): { from: number; to: number }[] {
  let left = [{ from, to }];
  for (const pause of pauses) {
    const [begin, end] = [pause.from.getTime(), pause.to.getTime()];
    left = left.flatMap((part) => [
      { from: part.from, to: Math.min(part.to, Math.max(begin, part.from)) },
      { from: Math.max(part.from, Math.min(Math.max(begin, end), part.to)), to: part.to },
    ]);
  }
  return left.filter((part) => part.to > part.from);
}

/** The working day whose hours a moment lies in, and where in them; outside hours the day before, without minutes. */
function placeInShifts(
  instant: number,
  calendar: WorkingCalendar,
  zone: string,
): { day: number; minutes: number | null } {
  const today = localDay(instant, zone);
  const reading = (instant + offsetAt(instant, zone)) / MINUTE_MS;
  for (const day of [today, today - 1]) {
    if (isInShift(instant, day, calendar, zone)) return { day, minutes: reading - day * DAY_MINUTES };
  }
  const isBeforeWork = calendar.isWorkingDay(today) && reading - today * DAY_MINUTES < shiftOf(today, calendar).from;
  return { day: isBeforeWork ? today - 1 : today, minutes: null };
}

function isInShift(instant: number, day: number, calendar: WorkingCalendar, zone: string): boolean {
  if (!calendar.isWorkingDay(day)) return false;
  const { from, to } = shiftOf(day, calendar);
  return instant >= firstInstantAt(day, from, zone) && instant < firstInstantAt(day, to, zone);
}

/** From the first minute of a working day's hours to the last, breaks included. */
function shiftOf(day: number, calendar: WorkingCalendar): WorkingPeriod {
  const periods = calendar.periodsOf(day);
  return { from: Math.min(...periods.map(({ from }) => from)), to: Math.max(...periods.map(({ to }) => to)) };
}

function tooFar(): AppError {
  return new AppError('working_time_too_far', { days: SEARCH_DAYS_MAX });
}

const announced = new Map<string, boolean>();

/** The library answers plain weekends for a year it does not know; its National Day then is no arranged day. */
function isAnnounced(year: string): boolean {
  const known = announced.get(year);
  if (known !== undefined) return known;
  const answer = arrangementOf(`${year}-10-01`)?.works === false;
  announced.set(year, answer);
  return answer;
}

/**
 * Whether the government's arrangement of the year makes a date a workday; null when it does not name the date.
 * Its weekdays are not used: west of Greenwich the library takes the weekday of the day before.
 */
function arrangementOf(date: string): { readonly works: boolean; readonly name: string } | null {
  const { name, work } = chineseDays.getDayDetail(date);
  return name.includes(',') ? { works: work, name: name.split(',')[1] ?? '' } : null;
}
