import type { Plan, PlanTier } from '../../plan/plan.ts';
import type { TierMeasures, TierWay } from '../customers/customers.ts';

export type Direction = 'up' | 'down';
/** How a proposal ends: taken by itself, decided by a person, or no longer judged so. */
export type Outcome = 'taken' | 'approved' | 'refused' | 'overridden' | 'withdrawn';

/** A proposal that nobody has decided. Days are local days since 1970-01-01. */
export interface OpenProposal {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly sinceDay: number;
  readonly isRipe: boolean;
}

/** What decides about one customer's tier on a day. */
export interface MoveState {
  readonly customerId: number;
  readonly held: string | null;
  readonly proposed: string | null;
  readonly now: TierMeasures;
  /** The figures of the day on which the held tier was decided; null where nobody kept them. */
  readonly before: TierMeasures | null;
  /** The plan's `protect` is true: nobody moves it down. */
  readonly isProtected: boolean;
  /** The day on which it took its first tier, while that is its only one. */
  readonly firstDay: number | null;
  /** The day on which somebody's word about the tier is to be looked at again. */
  readonly reviewDay: number | null;
  /** The day on which a way up was refused last. */
  readonly refusedDay: number | null;
  readonly open: OpenProposal | null;
}

/** What is to be done: how the open proposal ends, a new one with its ripeness, or a tier to hold from now on. */
export interface MoveStep {
  readonly state: MoveState;
  readonly to: string;
  readonly hold: TierWay | null;
  readonly ends: Outcome | null;
  readonly opens: { readonly direction: Direction; readonly isRipe: boolean } | null;
  /** The open proposal says something else now, or has lasted long enough. */
  readonly changes: { readonly isRipe: boolean } | null;
}

/** While data is still coming in, a first tier follows what is proposed: nobody has decided anything yet. */
export const SETTLING_DAYS = 30;

type MovePlan = Pick<Plan, 'tiers' | 'tierMoves' | 'standing'>;

/** The next step about a customer's tier; null where everything stays as it is. */
export function nextStep(plan: MovePlan, state: MoveState, today: number): MoveStep | null {
  const { held, proposed, open, reviewDay } = state;
  const knows = plan.standing === null || state.now.standing !== null;
  if (proposed === null) return null;
  const step = { state, to: proposed, hold: null, ends: null, opens: null, changes: null };
  const rank = (key: string | null) => plan.tiers.findIndex((tier) => tier.key === key);
  if (rank(held) < 0) return knows ? { ...step, hold: 'first', ends: open && 'withdrawn' } : null;
  const direction = directionOf(rank(held), rank(proposed));
  const isBarred = direction === 'down' && (!knows || state.isProtected);
  if (direction === null || isBarred) return open && { ...step, ends: 'withdrawn' };
  if (reviewDay === null && state.firstDay !== null && today < state.firstDay + SETTLING_DAYS)
    return { ...step, hold: 'settled', ends: open && 'withdrawn' };
  const isSame = open !== null && open.direction === direction && open.from === held;
  const isRipe = isRipeOn(plan, direction, isSame ? open.sinceDay : today, state, today);
  if (isRipe && reviewDay === null && plan.tierMoves[direction] === 'automatic')
    return { ...step, hold: 'automatic', ends: open && (isSame ? 'taken' : 'withdrawn') };
  if (!isSame) return { ...step, ends: open && 'withdrawn', opens: { direction, isRipe } };
  const changes = open.to !== proposed || (isRipe && !open.isRipe);
  return changes ? { ...step, changes: { isRipe: isRipe || open.isRipe } } : null;
}

function directionOf(held: number, proposed: number): Direction | null {
  if (proposed < 0 || proposed === held) return null;
  return proposed < held ? 'up' : 'down';
}

/** A way down must have lasted, one up only after a refusal; while somebody's word stands, nothing is put to anybody. */
function isRipeOn(
  { tierMoves }: MovePlan,
  direction: Direction,
  sinceDay: number,
  { reviewDay, refusedDay }: MoveState,
  today: number,
): boolean {
  if (reviewDay !== null && today < reviewDay) return false;
  const from = direction === 'down' ? sinceDay : refusedDay;
  return from === null || today - from >= tierMoves.holdDays;
}

/** The indicators whose points the standing of a plan is made of. */
export function standingIndicators({ standing }: Pick<Plan, 'standing'>): string[] {
  const read = [...(standing?.text ?? '').matchAll(/points\(\s*['"](\w+)['"]\s*\)/g)];
  return [...new Set(read.map((match) => match[1]))];
}

/** A tier of the plan as pages name it; a key that the plan no longer knows stands for itself. */
export function tierNamed(
  { tiers }: Pick<Plan, 'tiers'>,
  key: string | null,
): Pick<PlanTier, 'key' | 'name' | 'nameEn'> | null {
  if (key === null) return null;
  const tier = tiers.find((each) => each.key === key);
  return { key, name: tier?.name ?? key, nameEn: tier?.nameEn ?? key };
}
