import { describe, expect, test } from 'vitest';
import { readyMadeText } from '../domain/plans/plans.ts';
import { dayEnd, parseDay } from '../kernel/time.ts';
import { compilePlan } from '../plan/compile-plan.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import { bookOf, EMPTY_CONTEXT } from '../scoring/book.ts';
import { type FactColumns, FactColumnsBuilder, NO_SCORE } from '../scoring/fact-columns.ts';
import { judge } from '../scoring/judge.ts';
import type { Judgement } from '../scoring/judgement.ts';
import { demoCompany } from './company.ts';
import { demoFacts } from './facts.ts';

import type { DemoCompany } from './types.ts';

interface Columns {
  columns: FactColumns;
  slices: Map<string, readonly [number, number]>;
}

function columnsOf(company: DemoCompany): Columns {
  const builder = new FactColumnsBuilder();
  const slices = new Map<string, readonly [number, number]>();
  for (const [key, rows] of demoFacts(company)) {
    const from = builder.length;
    for (const row of rows.toSorted((first, second) => first.occurredAt - second.occurredAt)) {
      const { kind, occurredAt, amount = Number.NaN, category = 0, score = NO_SCORE } = row;
      builder.push(kind, occurredAt, occurredAt, amount, category, score);
    }
    slices.set(key, [from, builder.length]);
  }
  return { columns: builder.finish(), slices };
}

/** The company's customers judged by the shipped plan on the company's own day, without a database. */
function judged(company: DemoCompany): Map<string, Judgement> {
  const { plan } = parsePlan(readyMadeText('building-materials'));
  if (plan === null) throw new Error('the shipped plan has a mistake');
  const program = compilePlan(plan);
  const { columns, slices } = columnsOf(company);
  const asOfDay = parseDay(company.today);
  const known = { asOfDay, knownAtMs: dayEnd(asOfDay, plan.timezone).getTime(), timezone: plan.timezone };
  const book = bookOf(columns, known);
  return new Map(
    company.customers.map((customer) => {
      const [from, to] = slices.get(customer.key) ?? [0, 0];
      const { region, terms, since } = customer;
      const pattern = customer.pattern === 'project' ? 'project' : null;
      const own = { region, terms, pattern, sinceDay: parseDay(since), ownerCoverage: 0.9 };
      return [customer.key, judge(program, book, columns, from, to, { ...EMPTY_CONTEXT, ...own })];
    }),
  );
}

describe.each(['2026-11-23', '2026-12-15', '2027-06-30'])('the demo book of %s by the shipped plan', (today) => {
  const company = demoCompany({ today });
  const judgements = judged(company);
  const coloursOf = (keys: readonly string[]) => keys.map((key) => judgements.get(key)?.colour ?? 'absent');

  test('has believable bands', () => {
    const colours = coloursOf(company.customers.map((customer) => customer.key));
    const share = (colour: string) => colours.filter((each) => each === colour).length / colours.length;
    expect(share('green')).toBeGreaterThan(0.6);
    expect(share('green')).toBeLessThan(0.76);
    expect(share('yellow')).toBeGreaterThan(0.14);
    expect(share('yellow')).toBeLessThan(0.27);
    expect(share('red')).toBeGreaterThan(0.03);
    expect(share('red')).toBeLessThan(0.09);
    expect(share('unknown')).toBeGreaterThan(0.02);
  });

  test('proposes few strategic customers, who buy for ten million a year', () => {
    const count = (tier: string) => [...judgements.values()].filter((each) => each.tier === tier).length;
    expect(count('strategic')).toBeGreaterThanOrEqual(8);
    expect(count('strategic')).toBeLessThanOrEqual(20);
    expect(count('key')).toBeGreaterThan(35);
    expect(count('key')).toBeLessThan(80);
  });

  test('colours those who left and leaves new ones grey', () => {
    const lost = Object.entries(company.truth).filter(([key, { kind, since, until }]) => {
      const pattern = company.customers.find((each) => each.key === key)?.pattern;
      return kind === 'stop' && until === null && parseDay(since) < parseDay(today) - 150 && pattern !== 'project';
    });
    const fresh = company.customers.filter((each) => each.pattern === 'new' || each.pattern === 'silent');
    expect(lost.length).toBeGreaterThan(0);
    expect(coloursOf(lost.map(([key]) => key)).filter((colour) => colour === 'green')).toEqual([]);
    expect(new Set(coloursOf(fresh.map((each) => each.key)))).toEqual(new Set(['unknown']));
  });

  test('warns of the customers of the stories', () => {
    const signalsOf = (key: string) => (judgements.get(key)?.signals ?? []).map((signal) => signal.key).sort();
    expect(signalsOf(company.stories.S2)).toEqual(expect.arrayContaining(['complaint_rate', 'range_shrinks']));
    if (today !== '2027-06-30') expect(signalsOf(company.stories.S1)).toEqual(['rhythm_broken']);
  });
});
