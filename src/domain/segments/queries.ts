import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { inSegment, newestLayout } from './membership-queries.ts';

/** How far back satisfaction counts: the newest answer of each customer within it. */
const ANSWERS_DAYS = 365;
const MOVES_SHOWN_MAX = 200;

/** How many are in a segment and what they bought in twelve months, in minor units. */
export interface SegmentCount {
  readonly key: string;
  readonly members: number;
  readonly amountYear: number;
  readonly bookCustomers: number;
  readonly bookAmountYear: number;
  /** When it was counted; null: just now. */
  readonly computedAt: Date | null;
}

/** By key: what each segment came to at the last run and the corrections since, over the whole book. */
export async function readBookCounts(db: Db): Promise<SegmentCount[]> {
  const { rows } = await sql<SegmentCount>`
    select distinct on (segment_key) segment_key as key, members, amount_year as "amountYear",
      book_customers as "bookCustomers", book_amount_year as "bookAmountYear", computed_at as "computedAt"
    from segment_day where not worked_out order by segment_key, day desc`.execute(db);
  return rows;
}

/** By key: what each segment comes to among the customers in reach, counted now. */
export async function readScopeCounts(db: Db, scope: CustomerScope): Promise<SegmentCount[]> {
  const layout = await newestLayout(db);
  const keys = layout?.keys ?? [];
  const { rows } = await sql<SegmentCount>`
    with reach as materialized (
      select customer.customer_id, held.layout, held.bits, coalesce(judgement.amount_year, 0) as amount_year
      from customer
      left join segment_membership held on held.customer_id = customer.customer_id
      left join judgement on judgement.customer_id = customer.customer_id
      where ${inScope(scope)})
    select place.key, count(reach.customer_id) as members, coalesce(sum(reach.amount_year), 0)::bigint as "amountYear",
      (select count(*) from reach) as "bookCustomers",
      (select coalesce(sum(amount_year), 0)::bigint from reach) as "bookAmountYear", null as "computedAt"
    from unnest(${[...keys]}::text[], ${keys.map((_, index) => index)}::integer[]) as place(key, now)
    left join reach on reach.layout = ${layout?.id ?? null} and get_bit(reach.bits, place.now) = 1
    group by place.key`.execute(db);
  return rows;
}

/** By key: who came in and who went out since a day, among the customers in reach. */
export async function readMovement(
  db: Db,
  since: string,
  scope: CustomerScope,
): Promise<{ key: string; came: number; went: number }[]> {
  const reach =
    scope.kind === 'all'
      ? sql``
      : sql`join customer on customer.customer_id = segment_change.customer_id and ${inScope(scope)}`;
  const { rows } = await sql<{ key: string; came: number; went: number }>`
    select segment_key as key, count(*) filter (where change = 1) as came, count(*) filter (where change = -1) as went
    from segment_change ${reach}
    where day > ${since}::date group by segment_key`.execute(db);
  return rows;
}

/** One day of a segment: how many were in it, who came and went. */
export interface SegmentDay {
  readonly day: string;
  readonly members: number;
  readonly amountYear: number;
  readonly came: number;
  readonly went: number;
  /** Looked at afterwards, by what the segment says now. */
  readonly workedOut: boolean;
}

/** The days of some segments since a day, oldest first, over the whole book. */
export async function readDays(
  db: Db,
  keys: readonly string[],
  since: string,
): Promise<(SegmentDay & { key: string })[]> {
  const { rows } = await sql<SegmentDay & { key: string }>`
    select counted.segment_key as key, counted.day, members, amount_year as "amountYear", worked_out as "workedOut",
      coalesce(moved.came, 0) as came, coalesce(moved.went, 0) as went
    from segment_day counted
    left join (
      select segment_key, day, count(*) filter (where change = 1) as came, count(*) filter (where change = -1) as went
      from segment_change where segment_key = any(${[...keys]}::text[]) and day >= ${since}::date
      group by segment_key, day) moved on moved.segment_key = counted.segment_key and moved.day = counted.day
    where counted.segment_key = any(${[...keys]}::text[]) and counted.day >= ${since}::date
    order by counted.segment_key, counted.day`.execute(db);
  return rows;
}

/** A customer as lists of segments show it. */
export interface SegmentCustomer {
  readonly publicId: string;
  readonly name: string;
  readonly shortName: string | null;
  /** 0 unknown, 1 red, 2 yellow, 3 green. */
  readonly colourCode: number | null;
  readonly scoreTenths: number | null;
  readonly amountYear: number | null;
}

export interface SegmentMove extends SegmentCustomer {
  readonly day: string;
  readonly change: 1 | -1;
}

const customerColumns = sql`
  customer.public_id as "publicId", customer.name, customer.short_name as "shortName",
  judgement.colour as "colourCode", judgement.score as "scoreTenths", judgement.amount_year as "amountYear"`;

