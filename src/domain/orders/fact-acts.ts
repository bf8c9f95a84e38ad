import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { DOCUMENTS } from '../../scoring/basis.ts';
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
  await saveTotals(trx, act);
  await recordFactBatch(trx, act, options);
}

/** `order_touched`: what the batch created or changed, and returns whose order it brought: their days are told anew. */
async function gatherTouched(trx: Trx): Promise<void> {
  await sql`drop table if exists order_fact, order_touched`.execute(trx);
  await sql`
    create temp table order_touched on commit drop as
    select head.customer_id, head.order_id, head.kind, head.ordered_at, head.documents, head.original_number,
      head.created, head.fact_ids
    from order_head head
    where head.changed or exists (
      select from order_batch line
      where line.customer_id = head.customer_id and line.order_id = head.order_id and line.line_change <> 'unchanged')`.execute(
    trx,
  );
  await sql`
    insert into order_touched
    select back.customer_id, back.id, back.kind, back.ordered_at, back.documents, back.original_number, false, back.fact_ids
    from order_head head
    join customer_order back on back.customer_id = head.customer_id and back.original_number = head.number
    where head.changed and head.kind = 'order' and back.kind = 'return' and not exists (
      select from order_touched known where known.customer_id = back.customer_id and known.order_id = back.id)`.execute(
    trx,
  );
  await sql`analyze order_touched`.execute(trx);
}

/** `order_fact`: the facts that should stand for every order that was touched. Tax is a fact of its own beside them. */
async function gatherFacts(trx: Trx, timezone: string): Promise<void> {
  await gatherTouched(trx);
  await sql`
    create temp table order_fact on commit drop as
    with line as (
      select touched.customer_id, touched.order_id, touched.kind, touched.ordered_at, order_line.amount, order_line.tax,
        product.category_id, order_line.delivered_on,
        order_line.delivered_on - order_line.promised_first_on as days_late
      from order_touched touched
      join order_line on order_line.customer_id = touched.customer_id and order_line.order_id = touched.order_id
      join product on product.id = order_line.product_id),
    total as (
      select customer_id, order_id, kind, ordered_at, sum(amount)::bigint as amount, sum(tax)::bigint as tax
      from line group by customer_id, order_id, kind, ordered_at)
    select gen_random_uuid() as id, true as is_new, fact.*
    from (
      select total.customer_id, total.order_id,
        case total.kind when 'order' then ${factKinds.order}::smallint else ${factKinds.return}::smallint end as kind,
        total.ordered_at as occurred_at, total.amount, ${documentsCode}::integer as category,
        ${daysSinceOrder(timezone)}::smallint as score
      from total join order_touched touched
        on touched.customer_id = total.customer_id and touched.order_id = total.order_id
      union all
      select total.customer_id, total.order_id, ${factKinds.tax}::smallint, total.ordered_at, total.tax,
        case total.kind when 'order' then ${factKinds.order}::integer else ${factKinds.return}::integer end,
        ${daysSinceOrder(timezone)}::smallint
      from total join order_touched touched
        on touched.customer_id = total.customer_id and touched.order_id = total.order_id
      where total.tax is not null
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

/** What the papers of an order are; an order as it was placed has none. */
const documentsCode = sql`case when touched.kind = 'order' then case touched.documents
  when 'shipped' then ${DOCUMENTS.shipped}::integer when 'invoiced' then ${DOCUMENTS.invoiced}::integer end end`;

/** Of a return: the local days since its order, where that is known and lies before it. */
function daysSinceOrder(timezone: string) {
  const dayOf = (column: RawBuilder<unknown>) => sql`(${column} at time zone ${timezone})::date`;
  return sql`case when touched.kind = 'return' and touched.original_number is not null then (
    select case when days between 0 and 32767 then days end
    from (
      select ${dayOf(sql`touched.ordered_at`)} - ${dayOf(sql`original.ordered_at`)} as days
      from customer_order original
      where original.customer_id = touched.customer_id and original.kind = 'order'
        and original.number = touched.original_number) as found) end`;
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

/** A change of a line is one of its order. */
async function saveTotals(trx: Trx, act: Act): Promise<void> {
  await sql`
    update customer_order set amount = said.amount, fact_ids = said.fact_ids, updated_at = ${act.at}
    from (
      select customer_id, order_id, array_agg(id order by kind, category) as fact_ids,
        sum(amount) filter (where kind in (${factKinds.order}, ${factKinds.return})) as amount
      from order_fact group by customer_id, order_id) as said
    where customer_order.customer_id = said.customer_id and customer_order.id = said.order_id`.execute(trx);
}
