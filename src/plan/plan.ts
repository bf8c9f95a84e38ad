import type { Basis } from '../scoring/basis.ts';
import type { HoldReason, Level } from '../scoring/program.ts';
import type { RhythmSettings } from '../scoring/rhythm.ts';
import type { SeasonSettings } from '../scoring/seasons.ts';

/** An expression as written, with its place in the file (from 1) so that its mistakes can be shown there. */
export interface Expression {
  readonly text: string;
  /** The place in the file of the character at an offset of `text`. */
  readonly placeOf: (offset: number, length: number) => { line: number; column: number; length: number };
  readonly path: string;
}

/** A thing with a key and a name in both languages; `nameEn` falls back to `name`. */
export interface Named {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface PlanTier extends Named {
  readonly when: Expression;
  /** Contacts due in 90 days. */
  readonly contactsDue: number;
}

export interface PlanCap {
  readonly when: Expression;
  readonly max: number;
}

export type Risk = 'need' | 'relation' | 'external';

export interface PlanIndicator extends Named {
  readonly risk: Risk;
  readonly weight: number;
  readonly inputs: readonly { readonly name: string; readonly expression: Expression }[];
  readonly value: Expression;
  readonly good: number;
  readonly bad: number;
  readonly unknown: 'leave_out' | 'neutral' | 'worst';
  readonly notApplicable: Expression | null;
  readonly pointCaps: readonly PlanCap[];
  readonly caps: readonly PlanCap[];
  /** A sentence for the receipt with `{input}` and `{value}`. */
  readonly says: { readonly zh: string; readonly en: string } | null;
}

/** A limit in one of the three clock words. */
export interface Limit {
  readonly count: number;
  readonly unit: 'working_days' | 'working_hours' | 'elapsed_hours';
}

export interface PlanWarning extends Named {
  readonly level: Level;
  readonly risk: Risk;
  readonly when: Expression;
  /** The indicators whose sentences say why it stands; none: its name says it. */
  readonly because: readonly string[];
  readonly clear: Expression;
  readonly hold: readonly HoldReason[];
  readonly forDays: number;
  readonly forWaived: Expression | null;
  readonly quietDays: number;
  readonly act: { readonly by: string; readonly within: Limit };
}

export interface PlanRule extends Named {
  readonly when: Expression;
}

export interface PlanHealthCap extends Named {
  readonly when: Expression;
  readonly max: number;
}

export interface PlanHealth {
  readonly green: number;
  readonly yellow: number;
  readonly returnMargin: number;
  readonly holdDays: number;
  readonly knownWeightMin: number;
  readonly provisionalWeightMin: number;
  readonly caps: readonly PlanHealthCap[];
}

export interface PlanHolds {
  readonly festivalBefore: number;
  readonly festivalAfter: number;
  readonly staleAfter: number;
  readonly nextNeedGrace: number;
}

/** How often one of us may look up a whole phone number, and from how many in an hour on somebody should be told. */
export interface PlanAccess {
  readonly revealsPerDay: number;
  readonly revealsAlarmPerHour: number;
}

/** 存量盘点: what was already so when data came in for the first time is looked at a few a week, the largest first. */
export interface PlanStock {
  readonly perWeek: number;
}

/** 公海: customers without an owner. Who may fall into it is a segment; who served last keeps the first right. */
export interface PlanPool {
  readonly segment: string;
  readonly protectDays: number;
  readonly claimsPerDay: number;
}

/** A maintenance plan as its file says it. */
export interface Plan {
  readonly name: string;
  readonly nameEn: string;
  readonly timezone: string;
  readonly currency: string;
  readonly basis: Basis;
  readonly standing: Expression | null;
  readonly tiers: readonly PlanTier[];
  readonly indicators: readonly PlanIndicator[];
  readonly health: PlanHealth;
  readonly newCustomer: { readonly when: Expression; readonly steps: readonly PlanRule[] } | null;
  readonly stages: readonly PlanRule[];
  readonly segments: readonly PlanRule[];
  readonly warnings: readonly PlanWarning[];
  readonly holds: PlanHolds;
  readonly rhythm: RhythmSettings;
  readonly seasons: SeasonSettings;
  readonly access: PlanAccess;
  readonly pool: PlanPool | null;
  readonly stock: PlanStock;
  /** The file as it was read. */
  readonly text: string;
}
