import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import { colourCode } from '../../scoring/colour.ts';
import { customerConditions, inScope } from '../customers/customers.ts';
import type { Cause } from '../health/health.ts';
import { inSegment } from '../segments/segments.ts';
import type { CustomerScope } from '../team/team.ts';
import type { Cell } from './cube.ts';
import type { ListFilters, ListTotals } from './list.ts';
import type { ReferenceRow } from './reference.ts';

/** Beyond this the list says "more than": counting further tells nobody anything. */
export const TOTAL_MAX = 10_000;
const EXPORT_ROWS_MAX = 100_000;

export const LIST_SORTS = ['score', 'amountYear', 'lastOrderOn', 'name'] as const;
export type ListSort = (typeof LIST_SORTS)[number] | `-${(typeof LIST_SORTS)[number]}`;

export interface ListRow extends ReferenceRow {
  readonly customerId: number;
  readonly city: string | null;
  readonly region: string | null;
  readonly stage: string | null;
  readonly coverage: number | null;
  readonly amountYear: number;
  readonly ordersYear: number;
  readonly lastOrderOn: string | null;
  readonly cause: Cause | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly warningLevel: number | null;
  readonly tags: readonly string[];
}

export interface ListWish {
  readonly filters: ListFilters;
  readonly scope: CustomerScope;
  readonly sort: ListSort;
  readonly limit: number;
  readonly offset: number;
}

/** The columns of a `ReferenceRow`; the query has `customer` and `judgement` in its from clause. */
export const referenceColumns = sql`
  customer.public_id as "publicId", customer.name, customer.short_name as "shortName",
  coalesce(customer.tier, judgement.tier) as "tierKey", judgement.colour as "colourCode",
  judgement.score as "scoreTenths", judgement.provisional`;

/** When a customer was judged last: a run looks at everybody and writes only what changed. */
export const judgedAt = sql`
  greatest(judgement.judged_at, (select max(started_at) from book_run where book_run.as_of >= judgement.as_of))`;

const joinJudgement = sql`left join judgement on judgement.customer_id = customer.customer_id`;
const joinCase = sql`
  left join warning_case on warning_case.customer_id = customer.customer_id and warning_case.ended_at is null`;

/**
 * Reading in the wished order looks up so many rows one by one at most to see whether they pass; beyond it all that
 * pass are found first.
 */
const PASSED_OVER_MAX = 20_000;

/** How many pass the filters; and how many pass those of them that the index of an order answers by itself. */
export interface Passing {
  readonly total: number;
  readonly bySort: number;
}

/**
 * One page of the customers that pass the filters, in the order wished; who has no value to sort by comes last. Where
 * many pass, as far as is known, the page is read in the order of an index.
 */
export async function readCustomerRows(db: Db, wish: ListWish, passing?: Passing): Promise<ListRow[]> {
  if (passing !== undefined && passing.total <= wish.offset) return [];
  const conditions = await conditionsOf(db, wish.filters, wish.scope);
  if (passing !== undefined && meetsSoon(wish, passing)) {
    const page = await readPage(db, wish.sort, inOrder(wish, conditions));
    if (page.length === Math.min(wish.limit, Math.max(0, passing.total - wish.offset))) return page;
  }
  return readPage(db, wish.sort, sorted(wish, conditions));
}

/**
 * Whether a page is met within the limited way down an index. Who is warned of has not ordered lately, so the newest
 * orders lead past all of them.
 */
function meetsSoon({ filters, sort, limit, offset }: ListWish, { total, bySort }: Passing): boolean {
  if (filters.warning !== undefined && sort === '-lastOrderOn') return false;
  return (offset + limit) * bySort <= PASSED_OVER_MAX * total;
}

/**
 * The filters that the index of this order knows: those of judgements where it is one of judgements, else the region and
 * the owner.
 */
export function filtersOfSort(sort: ListSort, filters: ListFilters): ListFilters {
  const { tier, colour, stage, moved, movedSince, region, owner } = filters;
  if (sort.endsWith('name')) return owner === undefined || owner === 'none' ? { region } : { region, owner };
  return movedSince === undefined ? { tier, colour, stage, moved } : { tier, colour, stage };
}

