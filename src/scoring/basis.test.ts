import { describe, expect, it, test } from 'vitest';
import { dayStart, formatDay, localDayOf, parseDay } from '../kernel/time.ts';
import {
  AMOUNTS,
  amountsByMonth,
  amountsIn,
  type Basis,
  closingDay,
  effectiveBasis,
  fiscalMonth,
  PLAIN_BASIS,
} from './basis.ts';
import { columnsOf, type FactRow } from './fact-columns.ts';
import { factKindCode } from './fact-kinds.ts';

const ZONE = 'Asia/Shanghai';
const [RETURN, ORDER] = [factKindCode('return'), factKindCode('order')];

function fact(kind: string, day: string, amount: number, more: Partial<FactRow> = {}): FactRow {
  return { kind: factKindCode(kind), occurredAt: dayStart(parseDay(day), ZONE).getTime() + 1, amount, ...more };
}

/** One order of 113 with 13 tax in January, 22.6 of it back in February; 90.4 paid in March. */
const story = columnsOf([
  fact('order', '2026-01-20', 11_300),
  fact('tax', '2026-01-20', 1_300, { category: ORDER }),
  fact('return', '2026-02-03', 2_260, { score: 14 }),
  fact('tax', '2026-02-03', 260, { category: RETURN, score: 14 }),
  fact('payment', '2026-03-01', 9_040),
]);
const amounts = amountsIn(story, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);

function months(wish: Partial<Basis>, closesOn = 31): Record<string, number> {
  const basis = { ...effectiveBasis({ ...PLAIN_BASIS, ...wish }, amounts), monthClosesOn: closesOn };
  const moment = { day: parseDay('2026-12-31'), localDay: localDayOf(ZONE) };
  const found = amountsByMonth(story, [0, story.length], basis, moment);
  return Object.fromEntries(
    [...found].map(([month, amount]) => [formatDay(closingDay(month, 31)).slice(0, 7), amount]),
  );
}

describe('what an amount is made of', () => {
  it.each<[Partial<Basis>, Record<string, number>]>([
    [{}, { '2026-01': 11_300, '2026-02': -2_260 }],
    [{ returns: 'on_order_date' }, { '2026-01': 9_040 }],
    [{ tax: 'excluded' }, { '2026-01': 10_000, '2026-02': -2_000 }],
    [{ tax: 'excluded', returns: 'on_order_date' }, { '2026-01': 8_000 }],
    [{ amount: 'received' }, { '2026-03': 9_040 }],
  ])('%j gives %j', (wish, expected) => {
    expect(months(wish)).toEqual(expected);
  });

  it('falls back to orders, by the name of their papers, where the book has nothing of what the plan wants', () => {
    expect(effectiveBasis({ ...PLAIN_BASIS, amount: 'shipped' }, amounts)).toMatchObject({ amount: 'ordered' });
    const shipped = AMOUNTS.orderIsShipment | AMOUNTS.taxOfOrder;
    expect(effectiveBasis({ ...PLAIN_BASIS, amount: 'invoiced', tax: 'excluded' }, shipped)).toMatchObject({
      amount: 'shipped',
      tax: 'excluded',
    });
    expect(effectiveBasis({ ...PLAIN_BASIS, amount: 'shipped' }, shipped | AMOUNTS.ordered).amount).toBe('ordered');
  });

  it('does not call an amount free of tax whose tax nobody told', () => {
    expect(effectiveBasis({ ...PLAIN_BASIS, amount: 'received', tax: 'excluded' }, amounts).tax).toBe('included');
  });
});

test('a fiscal month ends on its closing day, and a shorter month with its own last day', () => {
  const month = (day: string, closesOn: number) =>
    formatDay(closingDay(fiscalMonth(parseDay(day), closesOn), closesOn));
  expect(month('2026-01-26', 26)).toBe('2026-01-26');
  expect(month('2026-01-27', 26)).toBe('2026-02-26');
  expect(month('2026-12-31', 26)).toBe('2027-01-26');
  expect(month('2026-02-28', 30)).toBe('2026-02-28');
  expect(month('2026-02-01', 31)).toBe('2026-02-28');
});
