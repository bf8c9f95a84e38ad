import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import { type Change, type ChangeCounts, noChanges } from '../timeline/timeline.ts';
import { recordReceivableFacts } from './fact-acts.ts';
import type { RecordReceivablesOptions } from './receivable.ts';

/**
 * Works out anew what settles what for these customers, when it is due, and tells the timeline what changed. The order in
 * which invoices, payments and terms came in makes no difference. Whoever changes one of them calls this.
 */
export async function settle(
  trx: Trx,
  act: Act,
  customerIds: readonly number[],
  options: RecordReceivablesOptions,
): Promise<void> {
  if (customerIds.length === 0) return;
  await sql`create temp table if not exists settled_customer (customer_id bigint primary key) on commit drop`.execute(
    trx,
  );
  await sql`truncate settled_customer`.execute(trx);
  await sql`insert into settled_customer select distinct unnest(${customerIds}::bigint[])`.execute(trx);
  await sql`analyze settled_customer`.execute(trx);
  await saveDueDays(trx, options.monthClosesOn);
  await saveAllocations(trx);
  await moveDueDays(trx, options.monthClosesOn);
  await recordReceivableFacts(trx, act, options);
}

type Batch = 'receivable_batch' | 'payment_batch' | 'term_batch';

export interface RecordedRows extends ChangeCounts {
  /** In the order of the rows. */
  readonly changes: Change[];
}

/** Rows as one text that a statement unfolds, each with its place. */
export function numbered(rows: readonly object[]): string {
  return JSON.stringify(rows.map((row, rowNo) => ({ ...row, rowNo })));
}