/** The rows of a page that a query found: what is not shown was never read. */
async function readPage(db: Db, sort: ListSort, page: RawBuilder<unknown>): Promise<ListRow[]> {
  const { direction } = orderOf(sort);
  const { rows } = await sql<ListRow>`
    with page as materialized (${page})
    select ${listColumns}
    from page join customer on customer.customer_id = page.customer_id ${joinJudgement} ${joinCase}
    order by page.sorted ${direction} nulls last, page.customer_id ${direction}`.execute(db);
  return rows;
}

/**
 * Walks down an index, passing over what it can tell itself, and looks up the rest for a limited way; then, where the page
 * is not full, does so among those who have no value to sort by.
 */
function inOrder({ sort, limit, offset }: ListWish, conditions: Conditions): RawBuilder<unknown> {
  const { own, column, direction } = orderOf(sort);
  if (own === 'customer' && conditions.ownerId !== null) return ownedInOrder({ sort, limit, offset }, conditions);
  const [table, key] = [sql.table(own), sql.ref(`${own}.customer_id`)];
  const looked = lookedUp(own, conditions);
  const isLookedUp = everyOne(looked).length > 0;
  const until = limit + offset;
  const walk = (part: RawBuilder<unknown>) => sql`
    select way.customer_id, way.sorted from (
      select ${key} as customer_id, ${column} as sorted from ${table}
      where ${part} and ${allOf(own === 'judgement' ? conditions.judgement : conditions.region)}
      order by ${column} ${direction}, ${key} ${direction} limit ${isLookedUp ? PASSED_OVER_MAX : until}) way
    ${joinsFor(looked, sql`way.customer_id`)}
    where ${allConditions(looked)}
    order by way.sorted ${direction}, way.customer_id ${direction} limit ${until}`;
  return sql`
    with met as materialized (${walk(sql`${column} is not null`)}),
    last as materialized (
      select * from (${walk(sql`${column} is null`)}) last where (select count(*) from met) < ${until})
    select customer_id, sorted from (select * from met union all select * from last) both_parts
    order by sorted ${direction} nulls last, customer_id ${direction} limit ${limit} offset ${offset}`;
}

/** Walks down the names of one owner's customers: those it leads, and those it backs. */
function ownedInOrder(
  { sort, limit, offset }: Pick<ListWish, 'sort' | 'limit' | 'offset'>,
  conditions: Conditions,
): RawBuilder<unknown> {
  const { column, direction } = orderOf(sort);
  const rest = { ...conditions, owner: [] };
  const joins = joinsFor({ ...rest, customer: [], region: [] }, sql`customer.customer_id`);
  const parts = ownedParts(conditions.ownerId).map(
    (part) => sql`
      (select customer.customer_id, ${column} as sorted from customer ${joins}
      where ${part} and ${allConditions(rest)}
      order by ${column} ${direction}, customer.customer_id ${direction} limit ${limit + offset})`,
  );
  return sql`
    select * from (${sql.join(parts, sql` union all `)}) parts
    order by sorted ${direction}, customer_id ${direction} limit ${limit} offset ${offset}`;
}

/** Two conditions that no customer meets both of; each has an index that knows who else may be its owner. */
function ownedParts(ownerId: string | null): RawBuilder<unknown>[] {
  return [
    sql`customer.owner_a = ${ownerId}::uuid`,
    sql`(customer.owner_b = ${ownerId}::uuid and customer.owner_a is distinct from ${ownerId}::uuid)`,
  ];
}

/** The index of names stands beside the rows, which are wide: of customers it only passes over regions. */
function lookedUp(own: Order['own'], conditions: Conditions): Conditions {
  return own === 'judgement' ? { ...conditions, judgement: [] } : { ...conditions, region: [] };
}

/** Finds all that pass by the narrow copies of the rows, and the page among them. */
function sorted({ sort, limit, offset }: ListWish, conditions: Conditions): RawBuilder<unknown> {
  const { own, column, direction } = orderOf(sort);
  return sql`
    with found as materialized (${foundBy(conditions)})
    select found.customer_id, ${column} as sorted from found
    left join ${sql.table(own)} on ${sql.ref(`${own}.customer_id`)} = found.customer_id
    order by sorted ${direction} nulls last, found.customer_id ${direction} limit ${limit} offset ${offset}`;
}

