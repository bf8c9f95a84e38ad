import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DAY_MS, dayEnd, formatDay, localDay, MINUTE_MS, offsetAt, parseDay, weekday } from './time.ts';
import {
  addWorkingDays,
  addWorkingMinutes,
  chineseCalendar,
  dueAt,
  OFFICE_PERIODS,
  type Pause,
  type WorkingCalendar,
  type WorkingPeriod,
  workingDaysBetween,
  workingMinutesBetween,
} from './working-time.ts';

const ZONE = 'Asia/Shanghai';
const HOURS_24: readonly WorkingPeriod[] = [{ from: 0, to: 1_440 }];
const NIGHT: readonly WorkingPeriod[] = [{ from: 22 * 60, to: 30 * 60 }];

function daily(periods: readonly WorkingPeriod[]): WorkingCalendar {
  return { isWorkingDay: () => true, isProvisional: () => false, periodsOf: () => periods };
}

test.each([
  ['the same time of the next working day', '2026-11-20T08:30:00Z', 1, '2026-11-23T08:30:00.000Z', false],
  ['Saturday: by the close of Monday', '2026-11-21T02:00:00Z', 1, '2026-11-23T10:00:00.000Z', false],
  ['Friday evening: by the close of Monday', '2026-11-20T12:00:00Z', 1, '2026-11-23T10:00:00.000Z', false],
  ['before work: by the close of the same day', '2026-11-22T16:20:00Z', 1, '2026-11-23T10:00:00.000Z', false],
  // The Saturday before Spring Festival 2026 is a make-up workday.
  ['a make-up Saturday', '2026-02-13T01:00:00Z', 1, '2026-02-14T01:00:00.000Z', false],
  ['over the festival', '2026-02-14T01:00:00Z', 1, '2026-02-24T01:00:00.000Z', false],
  ['in a year that is not announced', '2027-03-05T01:00:00Z', 1, '2027-03-08T01:00:00.000Z', true],
])('working days: %s', (_, from, count, to, provisional) => {
  expect(addWorkingDays(new Date(from), count, chineseCalendar, ZONE)).toEqual({ at: new Date(to), provisional });
});

