import { z } from 'zod';
import { defineJob, type Job } from '../../jobs/jobs.ts';
import { FOLDER_JOB } from './announcing-jobs.ts';
import { askDueFolders, runFolder } from './imports.ts';

const SECONDS_MAX = 3_600;
/** Behind another import a folder waits its turn. */
const TURNS_MAX = 100;

/** What runs every night with the folders below `base`; null where the server allows none. */
export function folderJobs(base: string | null): Job[] {
  return [
    defineJob({
      name: 'imports.due-folders',
      payload: z.object({}),
      // Every folder has its own time, in the zone of the plan.
      schedule: { cron: '*/15 * * * *', zone: 'UTC' },
      handle: ({ db, clock }) => askDueFolders(db, clock.now()),
    }),
    defineJob({
      name: FOLDER_JOB,
      payload: z.strictObject({ name: z.string() }),
      secondsMax: SECONDS_MAX,
      retries: TURNS_MAX,
      handle: ({ db, act }, { name }) => runFolder(db, act, base, name),
    }),
  ];
}
