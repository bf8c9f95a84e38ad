import type { Db } from '../../database/connect.ts';
import { findActivePlan } from '../plans/plans.ts';
import type { Naming } from './reference.ts';

/** Before a plan is in force nothing has a tier or a warning, and days are those of most of our users. */
const NO_NAMES: Naming = { tiers: [], warnings: [], timezone: 'Asia/Shanghai' };

/** The names that the plan in force gives; pages of an empty company ask for them too. */
export async function readNaming(db: Db): Promise<Naming> {
  return (await findActivePlan(db))?.plan ?? NO_NAMES;
}
