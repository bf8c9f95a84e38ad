import { sql } from 'kysely';
import type { Db, Trx } from '../database/connect.ts';
import { assert } from '../kernel/errors.ts';

export interface EnqueueOptions {
  /** While a job with the same name and key waits, another one is not added. */
  readonly key?: string;
  /** Not before this moment; otherwise at once. */
  readonly startAfter?: Date;
}

/**
 * Adds a job in the caller's transaction: it exists if and only if that commits. True when it was added, false when
 * one with the same key waits already. A job of an unknown name is a bug: its definition is missing in modules.ts.
 *
 * Written as SQL, which pg-boss documents for other clients, so that an act needs no queue object but its transaction.
 */
export async function enqueue(
  trx: Db | Trx,
  name: string,
  payload: object,
  options: EnqueueOptions = {},
): Promise<boolean> {
  const target = sql`select * from jobs.queue where name = ${name}`;
  const { queues, added } = await insertJobs(trx, target, payload, options);
  assert(queues === 1, `no job is called ${name}: list its definition in modules.ts`);
  return added === 1;
}

/** Adds one job for every subscriber of the topic, in the caller's transaction. Returns how many were added. */
export async function publish(trx: Db | Trx, topic: string, payload: object): Promise<number> {
  const target = sql`select queue.* from jobs.queue join jobs.subscription using (name) where subscription.event = ${topic}`;
  const { added } = await insertJobs(trx, target, payload, {});
  return added;
}

async function insertJobs(
  trx: Db | Trx,
  target: ReturnType<typeof sql>,
  payload: object,
  options: EnqueueOptions,
): Promise<{ queues: number; added: number }> {
  const { rows } = await sql<{ queues: number; added: number; notified: number }>`
    with target as (${target}),
    incoming as (
      select gen_random_uuid() as id, coalesce(${options.startAfter ?? null}::timestamptz, jobs.job_now()) as start_after, target.*
      from target
    ),
    added as (
      insert into jobs.job (id, name, data, start_after, created_on, keep_until, singleton_key, policy, dead_letter,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds)
      select id, name, ${JSON.stringify(payload)}::jsonb, start_after, jobs.job_now(),
        start_after + retention_seconds * interval '1 second', coalesce(${options.key ?? null}, id::text), policy, dead_letter,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds
      from incoming
      on conflict do nothing
      returning name, start_after
    ),
    woken as (
      select pg_notify('pgboss_' || left(encode(sha224('jobs'::bytea), 'hex'), 24), name)
      from added where start_after <= jobs.job_now()
    )
    select (select count(*) from target) as queues, (select count(*) from added) as added,
      (select count(*) from woken) as notified`.execute(trx);
  const counts = rows[0];
  assert(counts, 'a query of counts answers one row');
  return counts;
}
