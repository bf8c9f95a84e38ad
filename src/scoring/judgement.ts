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

/** Points from 1 to 5, 5 the best. */
export interface RfmJudgement {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly class: string | null;
}

export interface InsightJudgement {
  readonly key: string;
  /** The inputs by name. */
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
}

/** What somebody who knows better adds to a score or takes from it, up to a day. */
export interface NoteJudgement {
  readonly points: number;
  readonly lastDay: number;
  /** What it really moved the score by, in tenths: a score stays between 0 and 100. */
  readonly tenths: number;
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
  /** The tier proposed. */
  readonly tier: string | null;
  /** While true, the plan lets nobody move this customer down. */
  readonly tierProtected: boolean;
  readonly standing: number | null;
  readonly stage: string | null;
  readonly newCustomer: NewCustomerTrack | null;
  readonly indicators: readonly IndicatorJudgement[];
  readonly caps: readonly { readonly key: string; readonly max: number }[];
  /** ≤ 0: the contributions, the note and this sum to `scoreTenths`, exactly. */
  readonly capTenths: number;
  readonly note: NoteJudgement | null;
  /** By scheme: the class, null where none applies. */
  readonly schemes: Readonly<Record<string, string | null>>;
  /** Null while one of the three is unknown. */
  readonly rfm: RfmJudgement | null;
  readonly segments: readonly string[];
  readonly badges: readonly string[];
  /** The tags whose rule is true. */
  readonly tags: readonly string[];
  readonly insights: readonly InsightJudgement[];
  readonly signals: readonly Signal[];
  readonly cleared: readonly string[];
  readonly held: readonly { readonly key: string; readonly reason: HoldReason }[];
  readonly state: JudgementState;
}
