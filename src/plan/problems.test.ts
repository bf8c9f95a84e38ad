import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';
import { parsePlan } from './parse-plan.ts';
import { problemSentences } from './problem-sentences.ts';

const PLAN = readFileSync(new URL('../../plans/building-materials.yaml', import.meta.url), 'utf8');

/** A slip of the pen, what it is called, the word shown, and the nearest valid one. */
type Slip = readonly [from: string, to: string, code: string, word: string | null, nearest: string | null];

const SLIPS: readonly Slip[] = [
  ['name: 建材老客户维护方案', 'name: ""', 'empty_text', 'name', null],
  ['timezone: Asia/Shanghai', 'timezone: Asia/Peking', 'bad_zone', 'Asia/Peking', null],
  ['currency: CNY', 'currency: yuan', 'bad_currency', 'yuan', null],
  ['currency: CNY', 'curency: CNY', 'unknown_key', 'curency', 'currency'],
  ['currency: CNY', '# currency', 'missing_key', 'currency', null],
  ['currency: CNY', 'currency: CNY\ncurrency: USD', 'duplicate_key', 'currency', null],
  ['currency: CNY', 'currency: &money CNY', 'alias', null, null],
  ['amount: shipped', 'amount: shiped', 'not_a_choice', 'shiped', 'shipped'],
  ['weight: 16', 'weight: 17', 'weights', null, null],
  ['weight: 16', 'weight: much', 'not_a_number', 'weight', null],
  ['weight: 16', 'weight: 160', 'out_of_range', 'weight', null],
  ['risk: external', 'risk: outside', 'not_a_choice', 'outside', null],
  ['good: 1.0\n    bad: 2.0', 'good: 2.0\n    bad: 2.0', 'good_is_bad', null, null],
  ['green: 70', 'green: 40', 'bands', null, null],
  ['return_margin: 2\n  hold: 3d', 'return_margin: 2\n  hold: 3 days', 'bad_days', '3 days', null],
  ['name: 普通客户, name_en: Ordinary, when: "true"', 'name: 普通客户, when: "standing > 1"', 'last_tier', null, null],
  ['when: "standing >= 50"', 'when: "true"', 'dead_class', 'ordinary', null],
  ['when: "standing >= 50"', 'when: "standing >= 85 && years_as_customer() >= 4"', 'dead_class', 'key', null],
  ['return_margin: 2', 'return_margin: 40', 'margin', null, null],
  ['known_weight_min: 50', 'known_weight_min: 30', 'coverage', null, null],
  ['when: ">= 3", max: 39', 'when: ">= 3", max: 90', 'cap_above_band', null, null],
  [
    'clear: "indicator(\'category_change\') >= 0.85"',
    'clear: "indicator(\'category_change\') <= 0.8"',
    'clears_at_once',
    'range_shrinks',
    null,
  ],
  ['when: "longest_overdue() > 30', 'when: "true || longest_overdue() > 30', 'certain_warning', 'payment_late', null],
  [
    "spend('365d') >= 500000 && count('complaint_opened', '180d') >= 3",
    "spend('365d') >= 500000 && spend('365d') < 400000",
    'dead_rule',
    null,
    null,
  ],
  ['standing >= 80 && years', "points('stability') > 100 && years", 'dead_rule', null, null],
  [
    'because: [category_change]',
    'because: [category_chance]',
    'unknown_indicator',
    'category_chance',
    'category_change',
  ],
  ['segment: given_up', 'segment: given_upp', 'unknown_segment', 'given_upp', 'given_up'],
  ['by: success_supervisor', 'by: sucess_supervisor', 'not_a_choice', 'sucess_supervisor', 'success_supervisor'],
  ['within: 24 elapsed_hours', 'within: $no_such', 'unknown_setting', 'no_such', null],
  ['signals: "total_score', 'spare: "1 + 1"\n      signals: "total_score', 'unused_input', 'spare', null],
  ['key: range_shrinks', 'key: rhythm_broken', 'taken_key', 'rhythm_broken', null],
  ['key: range_shrinks', 'key: Range-Shrinks', 'bad_key', 'Range-Shrinks', null],
  ['hold: [festival, credit_hold]', 'hold: [festivals, credit_hold]', 'not_a_choice', 'festivals', 'festival'],
  ['within: 24 elapsed_hours', 'within: 24h', 'bad_limit', '24h', null],
  ['level: 3', 'level: 4', 'not_a_choice', '4', null],
  ['hold: [festival, credit_hold]', 'hold: festival', 'not_a_list', null, null],
  ["silent_days('order')", "silent_dais('order')", 'unknown_word', 'silent_dais', 'silent_days'],
  ["silent_days('order')", "silent_days('oder')", 'unknown_kind', 'oder', 'order'],
  ["silent_days('order')", 'silent_days(order)', 'unknown_name', 'order', null],
  ["silent_days('order')", 'silent_days()', 'argument_count', 'silent_days', null],
  ["silent_days('order')", 'silent_days(3)', 'argument_type', 'silent_days', null],
  ["silent_days('order')", "silent_days('order') +", 'expression_syntax', null, null],
  ["silent_days('order')", "silent_days('order') + 'x'", 'operand_type', null, null],
  ["silent_days('order')", "pattern.matches('(a+)+')", 'no_matches', 'matches', null],
  ["silent_days('order')", 'pattern.size()', 'not_supported', 'size', null],
  ["silent_days('order')", "{'a': 1}['a']", 'not_supported', '[]', null],
  ["silent_days('order')", 'health', 'cycle', null, null],
  ["active_cycles('order', 8, 1.25)\"", "active_cycles('order', 8, 1.25) + standing\"", 'cycle', null, null],
  ["silent_days('order')", 'order_since_warning()', 'not_here', 'order_since_warning', null],
  ["silent_days('order')", `${'('.repeat(60)}1${')'.repeat(60)}`, 'expression_long', null, null],
  ["count('delivery', '180d')", "count('delivery', '180days')", 'bad_window', '180days', null],
  [
    "total('delivery', '180d', 'on_time')",
    "total('delivery', '180d', 'ontime')",
    'unknown_filter',
    'ontime',
    'on_time',
  ],
  ["total_score('enquiry_competitor', '90d')", "total_score('order', '90d')", 'no_score', 'order', null],
  ["total('delivery', '180d', 'on_time')", "total('interaction', '180d')", 'no_amount', 'interaction', null],
  [
    "distinct('order_item', own80(4, '90d', '365d')) : unknown()",
    "distinct('order_item', own80(4, '365d', '90d')) : 0",
    'window_limits',
    null,
    null,
  ],
  [
    "indicator('category_change') <= 0.7",
    "indicator('catagory_change') <= 0.7",
    'unknown_indicator',
    'catagory_change',
    'category_change',
  ],
  ['? contacts / due', '? contcts / due', 'unknown_name', 'contcts', 'contacts'],
  ['due: "contacts_due', 'for: "contacts_due', 'taken_word', 'for', null],
  ['due: "contacts_due', 'Due: "contacts_due', 'bad_key', 'Due', null],
  ['good: 0.95\n    bad: 0.6\n', 'value2: 1\n    good: 0.95\n    bad: 0.6\n', 'unknown_key', 'value2', 'value'],
  ["or_else(points('stability'), 50)", "or_else(points('spend_trend') > 3, 50)", 'argument_type', 'or_else', null],
  ['value: "silence_ratio(\'order\')"', 'value: "silence_ratio(\'order\') > 1"', 'expression_type', null, null],
  ['value: "silence_ratio(\'order\')"', 'value: "points(\'silence\')"', 'cycle', 'indicators.silence', null],
  [
    'when: "warning(\'change_supplier\')"',
    'when: "warning(\'change_suplier\')"',
    'unknown_warning',
    'change_suplier',
    'change_supplier',
  ],
  [
    "when: \"type == 'person' && days_since('order') >= dormant_days\"",
    'when: "in_segment(\'often_complain\')"',
    'unknown_segment',
    'often_complain',
    'often_complains',
  ],
  ['says: "推荐打分 {answer}"', 'says: "推荐打分 {anwser}"', 'says_hole', 'anwser', 'answer'],
  [
    "answer: \"latest_score('survey_nps', '365d')\"",
    "health: \"latest_score('survey_nps', '365d')\"",
    'taken_word',
    'health',
    null,
  ],
  ['health:\n  green: 70', 'health:\n  green: [70', 'yaml', null, null],
];

