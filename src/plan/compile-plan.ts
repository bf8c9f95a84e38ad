import { AppError } from '../kernel/errors.ts';
import { minorDigits } from '../kernel/money.ts';
import { CustomerView, type Findings, type ViewSettings } from '../scoring/customer-view.ts';
import { factKindCode } from '../scoring/fact-kinds.ts';
import type { CapProgram, Condition, IndicatorProgram, Program, WarningProgram } from '../scoring/program.ts';
import { Seasons } from '../scoring/seasons.ts';
import type { Evaluator, NumberOf } from '../scoring/word.ts';
import { literalText } from './check-arguments.ts';
import { checkExpression, type ValueType } from './check-expression.ts';
import { ExpressionCompiler, MeasureCache } from './compile-expression.ts';
import { type ASTNode, childrenOf } from './language.ts';
import type { Expression, Plan, PlanCap, PlanIndicator, PlanWarning } from './plan.ts';
import type { Problem } from './problem.ts';
import { barredBut, type Input, type Scope } from './scope.ts';

/** Compiles a plan that `parsePlan` found without problems. Throws plan_invalid for any other. */
export function compilePlan(plan: Plan): Program {
  const problems: Problem[] = [];
  const program = new PlanCompiler(plan, problems).compile();
  const [first] = problems;
  if (first === undefined) return program;
  const { line, column, en } = first;
  throw new AppError('plan_invalid', { count: problems.length, line, column, message: en });
}

/** Compiles what it can and notes the problems of the rest, so that one pass finds every mistake. */
export class PlanCompiler {
  private readonly plan: Plan;
  private readonly problems: Problem[];
  private readonly cache = new MeasureCache();
  private readonly base: Scope;
  private slots = 0;
  /** Whether an expression compiled since this was last cleared reads the tier. */
  private sawTier = false;

  constructor(plan: Plan, problems: Problem[]) {
    this.plan = plan;
    this.problems = problems;
    this.base = {
      indicators: plan.indicators.map(({ key }) => key),
      indicatorEnd: plan.indicators.length,
      warnings: plan.warnings.map(({ key }) => key),
      segments: plan.segments.map(({ key }) => key),
      segmentEnd: 0,
      inputs: new Map(),
      barred: barredBut('new_customer'),
    };
  }

  compile(): Program {
    const { plan } = this;
    const standingScope = this.base;
    const tierScope = { ...this.base, barred: barredBut('new_customer', 'standing') };
    const all = { ...this.base, barred: barredBut('new_customer', 'standing', 'health', 'warning', 'in_segment') };
    const indicators = plan.indicators.map((indicator, index) => this.indicator(indicator, index));
    return {
      indicators,
      warnings: plan.warnings.map((warning) => this.warning(warning)),
      health: { ...plan.health, caps: plan.health.caps.map((cap) => this.cap(cap.key, cap, this.healthScope())) },
      holds: plan.holds,
      newCustomer: this.newCustomer(),
      standing: plan.standing === null ? null : this.number(plan.standing, standingScope),
      tiers: plan.tiers.map((tier) => this.condition(tier.key, tier.when, tierScope)),
      stages: plan.stages.map((stage) => this.condition(stage.key, stage.when, all)),
      segments: plan.segments.map(({ key, when }, index) => this.condition(key, when, { ...all, segmentEnd: index })),
      view: new CustomerView(settingsOf(plan), findingsFor(plan, this.slots)),
    };
  }

  private indicator(indicator: PlanIndicator, index: number): IndicatorProgram {
    const known = new Map<string, Input>();
    this.sawTier = false;
    const inputs = indicator.inputs.map(({ name, expression }) => {
      const scope = { ...this.base, indicatorEnd: index, inputs: new Map(known) };
      const evaluator = this.any(expression, scope);
      const slot = this.slots++;
      known.set(name, { type: evaluator.type, slot });
      return { name, slot, evaluator };
    });
    const scope: Scope = { ...this.base, indicatorEnd: index, inputs: known };
    const capScope: Scope = { ...scope, barred: barredBut('value', 'new_customer') };
    const { key, weight, good, bad, unknown, notApplicable } = indicator;
    const judged = {
      value: this.number(indicator.value, scope),
      notApplicable: notApplicable === null ? null : this.truth(notApplicable, scope),
      pointCaps: indicator.pointCaps.map((cap) => this.cap(key, cap, capScope)),
    };
    const usesTier = this.sawTier;
    const caps = indicator.caps.map((cap) => this.cap(key, cap, capScope));
    return { key, weight, good, bad, unknown, inputs, ...judged, usesTier, caps };
  }

