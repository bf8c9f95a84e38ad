import { AppError } from '../kernel/errors.ts';
import { minorDigits } from '../kernel/money.ts';
import { CustomerView, type Findings, type ViewSettings } from '../scoring/customer-view.ts';
import { cutGroupFor, quintileIn } from '../scoring/cuts.ts';
import { factKindCode } from '../scoring/fact-kinds.ts';
import type * as Programs from '../scoring/program.ts';
import { Seasons } from '../scoring/seasons.ts';
import type { Evaluator, NumberOf } from '../scoring/word.ts';
import { checkExpression, type ValueType } from './check-expression.ts';
import { ExpressionCompiler, MeasureCache } from './compile-expression.ts';
import { type ASTNode, childrenOf } from './language.ts';
import type * as Plans from './plan.ts';
import { PlanOrder } from './plan-order.ts';
import { type Problem, problemAt } from './problem.ts';
import { barredBut, type Input, type Scope } from './scope.ts';

/** How many different measures each customer may cost. */
const MEASURES_MAX = 1_000;

/** Compiles a plan that `parsePlan` found without problems. Throws plan_invalid for any other. */
export function compilePlan(plan: Plans.Plan): Programs.Program {
  const problems: Problem[] = [];
  const program = new PlanCompiler(plan, problems).compile();
  const [first] = problems;
  if (first === undefined) return program;
  const { line, column, en } = first;
  throw new AppError('plan_invalid', { count: problems.length, line, column, message: en });
}

/** What an expression of a segment of this plan may name. */
export function segmentScope(plan: Plans.Plan): Scope {
  const keysOf = (list: readonly { readonly key: string }[]) => list.map(({ key }) => key);
  return {
    indicators: keysOf(plan.indicators),
    warnings: keysOf(plan.warnings),
    segments: keysOf(plan.segments),
    badges: keysOf(plan.badges),
    schemes: plan.schemes.map(({ key, classes }) => ({ key, classes: keysOf(classes) })),
    inputs: new Map(plan.settings.map(({ key, value }, slot) => [key, settingInput(value, slot)])),
    barred: barredBut(),
  };
}

function settingInput(value: number | string, slot: number): Input {
  return { type: typeof value === 'number' ? 'number' : 'text', slot, value };
}

/** Compiles what it can and notes the problems of the rest, so that one pass finds every mistake. */
export class PlanCompiler {
  private readonly plan: Plans.Plan;
  private readonly problems: Problem[];
  private readonly cache = new MeasureCache();
  private readonly base: Scope;
  private readonly order: PlanOrder;
  /** The checked tree of every expression that is right, by its path. */
  readonly trees = new Map<string, ASTNode>();
  private slots: number;

  constructor(plan: Plans.Plan, problems: Problem[]) {
    this.plan = plan;
    this.problems = problems;
    this.base = segmentScope(plan);
    this.order = new PlanOrder(plan, problems);
    this.slots = plan.settings.length;
  }

  compile(): Programs.Program {
    const { plan } = this;
    const judged = {
      newCustomer: this.newCustomer(),
      indicators: plan.indicators.map((indicator, index) => this.indicator(indicator, index)),
      standing: this.maybe('standing', plan.standing, 'number'),
      tiers: this.inStep('tier', 0, () => plan.tiers.map((tier) => this.condition(tier))),
      warnings: plan.warnings.map((warning, index) => this.warning(warning, index)),
      health: this.inStep('health', 0, () => this.health()),
    };
    const classed = {
      protect: this.maybe('protect', plan.tierMoves.protect, 'boolean'),
      schemes: plan.schemes.map((scheme, index) => this.scheme(scheme, index)),
      rfm: this.rfm(),
      stages: this.inStep('stage', 0, () => plan.stages.map((stage) => this.condition(stage))),
      segments: this.conditions('segment', plan.segments),
      badges: this.conditions('badge', plan.badges),
      tags: this.conditions(
        'tag',
        plan.tags.map(({ tag, when }) => ({ key: tag, when })),
      ),
      insights: plan.insights.map((insight, index) => this.insight(insight, index)),
    };
    this.checkCost();
    const view = new CustomerView(settingsOf(plan), findingsFor(plan, this.slots));
    return { ...judged, ...classed, ...this.order.finish(), holds: plan.holds, cuts: this.cache.cuts.list(), view };
  }

  private checkCost(): void {
    const params = { count: this.cache.size, limit: MEASURES_MAX };
    if (params.count <= MEASURES_MAX) return;
    this.problems.push(
      problemAt({ line: 1, column: 1, length: 1 }, '', { code: 'too_many', word: 'measures', params }),
    );
  }

