import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fact, readyPlan, regularOrders, ZONE } from '../../test/judging.ts';
import { parseDay } from '../kernel/time.ts';
import { type BookWish, bookOf, type CustomerContext, EMPTY_CONTEXT } from '../scoring/book.ts';
import { columnsOf, type FactRow } from '../scoring/fact-columns.ts';
import { FACT_KINDS } from '../scoring/fact-kinds.ts';
import { WORDS } from '../scoring/vocabulary.ts';
import { checkExpression } from './check-expression.ts';
import { ExpressionCompiler, MeasureCache } from './compile-expression.ts';
import { segmentScope } from './compile-plan.ts';
import { expressionOf } from './compile-segment.ts';
import type { Problem } from './problem.ts';

/** Friday, 20 March 2026: 31 days after the Chinese new year. */
const TODAY = parseDay('2026-03-20');
const READY = readyPlan('building-materials');
const SCOPE = segmentScope(READY.plan);

interface Moment {
  readonly context?: Partial<CustomerContext>;
  readonly wish?: Partial<BookWish>;
  /** Facts of other customers, which connect their kinds. */
  readonly others?: readonly FactRow[];
}

/** The value of an expression for a customer with these facts; NaN or null is unknown. */
function measured(text: string, facts: readonly FactRow[], { context, wish, others = [] }: Moment = {}) {
  const problems: Problem[] = [];
  const tree = checkExpression(expressionOf(text, ''), 'any', SCOPE, problems);
  if (tree === null) throw new Error(`${text}: ${JSON.stringify(problems)}`);
  const cache = new MeasureCache();
  const evaluator = new ExpressionCompiler(SCOPE, cache).compile(tree);
  const columns = columnsOf(facts);
  const known = { asOfDay: TODAY, knownAtMs: Number.POSITIVE_INFINITY, timezone: ZONE };
  const book = bookOf(columnsOf([...facts, ...others]), { ...known, ...wish });
  const { view } = READY.program;
  view.load(columns, 0, columns.length, book, { ...EMPTY_CONTEXT, ...context });
  return evaluator.run(view);
}

function ago(days: number): number {
  return TODAY - days;
}

/** Amounts in yuan of orders so many days ago. */
function orders(...told: readonly (readonly [daysAgo: number, amount: number])[]): FactRow[] {
  return told.map(([days, amount]) => fact('order', ago(days), { amount: amount * 100 }));
}

const FOUR = orders([400, 1_000], [200, 4_000], [100, 3_000], [10, 2_000]);
const NPS = [fact('survey_nps', ago(300), { score: 9 }), fact('survey_nps', ago(20), { score: 4 })];
const COMPLAINTS = [
  fact('complaint_opened', ago(150), { score: 1, category: 1 }),
  fact('complaint_opened', ago(40), { score: 4, category: 2 }),
  fact('complaint_opened', ago(5), { score: 1, category: 2 }),
];
const CONTACTS = [
  fact('interaction', ago(30), { score: 1, category: 1 }),
  fact('interaction', ago(20), { score: 5, category: 3 }),
  fact('interaction', ago(10), { score: 0, category: 3 }),
];
const ITEMS = [11, 12, 21].map((category, index) =>
  fact('order_item', ago(30 + index), { amount: (index + 1) * 10_000, category }),
);
const CATEGORIES = new Map([
  ['板材', [11, 12]],
  ['环保板', [12]],
]);

