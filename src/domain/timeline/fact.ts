/** The kinds of facts and their codes; the same as the rows of the table `fact_kind` (a test compares them). */
export const factKinds = {
  order: 1,
  order_item: 2,
  return: 3,
  return_item: 4,
  delivery: 5,
  payment: 6,
  interaction: 7,
  complaint_opened: 8,
  complaint_solved: 9,
  complaint_reopened: 10,
  survey_nps: 11,
  survey_csat: 12,
  enquiry_competitor: 13,
  enquiry_product: 14,
  enquiry_policy: 15,
  receivable_due: 16,
  referral_made: 17,
  referral_won: 18,
  visit: 19,
  mention: 20,
  tag_set: 21,
  tag_removed: 22,
  tier_changed: 23,
  owner_changed: 24,
  attribute_changed: 25,
  consent_changed: 26,
  note: 27,
  contact_left: 28,
  milestone: 29,
  warning_signal_raised: 30,
  warning_signal_cleared: 31,
  next_need_stated: 32,
  customer_created: 33,
  credit_hold_set: 34,
  credit_hold_lifted: 35,
  supplier_change_threatened: 36,
  complaint_limit_missed: 37,
  shipment: 38,
  invoice: 39,
  credit_note: 40,
  tax: 41,
  terms_changed: 42,
  need_recorded: 43,
  need_met: 44,
  promise_made: 45,
  promise_kept: 46,
  promise_overdue: 47,
  need_handed_over: 48,
  need_received: 49,
  survey_ces: 50,
  portal_visit: 51,
  customer_stock: 52,
  relation_changed: 53,
  role_changed: 54,
  contact_joined: 55,
  customer_merged: 56,
  merge_undone: 57,
  project_changed: 58,
  manual_note: 60,
} as const;

export type FactKindName = keyof typeof factKinds;
export type FactKind = (typeof factKinds)[FactKindName];

/** What an act tells the timeline. Amount in minor units or a count, category and score as the kind says. */
export interface NewFact {
  readonly customerId: number;
  readonly kind: FactKind;
  readonly occurredAt: Date;
  readonly amount?: number | null;
  readonly category?: number | null;
  readonly score?: number | null;
  /** Given where the owning row's id is also the fact's; else a new one. */
  readonly id?: string;
}

/** A fact as the timeline keeps it: when it was true and when we knew. */
export interface Fact {
  readonly customerId: number;
  readonly id: string;
  readonly kind: FactKind;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly amount: number | null;
  readonly category: number | null;
  readonly score: number | null;
}

/** Which fact of which customer. */
export interface FactKey {
  readonly customerId: number;
  readonly id: string;
}

const names = new Map<number, FactKindName>(
  Object.entries(factKinds).map(([name, code]) => [code, name as FactKindName]),
);

/** The name of a kind's code; undefined for a code that is none. */
export function factKindName(code: number): FactKindName | undefined {
  return names.get(code);
}
