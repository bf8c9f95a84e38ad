/** Among whom a customer is ranked: everybody, those of the tier held, or those of the same type. */
export type CutGroupName = 'book' | 'tier' | 'type';

export const CUT_GROUPS = ['book', 'tier', 'type'] as const satisfies readonly CutGroupName[];

/** What decides in which group somebody is ranked. */
interface Ranked {
  readonly tier: string | null;
  readonly customerType: string;
}

/** The cut points of one wish, as plain JSON: stored with the run that made them. */
export interface Cut {
  readonly groups: Readonly<Record<string, CutGroup>>;
}

export interface CutGroup {
  /** Customers whose value is known. */
  readonly count: number;
  /** Ascending: all values, or 1001 quantiles of more. */
  readonly knots: readonly number[];
  /** By share: the last who is in. Of equal values the lower ids are in. */
  readonly tops: Readonly<Record<string, TopEnd>>;
}

export interface TopEnd {
  readonly value: number;
  readonly id: number;
}

/** A book of which nothing was cut yet: everything over cuts is unknown. */
export const NO_CUTS: ReadonlyMap<string, Cut> = new Map();

const KNOTS_MAX = 1_001;
/** No value lies beyond it, so nobody is in: the end of a top share of less than half a customer. */
const NOBODY: TopEnd = { value: Number.MAX_VALUE, id: -1 };

/** The group in which a customer is ranked; null: in none, as without a tier. */
export function cutGroupOf(within: CutGroupName, context: Ranked): string | null {
  if (within === 'tier') return context.tier;
  return within === 'type' ? context.customerType : 'book';
}

/**
 * The cut points of one wish over the whole book: `values[i]` and the group of customer `ids[i]`; NaN and a null group
 * are left out. The order of the customers does not matter.
 */
export function cutOf(
  values: Float64Array,
  ids: Float64Array,
  groups: readonly (string | null)[],
  wish: { readonly shares: readonly number[] },
): Cut {
  const members = membersByGroup(values, groups);
  const cuts = [...members].map(([name, at]) => [name, groupCut(values, ids, at, wish.shares)] as const);
  return { groups: Object.fromEntries(cuts) };
}

/** Where a value stands in its group: 0 the lowest, 100 the highest, equal values in the middle of their places. */
export function percentileIn({ knots }: CutGroup, value: number): number {
  const last = knots.length - 1;
  if (last < 0 || Number.isNaN(value)) return Number.NaN;
  if (last === 0) return 50;
  return (100 * placeIn(knots, value)) / last;
}

/** 1 for the lowest fifth of a group to 5 for the highest; NaN where either is unknown. */
export function quintileIn(group: CutGroup, value: number): number {
  return Math.min(5, 1 + Math.floor(percentileIn(group, value) / 20));
}

/** 1 when a customer is among the top share that a group was cut at, 0 when not, NaN when that share was never cut. */
export function isInTop(group: CutGroup, share: number, value: number, customerId: number): number {
  const end = group.tops[share];
  if (end === undefined || Number.isNaN(value)) return Number.NaN;
  return value > end.value || (value === end.value && customerId <= end.id) ? 1 : 0;
}

/** The group of a cut in which a customer is ranked; undefined where the book has no such cut. */
export function cutGroupFor(cut: Cut | undefined, within: CutGroupName, context: Ranked): CutGroup | undefined {
  const name = cutGroupOf(within, context);
  return name === null ? undefined : cut?.groups[name];
}

function membersByGroup(values: Float64Array, groups: readonly (string | null)[]): Map<string, number[]> {
  const members = new Map<string, number[]>();
  for (let index = 0; index < values.length; index++) {
    const group = groups[index];
    if (group === null || Number.isNaN(values[index])) continue;
    const known = members.get(group);
    if (known === undefined) members.set(group, [index]);
    else known.push(index);
  }
  return members;
}

function groupCut(values: Float64Array, ids: Float64Array, at: readonly number[], shares: readonly number[]): CutGroup {
  const sorted = Float64Array.from(at, (index) => values[index]).sort();
  const tops = shares.map((share) => [share, topEnd(values, ids, at, sorted, share)] as const);
  return { count: sorted.length, knots: knotsOf(sorted), tops: Object.fromEntries(tops) };
}

function knotsOf(sorted: Float64Array): number[] {
  if (sorted.length <= KNOTS_MAX) return [...sorted];
  const step = (sorted.length - 1) / (KNOTS_MAX - 1);
  return Array.from({ length: KNOTS_MAX }, (_, index) => sorted[Math.round(index * step)]);
}

/** Exactly the share, rounded to whole customers: 20 of 100, 1 of 7. */
function topEnd(
  values: Float64Array,
  ids: Float64Array,
  at: readonly number[],
  sorted: Float64Array,
  share: number,
): TopEnd {
  const wanted = Math.min(sorted.length, Math.round((sorted.length * share) / 100));
  if (wanted === 0) return NOBODY;
  const value = sorted[sorted.length - wanted];
  const above = sorted.length - firstAbove(sorted, value);
  const equals = Float64Array.from(at.filter((index) => values[index] === value).map((index) => ids[index])).sort();
  return { value, id: equals[wanted - above - 1] };
}

/** The place of a value among ascending knots, between two of them in proportion; cut at both ends. */
function placeIn(knots: readonly number[], value: number): number {
  const from = firstAtLeast(knots, value);
  const end = firstAbove(knots, value);
  if (end > from) return (from + end - 1) / 2;
  if (from === 0 || from === knots.length) return from === 0 ? 0 : knots.length - 1;
  const [below, above] = [knots[from - 1], knots[from]];
  return from - 1 + (value - below) / (above - below);
}

function firstAtLeast(sorted: ArrayLike<number>, value: number): number {
  return firstThat(sorted, (each) => each >= value);
}

function firstAbove(sorted: ArrayLike<number>, value: number): number {
  return firstThat(sorted, (each) => each > value);
}

function firstThat(sorted: ArrayLike<number>, holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