test.each([
  // Sums and statistics, by hand: 1000, 4000, 3000, 2000 yuan.
  ["count('order')", FOUR, 4],
  ["total('order', '365d')", FOUR, 9_000],
  ["average('order')", FOUR, 2_500],
  ["minimum('order')", FOUR, 1_000],
  ["maximum('order')", FOUR, 4_000],
  ["median('order')", FOUR, 2_500],
  ["deviation('order')", FOUR, Math.sqrt(5_000_000 / 3)],
  ["first_amount('order')", FOUR, 1_000],
  ["latest_amount('order')", FOUR, 2_000],
  ["average('order', '5d')", FOUR, Number.NaN],
  ["deviation('order', '60d')", FOUR, Number.NaN],
  // Scores.
  ["first_score('survey_nps')", NPS, 9],
  ["latest_score('survey_nps')", NPS, 4],
  ["average_score('survey_nps')", NPS, 6.5],
  ["minimum_score('survey_nps')", NPS, 4],
  ["maximum_score('survey_nps')", NPS, 9],
  ["deviation_score('survey_nps')", NPS, Math.sqrt(12.5)],
  // Filters: words, comparisons, all of them at once.
  ["count('complaint_opened', '180d', 'logistics')", COMPLAINTS, 2],
  ["count('complaint_opened', '180d', 'logistics', 'major')", COMPLAINTS, 1],
  ["share('complaint_opened', '180d', 'logistics')", COMPLAINTS, 2 / 3],
  ["days_since('complaint_opened', 'major')", COMPLAINTS, 40],
  ["days_since_first('complaint_opened', 'logistics')", COMPLAINTS, 40],
  ["count('interaction', '90d', 'wecom')", CONTACTS, 2],
  ["count('interaction', '90d', 'wecom', 'inbound')", CONTACTS, 1],
  ["count('interaction', '90d', 'outbound')", CONTACTS, 2],
  ["count('order', '24m', 'amount >= 2000')", FOUR, 3],
  ["count('order', '24m', 'amount > 2000')", FOUR, 2],
  ["share('order', '24m', 'amount < 2000')", FOUR, 0.25],
  ["share_of_total('order', '24m', 'amount = 4000')", FOUR, 0.4],
  ["share('survey_nps', '365d', 'score >= 9')", NPS, 0.5],
  ["count('complaint_opened', '180d', 'category = 2')", COMPLAINTS, 2],
  // Windows.
  ["count('order', before('300d', '90d'))", FOUR, 2],
  ["count('order', previous('150d'))", FOUR, 1],
  ["count('order', between('250d', '90d'))", FOUR, 2],
  ["count('order', before('365d', '180d'))", FOUR, Number.NaN],
  ["total('order', last_year('50d'))", [...FOUR, fact('note', ago(500))], 1_000],
  ["total('order', last_year('50d'))", FOUR, Number.NaN],
  ["count('order', whole_months(1))", FOUR, 0],
  ["count('order', this_month())", FOUR, 1],
  ["count('order', this_year())", FOUR, 1],
  // Rises: from 1 to 2 is half as much again twice; to a single one nothing rises (G-05).
  ["change('complaint_opened', '90d')", [...COMPLAINTS, fact('note', ago(300))], 1],
  ["change('complaint_opened', '30d')", [fact('note', ago(300)), ...COMPLAINTS], 0],
  ["change('complaint_opened', '120d')", COMPLAINTS, Number.NaN],
  ["change('order', '150d', 'total')", FOUR, 0.25],
  ["change('order', '150d', 'average')", FOUR, -0.375],
  // Months: the whole ones before March 2026.
  ["months_with('order', 12)", FOUR, 2],
  ["months_without('order')", orders([80, 1]), 2],
  ["slope('order', 3, 'total')", orders([120, 100], [100, 100], [70, 200], [40, 300]), 100],
  ["monthly_average('order', 3, 'total')", orders([120, 100], [100, 100], [70, 200], [40, 300]), 200],
  ["monthly_deviation('order', 3, 'total')", orders([120, 100], [100, 100], [70, 200], [40, 300]), 100],
  // Rhythm.
  ["usual_weekday('order')", regularOrders(TODAY - 7, 7, 8), 5],
  ["weekday_share('order')", regularOrders(TODAY - 7, 7, 8), 1],
  ["days_to_usual_weekday('order')", regularOrders(TODAY - 1, 7, 8), 6],
  ["usual_weekday('order')", regularOrders(TODAY - 1, 7, 3), Number.NaN],
  ["longest_gap('order')", regularOrders(parseDay('2025-11-20'), 30, 6), 30],
  ["gap_variation('order')", regularOrders(parseDay('2025-11-20'), 30, 6), 0],
  ["rate_before('order', '90d', '24m')", regularOrders(parseDay('2025-12-10'), 30, 9), (30 * 8) / 250],
  // The day itself.
  ['weekday()', [], 5],
  ['month()', [], 3],
  ['days_to_spring_festival()', [], parseDay('2027-02-06') - TODAY],
  // Consent: the latest word counts.
  [
    "consents('sms')",
    [
      fact('consent_changed', ago(9), { category: 5, score: 1 }),
      fact('consent_changed', ago(2), { category: 5, score: 0 }),
    ],
    0,
  ],
  ["consents('phone')", [fact('consent_changed', ago(9), { category: 5, score: 1 })], Number.NaN],
] as const)('%s', (text, facts, expected) => {
  const found = measured(text, facts);
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(found).toBeCloseTo(expected, 9);
});

