import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FACT_KINDS } from '../scoring/fact-kinds.ts';
import { NAMES, WORDS } from '../scoring/vocabulary.ts';
import type { Word } from '../scoring/word.ts';
import { parsePlan } from './parse-plan.ts';

const DOCUMENT = readFileSync(new URL('../../docs/plan.md', import.meta.url), 'utf8');
const PLAN = readFileSync(new URL('../../plans/building-materials.yaml', import.meta.url), 'utf8');

/** Words and names that only have a meaning in one place of the plan; the example is put there. */
const PLACES: Readonly<Record<string, string>> = {
  order_since_warning: 'clear: "order_since_warning() >= 0.5 * median_order()"',
  median_order: 'clear: "order_since_warning() >= 0.5 * median_order()"',
  raised_by_hand: 'when: "raised_by_hand(\'supplier_change_threatened\')"',
  value: "caps: [{ when: \"value <= 0.7 && occasions('order', own80(4, '90d', '365d')) >= 4\", max: 69 }]",
};

/** The plan with an example in the place that knows its word: the last segment, which sees most. */
function withExample(name: string, example: string): string {
  const place = PLACES[name] ?? `when: "spend('365d') >= 500000 && count('complaint_opened', '180d') >= 3"`;
  if (!PLAN.includes(place)) throw new Error(`the plan has no ${place}`);
  const quoted = `"${example.replaceAll('"', '\\"')}"`;
  const replacement =
    name === 'value' ? `caps: [{ when: ${quoted}, max: 69 }]` : `${place.slice(0, place.indexOf(':'))}: ${quoted}`;
  return PLAN.replace(place, replacement);
}

function rowOf({ name, parameters, required, en, zh, example }: Word): string {
  const list = parameters.map((parameter, index) => (index < required ? parameter : `${parameter}?`)).join(', ');
  return `| \`${name}(${list})\` | ${en} | ${zh} | \`${example.replaceAll('|', '\\|')}\` |`;
}

describe('every word of the language stands in docs/plan.md, and its example is a valid expression', () => {
  test.each(WORDS.map((word) => [word.name, word] as const))('%s', (name, word) => {
    expect(DOCUMENT).toContain(rowOf(word));
    expect(parsePlan(withExample(name, word.example)).problems).toEqual([]);
    expect(word.example).toContain(`${name}(`);
  });

  test.each(NAMES.map((each) => [each.name, each] as const))('%s', (name, { en, zh, example }) => {
    expect(DOCUMENT).toContain(`| \`${name}\` | ${en} | ${zh} | \`${example}\` |`);
    expect(parsePlan(withExample(name, example)).problems).toEqual([]);
  });
});

test('the examples of unknown, windows and filters in docs/plan.md are valid expressions', () => {
  const start = DOCUMENT.indexOf('### Unknown');
  const section = DOCUMENT.slice(start, DOCUMENT.indexOf('### Cut points'));
  const examples = [...section.matchAll(/^\|.*\| `([^`]+)` \|$/gm)].map(([, example]) => example);
  expect(examples.length).toBeGreaterThan(15);
  for (const example of examples) {
    expect(parsePlan(withExample('', example.replaceAll('\\|', '|'))).problems, example).toEqual([]);
  }
});

test('every kind of fact stands in docs/plan.md with its filters', () => {
  for (const { key, zh, amount, score, category, filters } of FACT_KINDS) {
    const words = Object.keys(filters ?? {}).map((filter) => `\`${filter}\``);
    const cells = [`\`${key}\``, zh, amount ?? '', score ?? '', category ?? '', words.join(' ')];
    expect(DOCUMENT).toContain(`| ${cells.join(' | ')} |`);
  }
});

test('the pieces of YAML in docs/plan.md are pieces of a plan', () => {
  const pieces = [...DOCUMENT.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, piece]) => piece);
  expect(pieces.length).toBeGreaterThan(5);
  const { problems } = parsePlan(pieces.join('\n'));
  expect(problems).toEqual([]);
});
