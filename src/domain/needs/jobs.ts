import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { tellOverdue } from './needs.ts';

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
];
