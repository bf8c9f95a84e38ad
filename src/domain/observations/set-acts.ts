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
import { type ObservationKind, type ObservationRow, visitPlaceCodes } from './observation.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;
/** A rival was named and nothing said of how serious it is: the weakest signal. */
const STRENGTH_UNSAID = 1;

export interface RecordedObservations extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly ids: string[];
  readonly changes: Change[];
}

/** Records observations with their facts. Twice the same changes nothing; a changed one voids its fact. */
export async function recordObservations(
  trx: Trx,
  act: Act,
  rows: readonly ObservationRow[],
  options: RecordOptions = {},
): Promise<RecordedObservations> {
  await openObservationBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillObservationBatch(trx, act, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordObservationBatch(trx, act, options);
  const { rows: done } = await sql<{ id: string; change: Change }>`
    select observation_id as id, change from observation_batch order by row_no`.execute(trx);
  return { ...counts, ids: done.map((row) => row.id), changes: done.map((row) => row.change) };
}

async function fillObservationBatch(trx: Trx, act: Act, rows: readonly ObservationRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...row, rowNo: start + at })));
  await sql`
    insert into observation_batch (row_no, customer_id, external_id, kind, subject, note, strength, place, quantity,
      unit, product_code, contact_name, contact_id, member_id, occurred_at)
    select "rowNo", "customerId", "externalId", kind, coalesce(subject, ''), coalesce(note, ''), strength, place,
      quantity, unit, "productCode", "contactName", "contactId", coalesce("memberId", ${act.memberId}::uuid),
      "occurredAt"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, "externalId" text, kind text, subject text, note text, strength smallint,
      place text, quantity numeric, unit text, "productCode" text, "contactName" text, "contactId" uuid,
      "memberId" uuid, "occurredAt" timestamptz)`.execute(trx);
}

/**
 * Makes the empty temporary table `observation_batch` in the caller's transaction: the columns up to occurred_at come
 * in, observation_id and change go out.
 */
export async function openObservationBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists observation_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      external_id text,
      kind text not null,
      subject text not null default '',
      note text not null default '',
      strength smallint,
      place text,
      quantity numeric(18, 4),
      unit text,
      product_code text,
      product_id integer,
      contact_name text,
      contact_id uuid,
      member_id uuid,
      occurred_at timestamptz not null,
      observation_id uuid,
      change text,
      fact_id uuid not null default gen_random_uuid(),
      fact_ids_before uuid[]
    ) on commit drop`.execute(trx);
  await sql`truncate observation_batch`.execute(trx);
}

/** Applies `observation_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordObservationBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze observation_batch`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from observation_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await completeRows(trx);
  await compareObservations(trx);
  await traceObservations(trx, options.trace);
  await saveObservations(trx, act);
  await recordObservationFacts(trx, act, options);
  return countChanges(trx);
}

async function completeRows(trx: Trx): Promise<void> {
  await sql`
    update observation_batch given set
      contact_id = coalesce(contact_id, (
        select contact.id from contact
        where contact.customer_id = given.customer_id and contact.name = given.contact_name
        order by left_at is not null, contact.id limit 1)),
      product_id = (select product.id from product where product.code = given.product_code),
      strength = case when kind = 'competitor_enquiry' then coalesce(strength, ${STRENGTH_UNSAID}::smallint) end,
      quantity = case when kind = 'customer_visit' then coalesce(quantity, 1) else quantity end`.execute(trx);
}

/** A row that repeats an earlier one of the same batch changes nothing either. */
async function compareObservations(trx: Trx): Promise<void> {
  await sql`
    update observation_batch given set observation_id = known.id, fact_ids_before = known.fact_ids, change = case
      when (known.kind, known.subject, known.note, known.strength, known.place, known.quantity, known.unit,
          known.product_id, known.occurred_at)
        is not distinct from (given.kind, given.subject, given.note, given.strength, given.place, given.quantity,
          given.unit, given.product_id, given.occurred_at)
        and coalesce(given.contact_id, known.contact_id) is not distinct from known.contact_id
        and coalesce(given.member_id, known.member_id) is not distinct from known.member_id
      then 'unchanged' else 'updated' end
    from observation known
    where known.customer_id = given.customer_id and case
      when given.external_id is not null then known.external_id = given.external_id and known.kind = given.kind
      else known.external_id is null and (known.kind, known.occurred_at, known.subject) =
          (given.kind, given.occurred_at, given.subject)
        and (known.place, known.product_id) is not distinct from (given.place, given.product_id) end`.execute(trx);
  await sql`
    update observation_batch given set change = 'created', observation_id = first.id
    from (
      select row_no, first_value(fact_id) over (
        partition by customer_id, kind, external_id, case when external_id is null then occurred_at end,
          case when external_id is null then subject end, case when external_id is null then place end,
          case when external_id is null then product_id end
        order by row_no) as id
      from observation_batch where change is null) as first
    where first.row_no = given.row_no`.execute(trx);
  await sql`
    update observation_batch given set change = 'unchanged'
    where exists (
      select from observation_batch earlier
      where earlier.observation_id = given.observation_id and earlier.row_no < given.row_no)`.execute(trx);
}

async function saveObservations(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into observation (customer_id, id, external_id, kind, subject, note, strength, place, quantity, unit,
      product_id, contact_id, member_id, occurred_at, fact_ids, created_at)
    select customer_id, observation_id, external_id, kind, subject, note, strength, place, quantity, unit, product_id,
      contact_id, member_id, occurred_at, array[fact_id], ${act.at}
    from observation_batch where change = 'created'`.execute(trx);
  await sql`
    update observation set subject = given.subject, note = given.note, strength = given.strength, place = given.place,
      quantity = given.quantity, unit = given.unit, product_id = given.product_id,
      contact_id = coalesce(given.contact_id, observation.contact_id),
      member_id = coalesce(given.member_id, observation.member_id), occurred_at = given.occurred_at,
      fact_ids = array[fact_id]
    from observation_batch given
    where given.change = 'updated' and observation.customer_id = given.customer_id
      and observation.id = given.observation_id`.execute(trx);
}

const kinds = {
  competitor_enquiry: factKinds.enquiry_competitor,
  product_enquiry: factKinds.enquiry_product,
  policy_enquiry: factKinds.enquiry_policy,
  mention: factKinds.mention,
  customer_visit: factKinds.portal_visit,
  customer_stock: factKinds.customer_stock,
} as const satisfies Record<ObservationKind, number>;

async function recordObservationFacts(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from observation_batch given
    join fact on fact.customer_id = given.customer_id and fact.id = any(given.fact_ids_before)
    where given.change = 'updated'`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category, score)
    select customer_id, fact_id, (${JSON.stringify(kinds)}::jsonb ->> kind)::smallint, occurred_at,
      round(quantity)::bigint, coalesce(
        (${JSON.stringify(visitPlaceCodes)}::jsonb ->> place)::integer,
        (select category_id from product where product.id = product_id)), strength
    from observation_batch where change <> 'unchanged'`.execute(trx);
  await recordFactBatch(trx, act, options);
}

async function traceObservations(trx: Trx, trace: Trace | undefined): Promise<void> {
  const rows = (change: string) =>
    sql`select customer_id, observation_id as id from observation_batch where change = ${change}`;
  const traced = { table: 'observation', key: ['customer_id', 'id'] } as const;
  await traceCreated(trx, trace, { ...traced, rows: rows('created') });
  await traceBefore(trx, trace, { ...traced, rows: rows('updated') });
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from observation_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
