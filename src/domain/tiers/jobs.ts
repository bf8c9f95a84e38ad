import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { findActivePlan } from '../plans/plans.ts';
import { followTagRules, proposeMoves } from './tiers.ts';

export const tierJobs: Job[] = [
  defineJob({
    name: 'tiers.move',
    payload: z.object({ customerIds: z.array(z.int()) }),
    subscribesTo: ['judged'],
    handle: async ({ db, act }, { customerIds }) => {
      if (!(await findActivePlan(db))) return;
      const concerned = customerIds.length === 0 ? null : customerIds;
      await proposeMoves(db, act, concerned);
      await followTagRules(db, act, concerned);
    },
  }),
];
