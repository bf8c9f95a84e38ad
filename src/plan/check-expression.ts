import { ParseError } from '@marcbachmann/cel-js';
import { checkArguments, sampleOf } from './check-arguments.ts';
import {
  type ASTNode,
  allWords,
  childrenOf,
  environmentFor,
  nameOf,
  parseExpression,
  planName,
  typeOf,
  wordOf,
} from './language.ts';
import { nearest } from './nearest.ts';
import type { Expression } from './plan.ts';
import { type Finding, type Mistake, type Problem, problemAt } from './problem.ts';
import type { Scope } from './scope.ts';

export type ValueType = 'number' | 'boolean' | 'text';

/** Nobody reads more; with the bounds of the parser no expression takes long to check. */
const TEXT_MAX = 4_000;

/** `>= 3` is short for `value >= 3`. */
const SHORT_FORM = /^\s*(>=|<=|==|!=|>|<)/;
const SHORT_PREFIX = 'value ';

/** What a plan's expressions may be made of; CEL has more (maps, fields, methods), none of it is needed for facts. */
const ALLOWED_OPERATORS: ReadonlySet<string> = new Set([
  ...['value', 'id', 'call', 'list', '?:', '||', '&&', '!_', '-_', 'in'],
  ...['==', '!=', '+', '-', '*', '/', '<', '<=', '>', '>='],
]);

const TYPE_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '真或假', en: 'true or false' },
  text: { zh: '文字', en: 'a text' },
  window: { zh: '窗口', en: 'a window' },
  other: { zh: '别的', en: 'something else' },
};

/** The checked tree of an expression, or null after its mistakes were added to `problems`. */
export function checkExpression(
  expression: Expression,
  wanted: ValueType | 'any',
  scope: Scope,
  problems: Problem[],
): ASTNode | null {
  const isShort = SHORT_FORM.test(expression.text);
  const text = isShort ? SHORT_PREFIX + expression.text : expression.text;
  const checked = check(text, wanted, scope);
  if (!Array.isArray(checked)) return checked;
  const shift = isShort ? SHORT_PREFIX.length : 0;
  for (const mistake of checked) {
    const start = Math.max(0, mistake.start - shift);
    const place = expression.placeOf(start, Math.max(1, mistake.end - mistake.start));
    problems.push(problemAt(place, expression.path, mistake));
  }
  return null;
}

function check(text: string, wanted: ValueType | 'any', scope: Scope): ASTNode | Mistake[] {
  if (text.length > TEXT_MAX) return [{ start: 0, end: text.length, code: 'expression_long' }];
  const parsed = parse(text, scope);
  if (Array.isArray(parsed)) return parsed;
  const strangers = strangeWords(parsed.ast, scope);
  if (strangers.length > 0) return strangers;
  const { valid, error } = parsed.check();
  if (!valid) return [typeMistake(parsed.ast, error)];
  const given = typeOf(parsed.ast);
  if (given === 'other' || given === 'window' || (wanted !== 'any' && wanted !== given)) {
    return [{ ...rangeOf(parsed.ast), ...wrongType(wanted === 'any' ? 'number' : wanted, given) }];
  }
  const mistakes = checkArguments(parsed.ast, scope);
  return mistakes.length > 0 ? mistakes : parsed.ast;
}

