import { monthIndex } from '../../kernel/time.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';

/** How the book buys, as of one day: enough to show repurchase and order value with their intervals. */
export interface Pulse {
  /** Customers with an order in the year that ended 90 days ago, and how many of them ordered in the 90 days since. */
  readonly boughtBefore: number;
  readonly boughtAgain: number;
  /** Orders of the calendar month up to the day: count, sum and sum of squares of their amounts in minor units. */
  readonly orders: number;
  readonly amount: number;
  readonly amountSquared: number;
}

const ORDER = factKindCode('order');
const RECENT_DAYS = 90;
const YEAR_DAYS = 365;

export type PulseSums = { -readonly [key in keyof Pulse]: number };

export function noPulse(): PulseSums {
  return { boughtBefore: 0, boughtAgain: 0, orders: 0, amount: 0, amountSquared: 0 };
}

/** Adds one customer's facts [from, to) to the pulse of the book as of a local day. */
export function addToPulse(
  pulse: PulseSums,
  columns: FactColumns,
  [from, to]: readonly [number, number],
  day: number,
  localDay: (instantMs: number) => number,
): void {
  const month = monthIndex(day);
  let before = false;
  let again = false;
  for (let index = to - 1; index >= from; index--) {
    if (columns.kind[index] !== ORDER) continue;
    const occurred = localDay(columns.occurredAt[index]);
    if (occurred > day) continue;
    if (occurred <= day - RECENT_DAYS - YEAR_DAYS) break;
    if (occurred > day - RECENT_DAYS) again = true;
    else before = true;
    if (monthIndex(occurred) === month && !Number.isNaN(columns.amount[index])) addOrder(pulse, columns.amount[index]);
  }
  pulse.boughtBefore += before ? 1 : 0;
  pulse.boughtAgain += before && again ? 1 : 0;
}

function addOrder(pulse: PulseSums, amount: number): void {
  pulse.orders += 1;
  pulse.amount += amount;
  pulse.amountSquared += amount ** 2;
}
