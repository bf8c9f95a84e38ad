import type { CustomerView } from './customer-view.ts';
import type { Evaluator, NumberOf } from './word.ts';

export type Colour = 'green' | 'yellow' | 'red' | 'unknown';
export type Level = 1 | 2 | 3;
export type HoldReason = 'festival' | 'stale_feed' | 'credit_hold' | 'new_customer' | 'next_need' | 'quiet';

/** A ceiling on a score while a condition is true. */
export interface CapProgram {
  readonly key: string;
  readonly when: NumberOf;
  readonly max: number;
}

export interface IndicatorProgram {
  readonly key: string;
  readonly weight: number;
  readonly good: number;
  readonly bad: number;
  /** Named intermediate values, computed in this order before `value`. */
  readonly inputs: readonly { readonly name: string; readonly slot: number; readonly evaluator: Evaluator }[];
  readonly value: NumberOf;
  readonly unknown: 'leave_out' | 'neutral' | 'worst';
  readonly notApplicable: NumberOf | null;
  /** True when it reads the tier: it is measured again once a tier is proposed to a customer without one. */
  readonly usesTier: boolean;
  /** Ceilings on the points of this indicator. */
  readonly pointCaps: readonly CapProgram[];
  /** Ceilings on the whole health score. */
  readonly caps: readonly CapProgram[];
}

export interface WarningProgram {
  readonly key: string;
  readonly level: Level;
  readonly when: NumberOf;
  readonly clear: NumberOf;
  readonly holds: ReadonlySet<HoldReason>;
  /** Days the condition must have lasted. */
  readonly forDays: number;
  /** Waives `forDays` while true. */
  readonly forWaived: NumberOf | null;
  /** Days after a clearing in which the same rule keeps quiet. */
  readonly quietDays: number;
  /** Kinds a person records to raise it: it is open since the day of the latest. */
  readonly handKinds: readonly number[];
}

export interface Condition {
  readonly key: string;
  readonly when: NumberOf;
}

export interface HealthProgram {
  readonly green: number;
  readonly yellow: number;
  readonly returnMargin: number;
  readonly holdDays: number;
  /** Known weight, 0–100, from which a score is coloured. */
  readonly knownWeightMin: number;
  /** Known weight from which it is coloured provisionally. */
  readonly provisionalWeightMin: number;
  readonly caps: readonly CapProgram[];
}

/** When warnings are held back, in days. */
export interface HoldSettings {
  readonly festivalBefore: number;
  readonly festivalAfter: number;
  readonly staleAfter: number;
  readonly nextNeedGrace: number;
}

/** A compiled plan. It owns one view, so one program judges one customer at a time. */
export interface Program {
  readonly view: CustomerView;
  readonly indicators: readonly IndicatorProgram[];
  readonly warnings: readonly WarningProgram[];
  readonly health: HealthProgram;
  readonly holds: HoldSettings;
  readonly newCustomer: { readonly when: NumberOf; readonly steps: readonly Condition[] } | null;
  readonly standing: NumberOf | null;
  /** High to low; the first that is true is proposed. */
  readonly tiers: readonly Condition[];
  readonly stages: readonly Condition[];
  readonly segments: readonly Condition[];
}
