import { expect, test } from 'vitest';
import { dayEnd, formatDay, localDay, parseDay } from './time.ts';
import { addWorkingDays, chineseCalendar, weekdayCalendar, workingDaysBetween } from './working-time.ts';

const ZONE = 'Asia/Shanghai';

test.each([
  ['2026-11-20T08:30:00Z', 1, '2026-11-23T08:30:00.000Z', false],
  ['2026-11-21T02:00:00Z', 1, '2026-11-23T02:00:00.000Z', false],
  // The Saturday before Spring Festival 2026 is a make-up workday.
  ['2026-02-13T01:00:00Z', 1, '2026-02-14T01:00:00.000Z', false],
  ['2026-02-14T01:00:00Z', 1, '2026-02-24T01:00:00.000Z', false],
  ['2027-03-05T01:00:00Z', 1, '2027-03-08T01:00:00.000Z', true],
])('from %s, %d working day is %s', (from, count, to, provisional) => {
  expect(addWorkingDays(new Date(from), count, chineseCalendar, ZONE)).toEqual({ at: new Date(to), provisional });
});

test('working days between two days are those after the first', () => {
  const [friday, monday] = [parseDay('2026-11-20'), parseDay('2026-11-23')];
  expect(workingDaysBetween(friday, monday, chineseCalendar)).toBe(1);
  expect(workingDaysBetween(monday, friday, chineseCalendar)).toBe(-1);
  expect(workingDaysBetween(friday, friday, weekdayCalendar)).toBe(0);
});

test('the end of a day is its last millisecond', () => {
  const end = dayEnd(parseDay('2026-11-23'), ZONE).getTime();
  expect(formatDay(localDay(end, ZONE))).toBe('2026-11-23');
  expect(formatDay(localDay(end + 1, ZONE))).toBe('2026-11-24');
});
