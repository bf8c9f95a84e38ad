import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import type { ChangeCounts } from '../timeline/timeline.ts';
import type { RecordReceivablesOptions } from './receivable.ts';
import { changesOf, lockBatch, numbered, type RecordedRows, settleChanged } from './settling-acts.ts';
import type { TermRow } from './term.ts';

/** Records terms that were agreed, known again by the day they begin. Twice the same changes nothing. */
export async function recordTerms(
  trx: Trx,
  act: Act,
  rows: readonly TermRow[],
  options: RecordReceivablesOptions,
): Promise<RecordedRows> {
  await openTermBatch(trx);
  await sql`
    insert into term_batch (row_no, customer_id, kind, days, retention_percent, starts_on, ends_on, moves_open, reason)
    select "rowNo", "customerId", kind, days, "retentionPercent", "startsOn", "endsOn", "movesOpen", reason
    from jsonb_to_recordset(${numbered(rows)}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, kind text, days integer, "retentionPercent" numeric, "startsOn" date,
      "endsOn" date, "movesOpen" boolean, reason text)`.execute(trx);
  const counts = await recordTermBatch(trx, act, options);
  return { ...counts, changes: await changesOf(trx, 'term_batch') };
}

/** Makes the empty temporary table `term_batch` in the caller's transaction: all but change comes in. */
export async function openTermBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists term_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      kind text not null,
      days integer,
      retention_percent numeric(5, 2),
      starts_on date not null,
      ends_on date,
      moves_open boolean,
      reason text,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate term_batch`.execute(trx);
}

/** Applies `term_batch` as one set. Of two rows of one day the later counts; proposals stay what they are. */
export async function recordTermBatch(trx: Trx, act: Act, options: RecordReceivablesOptions): Promise<ChangeCounts> {
  await lockBatch(trx, 'term_batch');
  await compareTerms(trx);
  await traceTerms(trx, options);
  await saveTerms(trx, act);
  return settleChanged(trx, act, 'term_batch', options);
}

/** `term_now`: one row per day of the batch on which terms begin, and what it does. */
async function compareTerms(trx: Trx): Promise<void> {
  await sql`drop table if exists term_now`.execute(trx);
  await sql`
    create temp table term_now on commit drop as
    select given.*, coalesce(known.id, gen_random_uuid()) as id, case when known.id is null then 'created'
      when (known.kind, known.days, known.retention_percent, known.ends_on, known.moves_open, known.reason)
        is not distinct from (given.kind, given.days, given.retention_percent, given.ends_on, given.moves_open,
          coalesce(given.reason, known.reason))
      then 'unchanged' else 'updated' end as change
    from (
      select distinct on (customer_id, starts_on) customer_id, starts_on, kind, coalesce(days, 0) as days,
        coalesce(retention_percent, 0) as retention_percent, ends_on, coalesce(moves_open, false) as moves_open, reason
      from term_batch order by customer_id, starts_on, row_no desc) as given
    left join lateral (
      select * from credit_term
      where credit_term.customer_id = given.customer_id and credit_term.starts_on = given.starts_on
        and approved_at is not null
      order by approved_at desc, id limit 1) as known on true`.execute(trx);
  await sql`
    update term_batch set change = now.change from term_now now
    where now.customer_id = term_batch.customer_id and now.starts_on = term_batch.starts_on`.execute(trx);
}

async function traceTerms(trx: Trx, { trace }: RecordReceivablesOptions): Promise<void> {
  const key = ['customer_id', 'id'];
  const created = sql`select customer_id, id from term_now where change = 'created'`;
  const updated = sql`select customer_id, id from term_now where change = 'updated'`;
  await traceCreated(trx, trace, { table: 'credit_term', key, rows: created });
  await traceBefore(trx, trace, { table: 'credit_term', key, rows: updated });
}

async function saveTerms(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into credit_term (customer_id, id, kind, days, retention_percent, starts_on, ends_on, moves_open, reason,
      proposed_at, proposed_by, approved_at, approved_by)
    select customer_id, id, kind, days, retention_percent, starts_on, ends_on, moves_open, coalesce(reason, ''), ${act.at},
      ${act.memberId}::uuid, ${act.at}, ${act.memberId}::uuid
    from term_now where change = 'created'`.execute(trx);
  await sql`
    update credit_term set kind = now.kind, days = now.days, retention_percent = now.retention_percent,
      ends_on = now.ends_on, moves_open = now.moves_open, reason = coalesce(now.reason, credit_term.reason)
    from term_now now
    where now.change = 'updated' and credit_term.customer_id = now.customer_id and credit_term.id = now.id`.execute(
    trx,
  );
}
