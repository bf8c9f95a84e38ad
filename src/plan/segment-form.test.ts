import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readyPlan } from '../../test/judging.ts';
import { checkSegment, checkSegments, scopeBeside } from './compile-segment.ts';
import { type FormCondition, type FormGroup, readForm, type Subject, writeForm } from './segment-form.ts';

const { plan } = readyPlan('building-materials');

const text = fc.string({ maxLength: 8 });
const number = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom(0.5, 1.25, -0.75));
const measured: fc.Arbitrary<Subject> = fc.constantFrom(
  { name: 'health', given: null },
  { name: 'days_since', given: ['order'] },
  { name: 'count', given: ['interaction', '90d', 'two_way'] },
  { name: 'spend', given: ['365d'] },
  { name: 'indicator', given: ['silence'] },
);
const worded: fc.Arbitrary<Subject> = fc.constantFrom({ name: 'type', given: null }, { name: 'region', given: null });
const truth: fc.Arbitrary<Subject> = fc.oneof(
  fc.constantFrom({ name: 'credit_hold', given: null }, { name: 'warning', given: ['change_supplier'] }),
  text.map((tag) => ({ name: 'has_tag', given: [tag] })),
);
const comparison = fc.constantFrom('>=' as const, '<=' as const, '>' as const, '<' as const, '==' as const);
const condition: fc.Arbitrary<FormCondition> = fc.oneof(
  fc.record({ is: comparison, subject: measured, value: number }),
  fc.record({ is: fc.constantFrom('==' as const, '!=' as const), subject: worded, value: text }),
  fc.record({ is: fc.constant('in' as const), subject: worded, value: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({ is: fc.constantFrom('true' as const, 'false' as const), subject: truth }),
  fc.record({ is: fc.constantFrom('known' as const, 'unknown' as const), subject: measured }),
);

/** Groups as a form shows them: in a group of one sign stand conditions and groups of the other. */
function groupOf(is: 'all' | 'any', depth: number): fc.Arbitrary<FormGroup> {
  const other = is === 'all' ? 'any' : 'all';
  const item = depth === 0 ? condition : fc.oneof({ weight: 3, arbitrary: condition }, groupOf(other, depth - 1));
  return fc.array(item, { minLength: 2, maxLength: 4 }).map((items) => ({ is, items }));
}

function sameAgain(form: FormGroup): void {
  expect(readForm(writeForm(form))).toEqual(form);
}

describe('a form and its expression', () => {
  test('say the same: what a form writes opens as that form', () => {
    const forms = fc.oneof(groupOf('all', 2), groupOf('any', 2));
    fc.assert(fc.property(forms, sameAgain));
    const single = condition.map((one): FormGroup => ({ is: 'all', items: [one] }));
    fc.assert(fc.property(single, sameAgain));
  });

  test('what only the text can say is no form', () => {
    for (const only of [
      "spend('365d') / 2 > 3",
      "or_else(spend('90d'), 1) > 0",
      "count('order', own(3, '90d', '540d')) > 1",
    ]) {
      expect(readForm(only)).toBeNull();
    }
    expect(readForm('days_since(')).toBeNull();
    expect(readForm(' ')).toEqual({ is: 'all', items: [] });
  });

  test("the ready-made plan's own conditions open where they have the shape", () => {
    expect(readForm("type == 'person' && days_since('order') >= 90")).toEqual({
      is: 'all',
      items: [
        { is: '==', subject: { name: 'type', given: null }, value: 'person' },
        { is: '>=', subject: { name: 'days_since', given: ['order'] }, value: 90 },
      ],
    });
  });
});

describe('segments beside a plan are checked together', () => {
  const words = scopeBeside(plan, []);

  test('a mistake is told at its place, over several lines', () => {
    const [problem] = checkSegment("days_since('order') >= 90\n&& days_sinse('order') > 1", words);
    expect(problem).toMatchObject({ line: 2, column: 4, word: 'days_sinse', nearest: 'days_since' });
    expect(checkSegment("in_segment('dormant') && health < 40", words)).toEqual([]);
    expect(checkSegment('days_since', words)).toHaveLength(1);
  });

  test('they may name each other, but never in a circle', () => {
    const found = checkSegments(plan, [
      { key: 'own_1', text: "in_segment('own_2') && in_segment('dormant')" },
      { key: 'own_2', text: "in_segment('own_3')" },
      { key: 'own_3', text: "in_segment('own_2')" },
      { key: 'own_4', text: "in_segment('gone')" },
      { key: 'own_5', text: 'health < 40' },
    ]);
    expect([...found].map(([key, [problem]]) => [key, problem?.code])).toEqual([
      ['own_4', 'unknown_segment'],
      ['own_2', 'segment_circle'],
      ['own_3', 'segment_circle'],
    ]);
  });
});
