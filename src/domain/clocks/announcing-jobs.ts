import type { Trx } from '../../database/connect.ts';
import { publish } from '../../jobs/jobs.ts';

/** Tells that people work at other times than was reckoned: open limits no longer end when they said. */
export async function publishCalendarChanged(trx: Trx): Promise<void> {
  await publish(trx, 'calendar_changed', {});
}

/** Tells that days weigh otherwise than they were judged by. */
export async function publishSeasonsChanged(trx: Trx): Promise<void> {
  await publish(trx, 'seasons_changed', {});
}
