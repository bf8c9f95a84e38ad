import type { Colour } from '../../scoring/program.ts';
import type { CustomerRef } from './reference.ts';

/** A customer of a group, as its page counts it. */
export interface GroupChild {
  readonly customer: CustomerRef;
  readonly amountYear: number;
}

export interface GroupHealth<Child extends GroupChild> {
  readonly colour: Colour;
  readonly score: number | null;
  /** Before the cap, in whole points; null where too little is judged. */
  readonly weighted: number | null;
  /** The share of the amount, 0–1, that has a judged customer behind it. */
  readonly judgedShare: number;
  /** The large customer that is doing so badly that the group does no better. */
  readonly cappedBy: Child | null;
}

/** A child of this share of the amount or more pulls the group down to itself. */
export const LARGE_SHARE = 0.3;
/** With less of the amount judged nothing can be said of the group. */
const JUDGED_SHARE_MIN = 0.5;

/** Amount-weighted over the judged customers, capped by the worst large one (domain 2.2, no. 6). */
export function groupHealth<Child extends GroupChild>(
  children: readonly Child[],
  thresholds: { readonly green: number; readonly yellow: number },
): GroupHealth<Child> {
  const total = sumOf(children);
  const judged = children.filter(({ customer }) => customer.score !== null);
  const judgedShare = shareOf(sumOf(judged), total, judged.length / Math.max(children.length, 1));
  if (judged.length === 0 || judgedShare < JUDGED_SHARE_MIN) {
    return { colour: 'unknown', score: null, weighted: null, judgedShare, cappedBy: null };
  }
  const weighted = Math.floor(weightedScore(judged));
  const worst = judged
    .filter((child) => shareOf(child.amountYear, total, 1) >= LARGE_SHARE)
    .toSorted((one, other) => scoreOf(one) - scoreOf(other))[0];
  const cappedBy = worst !== undefined && scoreOf(worst) < weighted ? worst : null;
  const score = cappedBy === null ? weighted : scoreOf(cappedBy);
  return { colour: colourAt(score, thresholds), score, weighted, judgedShare, cappedBy };
}

/** The group of this id and all that lie below it. */
export function insideOf(
  groups: readonly { readonly id: string; readonly parentId: string | null }[],
  top: string,
): Set<string> {
  const inside = new Set([top]);
  for (const id of inside) for (const group of groups) if (group.parentId === id) inside.add(group.id);
  return inside;
}

/** Where nobody bought anything, every customer weighs the same. */
function weightedScore(judged: readonly GroupChild[]): number {
  const weights = sumOf(judged) === 0 ? judged.map(() => 1) : judged.map(({ amountYear }) => amountYear);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return judged.reduce((sum, child, index) => sum + scoreOf(child) * ((weights[index] ?? 0) / whole), 0);
}

function scoreOf({ customer }: GroupChild): number {
  return customer.score ?? 0;
}

function sumOf(children: readonly GroupChild[]): number {
  return children.reduce((sum, { amountYear }) => sum + Math.max(amountYear, 0), 0);
}

function shareOf(part: number, whole: number, ofNothing: number): number {
  return whole === 0 ? ofNothing : Math.max(part, 0) / whole;
}

function colourAt(score: number, { green, yellow }: { green: number; yellow: number }): Colour {
  if (score >= green) return 'green';
  return score >= yellow ? 'yellow' : 'red';
}
