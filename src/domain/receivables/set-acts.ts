import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import type { ChangeCounts } from '../timeline/timeline.ts';
import type { ReceivableRow, RecordReceivablesOptions } from './receivable.ts';
import { changesOf, lockBatch, numbered, type RecordedRows, settleChanged } from './settling-acts.ts';

/** Records receivables with their facts, known again by their number. Twice the same changes nothing. */
export async function recordReceivables(
  trx: Trx,
  act: Act,
  rows: readonly ReceivableRow[],
  options: RecordReceivablesOptions,
): Promise<RecordedRows> {
  await openReceivableBatch(trx);
  await sql`
    insert into receivable_batch (row_no, customer_id, number, kind, invoiced_on, due_on, amount, tax, order_number, project,
      corrects_number, disputed_since, dispute_reason)
    select "rowNo", "customerId", number, kind, "invoicedOn", "dueOn", amount, tax, "orderNumber", project,
      "correctsNumber", "disputedSince", "disputeReason"
    from jsonb_to_recordset(${numbered(rows)}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, number text, kind text, "invoicedOn" date, "dueOn" date, amount bigint, tax bigint,
      "orderNumber" text, project text, "correctsNumber" text, "disputedSince" date, "disputeReason" text)`.execute(
    trx,
  );
  const counts = await recordReceivableBatch(trx, act, options);
  return { ...counts, changes: await changesOf(trx, 'receivable_batch') };
}

/**
 * Makes the empty temporary table `receivable_batch` in the caller's transaction: all but change comes in, whole documents
 * only, whose rows add up; one that comes to less than nothing is a credit note. Null keeps what is there; a new one without kind is an invoice.
 */
export async function openReceivableBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists receivable_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      number text not null,
      kind text,
      invoiced_on date not null,
      due_on date,
      amount bigint not null,
      tax bigint,
      order_number text,
      project text,
      corrects_number text,
      disputed_since date,
      dispute_reason text,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate receivable_batch`.execute(trx);
}

/** Applies `receivable_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordReceivableBatch(
  trx: Trx,
  act: Act,
  options: RecordReceivablesOptions,
): Promise<ChangeCounts> {
  await lockBatch(trx, 'receivable_batch');
  await compareReceivables(trx);
  await traceReceivables(trx, options);
  await saveReceivables(trx, act);
  return settleChanged(trx, act, 'receivable_batch', options);
}

/** `receivable_now`: one row per document of the batch, and what it does. */
async function compareReceivables(trx: Trx): Promise<void> {
  await sql`drop table if exists receivable_now`.execute(trx);
  await sql`
    create temp table receivable_now on commit drop as
    select given.*, coalesce(known.id, gen_random_uuid()) as id, case when known.id is null then 'created'
      when (known.kind, known.invoiced_on, known.due_given, known.amount, known.tax, known.order_number, known.project,
          known.corrects_number, known.disputed_since, known.dispute_reason)
        is not distinct from (coalesce(given.kind, known.kind), given.invoiced_on, coalesce(given.due_on, known.due_given),
          given.amount, coalesce(given.tax, known.tax), coalesce(given.order_number, known.order_number),
          coalesce(given.project, known.project), coalesce(given.corrects_number, known.corrects_number),
          coalesce(given.disputed_since, known.disputed_since), coalesce(given.dispute_reason, known.dispute_reason))
      then 'unchanged' else 'updated' end as change
    from (
      select customer_id, number, coalesce(max(kind), case when sum(amount) < 0 then 'credit_note' end) as kind,
        min(invoiced_on) as invoiced_on, max(due_on) as due_on,
        abs(sum(amount))::bigint as amount, abs(sum(tax))::bigint as tax, max(order_number) as order_number, max(project) as project,
        max(corrects_number) as corrects_number, min(disputed_since) as disputed_since, max(dispute_reason) as dispute_reason
      from receivable_batch group by customer_id, number) as given
    left join receivable known on known.customer_id = given.customer_id and known.number = given.number`.execute(trx);
  await sql`
    update receivable_batch set change = now.change from receivable_now now
    where now.customer_id = receivable_batch.customer_id and now.number = receivable_batch.number`.execute(trx);
}

/** Due days are worked out anew after whatever happens, so that undoing an import need not put them back. */
async function traceReceivables(trx: Trx, { trace }: RecordReceivablesOptions): Promise<void> {
  const key = ['customer_id', 'id'];
  const unwatched = ['due_on', 'agreed_due_on', 'withheld'];
  const created = sql`select customer_id, id from receivable_now where change = 'created'`;
  const updated = sql`select customer_id, id from receivable_now where change = 'updated'`;
  const parts = ['payment_allocation'] as const;
  await traceCreated(trx, trace, { table: 'receivable', key, rows: created }, { parts, unwatched });
  await traceBefore(trx, trace, { table: 'receivable', key, rows: updated }, { unwatched });
}

async function saveReceivables(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into receivable (customer_id, id, number, kind, invoiced_on, due_given, due_on, agreed_due_on, amount, tax,
      order_number, project, corrects_number, disputed_since, dispute_reason, created_at, updated_at)
    select customer_id, id, number, coalesce(kind, 'invoice'), invoiced_on, due_on, invoiced_on, invoiced_on, amount, tax,
      order_number, project, corrects_number, disputed_since, dispute_reason, ${act.at}, ${act.at}
    from receivable_now where change = 'created'`.execute(trx);
  await sql`
    update receivable set kind = coalesce(now.kind, receivable.kind), invoiced_on = now.invoiced_on,
      due_given = coalesce(now.due_on, due_given), amount = now.amount,
      tax = coalesce(now.tax, receivable.tax), order_number = coalesce(now.order_number, receivable.order_number),
      project = coalesce(now.project, receivable.project),
      corrects_number = coalesce(now.corrects_number, receivable.corrects_number),
      disputed_since = coalesce(now.disputed_since, receivable.disputed_since),
      dispute_reason = coalesce(now.dispute_reason, receivable.dispute_reason), updated_at = ${act.at}
    from receivable_now now
    where now.change = 'updated' and receivable.customer_id = now.customer_id and receivable.id = now.id`.execute(trx);
}