/** Who came in and who went out of a segment, the latest first, among the customers in reach. */
export async function readMoves(db: Db, key: string, since: string, scope: CustomerScope): Promise<SegmentMove[]> {
  const { rows } = await sql<SegmentMove>`
    select segment_change.day, segment_change.change, ${customerColumns}
    from segment_change
    join customer on customer.customer_id = segment_change.customer_id
    left join judgement on judgement.customer_id = segment_change.customer_id
    where segment_change.segment_key = ${key} and segment_change.day > ${since}::date and ${inScope(scope)}
    order by segment_change.day desc, judgement.amount_year desc nulls last, customer.customer_id
    limit ${MOVES_SHOWN_MAX}`.execute(db);
  return rows;
}

/** The customers with these numbers that are in reach, the largest first. */
export async function readSample(
  db: Db,
  ids: readonly number[],
  { scope, limit }: { scope: CustomerScope; limit: number },
): Promise<SegmentCustomer[]> {
  const { rows } = await sql<SegmentCustomer>`
    select ${customerColumns} from customer
    left join judgement on judgement.customer_id = customer.customer_id
    where customer.customer_id = any(${[...ids]}::bigint[]) and ${inScope(scope)}
    order by judgement.amount_year desc nulls last, customer.customer_id limit ${limit}`.execute(db);
  return rows;
}

/** What SEG-21 asks of a group: sums of the newest answers, of repeat buyers and of amounts. */
export interface GroupFigures {
  readonly customers: number;
  readonly amountYear: number;
  readonly buyers: number;
  readonly repeatBuyers: number;
  readonly satisfied: Answers;
  readonly recommending: Answers;
}

interface Answers {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/** The figures of a segment, or without a key those of all customers in reach. */
export async function readGroupFigures(
  db: Db,
  key: string | null,
  at: Date,
  scope: CustomerScope,
): Promise<GroupFigures> {
  const inside = key === null ? sql`true` : await inSegment(db, key);
  const { rows } = await sql<GroupFigures>`
    with found as materialized (
      select customer.customer_id, coalesce(judgement.amount_year, 0) as amount_year,
        coalesce(judgement.orders_year, 0) as orders_year
      from customer
      left join segment_membership held on held.customer_id = customer.customer_id
      left join judgement on judgement.customer_id = customer.customer_id
      where ${inside} and ${inScope(scope)}),
    answered as (
      select distinct on (survey_answer.customer_id, question) question, score::double precision as score
      from survey_answer join found on found.customer_id = survey_answer.customer_id
      where question in ('csat', 'nps') and answered_at <= ${at}
        and answered_at > ${at}::timestamptz - make_interval(days => ${ANSWERS_DAYS})
      order by survey_answer.customer_id, question, answered_at desc, survey_answer.id),
    said as (
      select question, json_build_object('count', count(*), 'sum', sum(score), 'squares', sum(score * score)) as sums
      from answered group by question)
    select count(*) as customers, coalesce(sum(amount_year), 0)::bigint as "amountYear",
      count(*) filter (where orders_year >= 1) as buyers, count(*) filter (where orders_year >= 2) as "repeatBuyers",
      coalesce((select sums from said where question = 'csat'), ${NOBODY}::json) as satisfied,
      coalesce((select sums from said where question = 'nps'), ${NOBODY}::json) as recommending
    from found`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a query of sums answers one row');
  return row;
}

const NOBODY = JSON.stringify({ count: 0, sum: 0, squares: 0 });

/** A note on what is done for a segment's customers. */
export interface Strategy {
  readonly text: string;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly since: Date;
}

/** By key: the newest strategy of each segment that has one, and the mark of those that are targets. */
export async function readIntentions(db: Db): Promise<{
  strategies: Map<string, Strategy>;
  targets: Map<string, { reason: string; since: Date; by: Strategy['by'] }>;
}> {
  const { rows } = await sql<Strategy & { key: string }>`
    select distinct on (segment_key) segment_key as key, text, since,
      case when member.id is not null then json_build_object('id', member.id, 'name', member.name) end as by
    from segment_strategy left join member on member.id = segment_strategy.author_id
    order by segment_key, since desc, segment_strategy.id desc`.execute(db);
  const { rows: marks } = await sql<{ key: string; reason: string; since: Date; by: Strategy['by'] }>`
    select segment_key as key, reason, marked_at as since,
      case when member.id is not null then json_build_object('id', member.id, 'name', member.name) end as by
    from segment_target left join member on member.id = segment_target.marked_by`.execute(db);
  const written = rows.filter(({ text }) => text !== '');
  return {
    strategies: new Map(written.map(({ key, ...strategy }) => [key, strategy])),
    targets: new Map(marks.map(({ key, ...target }) => [key, target])),
  };
}

/** The customers in reach, or one of every `every` of them, always the same. */
export async function readReach(db: Db, scope: CustomerScope, every: number): Promise<number[]> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer
    where ${inScope(scope)} and (${every} = 1 or abs(hashint8(customer_id)::bigint) % ${every} = 0)
    order by customer_id`.execute(db);
  return rows.map(({ customerId }) => customerId);
}

/** How many customers are in reach. */
export async function countReach(db: Db, scope: CustomerScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from customer where ${inScope(scope)}`.execute(db);
  return rows[0]?.count ?? 0;
}
