import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { findActivePlan } from '../plans/plans.ts';
import { completeTasks } from '../tasks/tasks.ts';
import { factKinds, openFactBatch, type RecordOptions, recordFactBatch } from '../timeline/timeline.ts';
import { type Told, traceStory } from './need-story-acts.ts';

/** Days late are kept within what a fact's score can hold. */
const DAYS_LATE_MAX = 32_000;
/** Before a plan says where the company is. */
const ZONE_DEFAULT = 'Asia/Shanghai';

/** A promise that was just written; `held` is its row from before, null for a new one. */
export interface WrittenPromise {
  readonly customerId: number;
  readonly promiseId: string;
  readonly held: unknown;
}

/**
 * Tells what became of promises: in the story of their needs, and on the timeline, where facts that are wrong now are
 * voided. The task of an overdue one is completed when it has an ending or a new date. `note` says why.
 */
export async function tellPromises(
  trx: Trx,
  act: Act,
  written: readonly WrittenPromise[],
  options: RecordOptions & { readonly note?: string } = {},
): Promise<void> {
  if (written.length === 0) return;
  await traceStory(trx, options.trace, await tellStory(trx, act, written, options.note ?? ''));
  await tellFacts(trx, act, written, options);
  await completeOverdueTasks(trx, act, written);
}

/** The zone in which days are counted. */
export async function zoneOf(db: Db): Promise<string> {
  return (await findActivePlan(db))?.plan.timezone ?? ZONE_DEFAULT;
}

async function tellStory(trx: Trx, act: Act, written: readonly WrittenPromise[], note: string): Promise<Told[]> {
  const { rows } = await sql<Told>`
    with given as (
      select promise.*, held
      from ${givenPromises(written)}
      join promise on promise.customer_id = written.customer_id and promise.id = written.promise_id)
    insert into need_change (customer_id, id, need_id, promise_id, what, note, details, changed_at, changed_by)
    select customer_id, gen_random_uuid(), need_id, id, what, note, details, at, ${act.memberId}::uuid
    from given cross join lateral (
      values
        ('promised', '', jsonb_build_object('due_on', first_due_on), made_at, held is null),
        ('changed', '', jsonb_build_object('text', jsonb_build_object('from', held -> 'text', 'to', text)), ${act.at},
          held ->> 'text' <> text),
        ('postponed', ${note}, jsonb_build_object('due_on', jsonb_build_object('from', held -> 'due_on', 'to', due_on)),
          ${act.at}, held ->> 'due_on' <> due_on::text),
        ('checked', check_reason, jsonb_build_object('technical_check', technical_check),
          coalesce(checked_at, ${act.at}), held ->> 'technical_check' <> technical_check),
        (ending, ending_text, '{}', ended_at, ending is distinct from held ->> 'ending' and ending is not null),
        ('reopened', ${note}, '{}', ${act.at}, ending is null and held ->> 'ending' is not null)
    ) as told (what, note, details, at, is_so)
    where is_so
    returning customer_id as "customerId", id`.execute(trx);
  return rows;
}

async function tellFacts(
  trx: Trx,
  act: Act,
  written: readonly WrittenPromise[],
  options: RecordOptions,
): Promise<void> {
  const zone = await zoneOf(trx);
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from ${givenPromises(written)}
    join promise on promise.customer_id = written.customer_id and promise.id = written.promise_id
    join fact on fact.customer_id = promise.customer_id and fact.id = any(promise.fact_ids || case
      when ${wasKeptInTime(zone)} then overdue_fact_ids else '{}'::uuid[] end)`.execute(trx);
  await sql`
    with told as (
      update promise set
        overdue_fact_ids = case when ${wasKeptInTime(zone)} then '{}' else overdue_fact_ids end,
        fact_ids = case
          when ending = 'kept' then array[gen_random_uuid(), gen_random_uuid()] else array[gen_random_uuid()] end
      from ${givenPromises(written)}
      where promise.customer_id = written.customer_id and promise.id = written.promise_id
      returning promise.*)
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, score)
    select customer_id, fact_ids[1], ${factKinds.promise_made}::smallint, made_at, first_due_on - date '1970-01-01', null
    from told
    union all
    select customer_id, fact_ids[2], ${factKinds.promise_kept}, ended_at, null,
      greatest(least((ended_at at time zone ${zone})::date - first_due_on, ${DAYS_LATE_MAX}::integer),
        ${-DAYS_LATE_MAX}::integer)::smallint
    from told where ending = 'kept'`.execute(trx);
  await recordFactBatch(trx, act, options);
}

/** Kept on a day that was not past the date whose passing was told: it was told for want of knowledge. */
function wasKeptInTime(zone: string) {
  return sql`coalesce(ending = 'kept' and (ended_at at time zone ${zone})::date <= overdue_due_on, false)`;
}

const OUTCOMES = {
  zh: { kept: '已兑现', broken: '未能兑现', postponed: '已改期' },
  en: { kept: 'kept', broken: 'broken', postponed: 'new date agreed' },
} as const;

async function completeOverdueTasks(trx: Trx, act: Act, written: readonly WrittenPromise[]): Promise<void> {
  const { rows } = await sql<{ customerId: number; taskId: string; outcome: string }>`
    update promise set task_id = null
    from ${givenPromises(written)}, lateral (
      select task_id, (
        select case when language = 'en' then 'en' else 'zh' end from member
        where member.id = (select owner_id from task
          where task.customer_id = written.customer_id and task.id = before.task_id)) as language
      from promise before where before.customer_id = written.customer_id and before.id = written.promise_id) as done
    where promise.customer_id = written.customer_id and promise.id = written.promise_id and promise.task_id is not null
      and (ending is not null or due_on > overdue_due_on)
    returning promise.customer_id as "customerId", done.task_id as "taskId",
      ${JSON.stringify(OUTCOMES)}::jsonb -> coalesce(done.language, 'zh') ->> coalesce(ending, 'postponed') as outcome
  `.execute(trx);
  await completeTasks(trx, act, rows);
}

function givenPromises(written: readonly WrittenPromise[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(
    written.map(({ customerId, promiseId, held }) => ({ customer_id: customerId, promise_id: promiseId, held })),
  )}::jsonb) as written (customer_id bigint, promise_id uuid, held jsonb)`;
}
