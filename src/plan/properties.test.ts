import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeOn, readyPlan, ZONE } from '../../test/judging.ts';
import { dayEnd, parseDay } from '../kernel/time.ts';
import { columnsOf, type FactRow } from '../scoring/fact-columns.ts';
import { FACT_KINDS } from '../scoring/fact-kinds.ts';
import type { Judgement } from '../scoring/judgement.ts';

const plans = [readyPlan('building-materials').program, readyPlan('retail').program];
const FIRST = parseDay('2023-01-01');
const AS_OF = parseDay('2026-03-20');
const HOUR = 3_600_000;

/** Whole hours, so that facts of one instant occur, whose order nobody can tell. */
const factRow: fc.Arbitrary<FactRow> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(1, 2, 5, 7) },
    { weight: 1, arbitrary: fc.constantFrom(...FACT_KINDS.map(({ code }) => code)) },
  ),
  occurredAt: fc.integer({ min: FIRST * 24, max: (AS_OF + 60) * 24 }).map((hours) => hours * HOUR),
  recordedAt: fc.integer({ min: FIRST * 24, max: (AS_OF + 60) * 24 }).map((hours) => hours * HOUR),
  amount: fc.oneof(fc.integer({ min: -5_000, max: 5_000_000 }), fc.constant(Number.NaN)),
  category: fc.integer({ min: 0, max: 6 }),
  score: fc.oneof(fc.integer({ min: 0, max: 15 }), fc.constant(-32_768)),
});
const facts = fc.array(factRow, { maxLength: 90 });
const context = fc.record({
  region: fc.constantFrom('华东', '东北', null),
  pattern: fc.constantFrom('monthly', 'project', null),
  terms: fc.constantFrom('prepaid', 'monthly_30', null),
  tier: fc.constantFrom('strategic', 'ordinary', 'vip', null),
  ownerCoverage: fc.constantFrom(0.8, 0.1, Number.NaN),
});
/** Chosen by index, so that a counterexample can be read. */
const planIndex = fc.nat(plans.length - 1);

function numbersOf(judged: Judgement): number[] {
  const own = [judged.coverage, judged.capTenths, judged.score, judged.scoreTenths, judged.standing];
  const perIndicator = judged.indicators.flatMap((each) => [
    ...[each.value, each.points, each.contributionTenths, each.maximumTenths],
    ...Object.values(each.evidence),
  ]);
  return [...own, ...perIndicator].filter((each) => typeof each === 'number');
}

test('no facts make a NaN, an infinity or a crash; columns add up; unknown is never green', () => {
  fc.assert(
    fc.property(planIndex, facts, context, (plan, rows, given) => {
      const judged = judgeOn(plans[plan], rows, AS_OF, { context: given, knownAtMs: (AS_OF + 1) * 24 * HOUR });
      expect(numbersOf(judged).every((each) => Number.isFinite(each))).toBe(true);
      const sum = judged.indicators.reduce(
        (total, each) => total + (each.contributionTenths ?? 0),
        judged.capTenths + (judged.note?.tenths ?? 0),
      );
      if (judged.scoreTenths !== null) expect(sum).toBe(judged.scoreTenths);
      if (judged.coverage < 35 || judged.newCustomer !== null) expect(judged.colour).toBe('unknown');
      expect(judged.score === null).toBe(judged.colour === 'unknown');
      expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
    }),
    { numRuns: 600 },
  );
});

test('the order in which facts are told does not matter', () => {
  // Credit holds, stated needs and notes replace each other, so of two in one instant the later told counts.
  const ordered = facts.map((rows) => rows.filter(({ kind }) => ![32, 34, 35, 60].includes(kind)));
  fc.assert(
    fc.property(
      planIndex,
      ordered.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
      (plan, [rows, shuffled]) => {
        expect(judgeOn(plans[plan], shuffled, AS_OF)).toEqual(judgeOn(plans[plan], rows, AS_OF));
      },
    ),
    { numRuns: 300 },
  );
});

test('a past day looks the same whatever happened, or became known, later', () => {
  const end = dayEnd(AS_OF, ZONE).getTime();
  fc.assert(
    fc.property(planIndex, facts, (plan, rows) => {
      const known = rows.filter(({ occurredAt, recordedAt = 0 }) => occurredAt <= end && recordedAt <= end);
      expect(judgeOn(plans[plan], rows, AS_OF, { knownAtMs: end })).toEqual(
        judgeOn(plans[plan], known, AS_OF, { knownAtMs: end }),
      );
    }),
    { numRuns: 300 },
  );
});

test('one customer is judged the same alone and in the middle of a book', () => {
  fc.assert(
    fc.property(planIndex, facts, facts, (plan, rows, others) => {
      const alone = judgeOn(plans[plan], columnsOf(rows), AS_OF);
      judgeOn(plans[plan], others, AS_OF);
      expect(judgeOn(plans[plan], columnsOf(rows), AS_OF)).toEqual(alone);
    }),
    { numRuns: 200 },
  );
});
