import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Cut } from '../../scoring/cuts.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import type { Seasons } from '../../scoring/seasons.ts';
import { spansKnownAt } from '../clocks/clocks.ts';
import type { BookCustomer } from './book.ts';
import { type HeldRow, nothingHeld } from './held.ts';
import { seasonsOf } from './seasons.ts';
import { type UnpackedState, unpackState } from './state.ts';
import type { BookSummary } from './summary.ts';

/**
 * Which kinds of facts each feed brings; only these wait for its data-through date, the rest is typed as it happens. What
 * is due is known as far as both the invoices and the payments are: a payment that has not come through is not late.
 */
const FACTS_OF_FEED: Readonly<Record<string, readonly number[]>> = {
  orders: ['order', 'order_item', 'return', 'return_item', 'delivery'].map(factKindCode),
  deliveries: ['shipment', 'delivery'].map(factKindCode),
  receivables: ['invoice', 'credit_note', 'receivable_due'].map(factKindCode),
  payments: ['payment', 'receivable_due'].map(factKindCode),
};

/** Constants that only a run over the whole book can know; used until the next run. */
export interface CutPoints {
  readonly connected: readonly number[];
  /** Of which amounts the book has any (`AMOUNTS` of the basis); missing in runs of before. */
  readonly amounts?: number;
  readonly coverage: Readonly<Record<string, number>>;
  /** Cut points over the book by the key of the wish; missing in runs of before. */
  readonly cuts?: Readonly<Record<string, Cut>>;
}

/** The customers as scoring reads them; `ids` null means the whole book. */
export async function readBookCustomers(db: Db, ids: readonly number[] | null): Promise<BookCustomer[]> {
  const { rows } = await sql<CustomerRow>`
    select customer_id as "customerId", kind, region, industry, city, pattern, terms, since, tier, owner_a as "ownerA",
      coalesce((select array_agg(tag order by tag) from customer_tag where customer_tag.customer_id = customer.customer_id), '{}') as tags
    from customer
    where ${ids}::bigint[] is null or customer_id = any(${ids}::bigint[])
    order by customer_id`.execute(db);
  return rows.map(bookCustomerOf);
}

interface CustomerRow {
  customerId: number;
  kind: 'company' | 'person';
  region: string | null;
  industry: string | null;
  city: string | null;
  pattern: string | null;
  terms: string | null;
  since: string | null;
  tier: string | null;
  ownerA: string | null;
  tags: string[];
}

function bookCustomerOf(row: CustomerRow): BookCustomer {
  const { ownerA, kind, since, ...known } = row;
  const sinceDay = since === null ? null : parseDay(since);
  const context = { ...known, customerType: kind, sinceDay, cadenceDue: Number.NaN };
  return { customerId: row.customerId, ownerA, context };
}

/** By customer: what is stored of the last judgement, as far as the next one starts from it. */
export async function readLastJudgements(db: Db, ids: readonly number[] | null): Promise<Map<number, HeldRow>> {
  const { rows } = await sql<Pick<HeldRow, 'customerId' | 'colour' | 'state'> & { asOf: string }>`
    select customer_id as "customerId", as_of as "asOf", colour, nullif(state, '{}')::text as state
    from judgement
    where ${ids}::bigint[] is null or customer_id = any(${ids}::bigint[])`.execute(db);
  return new Map(
    rows.map(({ asOf, ...row }) => [
      row.customerId,
      { ...nothingHeld(row.customerId), ...row, asOfDay: parseDay(asOf) },
    ]),
  );
}

/** By customer: the state of those of whom a warning is kept, standing or not; `ids` null means the whole book. */
export async function readStanding(db: Db, ids: readonly number[] | null): Promise<Map<number, UnpackedState>> {
  const { rows } = await sql<{ customerId: number; state: string }>`
    select customer_id as "customerId", state::text as state from judgement
    where state ? 'w' and (${ids}::bigint[] is null or customer_id = any(${ids}::bigint[]))`.execute(db);
  return new Map(rows.map(({ customerId, state }) => [customerId, unpackState(state, 0, 0)]));
}

