import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import { type ChangeCounts, factKinds, noChanges, openFactBatch, recordFactBatch } from '../timeline/timeline.ts';
import { keepLots } from './lot-acts.ts';
import type { RecordOrdersOptions } from './order.ts';
import { openOrderBatch, type RecordedOrders, recordOrderBatch } from './set-acts.ts';

export interface RecordedShipments {
  readonly lines: ChangeCounts;
  readonly shipments: ChangeCounts;
  /** What became of the lines of orders whose goods have arrived. */
  readonly orders: RecordedOrders['orders'];
}

/** Amounts round and quantities have four decimals: less than this is nothing. */
const QUANTITY_LEAST = 0.0001;

/**
 * Makes the empty temporary table `shipment_batch` in the caller's transaction: the columns up to arrived_on come in,
 * one row per line and whole shipments only; change goes out. A line without an amount takes its share of the order's.
 */
export async function openShipmentBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists shipment_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      number text not null,
      product_id integer not null,
      occurrence integer not null,
      order_number text,
      quantity numeric(18, 4) not null,
      amount bigint check (amount >= 0),
      tax bigint,
      batch text,
      shipped_at timestamptz not null,
      arrived_on date,
      change text,
      shipment_id uuid,
      line_change text
    ) on commit drop`.execute(trx);
  await sql`truncate shipment_batch`.execute(trx);
}

/**
 * Applies `shipment_batch` as one set: shipments with their facts, and the day on which each line of an order had come
 * in full, which is measured against the first promise.
 */
export async function recordShipmentBatch(
  trx: Trx,
  act: Act,
  options: RecordOrdersOptions,
): Promise<RecordedShipments> {
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from shipment_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map(({ customerId }) => customerId),
  );
  await fillAmounts(trx);
  await compareShipments(trx);
  await traceShipments(trx, options.trace);
  await keepLots(trx, sql`shipment_batch`, sql`shipped_at`, options.timezone);
  await saveShipments(trx, act);
  await recordShipmentFacts(trx, act, options);
  const counts = await countShipments(trx);
  const { orders } = await recordArrivals(trx, act, options);
  return { ...counts, orders };
}

async function fillAmounts(trx: Trx): Promise<void> {
  await sql`
    update shipment_batch given set
      amount = round(line.amount * given.quantity / line.quantity),
      tax = coalesce(given.tax, round(line.tax * given.quantity / line.quantity))
    from customer_order parent
    join order_line line on line.customer_id = parent.customer_id and line.order_id = parent.id
    where given.amount is null and line.occurrence = 1 and line.quantity > 0 and parent.kind = 'order'
      and parent.customer_id = given.customer_id and parent.number = given.order_number
      and line.product_id = given.product_id`.execute(trx);
  await sql`update shipment_batch set amount = 0 where amount is null`.execute(trx);
}

/** `shipment_head`: one row per shipment of the batch; and what each row does to its line. */
async function compareShipments(trx: Trx): Promise<void> {
  await sql`drop table if exists shipment_head`.execute(trx);
  await sql`
    create temp table shipment_head on commit drop as
    select given.customer_id, given.number, given.shipped_at, coalesce(known.id, gen_random_uuid()) as shipment_id,
      known.id is null as created, known.id is not null and known.shipped_at <> given.shipped_at as moved,
      coalesce(known.fact_ids, '{}') as fact_ids
    from (select customer_id, number, min(shipped_at) as shipped_at from shipment_batch group by 1, 2) as given
    left join shipment known on known.customer_id = given.customer_id and known.number = given.number`.execute(trx);
  await sql`
    update shipment_batch set
      shipment_id = compared.shipment_id,
      line_change = compared.line_change,
      change = case when compared.line_change = 'unchanged' and compared.moved then 'updated' else compared.line_change end
    from (
      select given.row_no, head.shipment_id, head.moved, case
        when known.product_id is null then 'created'
        when known.quantity <> given.quantity or known.amount <> given.amount
          or coalesce(given.tax, known.tax) is distinct from known.tax
          or coalesce(given.batch, known.batch) is distinct from known.batch
          or coalesce(given.order_number, known.order_number) is distinct from known.order_number then 'updated'
        else 'unchanged' end as line_change
      from shipment_batch given
      join shipment_head head on head.customer_id = given.customer_id and head.number = given.number
      left join shipment_line known
        on known.customer_id = given.customer_id and known.shipment_id = head.shipment_id
        and known.product_id = given.product_id and known.occurrence = given.occurrence) as compared
    where compared.row_no = shipment_batch.row_no`.execute(trx);
}

async function traceShipments(trx: Trx, trace: Trace | undefined): Promise<void> {
  const line = { table: 'shipment_line', key: ['customer_id', 'shipment_id', 'product_id', 'occurrence'] } as const;
  const head = { table: 'shipment', key: ['customer_id', 'id'] } as const;
  const known = sql`
    from shipment_batch join shipment_head using (customer_id, shipment_id) where not shipment_head.created`;
  const lines = sql`select customer_id, shipment_id, product_id, occurrence ${known}`;
  await traceCreated(trx, trace, { ...line, rows: sql`${lines} and line_change = 'created'` });
  await traceBefore(trx, trace, { ...line, rows: sql`${lines} and line_change = 'updated'` });
  const heads = sql`select customer_id, shipment_id as id ${known} and change <> 'unchanged'`;
  await traceBefore(trx, trace, { ...head, rows: heads });
  const created = sql`select customer_id, shipment_id as id from shipment_head where created`;
  await traceCreated(trx, trace, { ...head, rows: created }, { parts: ['shipment_line'] });
}

async function saveShipments(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into shipment (customer_id, id, number, shipped_at, amount, created_at, updated_at)
    select customer_id, shipment_id, number, shipped_at, 0, ${act.at}, ${act.at}
    from shipment_head where created order by customer_id, shipped_at`.execute(trx);
  await sql`
    update shipment set shipped_at = head.shipped_at, updated_at = ${act.at}
    from shipment_head head
    where not head.created and shipment.customer_id = head.customer_id and shipment.id = head.shipment_id
      and exists (select from shipment_batch line where line.shipment_id = head.shipment_id and line.change <> 'unchanged')`.execute(
    trx,
  );
  await sql`
    insert into shipment_line as known (customer_id, shipment_id, product_id, occurrence, order_number, quantity, amount,
      tax, batch)
    select customer_id, shipment_id, product_id, occurrence, order_number, quantity, amount, tax, batch
    from shipment_batch where line_change <> 'unchanged' order by customer_id, shipment_id
    on conflict (customer_id, shipment_id, product_id, occurrence) do update set
      order_number = coalesce(excluded.order_number, known.order_number),
      quantity = excluded.quantity,
      amount = excluded.amount,
      tax = coalesce(excluded.tax, known.tax),
      batch = coalesce(excluded.batch, known.batch)`.execute(trx);
}

