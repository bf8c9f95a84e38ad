import type { Trx } from '../../database/connect.ts';
import { publish } from '../../jobs/jobs.ts';
import type { FactKind } from './fact.ts';

/** The topic of new facts. A subscriber's job is handed a `FactsRecorded`. */
export const FACTS_TOPIC = 'facts';

/** Which customers have new facts, and of which kinds: all that one call recorded. */
export interface FactsRecorded {
  readonly customerIds: readonly number[];
  readonly kinds: readonly FactKind[];
}

/** Adds one job per subscriber, in the transaction of the facts. */
export async function publishFacts(trx: Trx, recorded: FactsRecorded): Promise<void> {
  await publish(trx, FACTS_TOPIC, recorded);
}