/** By customer: what others follow of a judgement, as one text to compare. */
export async function readWhatOthersFollow(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ customerId: number; followed: string }>`
    select customer_id as "customerId", concat_ws(' ', plan_version, tier_proposed, tier_protected, segments, tags) as followed
    from judgement where customer_id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ customerId, followed }) => [customerId, followed]));
}

/**
 * By code of a kind of fact: the local day up to which its feed is complete, the earliest where several bring it. Kinds
 * without a feed are missing.
 */
export async function readDataThrough(db: Db): Promise<Map<number, number>> {
  const feeds = await db.selectFrom('feed').select(['kind', 'data_through']).execute();
  const days = new Map<number, number>();
  for (const feed of feeds) {
    const day = parseDay(feed.data_through);
    for (const code of FACTS_OF_FEED[feed.kind] ?? []) days.set(code, Math.min(day, days.get(code) ?? day));
  }
  return days;
}

/** The season calendar with the spans that were known at a moment; null where nobody entered any. */
export async function readSeasons(db: Db, plan: Plan, knownAt: Date): Promise<Seasons | null> {
  return seasonsOf(plan, await spansKnownAt(db, knownAt));
}

export interface BookRun {
  readonly asOf: string;
  readonly knownAt: Date;
  readonly planVersion: number;
  readonly customers: number;
  readonly facts: number;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly cutPoints: CutPoints;
  readonly summary: BookSummary;
}

/** The newest run as of a day or before it, without a day the newest of all; of those that had been made by `knownAt`. */
export async function findBookRun(
  db: Db,
  asOf: string | null = null,
  knownAt: Date | null = null,
): Promise<BookRun | null> {
  const { rows } = await sql<BookRun>`
    select ${runColumns} from book_run
    where (${asOf}::date is null or as_of <= ${asOf}::date)
      and (${knownAt}::timestamptz is null or known_at <= ${knownAt})
    order by as_of desc, started_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** The newest run of each day in a stretch of time, oldest first: the board's trend. */
export async function bookRunsBetween(db: Db, from: string, to: string): Promise<BookRun[]> {
  const { rows } = await sql<BookRun>`
    select distinct on (as_of) ${runColumns} from book_run
    where as_of between ${from}::date and ${to}::date
    order by as_of, started_at desc`.execute(db);
  return rows;
}

const runColumns = sql`
  as_of as "asOf", known_at as "knownAt", plan_version as "planVersion", customers, facts,
  started_at as "startedAt", seconds, cut_points as "cutPoints", summary`;

export interface HistoryPoint {
  readonly asOf: string;
  /** In tenths of a point. */
  readonly score: number | null;
  readonly colour: number;
  readonly planVersion: number;
}

/** How one customer was judged over time, oldest first. */
export async function healthHistory(db: Db, customerId: number, from: string, to: string): Promise<HistoryPoint[]> {
  return db
    .selectFrom('judgement_history')
    .select(['as_of as asOf', 'score', 'colour', 'plan_version as planVersion'])
    .where('customer_id', '=', customerId)
    .where('as_of', '>=', from)
    .where('as_of', '<=', to)
    .orderBy('as_of')
    .execute();
}

/**
 * The day of the first run that could colour anybody and was judged on its own day in the zone: the go-live. Null before
 * it. A book of customers without orders is not live yet.
 */
export async function firstLiveRun(db: Db, timezone: string): Promise<string | null> {
  const { rows } = await sql<{ asOf: string | null }>`
    select min(as_of) as "asOf" from book_run
    where jsonb_path_exists(summary, '$.tiers.*.* ? (@.customers > 0 && @.amount != 0)')
      and (known_at at time zone ${timezone})::date <= as_of`.execute(db);
  return rows[0]?.asOf ?? null;
}

/** Whether any judgement of a day is kept as history. */
export async function hasHistoryOf(db: Db, asOf: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from judgement_history where as_of = ${asOf}::date) as has`.execute(db);
  return rows[0]?.has ?? false;
}

/** Codes of product categories by name; a name of the first level stands for itself and all below it. */
export async function readCategories(db: Db): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ name: string; codes: number[] }>`
    select category.name, array_agg(distinct below.id order by below.id) as codes
    from category join category below on below.id = category.id or below.parent_id = category.id
    group by category.name`.execute(db);
  return new Map(rows.map(({ name, codes }) => [name, codes]));
}
