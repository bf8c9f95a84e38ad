import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutGroupFor, cutOf, isInTop, percentileIn, quintileIn } from './cuts.ts';

const ANYBODY = { tier: 'key', customerType: 'company' };

interface Member {
  readonly value: number;
  readonly group: string | null;
}

const members: fc.Arbitrary<Member[]> = fc.array(
  fc.record({
    value: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constant(Number.NaN)),
    group: fc.constantFrom('key', 'ordinary', null),
  }),
  { maxLength: 120 },
);
const share = fc.integer({ min: 1, max: 99 });

function cutMembers(list: readonly Member[], shares: readonly number[]) {
  const ids = Float64Array.from(list, (_member, index) => index + 1);
  return cutOf(
    Float64Array.from(list, ({ value }) => value),
    ids,
    list.map(({ group }) => group),
    { shares },
  );
}

test('a top share is exactly so many of those whose value is known, of equals the lower ids', () => {
  fc.assert(
    fc.property(members, share, (list, percent) => {
      const cut = cutMembers(list, [percent]);
      for (const name of ['key', 'ordinary']) {
        const known = list
          .map((member, index) => ({ ...member, id: index + 1 }))
          .filter((member) => member.group === name && !Number.isNaN(member.value));
        const group = cut.groups[name];
        if (known.length === 0) {
          expect(group).toBeUndefined();
          continue;
        }
        const wanted = Math.round((known.length * percent) / 100);
        const best = known.sort((left, right) => right.value - left.value || left.id - right.id).slice(0, wanted);
        const found = known.filter(({ value, id }) => isInTop(group, percent, value, id) === 1);
        expect(new Set(found.map(({ id }) => id))).toEqual(new Set(best.map(({ id }) => id)));
      }
    }),
    { numRuns: 500 },
  );
});

test('percentiles rise with the value, lie between 0 and 100, and equals are equal', () => {
  fc.assert(
    fc.property(members, fc.integer({ min: -25, max: 25 }), fc.integer({ min: -25, max: 25 }), (list, one, other) => {
      const group = cutMembers(list, []).groups.key;
      if (group === undefined) return;
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      expect(percentileIn(group, low)).toBeLessThanOrEqual(percentileIn(group, high));
      expect(percentileIn(group, low)).toBeGreaterThanOrEqual(0);
      expect(percentileIn(group, high)).toBeLessThanOrEqual(100);
      expect([1, 2, 3, 4, 5]).toContain(quintileIn(group, low));
    }),
    { numRuns: 500 },
  );
});

test('the order in which customers are told does not matter, and a cut is plain JSON', () => {
  fc.assert(
    fc.property(
      members.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
      ),
      share,
      ([list, order], percent) => {
        const values = Float64Array.from(order, (at) => list[at].value);
        const ids = Float64Array.from(order, (at) => at + 1);
        const groups = order.map((at) => list[at].group);
        const cut = cutMembers(list, [percent]);
        expect(cutOf(values, ids, groups, { shares: [percent] })).toEqual(cut);
        expect(JSON.parse(JSON.stringify(cut))).toEqual(cut);
      },
    ),
    { numRuns: 200 },
  );
});

test('of 100 customers exactly 20 are the top fifth, and each fifth has 20 (SEG-03)', () => {
  const list = Array.from({ length: 100 }, (_, index) => ({ value: index % 50, group: 'book' }));
  const group = cutMembers(list, [20]).groups.book;
  expect(list.filter(({ value }, index) => isInTop(group, 20, value, index + 1) === 1)).toHaveLength(20);
  for (const fifth of [1, 2, 3, 4, 5]) {
    expect(list.filter(({ value }) => quintileIn(group, value) === fifth)).toHaveLength(20);
  }
});

test('more than 1001 values are read between quantiles, to a tenth of a per cent', () => {
  const list = Array.from({ length: 20_000 }, (_, index) => ({ value: index, group: 'book' }));
  const group = cutMembers(list, []).groups.book;
  expect(group.knots).toHaveLength(1_001);
  for (const value of [0, 1, 777, 10_000, 19_999]) {
    expect(Math.abs(percentileIn(group, value) - (100 * value) / 19_999)).toBeLessThan(0.1);
  }
});

test('nobody is in half a customer, and what was never cut is unknown', () => {
  const group = cutMembers([{ value: 1, group: 'book' }], [20]).groups.book;
  expect(isInTop(group, 20, 1, 1)).toBe(0);
  expect(isInTop(group, 30, 1, 1)).toBeNaN();
  expect(isInTop(group, 20, Number.NaN, 1)).toBeNaN();
  expect(percentileIn(group, 1)).toBe(50);
  expect(cutGroupFor(undefined, 'book', ANYBODY)).toBeUndefined();
  expect(cutGroupFor({ groups: { book: group } }, 'book', ANYBODY)).toBe(group);
  expect(cutGroupFor({ groups: { key: group } }, 'tier', ANYBODY)).toBe(group);
  expect(cutGroupFor({ groups: { key: group } }, 'tier', { ...ANYBODY, tier: null })).toBeUndefined();
});
