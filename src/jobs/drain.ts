import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Db } from '../database/connect.ts';
import { assert } from '../kernel/errors.ts';
import { enqueue } from './enqueue.ts';
import type { Job, JobContext, JobSchedule } from './job.ts';

export interface Drained {
  /** How many jobs ran to their end. */
  readonly done: number;
  readonly failures: readonly { readonly name: string; readonly error: Error }[];
}

export interface DrainPlan {
  readonly boss: PgBoss;
  readonly db: Db;
  readonly definitions: readonly Job[];
  readonly schedules: ReadonlyMap<string, JobSchedule>;
  readonly context: () => JobContext;
  /** Schedules have been honoured up to here. */
  readonly since: Date;
}

interface Taken {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

/** More than this in one drain is a job that adds itself. */
const DRAINED_MAX = 100_000;
const HEARTBEAT_EVERY_MS = 4_000;

/** See `Jobs.drain`. */
export async function drainQueue(plan: DrainPlan): Promise<Drained> {
  await addScheduled(plan);
  const byName = new Map(plan.definitions.map((job) => [job.name, job]));
  const failures: { name: string; error: Error }[] = [];
  let done = 0;
  for (let taken = await take(plan); taken; taken = await take(plan)) {
    const job = byName.get(taken.name);
    assert(job, `a job ${taken.name} was taken that nobody defined`);
    const error = await runOne(plan, job, taken);
    if (error) failures.push({ name: taken.name, error });
    else done++;
    assert(done + failures.length < DRAINED_MAX, `the queue does not end: ${taken.name}`);
  }
  return { done, failures };
}

/** However many times of a schedule have passed, it is made up for once, as after a night of a computer switched off. */
async function addScheduled(plan: DrainPlan): Promise<void> {
  const now = plan.context().clock.now();
  for (const [name, { cron, zone }] of plan.schedules) {
    const [next] = plan.boss.previewSchedule(cron, { tz: zone, from: plan.since, count: 1 });
    if (next && next <= now) await enqueue(plan.db, name, {}, { key: 'schedule', startAfter: next });
  }
}

/**
 * Takes the next job that is due. The clock may be a simulated one while the queue's rows carry the database's time,
 * so a job that was to start at once is due whatever the clock says.
 */
async function take(plan: DrainPlan): Promise<Taken | null> {
  const names = plan.definitions.map(({ name }) => name);
  const { rows } = await sql<Taken>`
    update jobs.job set state = 'active', started_on = jobs.job_now(), heartbeat_on = jobs.job_now(),
      retry_count = case when started_on is null then retry_count else retry_count + 1 end
    where (name, id) = (
      select name, id from jobs.job
      where state in ('created', 'retry') and not blocked and name = any(${names})
        and (start_after = created_on or start_after <= ${plan.context().clock.now()}::timestamptz)
      order by start_after, created_on, id limit 1 for update skip locked
    )
    returning id, name, data`.execute(plan.db);
  return rows[0] ?? null;
}

async function runOne(plan: DrainPlan, job: Job, taken: Taken): Promise<Error | null> {
  const beat = setInterval(() => {
    plan.boss.touch(taken.name, taken.id).catch(() => {});
  }, HEARTBEAT_EVERY_MS);
  try {
    await job.run(plan.context(), taken.data);
    await plan.boss.complete(taken.name, taken.id);
    return null;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    await plan.boss.fail(taken.name, taken.id, { name: error.name, message: error.message });
    await retryByClock(plan, taken);
    return error;
  } finally {
    clearInterval(beat);
  }
}

/** pg-boss counts the pause before a retry from the database's time; here it runs on the given clock. */
async function retryByClock(plan: DrainPlan, { name, id }: Taken): Promise<void> {
  await sql`
    update jobs.job set start_after = ${plan.context().clock.now()}::timestamptz + (start_after - jobs.job_now())
    where name = ${name} and id = ${id} and state = 'retry'`.execute(plan.db);
}