/** Touched shipments tell their total and tax anew; what they said before is voided. */
async function recordShipmentFacts(trx: Trx, act: Act, options: RecordOrdersOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    with touched as (
      select head.* from shipment_head head
      where exists (select from shipment_batch line where line.shipment_id = head.shipment_id and line.change <> 'unchanged')),
    total as (
      select touched.customer_id, touched.shipment_id, touched.shipped_at, sum(amount)::bigint as amount, sum(tax)::bigint as tax
      from touched join shipment_line line using (customer_id, shipment_id)
      group by 1, 2, 3),
    told as (
      select gen_random_uuid() as id, customer_id, shipment_id, ${factKinds.shipment}::smallint as kind, shipped_at, amount,
        null::integer as category from total
      union all
      select gen_random_uuid(), customer_id, shipment_id, ${factKinds.tax}, shipped_at, tax, ${factKinds.shipment}
      from total where tax is not null),
    saved as (
      update shipment set fact_ids = said.fact_ids, amount = said.amount
      from (select customer_id, shipment_id, array_agg(id order by kind) as fact_ids,
          min(amount) filter (where kind = ${factKinds.shipment}) as amount from told group by 1, 2) as said
      where shipment.customer_id = said.customer_id and shipment.id = said.shipment_id)
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category, voids)
    select customer_id, id, kind, shipped_at, amount, category, null from told
    union all
    select fact.customer_id, gen_random_uuid(), fact.kind, fact.occurred_at, null, null, fact.id
    from touched join fact on fact.customer_id = touched.customer_id and fact.id = any(touched.fact_ids)`.execute(trx);
  await recordFactBatch(trx, act, options);
}

async function countShipments(trx: Trx): Promise<Omit<RecordedShipments, 'orders'>> {
  const { rows } = await sql<ChangeCounts & { what: 'line' | 'shipment' }>`
    with changes as (
      select 'line' as what, change from shipment_batch
      union all
      select 'shipment', case when bool_and(head.created) then 'created'
        when bool_or(line.change <> 'unchanged') then 'updated' else 'unchanged' end
      from shipment_head head join shipment_batch line using (customer_id, shipment_id) group by head.shipment_id)
    select what, count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated, count(*) filter (where change = 'unchanged') as unchanged
    from changes group by what`.execute(trx);
  const of = (what: string): ChangeCounts => {
    const { created, updated, unchanged } = rows.find((row) => row.what === what) ?? noChanges;
    return { created, updated, unchanged };
  };
  return { lines: of('line'), shipments: of('shipment') };
}

/**
 * A line of an order has come on the day by which all shipments of its product under the order's number add up to it.
 * Several lines of one product are filled in turn.
 */
async function recordArrivals(trx: Trx, act: Act, options: RecordOrdersOptions): Promise<RecordedOrders> {
  await openOrderBatch(trx);
  await sql`
    with named as (select distinct customer_id, order_number from shipment_batch where order_number is not null),
    arrived as (
      select shipped.customer_id, shipped.order_number, shipped.product_id, shipped.day,
        sum(shipped.quantity) over (partition by shipped.customer_id, shipped.order_number, shipped.product_id
          order by shipped.day) as reached
      from (
        select line.customer_id, line.order_number, line.product_id, line.quantity,
          coalesce(given.arrived_on, (shipment.shipped_at at time zone ${options.timezone})::date) as day
        from named
        join shipment_line line on line.customer_id = named.customer_id and line.order_number = named.order_number
        join shipment on shipment.customer_id = line.customer_id and shipment.id = line.shipment_id
        left join shipment_batch given on given.shipment_id = line.shipment_id and given.product_id = line.product_id
          and given.occurrence = line.occurrence) as shipped),
    wanted as (
      select line.*, parent.number, parent.ordered_at, sum(line.quantity) over (
          partition by line.customer_id, line.order_id, line.product_id order by line.occurrence) as needed
      from named
      join customer_order parent on parent.customer_id = named.customer_id and parent.number = named.order_number
        and parent.kind = 'order'
      join order_line line on line.customer_id = parent.customer_id and line.order_id = parent.id)
    insert into order_batch (row_no, customer_id, number, kind, product_id, occurrence, quantity, unit_price, amount,
      ordered_at, delivered_on)
    select row_number() over (), customer_id, number, 'order', product_id, occurrence, quantity, unit_price, amount,
      ordered_at, (
        select min(day) from arrived
        where arrived.customer_id = wanted.customer_id and arrived.order_number = wanted.number
          and arrived.product_id = wanted.product_id and arrived.reached > wanted.needed - ${QUANTITY_LEAST}::numeric)
    from wanted`.execute(trx);
  return recordOrderBatch(trx, act, options);
}
