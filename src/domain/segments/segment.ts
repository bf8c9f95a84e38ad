import type { Problem } from '../../plan/problem.ts';
import type { Interval } from '../../scoring/interval.ts';
import type { ActivePlan } from '../plans/plans.ts';

/** A segment that stands: one of the plan's, or one of the company's own. */
export interface StandingSegment {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  /** Where the rule comes from: a requirement or a document; null for own ones. */
  readonly source: string | null;
  readonly isOwn: boolean;
  readonly expression: string;
  /** Who wrote it, and since when it says so: of the plan's, whoever put the plan in force. */
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly since: Date;
  /** Why it has no members: it no longer fits the plan. */
  readonly problem: Problem | null;
}

/** The segments of the plan in force and beside it, in the order of their bits; withdrawn ones are not among them. */
export function standingSegments(active: ActivePlan): StandingSegment[] {
  const { plan, own } = active;
  const ofPlan = plan.segments.slice(0, plan.segments.length - own.length).map((segment) => ({
    key: segment.key,
    name: segment.name,
    nameEn: segment.nameEn,
    description: segment.description ?? '',
    descriptionEn: segment.descriptionEn ?? '',
    source: segment.source,
    isOwn: false,
    expression: segment.when.text,
    author: active.activatedBy,
    since: active.activatedAt,
    problem: null,
  }));
  const beside = own.flatMap(({ key, name, nameEn, description, expression, author, since }) => {
    if (expression === null) return [];
    const problem = active.ownProblems.get(key)?.[0] ?? null;
    const said = { key, name, nameEn, description, descriptionEn: description, source: null };
    return [{ ...said, isOwn: true, expression, author, since, problem }];
  });
  return [...ofPlan, ...beside];
}

/** How many, and of what; the interval where only some were looked at. */
export interface Counted {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly exact: boolean;
  /** How many customers were looked at, and of how many. */
  readonly looked: number;
  readonly of: number;
}

/** One figure of a group of customers with the number it stands on, and the same of the whole book. */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly book: number | null;
}

/** A figure from an interval, which ends where the scale does; without one it is unknown. */
export function figureOf(interval: Interval | null, most: number, n: number, book: number | null): Figure {
  if (interval === null) return { value: null, low: null, high: null, n, book };
  const { value, low, high } = interval;
  return { value, low: Math.max(0, low), high: Math.min(most, high), n, book };
}
