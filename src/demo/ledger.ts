import { addMonths, dayOf as dayOfDate, formatDay, parseDay, weekday } from '../kernel/time.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { Course } from './truth.ts';
import type { DemoInvoice, DemoOrder, DemoPayment, DemoReturn, DemoTerms } from './types.ts';

/** What customers owe and how they pay it: invoices of the last years, credit notes, retention money, payments. */

/** Older papers lie with finance. */
const HISTORY_DAYS = 640;
/** A statement (对账单) closes on the day before the plan's months do, and is invoiced that day. */
const STATEMENT_DAY = 25;
const CLOSING_DAY = 26;
const RETENTION_SHARE = 0.05;
const RETENTION_DAYS = 365;

export interface Ledger {
  terms: DemoTerms[];
  invoices: DemoInvoice[];
  payments: DemoPayment[];
}

/** How a customer pays: days past due as a habit, and from a day on something else. */
export interface PayingHabit {
  /** From this day on so many days more; nothing at all where it is infinite. */
  changedOn: number;
  later: number;
}

export interface LedgerInput {
  course: Course | null;
  orders: readonly DemoOrder[];
  returns: readonly DemoReturn[];
  habit: PayingHabit | null;
  today: number;
}

export function demoLedger(random: Random, profile: Profile, input: LedgerInput): Ledger {
  const terms = termsOf(random, profile);
  const usual = random.integer(-4, 16);
  const charges = chargesOf(profile, terms, input);
  const withRetention = profile.customer.pattern === 'project' && random.chance(0.4);
  const invoices: DemoInvoice[] = [];
  const payments: DemoPayment[] = [];
  for (const charge of charges) {
    const held = withRetention ? Math.round(charge.amountMinor * RETENTION_SHARE) : 0;
    const invoice = invoiceOf(profile, charge, held);
    const notes = creditNotes(invoice, charge, input);
    const credited = notes.reduce((sum, note) => sum + note.amountMinor, 0);
    invoices.push(invoice, ...notes, ...retention(invoice, held));
    const due = dueDay(terms, charge.day);
    const paidOn = paidDay(random, due, usual, input);
    const isPrepaid = terms.kind === 'prepaid';
    const day = isPrepaid ? charge.day : paidOn;
    if (day > input.today || invoice.amountMinor <= credited) continue;
    payments.push({
      number: invoice.number.replace('FP', 'SK'),
      customerKey: profile.customer.key,
      paidOn: formatDay(day),
      amountMinor: invoice.amountMinor - credited,
      method: profile.customer.size === 'strategic' && random.chance(0.4) ? '银行承兑汇票' : '银行转账',
    });
  }
  return { terms: [terms], invoices, payments };
}

function termsOf(random: Random, { customer, firstDay }: Profile): DemoTerms {
  const own = { customerKey: customer.key, startsOn: formatDay(Math.min(firstDay, parseDay(customer.since))) };
  if (customer.terms === 'prepaid') return { ...own, kind: 'prepaid', days: 0 };
  const days = customer.terms === 'monthly_30' ? 30 : 60;
  if (customer.pattern === 'project') return { ...own, kind: 'on_invoice', days };
  return { ...own, kind: 'monthly', days: customer.size === 'strategic' && random.chance(0.5) ? 90 : days };
}

interface Charge {
  day: number;
  amountMinor: number;
  project: string | null;
  orders: ReadonlySet<string>;
}

/** Goods to building sites are invoiced one by one, all others once a month. */
function chargesOf({ customer }: Profile, { kind }: DemoTerms, { orders, today }: LedgerInput): Charge[] {
  const known = orders.filter((order) => orderDay(order) > today - HISTORY_DAYS);
  const keyOf = (order: DemoOrder) => (kind === 'on_invoice' ? orderDay(order) + 9 : statementDay(orderDay(order)));
  return [...Map.groupBy(known, keyOf)].flatMap(([day, own]) => {
    const amountMinor = own.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.amountMinor, 0);
    const project = customer.pattern === 'project' ? own[0].project : null;
    return day > today ? [] : [{ day, amountMinor, project, orders: new Set(own.map(({ number }) => number)) }];
  });
}

function orderDay({ placedAt }: DemoOrder): number {
  return parseDay(placedAt.slice(0, 10));
}

function statementDay(day: number): number {
  const [year, month, date] = formatDay(day).split('-').map(Number);
  const own = dayOfDate(year, month, STATEMENT_DAY);
  return date <= STATEMENT_DAY ? own : addMonths(own, 1);
}

function invoiceOf({ customer }: Profile, { day, amountMinor, project }: Charge, held: number): DemoInvoice {
  return {
    number: `FP-${formatDay(day).slice(2).replaceAll('-', '')}-${customer.key.slice(1)}`,
    customerKey: customer.key,
    kind: 'invoice',
    invoicedOn: formatDay(day),
    dueOn: null,
    amountMinor: amountMinor - held,
    project,
    correctsNumber: null,
  };
}

function creditNotes(invoice: DemoInvoice, charge: Charge, { returns, today }: LedgerInput): DemoInvoice[] {
  return returns.flatMap(({ number, orderNumber, returnedAt, amountMinor }) => {
    const day = Math.max(charge.day, parseDay(returnedAt.slice(0, 10))) + 3;
    if (!charge.orders.has(orderNumber) || day > today) return [];
    const own = { number: number.replace('RT', 'HZ'), kind: 'credit_note' as const, correctsNumber: invoice.number };
    return [{ ...invoice, ...own, invoicedOn: formatDay(day), amountMinor }];
  });
}

function retention(invoice: DemoInvoice, held: number): DemoInvoice[] {
  if (held === 0) return [];
  const dueOn = formatDay(parseDay(invoice.invoicedOn) + RETENTION_DAYS);
  const number = invoice.number.replace('FP', 'ZB');
  return [{ ...invoice, number, kind: 'retention_money', dueOn, amountMinor: held }];
}

/** A statement of the 25th is due so many days after the month closes, an invoice so many days after its own day. */
function dueDay({ kind, days }: DemoTerms, invoiced: number): number {
  return invoiced + days + (kind === 'monthly' ? CLOSING_DAY - STATEMENT_DAY : 0);
}

/** Banks pay on working days; after the last day a payment has not come yet. */
function paidDay(random: Random, due: number, usual: number, { habit, course, today }: LedgerInput): number {
  let day = due + Math.round(usual + random.gamma(4, 0.6)) - 3;
  if (habit !== null && day >= habit.changedOn) day += habit.later;
  // Who leaves pays a little later than before.
  if (course?.kind === 'stop' && day > course.since && day < course.until) day += 4;
  if (!Number.isFinite(day)) return today + 1;
  return weekday(day) > 4 ? day + 7 - weekday(day) : day;
}
