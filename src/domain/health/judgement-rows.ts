import type { BinaryRowWriter } from '../../database/binary-writer.ts';
import { colourCode } from '../../scoring/colour.ts';
import type { Findings } from '../../scoring/customer-view.ts';
import type { HeldRow } from './held.ts';
import type { Cause, Judged, Said } from './judged.ts';
import { packState } from './state.ts';

/** The columns of `judgement` in the order in which they are written. */
export const JUDGEMENT_COLUMNS = [
  ...(['customer_id', 'book_id', 'as_of', 'known_at', 'judged_at', 'plan_version', 'score', 'colour'] as const),
  ...(['provisional', 'coverage', 'stage', 'tier', 'standing', 'amount_year', 'orders_year', 'last_order_on'] as const),
  ...(['indicator_values', 'indicator_points', 'segments', 'signals', 'cause', 'colour_month'] as const),
  ...(['rfm', 'rfm_class', 'classes', 'badges', 'tags', 'insights', 'tier_proposed', 'tier_protected'] as const),
  ...(['digest', 'state'] as const),
] as const;

export const HISTORY_COLUMNS = [
  ...(['customer_id', 'as_of', 'known_at', 'plan_version', 'score', 'colour', 'coverage', 'tier'] as const),
  ...(['amount_year', 'indicator_points', 'cause'] as const),
] as const;

/** What all rows of one run have in common. */
export interface RowStamp {
  /** Null for a rescoring: the row belongs to no run. */
  readonly bookId: Uint8Array | null;
  readonly asOfDay: number;
  readonly knownAtMs: number;
  readonly judgedAtMs: number;
  readonly planVersion: number;
}

/** What of a judgement is taken straight from where the program found it: bits by the plan's order. */
export type FoundBits = Pick<Findings, 'segments' | 'warnings' | 'badges'>;

/**
 * Writes the row of `judgement`, unless the one held says the same already. The digest leaves out when and by which run it
 * was judged, and the state before: a row that would only say these anew stays as it is.
 */
export function writeJudgement(
  to: BinaryRowWriter,
  judged: Judged,
  given: {
    readonly said: Readonly<Record<string, Said>>;
    readonly found: FoundBits;
    /** The tags of the plan's rules, in their order. */
    readonly tags: readonly string[];
    readonly stamp: RowStamp;
    readonly held: HeldRow;
  },
): boolean {
  const { judgement, year } = judged;
  const { said, found, tags, stamp, held } = given;
  to.row(JUDGEMENT_COLUMNS.length);
  to.int8(judged.customerId);
  to.uuid(stamp.bookId);
  to.date(stamp.asOfDay);
  to.timestamp(stamp.knownAtMs);
  to.timestamp(stamp.judgedAtMs);
  const from = to.place;
  to.int4(stamp.planVersion);
  to.int2(judgement.scoreTenths ?? Number.NaN);
  to.int2(colourCode(judgement.colour));
  to.bool(judgement.provisional);
  to.int2(Math.round(judgement.coverage));
  to.text(judgement.stage);
  to.text(judged.tier);
  to.float4(judgement.standing ?? Number.NaN);
  to.int8(year.amount);
  to.int4(year.orders);
  to.date(year.lastOrderDay ?? Number.NaN);
  to.float8Array(
    judgement.indicators.map(({ value }) => value ?? Number.NaN),
    judgement.indicators.length,
  );
  to.float4Array(pointsOf(judged), judgement.indicators.length);
  to.bits(found.segments, found.segments.length);
  to.bits(found.warnings, found.warnings.length);
  to.jsonb(causeText(judged.cause));
  to.int2(held.colourMonth === 0 ? Number.NaN : held.colourMonth);
  const { rfm, insights } = judgement;
  to.int2(rfm === null ? Number.NaN : rfm.recency * 100 + rfm.frequency * 10 + rfm.monetary);
  to.text(rfm?.class ?? null);
  to.textArray(Object.values(judgement.schemes));
  to.bits(found.badges, found.badges.length);
  to.bits(
    tags.map((tag) => (judgement.tags.includes(tag) ? 1 : 0)),
    tags.length,
  );
  to.jsonb(insights.length === 0 ? null : JSON.stringify(insights));
  to.text(judgement.tier);
  to.bool(judgement.tierProtected);
  const state = packState(judgement.state, judged.before, said);
  to.hash(from, state.lasting);
  to.jsonb(state.text);
  // Who asked for one customer is told that it was judged now, whatever came of it.
  const isAsked = stamp.bookId === null;
  const isNew =
    isAsked || to.hashHigh !== held.digestHigh || to.hashLow !== held.digestLow || Number.isNaN(held.asOfDay);
  if (!isNew) to.dropRow();
  return isNew;
}

/** Writes a row of `judgement_history`. */
export function writeHistory(to: BinaryRowWriter, judged: Judged, stamp: RowStamp): void {
  const { judgement, year } = judged;
  to.row(HISTORY_COLUMNS.length);
  to.int8(judged.customerId);
  to.date(stamp.asOfDay);
  to.timestamp(stamp.knownAtMs);
  to.int4(stamp.planVersion);
  to.int2(judgement.scoreTenths ?? Number.NaN);
  to.int2(colourCode(judgement.colour));
  to.int2(Math.round(judgement.coverage));
  to.text(judged.tier);
  to.int8(year.amount);
  to.float4Array(pointsOf(judged), judgement.indicators.length);
  to.jsonb(causeText(judged.cause));
}

function pointsOf({ judgement }: Judged): number[] {
  return judgement.indicators.map(({ points }) => points ?? Number.NaN);
}

function causeText(cause: Cause | null): string | null {
  return cause === null ? null : JSON.stringify(cause);
}

/** Worth a row of history: another colour or tier, or a point or more up or down. */
export function hasChanged({ judgement, tier }: Judged, held: HeldRow): boolean {
  if (Number.isNaN(held.asOfDay)) return true;
  if (colourCode(judgement.colour) !== held.colour || tier !== held.tier) return true;
  const before = Number.isNaN(held.score) ? -1000 : held.score;
  return Math.abs((judgement.scoreTenths ?? -1000) - before) >= 10;
}
