import type { CustomerView } from './customer-view.ts';
import type { CutWish } from './cut-wishes.ts';
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

/** A named intermediate value, kept at its slot of the findings. */
export interface InputProgram {
  readonly name: string;
  readonly slot: number;
  readonly evaluator: Evaluator;
}

export interface IndicatorProgram {
  readonly key: string;
  readonly weight: number;
  readonly good: number;
  readonly bad: number;
  /** Named intermediate values, computed in this order before `value`. */
  readonly inputs: readonly InputProgram[];
  readonly value: NumberOf;
  readonly unknown: 'leave_out' | 'neutral' | 'worst';
  readonly notApplicable: NumberOf | null;
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

/** A scheme; the first class that is true applies. */
export interface SchemeProgram {
  readonly key: string;
  readonly classes: readonly Condition[];
}

/** Each gives points from 1 to 5, 5 the best. */
export interface RfmProgram {
  readonly recency: NumberOf;
  readonly frequency: NumberOf;
  readonly monetary: NumberOf;
  readonly classes: readonly Condition[];
}

export interface InsightProgram extends Condition {
  readonly inputs: readonly InputProgram[];
}

/** A part of a plan that others may refer to; `index` is its place in its list. */
export interface Step {
  readonly part:
    | ('new_customer' | 'indicator' | 'standing' | 'tier' | 'protect' | 'scheme' | 'rfm' | 'rfm_class' | 'stage')
    | ('segment' | 'badge' | 'tag' | 'insight' | 'warning' | 'health');
  readonly index: number;
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
  /** The most points a note may move the score by, either way. */
  readonly notePoints: number;
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
  readonly protect: NumberOf | null;
  readonly schemes: readonly SchemeProgram[];
  readonly rfm: RfmProgram | null;
  readonly stages: readonly Condition[];
  readonly segments: readonly Condition[];
  readonly badges: readonly Condition[];
  readonly tags: readonly Condition[];
  readonly insights: readonly InsightProgram[];
  /** What is judged of the facts alone, each step after those it reads; also on an earlier day. */
  readonly early: readonly Step[];
  /** What reads warnings or the score, likewise, and these themselves. */
  readonly late: readonly Step[];
  /** Cut points over the book that the expressions read. */
  readonly cuts: readonly CutWish[];
}