function parse(text: string, scope: Scope): ReturnType<typeof parseExpression> | Mistake[] {
  try {
    return parseExpression(environmentFor(scope.inputs), text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { start, end } = error.range ?? { start: 0, end: text.length };
    const isLimit = /exceed|limit|max/i.test(error.summary);
    const code = isLimit ? 'expression_long' : 'expression_syntax';
    return [{ start, end, code, params: { reason: error.summary } }];
  }
}

/** Words, names and operators that do not exist or have no meaning here. */
function strangeWords(node: ASTNode, scope: Scope): Mistake[] {
  const own = strangeWord(node, scope);
  return [
    ...(own === null ? [] : [{ ...rangeOf(node), ...own }]),
    ...childrenOf(node).flatMap((child) => strangeWords(child, scope)),
  ];
}

function strangeWord(node: ASTNode, scope: Scope): Finding | null {
  if (node.op === 'rcall')
    return { code: node.args[0] === 'matches' ? 'no_matches' : 'not_supported', word: node.args[0] };
  if (!ALLOWED_OPERATORS.has(node.op)) return { code: 'not_supported', word: node.op };
  if (node.op === 'id') return strangeName(node.args, scope);
  return node.op === 'call' ? strangeCall(node.args[0], node.args[1].length, scope) : null;
}

function strangeName(celName: string, scope: Scope): Finding | null {
  const name = planName(celName);
  if (scope.inputs.has(name)) return null;
  if (nameOf(celName) === undefined) {
    const candidates = [...scope.inputs.keys(), ...allWords().filter((word) => !scope.barred.has(word))];
    return { code: 'unknown_name', word: name, nearest: nearest(name, candidates) };
  }
  return scope.barred.has(name) ? { code: 'not_here', word: name } : null;
}

function strangeCall(name: string, given: number, scope: Scope): Finding | null {
  const word = wordOf(name);
  if (word === undefined) return { code: 'unknown_word', word: name, nearest: nearest(name, allWords()) };
  if (scope.barred.has(name)) return { code: 'not_here', word: name };
  const [least, most] = [word.required, word.parameters.length];
  if (given >= least && given <= most) return null;
  return { code: 'argument_count', word: name, params: { wanted: least === most ? least : `${least}–${most}`, given } };
}

/** Which argument does not fit is found by us, since cel-js only says that no form of the function fits. */
function typeMistake(ast: ASTNode, error: unknown): Mistake {
  const { start, end } = errorRange(error) ?? rangeOf(ast);
  const call = findCall(ast, start, end);
  const misfit = call === null ? null : misfitOf(call);
  if (misfit !== null) return misfit;
  return { start, end, code: 'operand_type', params: { reason: errorSummary(error) } };
}

function misfitOf(call: ASTNode & { op: 'call' }): Mistake | null {
  const [name, given] = call.args;
  const parameters = wordOf(name)?.parameters ?? [];
  for (const [index, argument] of given.entries()) {
    const parameter = parameters[index];
    const type = typeOf(argument);
    const isText = type === 'text';
    const fits =
      parameter === 'number' || parameter === 'constant'
        ? type === 'number'
        : parameter === 'boolean'
          ? type === 'boolean'
          : parameter === 'any' || isText || (parameter === 'window' && type === 'window');
    if (fits) continue;
    const params = { position: index + 1, wanted: sampleOf(parameter) };
    return { ...rangeOf(argument), code: 'argument_type', word: name, params };
  }
  return null;
}

function findCall(node: ASTNode, start: number, end: number): (ASTNode & { op: 'call' }) | null {
  if (node.op === 'call' && node.start === start && node.end === end) return node;
  for (const child of childrenOf(node)) {
    const found = findCall(child, start, end);
    if (found !== null) return found;
  }
  return null;
}

function wrongType(wanted: ValueType, given: keyof typeof TYPE_WORDS): Finding {
  const [one, other] = [TYPE_WORDS[wanted], TYPE_WORDS[given]];
  const params = { wantedZh: one.zh, wantedEn: one.en, givenZh: other.zh, givenEn: other.en };
  return { code: 'expression_type', params };
}

function rangeOf(node: ASTNode): { start: number; end: number } {
  return { start: node.start, end: node.end };
}

function errorRange(error: unknown): { start: number; end: number } | null {
  if (typeof error !== 'object' || error === null || !('range' in error)) return null;
  const { range } = error;
  const isRange = typeof range === 'object' && range !== null && 'start' in range && 'end' in range;
  return isRange ? { start: Number(range.start), end: Number(range.end) } : null;
}

function errorSummary(error: unknown): string {
  return typeof error === 'object' && error !== null && 'summary' in error ? String(error.summary) : String(error);
}
