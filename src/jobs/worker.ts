import { PgBoss } from 'pg-boss';
import type { Database } from '../database/connect.ts';
import { QUEUE_SCHEMA } from './install.ts';
import type { Job, JobContext } from './job.ts';

const CONNECTIONS_MAX = 4;
const POLLING_SECONDS = 2;
/** New jobs are announced by NOTIFY; polling only finds what was announced while nobody listened. */
const NOTIFIED_POLLING_SECONDS = 10;
/** How soon a job whose worker died is noticed, beside its heartbeat. */
const SUPERVISE_SECONDS = 5;

/** Starts working off the queue with connections of its own, one of which listens for new jobs. */
export async function startWorker(
  database: Database,
  definitions: readonly Job[],
  context: () => JobContext,
  onError: (error: Error) => void = () => {},
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...database.connection,
    max: CONNECTIONS_MAX,
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', onError);
  await boss.start();
  for (const job of definitions) {
    for (let worker = 0; worker < (job.concurrency ?? 1); worker++) await work(boss, job, context, onError);
  }
  return boss;
}

/** pg-boss pauses after each job as long as after none, so a worker that had one asks for the next at once. */
async function work(boss: PgBoss, job: Job, context: () => JobContext, onError: (error: Error) => void): Promise<void> {
  const pace = { pollingIntervalSeconds: POLLING_SECONDS, notifyPollingIntervalSeconds: NOTIFIED_POLLING_SECONDS };
  const worker: Promise<string> = boss.work(job.name, pace, async ([taken]) => {
    try {
      if (taken) await job.run(context(), taken.data);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      boss.notifyWorker(await worker);
    }
  });
  await worker;
}
