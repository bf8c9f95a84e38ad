import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import { activePlan } from '../plans/plans.ts';
import { type StandingSegment, standingSegments } from './segment.ts';

/** The segment with this key that stands now. Throws `segment_unknown`. */
export async function requireSegment(db: Db, key: string): Promise<StandingSegment> {
  const found = standingSegments(await activePlan(db)).find((segment) => segment.key === key);
  if (found === undefined) throw new AppError('segment_unknown', { key });
  return found;
}