  private newCustomer(): Programs.Program['newCustomer'] {
    const { newCustomer } = this.plan;
    if (newCustomer === null) return null;
    const when = this.inStep('new_customer', 0, () => this.truth(newCustomer.when));
    // The steps of the track are looked at last: nothing reads them.
    return { when, steps: this.inStep(null, 0, () => newCustomer.steps.map((step) => this.condition(step))) };
  }

  private indicator(indicator: Plans.PlanIndicator, index: number): Programs.IndicatorProgram {
    const { key, weight, good, bad, unknown, notApplicable } = indicator;
    const { inputs, scope } = this.inStep('indicator', index, () => this.inputs(indicator.inputs));
    const capScope: Scope = { ...scope, barred: barredBut('value') };
    const measured = this.inStep('indicator', index, () => ({
      value: this.number(indicator.value, scope),
      notApplicable: notApplicable === null ? null : this.truth(notApplicable, scope),
      pointCaps: indicator.pointCaps.map((cap) => this.cap(key, cap, capScope)),
    }));
    const caps = this.inStep('health', 0, () => indicator.caps.map((cap) => this.cap(key, cap, capScope)));
    return { key, weight, good, bad, unknown, inputs, ...measured, caps };
  }

  /** Named values, each of which sees those before it; and the scope that sees them all. */
  private inputs(given: readonly Plans.NamedExpression[]): { inputs: Programs.InputProgram[]; scope: Scope } {
    let scope = this.base;
    const inputs = given.map(({ name, expression }) => {
      const evaluator = this.any(expression, scope);
      const slot = this.slots++;
      scope = { ...scope, inputs: new Map([...scope.inputs, [name, { type: evaluator.type, slot }]]) };
      return { name, slot, evaluator };
    });
    return { inputs, scope };
  }

  private warning(warning: Plans.PlanWarning, index: number): Programs.WarningProgram {
    const raiseScope = { ...this.base, barred: barredBut('raised_by_hand') };
    const clearScope = { ...this.base, barred: barredBut('order_since_warning') };
    return this.inStep('warning', index, () => {
      const when = this.checked(warning.when, 'boolean', raiseScope);
      const { key, level, forDays, quietDays, forWaived } = warning;
      return {
        ...{ key, level, forDays, quietDays },
        when: when === null ? never : new ExpressionCompiler(raiseScope, this.cache).number(when),
        clear: this.truth(warning.clear, clearScope),
        holds: new Set(warning.hold),
        forWaived: forWaived === null ? null : this.truth(forWaived, raiseScope),
        handKinds: when === null ? [] : handKinds(when),
      };
    });
  }

  private health(): Programs.HealthProgram {
    const { green, yellow, returnMargin, holdDays, knownWeightMin, provisionalWeightMin, caps, note } =
      this.plan.health;
    const bands = { green, yellow, returnMargin, holdDays, knownWeightMin, provisionalWeightMin };
    return { ...bands, notePoints: note.points, caps: caps.map((cap) => this.cap(cap.key, cap, this.base)) };
  }

  private scheme({ key, classes }: Plans.PlanScheme, index: number): Programs.SchemeProgram {
    return this.inStep('scheme', index, () => ({ key, classes: classes.map((each) => this.condition(each)) }));
  }

  private rfm(): Programs.RfmProgram | null {
    const { rfm } = this.plan;
    if (rfm === null) return null;
    const points = this.inStep('rfm', 0, () => ({
      recency: mirrored(this.points('recency', rfm)),
      frequency: this.points('frequency', rfm),
      monetary: this.points('monetary', rfm),
    }));
    return { ...points, classes: this.inStep('rfm_class', 0, () => rfm.classes.map((each) => this.condition(each))) };
  }

  /** 1 to 5, 5 for the largest. Quintiles are cut before anybody is judged, so they read the facts alone. */
  private points(name: 'recency' | 'frequency' | 'monetary', { bands, ...rfm }: Plans.PlanRfm): NumberOf {
    if (bands !== 'quintiles') {
      const value = this.number(rfm[name]);
      return bandedBy(value, bands[name]);
    }
    const value = this.inStep(null, 0, () => this.number(rfm[name], this.base, true));
    const key = this.cache.cuts.add(rfm[name].text, value, 'book');
    return (view) => {
      const group = cutGroupFor(view.book.cuts.get(key), 'book', view.context);
      return group === undefined ? Number.NaN : quintileIn(group, value(view));
    };
  }

