import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { ACTIVATE_JOB } from './announcing-jobs.ts';
import { settleRequest } from './improvement.ts';

export const improvementJobs: Job[] = [
  defineJob({
    name: ACTIVATE_JOB,
    payload: z.strictObject({ requestId: z.uuid() }),
    handle: ({ db, act }, { requestId }) => db.transaction().execute((trx) => settleRequest(trx, act, requestId)),
  }),
];
