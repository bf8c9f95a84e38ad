import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { followBook } from './segments.ts';

export const segmentJobs: Job[] = [
  defineJob({
    name: 'segments.follow-judgements',
    payload: z.object({ customerIds: z.array(z.int()) }),
    subscribesTo: ['judged'],
    handle: ({ db, act }, { customerIds }) => followBook(db, act, customerIds),
  }),
];
