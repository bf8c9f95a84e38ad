import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDay } from '../kernel/time.ts';
import { isNearFestival, NO_SEASONS, Seasons } from './seasons.ts';

const CHINA = new Seasons({
  springFestival: { daysBefore: 12, daysAfter: 15, weight: 0.1 },
  winters: [{ regions: ['东北'], months: [12, 1, 2], weight: 0.15 }],
});
const day = fc.integer({ min: parseDay('1985-01-01'), max: parseDay('2065-01-01') });

test('without seasons a season-day is a day', () => {
  const calendar = new Seasons(NO_SEASONS).of(null);
  expect(calendar.between(parseDay('2026-01-01'), parseDay('2026-12-31'))).toBe(364);
  expect(calendar.back(parseDay('2026-12-31'), 90)).toBe(parseDay('2026-10-02'));
});

test('the 28 days around the festival of 2026 count 2.8', () => {
  const calendar = CHINA.of('华东');
  expect(calendar.between(parseDay('2026-02-04'), parseDay('2026-03-04'))).toBeCloseTo(2.8);
  expect(calendar.between(parseDay('2026-03-04'), parseDay('2026-03-14'))).toBeCloseTo(10);
});

test('a northern winter counts little, and the festival in it less', () => {
  const calendar = CHINA.of('东北');
  expect(calendar.between(parseDay('2025-11-30'), parseDay('2025-12-31'))).toBeCloseTo(31 * 0.15);
  expect(calendar.between(parseDay('2026-02-16'), parseDay('2026-02-17'))).toBeCloseTo(0.1);
});

test('going back some season-days and counting forward again gives at least as many, and no day too many', () => {
  fc.assert(
    fc.property(
      day,
      fc.double({ min: 0.5, max: 800, noNaN: true }),
      fc.constantFrom('东北', '华东'),
      (to, length, region) => {
        const calendar = CHINA.of(region);
        const from = calendar.back(to, length);
        expect(calendar.between(from, to)).toBeGreaterThanOrEqual(length - 1e-6);
        expect(calendar.between(from + 1, to)).toBeLessThan(length + 1e-6);
      },
    ),
  );
});

test('the festival is near from 8 days before to 25 after', () => {
  const isHeld = (text: string) => isNearFestival(parseDay(text), 8, 25);
  expect(['2026-02-08', '2026-02-09', '2026-03-14', '2026-03-15'].map(isHeld)).toEqual([false, true, true, false]);
});