/** What the slip replaces must be in the plan, or the case tests nothing. */
function withSlip([from, to]: Slip): string {
  if (!PLAN.includes(from)) throw new Error(`the plan has no ${from}`);
  return PLAN.replace(from, to);
}

test.each(SLIPS)('%s → %s: %s', (...slip) => {
  const text = withSlip(slip);
  const [from, , code, word, near] = slip;
  const { plan, problems } = parsePlan(text);
  const problem = problems.find((each) => each.code === code && (word === null || each.word === word));
  expect(plan).toBeNull();
  expect(problem, JSON.stringify(problems)).toBeDefined();
  expect(problem?.nearest ?? null).toBe(near);
  expect(problem?.zh).toMatch(/[一-鿿]/);
  if (near !== null) expect([problem?.zh, problem?.en].every((sentence) => sentence?.includes(`“${near}”`))).toBe(true);
  // What is missing is shown where it should stand, at the map that lacks it; a broken file where the reader gave up.
  const isElsewhere = [
    'missing_key',
    'weights',
    'last_tier',
    'dead_class',
    'cycle',
    'clears_at_once',
    'coverage',
    'yaml',
  ];
  const line = PLAN.slice(0, PLAN.indexOf(from)).split('\n').length;
  if (isElsewhere.includes(code)) expect(problem?.line).toBeGreaterThan(0);
  else expect([-1, 0, 1, 2].map((more) => line + more)).toContain(problem?.line);
});

