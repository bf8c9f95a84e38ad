import chineseDays from 'chinese-days';
import { AppError } from './errors.ts';
import { formatDay, instantOf, localDay, timeOfDay, weekday } from './time.ts';

/** How far ahead a working day is looked for before the calendar itself must be wrong. */
const SEARCH_DAYS_MAX = 3_660;

/** Which days people work. A day of a year whose holidays are not yet announced is provisional. */
export interface WorkingCalendar {
  isWorkingDay(day: number): boolean;
  isProvisional(day: number): boolean;
}

/** A moment reckoned on a calendar, and whether a year not yet announced was involved. */
export interface WorkingMoment {
  readonly at: Date;
  readonly provisional: boolean;
}

/** Mainland China with public holidays and make-up workdays (调休); years not yet announced count plain weekends. */
export const chineseCalendar: WorkingCalendar = {
  isWorkingDay: (day) => arrangementOf(formatDay(day)) ?? weekday(day) < 5,
  isProvisional: (day) => !isAnnounced(formatDay(day).slice(0, 4)),
};

/** Monday to Friday, nothing else: for a company outside China until it fills its own calendar. */
export const weekdayCalendar: WorkingCalendar = {
  isWorkingDay: (day) => weekday(day) < 5,
  isProvisional: () => false,
};

/**
 * The same time of day, `count` working days later: from Friday 16:00 one working day is Monday 16:00.
 * A start on a day off counts from the next working day on, so Saturday plus one is Monday.
 */
export function addWorkingDays(at: Date, count: number, calendar: WorkingCalendar, zone: string): WorkingMoment {
  const start = localDay(at.getTime(), zone);
  let day = start;
  let left = count;
  let provisional = calendar.isProvisional(start);
  while (left > 0) {
    day += 1;
    if (day - start > SEARCH_DAYS_MAX) throw new AppError('working_day_too_far', { days: SEARCH_DAYS_MAX, count });
    provisional ||= calendar.isProvisional(day);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return { at: instantOf(day, timeOfDay(at.getTime(), zone), zone), provisional };
}

/** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. */
export function workingDaysBetween(from: number, to: number, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (calendar.isWorkingDay(day)) count += 1;
  return count;
}

const announced = new Map<string, boolean>();

/** The library answers plain weekends for a year it does not know; its National Day then is no arranged day. */
function isAnnounced(year: string): boolean {
  const known = announced.get(year);
  if (known !== undefined) return known;
  const answer = arrangementOf(`${year}-10-01`) === false;
  announced.set(year, answer);
  return answer;
}

/**
 * Whether the government's arrangement of the year makes a date a workday; null when it does not name the date.
 * Its weekdays are not used: west of Greenwich the library takes the weekday of the day before.
 */
function arrangementOf(date: string): boolean | null {
  const detail = chineseDays.getDayDetail(date);
  return detail.name.includes(',') ? detail.work : null;
}