  private insight(insight: Plans.PlanInsight, index: number): Programs.InsightProgram {
    return this.inStep('insight', index, () => {
      const { inputs, scope } = this.inputs(insight.inputs);
      return { key: insight.key, inputs, when: this.truth(insight.when, scope) };
    });
  }

  private maybe(
    part: 'standing' | 'protect',
    expression: Plans.Expression | null,
    type: 'number' | 'boolean',
  ): NumberOf | null {
    if (expression === null) return null;
    return this.inStep(part, 0, () => (type === 'number' ? this.number(expression) : this.truth(expression)));
  }

  private conditions(
    part: Programs.Step['part'],
    list: readonly { readonly key: string; readonly when: Plans.Expression }[],
  ): Programs.Condition[] {
    return list.map((each, index) => this.inStep(part, index, () => this.condition(each)));
  }

  private condition(rule: { readonly key: string; readonly when: Plans.Expression }): Programs.Condition {
    return { key: rule.key, when: this.truth(rule.when) };
  }

  private cap(key: string, cap: Plans.PlanCap, scope: Scope): Programs.CapProgram {
    return { key, max: cap.max, when: this.truth(cap.when, scope) };
  }

  private truth(expression: Plans.Expression, scope = this.base): NumberOf {
    const tree = this.checked(expression, 'boolean', scope);
    return tree === null ? never : new ExpressionCompiler(scope, this.cache).number(tree);
  }

  private number(expression: Plans.Expression, scope = this.base, isOfFactsAlone = false): NumberOf {
    const tree = this.checked(expression, 'number', scope);
    if (tree === null) return never;
    if (isOfFactsAlone) this.order.refuseReferences(expression, tree, scope);
    return new ExpressionCompiler(scope, this.cache).number(tree);
  }

  private any(expression: Plans.Expression, scope: Scope): Evaluator {
    const tree = this.checked(expression, 'any', scope);
    return tree === null ? { type: 'number', run: never } : new ExpressionCompiler(scope, this.cache).compile(tree);
  }

  private checked(expression: Plans.Expression, wanted: ValueType | 'any', scope: Scope): ASTNode | null {
    const tree = checkExpression(expression, wanted, scope, this.problems);
    if (tree === null) return null;
    this.order.note(expression, tree, scope);
    foldSettings(tree, scope);
    this.trees.set(expression.path, tree);
    return tree;
  }

  private inStep<Made>(part: Programs.Step['part'] | null, index: number, make: () => Made): Made {
    return this.order.during(part === null ? null : { part, index }, make);
  }
}

/** Stands for an expression that could not be understood; its problem is noted. */
const never: NumberOf = () => Number.NaN;

/** Of days since the last order few are good. */
function mirrored(points: NumberOf): NumberOf {
  return (view) => 6 - points(view);
}

function bandedBy(value: NumberOf, borders: Plans.Borders): NumberOf {
  return (view) => {
    const found = value(view);
    return Number.isNaN(found) ? Number.NaN : 1 + borders.filter((border) => found >= border).length;
  };
}

function settingsOf(plan: Plans.Plan): ViewSettings {
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

function findingsFor(plan: Plans.Plan, slots: number): Findings {
  const unset = Array.from({ length: slots - plan.settings.length }, () => null);
  return {
    values: new Float64Array(plan.indicators.length),
    points: new Float64Array(plan.indicators.length),
    warnings: new Uint8Array(plan.warnings.length),
    warningLevels: Uint8Array.from(plan.warnings, ({ level }) => level),
    segments: new Float64Array(plan.segments.length),
    badges: new Float64Array(plan.badges.length),
    classes: new Int16Array(plan.schemes.length),
    rfm: new Float64Array(3),
    rfmClass: null,
    stage: null,
    inputs: [...plan.settings.map(({ value }) => value), ...unset],
    value: Number.NaN,
    score: Number.NaN,
    colour: null,
    standing: Number.NaN,
    isNewCustomer: Number.NaN,
    warningSince: Number.NaN,
    warningCleared: Number.NaN,
  };
}

/** A setting is the same for everybody: its name is replaced by its value. */
function foldSettings(node: ASTNode, scope: Scope): void {
  const value = node.op === 'id' ? scope.inputs.get(node.args)?.value : undefined;
  if (value !== undefined) Object.assign(node, { op: 'value', args: value });
  for (const child of childrenOf(node)) foldSettings(child, scope);
}

function handKinds(node: ASTNode): number[] {
  const isHand = node.op === 'call' && node.args[0] === 'raised_by_hand';
  const own = isHand ? [factKindCode(String(node.args[1][0].args))] : [];
  return [...own, ...childrenOf(node).flatMap(handKinds)];
}
