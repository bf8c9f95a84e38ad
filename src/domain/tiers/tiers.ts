import type { Db } from '../../database/connect.ts';
import type { PlanTier } from '../../plan/plan.ts';
import { activePlan } from '../plans/plans.ts';
import { readTierHeld } from './queries.ts';

export { tierCard } from './card-queries.ts';
export { approveMoves, type Decided, refuseMoves } from './decision-acts.ts';
export { proposeMoves } from './moving-acts.ts';
export { endOverride, overrideTier, type TierWord } from './override-acts.ts';
export { listChanges, listOverrides, listProposals, tierMatrix } from './queries.ts';
export { followTagRules } from './tag-acts.ts';

/** What the tier that a customer holds gives it, as the plan in force says; null where it holds none of the plan's. */
export async function entitlementsOf(db: Db, customerId: number): Promise<PlanTier | null> {
  const { plan } = await activePlan(db);
  const held = await readTierHeld(db, customerId);
  return plan.tiers.find(({ key }) => key === held) ?? null;
}
