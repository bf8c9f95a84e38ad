import { FACT_KINDS, type FactKind, factKind } from '../scoring/fact-kinds.ts';
import { parseWindow } from '../scoring/window.ts';
import type { Parameter, Word } from '../scoring/word.ts';
import { type ASTNode, childrenOf, wordOf } from './language.ts';
import { nearest } from './nearest.ts';
import type { Finding, Mistake } from './problem.ts';
import type { Scope } from './scope.ts';

/** Words that read a fact's score, and those that read its amount. */
const NEEDS_SCORE: ReadonlySet<string> = new Set(['total_score', 'average_score', 'latest_score', 'weighted_score']);
const NEEDS_AMOUNT: ReadonlySet<string> = new Set(['total', 'weighted_score']);

/** What the types cannot see: kinds, filters, windows and keys that do not exist. */
export function checkArguments(node: ASTNode, scope: Scope): Mistake[] {
  const own = node.op === 'call' ? checkCall(node.args[0], node.args[1], scope) : [];
  return [...own, ...childrenOf(node).flatMap((child) => checkArguments(child, scope))];
}

function checkCall(name: string, given: readonly ASTNode[], scope: Scope): Mistake[] {
  const word = wordOf(name);
  if (word === undefined) return [];
  const kind = factKind(literalText(given[0]) ?? '');
  const mistakes = given.flatMap((argument, index) => {
    const finding = checkArgument(word, index, argument, kind, scope);
    return finding === null ? [] : [{ start: argument.start, end: argument.end, ...finding }];
  });
  return mistakes.length > 0 ? mistakes : checkLimits(word, given);
}

function checkArgument(
  word: Word,
  index: number,
  argument: ASTNode,
  kind: FactKind | undefined,
  scope: Scope,
): Finding | null {
  const parameter = word.parameters[index];
  if (parameter === 'number' || parameter === 'boolean' || parameter === 'any') return null;
  if (parameter === 'constant') return literalNumber(argument) === null ? notLiteral(word, index, '3') : null;
  if (parameter === 'window' && argument.op === 'call') return null;
  const text = literalText(argument);
  if (text === null) return notLiteral(word, index, parameter);
  if (parameter === 'kind') return checkKind(word.name, text);
  if (parameter === 'filter') return checkFilter(text, kind);
  if (parameter === 'window' || parameter === 'days') {
    return parseWindow(text) === null ? { code: 'bad_window', word: text } : null;
  }
  return checkKey(parameter, text, scope);
}

function checkKind(word: string, text: string): Finding | null {
  const kind = factKind(text);
  const names = FACT_KINDS.map((each) => each.key);
  if (kind === undefined) return { code: 'unknown_kind', word: text, nearest: nearest(text, names) };
  if (NEEDS_SCORE.has(word) && kind.score === undefined) return { code: 'no_score', word: text };
  return NEEDS_AMOUNT.has(word) && kind.amount === undefined ? { code: 'no_amount', word: text } : null;
}

function checkFilter(text: string, kind: FactKind | undefined): Finding | null {
  const names = Object.keys(kind?.filters ?? {});
  if (names.includes(text)) return null;
  const params = { choices: names.length > 0 ? names.join(', ') : '–' };
  return { code: 'unknown_filter', word: text, nearest: nearest(text, names), params };
}

function checkKey(parameter: Parameter, text: string, scope: Scope): Finding | null {
  if (parameter === 'indicator') return checkIndicator(text, scope);
  if (parameter === 'warning' && !scope.warnings.includes(text)) {
    return { code: 'unknown_warning', word: text, nearest: nearest(text, scope.warnings) };
  }
  const above = scope.segments.slice(0, scope.segmentEnd);
  if (parameter === 'segment' && !above.includes(text)) {
    return { code: 'unknown_segment', word: text, nearest: nearest(text, above) };
  }
  return null;
}

function checkIndicator(text: string, scope: Scope): Finding | null {
  const index = scope.indicators.indexOf(text);
  if (index < 0) return { code: 'unknown_indicator', word: text, nearest: nearest(text, scope.indicators) };
  return index >= scope.indicatorEnd ? { code: 'later_indicator', word: text } : null;
}

/** Own windows have limits in days, the lower one first. */
function checkLimits(word: Word, given: readonly ASTNode[]): Mistake[] {
  if (word.name !== 'own' && word.name !== 'own80') return [];
  const [min, max] = [given[1], given[2]].map((node) => parseWindow(literalText(node) ?? ''));
  const isFine = min?.unit === 'days' && max?.unit === 'days' && min.length <= max.length;
  return isFine ? [] : [{ start: given[1].start, end: given[2].end, code: 'window_limits' }];
}

function notLiteral(word: Word, index: number, wanted: string): Finding {
  return { code: 'argument_type', word: word.name, params: { position: index + 1, wanted: `‘${wanted}’` } };
}

/** The text written out at a node, or null. */
export function literalText(node: ASTNode | undefined): string | null {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : null;
}

/** The number written out at a node, or null. */
export function literalNumber(node: ASTNode): number | null {
  if (node.op === '-_') {
    const positive = literalNumber(node.args);
    return positive === null ? null : -positive;
  }
  return node.op === 'value' && typeof node.args === 'number' ? node.args : null;
}
