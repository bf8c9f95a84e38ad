import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { closeTrace, type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import { type Change, type ChangeCounts, noChanges, type RecordOptions } from '../timeline/timeline.ts';
import type { ComplaintRow } from './complaint.ts';
import { recordComplaintFacts } from './fact-acts.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;

export interface RecordedComplaints extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly ids: string[];
  readonly changes: Change[];
}

/** Records complaints, their resolutions and reopenings, with the facts of it. Twice the same changes nothing. */
export async function recordComplaints(
  trx: Trx,
  act: Act,
  rows: readonly ComplaintRow[],
  options: RecordOptions = {},
): Promise<RecordedComplaints> {
  await openComplaintBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillComplaintBatch(trx, act, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordComplaintBatch(trx, act, options);
  const { rows: done } = await sql<{ id: string; change: Change }>`
    select complaint_id as id, change from complaint_batch order by row_no`.execute(trx);
  return { ...counts, ids: done.map((row) => row.id), changes: done.map((row) => row.change) };
}

async function fillComplaintBatch(trx: Trx, act: Act, rows: readonly ComplaintRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...row, rowNo: start + at })));
  await sql`
    insert into complaint_batch (row_no, customer_id, external_id, opened_at, nature, severity, summary, contact_id,
      member_id, resolved_at, solution, confirmed, reopened_at, reopen_reason)
    select "rowNo", "customerId", "externalId", "openedAt", nature, severity, summary, "contactId",
      coalesce("memberId", ${act.memberId}::uuid), "resolvedAt", solution, confirmed, "reopenedAt", "reopenReason"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, "externalId" text, "openedAt" timestamptz, nature text, severity text,
      summary text, "contactId" uuid, "memberId" uuid, "resolvedAt" timestamptz, solution text, confirmed boolean,
      "reopenedAt" timestamptz, "reopenReason" text)`.execute(trx);
}

/**
 * Makes the empty temporary table `complaint_batch` in the caller's transaction: the columns up to reopen_reason come
 * in, complaint_id and change go out.
 */
