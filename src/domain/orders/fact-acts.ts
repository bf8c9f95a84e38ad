import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, openFactBatch, recordFactBatch } from '../timeline/timeline.ts';
import type { RecordOrdersOptions } from './order.ts';

/**
 * Tells the timeline what the touched orders now say: a total, a sum per second-level category, deliveries. Facts that
 * still hold stay; those that no longer do are voided.
 */
export async function recordOrderFacts(trx: Trx, act: Act, options: RecordOrdersOptions): Promise<void> {
  await gatherFacts(trx, options.timezone);
  await keepFactsThatHold(trx);
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category, score)
    select customer_id, id, kind, occurred_at, amount, category, score from order_fact where is_new`.execute(trx);
  await voidFactsThatDoNotHold(trx);
  await saveTotals(trx);
  await recordFactBatch(trx, act, options);
}

/** `order_fact`: the facts that should stand for every order that the batch created or changed. */
async function gatherFacts(trx: Trx, timezone: string): Promise<void> {
  await sql`drop table if exists order_fact, order_touched`.execute(trx);
  await sql`
    create temp table order_touched on commit drop as
    select head.customer_id, head.order_id, head.kind, head.ordered_at, head.created, head.fact_ids
    from order_head head
    where head.changed or exists (
      select from order_batch line
      where line.customer_id = head.customer_id and line.order_id = head.order_id and line.line_change <> 'unchanged')`.execute(
    trx,
  );
  await sql`analyze order_touched`.execute(trx);
  await sql`
    create temp table order_fact on commit drop as
    with line as (
      select touched.customer_id, touched.order_id, touched.kind, touched.ordered_at, order_line.amount,
        product.category_id, order_line.delivered_on,
        order_line.delivered_on - order_line.promised_first_on as days_late
      from order_touched touched
      join order_line on order_line.customer_id = touched.customer_id and order_line.order_id = touched.order_id
      join product on product.id = order_line.product_id)
    select gen_random_uuid() as id, true as is_new, fact.*
    from (
      select customer_id, order_id,
        case kind when 'order' then ${factKinds.order}::smallint else ${factKinds.return}::smallint end as kind,
        ordered_at as occurred_at, sum(amount)::bigint as amount, null::integer as category,
        null::smallint as score
      from line group by customer_id, order_id, kind, ordered_at
      union all
      select customer_id, order_id,
        case kind when 'order' then ${factKinds.order_item}::smallint else ${factKinds.return_item}::smallint end,
        ordered_at, sum(amount), category_id, null
      from line where category_id is not null group by customer_id, order_id, kind, ordered_at, category_id
      union all
      select customer_id, order_id, ${factKinds.delivery}::smallint,
        (delivered_on + time '12:00') at time zone ${timezone}, count(*), null,
        case when days_late between -32767 and 32767 then days_late end::smallint
      from line where kind = 'order' and delivered_on is not null
      group by customer_id, order_id, delivered_on, days_late
    ) as fact`.execute(trx);
}

/** A fact that says just what one of the order's facts says already is that fact. */
async function keepFactsThatHold(trx: Trx): Promise<void> {
  await sql`
    update order_fact set id = fact.id, is_new = false
    from order_touched touched
    join fact on fact.customer_id = touched.customer_id and fact.id = any(touched.fact_ids)
    where not touched.created
      and order_fact.customer_id = touched.customer_id and order_fact.order_id = touched.order_id
      and order_fact.kind = fact.kind and order_fact.occurred_at = fact.occurred_at
      and order_fact.amount = fact.amount and order_fact.category is not distinct from fact.category
      and order_fact.score is not distinct from fact.score`.execute(trx);
}

async function voidFactsThatDoNotHold(trx: Trx): Promise<void> {
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from order_touched touched
    join fact on fact.customer_id = touched.customer_id and fact.id = any(touched.fact_ids)
    where not touched.created and not exists (
      select from order_fact where order_fact.customer_id = touched.customer_id and order_fact.id = fact.id)`.execute(
    trx,
  );
}

async function saveTotals(trx: Trx): Promise<void> {
  await sql`
    update customer_order set amount = said.amount, fact_ids = said.fact_ids
    from (
      select customer_id, order_id, array_agg(id order by kind, category) as fact_ids,
        sum(amount) filter (where kind in (${factKinds.order}, ${factKinds.return})) as amount
      from order_fact group by customer_id, order_id) as said
    where customer_order.customer_id = said.customer_id and customer_order.id = said.order_id`.execute(trx);
}
