import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, openFactBatch, type RecordOptions, recordFactBatch } from '../timeline/timeline.ts';
import { needNatureCodes } from './need.ts';

/** A need that was just written; `held` is its row from before, null for a new one. */
export interface WrittenNeed {
  readonly customerId: number;
  readonly needId: string;
  readonly held: unknown;
}

/** Tells what became of needs: in their own story, and on the timeline, where facts that are wrong now are voided. */
export async function tellNeeds(
  trx: Trx,
  act: Act,
  written: readonly WrittenNeed[],
  options: RecordOptions = {},
): Promise<void> {
  if (written.length === 0) return;
  await traceStory(trx, options.trace, await tellStory(trx, act, written));
  await tellFacts(trx, act, written, options);
}

/** An entry of the story that was just written. */
export interface Told {
  readonly customerId: number;
  readonly id: string;
}

/** Taking an import back takes its part of the story too. */
export async function traceStory(trx: Trx, trace: Trace | undefined, told: readonly Told[]): Promise<void> {
  const rows = sql`
    select * from unnest(${told.map((one) => one.customerId)}::bigint[], ${told.map((one) => one.id)}::uuid[])
      as told (customer_id, id)`;
  await traceCreated(trx, trace, { table: 'need_change', key: ['customer_id', 'id'], rows });
}

async function tellStory(trx: Trx, act: Act, written: readonly WrittenNeed[]): Promise<Told[]> {
  const { rows } = await sql<Told>`
    with given as (
      select need.*, held, (
        select jsonb_object_agg(key, jsonb_build_object('from', held -> key, 'to', value))
        from jsonb_each(to_jsonb(need))
        where key = any(${TOLD_COLUMNS}::text[]) and held -> key is distinct from value) as differences
      from ${givenNeeds(written)}
      join need on need.customer_id = written.customer_id and need.id = written.need_id)
    insert into need_change (customer_id, id, need_id, what, note, details, changed_at, changed_by)
    select customer_id, gen_random_uuid(), id, 'recorded', evidence, '{}', said_at, ${act.memberId}::uuid
    from given where held is null
    union all
    select customer_id, gen_random_uuid(), id, 'changed', '', differences, ${act.at}, ${act.memberId}::uuid
    from given where held is not null and differences is not null
    union all
    select customer_id, gen_random_uuid(), id, case when state = 'open' then 'reopened' else state end, state_reason,
      '{}', state_at, ${act.memberId}::uuid
    from given where state <> coalesce(held ->> 'state', 'open')
    returning customer_id as "customerId", id`.execute(trx);
  return rows;
}

const TOLD_COLUMNS = [
  'text',
  'kind',
  'nature',
  'importance',
  'urgency',
  'level',
  'evidence',
  'source',
  'due_on',
  'fit',
  'owner_id',
];

async function tellFacts(trx: Trx, act: Act, written: readonly WrittenNeed[], options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from ${givenNeeds(written)}
    join need on need.customer_id = written.customer_id and need.id = written.need_id
    join fact on fact.customer_id = need.customer_id and fact.id = any(need.fact_ids)`.execute(trx);
  await sql`
    with told as (
      update need set fact_ids = case
        when state = 'met' then array[gen_random_uuid(), gen_random_uuid()] else array[gen_random_uuid()] end
      from ${givenNeeds(written)}
      where need.customer_id = written.customer_id and need.id = written.need_id
      returning need.*, (${JSON.stringify(needNatureCodes)}::jsonb ->> need.nature)::integer as nature_code)
    insert into fact_batch (customer_id, id, kind, occurred_at, category, score)
    select customer_id, fact_ids[1], ${factKinds.need_recorded}::smallint, said_at, nature_code, urgency from told
    union all
    select customer_id, fact_ids[2], ${factKinds.need_met}, state_at, nature_code, null
    from told where state = 'met'`.execute(trx);
  await recordFactBatch(trx, act, options);
}

function givenNeeds(written: readonly WrittenNeed[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(
    written.map(({ customerId, needId, held }) => ({ customer_id: customerId, need_id: needId, held })),
  )}::jsonb) as written (customer_id bigint, need_id uuid, held jsonb)`;
}
