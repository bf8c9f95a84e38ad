import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { closeTrace, type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { type Change, type ChangeCounts, noChanges, type RecordOptions } from '../timeline/timeline.ts';
import { type Category, type CategoryBranch, categoryTree } from './category.ts';

export type { Category, CategoryBranch } from './category.ts';

const PRODUCTS_PER_STATEMENT_MAX = 5_000;

/** A product as it is brought in; what is not given keeps its value. */
export interface ProductRow {
  readonly code: string;
  readonly name?: string | null;
  /** The second level, or the only one where there is no `parentCategory`. */
  readonly category?: string | null;
  readonly parentCategory?: string | null;
  readonly spec?: string | null;
  readonly unit?: string | null;
}

export interface UpsertedProducts extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly productIds: number[];
  readonly changes: Change[];
}

/** Creates and updates products by their code, with their categories. Twice the same changes nothing. */
export async function upsertProducts(trx: Trx, act: Act, rows: readonly ProductRow[]): Promise<UpsertedProducts> {
  await openProductBatch(trx);
  for (let start = 0; start < rows.length; start += PRODUCTS_PER_STATEMENT_MAX) {
    await fillProductBatch(trx, rows.slice(start, start + PRODUCTS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordProductBatch(trx, act);
  const result = await sql<{ productId: number; change: Change }>`
    select product_id as "productId", change from product_batch order by row_no`.execute(trx);
  const productIds = result.rows.map((row) => row.productId);
  return { ...counts, productIds, changes: result.rows.map((row) => row.change) };
}

async function fillProductBatch(trx: Trx, rows: readonly ProductRow[], start: number): Promise<void> {
  await sql`
    insert into product_batch (row_no, code, name, category, parent_category, spec, unit)
    select ${start}::bigint + place, code, name, category, "parentCategory", spec, unit
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as (code text, name text, category text, "parentCategory" text, spec text, unit text)) with ordinality
      as given (code, name, category, "parentCategory", spec, unit, place)`.execute(trx);
}

/**
 * Makes the empty temporary table `product_batch` in the caller's transaction: row_no, code (unique), name, category,
 * parent_category, spec, unit come in (null keeps what is there); product_id and change go out.
 */
export async function openProductBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists product_batch (
      row_no bigint primary key,
      code text not null unique,
      name text,
      category text,
      parent_category text,
      spec text,
      unit text,
      category_id integer,
      product_id integer,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate product_batch`.execute(trx);
}

/** Applies `product_batch` as one set and fills its product_id and change. */
export async function recordProductBatch(trx: Trx, act: Act, { trace }: RecordOptions = {}): Promise<ChangeCounts> {
  await lockProducts(trx);
  await createCategories(trx, trace);
  await compareProducts(trx);
  await traceProducts(trx, trace);
  await insertProducts(trx, act);
  await updateProducts(trx);
  await closeTrace(trx, trace);
  return countChanges(trx);
}

async function traceProducts(trx: Trx, trace: Trace | undefined): Promise<void> {
  const rows = (change: Change) => sql`select product_id as id from product_batch where change = ${change}`;
  await traceCreated(trx, trace, { table: 'product', key: ['id'], rows: rows('created') });
  await traceBefore(trx, trace, { table: 'product', key: ['id'], rows: rows('updated') });
}

/** Two imports that make the same product wait for each other instead of failing. */
async function lockProducts(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('products'))`.execute(trx);
}

/** A category named without its parent is the one that exists by that name, on whichever level; else a new first-level one. */
async function createCategories(trx: Trx, trace: Trace | undefined): Promise<void> {
  const parents = await sql<{ id: number }>`
    insert into category (id, parent_id, name)
    select nextval('category_number'), null, name from (
      select parent_category as name from product_batch where parent_category is not null
      union
      select category from product_batch
      where parent_category is null and category is not null and category not in (select name from category)
      order by 1) as given
    on conflict do nothing returning id`.execute(trx);
  const children = await sql<{ id: number }>`
    insert into category (id, parent_id, name)
    select nextval('category_number'), parent.id, given.category from (
      select distinct parent_category, category from product_batch
      where parent_category is not null and category is not null order by 1, 2) as given
    join category parent on parent.parent_id is null and parent.name = given.parent_category
    on conflict do nothing returning id`.execute(trx);
  for (const { rows } of [parents, children]) {
    const made = sql`select unnest(${rows.map((row) => row.id)}::integer[]) as id`;
    await traceCreated(trx, trace, { table: 'category', key: ['id'], rows: made });
  }
  await sql`
    update product_batch set category_id = found.id
    from (select distinct category, parent_category from product_batch) as given
    cross join lateral (
      select category.id from category left join category parent on parent.id = category.parent_id
      where category.name = coalesce(given.category, given.parent_category) and case
        when given.parent_category is null then true
        when given.category is null then category.parent_id is null
        else parent.name = given.parent_category end
      order by category.parent_id is null, category.id limit 1) as found
    where product_batch.category is not distinct from given.category
      and product_batch.parent_category is not distinct from given.parent_category`.execute(trx);
}

async function compareProducts(trx: Trx): Promise<void> {
  await sql`
    update product_batch set product_id = product.id, change = case
      when coalesce(product_batch.name, product.name) = product.name
        and coalesce(product_batch.category_id, product.category_id) is not distinct from product.category_id
        and coalesce(product_batch.spec, product.spec) is not distinct from product.spec
        and coalesce(product_batch.unit, product.unit) is not distinct from product.unit
      then 'unchanged' else 'updated' end
    from product where product.code = product_batch.code`.execute(trx);
  await sql`
    update product_batch set product_id = nextval('product_number'), change = 'created'
    where product_id is null`.execute(trx);
}

async function insertProducts(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into product (id, code, name, category_id, spec, unit, created_at)
    select product_id, code, coalesce(name, code), category_id, spec, unit, ${act.at}
    from product_batch where change = 'created'`.execute(trx);
}

async function updateProducts(trx: Trx): Promise<void> {
  await sql`
    update product set
      name = coalesce(given.name, product.name),
      category_id = coalesce(given.category_id, product.category_id),
      spec = coalesce(given.spec, product.spec),
      unit = coalesce(given.unit, product.unit)
    from product_batch given where given.change = 'updated' and product.id = given.product_id`.execute(trx);
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from product_batch`.execute(trx);
  return rows[0] ?? noChanges;
}

/** All categories, first level first, by name. */
export async function listCategories(db: Db): Promise<Category[]> {
  return db
    .selectFrom('category')
    .select(['id', 'parent_id as parentId', 'name'])
    .orderBy(sql`parent_id is not null`)
    .orderBy('name')
    .execute();
}

/** The two-level tree of categories. */
export async function readCategoryTree(db: Db): Promise<CategoryBranch[]> {
  return categoryTree(await listCategories(db));
}
