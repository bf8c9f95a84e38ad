import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { factKinds } from '../timeline/timeline.ts';
import { keepSpokenPromises, tellOverdue } from './needs.ts';

/** A visit that is written up tells the first; one whose lines are corrected only the second. */
const VISITS: readonly number[] = [factKinds.visit, factKinds.interaction];

/** Days end at midnight of the plan's zone; looking every hour needs to know of no zone. */
export const needJobs: Job[] = [
  defineJob({
    name: 'needs.tell-overdue',
    payload: z.object({}),
    schedule: { cron: '7 * * * *', zone: 'Asia/Shanghai' },
    handle: async ({ db, act }) => {
      await tellOverdue(db, act);
    },
  }),
  defineJob({
    name: 'needs.keep-spoken-promises',
    payload: z.object({ customerIds: z.array(z.int()), kinds: z.array(z.int()) }),
    subscribesTo: ['facts'],
    handle: async ({ db, act }, { customerIds, kinds }) => {
      if (kinds.some((kind) => VISITS.includes(kind))) await keepSpokenPromises(db, act, customerIds);
    },
  }),
];