/** The ids of all that pass. Of one owner they are read from an index of each part: an `or` would read the rows. */
function foundBy(conditions: Conditions): RawBuilder<unknown> {
  const { warning } = conditions;
  if (warning.length > 0 && warning.length === everyOne(conditions).length)
    return sql`select customer_id from warning_case where ended_at is null and ${allOf(warning)}`;
  const joins = joinsFor({ ...conditions, customer: [], owner: [], region: [] }, sql`customer.customer_id`);
  const parts = conditions.ownerId === null ? [allOf(conditions.owner)] : ownedParts(conditions.ownerId);
  const rest = allConditions({ ...conditions, owner: [] });
  return sql.join(
    parts.map((part) => sql`select customer.customer_id from customer ${joins} where ${part} and ${rest}`),
    sql` union all `,
  );
}

/** Everything that passes the filters, for an export; bounded. */
export async function readExportRows(db: Db, wish: Pick<ListWish, 'filters' | 'scope' | 'sort'>): Promise<ListRow[]> {
  const rows = await readCustomerRows(db, { ...wish, limit: EXPORT_ROWS_MAX + 1, offset: 0 });
  if (rows.length > EXPORT_ROWS_MAX) throw new AppError('export_too_large', { limit: EXPORT_ROWS_MAX });
  return rows;
}

const listColumns = sql`
  customer.customer_id as "customerId", ${referenceColumns}, customer.city, customer.region, judgement.stage,
  judgement.coverage, coalesce(judgement.amount_year, 0) as "amountYear",
  coalesce(judgement.orders_year, 0) as "ordersYear", judgement.last_order_on as "lastOrderOn", judgement.cause,
  (select json_build_object('id', member.id, 'name', member.name) from member where member.id = customer.owner_a) as owner,
  warning_case.level as "warningLevel",
  coalesce((select array_agg(tag order by tag) from customer_tag
    where customer_tag.customer_id = customer.customer_id), '{}') as tags`;

/** How many pass the filters, counted up to a limit, and what they bought in twelve months; null beyond the limit. */
export async function readListTotals(db: Db, filters: ListFilters, scope: CustomerScope): Promise<ListTotals> {
  const conditions = await conditionsOf(db, filters, scope);
  const { rows } = await sql<{ total: number; amountYear: number }>`
    select count(*) as total, coalesce(sum(judgement.amount_year), 0)::bigint as "amountYear" from (
      select customer_id from (${foundBy(conditions)}) all_found limit ${TOTAL_MAX + 1}) found
    left join judgement on judgement.customer_id = found.customer_id`.execute(db);
  const { total, amountYear } = rows[0] ?? { total: 0, amountYear: 0 };
  return { total, amountYear: total > TOTAL_MAX ? null : amountYear };
}

/** The customers in reach, added up by what they could be narrowed by; one pass over them. */
export async function readCells(db: Db, scope: CustomerScope): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select judgement.tier as "tierKey", coalesce(judgement.colour, 0) as "colourCode", judgement.stage,
      customer.owner_a as "ownerA", customer.owner_b as "ownerB", customer.region, warning_case.level as warning,
      sign(judgement.colour_month - nullif(judgement.colour, 0))::integer as worse,
      count(*) as customers, coalesce(sum(judgement.amount_year), 0)::bigint as "amountYear"
    from customer ${joinJudgement} ${joinCase}
    where ${inScope(scope)}
    group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(db);
  return rows;
}

/** What has to hold, by the table that knows it; `history` takes a look at past judgements for each customer. */
interface Conditions {
  readonly customer: readonly RawBuilder<unknown>[];
  /** Null where no one owner is asked for. */
  readonly ownerId: string | null;
  readonly owner: readonly RawBuilder<unknown>[];
  readonly region: readonly RawBuilder<unknown>[];
  readonly judgement: readonly RawBuilder<unknown>[];
  readonly warning: readonly RawBuilder<unknown>[];
  readonly segment: readonly RawBuilder<unknown>[];
  readonly history: readonly RawBuilder<unknown>[];
}

