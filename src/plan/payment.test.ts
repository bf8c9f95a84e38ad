import { describe, expect, it } from 'vitest';
import { fact, judgeDaily, judgeOn, readyPlan, regularOrders } from '../../test/judging.ts';
import { formatDay, parseDay } from '../kernel/time.ts';
import type { FactRow } from '../scoring/fact-columns.ts';

const { program } = readyPlan('building-materials');
const TODAY = parseDay('2026-11-23');
const ORDERS = regularOrders(TODAY - 5, 30, 30);

/** A part of an invoice that fell due so many days ago, paid so many days late, or open. */
const due = (daysAgo: number, late: number | null, amount = 10_000): FactRow =>
  fact('receivable_due', TODAY - daysAgo, late === null ? { amount } : { amount, score: late });
/** Two years in which everything was paid twenty days late. */
const HABIT = Array.from({ length: 20 }, (_, index) => due(200 + index * 30, 20));

function payment(facts: readonly FactRow[], terms: string | null = 'monthly', day = TODAY) {
  const judged = judgeOn(program, [...ORDERS, ...facts], day, { context: { terms } });
  const found = judged.indicators.find(({ key }) => key === 'payment');
  if (found === undefined) throw new Error('the plan has no payment indicator');
  return found;
}

describe('paying is judged against the own habit', () => {
  /** By hand: (10,000 × 30 + 30,000 × 50 + 20,000 × 10 open) ÷ 60,000 = 33.33, less 20 is 13.33 days. */
  it.each([
    ['as ever', [due(100, 20)], 0, 100],
    ['weighted by amount, open ones up to today', [due(90, 30), due(60, 50, 30_000), due(10, null, 20_000)], 13.33, 83],
    ['open ones not yet due count nothing', [due(100, 20), due(-20, null, 900_000)], 0, 100],
    ['early is better than the habit', [due(100, -5)], -25, 100],
    ['a month and a half later than ever', [due(60, null), due(70, null)], 45, 0],
    [
      'open for more than ninety days is the worst, whatever else was paid',
      [due(91, null, 1), due(30, 0, 900_000)],
      45,
      0,
    ],
    ['a settlement that came after the day looked from was open on it', [due(95, 120, 1), due(30, 0, 900_000)], 45, 0],
  ])('%s', (_, facts, value, points) => {
    const found = payment([...HABIT, ...facts]);
    expect([Math.round((found.value ?? Number.NaN) * 100) / 100, found.points]).toEqual([value, points]);
  });

  it('without a habit it is unknown, unless something is open far too long', () => {
    expect(payment([due(20, 10)])).toMatchObject({ value: null, points: null });
    expect(payment([due(120, null)])).toMatchObject({ value: 45, points: 0 });
  });

  it('who pays before has nothing to be late with: by the record, or by the terms last agreed', () => {
    expect(payment([...HABIT, due(60, 50)], 'prepaid').notApplicable).toBe(true);
    const agreed = fact('terms_changed', TODAY - 10, { category: 1, amount: 0 });
    expect(payment([...HABIT, due(60, 50), agreed], 'monthly').notApplicable).toBe(true);
    const before = payment([...HABIT, due(60, 50), agreed], 'monthly', TODAY - 11);
    expect(before.notApplicable).toBe(false);
  });
});

describe('the warning of late payment', () => {
  const since = (days: readonly ReturnType<typeof judgeOn>[]) =>
    days.flatMap(({ asOfDay, signals, cleared }) => [
      ...signals
        .filter(({ key, raisedNow }) => key === 'payment_late' && raisedNow)
        .map(() => `raised ${formatDay(asOfDay)}`),
      ...cleared.filter((key) => key === 'payment_late').map(() => `cleared ${formatDay(asOfDay)}`),
    ]);
  const told = (facts: readonly FactRow[]) => since(judgeDaily(program, [...ORDERS, ...facts], TODAY - 80, TODAY));

  it('is raised a month past the own habit, and cleared when that is paid', () => {
    const facts = [...HABIT, due(70, 60)];
    expect(told(facts)).toEqual([`raised ${formatDay(TODAY - 70 + 51)}`, `cleared ${formatDay(TODAY - 70 + 60)}`]);
  });

  it('without a habit is raised a month past due', () => {
    expect(told([due(70, null)])).toEqual([`raised ${formatDay(TODAY - 70 + 31)}`]);
  });

  it('does not take an invoice that is never paid for a habit', () => {
    const judged = judgeOn(program, [...ORDERS, due(400, null)], TODAY);
    expect(judged.signals.map(({ key }) => key)).toContain('payment_late');
  });

  it('is cleared by terms that move the day', () => {
    const [earlier, later] = [due(70, null), due(-30, null)];
    const first = judgeOn(program, [...ORDERS, earlier], TODAY - 1);
    expect(first.signals.map(({ key }) => key)).toContain('payment_late');
    const second = judgeOn(
      program,
      [...ORDERS, fact('receivable_due', TODAY - 300, { amount: 1, score: 0 }), later],
      TODAY,
      {
        previous: first.state,
      },
    );
    expect(second.cleared).toContain('payment_late');
  });
});
