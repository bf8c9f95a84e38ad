/**
 * How a customer came to its tier: first (it held none), settled (data was still coming in), automatic or approved (a
 * proposal of the plan), override (a person), given (brought in from before), merged (another customer became this one).
 */
export type TierWay = 'first' | 'settled' | 'automatic' | 'approved' | 'override' | 'given' | 'merged';

/** The figures of a day on which a tier was decided: the next proposal says what has changed since. */
export interface TierMeasures {
  readonly standing: number | null;
  /** Minor units of the twelve months before. */
  readonly amountYear: number | null;
  /** By indicator that standing reads: its points. */
  readonly points: Readonly<Record<string, number | null>>;
}

/** A tier that a customer is to hold from now on, and why. */
export interface HeldTier {
  readonly customerId: number;
  readonly tier: string | null;
  readonly way: TierWay;
  /** In a person's words. */
  readonly reason?: string;
  readonly said?: { readonly zh: string; readonly en: string };
  readonly measures?: TierMeasures;
}

/** One change as it is kept. */
export interface TierChange {
  readonly id: string;
  readonly customerId: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly way: TierWay;
  readonly reason: string;
  readonly said: { readonly zh: string; readonly en: string } | null;
  readonly measures: TierMeasures | null;
  readonly factId: string;
}
