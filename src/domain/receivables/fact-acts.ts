import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, openFactBatch, recordFactBatch } from '../timeline/timeline.ts';
import type { RecordReceivablesOptions } from './receivable.ts';
import { termCodes } from './term.ts';

/**
 * Tells the timeline what the receivables, payments and terms of `settled_customer` now say. All facts of these kinds are
 * told here and nowhere else, so that they can be compared as a whole: what still holds stays, whatever moved its rows
 * meanwhile, and what no longer does is voided.
 */
export async function recordReceivableFacts(trx: Trx, act: Act, options: RecordReceivablesOptions): Promise<void> {
  await gatherFacts(trx, options.timezone);
  await gatherFactsBefore(trx);
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, amount, category, score)
    select customer_id, kind, occurred_at, amount, category, score from money_fact now
    where not exists (
      select from money_fact_before before
      where (before.customer_id, before.says, before.nth) = (now.customer_id, now.says, now.nth))`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select customer_id, kind, occurred_at, id from money_fact_before before
    where not exists (
      select from money_fact now
      where (now.customer_id, now.says, now.nth) = (before.customer_id, before.says, before.nth))`.execute(trx);
  await recordFactBatch(trx, act, options);
}

/** `money_fact`: the facts that should stand; days are told at noon. The same said twice is two facts. */
async function gatherFacts(trx: Trx, timezone: string): Promise<void> {
  await sql`drop table if exists money_fact, money_fact_before`.execute(trx);
  await sql`
    create temp table money_fact on commit drop as
    select *, ${says} as says, row_number() over (partition by customer_id, ${says}) as nth
    from (
      select customer_id, kind::smallint as kind, (day + time '12:00') at time zone ${timezone} as occurred_at,
        amount::bigint as amount, category::integer as category,
        case when score between -32767 and 32767 then score end::smallint as score
      from (${documents} union all ${dues} union all ${terms}) as said) as fact`.execute(trx);
  await sql`analyze money_fact`.execute(trx);
}

/** `money_fact_before`: those that stand until now. */
async function gatherFactsBefore(trx: Trx): Promise<void> {
  await sql`
    create temp table money_fact_before on commit drop as
    select customer_id, id, kind, occurred_at, ${says} as says,
      row_number() over (partition by customer_id, ${says} order by id) as nth
    from settled_customer join fact using (customer_id)
    where (kind = any(${OWN_KINDS}::smallint[]) or (kind = ${factKinds.tax} and category = any(${OWN_KINDS}::integer[])))
      and voids is null and not exists (
        select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)`.execute(
    trx,
  );
  await sql`analyze money_fact_before`.execute(trx);
}

const says = sql`row(kind, occurred_at, amount, category, score)::text`;

/** The kinds that only this module tells; of tax, what is part of them. */
const OWN_KINDS = [
  factKinds.invoice,
  factKinds.credit_note,
  factKinds.payment,
  factKinds.receivable_due,
  factKinds.terms_changed,
];

const documents = sql`
  select customer_id, case kind when 'credit_note' then ${factKinds.credit_note}::integer
    else ${factKinds.invoice}::integer end as kind, invoiced_on as day, amount, null::integer as category, null::integer as score
  from settled_customer join receivable using (customer_id) where amount > 0
  union all
  select customer_id, ${factKinds.tax}, invoiced_on, tax, case kind when 'credit_note' then ${factKinds.credit_note}::integer
    else ${factKinds.invoice}::integer end, null
  from settled_customer join receivable using (customer_id) where tax > 0
  union all
  select customer_id, ${factKinds.payment}, paid_on, amount, null, null
  from settled_customer join payment using (customer_id) where amount <> 0`;

/**
 * Of each invoice not in dispute: a fact per day on which part of it was paid, with the days past due, and one without a
 * score for what is open. What is withheld or credited was never to be paid, so it is neither.
 */
const dues = sql`
  select customer_id, ${factKinds.receivable_due}, agreed_due_on, amount, null, settled_on - agreed_due_on
  from (
    select owed.customer_id, owed.agreed_due_on, paid.settled_on,
      least(paid.upto, owed.amount) - least(paid.upto - paid.amount, owed.amount) as amount
    from (${owedParts()}) as owed
    join lateral (
      select settled_on, sum(amount) as amount, sum(sum(amount)) over (order by settled_on) as upto
      from payment_allocation part
      where part.customer_id = owed.customer_id and part.receivable_id = owed.id and part.source = 'payment'
      group by settled_on) as paid on true
    union all
    select owed.customer_id, owed.agreed_due_on, null, owed.amount - owed.paid
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
  select customer_id, ${factKinds.terms_changed}, day, days, (${JSON.stringify(termCodes)}::jsonb ->> kind)::integer, null
  from (
    select *, lag(kind || ' ' || coalesce(days, 0)) over (partition by customer_id order by day)
      is distinct from kind || ' ' || coalesce(days, 0) as changes
    from (
      select edge.customer_id, edge.day, coalesce(term.kind, 'other') as kind, term.days
      from (
        select customer_id, starts_on as day
        from settled_customer join credit_term using (customer_id) where approved_at is not null
        union
        select customer_id, ends_on + 1
        from settled_customer join credit_term using (customer_id)
        where approved_at is not null and ends_on is not null) as edge
      left join lateral (
        select kind, days from credit_term
        where credit_term.customer_id = edge.customer_id and approved_at is not null
          and starts_on <= edge.day and (ends_on is null or ends_on >= edge.day)
        order by starts_on desc, approved_at desc, id limit 1) as term on true) as stretch) as step
  where changes`;
