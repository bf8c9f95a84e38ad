import { monthIndex } from '../../kernel/time.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import type { BookFacts } from './book.ts';

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

/** Takes the pulse of the book as of a local day. */
export function pulseOf(facts: BookFacts, day: number, localDay: (instantMs: number) => number): Pulse {
  const pulse = { boughtBefore: 0, boughtAgain: 0, orders: 0, amount: 0, amountSquared: 0 };
  for (const slice of facts.slices.values()) addCustomer(pulse, facts, slice, day, localDay);
  return pulse;
}

function addCustomer(
  pulse: { -readonly [key in keyof Pulse]: number },
  { columns }: BookFacts,
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

function addOrder(pulse: { -readonly [key in keyof Pulse]: number }, amount: number): void {
  pulse.orders += 1;
  pulse.amount += amount;
  pulse.amountSquared += amount ** 2;
}
