import { checkExpression } from './check-expression.ts';
import { segmentScope } from './compile-plan.ts';
import { type ASTNode, childrenOf, wordOf } from './language.ts';
import { literalText } from './literal.ts';
import type { Expression, Plan } from './plan.ts';
import { type Problem, problemAt } from './problem.ts';
import type { Scope } from './scope.ts';

/** One expression of a set that may refer to each other. */
export interface SegmentText {
  readonly key: string;
  readonly text: string;
}

/** A text that stands for itself: its places are its own lines and columns, from 1. */
export function expressionOf(text: string, path: string): Expression {
  return {
    text,
    path,
    placeOf: (offset, length) => {
      const before = text.slice(0, offset).split('\n');
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, length };
    },
  };
}

/** The mistakes in one condition of a segment, where it may name what this scope holds. */
export function checkSegment(text: string, scope: Scope): Problem[] {
  const problems: Problem[] = [];
  checkExpression(expressionOf(text, 'segment'), 'boolean', scope, problems);
  return problems;
}

/** What a segment beside a plan may name: the plan's words, and the segments with these keys. */
export function scopeBeside(plan: Plan, keys: readonly string[]): Scope {
  const scope = segmentScope(plan);
  return { ...scope, segments: [...new Set([...scope.segments, ...keys])] };
}

/**
 * By key: what is wrong with each of these segments beside those of a plan; they may name the plan's and each other. Who
 * is right is missing. A circle is told at each of its members.
 */
export function checkSegments(plan: Plan, texts: readonly SegmentText[]): Map<string, Problem[]> {
  const taken = plan.segments.map(({ key }) => key);
  const scope = scopeBeside(
    plan,
    texts.map(({ key }) => key),
  );
  const trees = new Map<string, ASTNode>();
  const found = new Map<string, Problem[]>();
  for (const { key, text } of texts) {
    const problems: Problem[] = [];
    const tree = checkExpression(expressionOf(text, key), 'boolean', scope, problems);
    if (tree !== null) trees.set(key, tree);
    if (taken.includes(key)) problems.push(problemOf(key, 'duplicate_key', key));
    if (problems.length > 0) found.set(key, problems);
  }
  const named = new Map([...trees].map(([key, tree]) => [key, segmentsNamed(tree, scope)]));
  for (const key of named.keys()) {
    if (reaches(named, key, key)) found.set(key, [problemOf(key, 'segment_circle', key)]);
  }
  return found;
}

/** The segments that a correct expression names. */
export function segmentsIn(text: string, scope: Scope): string[] {
  const tree = checkExpression(expressionOf(text, 'segment'), 'boolean', scope, []);
  return tree === null ? [] : segmentsNamed(tree, scope);
}

function problemOf(path: string, code: 'duplicate_key' | 'segment_circle', word: string): Problem {
  return problemAt({ line: 1, column: 1, length: 1 }, path, { code, word });
}

function segmentsNamed(node: ASTNode, scope: Scope): string[] {
  const below = childrenOf(node).flatMap((child) => segmentsNamed(child, scope));
  if (node.op !== 'call') return below;
  const [name, given] = node.args;
  const own = (wordOf(name)?.parameters ?? []).flatMap((parameter, index) => {
    const text = parameter === 'segment' ? literalText(given[index], scope) : null;
    return text === null ? [] : [text];
  });
  return [...own, ...below];
}

function reaches(named: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [...(named.get(from) ?? [])];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (key === to) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    waiting.push(...(named.get(key) ?? []));
  }
  return false;
}
