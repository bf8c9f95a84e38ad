import type { Said } from './plan.ts';

/** A piece of a text; all pieces of a side, one after the other, are that side. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** Both sides of a changed text, each with the pieces that the other one does not have. */
export interface Pieces {
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}

/** One number or window that differs in two expressions which are otherwise the same. */
export interface NumberChange {
  /** What it is compared with: `standing`; null where nothing else could be meant. */
  readonly of: string | null;
  readonly before: string;
  readonly after: string;
}

const TOKEN = /\s+|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?|[A-Za-z_]\w*|[<>=!]=|&&|\|\||[\s\S]/g;
const NUMBER = /^\d/;
const WINDOW = /^'\d+[dwmy]'$/;
const COMPARISON = /^(<=|>=|==|!=|<|>)$/;
/** Beyond it the middle of two texts is one changed piece: nobody reads smaller ones there. */
const TOKENS_COMPARED_MAX = 400;

/** True when two expressions say the same, however they are laid out. */
export function isSameText(before: string, after: string): boolean {
  return wordsOf(before).join(' ') === wordsOf(after).join(' ');
}

/** Where two texts differ. */
export function piecesOf(before: string, after: string): Pieces {
  const [left, right] = [tokensOf(before), tokensOf(after)];
  const kept = keptTokens(left, right);
  return {
    before: joined(left, new Set(kept.map(([index]) => index))),
    after: joined(right, new Set(kept.map(([, index]) => index))),
  };
}

/** The numbers and windows that differ, or null where more than those does. */
export function numbersChanged(before: string, after: string): NumberChange[] | null {
  const [left, right] = [wordsOf(before), wordsOf(after)];
  if (left.length !== right.length) return null;
  const differing = left.flatMap((word, index) => (word === right[index] ? [] : [index]));
  const areNumbers = differing.every((index) => isAmount(left[index] ?? '') && isAmount(right[index] ?? ''));
  if (!areNumbers || differing.length === 0) return null;
  const isOnlyOne = left.filter((word) => COMPARISON.test(word)).length <= 1;
  return differing.map((index) => ({
    of: isOnlyOne ? null : operandOf(left, index),
    before: left[index] ?? '',
    after: right[index] ?? '',
  }));
}

/** A number or window as people write it: 1000 万, 90 天; 10,000,000, 90 days. */
export function sayAmount(word: string): Said {
  const window = /^'(\d+)([dwmy])'$/.exec(word);
  if (window !== null) return sayWindow(Number(window[1]), window[2] ?? 'd');
  return NUMBER.test(word) ? sayNumber(Number(word)) : { zh: word, en: word };
}

/** A number in the way of each language. */
export function sayNumber(value: number): Said {
  return { zh: chineseNumber(value), en: englishNumber(value) };
}

function chineseNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e8) return `${trimmed(value / 1e8)} 亿`;
  return size >= 1e4 ? `${trimmed(value / 1e4)} 万` : trimmed(value);
}

function englishNumber(value: number): string {
  const [whole = '', part] = trimmed(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** As exact as it was written, without the noise of binary fractions. */
function trimmed(value: number): string {
  return String(Number(value.toPrecision(12)));
}

const WINDOW_UNITS = {
  d: { zh: '天', en: 'day' },
  w: { zh: '周', en: 'week' },
  m: { zh: '个月', en: 'month' },
  y: { zh: '年', en: 'year' },
} as const;

function sayWindow(count: number, unit: string): Said {
  const { zh, en } = WINDOW_UNITS[unit as keyof typeof WINDOW_UNITS];
  return { zh: `${count} ${zh}`, en: `${count} ${en}${count === 1 ? '' : 's'}` };
}

/** What a number stands against: the other side of its comparison, or the call whose argument it is. */
function operandOf(words: readonly string[], index: number): string | null {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    const word = words[at] ?? '';
    if (word === ')') depth += 1;
    if (word === '(' && depth-- === 0) return at > 0 ? (words[at - 1] ?? null) : null;
    if (depth > 0) continue;
    if (COMPARISON.test(word)) return sideBefore(words, at);
    if (isBorder(word)) return null;
  }
  return null;
}

/** The words before a comparison, back to where its condition begins. */
function sideBefore(words: readonly string[], comparison: number): string {
  let depth = 0;
  let from = comparison;
  while (from > 0) {
    const word = words[from - 1] ?? '';
    if (word === ')') depth += 1;
    if (word === '(' && depth-- === 0) break;
    if (depth === 0 && isBorder(word)) break;
    from -= 1;
  }
  const side = words.slice(from, comparison);
  return side.map((word, at) => (needsGap(side[at - 1], word) ? ` ${word}` : word)).join('');
}

function isBorder(word: string): boolean {
  return word === '&&' || word === '||' || word === '?' || word === ':';
}

function needsGap(before: string | undefined, word: string): boolean {
  return before !== undefined && (/^[*/+-]$/.test(word) || /^[*/+,-]$/.test(before));
}

function isAmount(word: string): boolean {
  return NUMBER.test(word) || WINDOW.test(word);
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function wordsOf(text: string): string[] {
  return tokensOf(text).filter((token) => token.trim() !== '');
}

/** The pairs of places of a longest common sequence of tokens. */
function keptTokens(left: readonly string[], right: readonly string[]): [number, number][] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const middle = commonPairs(left.slice(start, left.length - end), right.slice(start, right.length - end));
  const head = Array.from({ length: start }, (_, at): [number, number] => [at, at]);
  const tail = Array.from({ length: end }, (_, at): [number, number] => [
    left.length - end + at,
    right.length - end + at,
  ]);
  return [...head, ...middle.map(([one, other]): [number, number] => [one + start, other + start]), ...tail];
}

function commonPairs(left: readonly string[], right: readonly string[]): [number, number][] {
  if (left.length > TOKENS_COMPARED_MAX || right.length > TOKENS_COMPARED_MAX) return [];
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  const at = (one: number, other: number): number => longest[one * width + other] ?? 0;
  for (let one = left.length - 1; one >= 0; one--) {
    for (let other = right.length - 1; other >= 0; other--) {
      const isSame = left[one] === right[other];
      longest[one * width + other] = isSame
        ? at(one + 1, other + 1) + 1
        : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  const pairs: [number, number][] = [];
  let [one, other] = [0, 0];
  while (one < left.length && other < right.length) {
    if (left[one] === right[other]) pairs.push([one++, other++]);
    else if (at(one + 1, other) >= at(one, other + 1)) one += 1;
    else other += 1;
  }
  return pairs;
}

/** Neighbours of one kind as one piece; a gap between two changed words belongs to them. */
function joined(tokens: readonly string[], kept: ReadonlySet<number>): Piece[] {
  const pieces: { text: string; changed: boolean }[] = [];
  tokens.forEach((text, index) => {
    const isGap = text.trim() === '' && index > 0 && !kept.has(index - 1) && !kept.has(index + 1);
    const changed = isGap || !kept.has(index);
    const last = pieces.at(-1);
    if (last?.changed === changed) last.text += text;
    else pieces.push({ text, changed });
  });
  return pieces;
}
