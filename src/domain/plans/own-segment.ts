import { checkSegments, expressionOf } from '../../plan/compile-segment.ts';
import type { Named, Plan } from '../../plan/plan.ts';
import type { Problem } from '../../plan/problem.ts';

/** A segment of the company's own beside the plan's, as its newest version says it. */
export interface OwnSegment extends Named {
  /** Its place behind the plan's segments, from 0; it never changes. */
  readonly slot: number;
  readonly version: number;
  readonly description: string;
  /** Null: withdrawn. Its place stays empty. */
  readonly expression: string | null;
  readonly reason: string;
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly since: Date;
}

/** A plan with the own segments behind its own, and what is wrong with those that do not fit it. */
export interface ExtendedPlan {
  readonly plan: Plan;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

/**
 * The plan with own segments behind its own ones, each at its place. One that was withdrawn, or no longer fits the plan,
 * has no members there.
 */
export function withOwnSegments(plan: Plan, own: readonly OwnSegment[]): ExtendedPlan {
  const texts = own.flatMap(({ key, expression }) => (expression === null ? [] : [{ key, text: expression }]));
  const problems = checkSegments(plan, texts);
  const segments = own.map(({ key, name, nameEn, description, expression }) => {
    const text = expression === null || problems.has(key) ? 'false' : expression;
    const when = expressionOf(text, `segments.${key}.when`);
    return { key, name, nameEn, when, description, descriptionEn: description, source: null };
  });
  return { plan: { ...plan, segments: [...plan.segments, ...segments] }, problems };
}

/** The plan as its file says it, without the own segments behind. */
export function filePlanOf({ plan, own }: { readonly plan: Plan; readonly own: readonly OwnSegment[] }): Plan {
  return { ...plan, segments: plan.segments.slice(0, plan.segments.length - own.length) };
}
