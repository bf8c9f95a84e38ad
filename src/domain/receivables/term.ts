/** How a customer pays: before, on delivery, at the end of a month, so many days after the invoice. */
export type TermKind = 'prepaid' | 'cash_on_delivery' | 'monthly' | 'on_invoice' | 'other';

export const termKinds = [
  'prepaid',
  'cash_on_delivery',
  'monthly',
  'on_invoice',
  'other',
] as const satisfies readonly TermKind[];

/** The category of a `terms_changed` fact. */
export const termCodes = {
  prepaid: 1,
  cash_on_delivery: 2,
  monthly: 3,
  on_invoice: 4,
  other: 5,
} as const satisfies Record<TermKind, number>;

/** Terms as somebody asks for them. */
export interface WantedTerm {
  readonly kind: TermKind;
  readonly days: number;
  readonly retentionPercent?: number;
  readonly startsOn: string;
  /** The last day on which they hold; without it until others begin. */
  readonly endsOn?: string | null;
  /** Receivables still open when they begin are due by them too. */
  readonly movesOpen?: boolean;
  readonly reason: string;
}

/** Terms as a file brings them in: agreed already. Known again by the day on which they begin. */
export interface TermRow extends Omit<WantedTerm, 'reason'> {
  readonly customerId: number;
  readonly reason?: string | null;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** One line of a customer's history of terms. */
export interface Term extends Required<WantedTerm> {
  readonly id: string;
  readonly state: 'proposed' | 'approved' | 'refused';
  /** True for the one that is in force today. */
  readonly inForce: boolean;
  readonly proposedAt: Date;
  readonly proposedBy: Person | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: Person | null;
}

/** One stop of deliveries, lasting or over. */
export interface Hold {
  readonly id: string;
  readonly reason: string;
  readonly setAt: Date;
  readonly setBy: Person | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: Person | null;
  readonly liftReason: string | null;
}
