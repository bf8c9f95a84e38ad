import chineseDays from 'chinese-days';
import { expect, test } from 'vitest';
import { formatDay, parseDay } from '../kernel/time.ts';
import { lunarNewYear, sameSeasonDay } from './lunar-new-year.ts';

test('the table agrees with an independent calendar', () => {
  for (let year = 1990; year <= 2060; year++) {
    const day = lunarNewYear(year);
    expect(formatDay(day ?? 0)).toBe(chineseDays.getSolarDateFromLunar(`${year}-01-01`).date);
  }
  expect(lunarNewYear(1989)).toBeNull();
});

test.each([
  // Ten days after the festival of 2026 (02-17) is ten days after that of 2025 (01-29).
  ['2026-02-27', 1, '2025-02-08'],
  ['2026-08-15', 1, '2025-08-15'],
  // A leap day near the festival has one, too.
  ['2024-02-29', 1, '2023-02-10'],
  ['2026-11-23', 2, '2024-11-23'],
])('the season of %s, %d years before, is %s', (day, years, earlier) => {
  expect(formatDay(sameSeasonDay(parseDay(day), years))).toBe(earlier);
});
