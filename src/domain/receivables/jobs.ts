import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { factKinds } from '../timeline/timeline.ts';
import { settleMoved } from './receivables.ts';

/** What lets rows of receivables change hands between customers. */
const MOVING: readonly number[] = [factKinds.customer_merged, factKinds.merge_undone];

export const receivableJobs: Job[] = [
  defineJob({
    name: 'receivables.settle-moved',
    payload: z.object({ customerIds: z.array(z.int()), kinds: z.array(z.int()) }),
    subscribesTo: ['facts'],
    handle: async ({ db, act }, { customerIds, kinds }) => {
      if (kinds.some((kind) => MOVING.includes(kind))) await settleMoved(db, act, customerIds);
    },
  }),
];
