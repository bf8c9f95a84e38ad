import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
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
      amount bigint not null check (amount >= 0),
      method text,
      receivable_number text,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate payment_batch`.execute(trx);
}

/** Applies `payment_batch` as one set. A part of a payment that is no longer mentioned stays as a row of nothing. */
export async function recordPaymentBatch(trx: Trx, act: Act, options: RecordReceivablesOptions): Promise<ChangeCounts> {
  await lockBatch(trx, 'payment_batch');
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
  await sql`
    insert into payment (customer_id, id, number, paid_on, amount, method, receivable_number, created_at, updated_at)
    select customer_id, id, number, paid_on, amount, method, receivable_number, ${act.at}, ${act.at}
    from payment_now where change = 'created'`.execute(trx);
  await sql`
    update payment set paid_on = now.paid_on, amount = now.amount, method = coalesce(now.method, payment.method),
      updated_at = ${act.at}
    from payment_now now
    where now.change = 'updated' and payment.customer_id = now.customer_id and payment.id = now.id`.execute(trx);
  await sql`
    with ended as (
      update payment set amount = 0, updated_at = ${act.at}
      where amount > 0
        and (customer_id, number) in (select customer_id, number from payment_now)
        and (customer_id, id) not in (select customer_id, id from payment_now)
      returning customer_id, number)
    update payment_now set change = 'updated' from ended
    where change = 'unchanged' and payment_now.customer_id = ended.customer_id and payment_now.number = ended.number`.execute(
    trx,
  );
  await sql`
    update payment_batch set change = now.change from payment_now now
    where now.customer_id = payment_batch.customer_id and now.number = payment_batch.number
      and now.receivable_number is not distinct from payment_batch.receivable_number`.execute(trx);
  return settleChanged(trx, act, 'payment_batch', options);
}
