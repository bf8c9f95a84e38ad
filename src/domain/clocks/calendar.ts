import { AppError } from '../../kernel/errors.ts';
import { dayOf, formatDay, weekday } from '../../kernel/time.ts';
import {
  chineseArrangement,
  chineseCalendar,
  OFFICE_PERIODS,
  type WorkingCalendar,
  type WorkingPeriod,
} from '../../kernel/working-time.ts';

/** Who says that a day is worked or not: the calendar that comes with the program, the State's notice, the company. */
export type DaySource = 'base' | 'announced' | 'company';

/** A day that is not what its weekday says, or of which somebody said something. */
export interface ArrangedDay {
  readonly day: string;
  readonly works: boolean;
  readonly name: string;
  readonly source: DaySource;
}

/** Working hours of one weekday (0 Monday … 6 Sunday) or, with 7, of every day that has none of its own; in minutes. */
export interface PeriodOfWeek extends WorkingPeriod {
  readonly weekday: number;
}

export const EVERY_DAY = 7;
/** From this day of the year on the next one ought to be announced. */
const REMINDER_MONTH = 11;

/** What the company keeps of its calendar, as read. */
export interface KeptCalendar {
  readonly days: readonly { readonly day: number; readonly works: boolean; readonly source: 'announced' | 'company' }[];
  readonly years: readonly number[];
  readonly periods: readonly PeriodOfWeek[];
}

/** The calendar that limits are reckoned on: what the company says wins over the notice, and that over the base. */
export function calendarOf({ days, years, periods }: KeptCalendar): WorkingCalendar {
  const announced = new Map(days.flatMap(({ day, works, source }) => (source === 'announced' ? [[day, works]] : [])));
  const company = new Map(days.flatMap(({ day, works, source }) => (source === 'company' ? [[day, works]] : [])));
  const known = new Set(years.map(String));
  const byWeekday = Map.groupBy(periods, (period) => period.weekday);
  const everyDay = byWeekday.get(EVERY_DAY) ?? OFFICE_PERIODS;
  return {
    isWorkingDay: (day) => company.get(day) ?? announced.get(day) ?? chineseCalendar.isWorkingDay(day),
    isProvisional: (day) => !known.has(formatDay(day).slice(0, 4)) && chineseCalendar.isProvisional(day),
    periodsOf: (day) => byWeekday.get(weekday(day)) ?? everyDay,
  };
}

/** Whether a year's holidays are neither in the program nor entered. */
export function isYearProvisional(year: number, calendar: WorkingCalendar): boolean {
  return calendar.isProvisional(dayOf(year, 7, 1));
}

/** From 1 November on: the next year where it is still provisional, for the banner that asks for the notice. */
export function yearToAnnounce(today: number, calendar: WorkingCalendar): number | null {
  const [year = 0, month = 0] = formatDay(today).split('-').map(Number);
  const wanted = month >= REMINDER_MONTH ? year + 1 : year;
  return isYearProvisional(wanted, calendar) ? wanted : null;
}

/** What the program's own calendar arranges in a year. */
export function baseDays(year: number): ArrangedDay[] {
  const [from, to] = [dayOf(year, 1, 1), dayOf(year + 1, 1, 1)];
  return Array.from({ length: to - from }, (_, index) => from + index).flatMap((day) => {
    const arranged = chineseArrangement(day);
    return arranged === null ? [] : [{ day: formatDay(day), ...arranged, source: 'base' as const }];
  });
}

/** Refuses hours that run into each other, within a day or through the night into the next one. */
export function checkPeriods(periods: readonly PeriodOfWeek[]): void {
  for (const [, ofDay] of Map.groupBy(periods, (period) => period.weekday)) {
    const sorted = ofDay.toSorted((left, right) => left.from - right.from);
    const [first] = sorted;
    sorted.forEach(({ from, to }, index) => {
      const next = sorted[index + 1]?.from ?? (first === undefined ? to : first.from + 1_440);
      if (to <= from || to > next)
        throw new AppError('working_periods_unfit', { from: clockText(from), to: clockText(to) });
    });
  }
}

/** `09:00` of 540; past midnight as the next day's clock shows it. */
export function clockText(minutes: number): string {
  const ofDay = minutes % 1_440;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