test('a circle of segments is told with its path; without it they may refer to each other in any order', () => {
  const circle = (second: string) =>
    PLAN.replace(
      'segments:\n',
      `segments:\n  one: { name: 一, when: "in_segment('two')" }\n  two: { name: 二, when: "${second}" }\n`,
    );
  expect(parsePlan(circle('health < 40')).problems).toEqual([]);
  const [problem] = parsePlan(circle("!in_segment('one')")).problems;
  expect(problem).toMatchObject({ code: 'cycle', path: 'segments.two.when' });
  expect(problem?.en).toContain('segments.one → segments.two → segments.one');
});

test('a mistake in an expression is underlined at its very characters', () => {
  const text = PLAN.replace("silent_days('order') >= 21", "silent_days('oder') >= 21");
  const [problem] = parsePlan(text).problems;
  const line = text.split('\n')[(problem?.line ?? 0) - 1];
  expect(line?.slice((problem?.column ?? 0) - 1, (problem?.column ?? 0) - 1 + (problem?.length ?? 0))).toBe("'oder'");
});

test('all mistakes are found at once, in the order of the file', () => {
  const text = PLAN.replace('currency: CNY', 'currency: yuan')
    .replace('weight: 16', 'weight: 17')
    .replace('level: 3', 'level: 9');
  const codes = parsePlan(text).problems.map(({ code }) => code);
  expect(codes).toEqual(['bad_currency', 'weights', 'not_a_choice']);
});

test('a file that is no plan at all is refused in words', () => {
  expect(parsePlan('').problems.map(({ code }) => code)).toEqual(['not_a_map']);
  expect(parsePlan('- a').problems.map(({ code }) => code)).toEqual(['not_a_map']);
  expect(parsePlan('a'.repeat(500_001)).problems.map(({ code }) => code)).toEqual(['too_large']);
});

test('a file made to break the reader is refused like any other', () => {
  for (const text of [
    'a: '.concat('['.repeat(20_000)),
    '{a: '.repeat(20_000),
    `x: &a [${'*a,'.repeat(50)}]`,
    '\0',
    '~: 3',
  ]) {
    const { plan, problems } = parsePlan(text);
    expect(plan).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  }
});

test('every sentence exists in both languages and names the same things', () => {
  for (const [code, { zh, en }] of Object.entries(problemSentences)) {
    const holes = (text: string) => [...text.matchAll(/\{(\w+?)(Zh|En)?\}/g)].map((match) => match[1]).sort();
    expect(holes(zh), code).toEqual(holes(en));
  }
});

test('the nearest word forgives slips and swaps, and keeps quiet when nothing is near', () => {
  const words = ['order', 'return', 'interaction'];
  expect(['oder', 'ordre', 'retrun', 'interation'].map((word) => nearest(word, words))).toEqual([
    'order',
    'order',
    'return',
    'interaction',
  ]);
  expect(nearest('xyz', words)).toBeNull();
});
