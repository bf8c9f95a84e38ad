import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import { type Change, type ChangeCounts, noChanges, type RecordOptions } from '../timeline/timeline.ts';
import type { PromiseRow } from './promise.ts';
import { tellPromises, type WrittenPromise } from './promise-story-acts.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;

export interface RecordedPromises extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly ids: string[];
  readonly changes: Change[];
}

/** Records promises with their story and facts. What a row does not say stays; twice the same changes nothing. */
export async function recordPromises(
  trx: Trx,
  act: Act,
  rows: readonly PromiseRow[],
  options: RecordOptions = {},
): Promise<RecordedPromises> {
  await openPromiseBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillPromiseBatch(trx, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordPromiseBatch(trx, act, options);
  const { rows: done } = await sql<{ id: string; change: Change }>`
    select promise_id as id, change from promise_batch order by row_no`.execute(trx);
  return { ...counts, ids: done.map((row) => row.id), changes: done.map((row) => row.change) };
}

async function fillPromiseBatch(trx: Trx, rows: readonly PromiseRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...row, rowNo: start + at })));
  await sql`
    insert into promise_batch (row_no, customer_id, external_id, need_id, text, made_at, due_on, owner_id, contact_name,
      contact_id, technical_check, ending, ended_at, ending_text)
    select "rowNo", "customerId", "externalId", "needId", text, "madeAt", "dueOn", "ownerId", "contactName", "contactId",
      "technicalCheck", ending, "endedAt", "endingText"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, "externalId" text, "needId" uuid, text text, "madeAt" timestamptz,
      "dueOn" date, "ownerId" uuid, "contactName" text, "contactId" uuid, "technicalCheck" text, ending text,
      "endedAt" timestamptz, "endingText" text)`.execute(trx);
}

/**
 * Makes the empty temporary table `promise_batch` in the caller's transaction: the columns up to ending_text come in
 * (null: not said), promise_id and change go out.
 */
export async function openPromiseBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists promise_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      external_id text,
      need_id uuid,
      text text not null,
      made_at timestamptz not null,
      due_on date not null,
      owner_id uuid,
      contact_name text,
      contact_id uuid,
      technical_check text,
      ending text,
      ended_at timestamptz,
      ending_text text,
      promise_id uuid,
      change text,
      held jsonb,
      fresh_id uuid not null default gen_random_uuid()
    ) on commit drop`.execute(trx);
  await sql`truncate promise_batch`.execute(trx);
}

/** Applies `promise_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordPromiseBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze promise_batch`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from promise_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await completeFromKnown(trx);
  await completeUnknown(trx, act);
  await tracePromises(trx, options.trace);
  await savePromises(trx, act);
  const { rows: written } = await sql<WrittenPromise>`
    select customer_id as "customerId", promise_id as "promiseId", held from promise_batch
    where change <> 'unchanged'`.execute(trx);
  await tellPromises(trx, act, written, options);
  return countChanges(trx);
}

/** What a row does not say of a known promise is what the promise says. A file that repeats the first date undoes no later one. */
async function completeFromKnown(trx: Trx): Promise<void> {
  await sql`
    update promise_batch given set contact_id = (
      select contact.id from contact
      where contact.customer_id = given.customer_id and contact.name = given.contact_name
      order by left_at is not null, contact.id limit 1)
    where contact_id is null and contact_name is not null`.execute(trx);
  await sql`
    update promise_batch given set promise_id = known.id, held = to_jsonb(known), change = 'updated',
      due_on = case when given.due_on = known.first_due_on then known.due_on else given.due_on end,
      need_id = coalesce(given.need_id, known.need_id), owner_id = coalesce(given.owner_id, known.owner_id),
      contact_id = coalesce(given.contact_id, known.contact_id),
      technical_check = coalesce(given.technical_check, known.technical_check),
      ended_at = case when given.ending is null or given.ending = known.ending
        then coalesce(given.ended_at, known.ended_at) else given.ended_at end,
      ending = coalesce(given.ending, known.ending), ending_text = coalesce(given.ending_text, known.ending_text)
    from promise known
    where known.customer_id = given.customer_id and case
      when given.external_id is not null then known.external_id = given.external_id
      else known.external_id is null and known.made_at = given.made_at and known.text = given.text end`.execute(trx);
  await sql`
    update promise_batch given set change = 'unchanged' from promise known
    where known.customer_id = given.customer_id and known.id = given.promise_id
      and (known.need_id, known.text, known.made_at, known.due_on, known.owner_id, known.contact_id,
          known.technical_check, known.ending, known.ended_at, known.ending_text)
        is not distinct from (given.need_id, given.text, given.made_at, given.due_on, given.owner_id, given.contact_id,
          given.technical_check, given.ending, given.ended_at, given.ending_text)`.execute(trx);
}

/** New promises get what was not said; a row that repeats an earlier one of the same batch changes nothing. */
async function completeUnknown(trx: Trx, act: Act): Promise<void> {
  await sql`
    update promise_batch given set change = 'created', promise_id = first.id,
      technical_check = coalesce(technical_check, 'none'), ending_text = coalesce(ending_text, '')
    from (
      select row_no, first_value(fresh_id) over (
        partition by customer_id, external_id, case when external_id is null then made_at end,
          case when external_id is null then text end
        order by row_no) as id
      from promise_batch where change is null) as first
    where first.row_no = given.row_no`.execute(trx);
  await sql`
    update promise_batch given set change = 'unchanged'
    where exists (
      select from promise_batch earlier
      where earlier.promise_id = given.promise_id and earlier.row_no < given.row_no)`.execute(trx);
  await sql`
    update promise_batch set ended_at = case when ending is null then null else coalesce(ended_at, ${act.at}) end
    where change <> 'unchanged'`.execute(trx);
}

async function savePromises(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into promise (customer_id, id, external_id, need_id, text, made_at, first_due_on, due_on, owner_id,
      contact_id, technical_check, ending, ended_at, ended_by, ending_text, created_at, created_by)
    select customer_id, promise_id, external_id, need_id, text, made_at, due_on, due_on, owner_id, contact_id,
      technical_check, ending, ended_at, case when ending is not null then ${act.memberId}::uuid end, ending_text,
      ${act.at}, ${act.memberId}::uuid
    from promise_batch where change = 'created'`.execute(trx);
  await sql`
    update promise set need_id = given.need_id, text = given.text, made_at = given.made_at, due_on = given.due_on,
      owner_id = given.owner_id, contact_id = given.contact_id, technical_check = given.technical_check,
      ending = given.ending, ended_at = given.ended_at, ending_text = given.ending_text,
      ended_by = case when given.ending is null then null else coalesce(ended_by, ${act.memberId}::uuid) end
    from promise_batch given
    where given.change = 'updated' and promise.customer_id = given.customer_id
      and promise.id = given.promise_id`.execute(trx);
}

/** What the passing of a date writes by itself. */
const BY_CLOCK = ['overdue_due_on', 'overdue_fact_ids', 'task_id'] as const;

async function tracePromises(trx: Trx, trace: Trace | undefined): Promise<void> {
  const rows = (change: string) =>
    sql`select customer_id, promise_id as id from promise_batch where change = ${change}`;
  const traced = { table: 'promise', key: ['customer_id', 'id'] } as const;
  await traceCreated(trx, trace, { ...traced, rows: rows('created') }, { unwatched: [...BY_CLOCK] });
  await traceBefore(trx, trace, { ...traced, rows: rows('updated') }, { unwatched: [...BY_CLOCK] });
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from promise_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
