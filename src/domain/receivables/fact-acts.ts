import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, openFactBatch, recordFactBatch } from '../timeline/timeline.ts';
import type { RecordReceivablesOptions } from './receivable.ts';
import { termCodes } from './term.ts';

/**
 * Tells the timeline what the receivables, payments and terms of `settled_customer` now say. Facts that still hold stay;
 * those that no longer do are voided.
 */
export async function recordReceivableFacts(trx: Trx, act: Act, options: RecordReceivablesOptions): Promise<void> {
  await gatherFacts(trx, options.timezone);
  await keepFactsThatHold(trx);
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category, score)
    select customer_id, id, kind, occurred_at, amount, category, score from money_fact where is_new`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select customer_id, kind, occurred_at, id from money_fact_before before
    where not exists (
      select from money_fact now where now.customer_id = before.customer_id and now.id = before.id)`.execute(trx);
  for (const table of OWNERS) await saveFactIds(trx, table);
  await recordFactBatch(trx, act, options);
}

const OWNERS = ['receivable', 'payment', 'credit_term'] as const;

/** `money_fact`: the facts that should stand, each with the row whose facts they are; days are told at noon. */
async function gatherFacts(trx: Trx, timezone: string): Promise<void> {
  await sql`drop table if exists money_fact, money_fact_before`.execute(trx);
  await sql`
    create temp table money_fact on commit drop as
    select gen_random_uuid() as id, true as is_new, said.customer_id, said.owner_id, said.kind::smallint as kind,
      (said.day + time '12:00') at time zone ${timezone} as occurred_at, said.amount::bigint as amount,
      said.category::integer as category,
      case when said.score between -32767 and 32767 then said.score end::smallint as score
    from (${documents} union all ${dues} union all ${terms}) as said`.execute(trx);
  await sql`
    create temp table money_fact_before on commit drop as
    select fact.customer_id, owner.id as owner_id, fact.id, fact.kind, fact.occurred_at, fact.amount, fact.category,
      fact.score
    from (
      ${sql.join(
        OWNERS.map(
          (table) =>
            sql`select customer_id, id, fact_ids from settled_customer join ${sql.table(table)} using (customer_id)`,
        ),
        sql` union all `,
      )}) as owner
    cross join unnest(owner.fact_ids) as told(id)
    join fact on fact.customer_id = owner.customer_id and fact.id = told.id`.execute(trx);
  await sql`analyze money_fact`.execute(trx);
  await sql`analyze money_fact_before`.execute(trx);
}

const documents = sql`
  select customer_id, id as owner_id, case kind when 'credit_note' then ${factKinds.credit_note}::integer
    else ${factKinds.invoice}::integer end as kind, invoiced_on as day, amount, null::integer as category, null::integer as score
  from settled_customer join receivable using (customer_id) where amount > 0
  union all
  select customer_id, id, ${factKinds.tax}, invoiced_on, tax, case kind when 'credit_note' then ${factKinds.credit_note}::integer
    else ${factKinds.invoice}::integer end, null
  from settled_customer join receivable using (customer_id) where tax > 0
  union all
  select customer_id, id, ${factKinds.payment}, paid_on, amount, null, null
  from settled_customer join payment using (customer_id) where amount > 0`;

/**
 * Of each invoice not in dispute: a fact per day on which part of it was paid, with the days past due, and one without a
 * score for what is open. What is withheld or credited was never to be paid, so it is neither.
 */
const dues = sql`
  select customer_id, id, ${factKinds.receivable_due}, agreed_due_on, amount, null, settled_on - agreed_due_on
  from (
    select owed.customer_id, owed.id, owed.agreed_due_on, paid.settled_on,
      least(paid.upto, owed.amount) - least(paid.upto - paid.amount, owed.amount) as amount
    from (${owedParts()}) as owed
    join lateral (
      select settled_on, sum(amount) as amount, sum(sum(amount)) over (order by settled_on) as upto
      from payment_allocation part
      where part.customer_id = owed.customer_id and part.receivable_id = owed.id and part.source = 'payment'
      group by settled_on) as paid on true
    union all
    select owed.customer_id, owed.id, owed.agreed_due_on, null, owed.amount - owed.paid
    from (${owedParts()}) as owed) as part
  where amount > 0`;

function owedParts() {
  return sql`
    select receivable.customer_id, receivable.id, agreed_due_on, coalesce(settled.paid, 0) as paid,
      receivable.amount - withheld - coalesce(settled.credited, 0) as amount
    from settled_customer
    join receivable using (customer_id)
    left join lateral (
      select sum(amount) filter (where source = 'payment') as paid,
        sum(amount) filter (where source = 'credit_note') as credited
      from payment_allocation part
      where part.customer_id = receivable.customer_id and part.receivable_id = receivable.id) as settled on true
    where receivable.kind = 'invoice' and disputed_since is null`;
}

/** A fact per day on which other terms come into force; after terms that end, those before them do, or none. */
const terms = sql`
  select customer_id, owner_id, ${factKinds.terms_changed}, day, days, (${JSON.stringify(termCodes)}::jsonb ->> kind)::integer, null
  from (
    select *, lag(kind || ' ' || coalesce(days, 0)) over (partition by customer_id order by day)
      is distinct from kind || ' ' || coalesce(days, 0) as changes
    from (
      select edge.customer_id, edge.day, coalesce(term.id, edge.ended_id) as owner_id, coalesce(term.kind, 'other') as kind,
        term.days
      from (
        select customer_id, day, min(ended_id::text)::uuid as ended_id
        from (
          select customer_id, starts_on as day, id as ended_id
          from settled_customer join credit_term using (customer_id) where approved_at is not null
          union all
          select customer_id, ends_on + 1, id
          from settled_customer join credit_term using (customer_id) where approved_at is not null and ends_on is not null) as edge
        group by customer_id, day) as edge
      left join lateral (
        select id, kind, days from credit_term
        where credit_term.customer_id = edge.customer_id and approved_at is not null
          and starts_on <= edge.day and (ends_on is null or ends_on >= edge.day)
        order by starts_on desc, approved_at desc, id limit 1) as term on true) as stretch) as step
  where changes`;

/** A fact that says just what one of the row's facts says already is that fact. */
async function keepFactsThatHold(trx: Trx): Promise<void> {
  await sql`
    update money_fact set id = before.id, is_new = false
    from money_fact_before before
    where money_fact.customer_id = before.customer_id and money_fact.owner_id = before.owner_id
      and money_fact.kind = before.kind and money_fact.occurred_at = before.occurred_at
      and money_fact.amount is not distinct from before.amount
      and money_fact.category is not distinct from before.category
      and money_fact.score is not distinct from before.score`.execute(trx);
}

async function saveFactIds(trx: Trx, table: (typeof OWNERS)[number]): Promise<void> {
  await sql`
    update ${sql.table(table)} as owner set fact_ids = said.fact_ids
    from (
      select kept.customer_id, kept.id, coalesce(array_agg(fact.id order by fact.kind, fact.occurred_at, fact.score)
        filter (where fact.id is not null), '{}') as fact_ids
      from settled_customer
      join ${sql.table(table)} as kept using (customer_id)
      left join money_fact fact on fact.customer_id = kept.customer_id and fact.owner_id = kept.id
      group by kept.customer_id, kept.id) as said
    where owner.customer_id = said.customer_id and owner.id = said.id and owner.fact_ids <> said.fact_ids`.execute(trx);
}
