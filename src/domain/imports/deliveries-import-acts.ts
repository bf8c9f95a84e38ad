import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openOrderBatch, openShipmentBatch, recordOrderBatch, recordShipmentBatch } from '../orders/orders.ts';
import { type ApplyContext, addCounts, type Chunk, type ChunkCounts, NOTHING_DONE } from './chunk.ts';
import { applyNewCustomers } from './orders-acts.ts';

/** One chunk of delivery notes: what left as shipments against their orders, red letters as returns of those. */
export async function applyDeliveries(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  const options = { timezone: context.timezone, ...context.recording };
  const customers = await applyNewCustomers(trx, act, context, chunk);
  const back = await applyReturns(trx, act, context, chunk);
  await openShipmentBatch(trx);
  await sql`
    insert into shipment_batch (row_no, customer_id, number, product_id, occurrence, order_number, quantity, amount, tax,
      batch, shipped_at, arrived_on)
    select ${paper}, product.id, ${occurrence}, details ->> 'orderNumber', staged.quantity, staged.amount, (details ->> 'tax')::bigint,
      details ->> 'batch', staged.at, (details ->> 'deliveredOn')::date
    ${lines(context, chunk)} and staged.kind = 'order'`.execute(trx);
  const { lines: rows, shipments, orders } = await recordShipmentBatch(trx, act, options);
  const done = { rows: { ...rows, failed: 0, skipped: 0 }, records: { customers, shipments, orders } };
  return addCounts(done, back);
}

async function applyReturns(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openOrderBatch(trx);
  const { numAffectedRows = 0n } = await sql`
    insert into order_batch (row_no, customer_id, number, kind, product_id, occurrence, quantity, unit_price, amount,
      ordered_at, tax, batch, original_number)
    select ${paper}, staged.kind, product.id, ${occurrence}, staged.quantity, staged.unit_price,
      coalesce(staged.amount, ${share('amount')}, 0), staged.at,
      coalesce((details ->> 'tax')::bigint, case when staged.amount is null then ${share('tax')} end), details ->> 'batch', details ->> 'orderNumber'
    ${lines(context, chunk)} and staged.kind = 'return'`.execute(trx);
  if (numAffectedRows === 0n) return NOTHING_DONE;
  const options = { timezone: context.timezone, ...context.recording };
  const { lines: rows, returns } = await recordOrderBatch(trx, act, options);
  return { rows: { ...rows, failed: 0, skipped: 0 }, records: { returns } };
}

/** Of a line without an amount: its part of the order's line, as that of goods that left. */
function share(column: 'amount' | 'tax') {
  return sql`(
    select round(line.${sql.ref(column)} * staged.quantity / line.quantity)::bigint
    from customer_order parent
    join order_line line on line.customer_id = parent.customer_id and line.order_id = parent.id
    where line.occurrence = 1 and line.quantity > 0 and parent.kind = 'order' and line.product_id = product.id
      and parent.customer_id = identity.customer_id and parent.number = details ->> 'orderNumber')`;
}

const occurrence = sql`
  row_number() over (partition by staged.key, staged.number, staged.kind, staged.product order by staged.row_no)`;
/** Whose line it is, of which paper. */
const paper = sql`staged.row_no, identity.customer_id, staged.number`;

function lines({ importId }: ApplyContext, chunk: Chunk) {
  return sql`
    from import_staging staged
    join customer_identity identity on identity.key = staged.key and identity.scheme = 'external'
    join product on product.code = staged.product
    where staged.import_id = ${importId} and staged.bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`;
}
