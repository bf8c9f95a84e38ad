import type { RecordOptions } from '../timeline/timeline.ts';

/** What may be owed: an invoice, a red-letter note against it, or money kept back until the warranty ends (质保金). */
export type ReceivableKind = 'invoice' | 'credit_note' | 'retention_money';

export const receivableKinds = [
  'invoice',
  'credit_note',
  'retention_money',
] as const satisfies readonly ReceivableKind[];

/**
 * One row of a receivable as it is brought in. Rows of one number in one call are one document and add up; a document
 * brought in again is replaced by what is said now.
 */
export interface ReceivableRow {
  readonly customerId: number;
  readonly number: string;
  readonly kind?: ReceivableKind;
  /** Local days, `2026-11-23`. */
  readonly invoicedOn: string;
  /** Without it the terms in force on the invoice day say when it is due. */
  readonly dueOn?: string | null;
  /** Minor units; a credit note may come with either sign. */
  readonly amount: number;
  readonly tax?: number | null;
  readonly orderNumber?: string | null;
  readonly project?: string | null;
  /** The invoice that a credit note takes back. */
  readonly correctsNumber?: string | null;
  readonly disputedSince?: string | null;
  readonly disputeReason?: string | null;
}

/** One row of a payment as it is brought in: several rows of one number settle several receivables. */
export interface PaymentRow {
  readonly customerId: number;
  readonly number: string;
  readonly paidOn: string;
  /** Minor units; what we paid back is negative and settles nothing. */
  readonly amount: number;
  readonly method?: string | null;
  /** Which receivable it settles; without it what is due first. */
  readonly receivableNumber?: string | null;
}

/** What the plan says about days: in which zone they lie, and on which day its months close (31: the last). */
export interface DayOptions {
  readonly timezone: string;
  readonly monthClosesOn: number;
}

export type RecordReceivablesOptions = RecordOptions & DayOptions;

/** One receivable of a customer's list. */
export interface Receivable {
  readonly id: string;
  readonly number: string;
  readonly kind: ReceivableKind;
  readonly invoicedOn: string;
  readonly dueOn: string;
  /** Where later terms moved the due day; the same as `dueOn` where none did. */
  readonly agreedDueOn: string;
  readonly amount: number;
  readonly tax: number | null;
  /** What is still owed, and how much of that is withheld as retention money. */
  readonly open: number;
  readonly openWithheld: number;
  /** The day of the last settlement of one that is settled. */
  readonly settledOn: string | null;
  /** Days past the agreed day: of the open part up to today, else of the last settlement; null before that day. */
  readonly daysPastDue: number | null;
  readonly orderNumber: string | null;
  readonly project: string | null;
  readonly correctsNumber: string | null;
  readonly disputedSince: string | null;
  readonly disputeReason: string | null;
}

/** One payment with what it settled. */
export interface Payment {
  readonly id: string;
  readonly number: string;
  readonly paidOn: string;
  readonly amount: number;
  readonly method: string | null;
  readonly settled: readonly { readonly number: string; readonly amount: number }[];
  /** What lies with us and settles nothing yet. */
  readonly unallocated: number;
}

/** What is open by age, in minor units; the parts sum to `open`. */
export interface Aging {
  readonly open: number;
  readonly notDue: number;
  readonly days1To30: number;
  readonly days31To60: number;
  readonly days61To90: number;
  readonly daysOver90: number;
  readonly retention: number;
  readonly disputed: number;
  /** Payments and credit notes that settle nothing yet; not taken off the parts. */
  readonly unallocated: number;
}

/** How a month's payments came, weighted by amount. */
export interface PaymentMonth {
  /** `2026-11`. */
  readonly month: string;
  readonly paid: number;
  /** How many payments that were. */
  readonly payments: number;
  /** Days from the invoice to the payment, and past the agreed due day. */
  readonly paymentDays: number;
  readonly daysPastDue: number;
}

/** What a page about one customer says of receivables in one line. */
export interface ReceivableFigures {
  readonly open: number;
  readonly overdue: number;
  /** Days past due of the oldest open one; 0 when nothing is. */
  readonly daysPastDueMax: number;
  readonly onHold: { readonly since: Date; readonly reason: string } | null;
  readonly terms: { readonly kind: string; readonly days: number; readonly endsOn: string | null } | null;
}
