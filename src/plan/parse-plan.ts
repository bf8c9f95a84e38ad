import { checkPlan } from './check-plan.ts';
import { checkRules } from './check-rules.ts';
import { PlanCompiler } from './compile-plan.ts';
import type { Plan } from './plan.ts';
import { PlanSource } from './plan-source.ts';
import type { Problem } from './problem.ts';
import { readPlan } from './read-plan.ts';

export type { Plan } from './plan.ts';
export type { Problem } from './problem.ts';

/** Nobody mends more at once, and a file that is no plan could have as many as characters. */
const PROBLEMS_MAX = 100;

/** A plan from its text, or the problems in it (the first hundred), in the order of the file. */
export function parsePlan(text: string): { plan: Plan | null; problems: Problem[] } {
  const source = new PlanSource(text);
  const plan = readPlan(source);
  const { problems } = source;
  if (plan === null) return { plan: null, problems: problems.slice(0, PROBLEMS_MAX) };
  checkPlan(plan, source);
  const compiler = new PlanCompiler(plan, problems);
  compiler.compile();
  checkRules(plan, compiler.trees, source);
  problems.sort((left, right) => left.line - right.line || left.column - right.column);
  return { plan: problems.length === 0 ? plan : null, problems: problems.slice(0, PROBLEMS_MAX) };
}
