import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import { type Change, type ChangeCounts, noChanges, type RecordOptions } from '../timeline/timeline.ts';
import type { NeedRow } from './need.ts';
import { tellNeeds, type WrittenNeed } from './need-story-acts.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;

export interface RecordedNeeds extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly ids: string[];
  readonly changes: Change[];
}

/** Records needs with their story and facts. What a row does not say stays; twice the same changes nothing. */
export async function recordNeeds(
  trx: Trx,
  act: Act,
  rows: readonly NeedRow[],
  options: RecordOptions = {},
): Promise<RecordedNeeds> {
  await openNeedBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillNeedBatch(trx, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordNeedBatch(trx, act, options);
  const { rows: done } = await sql<{ id: string; change: Change }>`
    select need_id as id, change from need_batch order by row_no`.execute(trx);
  return { ...counts, ids: done.map((row) => row.id), changes: done.map((row) => row.change) };
}

async function fillNeedBatch(trx: Trx, rows: readonly NeedRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...row, rowNo: start + at })));
  await sql`
    insert into need_batch (row_no, customer_id, external_id, text, kind, nature, importance, urgency, level, evidence,
      source, contact_name, contact_id, project_name, project_id, product_code, owner_id, due_on, fit, state, state_at,
      state_reason, said_at)
    select "rowNo", "customerId", "externalId", text, kind, nature, importance, urgency, level, evidence, source,
      "contactName", "contactId", "projectName", "projectId", "productCode", "ownerId", "dueOn", fit, state, "stateAt",
      "stateReason", "saidAt"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, "externalId" text, text text, kind text, nature text, importance smallint,
      urgency smallint, level smallint, evidence text, source text, "contactName" text, "contactId" uuid,
      "projectName" text, "projectId" uuid, "productCode" text, "ownerId" uuid, "dueOn" date, fit smallint, state text,
      "stateAt" timestamptz, "stateReason" text, "saidAt" timestamptz)`.execute(trx);
}

/**
 * Makes the empty temporary table `need_batch` in the caller's transaction: the columns up to said_at come in (null:
 * not said), need_id and change go out.
 */