test.each([
  ['24 hours that pass', 24, 'elapsed_hours', '2026-11-20T08:00:00Z', '2026-11-21T08:00:00.000Z'],
  ['four hours over the weekend', 4, 'working_hours', '2026-11-20T08:00:00Z', '2026-11-23T03:00:00.000Z'],
  ['four hours over lunch', 4, 'working_hours', '2026-11-20T02:00:00Z', '2026-11-20T07:30:00.000Z'],
  ['until the last minute', 2, 'working_hours', '2026-11-20T08:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['two days over the weekend', 2, 'working_days', '2026-11-20T08:00:00Z', '2026-11-24T08:00:00.000Z'],
] as const)('a limit of %s', (_, count, unit, from, to) => {
  expect(dueAt(new Date(from), { count, unit }, chineseCalendar, ZONE).at).toEqual(new Date(to));
});

test('a limit that leads into a year not announced is provisional', () => {
  const late = new Date('2026-12-31T09:30:00Z');
  expect(dueAt(late, { count: 1, unit: 'working_hours' }, chineseCalendar, ZONE).provisional).toBe(true);
  expect(dueAt(late, { count: 24, unit: 'elapsed_hours' }, chineseCalendar, ZONE).provisional).toBe(false);
});

test('a night shift belongs to the day on which it begins', () => {
  const nights: WorkingCalendar = { ...daily(NIGHT), isWorkingDay: (day) => weekday(day) < 5 };
  const saturdayNight = new Date('2026-11-20T20:00:00Z');
  expect(addWorkingMinutes(saturdayNight, 180, nights, ZONE).at).toEqual(new Date('2026-11-23T15:00:00.000Z'));
  expect(addWorkingDays(saturdayNight, 1, nights, ZONE).at).toEqual(new Date('2026-11-23T20:00:00.000Z'));
});

test('round the clock working minutes are minutes, also where the clock is set', () => {
  const from = new Date('2026-03-07T12:00:00Z');
  const to = new Date('2026-03-09T12:00:00Z');
  expect(workingMinutesBetween(from, to, daily(HOURS_24), 'America/New_York')).toBe(2_880);
  expect(workingMinutesBetween(to, from, daily(HOURS_24), 'America/New_York')).toBe(-2_880);
});

test('working days between two days are those after the first', () => {
  const [friday, monday] = [parseDay('2026-11-20'), parseDay('2026-11-23')];
  expect(workingDaysBetween(friday, monday, chineseCalendar)).toBe(1);
  expect(workingDaysBetween(monday, friday, chineseCalendar)).toBe(-1);
  expect(workingDaysBetween(friday, friday, chineseCalendar)).toBe(0);
});

test('the end of a day is its last millisecond', () => {
  const end = dayEnd(parseDay('2026-11-23'), ZONE).getTime();
  expect(formatDay(localDay(end, ZONE))).toBe('2026-11-23');
  expect(formatDay(localDay(end + 1, ZONE))).toBe('2026-11-24');
});

/** Stretches of 26 days in which something happens: make-up days, clocks set forward and back, a day left out. */
const STRETCHES = [
  ['Asia/Shanghai', '2026-01-30'],
  ['Asia/Shanghai', '1988-04-08'],
  ['America/New_York', '2026-02-25'],
  ['America/New_York', '2026-10-20'],
  ['Europe/London', '2026-03-18'],
  ['Australia/Lord_Howe', '2026-03-25'],
  ['Australia/Lord_Howe', '2026-09-25'],
  ['Pacific/Apia', '2011-12-20'],
  ['America/Sao_Paulo', '2018-10-25'],
] as const;
const STRETCH_DAYS = 26;
const MINUTES = STRETCH_DAYS * 1_440;
/** What a case may last, so that its end lies in the stretch. */
const CASE_MINUTES = 8 * 1_440;

const periodChoices = fc.constantFrom<readonly WorkingPeriod[][]>(
  [OFFICE_PERIODS as WorkingPeriod[]],
  [HOURS_24 as WorkingPeriod[]],
  [NIGHT as WorkingPeriod[]],
  // Days whose own hours differ, and a night that runs into the morning of the next.
  [
    [{ from: 90, to: 150 }],
    [
      { from: 0, to: 100 },
      { from: 120, to: 121 },
      { from: 1_300, to: 2_000 },
    ],
  ],
  [
    [
      { from: 60, to: 135 },
      { from: 180, to: 1_430 },
    ],
  ],
);

interface Walk {
  readonly start: number;
  /** By minute: 1 where people work. */
  readonly works: Uint8Array;
}

/** The oracle: looks at the clock on the wall each minute and asks whether it shows a time of work. */
function walk(zone: string, from: string, calendar: WorkingCalendar): Walk {
  const start = parseDay(from) * DAY_MS;
  const works = new Uint8Array(MINUTES);
  const lead = 4 * 1_440;
  let furthest = Number.NEGATIVE_INFINITY;
  for (let minute = -lead; minute < MINUTES; minute++) {
    const instant = start + minute * MINUTE_MS;
    // A clock that is set back shows some times again; people have worked them already.
    furthest = Math.max(furthest, (instant + offsetAt(instant, zone)) / MINUTE_MS);
    if (minute >= 0) works[minute] = isWork(furthest, calendar) ? 1 : 0;
  }
  return { start, works };
}

function isWork(reading: number, calendar: WorkingCalendar): boolean {
  const today = Math.floor(reading / 1_440);
  return [today, today - 1].some((day) => {
    const minutes = reading - day * 1_440;
    return (
      calendar.isWorkingDay(day) && calendar.periodsOf(day).some(({ from, to }) => minutes >= from && minutes < to)
    );
  });
}

function count({ works }: Walk, from: number, to: number, pause: readonly [number, number] | null): number {
  let sum = 0;
  for (let minute = from; minute < to; minute++) {
    if (pause === null || minute < pause[0] || minute >= pause[1]) sum += works[minute];
  }
  return sum;
}

describe('the algebra of stretches against a clock that is read every minute', () => {
  const lasting = fc.integer({ min: 0, max: CASE_MINUTES });
  const cases = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 4 * 1_440 }), lasting, fc.option(fc.tuple(lasting, lasting))),
    { minLength: 100, maxLength: 100 },
  );
  const daysOff = fc.uniqueArray(fc.integer({ min: -3, max: STRETCH_DAYS }), { maxLength: 8 });

  it('agrees in 20,000 cases: lunch, nights, round the clock, days off, make-up days, clocks that are set, pauses', () => {
    expect(() =>
      fc.assert(
        fc.property(
          fc.constantFrom(...STRETCHES),
          periodChoices,
          daysOff,
          cases,
          ([zone, from], periods, off, asked) => {
            const first = parseDay(from);
            const isWorking = Array.from({ length: STRETCH_DAYS + 20 }, (_, index) => {
              return chineseCalendar.isWorkingDay(first + index - 10) && !off.includes(index - 10);
            });
            const calendar: WorkingCalendar = {
              isWorkingDay: (day) => isWorking[day - first + 10] ?? false,
              isProvisional: () => false,
              periodsOf: (day) => periods[((day % periods.length) + periods.length) % periods.length] ?? [],
            };
            const walked = walk(zone, from, calendar);
            const at = (minute: number) => new Date(walked.start + minute * MINUTE_MS);
            for (const [begin, length, paused] of asked) {
              const pause = paused === null ? null : ([begin + paused[0], begin + paused[0] + paused[1]] as const);
              const pauses: Pause[] = pause === null ? [] : [{ from: at(pause[0]), to: at(pause[1]) }];
              const end = begin + length;
              const minutes = count(walked, begin, end, pause);
              const between = workingMinutesBetween(at(begin), at(end), calendar, zone, pauses);
              if (between !== minutes) expect([at(begin), at(end), between]).toEqual([at(begin), at(end), minutes]);
              if (minutes === 0) continue;
              const reached = addWorkingMinutes(at(begin), minutes, calendar, zone, pauses).at;
              const lastMinute = (reached.getTime() - walked.start) / MINUTE_MS;
              // The last of the minutes has just passed, and none is worked between it and the end.
              const isExact = lastMinute <= end && count(walked, begin, lastMinute, pause) === minutes;
              if (!isExact || count(walked, lastMinute - 1, lastMinute, pause) !== 1) expect(reached).toEqual(at(end));
            }
          },
        ),
        { numRuns: 200 },
      ),
    ).not.toThrow();
  });
});
