import type { Step } from '../scoring/program.ts';
import { type ASTNode, childrenOf, planName, wordOf } from './language.ts';
import { literalText } from './literal.ts';
import type { Scope } from './scope.ts';

/** What a place in an expression reads of the rest of the plan. */
export interface Reference {
  readonly to: Step;
  readonly start: number;
  readonly end: number;
}

type Part = Step['part'];

/** Names that stand for what another part of the plan has found. */
const PART_OF_NAME: Readonly<Record<string, Part>> = {
  tier: 'tier',
  standing: 'standing',
  health: 'health',
  colour: 'health',
  stage: 'stage',
  new_customer: 'new_customer',
  rfm_recency: 'rfm',
  rfm_frequency: 'rfm',
  rfm_monetary: 'rfm',
  rfm_class: 'rfm_class',
};

/** Everything of the rest of the plan that a checked expression reads. */
export function referencesIn(node: ASTNode, scope: Scope): Reference[] {
  const own = partsRead(node, scope).map((to) => ({ to, start: node.start, end: node.end }));
  return [...own, ...childrenOf(node).flatMap((child) => referencesIn(child, scope))];
}

function partsRead(node: ASTNode, scope: Scope): Step[] {
  if (node.op === 'id') {
    const part = scope.inputs.has(planName(node.args)) ? undefined : PART_OF_NAME[planName(node.args)];
    return part === undefined ? [] : [{ part, index: 0 }];
  }
  return node.op === 'call' ? partsOfCall(node.args[0], node.args[1], scope) : [];
}

function partsOfCall(name: string, given: readonly ASTNode[], scope: Scope): Step[] {
  if (name === 'contacts_due') return [{ part: 'tier', index: 0 }];
  if (name === 'open_warnings') return scope.warnings.map((_key, index) => ({ part: 'warning', index }));
  const parameters = wordOf(name)?.parameters ?? [];
  return parameters.flatMap((parameter, position) => {
    const list = listOf(parameter, scope);
    const index = list.keys.indexOf(literalText(given[position], scope) ?? '');
    return index < 0 ? [] : [{ part: list.part, index }];
  });
}

function listOf(parameter: string, scope: Scope): { part: Part; keys: readonly string[] } {
  switch (parameter) {
    case 'indicator':
      return { part: 'indicator', keys: scope.indicators };
    case 'warning':
      return { part: 'warning', keys: scope.warnings };
    case 'segment':
      return { part: 'segment', keys: scope.segments };
    case 'badge':
      return { part: 'badge', keys: scope.badges };
    case 'scheme':
      return { part: 'scheme', keys: scope.schemes.map(({ key }) => key) };
    default:
      return { part: 'health', keys: [] };
  }
}

/** A reference that closes a circle, and the steps of the circle from its target on. */
export interface Circle<Link> {
  readonly link: Link;
  readonly steps: readonly Step[];
}

interface Linked {
  readonly to: Step;
}

/** Each step after those it reads, else as they were given; and the circles, which are left out of account. */
export function orderSteps<Link extends Linked>(
  steps: readonly Step[],
  linksOf: (step: Step) => readonly Link[],
): { order: Step[]; circles: Circle<Link>[] } {
  const order: Step[] = [];
  const circles: Circle<Link>[] = [];
  const done = new Set<string>();
  const path: Step[] = [];
  const visit = (step: Step): void => {
    if (done.has(nameOf(step))) return;
    path.push(step);
    for (const link of linksOf(step)) {
      const at = path.findIndex((each) => nameOf(each) === nameOf(link.to));
      if (at < 0) visit(link.to);
      else circles.push({ link, steps: path.slice(at) });
    }
    path.pop();
    done.add(nameOf(step));
    order.push(step);
  };
  for (const step of steps) visit(step);
  return { order, circles };
}

/** A step as one text, for sets and maps. */
export function nameOf({ part, index }: Step): string {
  return `${part} ${index}`;
}
