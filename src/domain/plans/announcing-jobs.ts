import type { Trx } from '../../database/connect.ts';
import { publish } from '../../jobs/jobs.ts';

/** Tells that another version of the plan is in force: what was judged by the one before no longer holds. */
export async function publishActivated(trx: Trx, version: number): Promise<void> {
  await publish(trx, 'plan_activated', { version });
}

/** Tells that an own segment beside the plan was added, changed or taken back: who is in it is not known yet. */
export async function publishSegmentsChanged(trx: Trx, key: string): Promise<void> {
  await publish(trx, 'segments_changed', { key });
}
