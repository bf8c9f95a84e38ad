import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { findActivePlan } from '../plans/plans.ts';
import { factKinds } from '../timeline/timeline.ts';
import { handOverCases, recomputeDueTimes, syncCases } from './warnings.ts';

const SIGNALS: readonly number[] = [factKinds.warning_signal_raised, factKinds.warning_signal_cleared];

export const warningJobs: Job[] = [
  defineJob({
    name: 'warnings.sync-cases',
    payload: z.object({ customerIds: z.array(z.int()), kinds: z.array(z.int()) }),
    subscribesTo: ['facts'],
    handle: async ({ db, act }, { customerIds, kinds }) => {
      if (kinds.includes(factKinds.owner_changed)) await handOverCases(db);
      if (kinds.some((kind) => SIGNALS.includes(kind))) await syncCases(db, act, customerIds);
    },
  }),
  defineJob({
    name: 'warnings.hand-over-cases',
    payload: z.object({}),
    subscribesTo: ['import_finished'],
    handle: async ({ db }) => handOverCases(db),
  }),
  defineJob({
    name: 'warnings.recompute-due-times',
    payload: z.object({}),
    subscribesTo: ['calendar_changed'],
    handle: async ({ db }) => {
      if (await findActivePlan(db)) await recomputeDueTimes(db);
    },
  }),
];
