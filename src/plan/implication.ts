import type { ASTNode } from './language.ts';

/**
 * What can be said of conditions without any facts. Everything here is sound and nothing is complete: a condition that
 * is called impossible is; of many that are, nobody knows.
 */

/** One comparison of a text (as it is written, however spaced) with a number, or a condition taken as it is. */
interface Atom {
  readonly of: string;
  readonly range: Range | null;
}

/** The numbers between two ends, each of which may be left out. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly withLow: boolean;
  readonly withHigh: boolean;
}

/** All of these at once; a condition is one of several such rows. */
type Row = readonly Atom[];

/** More rows than this are not looked into. */
const ROWS_MAX = 64;
const EVERYTHING: Range = { low: -Infinity, high: Infinity, withLow: true, withHigh: true };
/** Between which ends the numbers of a word lie, whatever the facts. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  ...{ points: [0, 100], percentile: [0, 100], log_scale: [0, 100], scale: [0, 100], health: [0, 100] },
  ...{ rfm_recency: [1, 5], rfm_frequency: [1, 5], rfm_monetary: [1, 5] },
  ...{ count: [0, Infinity], occasions: [0, Infinity], distinct: [0, Infinity], gaps: [0, Infinity] },
  ...{ open_complaints: [0, Infinity], open_warnings: [0, Infinity], owner_coverage: [0, 1] },
};

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' };

/** True when no facts can make the condition true. */
export function isImpossible(condition: ASTNode): boolean {
  const rows = rowsOf(condition);
  return rows?.every((row) => isEmptyRow(row)) ?? false;
}

/** True when the condition is true whatever the facts. */
export function isCertain(condition: ASTNode): boolean {
  return rowsOf(condition)?.some((row) => row.every(({ of }) => of === 'true')) ?? false;
}

/** True when the first condition is true wherever the second is. */
export function follows(condition: ASTNode, given: ASTNode): boolean {
  const [rows, givenRows] = [rowsOf(condition), rowsOf(given)];
  if (rows === null || givenRows === null) return false;
  return givenRows.every((row) => isEmptyRow(row) || rows.some((wanted) => coversRow(wanted, row)));
}

/** True when some way of meeting the second condition meets the first too. */
export function followsSomewhere(condition: ASTNode, given: ASTNode): boolean {
  const [rows, givenRows] = [rowsOf(condition), rowsOf(given)];
  if (rows === null || givenRows === null) return false;
  return givenRows.some((row) => !isEmptyRow(row) && rows.some((wanted) => coversRow(wanted, row)));
}

function coversRow(wanted: Row, given: Row): boolean {
  return wanted.every((atom) => {
    if (atom.of === 'true') return true;
    const same = given.filter(({ of }) => of === atom.of);
    if (atom.range === null) return same.some(({ range }) => range === null);
    return same.length > 0 && isWithin(meeting(same), atom.range);
  });
}

function isEmptyRow(row: Row): boolean {
  return row.some((atom) => {
    if (atom.of === 'false') return true;
    if (atom.range === null) return row.some(({ of }) => of === `! ${atom.of}`);
    return isEmpty(meeting([...row.filter(({ of }) => of === atom.of), { of: atom.of, range: naturalRange(atom.of) }]));
  });
}

function meeting(atoms: readonly Atom[]): Range {
  return atoms.reduce((all, { range }) => (range === null ? all : meet(all, range)), EVERYTHING);
}

function meet(left: Range, right: Range): Range {
  const lower = left.low === right.low ? left.withLow && right.withLow : (left.low > right.low ? left : right).withLow;
  const upper =
    left.high === right.high ? left.withHigh && right.withHigh : (left.high < right.high ? left : right).withHigh;
  return {
    low: Math.max(left.low, right.low),
    high: Math.min(left.high, right.high),
    withLow: lower,
    withHigh: upper,
  };
}

function isEmpty({ low, high, withLow, withHigh }: Range): boolean {
  return low > high || (low === high && !(withLow && withHigh));
}

function isWithin(inner: Range, outer: Range): boolean {
  const fitsBelow = inner.low > outer.low || (inner.low === outer.low && (outer.withLow || !inner.withLow));
  const fitsAbove = inner.high < outer.high || (inner.high === outer.high && (outer.withHigh || !inner.withHigh));
  return fitsBelow && fitsAbove;
}

/** The condition as rows of which one must hold; null where it has too many. */
function rowsOf(node: ASTNode): readonly Row[] | null {
  if (node.op === '||') {
    const [left, right] = [rowsOf(node.args[0]), rowsOf(node.args[1])];
    return left === null || right === null ? null : bounded([...left, ...right]);
  }
  if (node.op === '&&') {
    const [left, right] = [rowsOf(node.args[0]), rowsOf(node.args[1])];
    return left === null || right === null
      ? null
      : bounded(left.flatMap((one) => right.map((two) => [...one, ...two])));
  }
  return [[atomOf(node)]];
}

function bounded(rows: readonly Row[]): readonly Row[] | null {
  return rows.length > ROWS_MAX ? null : rows;
}

function atomOf(node: ASTNode): Atom {
  if (node.op === 'value') return { of: String(node.args), range: null };
  if (node.op === '!_') return { of: `! ${written(node.args)}`, range: null };
  return comparisonOf(node) ?? { of: written(node), range: null };
}

function comparisonOf(node: ASTNode): Atom | null {
  if (!(node.op in MIRRORED) || !Array.isArray(node.args)) return null;
  const [left, right] = node.args as [ASTNode, ASTNode];
  const [below, above] = [numberOf(left), numberOf(right)];
  if (below !== null && above !== null) return { of: String(isTrue(below, node.op, above)), range: null };
  if (above !== null) return { of: written(left), range: rangeOf(node.op, above) };
  return below === null ? null : { of: written(right), range: rangeOf(MIRRORED[node.op], below) };
}

function isTrue(left: number, operator: string, right: number): boolean {
  const range = rangeOf(operator, right);
  return isWithin({ low: left, high: left, withLow: true, withHigh: true }, range);
}

function rangeOf(operator: string, bound: number): Range {
  if (operator === '==') return { low: bound, high: bound, withLow: true, withHigh: true };
  const withBound = operator.length === 2;
  return operator.startsWith('<')
    ? { ...EVERYTHING, high: bound, withHigh: withBound }
    : { ...EVERYTHING, low: bound, withLow: withBound };
}

function naturalRange(text: string): Range {
  const word = /^\w+/.exec(text)?.[0] ?? '';
  // One call, and no other behind or inside it.
  const isAlone = text === word || (text.startsWith(`${word}(`) && text.indexOf(')') === text.length - 1);
  const [low, high] = (isAlone ? RANGES[word] : undefined) ?? [-Infinity, Infinity];
  return { ...EVERYTHING, low, high };
}

function numberOf(node: ASTNode): number | null {
  if (node.op === 'value') return typeof node.args === 'number' ? node.args : null;
  if (node.op !== '-_') return null;
  const positive = numberOf(node.args);
  return positive === null ? null : -positive;
}

/** The text of a part, however it was spaced. */
function written(node: ASTNode): string {
  return node.input.slice(node.start, node.end).replace(/\s+/g, '');
}
