/** What one tap mends: a word that has a near one, and weights that do not sum to 100. Pure. */
import type { Problem } from '../../../plan/problem.ts';
import { shareOut } from '../../../scoring/largest-remainder.ts';
import { applyChange, setValue } from './edit-text.ts';
import { PlanTree } from './plan-tree.ts';

const WEIGHT_SUM = 100;

export type Mend =
  | { readonly is: 'nearest'; readonly word: string; readonly text: string }
  | { readonly is: 'weights'; readonly text: string };

/** The text without this problem, or null where only a person knows. `base` is the text before the edits. */
export function mendOf(text: string, problem: Problem, base: string): Mend | null {
  if (problem.nearest !== null && problem.word !== null)
    return nearestMend(text, problem, problem.word, problem.nearest);
  if (problem.code !== 'weights') return null;
  const mended = reweighed(text, base);
  return mended === null ? null : { is: 'weights', text: mended };
}

/** The offset of a problem's first character. */
export function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}

/** The word is looked for from its place on, since a place inside a folded text is only near it. */
function nearestMend(text: string, problem: Problem, word: string, nearest: string): Mend | null {
  const from = text.indexOf(word, offsetOf(text, problem));
  if (from < 0) return null;
  return { is: 'nearest', word: nearest, text: applyChange(text, { from, to: from + word.length, insert: nearest }) };
}

/**
 * Weights that somebody just set stay; the others keep their proportions and share the rest in whole numbers. Where
 * all were set, or what was set leaves nothing, all are scaled.
 */
function reweighed(text: string, base: string): string | null {
  const tree = PlanTree.of(text);
  const before = PlanTree.of(base);
  if (tree === null) return null;
  const weights = tree.entries('indicators').map(({ key, path }) => {
    const weight = tree.value([...path, 'weight']);
    const isSet = before !== null && before.value(['indicators', key, 'weight']) !== weight;
    return { key, weight: typeof weight === 'number' && weight >= 0 ? weight : Number.NaN, isSet };
  });
  if (weights.length === 0 || weights.some(({ weight }) => Number.isNaN(weight))) return null;
  const kept = sum(weights.filter(({ isSet }) => isSet));
  const scaled = weights.filter(({ isSet }) => !isSet);
  const isRoomy = Number.isInteger(kept) && kept < WEIGHT_SUM && sum(scaled) > 0;
  return withWeights(text, isRoomy ? scaled : weights, isRoomy ? WEIGHT_SUM - kept : WEIGHT_SUM);
}

function withWeights(text: string, weights: readonly { key: string; weight: number }[], total: number): string | null {
  const whole = sum(weights);
  if (whole <= 0) return null;
  const shares = shareOut(
    weights.map(({ weight }) => (weight * total) / whole),
    total,
  );
  return weights.reduce((after, { key }, at) => {
    const tree = PlanTree.of(after);
    const change = tree === null ? null : setValue(tree, ['indicators', key, 'weight'], shares[at] ?? 0);
    return change === null ? after : applyChange(after, change);
  }, text);
}

function sum(weights: readonly { readonly weight: number }[]): number {
  return weights.reduce((total, { weight }) => total + weight, 0);
}
