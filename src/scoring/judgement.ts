import type { Colour, HoldReason, Level } from './program.ts';

/** What one judgement must remember for the next: plain JSON. Days are local days since 1970-01-01. */
export interface JudgementState {
  readonly asOfDay: number;
  readonly colour: Colour;
  /** A colour that waits for its hold to pass. */
  readonly pending: Colour | null;
  readonly pendingSince: number | null;
  readonly warnings: Readonly<Record<string, WarningState>>;
}

/** Absent means: never open, nothing pending. */
export interface WarningState {
  readonly since: number | null;
  readonly pendingSince: number | null;
  readonly cleared: number | null;
}

export type EvidenceValue = number | string | boolean | null;

export interface IndicatorJudgement {
  readonly key: string;
  readonly value: number | null;
  /** 0–100, whole. */
  readonly points: number | null;
  readonly colour: Colour;
  readonly weight: number;
  /** Tenths of a score point this indicator brings, and could bring; null when it does not count. */
  readonly contributionTenths: number | null;
  readonly maximumTenths: number | null;
  readonly notApplicable: boolean;
  /** The inputs by name, and `value`. */
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
}

export interface Signal {
  readonly key: string;
  readonly level: Level;
  /** Local day since which it is open. */
  readonly since: number;
  readonly raisedNow: boolean;
}

export interface NewCustomerTrack {
  readonly met: number;
  readonly steps: readonly { readonly key: string; readonly met: boolean | null }[];
}

/** Everything a plan says about one customer at one moment, with what was known at another. */
export interface Judgement {
  readonly asOfDay: number;
  /** Whole points, rounded down, so that the shown number and its colour agree; null when unknown. */
  readonly score: number | null;
  readonly scoreTenths: number | null;
  readonly colour: Colour;
  readonly provisional: boolean;
  /** Known share of the weight that applies, 0–100. */
  readonly coverage: number;
  readonly tier: string | null;
  readonly standing: number | null;
  readonly stage: string | null;
  readonly newCustomer: NewCustomerTrack | null;
  readonly indicators: readonly IndicatorJudgement[];
  readonly caps: readonly { readonly key: string; readonly max: number }[];
  /** ≤ 0: the contributions and this sum to `scoreTenths`, exactly. */
  readonly capTenths: number;
  readonly segments: readonly string[];
  readonly signals: readonly Signal[];
  readonly cleared: readonly string[];
  readonly held: readonly { readonly key: string; readonly reason: HoldReason }[];
  readonly state: JudgementState;
}
