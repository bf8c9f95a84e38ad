import { expect, test } from 'vitest';
import { DAY_MS, formatDay, parseDay } from '../kernel/time.ts';
import { lunarNewYear, sameSeasonDay } from './lunar-new-year.ts';

/** The Chinese calendar of the runtime: written by others from astronomy, so a check of our table. */
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** The new moon falls within minutes of Beijing's midnight; the runtime takes the wrong side, almanacs have our days. */
const CLOSE_TO_MIDNIGHT = [2027, 2030];

test('the table agrees with an independent calendar', () => {
  for (let year = 1990; year <= 2060; year++) {
    const day = lunarNewYear(year) ?? 0;
    const around = CLOSE_TO_MIDNIGHT.includes(year) ? [-1, 0, 1] : [0];
    expect(
      around.map((days) => chinese.format((day + days) * DAY_MS)),
      formatDay(day),
    ).toContain('1/1');
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
