import { holesOf } from './check-plan.ts';
import { follows, followsSomewhere, isCertain, isImpossible } from './implication.ts';
import { type ASTNode, childrenOf, planName } from './language.ts';
import type { Expression, NamedExpression, Plan, PlanWarning, Said } from './plan.ts';
import type { PlanSource } from './plan-source.ts';

/** The checked tree of every expression that is right, by its path. */
export type Trees = ReadonlyMap<string, ASTNode>;

interface Rule {
  readonly key: string;
  readonly when: Expression;
}

/** What only the trees of a plan's expressions show: rules that never apply, and warnings that clear themselves. */
export function checkRules(plan: Plan, trees: Trees, source: PlanSource): void {
  checkClasses(plan.tiers, trees, source);
  checkClasses(plan.stages, trees, source);
  checkClasses(plan.rfm?.classes ?? [], trees, source);
  for (const { classes } of plan.schemes) checkClasses(classes, trees, source);
  for (const rule of rulesOf(plan)) checkPossible(rule.when, trees, source);
  for (const warning of plan.warnings) checkWarning(warning, trees, source);
  checkTags(plan, trees, source);
  for (const indicator of plan.indicators) {
    checkInputs(`indicators.${indicator.key}`, indicator.inputs, [indicator.says], trees, source);
  }
  for (const { key, inputs, says, suggests } of plan.insights) {
    checkInputs(`insights.${key}`, inputs, [says, suggests], trees, source);
  }
}

/** Every condition that decides something, but the classes, which are looked at in their order. */
function rulesOf(plan: Plan): { readonly when: Expression }[] {
  const caps = plan.indicators.flatMap((indicator) => [...indicator.caps, ...indicator.pointCaps]);
  return [
    ...[...plan.tiers, ...plan.stages, ...plan.schemes.flatMap(({ classes }) => classes)],
    ...[...(plan.rfm?.classes ?? []), ...plan.segments, ...plan.badges, ...plan.tags, ...plan.insights],
    ...[...plan.warnings, ...plan.health.caps, ...caps, ...(plan.newCustomer?.steps ?? [])],
    ...plan.warnings.map(({ clear }) => ({ when: clear })),
  ];
}

/** Of a list of which the first applies: one whose customers are all taken before. */
function checkClasses(classes: readonly Rule[], trees: Trees, source: PlanSource): void {
  classes.forEach(({ key, when }, index) => {
    const tree = trees.get(when.path);
    const other = classes.slice(0, index).find((before) => {
      const above = trees.get(before.when.path);
      return tree !== undefined && above !== undefined && follows(above, tree);
    });
    if (other === undefined) return;
    source.reportAt(when.path, { code: 'dead_class', word: key, params: { other: other.key } });
  });
}

/** A segment of nobody is sometimes meant (`false` keeps a place); numbers that contradict each other never are. */
function checkPossible(when: Expression, trees: Trees, source: PlanSource): void {
  const tree = trees.get(when.path);
  if (tree === undefined || tree.op === 'value' || !isImpossible(tree)) return;
  source.reportAt(when.path, { code: 'dead_rule' });
}

function checkWarning({ key, when, clear }: PlanWarning, trees: Trees, source: PlanSource): void {
  const [raise, end] = [trees.get(when.path), trees.get(clear.path)];
  if (raise === undefined) return;
  if (isCertain(raise)) source.reportAt(when.path, { code: 'certain_warning', word: key });
  else if (end !== undefined && followsSomewhere(end, raise)) {
    source.reportAt(clear.path, { code: 'clears_at_once', word: key });
  }
}

/** A tag that a rule sets and another rule reads would come and go by the order of their reading. */
function checkTags(plan: Plan, trees: Trees, source: PlanSource): void {
  const ruled = new Set(plan.tags.map(({ tag }) => tag));
  for (const { when } of plan.tags) {
    for (const tag of tagsIn(trees.get(when.path))) {
      if (ruled.has(tag)) source.reportAt(when.path, { code: 'rule_tag', word: tag });
    }
  }
}

function tagsIn(node: ASTNode | undefined): string[] {
  if (node === undefined) return [];
  const own = node.op === 'call' && node.args[0] === 'has_tag' ? [String(node.args[1][0].args)] : [];
  return [...own, ...childrenOf(node).flatMap(tagsIn)];
}

function checkInputs(
  path: string,
  inputs: readonly NamedExpression[],
  sentences: readonly (Said | null)[],
  trees: Trees,
  source: PlanSource,
): void {
  const used = new Set(sentences.flatMap((said) => [...holesOf(said?.zh), ...holesOf(said?.en)]));
  for (const [where, tree] of trees) if (where.startsWith(`${path}.`)) for (const name of namesIn(tree)) used.add(name);
  for (const { name } of inputs) {
    if (!used.has(name)) source.reportAt(`${path}.inputs.${name}`, { code: 'unused_input', word: name }, 'key');
  }
}

function namesIn(node: ASTNode): string[] {
  return [...(node.op === 'id' ? [planName(node.args)] : []), ...childrenOf(node).flatMap(namesIn)];
}
