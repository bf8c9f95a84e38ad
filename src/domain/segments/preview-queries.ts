import type { Db } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { segmentScope } from '../../plan/compile-plan.ts';
import { checkSegment, expressionOf } from '../../plan/compile-segment.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Problem } from '../../plan/problem.ts';
import { shareInterval } from '../../scoring/interval.ts';
import { segmentsUnder } from '../health/health.ts';
import { activePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { countReach, readReach, readSample, type SegmentCustomer } from './queries.ts';
import type { Counted } from './segment.ts';

/** Up to so many customers everybody is looked at; beyond it one in fifty. */
const LOOKED_AT_MAX = 5_000;
const ONE_OF = 50;
const SAMPLE_SHOWN = 10;
/** The name a condition goes by while it is only tried; no segment can have it. */
const TRIED = '?';

/** What a condition that somebody is writing would give among the customers in reach. */
export interface Preview {
  readonly problems: readonly Problem[];
  /** Null while the condition has mistakes. */
  readonly count: Counted | null;
  readonly sample: readonly SegmentCustomer[];
}

/** Counts who would be in a segment of this condition, by the plan in force; from a sample where the book is large. */
export async function previewSegment(
  db: Db,
  clock: Clock,
  { expression, scope }: { expression: string; scope: CustomerScope },
): Promise<Preview> {
  const { plan } = await activePlan(db);
  const problems = checkSegment(expression, segmentScope(plan));
  if (problems.length > 0) return { problems, count: null, sample: [] };
  const of = await countReach(db, scope);
  const looked = await readReach(db, scope, of > LOOKED_AT_MAX ? ONE_OF : 1);
  const found = await segmentsUnder(db, clock, trying(plan, expression), looked);
  const members = looked.filter((customerId) => found.get(customerId)?.includes(TRIED));
  const sample = await readSample(db, members, { scope, limit: SAMPLE_SHOWN });
  return { problems: [], count: counted(members.length, looked.length, of), sample };
}

function trying(plan: Plan, expression: string): Plan {
  const tried = { key: TRIED, name: TRIED, nameEn: TRIED, description: null, descriptionEn: null, source: null };
  const when = expressionOf(expression, 'segment');
  return { ...plan, segments: [...plan.segments, { ...tried, when }] };
}

/** From a sample: the share of it with its interval, as a number of the whole. */
function counted(members: number, looked: number, of: number): Counted {
  const whole = { looked, of };
  if (looked === of) return { value: members, low: members, high: members, exact: true, ...whole };
  const interval = shareInterval(members, looked);
  const scaled = (share: number | undefined) => Math.round((share ?? 0) * of);
  const [value, low, high] = [scaled(interval?.value), scaled(interval?.low), scaled(interval?.high)];
  return { value, low, high, exact: false, ...whole };
}