  private warning(warning: PlanWarning): WarningProgram {
    const scope = { ...this.base, barred: barredBut('new_customer', 'raised_by_hand') };
    const when = this.checked(warning.when, 'boolean', scope);
    const { key, level, forDays, quietDays } = warning;
    return {
      key,
      level,
      forDays,
      quietDays,
      when: when === null ? never : new ExpressionCompiler(scope, this.cache).number(when),
      clear: this.truth(warning.clear, { ...scope, barred: barredBut('new_customer', 'order_since_warning') }),
      holds: new Set(warning.hold),
      forWaived: warning.forWaived === null ? null : this.truth(warning.forWaived, scope),
      handKinds: when === null ? [] : handKinds(when),
    };
  }

  private newCustomer(): Program['newCustomer'] {
    const { newCustomer } = this.plan;
    if (newCustomer === null) return null;
    const scope = { ...this.base, indicatorEnd: 0, barred: barredBut() };
    const steps = newCustomer.steps.map(({ key, when }) => this.condition(key, when, scope));
    return { when: this.truth(newCustomer.when, scope), steps };
  }

  private healthScope(): Scope {
    return { ...this.base, barred: barredBut('new_customer', 'warning') };
  }

  private cap(key: string, cap: PlanCap, scope: Scope): CapProgram {
    return { key, max: cap.max, when: this.truth(cap.when, scope) };
  }

  private condition(key: string, when: Expression, scope: Scope): Condition {
    return { key, when: this.truth(when, scope) };
  }

  private truth(expression: Expression, scope: Scope): NumberOf {
    const tree = this.checked(expression, 'boolean', scope);
    return tree === null ? never : new ExpressionCompiler(scope, this.cache).number(tree);
  }

  private number(expression: Expression, scope: Scope): NumberOf {
    const tree = this.checked(expression, 'number', scope);
    return tree === null ? never : new ExpressionCompiler(scope, this.cache).number(tree);
  }

  private any(expression: Expression, scope: Scope): Evaluator {
    const tree = this.checked(expression, 'any', scope);
    return tree === null ? { type: 'number', run: never } : new ExpressionCompiler(scope, this.cache).compile(tree);
  }

  private checked(expression: Expression, wanted: ValueType | 'any', scope: Scope): ASTNode | null {
    const tree = checkExpression(expression, wanted, scope, this.problems);
    if (tree !== null && readsTier(tree)) this.sawTier = true;
    return tree;
  }
}

/** Stands for an expression that could not be understood; its problem is noted. */
const never: NumberOf = () => Number.NaN;

function settingsOf(plan: Plan): ViewSettings {
  const contacts = plan.tiers.map(({ key, contactsDue }) => [key, contactsDue] as const);
  // A customer without a tier is treated as the lowest.
  const lowest = contacts.at(-1)?.[1] ?? 1;
  return {
    timezone: plan.timezone,
    minorUnits: 10 ** minorDigits(plan.currency),
    basis: plan.basis,
    rhythm: plan.rhythm,
    seasons: new Seasons(plan.seasons),
    contactsDue: { '': lowest, ...Object.fromEntries(contacts) },
  };
}

function findingsFor(plan: Plan, slots: number): Findings {
  return {
    values: new Float64Array(plan.indicators.length),
    points: new Float64Array(plan.indicators.length),
    warnings: new Uint8Array(plan.warnings.length),
    segments: new Float64Array(plan.segments.length),
    inputs: Array.from({ length: slots }, () => null),
    value: Number.NaN,
    score: Number.NaN,
    standing: Number.NaN,
    isNewCustomer: Number.NaN,
    warningSince: Number.NaN,
    warningCleared: Number.NaN,
  };
}

function readsTier(node: ASTNode): boolean {
  const isOwn = (node.op === 'id' && node.args === 'tier') || (node.op === 'call' && node.args[0] === 'contacts_due');
  return isOwn || childrenOf(node).some(readsTier);
}

function handKinds(node: ASTNode): number[] {
  const isHand = node.op === 'call' && node.args[0] === 'raised_by_hand';
  const own = isHand ? [factKindCode(literalText(node.args[1][0]) ?? '')] : [];
  return [...own, ...childrenOf(node).flatMap(handKinds)];
}
