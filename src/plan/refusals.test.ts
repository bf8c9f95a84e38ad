import { expect, test } from 'vitest';
import { readyPlan } from '../../test/judging.ts';
import { bookOf, EMPTY_CONTEXT } from '../scoring/book.ts';
import { columnsOf } from '../scoring/fact-columns.ts';
import { checkExpression } from './check-expression.ts';
import { ExpressionCompiler, MeasureCache } from './compile-expression.ts';
import { segmentScope } from './compile-plan.ts';
import { checkSegment, expressionOf } from './compile-segment.ts';
import { parsePlan } from './parse-plan.ts';

const READY = readyPlan('building-materials');
const SCOPE = segmentScope(READY.plan);

test.each([
  ["count('ordr') > 1", 'unknown_kind', 'ordr', 'order', 7],
  ["cuont('order') > 1", 'unknown_word', 'cuont', 'count', 1],
  ["count('interaction', '90d', 'two_ways') > 1", 'unknown_filter', 'two_ways', 'two_way', 29],
  ["count('interaction', '90d', 'category:板材') > 1", 'unknown_filter', 'category:板材', null, 29],
  ["count('payment', '90d', 'score >= 1') > 1", 'unknown_filter', 'score >= 1', null, 25],
  ["count('order', '90x') > 1", 'bad_window', '90x', null, 16],
  ["count('order', before(previous('9d'), '90d')) > 1", 'window_length', 'previous', null, 23],
  ["count('order', between('90d', '180d')) > 1", 'window_between', null, null, 24],
  ["count('order', between('180d', '1m')) > 1", 'window_between', null, null, 24],
  ["occasions('order', own(3, '540d', '90d')) > 1", 'window_limits', null, null, 27],
  ["occasions('order', own(300, '90d', '540d')) > 1", 'out_of_range', '300', null, 24],
  ["own_cycles('order', 1000000, 1.25) > 1", 'out_of_range', '1000000', null, 21],
  ["months_with('order', 1.5) > 1", 'not_whole', '1.5', null, 22],
  ["total('interaction') > 1", 'no_amount', 'interaction', null, 7],
  ["average_score('order') > 1", 'no_score', 'order', null, 15],
  ["change('order', '90d', 'totl') > 1", 'not_a_choice', 'totl', 'total', 24],
  ["change('order', '90d', 'score') > 1", 'no_score', 'order', null, 24],
  ["slope('interaction', 3, 'total') > 1", 'no_amount', 'interaction', null, 25],
  ["percentile(spend('365d'), 'teir') > 1", 'not_a_choice', 'teir', 'tier', 27],
  ['percentile(health) > 1', 'not_ranked', 'health', null, 12],
  ["percentile(points('silence')) > 1", 'not_ranked', 'points', null, 12],
  ["top(percentile(spend('365d')), 20)", 'not_ranked', 'percentile', null, 5],
  ["top(spend('365d'), 100)", 'out_of_range', '100', null, 20],
  ["in_class('valu', 'high')", 'unknown_scheme', 'valu', 'value', 10],
  ["in_class('value', 'hihg')", 'unknown_class', 'hihg', 'high', 19],
  ["has_badge('steady_buyr')", 'unknown_badge', 'steady_buyr', 'steady_buyer', 11],
  ["consents('fax')", 'not_a_choice', 'fax', null, 10],
  ['count(region) > 1', 'argument_type', 'count', null, 7],
  ["count('order') > '3'", 'operand_type', null, null, null],
  ["max('3', 4) > 1", 'argument_type', 'max', null, 5],
  ["count('order')", 'expression_type', null, null, 1],
])('%s is refused: %s', (text, code, word, near, column) => {
  const [problem, ...others] = checkSegment(text, SCOPE);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ code, line: 1, nearest: near });
  if (word !== null) expect(problem.word).toBe(word);
  if (column !== null) expect(problem.column).toBe(column);
  expect(problem.zh).toMatch(/[一-鿿]/);
  expect(problem.en).toMatch(/^[A-Z“]/);
  expect(problem.zh + problem.en).not.toMatch(/[{}]/);
});

test.each([
  ['too long', `count('order') > 1 ${' '.repeat(4_000)}`],
  ['too many parts', Array.from({ length: 300 }, () => 'health > 1').join(' || ')],
  ['too deep', `${'!('.repeat(60)}credit_hold${')'.repeat(60)}`],
  ['too long a list', `tier in [${Array.from({ length: 200 }, (_, index) => `'a${index}'`).join(', ')}]`],
])('an expression that is %s is refused', (_what, text) => {
  expect(checkSegment(text, SCOPE).map(({ code }) => code)).toEqual(['expression_long']);
});

test('a plan of too many different measures is refused', () => {
  const { text } = READY.plan;
  const many = Array.from({ length: 12 }, (_, part) => {
    const parts = Array.from({ length: 90 }, (_each, index) => `count('order', '${part * 90 + index + 1}d') > 1`);
    return `  many_${part}: { name: 很多, name_en: Many, when: "${parts.slice(0, 45).join(' || ')}" }\n  more_${part}: { name: 更多, name_en: More, when: "${parts.slice(45).join(' || ')}" }\n`;
  });
  const { problems } = parsePlan(text.replace('\nsegments:\n', `\nsegments:\n${many.join('')}`));
  expect(problems.map(({ code }) => code)).toContain('too_many');
});

test('the heaviest expression over a customer of fifty thousand facts ends within a second', () => {
  const parts = Array.from({ length: 40 }, (_, index) => `distinct('order_item', '${index + 300}d') > 1`);
  const tree = checkExpression(expressionOf(parts.join(' && '), ''), 'boolean', SCOPE, []);
  if (tree === null) throw new Error('refused');
  const run = new ExpressionCompiler(SCOPE, new MeasureCache()).number(tree);
  const day = 20_000;
  const facts = Array.from({ length: 50_000 }, (_, index) => ({
    kind: 2,
    occurredAt: (day - (index % 300)) * 86_400_000,
    category: index + 1,
  }));
  const columns = columnsOf(facts);
  const { view } = READY.program;
  const book = bookOf(columns, { asOfDay: day, knownAtMs: Number.POSITIVE_INFINITY, timezone: 'UTC' });
  view.load(columns, 0, columns.length, book, EMPTY_CONTEXT);
  const start = performance.now();
  expect(run(view)).toBe(1);
  expect(performance.now() - start).toBeLessThan(1_000);
});
