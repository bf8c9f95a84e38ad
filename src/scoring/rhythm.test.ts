import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantile, RHYTHM_DEFAULT, Rhythm } from './rhythm.ts';
import { NO_SEASONS, Seasons } from './seasons.ts';

const CALENDAR = new Seasons(NO_SEASONS).of(null);
const START = 20_000;

function rhythmOf(days: readonly number[], pattern: string | null = null): Rhythm {
  const rhythm = new Rhythm();
  for (const day of days) rhythm.add(START + day, 100);
  rhythm.finish(RHYTHM_DEFAULT, CALENDAR, pattern);
  return rhythm;
}

test('a monthly buyer: twelve gaps of 30, shrunk a little towards the peer of 45', () => {
  const rhythm = rhythmOf(Array.from({ length: 20 }, (_, index) => index * 30));
  expect(rhythm).toMatchObject({ isBursty: false, gapCount: 12, gapMedian: 30, count: 20 });
  expect(rhythm.gap80).toBeCloseTo((12 * 30 + 2 * 45) / 14);
});

test('waves of a project are one occasion each, found by themselves', () => {
  const waves = [0, 150, 320, 480, 650].flatMap((start) => [start, start + 6, start + 13, start + 20]);
  const rhythm = rhythmOf(waves);
  expect(rhythm.isBursty).toBe(true);
  expect([...rhythm.days.slice(0, rhythm.count)]).toEqual([0, 150, 320, 480, 650].map((day) => START + day));
  expect(rhythm.gapMedian).toBe(165);
  expect(rhythm.lastDay).toBe(START + 670);
  expect(rhythm.orderDayCount).toBe(20);
});

test('fewer than three gaps say nothing, but a declared pattern speaks for its peers', () => {
  expect(rhythmOf([0, 30, 60]).gap80).toBeNaN();
  expect(rhythmOf([0], 'project').gap80).toBe(165);
  expect(rhythmOf([0, 100], 'project').gap80).toBeCloseTo((100 + 2 * 165) / 3);
});

test('counting between days agrees with a plain filter, however many occasions there are', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 200 });
  fc.assert(
    fc.property(days, fc.integer({ min: -5, max: 905 }), fc.integer({ min: 0, max: 300 }), (chosen, from, length) => {
      const rhythm = rhythmOf([...chosen].sort((left, right) => left - right));
      const occasions = [...rhythm.days.slice(0, rhythm.count)];
      const expected = occasions.filter((day) => day > START + from && day <= START + from + length).length;
      expect(rhythm.countBetween(START + from, START + from + length)).toBe(expected);
    }),
  );
});

test('a quantile lies on the line between its neighbours', () => {
  expect(quantile([10, 20, 30, 40], 4, 0.5)).toBe(25);
  expect(quantile([10, 20, 30, 40, 50], 5, 0.8)).toBeCloseTo(42);
  expect(quantile([7], 1, 0.9)).toBe(7);
});
