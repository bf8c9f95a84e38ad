import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { RUN_JOB, UNDO_JOB } from './announcing-jobs.ts';
import { runUndo, runUpload } from './imports.ts';

/** A million rows take a few minutes; what takes longer is stuck. */
const SECONDS_MAX = 3_600;
/** One import runs at a time: this one waits its turn behind another, tried again every few minutes for hours. */
const TURNS_MAX = 100;

export const importJobs: Job[] = [
  defineJob({
    name: RUN_JOB,
    payload: z.strictObject({ importId: z.uuid(), memberId: z.uuid().nullable() }),
    secondsMax: SECONDS_MAX,
    retries: TURNS_MAX,
    handle: ({ db, act }, { importId, memberId }) => runUpload(db, { ...act, memberId }, importId),
  }),
  defineJob({
    name: UNDO_JOB,
    payload: z.strictObject({ importId: z.uuid(), memberId: z.uuid().nullable() }),
    secondsMax: SECONDS_MAX,
    retries: TURNS_MAX,
    handle: ({ db, act }, { importId, memberId }) => runUndo(db, { ...act, memberId }, importId),
  }),
];
