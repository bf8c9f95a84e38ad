import type { PgBoss, QueueOptions } from 'pg-boss';
import type { Job } from './job.ts';

/** Where a job ends whose attempts are used up: kept for a person to look at and send again. */
export const DEAD_LETTER = 'dead_letter';

const RETRIES = 5;
const RETRY_DELAY_SECONDS = 10;
const RETRY_DELAY_SECONDS_MAX = 3_600;
const JOB_SECONDS_MAX = 900;
const HEARTBEAT_SECONDS = 10;
const DEAD_LETTER_KEPT_SECONDS = 90 * 86_400;
const FINISHED_KEPT_SECONDS = 7 * 86_400;

/** Makes the queues, subscriptions and schedules be those of the definitions; changes only what differs. */
export async function registerJobs(boss: PgBoss, definitions: readonly Job[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  if (!known.has(DEAD_LETTER)) await boss.createQueue(DEAD_LETTER, { retentionSeconds: DEAD_LETTER_KEPT_SECONDS });
  for (const job of definitions) {
    if (known.has(job.name))
      await boss.updateQueue(job.name, { ...queueOptions(job), deadLetter: DEAD_LETTER, notify: true });
    else
      await boss.createQueue(job.name, {
        ...queueOptions(job),
        policy: 'short',
        deadLetter: DEAD_LETTER,
        notify: true,
      });
  }
  await registerTopics(boss, definitions);
  await registerSchedules(boss, definitions);
}

function queueOptions(job: Job): QueueOptions {
  return {
    retryLimit: job.retries ?? RETRIES,
    retryDelay: RETRY_DELAY_SECONDS,
    retryBackoff: true,
    retryDelayMax: RETRY_DELAY_SECONDS_MAX,
    expireInSeconds: job.secondsMax ?? JOB_SECONDS_MAX,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: FINISHED_KEPT_SECONDS,
  };
}

/** pg-boss can subscribe but not list, so what is no longer wanted is read from its table. */
async function registerTopics(boss: PgBoss, definitions: readonly Job[]): Promise<void> {
  const wanted = new Set(definitions.flatMap((job) => (job.subscribesTo ?? []).map((topic) => `${topic} ${job.name}`)));
  const { rows } = await boss.getDb().executeSql('select event, name from jobs.subscription');
  const found = new Set(rows.map((row: { event: string; name: string }) => `${row.event} ${row.name}`));
  for (const pair of wanted) if (!found.has(pair)) await boss.subscribe(...split(pair));
  for (const pair of found) if (!wanted.has(pair)) await boss.unsubscribe(...split(pair));
}

function split(pair: string): [topic: string, name: string] {
  const at = pair.lastIndexOf(' ');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** A schedule that is already there keeps its times: the plan may have changed them. */
async function registerSchedules(boss: PgBoss, definitions: readonly Job[]): Promise<void> {
  const found = new Set((await boss.getSchedules()).map(({ name }) => name));
  const wanted = new Set(definitions.filter((job) => job.schedule).map((job) => job.name));
  for (const { name, schedule } of definitions) {
    if (schedule && !found.has(name))
      await boss.schedule(name, schedule.cron, {}, { tz: schedule.zone, missed: 'once' });
  }
  for (const name of found) if (!wanted.has(name)) await boss.unschedule(name);
}
