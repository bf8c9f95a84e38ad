import type { Trx } from '../../database/connect.ts';
import { publish } from '../../jobs/jobs.ts';

/** Tells that these customers were judged anew, none named meaning the whole book. */
export async function publishJudged(trx: Trx, customerIds: readonly number[]): Promise<void> {
  await publish(trx, 'judged', { customerIds });
}
