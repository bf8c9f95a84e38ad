import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { RUN_JOB } from './announcing-jobs.ts';
import { runUpload } from './imports.ts';

/** A million rows take a few minutes; what takes longer is stuck. */
const SECONDS_MAX = 3_600;

export const importJobs: Job[] = [
  defineJob({
    name: RUN_JOB,
    payload: z.strictObject({ importId: z.uuid(), memberId: z.uuid().nullable() }),
    secondsMax: SECONDS_MAX,
    handle: ({ db, act }, { importId, memberId }) => runUpload(db, { ...act, memberId }, importId),
  }),
];
