import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import type { ChangeCounts } from '../timeline/timeline.ts';
import type { PaymentRow, RecordReceivablesOptions } from './receivable.ts';
import { changesOf, lockBatch, numbered, type RecordedRows, settleChanged } from './settling-acts.ts';

/** Records payments with their facts, known again by number. Twice the same changes nothing. */
export async function recordPayments(
  trx: Trx,
  act: Act,
  rows: readonly PaymentRow[],
  options: RecordReceivablesOptions,
): Promise<RecordedRows> {
  await openPaymentBatch(trx);
  await sql`
    insert into payment_batch (row_no, customer_id, number, paid_on, amount, method, receivable_number)
    select "rowNo", "customerId", number, "paidOn", amount, method, "receivableNumber"
    from jsonb_to_recordset(${numbered(rows)}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, number text, "paidOn" date, amount bigint, method text,
      "receivableNumber" text)`.execute(trx);
  const counts = await recordPaymentBatch(trx, act, options);
  return { ...counts, changes: await changesOf(trx, 'payment_batch') };
}

/**
 * Makes the empty temporary table `payment_batch` in the caller's transaction: all but change comes in, whole payments
 * only. A null method keeps what is there.
 */
export async function openPaymentBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists payment_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      number text not null,
      paid_on date not null,
      amount bigint not null,
      method text,
      receivable_number text,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate payment_batch`.execute(trx);
}

/** Applies `payment_batch` as one set. A part of a payment that is no longer mentioned stays as a row of nothing. */
export async function recordPaymentBatch(trx: Trx, act: Act, options: RecordReceivablesOptions): Promise<ChangeCounts> {
  await lockBatch(trx, 'payment_batch');
  await comparePayments(trx);
  await endParts(trx);
  await tracePayments(trx, options);
  await savePayments(trx, act);
  return settleChanged(trx, act, 'payment_batch', options);
}

/** `payment_now`: one row per part of a payment of the batch, and what it does. */
async function comparePayments(trx: Trx): Promise<void> {
  await sql`drop table if exists payment_now`.execute(trx);
  await sql`
    create temp table payment_now on commit drop as
    select given.*, coalesce(known.id, gen_random_uuid()) as id, case when known.id is null then 'created'
      when (known.paid_on, known.amount, known.method)
        is not distinct from (given.paid_on, given.amount, coalesce(given.method, known.method))
      then 'unchanged' else 'updated' end as change
    from (
      select customer_id, number, receivable_number, min(paid_on) as paid_on, sum(amount)::bigint as amount,
        max(method) as method
      from payment_batch group by customer_id, number, receivable_number) as given
    left join payment known on known.customer_id = given.customer_id and known.number = given.number
      and known.receivable_number is not distinct from given.receivable_number`.execute(trx);
}

/** What a payment said before of receivables that it no longer names. */
async function endParts(trx: Trx): Promise<void> {
  await sql`
    insert into payment_now (customer_id, number, receivable_number, paid_on, amount, id, change)
    select customer_id, number, receivable_number, paid_on, 0, id, 'ended' from payment
    where amount <> 0 and (customer_id, number) in (select customer_id, number from payment_now)
      and (customer_id, id) not in (select customer_id, id from payment_now)`.execute(trx);
  await sql`
    update payment_now set change = 'updated'
    where change = 'unchanged' and exists (
      select from payment_now ended
      where ended.change = 'ended' and ended.customer_id = payment_now.customer_id and ended.number = payment_now.number)`.execute(
    trx,
  );
  await sql`
    update payment_batch set change = now.change from payment_now now
    where now.customer_id = payment_batch.customer_id and now.number = payment_batch.number
      and now.receivable_number is not distinct from payment_batch.receivable_number`.execute(trx);
}

async function tracePayments(trx: Trx, { trace }: RecordReceivablesOptions): Promise<void> {
  const key = ['customer_id', 'id'];
  const created = sql`select customer_id, id from payment_now where change = 'created'`;
  const updated = sql`select customer_id, id from payment_now where change in ('updated', 'ended')`;
  await traceCreated(trx, trace, { table: 'payment', key, rows: created });
  await traceBefore(trx, trace, { table: 'payment', key, rows: updated });
}

async function savePayments(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into payment (customer_id, id, number, paid_on, amount, method, receivable_number, created_at, updated_at)
    select customer_id, id, number, paid_on, amount, method, receivable_number, ${act.at}, ${act.at}
    from payment_now where change = 'created'`.execute(trx);
  await sql`
    update payment set paid_on = now.paid_on, amount = now.amount, method = coalesce(now.method, payment.method),
      updated_at = ${act.at}
    from payment_now now
    where now.change in ('updated', 'ended') and payment.customer_id = now.customer_id and payment.id = now.id`.execute(
    trx,
  );
}
