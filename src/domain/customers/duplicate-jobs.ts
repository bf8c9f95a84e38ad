import { z } from 'zod';
import type { Trx } from '../../database/connect.ts';
import { defineJob, enqueue, type Job } from '../../jobs/jobs.ts';
import { factKinds } from '../timeline/timeline.ts';
import { changedSinceLastRun, findDuplicates } from './duplicate-acts.ts';

/** What may make a customer look like another, or no longer. */
const TELLING_KINDS: readonly number[] = [
  ...[factKinds.customer_created, factKinds.attribute_changed, factKinds.contact_joined],
  ...[factKinds.customer_merged, factKinds.merge_undone],
];
const FINDING_JOB = 'customers.find-duplicates';
/** A look through a large book takes minutes. */
const FINDING_SECONDS_MAX = 3_600;

/** Adds one look through the whole book, unless one waits already. */
export async function enqueueFinding(trx: Trx): Promise<void> {
  await enqueue(trx, FINDING_JOB, {}, { key: 'asked' });
}

export const duplicateJobs: Job[] = [
  defineJob({
    name: FINDING_JOB,
    payload: z.object({}),
    schedule: { cron: '40 2 * * *', zone: 'Asia/Shanghai' },
    secondsMax: FINDING_SECONDS_MAX,
    handle: async ({ db, act }) => {
      await findDuplicates(db, act);
    },
  }),
  defineJob({
    name: 'customers.check-duplicates',
    payload: z.object({ customerIds: z.array(z.int()), kinds: z.array(z.int()) }),
    subscribesTo: ['facts'],
    handle: async ({ db, act }, { customerIds, kinds }) => {
      if (kinds.some((kind) => TELLING_KINDS.includes(kind))) await findDuplicates(db, act, customerIds);
    },
  }),
  defineJob({
    name: 'customers.check-imported-duplicates',
    payload: z.object({}),
    subscribesTo: ['import_finished'],
    secondsMax: FINDING_SECONDS_MAX,
    handle: async ({ db, act }) => {
      await findDuplicates(db, act, await changedSinceLastRun(db));
    },
  }),
];