describe('what a book knows and a plan cannot', () => {
  test('product categories go by name; one that the book does not have is unknown', () => {
    const moment = { wish: { categories: CATEGORIES } };
    expect(measured("total('order_item', '90d', 'category:板材')", ITEMS, moment)).toBe(300);
    expect(measured("share_of_total('order_item', '90d', 'category:环保板')", ITEMS, moment)).toBeCloseTo(1 / 3, 12);
    expect(measured("count('order_item', '90d', 'category:涂料')", ITEMS, moment)).toBeNaN();
    expect(measured("distinct('order_item', '90d', 'category:板材')", ITEMS, moment)).toBe(2);
  });

  test('a feed ends where its data end, and says so', () => {
    const moment = { wish: { dataThrough: new Map([[1, ago(14)]]) } };
    expect(measured("data_through('order')", FOUR, moment)).toBe(14);
    expect(measured("days_since('order')", FOUR, moment)).toBe(86);
    expect(measured("data_through('order')", FOUR)).toBe(0);
    expect(measured("data_through('survey_nps')", FOUR)).toBeNaN();
    expect(measured("is_connected('survey_nps')", FOUR)).toBe(0);
  });

  test('a kind nobody ever recorded is unknown, one of which this customer has none is 0', () => {
    expect(measured("count('survey_nps')", FOUR)).toBeNaN();
    expect(measured("count('survey_nps')", FOUR, { others: NPS })).toBe(0);
    expect(measured("average_score('survey_nps')", FOUR, { others: NPS })).toBeNaN();
  });

  test('ranks wait for a run over the book', () => {
    const ends = { '20': { value: 9_000, id: 7 } };
    const group = { count: 3, knots: [0, 5_000, 9_000], tops: ends };
    const cuts = new Map([['spend("365d") book', { groups: { book: group } }]]);
    expect(measured("percentile(spend('365d'))", FOUR)).toBeNaN();
    expect(measured("percentile( spend( '365d' ) )", FOUR, { wish: { cuts } })).toBe(100);
    expect(measured("top(spend('365d'), 20)", FOUR, { wish: { cuts }, context: { customerId: 7 } })).toBe(1);
    expect(measured("top(spend('365d'), 20)", FOUR, { wish: { cuts }, context: { customerId: 8 } })).toBe(0);
    expect(measured("top(spend('365d'), 30)", FOUR, { wish: { cuts } })).toBeNaN();
    expect(measured("percentile(spend('365d'), 'tier')", FOUR, { wish: { cuts } })).toBeNaN();
  });

  test('attributes are names', () => {
    const context = { industry: '家居', city: '上海' };
    expect(measured("industry == '家居' && city in ['上海', '杭州']", [], { context })).toBe(1);
    expect(measured("industry == '家居'", [])).toBeNaN();
  });
});

