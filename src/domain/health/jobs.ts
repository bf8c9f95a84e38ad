import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { findActivePlan } from '../plans/plans.ts';
import { factKinds } from '../timeline/timeline.ts';
import { judgeBook, judgeCustomers } from './health.ts';

/** What health itself tells the timeline must not make it judge again. */
const OWN_KINDS: readonly number[] = [factKinds.warning_signal_raised, factKinds.warning_signal_cleared];
/** Month ends worked out again after an import changed the past. */
export const HISTORY_MONTHS = 13;

/** What time alone changes is judged shortly after midnight; `app.ts` sets the plan's zone. */
export const NIGHTLY_JOB = 'health.judge-book';
export const NIGHTLY_CRON = '20 0 * * *';

export const healthJobs: Job[] = [
  defineJob({
    name: 'health.rescore',
    payload: z.object({ customerIds: z.array(z.int()), kinds: z.array(z.int()) }),
    subscribesTo: ['facts'],
    handle: async ({ db, act }, { customerIds, kinds }) => {
      if (kinds.every((kind) => OWN_KINDS.includes(kind)) || !(await findActivePlan(db))) return;
      await judgeCustomers(db, act, customerIds);
    },
  }),
  defineJob({
    name: NIGHTLY_JOB,
    payload: z.object({}),
    schedule: { cron: NIGHTLY_CRON, zone: 'Asia/Shanghai' },
    handle: async ({ db, act }) => {
      if (await findActivePlan(db)) await judgeBook(db, act);
    },
  }),
  defineJob({
    name: 'health.judge-plan',
    payload: z.object({}),
    subscribesTo: ['plan_activated'],
    handle: async ({ db, act }) => {
      await judgeBook(db, act);
    },
  }),
  defineJob({
    name: 'health.judge-anew',
    payload: z.object({}),
    subscribesTo: ['seasons_changed', 'feed_moved', 'segments_changed'],
    handle: async ({ db, act }) => {
      if (await findActivePlan(db)) await judgeBook(db, act);
    },
  }),
  defineJob({
    name: 'health.judge-import',
    payload: z.object({}),
    subscribesTo: ['import_finished'],
    handle: async ({ db, act }) => {
      if (await findActivePlan(db)) await judgeBook(db, act, { months: HISTORY_MONTHS });
    },
  }),
];
