import { monthIndex, monthStart } from '../kernel/time.ts';
import { type FactColumns, isKnown, NO_SCORE } from './fact-columns.ts';
import { KIND } from './fact-kinds.ts';

/** Which date and amount count (口径): printed beside every amount. */
export interface Basis {
  readonly amount: AmountBasis;
  readonly tax: 'included' | 'excluded';
  readonly returns: 'on_return_date' | 'on_order_date';
  /** The last day of a fiscal month; 31: months end with the calendar's. */
  readonly monthClosesOn: number;
}

export type AmountBasis = 'ordered' | 'shipped' | 'invoiced' | 'received';

/** What an order is by its papers, as the category of its fact says; none: an order as it was placed. */
export const DOCUMENTS = { ordered: 0, shipped: 1, invoiced: 2 } as const;
export type Documents = keyof typeof DOCUMENTS;

/** Of which amounts a book has any; the bits of `Book.amounts`. */
export const AMOUNTS = {
  ordered: 1,
  orderIsShipment: 2,
  orderIsInvoice: 4,
  shipment: 8,
  invoice: 16,
  payment: 32,
  taxOfOrder: 64,
  taxOfShipment: 128,
  taxOfInvoice: 256,
} as const;

/** The basis that the facts of a book allow: which kinds of facts add up to its amounts. */
export interface EffectiveBasis {
  readonly amount: AmountBasis;
  readonly tax: 'included' | 'excluded';
  readonly returns: Basis['returns'];
  /** The kind of fact that counts, and the one that is taken off; 0 for none. */
  readonly plus: number;
  readonly minus: number;
}

/** Orders as they come, gross, returns on their own day: what counts where nothing else is known or said. */
export const PLAIN_BASIS: Basis = {
  amount: 'ordered',
  tax: 'included',
  returns: 'on_return_date',
  monthClosesOn: 31,
};

/** The bits of `AMOUNTS` that these facts give, as far as they had happened and were known by the two moments. */
export function amountsIn(columns: FactColumns, asOfMs: number, knownAtMs: number): number {
  let amounts = 0;
  for (let index = 0; index < columns.length; index++) {
    const bit = amountBit(columns.kind[index], columns.category[index]);
    if ((amounts & bit) === bit) continue;
    if (columns.occurredAt[index] <= asOfMs && isKnown(columns, index, knownAtMs)) amounts |= bit;
  }
  return amounts;
}

/** The bit of `AMOUNTS` that a fact stands for; 0 for none. */
export function amountBit(kind: number, category: number): number {
  if (kind === KIND.order) {
    if (category === DOCUMENTS.shipped) return AMOUNTS.orderIsShipment;
    return category === DOCUMENTS.invoiced ? AMOUNTS.orderIsInvoice : AMOUNTS.ordered;
  }
  if (kind === KIND.shipment) return AMOUNTS.shipment;
  if (kind === KIND.invoice) return AMOUNTS.invoice;
  if (kind === KIND.payment) return AMOUNTS.payment;
  return kind === KIND.tax ? taxBit(category) : 0;
}

function taxBit(partOf: number): number {
  if (partOf === KIND.order) return AMOUNTS.taxOfOrder;
  if (partOf === KIND.shipment) return AMOUNTS.taxOfShipment;
  return partOf === KIND.invoice ? AMOUNTS.taxOfInvoice : 0;
}

/**
 * The basis that really counts. Where the book has none of the amounts that the plan wants, orders count, under the
 * name of what their papers are; tax is taken off only where it is known.
 */
export function effectiveBasis(basis: Basis, amounts: number): EffectiveBasis {
  const source = SOURCES[basis.amount];
  const has = (bit: number) => (amounts & bit) !== 0;
  const isOwn = basis.amount !== 'ordered' && (has(source.bit) || amounts === 0);
  const chosen = isOwn ? source : SOURCES.ordered;
  const isTaxOff = basis.tax === 'excluded' && (has(chosen.taxBit) || amounts === 0);
  return {
    amount: isOwn ? basis.amount : nameOfOrders(amounts),
    tax: isTaxOff ? 'excluded' : 'included',
    returns: basis.returns,
    plus: chosen.plus,
    minus: chosen.minus,
  };
}

