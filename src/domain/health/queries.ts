import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import type { JudgementState } from '../../scoring/judgement.ts';
import type { Seasons } from '../../scoring/seasons.ts';
import { spansKnownAt } from '../clocks/clocks.ts';
import type { BookCustomer } from './book.ts';
import type { LastJudgement, Said } from './judged.ts';
import { seasonsOf } from './seasons.ts';
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

/** By customer: the last judgement stored. */
export async function readLastJudgements(db: Db, ids: readonly number[] | null): Promise<Map<number, LastJudgement>> {
  const { rows } = await sql<LastRow>`
    select customer_id as "customerId", as_of as "asOf", score as "scoreTenths", colour, tier, state
    from judgement
    where ${ids}::bigint[] is null or customer_id = any(${ids}::bigint[])`.execute(db);
  return new Map(
    rows.map(({ customerId, asOf, scoreTenths, colour, tier, state }) => [
      customerId,
      {
        asOfDay: parseDay(asOf),
        scoreTenths,
        colour,
        tier,
        state: state.current,
        before: state.before,
        signals: state.signals,
        said: state.said,
      },
    ]),
  );
}

interface LastRow {
  customerId: number;
  asOf: string;
  scoreTenths: number | null;
  colour: number;
  tier: string;
  state: { current: JudgementState; before: JudgementState | null; signals: string[]; said: Record<string, Said> };
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
