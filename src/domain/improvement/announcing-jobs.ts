import type { Trx } from '../../database/connect.ts';
import { enqueue } from '../../jobs/jobs.ts';

export const ACTIVATE_JOB = 'improvement.activate';
export const DRY_RUN_JOB = 'improvement.dry-run';

/** Has a request looked at when its time has come, in this process or the next. */
export async function enqueueActivation(trx: Trx, requestId: string, at: Date): Promise<void> {
  await enqueue(trx, ACTIVATE_JOB, { requestId }, { key: requestId, startAfter: at });
}

/** Has a dry run made beside the work of the day. */
export async function enqueueDryRun(trx: Trx, dryRunId: string): Promise<void> {
  await enqueue(trx, DRY_RUN_JOB, { dryRunId }, { key: dryRunId });
}
