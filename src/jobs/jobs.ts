import { PgBoss } from 'pg-boss';
import type { Database } from '../database/connect.ts';
import type { Clock } from '../kernel/act.ts';
import { systemAct } from '../kernel/act.ts';
import { type Drained, drainQueue } from './drain.ts';
import { QUEUE_SCHEMA } from './install.ts';
import type { Job, JobContext, JobSchedule } from './job.ts';
import { registerJobs } from './register.ts';
import { startWorker } from './worker.ts';

export type { Drained } from './drain.ts';
export { type EnqueueOptions, enqueue, publish } from './enqueue.ts';
export { defineJob, type Job, type JobContext, type JobDefinition, type JobSchedule } from './job.ts';

export interface JobsOptions {
  readonly database: Database;
  readonly definitions: readonly Job[];
  readonly clock: Clock;
  /** Hears what went wrong beside the jobs themselves: lost connections, a queue that grows, a job that failed. */
  readonly onError?: (error: Error) => void;
}

export interface Jobs {
  /** Makes the queues, subscriptions and schedules of the definitions. Once at start, before anything is enqueued. */
  prepare(): Promise<void>;
  /** Replaces a job's times: the plan's zone or hours changed. */
  reschedule(name: string, schedule: JobSchedule): Promise<void>;
  /** Works off jobs as they come, until `stop`. */
  start(): Promise<void>;
  /**
   * Works off, in order of their times, everything that is due by the clock, what those jobs add included, and adds
   * once each scheduled job whose time has come since the last drain. Returns counts and failures; a failed job is
   * retried later like any other.
   */
  drain(): Promise<Drained>;
  /** Lets running jobs finish, up to 20 s, then gives them back to the queue. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 20_000;

/** The queue over one database. Opens nothing until a method is called. */
export function createJobs(options: JobsOptions): Jobs {
  const { database, definitions, clock } = options;
  const context = (): JobContext => ({ database, db: database.app, clock, act: systemAct(clock) });
  const boss = lazily(() => quietBoss(database, options.onError));
  const schedules = new Map(definitions.flatMap((job) => (job.schedule ? [[job.name, job.schedule] as const] : [])));
  let worker: PgBoss | null = null;
  let drainedTo = clock.now();
  return {
    prepare: async () => registerJobs(await boss.get(), definitions),
    reschedule: async (name, schedule) => {
      schedules.set(name, schedule);
      await (await boss.get()).schedule(name, schedule.cron, {}, { tz: schedule.zone, missed: 'once' });
    },
    start: async () => {
      worker = await startWorker(database, definitions, context, options.onError);
    },
    drain: async () => {
      const since = drainedTo;
      drainedTo = clock.now();
      return drainQueue({ boss: await boss.get(), db: database.app, definitions, schedules, context, since });
    },
    stop: async () => {
      await worker?.stop({ graceful: true, timeout: STOP_WITHIN_MS });
      worker = null;
      await boss.stop();
    },
  };
}

/** A pg-boss that does nothing by itself: no workers, timers or connections of its own. */
async function quietBoss(database: Database, onError?: (error: Error) => void): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values) },
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', onError ?? (() => {}));
  await boss.start();
  return boss;
}

function lazily(make: () => Promise<PgBoss>): { get: () => Promise<PgBoss>; stop: () => Promise<void> } {
  let made: Promise<PgBoss> | null = null;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    stop: async () => {
      const boss = await made;
      made = null;
      await boss?.stop({ graceful: false });
    },
  };
}
