import type { Step } from '../scoring/program.ts';
import { type Circle, nameOf, orderSteps, type Reference, referencesIn } from './dependencies.ts';
import type { ASTNode } from './language.ts';
import type { Expression, Plan } from './plan.ts';
import { type Finding, type Problem, problemAt } from './problem.ts';
import type { Scope } from './scope.ts';

/** A reference with the expression that it stands in. */
interface PlacedReference extends Reference {
  readonly expression: Expression;
  /** How much longer the text was checked than it was written: `>= 3` is read as `value >= 3`. */
  readonly shift: number;
}

/** Finds in which order the parts of a plan are judged, and refuses those that wait for each other. */
export class PlanOrder {
  private readonly plan: Plan;
  private readonly problems: Problem[];
  private readonly references = new Map<string, PlacedReference[]>();
  private current: Step | null = null;

  constructor(plan: Plan, problems: Problem[]) {
    this.plan = plan;
    this.problems = problems;
  }

  /** What is compiled meanwhile belongs to this step; to none, when it is looked at after everything else. */
  during<Made>(step: Step | null, make: () => Made): Made {
    const before = this.current;
    this.current = step;
    try {
      return make();
    } finally {
      this.current = before;
    }
  }

  /** Notes what a checked expression of the current step reads. */
  note(expression: Expression, tree: ASTNode, scope: Scope): void {
    if (this.current === null) return;
    const key = nameOf(this.current);
    const known = this.references.get(key) ?? [];
    this.references.set(key, [...known, ...placed(expression, tree, scope)]);
  }

  /** For what is computed before anybody is judged. */
  refuseReferences(expression: Expression, tree: ASTNode, scope: Scope): void {
    for (const reference of placed(expression, tree, scope)) {
      this.report(reference, { code: 'not_here', word: textOf(reference) });
    }
  }

  /** All steps of the plan in two lists: those judged of the facts alone, and those that read warnings or the score. */
  finish(): { early: Step[]; late: Step[] } {
    const { order, circles } = orderSteps(this.steps(), (step) => this.links(step));
    for (const circle of circles) this.reportCircle(circle);
    const late = new Set<string>();
    for (const step of order) {
      const isLate = step.part === 'warning' || step.part === 'health';
      if (isLate || this.links(step).some(({ to }) => late.has(nameOf(to)))) late.add(nameOf(step));
    }
    return {
      early: order.filter((step) => !late.has(nameOf(step))),
      late: order.filter((step) => late.has(nameOf(step))),
    };
  }

  private steps(): Step[] {
    const { plan } = this;
    const all = (part: Step['part'], list: readonly unknown[]) => list.map((_each, index) => ({ part, index }));
    const one = (part: Step['part']) => ({ part, index: 0 });
    return [
      one('new_customer'),
      ...all('indicator', plan.indicators),
      ...[one('standing'), one('tier')],
      ...all('warning', plan.warnings),
      ...[one('health'), one('protect')],
      ...all('scheme', plan.schemes),
      ...[one('rfm'), one('rfm_class'), one('stage')],
      ...all('segment', plan.segments),
      ...all('badge', plan.badges),
      ...all('tag', plan.tags),
      ...all('insight', plan.insights),
    ];
  }

  /** What the expressions read, and what the engine reads for the step by itself. */
  private links(step: Step): { to: Step; reference: PlacedReference | null }[] {
    const read = (this.references.get(nameOf(step)) ?? []).map((reference) => ({ to: reference.to, reference }));
    const own = this.builtIn(step.part).map((to) => ({ to, reference: null }));
    return [...own, ...read];
  }

  private builtIn(part: Step['part']): Step[] {
    const newCustomer: Step = { part: 'new_customer', index: 0 };
    const indicators = this.plan.indicators.map((_each, index): Step => ({ part: 'indicator', index }));
    if (part === 'warning') return [newCustomer];
    if (part === 'health') return [newCustomer, ...indicators];
    return part === 'tier' ? [{ part: 'standing', index: 0 }] : [];
  }

  private reportCircle({ link, steps }: Circle<{ to: Step; reference: PlacedReference | null }>): void {
    const path = [...steps, steps[0]].map((step) => this.wordOf(step)).join(' → ');
    const word = this.wordOf(link.to);
    // What the engine reads by itself has no place: the circle is shown where another of its steps reads the next.
    const reference = link.reference ?? this.referenceWithin(steps);
    if (reference !== null) this.report(reference, { code: 'cycle', word, params: { path } });
  }

  private referenceWithin(steps: readonly Step[]): PlacedReference | null {
    const names = new Set(steps.map(nameOf));
    const found = steps.flatMap((step) => this.references.get(nameOf(step)) ?? []);
    return found.find(({ to }) => names.has(nameOf(to))) ?? null;
  }

  private wordOf({ part, index }: Step): string {
    const { plan } = this;
    const lists: Partial<Record<Step['part'], readonly string[]>> = {
      indicator: plan.indicators.map(({ key }) => `indicators.${key}`),
      warning: plan.warnings.map(({ key }) => `warnings.${key}`),
      scheme: plan.schemes.map(({ key }) => `schemes.${key}`),
      segment: plan.segments.map(({ key }) => `segments.${key}`),
      badge: plan.badges.map(({ key }) => `badges.${key}`),
      tag: plan.tags.map(({ tag }) => `tags.${tag}`),
      insight: plan.insights.map(({ key }) => `insights.${key}`),
    };
    return lists[part]?.[index] ?? part;
  }

  private report({ expression, start, end, shift }: PlacedReference, finding: Finding): void {
    const place = expression.placeOf(Math.max(0, start - shift), end - start);
    this.problems.push(problemAt(place, expression.path, finding));
  }
}

function placed(expression: Expression, tree: ASTNode, scope: Scope): PlacedReference[] {
  const shift = tree.input.length - expression.text.length;
  return referencesIn(tree, scope).map((reference) => ({ ...reference, expression, shift }));
}

function textOf({ expression, start, end, shift }: PlacedReference): string {
  return expression.text.slice(start - shift, end - shift);
}