export async function openNeedBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists need_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      external_id text,
      text text not null,
      kind text,
      nature text,
      importance smallint,
      urgency smallint,
      level smallint,
      evidence text,
      source text,
      contact_name text,
      contact_id uuid,
      project_name text,
      project_id uuid,
      product_code text,
      product_id integer,
      owner_id uuid,
      due_on date,
      fit smallint,
      state text,
      state_at timestamptz,
      state_reason text,
      said_at timestamptz not null,
      need_id uuid,
      change text,
      held jsonb,
      fresh_id uuid not null default gen_random_uuid()
    ) on commit drop`.execute(trx);
  await sql`truncate need_batch`.execute(trx);
}

/** Applies `need_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordNeedBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze need_batch`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from need_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await findNamed(trx);
  await completeFromKnown(trx);
  await completeUnknown(trx);
  await traceNeeds(trx, options.trace);
  await saveNeeds(trx, act);
  const { rows: written } = await sql<WrittenNeed>`
    select customer_id as "customerId", need_id as "needId", held from need_batch
    where change <> 'unchanged'`.execute(trx);
  await tellNeeds(trx, act, written, options);
  return countChanges(trx);
}

async function findNamed(trx: Trx): Promise<void> {
  await sql`
    update need_batch given set
      contact_id = coalesce(contact_id, (
        select contact.id from contact
        where contact.customer_id = given.customer_id and contact.name = given.contact_name
        order by left_at is not null, contact.id limit 1)),
      project_id = coalesce(project_id, (
        select project.id from project
        where project.customer_id = given.customer_id and project.name = given.project_name)),
      product_id = (select product.id from product where product.code = given.product_code)
    where contact_name is not null or project_name is not null or product_code is not null`.execute(trx);
}

/** What a row does not say of a known need is what the need says. */
async function completeFromKnown(trx: Trx): Promise<void> {
  await sql`
    update need_batch given set need_id = known.id, held = to_jsonb(known), change = 'updated',
      kind = coalesce(given.kind, known.kind), nature = coalesce(given.nature, known.nature),
      importance = coalesce(given.importance, known.importance), urgency = coalesce(given.urgency, known.urgency),
      level = coalesce(given.level, known.level), evidence = coalesce(given.evidence, known.evidence),
      source = coalesce(given.source, known.source), contact_id = coalesce(given.contact_id, known.contact_id),
      project_id = coalesce(given.project_id, known.project_id),
      product_id = coalesce(given.product_id, known.product_id), owner_id = coalesce(given.owner_id, known.owner_id),
      due_on = coalesce(given.due_on, known.due_on), fit = coalesce(given.fit, known.fit),
      state = coalesce(given.state, known.state), state_reason = coalesce(given.state_reason, known.state_reason),
      state_at = case when given.state is null or given.state = known.state
        then coalesce(given.state_at, known.state_at) else given.state_at end
    from need known
    where known.customer_id = given.customer_id and case
      when given.external_id is not null then known.external_id = given.external_id
      else known.external_id is null and known.said_at = given.said_at and known.text = given.text end`.execute(trx);
  await sql`
    update need_batch given set change = 'unchanged' from need known
    where known.customer_id = given.customer_id and known.id = given.need_id
      and (${knownColumns}) is not distinct from (${givenColumns})`.execute(trx);
}

const knownColumns = sql`known.text, known.kind, known.nature, known.importance, known.urgency, known.level,
  known.evidence, known.source, known.contact_id, known.project_id, known.product_id, known.owner_id, known.due_on,
  known.fit, known.state, known.state_reason, known.said_at`;
const givenColumns = sql`given.text, given.kind, given.nature, given.importance, given.urgency, given.level,
  given.evidence, given.source, given.contact_id, given.project_id, given.product_id, given.owner_id, given.due_on,
  given.fit, given.state, given.state_reason, given.said_at`;

/** New needs get what was not said; a row that repeats an earlier one of the same batch changes nothing. */
async function completeUnknown(trx: Trx): Promise<void> {
  await sql`
    update need_batch given set change = 'created', need_id = first.id,
      kind = coalesce(kind, 'stated'), nature = coalesce(nature, 'other'), importance = coalesce(importance, 2),
      urgency = coalesce(urgency, 2), evidence = coalesce(evidence, ''), state = coalesce(state, 'open'),
      state_reason = coalesce(state_reason, '')
    from (
      select row_no, first_value(fresh_id) over (
        partition by customer_id, external_id, case when external_id is null then said_at end,
          case when external_id is null then text end
        order by row_no) as id
      from need_batch where change is null) as first
    where first.row_no = given.row_no`.execute(trx);
  await sql`
    update need_batch given set change = 'unchanged'
    where exists (
      select from need_batch earlier
      where earlier.need_id = given.need_id and earlier.row_no < given.row_no)`.execute(trx);
}

async function saveNeeds(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into need (customer_id, id, external_id, text, kind, nature, importance, urgency, level, evidence, source,
      contact_id, project_id, product_id, owner_id, due_on, fit, state, state_at, state_reason, said_at, created_at,
      created_by)
    select customer_id, need_id, external_id, text, kind, nature, importance, urgency, level, evidence, source,
      contact_id, project_id, product_id, owner_id, due_on, fit, state,
      coalesce(state_at, case when state = 'open' then said_at else ${act.at} end), state_reason, said_at, ${act.at},
      ${act.memberId}::uuid
    from need_batch where change = 'created'`.execute(trx);
  await sql`
    update need set text = given.text, kind = given.kind, nature = given.nature, importance = given.importance,
      urgency = given.urgency, level = given.level, evidence = given.evidence, source = given.source,
      contact_id = given.contact_id, project_id = given.project_id, product_id = given.product_id,
      owner_id = given.owner_id, due_on = given.due_on, fit = given.fit, state = given.state,
      state_at = coalesce(given.state_at, ${act.at}), state_reason = given.state_reason, said_at = given.said_at
    from need_batch given
    where given.change = 'updated' and need.customer_id = given.customer_id and need.id = given.need_id`.execute(trx);
}

async function traceNeeds(trx: Trx, trace: Trace | undefined): Promise<void> {
  const rows = (change: string) => sql`select customer_id, need_id as id from need_batch where change = ${change}`;
  const traced = { table: 'need', key: ['customer_id', 'id'] } as const;
  await traceCreated(trx, trace, { ...traced, rows: rows('created') });
  await traceBefore(trx, trace, { ...traced, rows: rows('updated') });
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from need_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
