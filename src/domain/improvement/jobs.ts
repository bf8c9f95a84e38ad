import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { ACTIVATE_JOB, DRY_RUN_JOB } from './announcing-jobs.ts';
import { forgetDryRuns, runDryRun } from './dry-run-acts.ts';
import { settleDueRequests, settleRequest } from './improvement.ts';

/** A million customers by two plans take some minutes; what takes longer is stuck. */
const DRY_RUN_SECONDS_MAX = 3_600;

export const improvementJobs: Job[] = [
  defineJob({
    name: ACTIVATE_JOB,
    payload: z.strictObject({ requestId: z.uuid() }),
    handle: ({ db, act }, { requestId }) => db.transaction().execute((trx) => settleRequest(trx, act, requestId)),
  }),
  defineJob({
    name: 'improvement.activate-due',
    payload: z.strictObject({}),
    schedule: { cron: '*/15 * * * *', zone: 'Asia/Shanghai' },
    handle: ({ db, act }) => db.transaction().execute((trx) => settleDueRequests(trx, act)),
  }),
  defineJob({
    name: DRY_RUN_JOB,
    payload: z.strictObject({ dryRunId: z.uuid() }),
    secondsMax: DRY_RUN_SECONDS_MAX,
    handle: ({ db, act }, { dryRunId }) => runDryRun(db, act, dryRunId),
  }),
  defineJob({
    name: 'improvement.forget-dry-runs',
    payload: z.strictObject({}),
    schedule: { cron: '40 3 * * *', zone: 'Asia/Shanghai' },
    handle: ({ db, act }) => forgetDryRuns(db, act),
  }),
];
