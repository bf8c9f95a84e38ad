export type Nature = 'quality' | 'logistics' | 'service' | 'price' | 'other';
export type Severity = 'general' | 'important' | 'major';

export const natures = ['quality', 'logistics', 'service', 'price', 'other'] as const satisfies readonly Nature[];
export const severities = ['general', 'important', 'major'] as const satisfies readonly Severity[];

/** The category of a complaint's facts. */
export const natureCodes = { quality: 1, logistics: 2, service: 3, price: 4, other: 5 } as const satisfies Record<
  Nature,
  number
>;

/** The score of a complaint's facts: how much it weighs. */
export const severityCodes = { general: 1, important: 2, major: 4 } as const satisfies Record<Severity, number>;

/** A complaint as it is brought in, with what became of it. Known again by its external id, else by time and summary. */
export interface ComplaintRow {
  readonly customerId: number;
  readonly externalId?: string | null;
  readonly openedAt: Date;
  readonly nature: Nature;
  readonly severity: Severity;
  readonly summary: string;
  readonly contactId?: string | null;
  /** Who of us took it; the act's member where it is not given. */
  readonly memberId?: string | null;
  readonly resolvedAt?: Date | null;
  readonly solution?: string | null;
  /** Whether the customer said that it is solved. */
  readonly confirmed?: boolean | null;
  readonly reopenedAt?: Date | null;
  readonly reopenReason?: string | null;
}

export interface Resolution {
  readonly solution: string;
  readonly confirmed: boolean;
  readonly resolvedAt: Date;
  readonly resolvedBy: { readonly id: string; readonly name: string } | null;
}

export interface Reopening {
  readonly reason: string;
  readonly reopenedAt: Date;
  readonly reopenedBy: { readonly id: string; readonly name: string } | null;
}

export type ComplaintState = 'open' | 'resolved' | 'confirmed';

/** One complaint with all that became of it, oldest first. */
export interface Complaint {
  readonly id: string;
  readonly externalId: string | null;
  readonly nature: Nature;
  readonly severity: Severity;
  readonly summary: string;
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly openedAt: Date;
  readonly openedBy: { readonly id: string; readonly name: string } | null;
  readonly state: ComplaintState;
  readonly resolutions: readonly Resolution[];
  readonly reopenings: readonly Reopening[];
}

/** The newest of resolutions and reopenings decides; a reopening in the same moment comes after. */
export function complaintState(resolutions: readonly Resolution[], reopenings: readonly Reopening[]): ComplaintState {
  const resolution = resolutions.at(-1);
  const reopening = reopenings.at(-1);
  if (resolution === undefined) return 'open';
  if (reopening !== undefined && reopening.reopenedAt >= resolution.resolvedAt) return 'open';
  return resolution.confirmed ? 'confirmed' : 'resolved';
}
