import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { forgetDates } from './date-acts.ts';

export const customerJobs: Job[] = [
  defineJob({
    name: 'customers.forget-dates',
    payload: z.object({}),
    schedule: { cron: '30 3 * * *', zone: 'Asia/Shanghai' },
    handle: ({ db, act }) =>
      db.transaction().execute(async (trx) => {
        await forgetDates(trx, act);
      }),
  }),
];