async function conditionsOf(db: Db, filters: ListFilters, scope: CustomerScope): Promise<Conditions> {
  const { tier, colour, stage, segment, warning, moved, movedSince, query, region, tag, group, owner } = filters;
  const asksForCustomers = [query, tag, group].some((value) => value !== undefined);
  return {
    customer: [
      ...(reachesOwner(scope, owner) ? [] : [inScope(scope)]),
      ...(asksForCustomers ? [await customerConditions(db, { query, tag, group })] : []),
    ],
    ownerId: owner === undefined || owner === 'none' ? null : owner,
    owner: owner === undefined ? [] : [await customerConditions(db, { owner })],
    region: region === undefined ? [] : [sql`customer.region = ${region}`],
    judgement: [
      ...(tier === undefined ? [] : [sql`judgement.tier = ${tier}`]),
      ...(colour === undefined ? [] : [colourCondition(colourCode(colour))]),
      ...(stage === undefined ? [] : [sql`judgement.stage = ${stage}`]),
      ...(moved === undefined || movedSince !== undefined ? [] : [movedCondition(moved, sql`judgement.colour_month`)]),
    ],
    warning: warning === undefined ? [] : [sql`warning_case.level = ${warning}`],
    segment: segment === undefined ? [] : [await inSegment(db, segment)],
    history: moved === undefined || movedSince === undefined ? [] : [movedCondition(moved, colourBy(movedSince))],
  };
}

/** Whether the scope says nothing more than the owner asked for. */
function reachesOwner(scope: CustomerScope, owner: string | undefined): boolean {
  return scope.kind === 'all' || (owner !== undefined && scope.memberIds.includes(owner));
}

/** Who was never judged has no colour either. */
function colourCondition(code: number): RawBuilder<unknown> {
  return code === 0 ? sql`coalesce(judgement.colour, 0) = 0` : sql`judgement.colour = ${code}`;
}

/** Colour codes rise from red 1 to green 3; unknown 0 is neither better nor worse than anything. */
function movedCondition(moved: 'worse' | 'better', before: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`judgement.colour > 0 and judgement.colour ${moved === 'worse' ? sql`<` : sql`>`} ${before}`;
}

function colourBy(day: string): RawBuilder<unknown> {
  return sql`(
    select nullif(history.colour, 0) from judgement_history history
    where history.customer_id = judgement.customer_id and history.as_of <= ${day}::date
    order by history.as_of desc limit 1)`;
}

/** The tables beside a row with this customer id that have a say in the conditions. */
function joinsFor(
  { customer, owner, region, judgement, warning, segment, history }: Conditions,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const joins = [
    ...(customer.length + owner.length + region.length > 0 ? [sql`join customer on customer.customer_id = ${id}`] : []),
    ...(judgement.length + history.length > 0 ? [sql`left join judgement on judgement.customer_id = ${id}`] : []),
    ...(warning.length > 0
      ? [sql`join warning_case on warning_case.customer_id = ${id} and warning_case.ended_at is null`]
      : []),
    ...(segment.length > 0 ? [sql`join segment_membership held on held.customer_id = ${id}`] : []),
  ];
  return joins.length === 0 ? sql`` : sql.join(joins, sql` `);
}

function allConditions(conditions: Conditions): RawBuilder<unknown> {
  return allOf(everyOne(conditions));
}

function everyOne({ customer, owner, region, judgement, warning, segment, history }: Conditions) {
  return [...customer, ...owner, ...region, ...judgement, ...warning, ...segment, ...history];
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

const SORTS = {
  score: sql`judgement.score`,
  amountYear: sql`judgement.amount_year`,
  lastOrderOn: sql`judgement.last_order_on`,
  name: sql`left(customer.pinyin, 60)`,
} as const;

interface Order {
  /** The table whose index has this order. */
  readonly own: 'customer' | 'judgement';
  readonly column: RawBuilder<unknown>;
  readonly direction: RawBuilder<unknown>;
}

function orderOf(sort: ListSort): Order {
  const isDescending = sort.startsWith('-');
  const key = (isDescending ? sort.slice(1) : sort) as keyof typeof SORTS;
  const own = key === 'name' ? 'customer' : 'judgement';
  return { own, column: SORTS[key], direction: isDescending ? sql`desc` : sql`asc` };
}
