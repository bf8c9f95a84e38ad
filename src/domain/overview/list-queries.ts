import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { colourCode } from '../../scoring/colour.ts';
import type { Colour } from '../../scoring/program.ts';
import { type CustomerFilters, customerConditions, inScope } from '../customers/customers.ts';
import type { Cause } from '../health/health.ts';
import type { CustomerScope } from '../team/team.ts';
import type { ReferenceRow } from './reference.ts';

/** Beyond this the list says "more than": counting further tells nobody anything. */
export const TOTAL_MAX = 10_000;
const EXPORT_ROWS_MAX = 100_000;

export interface ListFilters extends CustomerFilters {
  readonly tier?: string;
  readonly colour?: Colour;
  readonly stage?: string;
  /** Level of the open case. */
  readonly warning?: number;
  /** Changed colour since the day `movedSince`. */
  readonly moved?: 'worse' | 'better';
  readonly movedSince?: string;
}

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

const source = sql`
  from customer
  left join judgement on judgement.customer_id = customer.customer_id
  left join warning_case on warning_case.customer_id = customer.customer_id and warning_case.ended_at is null`;

/** One page of the customers that pass the filters, in the order wished. */
export async function readCustomerRows(db: Db, wish: ListWish): Promise<ListRow[]> {
  const conditions = await listConditions(db, wish.filters, wish.scope);
  const { rows } = await sql<ListRow>`
    select ${listColumns} ${source} where ${conditions}
    order by ${orderOf(wish.sort)}, customer.customer_id
    limit ${wish.limit} offset ${wish.offset}`.execute(db);
  return rows;
}

/** Everything that passes the filters, for an export; bounded. */
export async function readExportRows(db: Db, wish: Pick<ListWish, 'filters' | 'scope' | 'sort'>): Promise<ListRow[]> {
  return readCustomerRows(db, { ...wish, limit: EXPORT_ROWS_MAX, offset: 0 });
}

const listColumns = sql`
  customer.customer_id as "customerId", ${referenceColumns}, customer.city, customer.region, judgement.stage,
  judgement.coverage, coalesce(judgement.amount_year, 0) as "amountYear",
  coalesce(judgement.orders_year, 0) as "ordersYear", judgement.last_order_on as "lastOrderOn", judgement.cause,
  (select json_build_object('id', member.id, 'name', member.name) from member where member.id = customer.owner_a) as owner,
  warning_case.level as "warningLevel",
  coalesce((select array_agg(tag order by tag) from customer_tag
    where customer_tag.customer_id = customer.customer_id), '{}') as tags`;

export interface ListTotals {
  readonly total: number;
  readonly amountYear: number;
}

/** How many pass the filters (counted up to a limit), and what they bought in the last twelve months. */
export async function readListTotals(db: Db, filters: ListFilters, scope: CustomerScope): Promise<ListTotals> {
  const conditions = await listConditions(db, filters, scope);
  const { rows } = await sql<ListTotals>`
    select count(*) as total, coalesce(sum(judgement.amount_year), 0)::bigint as "amountYear"
    ${source} where ${conditions}`.execute(db);
  return rows[0] ?? { total: 0, amountYear: 0 };
}

export interface FacetRow {
  readonly tierKey: string | null;
  readonly colourCode: number;
  readonly stage: string | null;
  readonly ownerId: string | null;
  readonly region: string | null;
  readonly customers: number;
}

/** What the customers in reach could be narrowed by, with counts; one pass over them. */
export async function readFacetRows(db: Db, scope: CustomerScope): Promise<FacetRow[]> {
  const { rows } = await sql<FacetRow>`
    select coalesce(customer.tier, judgement.tier) as "tierKey", coalesce(judgement.colour, 0) as "colourCode",
      judgement.stage, customer.owner_a as "ownerId", customer.region, count(*) as customers
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where ${inScope(scope)}
    group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

async function listConditions(db: Db, filters: ListFilters, scope: CustomerScope): Promise<RawBuilder<unknown>> {
  const { tier, colour, stage, warning } = filters;
  const conditions: RawBuilder<unknown>[] = [inScope(scope), await customerConditions(db, filters)];
  if (tier !== undefined) conditions.push(sql`coalesce(customer.tier, judgement.tier) = ${tier}`);
  if (colour !== undefined) conditions.push(sql`coalesce(judgement.colour, 0) = ${colourCode(colour)}`);
  if (stage !== undefined) conditions.push(sql`judgement.stage = ${stage}`);
  if (warning !== undefined) conditions.push(sql`warning_case.level = ${warning}`);
  if (filters.moved !== undefined) conditions.push(movedCondition(filters.moved, filters.movedSince));
  return sql.join(conditions, sql` and `);
}

/** Colour codes rise from red 1 to green 3; unknown 0 is neither better nor worse than anything. */
function movedCondition(moved: 'worse' | 'better', since: string | undefined): RawBuilder<unknown> {
  const comparison = moved === 'worse' ? sql`<` : sql`>`;
  return sql`judgement.colour > 0 and judgement.colour ${comparison} (
    select nullif(history.colour, 0) from judgement_history history
    where history.customer_id = customer.customer_id and history.as_of <= coalesce(${since ?? null}::date, judgement.as_of - 30)
    order by history.as_of desc limit 1)`;
}

const SORTS = {
  score: sql`judgement.score`,
  amountYear: sql`coalesce(judgement.amount_year, 0)`,
  lastOrderOn: sql`judgement.last_order_on`,
  name: sql`customer.pinyin`,
} as const;

function orderOf(sort: ListSort): RawBuilder<unknown> {
  const descending = sort.startsWith('-');
  const column = SORTS[(descending ? sort.slice(1) : sort) as keyof typeof SORTS];
  return descending ? sql`${column} desc nulls last` : sql`${column} asc nulls last`;
}
