import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import { colourCode } from '../../scoring/colour.ts';
import { customerConditions, inScope } from '../customers/customers.ts';
import type { Cause } from '../health/health.ts';
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

const openCase = sql`
  left join warning_case on warning_case.customer_id = customer.customer_id and warning_case.ended_at is null`;
const source = sql`
  from customer
  left join judgement on judgement.customer_id = customer.customer_id
  ${openCase}`;

/** Reading in the wished order until a page is full passes over so many rows at most; beyond it all are sorted. */
const PASSED_OVER_MAX = 20_000;

/**
 * One page of the customers that pass the filters, in the order wished; who has no value to sort by comes last.
 * `share`: how much of all customers pass. Where it is much, the page is read in the order of an index.
 */
export async function readCustomerRows(db: Db, wish: ListWish, share = 0): Promise<ListRow[]> {
  const conditions = await listConditions(db, wish.filters, wish.scope);
  if ((wish.offset + wish.limit) / share <= PASSED_OVER_MAX) {
    const page = await readInOrder(db, wish, conditions);
    if (page.length === wish.limit) return page;
  }
  return readSorted(db, wish, conditions);
}

async function readInOrder(db: Db, wish: ListWish, conditions: RawBuilder<unknown>): Promise<ListRow[]> {
  const { column, direction } = orderOf(wish.sort);
  const { rows } = await sql<ListRow>`
    select ${listColumns}
    from customer ${wish.sort.endsWith('name') ? sql`left join` : sql`join`} judgement on judgement.customer_id = customer.customer_id
    ${openCase}
    where ${column} is not null and ${conditions}
    order by ${column} ${direction}, ${idBeside(wish.sort)} ${direction}
    limit ${wish.limit} offset ${wish.offset}`.execute(db);
  return rows;
}

/** Finds the page by the narrow copies of the rows, then reads what it shows. */
async function readSorted(db: Db, wish: ListWish, conditions: RawBuilder<unknown>): Promise<ListRow[]> {
  const { column, direction } = orderOf(wish.sort);
  const { rows } = await sql<ListRow>`
    with page as materialized (
      select customer_id, row_number() over () as place from (
        select customer.customer_id from (
          select customer.customer_id, ${column} as sorted ${source} where ${conditions} offset 0) customer
        order by sorted ${direction} nulls last, customer_id ${direction}
        limit ${wish.limit} offset ${wish.offset}) chosen)
    select ${listColumns} from page join customer on customer.customer_id = page.customer_id
    left join judgement on judgement.customer_id = customer.customer_id
    ${openCase}
    order by page.place`.execute(db);
  return rows;
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

/** How many pass the filters (counted up to a limit), and what they bought in the last twelve months. */
export async function readListTotals(db: Db, filters: ListFilters, scope: CustomerScope): Promise<ListTotals> {
  const conditions = await listConditions(db, filters, scope);
  const { rows } = await sql<ListTotals>`
    select count(*) as total, coalesce(sum(judgement.amount_year), 0)::bigint as "amountYear"
    ${source} where ${conditions}`.execute(db);
  return rows[0] ?? { total: 0, amountYear: 0 };
}

/** How many customers there are. */
export async function countCustomers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from customer`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The customers in reach, added up by what they could be narrowed by; one pass over them. */
export async function readCells(db: Db, scope: CustomerScope): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select coalesce(customer.tier, judgement.tier) as "tierKey", coalesce(judgement.colour, 0) as "colourCode",
      judgement.stage, customer.owner_a as "ownerA", customer.owner_b as "ownerB", customer.region,
      count(*) as customers, coalesce(sum(judgement.amount_year), 0)::bigint as "amountYear"
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where ${inScope(scope)}
    group by 1, 2, 3, 4, 5, 6`.execute(db);
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
  amountYear: sql`judgement.amount_year`,
  lastOrderOn: sql`judgement.last_order_on`,
  name: sql`left(customer.pinyin, 60)`,
} as const;

function orderOf(sort: ListSort): { column: RawBuilder<unknown>; direction: RawBuilder<unknown> } {
  const isDescending = sort.startsWith('-');
  const column = SORTS[(isDescending ? sort.slice(1) : sort) as keyof typeof SORTS];
  return { column, direction: isDescending ? sql`desc` : sql`asc` };
}

/** Equals are ordered by the id that stands beside the column in its index. */
function idBeside(sort: ListSort): RawBuilder<unknown> {
  return sort.endsWith('name') ? sql`customer.customer_id` : sql`judgement.customer_id`;
}
