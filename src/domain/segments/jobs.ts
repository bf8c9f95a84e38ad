import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { followJudgements } from './membership-acts.ts';
import { workOutPast } from './past-acts.ts';

export const segmentJobs: Job[] = [
  defineJob({
    name: 'segments.follow-judgements',
    payload: z.object({ customerIds: z.array(z.int()) }),
    subscribesTo: ['judged'],
    handle: async ({ db, act }, { customerIds }) => {
      const fresh = await db.transaction().execute((trx) => followJudgements(trx, act, customerIds));
      await workOutPast(db, act, fresh);
    },
  }),
];
