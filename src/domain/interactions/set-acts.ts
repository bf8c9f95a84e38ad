import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import {
  type Change,
  type ChangeCounts,
  factKinds,
  noChanges,
  openFactBatch,
  type RecordOptions,
  recordFactBatch,
} from '../timeline/timeline.ts';
import { channelCodes, type InteractionRow, interactionBits } from './interaction.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;

export interface RecordedInteractions extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly ids: string[];
  readonly changes: Change[];
}

/** Records interactions with their facts. Twice the same changes nothing; a changed one voids its facts. */
export async function recordInteractions(
  trx: Trx,
  act: Act,
  rows: readonly InteractionRow[],
  options: RecordOptions = {},
): Promise<RecordedInteractions> {
  await openInteractionBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillInteractionBatch(trx, act, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordInteractionBatch(trx, act, options);
  const { rows: done } = await sql<{ id: string; change: Change }>`
    select interaction_id as id, change from interaction_batch order by row_no`.execute(trx);
  return { ...counts, ids: done.map((row) => row.id), changes: done.map((row) => row.change) };
}

async function fillInteractionBatch(trx: Trx, act: Act, rows: readonly InteractionRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...row, rowNo: start + at })));
  await sql`
    insert into interaction_batch (row_no, given_id, customer_id, external_id, occurred_at, channel, direction, two_way,
      result, summary, contact_name, contact_id, member_id, competitor_signal, competitor, supplier_change_threatened,
      task_id)
    select "rowNo", id, "customerId", "externalId", "occurredAt", channel, direction, "twoWay", outcome,
      coalesce(summary, ''), "contactName", "contactId", coalesce("memberId", ${act.memberId}::uuid),
      "competitorSignal", competitor, coalesce("supplierChangeThreatened", false), "taskId"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, id uuid, "customerId" bigint, "externalId" text, "occurredAt" timestamptz, channel text,
      direction text, "twoWay" boolean, outcome text, summary text, "contactName" text, "contactId" uuid,
      "memberId" uuid, "competitorSignal" smallint, competitor text, "supplierChangeThreatened" boolean,
      "taskId" uuid)`.execute(trx);
}

/**
 * Makes the empty temporary table `interaction_batch` in the caller's transaction: the columns up to
 * task_id come in (`result` is the outcome), interaction_id and change go out.
 */
