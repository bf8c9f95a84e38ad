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

/** 权益: what a class of customers is given. */
export type Entitlement = Named;

export type Review = 'monthly' | 'quarterly' | 'yearly';

export interface PlanTier extends Named {
  readonly when: Expression;
  /** Contacts due in 90 days. */
  readonly contactsDue: number;
  /** 高管负责人: the role that leads the relationship, beside the owner. */
  readonly sponsor: WorkRole | null;
  /** How often the relationship is reviewed with the customer. */
  readonly review: Review | null;
  readonly entitlements: readonly Entitlement[];
}

/** When a proposed tier becomes the tier held. */
export interface PlanTierMoves {
  readonly up: 'automatic' | 'approved';
  readonly down: 'automatic' | 'approved';
  /** How long a proposal downwards must have lasted. */
  readonly holdDays: number;
  /** While true, nobody is moved down (SEG-34). */
  readonly protect: Expression | null;
}

/** 等级体系: a further way to class customers, beside the tiers that set the service. The first class that applies. */
export interface PlanScheme extends Named {
  readonly classes: readonly PlanRule[];
}

/** Four borders between the points 1 to 5, ascending. */
export type Borders = readonly [number, number, number, number];

/** Recency, frequency and monetary value in points from 1 to 5, 5 the best; of recency little is good. */
export interface PlanRfm {
  readonly recency: Expression;
  readonly frequency: Expression;
  readonly monetary: Expression;
  readonly bands: 'quintiles' | { readonly recency: Borders; readonly frequency: Borders; readonly monetary: Borders };
  readonly classes: readonly PlanRule[];
}

/** A tag that follows a rule, and the service that it means (DAT-14). */
export interface PlanTag {
  readonly tag: string;
  readonly when: Expression;
  readonly act: Act | null;
  readonly does: Said | null;
}

/** 洞察: what the facts say about one customer, and what to offer. */
export interface PlanInsight extends Named {
  readonly when: Expression;
  readonly inputs: readonly NamedExpression[];
  /** Sentences with `{input}`. */
  readonly says: Said;
  readonly suggests: Said | null;
}

/** The same sentence in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

export interface NamedExpression {
  readonly name: string;
  readonly expression: Expression;
}

/** 客群. `source`: the requirement or document that it comes from. */
export interface PlanSegment extends PlanRule {
  readonly description: string | null;
  readonly descriptionEn: string | null;
  readonly source: string | null;
}

/** A named number or text that the rest of the plan uses: where the sources disagree, the choice stands here. */
export interface PlanSetting extends Named {
  readonly value: number | string;
  /** Other values that a source states. */
  readonly options: readonly (number | string)[];
  readonly source: string | null;
}

export interface PlanCap {
  readonly when: Expression;
  readonly max: number;
}

export type Risk = 'need' | 'relation' | 'external';

export interface PlanIndicator extends Named {
  readonly risk: Risk;
  readonly weight: number;
  readonly inputs: readonly NamedExpression[];
  readonly value: Expression;
  readonly good: number;
  readonly bad: number;
  readonly unknown: 'leave_out' | 'neutral' | 'worst';
  readonly notApplicable: Expression | null;
  readonly pointCaps: readonly PlanCap[];
  readonly caps: readonly PlanCap[];
  /** A sentence for the receipt with `{input}` and `{value}`. */
  readonly says: Said | null;
}

/** A limit in one of the three clock words. */
export interface Limit {
  readonly count: number;
  readonly unit: 'working_days' | 'working_hours' | 'elapsed_hours';
}

/** Who acts, and within what time. */
export interface Act {
  readonly by: WorkRole;
  readonly within: Limit;
}

/** Whom a plan may ask to act: a place in the work, which the company fills with one of its people. */
export const WORK_ROLES = [
  ...(['account_manager', 'assistant', 'success_supervisor', 'executive_sponsor', 'credit_controller'] as const),
  ...(['sales', 'after_sales', 'technical', 'product_manager', 'store_guide', 'store_manager'] as const),
] as const;
export type WorkRole = (typeof WORK_ROLES)[number];

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
  readonly act: Act;
  /** The work that one such warning means. */
  readonly minutes: number;
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
  /** 人工洞察 (HLT-20): by how many points somebody who knows better may move a score, and for how long. */
  readonly note: { readonly points: number; readonly days: number };
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

/** So that people do not drown: new ones a day and open ones, per person, of level 1. */
export interface PlanLimits {
  readonly newPerDay: number;
  readonly openPerPerson: number;
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
  /** Whether a version of the plan needs a second person before it may apply. */
  readonly approval: 'none' | 'two_persons';
  readonly settings: readonly PlanSetting[];
  readonly standing: Expression | null;
  readonly tiers: readonly PlanTier[];
  readonly tierMoves: PlanTierMoves;
  readonly schemes: readonly PlanScheme[];
  readonly rfm: PlanRfm | null;
  readonly indicators: readonly PlanIndicator[];
  readonly health: PlanHealth;
  readonly newCustomer: { readonly when: Expression; readonly steps: readonly PlanRule[] } | null;
  readonly stages: readonly PlanRule[];
  readonly segments: readonly PlanSegment[];
  readonly badges: readonly PlanRule[];
  readonly tags: readonly PlanTag[];
  readonly insights: readonly PlanInsight[];
  readonly warnings: readonly PlanWarning[];
  readonly limits: PlanLimits;
  readonly holds: PlanHolds;
  readonly rhythm: RhythmSettings;
  readonly seasons: SeasonSettings;
  readonly access: PlanAccess;
  readonly pool: PlanPool | null;
  readonly stock: PlanStock;
  /** The file as it was read. */
  readonly text: string;
}