const SOURCES: Readonly<Record<AmountBasis, { bit: number; taxBit: number; plus: number; minus: number }>> = {
  ordered: { bit: AMOUNTS.ordered, taxBit: AMOUNTS.taxOfOrder, plus: KIND.order, minus: KIND.return },
  shipped: { bit: AMOUNTS.shipment, taxBit: AMOUNTS.taxOfShipment, plus: KIND.shipment, minus: KIND.return },
  invoiced: { bit: AMOUNTS.invoice, taxBit: AMOUNTS.taxOfInvoice, plus: KIND.invoice, minus: KIND.creditNote },
  received: { bit: AMOUNTS.payment, taxBit: 0, plus: KIND.payment, minus: 0 },
};

/** Orders out of delivery notes are shipments, out of invoices invoices; a mixture is only orders. */
function nameOfOrders(amounts: number): AmountBasis {
  const papers = amounts & (AMOUNTS.ordered | AMOUNTS.orderIsShipment | AMOUNTS.orderIsInvoice);
  if (papers === AMOUNTS.orderIsShipment) return 'shipped';
  return papers === AMOUNTS.orderIsInvoice ? 'invoiced' : 'ordered';
}

/** What a fact adds to the amount under a basis, in minor units: negative for what is taken off, 0 for all others. */
export function amountUnder(basis: EffectiveBasis, kind: number, category: number, amount: number): number {
  if (Number.isNaN(amount)) return 0;
  if (kind === basis.plus) return amount;
  if (kind === basis.minus) return -amount;
  if (kind !== KIND.tax || basis.tax === 'included') return 0;
  if (category === basis.plus) return -amount;
  return category === basis.minus ? amount : 0;
}

/**
 * The day on which a fact counts: a return, with its tax, goes back to the day of its order where the plan says so and
 * the order is known.
 */
export function dayUnder(basis: EffectiveBasis, kind: number, category: number, score: number, day: number): number {
  if (basis.returns === 'on_return_date' || score === NO_SCORE) return day;
  const isReturn = kind === KIND.return || (kind === KIND.tax && category === KIND.return);
  return isReturn ? day - score : day;
}

/** The fiscal month of a local day, numbered as its calendar month: with 26 as the last day, 27 January is February. */
export function fiscalMonth(day: number, closesOn: number): number {
  const month = monthIndex(day);
  return day <= closingDay(month, closesOn) ? month : month + 1;
}

/** The last local day of a fiscal month. A month shorter than the closing day closes with its own last day. */
export function closingDay(month: number, closesOn: number): number {
  return Math.min(monthStart(month) + closesOn - 1, monthStart(month + 1) - 1);
}

/** The amount of each fiscal month under a basis, by month number, over the facts [from, to) up to and with `day`. */
export function amountsByMonth(
  columns: FactColumns,
  [from, to]: readonly [number, number],
  basis: EffectiveBasis & { readonly monthClosesOn: number },
  { day, localDay }: { readonly day: number; readonly localDay: (instantMs: number) => number },
): Map<number, number> {
  const months = new Map<number, number>();
  for (let index = from; index < to; index++) {
    const [kind, category] = [columns.kind[index], columns.category[index]];
    const amount = amountUnder(basis, kind, category, columns.amount[index]);
    if (amount === 0) continue;
    const occurred = localDay(columns.occurredAt[index]);
    if (occurred > day) continue;
    const month = fiscalMonth(dayUnder(basis, kind, category, columns.score[index], occurred), basis.monthClosesOn);
    months.set(month, (months.get(month) ?? 0) + amount);
  }
  return months;
}