test('three months each below the same month a year before (HLT-09), aligned on the lunar new year', () => {
  const monthly = (year: number, amounts: readonly number[]) =>
    amounts.map((amount, index) => fact('order', parseDay(`${year}-0${index + 1}-10`), { amount: amount * 100 }));
  const AUTUMN = parseDay('2025-09-15');
  const at = { wish: { asOfDay: AUTUMN } };
  const lastYear = monthly(2024, [9, 9, 9, 9, 9, 100, 100, 100, 100]);
  const below = [...lastYear, ...monthly(2025, [9, 9, 9, 9, 100, 70, 70, 70])];
  expect(measured("months_below_last_year('order', 6)", below, at)).toBe(3);
  expect(measured("months_below_last_year('order', 6, 0.8)", below, at)).toBe(3);
  expect(measured("months_below_last_year('order', 6, 0.6)", below, at)).toBe(0);
  const onlyTwo = [...lastYear, ...monthly(2025, [9, 9, 9, 9, 9, 120, 70, 70])];
  expect(measured("months_below_last_year('order', 6)", onlyTwo, at)).toBe(2);
  expect(measured("months_below_last_year('order', 6)", monthly(2025, [9, 9, 9]), at)).toBeNaN();
});

test('the same season follows the festival: 20 March 2026 is 1 March 2025', () => {
  const facts = [fact('order', parseDay('2024-01-01')), fact('order', parseDay('2025-02-25'))];
  expect(measured("count('order', same_season('10d'))", facts)).toBe(1);
  expect(measured("count('order', last_year('10d'))", facts)).toBe(0);
});

/** Consents, stated needs and credit holds replace each other, so of two in one instant the later told counts. */
const REPLACING = new Set(['consent_changed', 'next_need_stated', 'credit_hold_set', 'credit_hold_lifted']);
const kinds = FACT_KINDS.filter(({ key }) => !REPLACING.has(key)).map(({ code }) => code);
const anyFact: fc.Arbitrary<FactRow> = fc
  .record({
    kind: fc.oneof(fc.constantFrom(1, 2, 7, 8), fc.constantFrom(...kinds)),
    daysAgo: fc.integer({ min: -30, max: 1_200 }),
    amount: fc.oneof(fc.integer({ min: -5_000, max: 5_000_000 }), fc.constant(Number.NaN)),
    category: fc.integer({ min: 0, max: 6 }),
    score: fc.oneof(fc.integer({ min: 0, max: 15 }), fc.constant(-32_768)),
  })
  .map(({ daysAgo, kind, ...more }) => ({ ...fact('order', ago(daysAgo)), ...more, kind }));
const anyFacts = fc.array(anyFact, { maxLength: 60 });
/** Words whose example needs nothing but facts. */
const measures = WORDS.filter(
  ({ returns, example }) => returns !== 'window' && !/warning|indicator|points/.test(example),
).filter(({ isFinding }) => isFinding !== true);

test('every word gives a finite number or unknown, whatever the facts and their order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...measures),
      anyFacts.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
      (word, [facts, shuffled]) => {
        const found = measured(`known(${word.example}) ? (${word.example}) : false`, facts);
        expect([0, 1]).toContain(found);
        expect(measured(word.example, shuffled)).toEqual(measured(word.example, facts));
      },
    ),
    { numRuns: 600 },
  );
});

test('a longer window never holds less', () => {
  const days = fc.integer({ min: 1, max: 900 });
  fc.assert(
    fc.property(anyFacts, days, days, fc.constantFrom('count', 'distinct', 'occasions'), (facts, one, other, word) => {
      const [short, long] = [Math.min(one, other), Math.max(one, other)].map((each) =>
        measured(`${word}('order_item', '${each}d')`, facts),
      );
      expect(Number.isNaN(short) || Number(short) <= Number(long)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