export async function openInteractionBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists interaction_batch (
      row_no bigint primary key,
      given_id uuid,
      customer_id bigint not null,
      external_id text,
      occurred_at timestamptz not null,
      channel text not null,
      direction text not null default 'out',
      two_way boolean not null,
      result text not null,
      summary text not null default '',
      contact_name text,
      contact_id uuid,
      member_id uuid,
      competitor_signal smallint,
      competitor text,
      supplier_change_threatened boolean not null default false,
      task_id uuid,
      interaction_id uuid,
      change text,
      main_fact_id uuid not null default gen_random_uuid(),
      competitor_fact_id uuid not null default gen_random_uuid(),
      threat_fact_id uuid not null default gen_random_uuid(),
      fact_ids_before uuid[]
    ) on commit drop`.execute(trx);
  await sql`truncate interaction_batch`.execute(trx);
}

/** Applies `interaction_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordInteractionBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze interaction_batch`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from interaction_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await findContacts(trx);
  await compareInteractions(trx);
  await traceInteractions(trx, options.trace);
  await saveInteractions(trx, act);
  await recordInteractionFacts(trx, act, options);
  return countChanges(trx);
}

async function findContacts(trx: Trx): Promise<void> {
  await sql`
    update interaction_batch set contact_id = contact.id from contact
    where interaction_batch.contact_id is null and contact.customer_id = interaction_batch.customer_id
      and contact.name = interaction_batch.contact_name`.execute(trx);
}

/** A row that repeats an earlier one of the same batch changes nothing either. */
async function compareInteractions(trx: Trx): Promise<void> {
  await sql`
    update interaction_batch given set interaction_id = known.id, fact_ids_before = known.fact_ids, change = case
      when (known.channel, known.direction, known.two_way, known.outcome, known.summary, known.occurred_at,
          known.supplier_change_threatened)
        = (given.channel, given.direction, given.two_way, given.result, given.summary, given.occurred_at,
          given.supplier_change_threatened)
        and coalesce(given.contact_id, known.contact_id) is not distinct from known.contact_id
        and coalesce(given.member_id, known.member_id) is not distinct from known.member_id
        and known.competitor_signal is not distinct from given.competitor_signal
        and known.competitor is not distinct from given.competitor
      then 'unchanged' else 'updated' end
    from interaction known
    where known.customer_id = given.customer_id and case
      when given.given_id is not null then known.id = given.given_id
      when given.external_id is not null then known.external_id = given.external_id
      else known.external_id is null and known.channel = given.channel and known.occurred_at = given.occurred_at
        and known.summary = given.summary end`.execute(trx);
  await sql`
    update interaction_batch given set change = 'created', interaction_id = first.id
    from (
      select row_no, coalesce(given_id, first_value(main_fact_id) over same) as id
      from interaction_batch where change is null
      window same as (
        partition by customer_id, given_id, external_id, case when external_id is null then channel end,
          case when external_id is null then occurred_at end, case when external_id is null then summary end
        order by row_no)) as first
    where first.row_no = given.row_no`.execute(trx);
  await sql`
    update interaction_batch given set change = 'unchanged'
    where exists (
      select from interaction_batch earlier
      where earlier.interaction_id = given.interaction_id and earlier.row_no < given.row_no)`.execute(trx);
}

async function traceInteractions(trx: Trx, trace: Trace | undefined): Promise<void> {
  const rows = (change: Change) => sql`
    select customer_id, interaction_id as id from interaction_batch where change = ${change}`;
  await traceCreated(trx, trace, { table: 'interaction', key: ['customer_id', 'id'], rows: rows('created') });
  await traceBefore(trx, trace, { table: 'interaction', key: ['customer_id', 'id'], rows: rows('updated') });
}

async function saveInteractions(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into interaction (customer_id, id, external_id, channel, direction, two_way, outcome, summary, contact_id,
      member_id, competitor_signal, competitor, supplier_change_threatened, task_id, fact_ids, occurred_at, created_at)
    select customer_id, interaction_id, external_id, channel, direction, two_way, result, summary, contact_id, member_id,
      competitor_signal, competitor, supplier_change_threatened, task_id, ${factIds}, occurred_at, ${act.at}
    from interaction_batch where change = 'created'`.execute(trx);
  await sql`
    update interaction set
      channel = given.channel, direction = given.direction, two_way = given.two_way, outcome = given.result,
      summary = given.summary, contact_id = coalesce(given.contact_id, interaction.contact_id),
      member_id = coalesce(given.member_id, interaction.member_id), competitor_signal = given.competitor_signal,
      competitor = given.competitor, supplier_change_threatened = given.supplier_change_threatened,
      occurred_at = given.occurred_at, fact_ids = given.fact_ids
    from (select *, ${factIds} as fact_ids from interaction_batch where change = 'updated') as given
    where interaction.customer_id = given.customer_id and interaction.id = given.interaction_id`.execute(trx);
}

const factIds = sql`array_remove(array[
  main_fact_id,
  case when competitor_signal is not null then competitor_fact_id end,
  case when supplier_change_threatened then threat_fact_id end], null)`;

async function recordInteractionFacts(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from interaction_batch given
    join fact on fact.customer_id = given.customer_id and fact.id = any(given.fact_ids_before)
    where given.change = 'updated'`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, category, score)
    select customer_id, main_fact_id, ${factKinds.interaction}::smallint, occurred_at,
      (${JSON.stringify(channelCodes)}::jsonb ->> channel)::integer as category, (
        case when two_way then ${interactionBits.twoWay}::integer else 0 end
        | case when exists (
            select from contact where contact.customer_id = given.customer_id and contact.id = given.contact_id
              and contact.role in ('decider', 'buyer')) then ${interactionBits.withDeciderOrBuyer}::integer else 0 end
        | case when direction = 'in' then ${interactionBits.inbound}::integer else 0 end)::smallint as score
    from interaction_batch given where change <> 'unchanged'
    union all
    select customer_id, competitor_fact_id, ${factKinds.enquiry_competitor}, occurred_at, null, competitor_signal
    from interaction_batch where change <> 'unchanged' and competitor_signal is not null
    union all
    select customer_id, threat_fact_id, ${factKinds.supplier_change_threatened}, occurred_at, null, null
    from interaction_batch where change <> 'unchanged' and supplier_change_threatened`.execute(trx);
  await recordFactBatch(trx, act, options);
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from interaction_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
