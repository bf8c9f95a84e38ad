import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandOf, compose, nextColour } from './health.ts';
import type { JudgementState } from './judgement.ts';
import { shareOut } from './largest-remainder.ts';
import type { Colour, HealthProgram } from './program.ts';

const HEALTH: HealthProgram = {
  green: 70,
  yellow: 40,
  returnMargin: 2,
  holdDays: 3,
  knownWeightMin: 50,
  provisionalWeightMin: 35,
  caps: [],
  notePoints: 10,
};

const points = fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(Number.NaN));
const parts = fc.array(fc.record({ weight: fc.integer({ min: 0, max: 30 }), points }), { maxLength: 15 });

test('columns add up exactly, whatever is unknown and whatever is capped', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 0, max: 100 }), (given, cap) => {
      const found = compose(given, cap);
      if (found === null) return;
      const sum = (values: readonly (number | null)[]) =>
        values.reduce<number>((total, each) => total + (each ?? 0), 0);
      expect(sum(found.contributions) + found.capTenths).toBe(found.scoreTenths);
      expect(sum(found.maxima)).toBe(1_000);
      expect(found.scoreTenths).toBeLessThanOrEqual(cap * 10);
      expect(found.capTenths).toBeLessThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});

test('one part more points never lowers the score', () => {
  fc.assert(
    fc.property(parts, fc.nat(14), fc.double({ min: 0, max: 50, noNaN: true }), (given, at, more) => {
      const better = given.map((part, index) =>
        index === at ? { ...part, points: Math.min(100, part.points + more) } : part,
      );
      expect(compose(better, 100)?.scoreTenths ?? 0).toBeGreaterThanOrEqual(compose(given, 100)?.scoreTenths ?? 0);
    }),
  );
});

test('shares are rounded to the total, the largest remainders first', () => {
  expect(shareOut([3.4, 3.4, 3.2], 10)).toEqual([4, 3, 3]);
  expect(shareOut([], 0)).toEqual([]);
});

test('the bands', () => {
  expect([70, 69.9, 40, 39.9, Number.NaN].map((score) => bandOf(score, HEALTH))).toEqual([
    'green',
    'yellow',
    'yellow',
    'red',
    'unknown',
  ]);
});

function state(colour: Colour, pending: Colour | null = null, pendingSince: number | null = null): JudgementState {
  return { asOfDay: 99, colour, pending, pendingSince, warnings: {} };
}

test.each<[string, number, boolean, JudgementState | null, Colour]>([
  ['first judgement: the band', 69, false, null, 'yellow'],
  ['a fall waits', 65, false, state('green'), 'green'],
  ['a fall that has lasted three days shows', 65, false, state('green', 'yellow', 97), 'yellow'],
  ['a cap shows at once', 65, true, state('green'), 'yellow'],
  ['to return to green takes 72', 71, false, state('yellow', 'green', 90), 'yellow'],
  ['72 for three days returns', 72, false, state('yellow', 'green', 97), 'green'],
  ['to leave red takes 42', 41, false, state('red', 'yellow', 90), 'red'],
  ['a fall that goes on keeps its first day', 30, false, state('green', 'yellow', 97), 'red'],
  ['from unknown there is nothing to hold', 90, false, state('unknown'), 'green'],
  ['to unknown there is nothing to hold', Number.NaN, false, state('green'), 'unknown'],
])('%s', (_name, score, isCapped, previous, colour) => {
  expect(nextColour(score, isCapped, 100, previous, HEALTH).colour).toBe(colour);
});
