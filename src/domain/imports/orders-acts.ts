import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openCustomerBatch, recordCustomerBatch } from '../customers/customers.ts';
import { openOrderBatch, recordOrderBatch } from '../orders/orders.ts';
import { openProductBatch, recordProductBatch } from '../products/products.ts';
import { type ApplyContext, type Chunk, type ChunkCounts, NOTHING_DONE } from './chunk.ts';

/**
 * Products of all rows, before any chunk: one product occurs in many chunks, and what the last row of the file says
 * must count whatever order the chunks have. Products that exist keep what they have; only a missing category is filled.
 */
export async function applyProductsOfOrders(
  trx: Trx,
  act: Act,
  { importId, recording }: ApplyContext,
): Promise<ChunkCounts> {
  await openProductBatch(trx);
  await sql`
    insert into product_batch (row_no, code, name, category, parent_category, spec, unit)
    select said.row_no, said.product, case when known.id is null then coalesce(details ->> 'productName', said.product) end,
      details ->> 'category', details ->> 'parentCategory', case when known.id is null then details ->> 'spec' end,
      case when known.id is null then details ->> 'unit' end
    from (
      select distinct on (product) product, row_no, product_details as details
      from import_staging where import_id = ${importId}
      order by product, product_details is null, row_no desc) as said
    left join product known on known.code = said.product
    where known.id is null or (known.category_id is null and details ? 'category')`.execute(trx);
  const products = await recordProductBatch(trx, act, recording);
  return { ...NOTHING_DONE, records: { products } };
}

/** One chunk of order lines with the customers they need; returns what became of each row. */
export async function applyOrders(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  const customers = await applyNewCustomers(trx, act, context, chunk);
  await fillOrderBatch(trx, context, chunk);
  const { lines, orders, returns } = await recordOrderBatch(trx, act, {
    timezone: context.timezone,
    ...context.recording,
  });
  return { rows: { ...lines, failed: 0, skipped: 0 }, records: { customers, orders, returns, lines } };
}

/** Customers the file knows and we do not; those who exist keep what the file of customers said of them. */
export async function applyNewCustomers(trx: Trx, act: Act, { importId, recording }: ApplyContext, chunk: Chunk) {
  await openCustomerBatch(trx);
  await sql`
    insert into customer_batch (row_no, external_id, kind, name, region, city, country, occurred_at)
    select said.row_no, said.key, details ->> 'customerKind', details ->> 'customerName', details ->> 'region',
      details ->> 'city', details ->> 'country', said.first_at
    from (
      select distinct on (key) key, row_no, customer_details as details, min(at) over (partition by key) as first_at
      from import_staging
      where import_id = ${importId} and bucket between ${chunk.firstBucket} and ${chunk.lastBucket}
      order by key, customer_details is null, row_no desc) as said
    where not exists (select from customer_identity known where known.key = said.key and known.scheme = 'external')`.execute(
    trx,
  );
  return recordCustomerBatch(trx, act, recording);
}

async function fillOrderBatch(trx: Trx, { importId }: ApplyContext, chunk: Chunk): Promise<void> {
  await openOrderBatch(trx);
  await sql`
    insert into order_batch (row_no, customer_id, number, kind, product_id, occurrence, quantity, unit_price, amount,
      ordered_at, promised_on, delivered_on, project, site, tax, batch, unit, documents, second_party, second_party_key,
      original_number)
    select staged.row_no, identity.customer_id, staged.number, staged.kind, product.id,
      row_number() over (partition by staged.key, staged.number, staged.kind, staged.product order by staged.row_no),
      staged.quantity, staged.unit_price, staged.amount, staged.at, (details ->> 'promisedOn')::date,
      (details ->> 'deliveredOn')::date, details ->> 'project', details ->> 'site', (details ->> 'tax')::bigint,
      details ->> 'batch', nullif(details ->> 'unit', product.unit), details ->> 'documents', details ->> 'secondParty',
      details ->> 'secondPartyKey', details ->> 'originalNumber'
    from import_staging staged
    join customer_identity identity on identity.key = staged.key and identity.scheme = 'external'
    join product on product.code = staged.product
    where staged.import_id = ${importId} and staged.bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`.execute(
    trx,
  );
}

/** For a dry run: what is known of the lines of a chunk. */
export const knownLines = (staged: RawBuilder<unknown>) => sql`
  select numbered.row_no, jsonb_build_object('quantity', line.quantity, 'unitPrice', line.unit_price, 'amount', line.amount,
    'orderedAt', known.ordered_at, 'promisedOn', line.promised_on, 'deliveredOn', line.delivered_on)
  from (
    select staged.*, row_number() over (partition by key, number, kind, product order by row_no) as occurrence
    from (${staged}) as staged) as numbered
  join customer_identity identity on identity.key = numbered.key and identity.scheme = 'external'
  join product on product.code = numbered.product
  join customer_order known
    on known.customer_id = identity.customer_id and known.number = numbered.number and known.kind = numbered.kind
  join order_line line on line.customer_id = known.customer_id and line.order_id = known.id
    and line.product_id = product.id and line.occurrence = numbered.occurrence`;