export async function openComplaintBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists complaint_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      external_id text,
      opened_at timestamptz not null,
      nature text not null,
      severity text not null,
      summary text not null,
      contact_id uuid,
      member_id uuid,
      resolved_at timestamptz,
      solution text,
      confirmed boolean,
      reopened_at timestamptz,
      reopen_reason text,
      complaint_id uuid,
      change text,
      fact_id uuid not null default gen_random_uuid(),
      fact_ids_before uuid[],
      is_opened boolean not null default false,
      resolution_id uuid not null default gen_random_uuid(),
      is_resolved boolean not null default false,
      reopening_id uuid not null default gen_random_uuid(),
      is_reopened boolean not null default false,
      earlier_resolution_id uuid not null default gen_random_uuid(),
      is_resolved_earlier boolean not null default false
    ) on commit drop`.execute(trx);
  await sql`truncate complaint_batch`.execute(trx);
}

/** Applies `complaint_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordComplaintBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze complaint_batch`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from complaint_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await compareComplaints(trx);
  await compareOutcomes(trx);
  await traceComplaints(trx, options.trace);
  await saveComplaints(trx, act);
  await recordComplaintFacts(trx, act, options);
  await saveOutcomes(trx);
  await closeTrace(trx, options.trace);
  return countChanges(trx);
}

/** Which complaint each row means, and whether it says something else of it. */
async function compareComplaints(trx: Trx): Promise<void> {
  await sql`
    update complaint_batch given set complaint_id = known.id, fact_ids_before = known.fact_ids, change = case
      when (known.nature, known.severity, known.summary, known.opened_at)
        = (given.nature, given.severity, given.summary, given.opened_at)
        and coalesce(given.contact_id, known.contact_id) is not distinct from known.contact_id
      then 'unchanged' else 'updated' end
    from complaint known
    where known.customer_id = given.customer_id and case
      when given.external_id is not null then known.external_id = given.external_id
      else known.opened_at = given.opened_at and known.summary = given.summary end`.execute(trx);
  await sql`
    update complaint_batch given set change = 'created', complaint_id = first.id
    from (
      select row_no, first_value(fact_id) over same as id from complaint_batch where change is null
      window same as (
        partition by customer_id, external_id, case when external_id is null then opened_at end,
          case when external_id is null then summary end
        order by row_no)) as first
    where first.row_no = given.row_no`.execute(trx);
  await sql`
    update complaint_batch given set change = 'unchanged'
    where exists (
      select from complaint_batch earlier
      where earlier.complaint_id = given.complaint_id and earlier.row_no < given.row_no)`.execute(trx);
  await sql`update complaint_batch set is_opened = change <> 'unchanged'`.execute(trx);
}

/**
 * Which resolutions and reopenings are new. A complaint that is reopened had been held for solved; when nobody told
 * since when, that is the moment of its reopening.
 */
async function compareOutcomes(trx: Trx): Promise<void> {
  await sql`
    update complaint_batch given set
      is_resolved = resolved_at is not null and not exists (
        select from complaint_resolution known
        where known.customer_id = given.customer_id and known.complaint_id = given.complaint_id
          and known.resolved_at = given.resolved_at and known.solution = coalesce(given.solution, '')
          and known.confirmed = coalesce(given.confirmed, false)),
      is_reopened = reopened_at is not null and not exists (
        select from complaint_reopening known
        where known.customer_id = given.customer_id and known.complaint_id = given.complaint_id
          and known.reopened_at = given.reopened_at)`.execute(trx);
  await sql`
    update complaint_batch given set
      is_resolved_earlier = is_reopened and coalesce(resolved_at > reopened_at, true) and not exists (
        select from complaint_resolution known
        where known.customer_id = given.customer_id and known.complaint_id = given.complaint_id
          and known.resolved_at <= given.reopened_at),
      change = case when change = 'unchanged' and (is_resolved or is_reopened) then 'updated' else change end`.execute(
    trx,
  );
}

async function traceComplaints(trx: Trx, trace: Trace | undefined): Promise<void> {
  const key = ['customer_id', 'id'];
  const rows = (what: RawBuilder<unknown>) =>
    sql`select customer_id, complaint_id as id from complaint_batch where ${what}`;
  await traceCreated(trx, trace, { table: 'complaint', key, rows: rows(sql`change = 'created'`) });
  await traceBefore(trx, trace, { table: 'complaint', key, rows: rows(sql`change = 'updated' and is_opened`) });
  const resolutions = sql`
    select customer_id, earlier_resolution_id as id from complaint_batch where is_resolved_earlier
    union all select customer_id, resolution_id from complaint_batch where is_resolved`;
  await traceCreated(trx, trace, { table: 'complaint_resolution', key, rows: resolutions });
  const reopenings = sql`select customer_id, reopening_id as id from complaint_batch where is_reopened`;
  await traceCreated(trx, trace, { table: 'complaint_reopening', key, rows: reopenings });
}

async function saveComplaints(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into complaint (customer_id, id, external_id, nature, severity, summary, contact_id, opened_at, opened_by,
      fact_ids, created_at)
    select customer_id, complaint_id, external_id, nature, severity, summary, contact_id, opened_at, member_id,
      array[fact_id], ${act.at}
    from complaint_batch where change = 'created'`.execute(trx);
  await sql`
    update complaint set
      nature = given.nature, severity = given.severity, summary = given.summary, opened_at = given.opened_at,
      contact_id = coalesce(given.contact_id, complaint.contact_id), fact_ids = array[given.fact_id]
    from complaint_batch given
    where given.change = 'updated' and given.is_opened
      and complaint.customer_id = given.customer_id and complaint.id = given.complaint_id`.execute(trx);
}

/** The id of a resolution or reopening is also that of its fact. */
async function saveOutcomes(trx: Trx): Promise<void> {
  await sql`
    insert into complaint_resolution (customer_id, id, complaint_id, solution, confirmed, resolved_at, resolved_by)
    select customer_id, earlier_resolution_id, complaint_id, '', false, reopened_at, null::uuid
    from complaint_batch where is_resolved_earlier
    union all
    select customer_id, resolution_id, complaint_id, coalesce(solution, ''), coalesce(confirmed, false), resolved_at,
      member_id
    from complaint_batch where is_resolved`.execute(trx);
  await sql`
    insert into complaint_reopening (customer_id, id, complaint_id, reason, reopened_at, reopened_by)
    select customer_id, reopening_id, complaint_id, coalesce(reopen_reason, ''), reopened_at, member_id
    from complaint_batch where is_reopened`.execute(trx);
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from complaint_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
