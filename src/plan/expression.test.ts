import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PLAIN_BASIS } from '../scoring/basis.ts';
import { EMPTY_CONTEXT } from '../scoring/book.ts';
import { CustomerView } from '../scoring/customer-view.ts';
import { RHYTHM_DEFAULT } from '../scoring/rhythm.ts';
import { NO_SEASONS, Seasons } from '../scoring/seasons.ts';
import type { Evaluator } from '../scoring/word.ts';
import { checkExpression } from './check-expression.ts';
import { ExpressionCompiler, MeasureCache } from './compile-expression.ts';
import { environmentFor } from './language.ts';
import type { Problem } from './problem.ts';
import type { Scope } from './scope.ts';

const SCOPE: Scope = {
  indicators: [],
  warnings: [],
  segments: [],
  badges: [],
  schemes: [],
  inputs: new Map(),
  barred: new Set(),
};

/** A view without facts whose names have these values; NaN and null are unknown. */
function viewWith(names: { value: number; standing: number; isNew: number; tier: string | null }): CustomerView {
  const settings = {
    timezone: 'UTC',
    minorUnits: 100,
    basis: PLAIN_BASIS,
    rhythm: RHYTHM_DEFAULT,
    seasons: new Seasons(NO_SEASONS),
    contactsDue: {},
  };
  const view = new CustomerView(settings, {
    values: new Float64Array(0),
    points: new Float64Array(0),
    warnings: new Uint8Array(0),
    warningLevels: new Uint8Array(0),
    segments: new Float64Array(0),
    badges: new Float64Array(0),
    classes: new Int16Array(0),
    rfm: new Float64Array(3),
    rfmClass: null,
    stage: null,
    inputs: [],
    value: names.value,
    score: Number.NaN,
    colour: null,
    standing: names.standing,
    isNewCustomer: names.isNew,
    warningSince: Number.NaN,
    warningCleared: Number.NaN,
  });
  view.context = EMPTY_CONTEXT;
  view.tier = names.tier;
  return view;
}

function compile(text: string): Evaluator {
  const problems: Problem[] = [];
  const placeOf = (offset: number, length: number) => ({ line: 1, column: offset + 1, length });
  const tree = checkExpression({ text, path: '', placeOf }, 'any', SCOPE, problems);
  if (tree === null) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  return new ExpressionCompiler(SCOPE, new MeasureCache()).compile(tree);
}

const { number, truth, text } = fc.letrec<{ number: string; truth: string; text: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('value', 'standing', '0.0', '1.5', '-2.25', '40.0'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('number'), fc.constantFrom('4.0', '-0.5')).map(([a, b]) => `(${a} / ${b})`),
    tie('number').map((a) => `(-(${a}))`),
    fc.tuple(tie('truth'), tie('number'), tie('number')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
  ),
  truth: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('new_customer', 'true', 'false'),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'))
      .map((each) => `(${each.join(' ')})`),
    fc.tuple(tie('truth'), fc.constantFrom('&&', '||'), tie('truth')).map((each) => `(${each.join(' ')})`),
    tie('truth').map((a) => `(!${a})`),
    fc.tuple(tie('text'), fc.constantFrom('==', '!='), tie('text')).map((each) => `(${each.join(' ')})`),
    tie('text').map((a) => `(${a} in ['key', 'ordinary'])`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `(${a} in [1.5, ${b}])`),
  ),
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('tier', "'key'", "'strategic'"),
    fc.tuple(tie('truth'), tie('text'), tie('text')).map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
  ),
}));
const names = fc.record({
  value: fc.double({ min: -100, max: 100, noNaN: true }),
  standing: fc.integer({ min: -3, max: 100 }),
  isNew: fc.constantFrom(0, 1),
  tier: fc.constantFrom('key', 'ordinary', 'strategic'),
});

test('where nothing is unknown, our closures say what cel-js says', () => {
  fc.assert(
    fc.property(fc.oneof(number, truth, text), names, (expression, given) => {
      const context = {
        value: given.value,
        standing: given.standing,
        new_customer: given.isNew === 1,
        tier: given.tier,
      };
      const expected = environmentFor(new Map()).parse(expression)(context);
      const evaluator = compile(expression);
      const found = evaluator.run(viewWith(given));
      expect(evaluator.type === 'boolean' ? found === 1 : found).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

const UNKNOWN = viewWith({ value: Number.NaN, standing: 5, isNew: Number.NaN, tier: null });

test.each([
  ['value + 1', Number.NaN],
  ['value > 1', Number.NaN],
  ['value != value', Number.NaN],
  ['new_customer && false', 0],
  ['false && new_customer', 0],
  ['new_customer && true', Number.NaN],
  ['new_customer || true', 1],
  ['true || new_customer', 1],
  ['new_customer || false', Number.NaN],
  ['!new_customer', Number.NaN],
  ['new_customer ? 1 : 2', Number.NaN],
  ["tier == 'key'", Number.NaN],
  ["tier in ['key']", Number.NaN],
  ['value in [1, 2]', Number.NaN],
  ['known(value)', 0],
  ['known(tier)', 0],
  ['known(standing)', 1],
  ['or_else(value, 3)', 3],
  ['max(value, 3)', Number.NaN],
  ['standing / 0', Number.NaN],
  ['scale(standing, 0, 10)', 50],
  ['scale(standing, 7, 7)', Number.NaN],
  ['log_scale(100, 10, 1000)', 50],
  ['log_scale(0, 10, 1000)', 0],
  ['1 / 2', 0.5],
  ['2 * 0.5 == 1', 1],
  ['>= 3', Number.NaN],
])('%s is %d', (expression, expected) => {
  const found = compile(expression).run(UNKNOWN);
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(found).toBeCloseTo(expected, 9);
});

test('a text that depends on an unknown truth is unknown', () => {
  expect(compile("new_customer ? 'a' : 'b'").run(UNKNOWN)).toBeNull();
  expect(compile("standing > 3 ? 'a' : 'b'").run(UNKNOWN)).toBe('a');
});
