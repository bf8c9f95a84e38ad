import type { Trx } from '../../database/connect.ts';
import { publish } from '../../jobs/jobs.ts';

/** Tells that another version of the plan is in force: what was judged by the one before no longer holds. */
export async function publishActivated(trx: Trx, version: number): Promise<void> {
  await publish(trx, 'plan_activated', { version });
}