/** Lets nobody else settle the customers of a batch meanwhile. */
export async function lockBatch(trx: Trx, batch: Batch): Promise<void> {
  await sql`analyze ${sql.table(batch)}`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from ${sql.table(batch)}`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
}

/** Settles the customers of the rows that changed something; counts what the rows of a batch did. */
export async function settleChanged(
  trx: Trx,
  act: Act,
  batch: Batch,
  options: RecordReceivablesOptions,
): Promise<ChangeCounts> {
  const { rows: changed } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from ${sql.table(batch)} where change <> 'unchanged'`.execute(trx);
  await settle(
    trx,
    act,
    changed.map((row) => row.customerId),
    options,
  );
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created, count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from ${sql.table(batch)}`.execute(trx);
  return rows[0] ?? noChanges;
}

/** What each row of a batch did, in their order. */
export async function changesOf(trx: Trx, batch: Batch): Promise<Change[]> {
  const { rows } = await sql<{ change: Change }>`select change from ${sql.table(batch)} order by row_no`.execute(trx);
  return rows.map((row) => row.change);
}

/** The terms in force on the invoice day say when it is due and how much is withheld, where the file does not. */
async function saveDueDays(trx: Trx, monthClosesOn: number): Promise<void> {
  await sql`
    update receivable set due_on = said.due_on, withheld = said.withheld
    from (
      select receivable.customer_id, receivable.id,
        coalesce(receivable.due_given, ${dueBy('receivable', 'term', monthClosesOn)}, receivable.invoiced_on) as due_on,
        case receivable.kind when 'retention_money' then receivable.amount when 'credit_note' then 0
          else coalesce(round(receivable.amount * term.retention_percent / 100), 0) end::bigint as withheld
      from settled_customer
      join receivable using (customer_id)
      left join lateral (
        select kind, days, retention_percent from credit_term
        where credit_term.customer_id = receivable.customer_id and approved_at is not null
          and starts_on <= receivable.invoiced_on and (ends_on is null or ends_on >= receivable.invoiced_on)
        order by starts_on desc, approved_at desc, id limit 1) as term on true) as said
    where receivable.customer_id = said.customer_id and receivable.id = said.id
      and (receivable.due_on, receivable.withheld) is distinct from (said.due_on, said.withheld)`.execute(trx);
}

/** The day on which a receivable is due by some terms: monthly ones count from the day on which its month closes. */
function dueBy(receivable: string, term: string, monthClosesOn: number) {
  const day = sql.ref(`${receivable}.invoiced_on`);
  const kind = sql.ref(`${term}.kind`);
  const closing = (months: number) => sql`(
    least(date_trunc('month', ${day}) + make_interval(months => ${months}, days => ${monthClosesOn - 1}),
      date_trunc('month', ${day}) + make_interval(months => ${months + 1}, days => -1))::date)`;
  return sql`(case
    when ${kind} in ('prepaid', 'cash_on_delivery') then ${day}
    when ${kind} = 'monthly' then
      case when ${day} <= ${closing(0)} then ${closing(0)} else ${closing(1)} end + ${sql.ref(`${term}.days`)}
    else ${day} + ${sql.ref(`${term}.days`)} end)`;
}

/**
 * What names a receivable settles that one first; all that is left settles what was due first, disputed invoices last and
 * never what is withheld. Rows that say the same stay as they are.
 */
async function saveAllocations(trx: Trx): Promise<void> {
  await gatherMoney(trx);
  await allocateNamed(trx);
  await allocateRest(trx);
  await sql`analyze allocation_now`.execute(trx);
  await sql`
    delete from payment_allocation kept using settled_customer
    where kept.customer_id = settled_customer.customer_id and not exists (
      select from allocation_now now
      where now.customer_id = kept.customer_id and now.receivable_id = kept.receivable_id
        and now.source_id = kept.source_id and now.amount = kept.amount and now.settled_on = kept.settled_on)`.execute(
    trx,
  );
  await sql`
    insert into payment_allocation (customer_id, receivable_id, source_id, source, amount, settled_on)
    select customer_id, receivable_id, source_id, source, amount, settled_on from allocation_now
    on conflict do nothing`.execute(trx);
}

/** `money_source`: what can settle; `money_target`: what can be settled. Counted, so that joins of thousands go by hash. */
async function gatherMoney(trx: Trx): Promise<void> {
  await sql`drop table if exists money_source, money_target, allocation_now`.execute(trx);
  await sql`
    create temp table money_source on commit drop as
    select customer_id, id, 'payment' as source, paid_on as day, number, amount, receivable_number as names
    from settled_customer join payment using (customer_id) where amount > 0
    union all
    select customer_id, id, 'credit_note', invoiced_on, number, amount, corrects_number
    from settled_customer join receivable using (customer_id) where kind = 'credit_note' and amount > 0`.execute(trx);
  await sql`
    create temp table money_target on commit drop as
    select customer_id, id, number, kind, amount, withheld, invoiced_on, due_on, disputed_since is not null as disputed
    from settled_customer join receivable using (customer_id) where kind <> 'credit_note'`.execute(trx);
  await sql`analyze money_source`.execute(trx);
  await sql`analyze money_target`.execute(trx);
}

/** The n-th source that names a receivable settles what those before it left open. */
async function allocateNamed(trx: Trx): Promise<void> {
  await sql`
    create temp table allocation_now on commit drop as
    select customer_id, receivable_id, source_id, source, day as settled_on,
      (least(upto, owed) - least(upto - amount, owed))::bigint as amount
    from (
      select source.customer_id, target.id as receivable_id, source.id as source_id, source.source, source.day,
        source.amount, target.amount as owed, sum(source.amount) over (
          partition by source.customer_id, target.id order by source.day, source.source, source.number) as upto
      from money_source source
      join money_target target on target.customer_id = source.customer_id and target.number = source.names) as named
    where upto - amount < owed`.execute(trx);
  await sql`analyze allocation_now`.execute(trx);
}

/**
 * What is left of the sources and of the invoices, each laid end to end in its order: between two neighbouring ends lies one
 * allocation, of the source and to the invoice whose ends come next.
 */
async function allocateRest(trx: Trx): Promise<void> {
  await sql`
    insert into allocation_now (customer_id, receivable_id, source_id, source, settled_on, amount)
    with edge as (
      select *, upto - coalesce(lag(upto) over (partition by customer_id order by upto), 0) as amount,
        count(source_id) over (partition by customer_id order by upto desc) as source_turn,
        count(receivable_id) over (partition by customer_id order by upto desc) as target_turn
      from (
        select customer_id, upto, id as source_id, source, day, null::uuid as receivable_id from (${restOfSources}) as source
        union all
        select customer_id, upto, null, null, null, id from (${restOfTargets}) as target) as ends),
    piece as (
      select customer_id, amount, first_value(source_id) over of_source as source_id,
        first_value(source) over of_source as source, first_value(day) over of_source as settled_on,
        first_value(receivable_id) over of_target as receivable_id
      from edge
      window of_source as (partition by customer_id, source_turn order by upto desc, source_id is null),
        of_target as (partition by customer_id, target_turn order by upto desc, receivable_id is null))
    select customer_id, receivable_id, source_id, source, settled_on, amount::bigint from piece
    where amount > 0 and source_id is not null and receivable_id is not null`.execute(trx);
}

const restOfSources = sql`
  select *, sum(rest) over (partition by customer_id order by day, source, number, names nulls first) as upto
  from (
    select source.*, source.amount - coalesce(named.amount, 0) as rest
    from money_source source
    left join allocation_now named on named.customer_id = source.customer_id and named.source_id = source.id) as source
  where rest > 0`;

const restOfTargets = sql`
  select *, sum(rest) over (partition by customer_id order by disputed, due_on, invoiced_on, number) as upto
  from (
    select target.*, target.amount - withheld - coalesce(named.amount, 0) as rest
    from money_target target
    left join (
      select customer_id, receivable_id, sum(amount) as amount from allocation_now group by customer_id, receivable_id) as named
      on named.customer_id = target.customer_id and named.receivable_id = target.id
    where kind = 'invoice') as target
  where rest > 0`;

/** Terms that move open receivables: those that were open when they began are due by them, if that is later. */
async function moveDueDays(trx: Trx, monthClosesOn: number): Promise<void> {
  await sql`
    update receivable set agreed_due_on = said.agreed_due_on
    from (
      select receivable.customer_id, receivable.id,
        greatest(receivable.due_on, max(${dueBy('receivable', 'term', monthClosesOn)})) as agreed_due_on
      from settled_customer
      join receivable using (customer_id)
      left join credit_term term on term.customer_id = receivable.customer_id
        and term.approved_at is not null and term.moves_open and term.starts_on > receivable.invoiced_on
        and receivable.amount - receivable.withheld > coalesce((
          select sum(amount) from payment_allocation settled
          where settled.customer_id = receivable.customer_id and settled.receivable_id = receivable.id
            and settled.settled_on < term.starts_on), 0)
      group by receivable.customer_id, receivable.id) as said
    where receivable.customer_id = said.customer_id and receivable.id = said.id
      and receivable.agreed_due_on <> said.agreed_due_on`.execute(trx);
}
