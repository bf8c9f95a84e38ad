import { CUT_GROUPS } from '../scoring/cuts.ts';
import { CONSENT_FILTERS, filterForms, filterOf } from '../scoring/fact-filters.ts';
import { FACT_KINDS, type FactKind, factKind } from '../scoring/fact-kinds.ts';
import { parseWindow, windowBetween } from '../scoring/window.ts';
import { type Parameter, WHATS, type Word } from '../scoring/word.ts';
import { type ASTNode, childrenOf, nameOf, planName, wordOf } from './language.ts';
import { literalNumber, literalText, settingAt } from './literal.ts';
import { nearest } from './nearest.ts';
import type { Finding, Mistake } from './problem.ts';
import type { Scope } from './scope.ts';

/** Words that read a fact's amount; those that read its score say so in their name. */
const NEEDS_AMOUNT: ReadonlySet<string> = new Set([
  ...['total', 'average', 'minimum', 'maximum', 'median', 'deviation', 'first_amount', 'latest_amount'],
  ...['share_of_total', 'weighted_score'],
]);
/** Windows that are a length and nothing else. */
const LENGTHS: ReadonlySet<string> = new Set(['own', 'own80', 'whole_months', 'this_month', 'this_year']);
const CHANNELS: readonly string[] = Object.entries(CONSENT_FILTERS).flatMap(([name, { category }]) => {
  return category === undefined ? [] : [name];
});

/** What the types cannot see: kinds, filters, windows, numbers and keys that do not exist. */
export function checkArguments(node: ASTNode, scope: Scope): Mistake[] {
  const own = node.op === 'call' ? checkCall(node.args[0], node.args[1], scope) : [];
  return [...own, ...childrenOf(node).flatMap((child) => checkArguments(child, scope))];
}

function checkCall(name: string, given: readonly ASTNode[], scope: Scope): Mistake[] {
  const word = wordOf(name);
  if (word === undefined) return [];
  const mistakes = given.flatMap((argument, index) => {
    const finding = checkArgument({ word, given, scope }, index, argument);
    return finding === null ? [] : [{ start: argument.start, end: argument.end, ...finding }];
  });
  return mistakes.length > 0 ? mistakes : [...checkWindows(word, given, scope), ...checkRanked(word, given, scope)];
}

/** One call and where it stands. */
interface Called {
  readonly word: Word;
  readonly given: readonly ASTNode[];
  readonly scope: Scope;
}

function checkArgument(called: Called, index: number, argument: ASTNode): Finding | null {
  const { word, scope } = called;
  const parameter = word.parameters[index];
  if (parameter === 'number' || parameter === 'boolean' || parameter === 'any') return null;
  if (parameter === 'constant') return checkConstant(called, index, argument);
  if (parameter === 'window' && argument.op === 'call') return null;
  if (parameter === 'length' && argument.op === 'call') {
    return LENGTHS.has(argument.args[0]) ? null : { code: 'window_length', word: argument.args[0] };
  }
  const text = literalText(argument, scope);
  return text === null ? notLiteral(word, index, sampleOf(parameter)) : checkText(called, index, text);
}

function checkText({ word, given, scope }: Called, index: number, text: string): Finding | null {
  const parameter = word.parameters[index];
  const kind = factKind(literalText(given[0], scope) ?? '');
  switch (parameter) {
    case 'kind':
      return checkKind(word.name, text);
    case 'filter':
      return checkFilter(text, kind);
    case 'what':
      return checkWhat(text, kind);
    case 'class':
      return checkClass(text, literalText(given[index - 1], scope), scope);
    case 'window':
    case 'length':
    case 'days':
      return parseWindow(text) === null ? { code: 'bad_window', word: text } : null;
    default:
      return checkKey(parameter, text, scope);
  }
}

function checkConstant({ word, scope }: Called, index: number, argument: ASTNode): Finding | null {
  const value = literalNumber(argument, scope);
  const range = word.ranges?.[index];
  if (value === null) return notLiteral(word, index, '3');
  if (range === undefined) return null;
  const { min, max, isFraction = false } = range;
  if (value >= min && value <= max && (isFraction || Number.isInteger(value))) return null;
  const code = value >= min && value <= max ? 'not_whole' : 'out_of_range';
  return { code, word: String(value), params: { min, max } };
}

function checkKind(word: string, text: string): Finding | null {
  const kind = factKind(text);
  const names = FACT_KINDS.map((each) => each.key);
  if (kind === undefined) return { code: 'unknown_kind', word: text, nearest: nearest(text, names) };
  if (word.endsWith('_score') && kind.score === undefined) return { code: 'no_score', word: text };
  return NEEDS_AMOUNT.has(word) && kind.amount === undefined ? { code: 'no_amount', word: text } : null;
}

function checkFilter(text: string, kind: FactKind | undefined): Finding | null {
  if (kind === undefined || filterOf(kind, text) !== null) return null;
  const forms = filterForms(kind);
  const params = { choices: forms.length > 0 ? forms.join(', ') : '–' };
  return { code: 'unknown_filter', word: text, nearest: nearest(text, Object.keys(kind.filters ?? {})), params };
}

function checkWhat(text: string, kind: FactKind | undefined): Finding | null {
  if (!WHATS.some((each) => each === text)) return unknownChoice(text, WHATS);
  if (kind === undefined) return null;
  if (text === 'score' && kind.score === undefined) return { code: 'no_score', word: kind.key };
  const isAmount = text === 'total' || text === 'average';
  return isAmount && kind.amount === undefined ? { code: 'no_amount', word: kind.key } : null;
}

function checkKey(parameter: Parameter, text: string, scope: Scope): Finding | null {
  switch (parameter) {
    case 'indicator':
      return missing('unknown_indicator', text, scope.indicators);
    case 'warning':
      return missing('unknown_warning', text, scope.warnings);
    case 'segment':
      return missing('unknown_segment', text, scope.segments);
    case 'badge':
      return missing('unknown_badge', text, scope.badges);
    case 'scheme':
      return missing(
        'unknown_scheme',
        text,
        scope.schemes.map(({ key }) => key),
      );
    case 'group':
      return CUT_GROUPS.some((each) => each === text) ? null : unknownChoice(text, CUT_GROUPS);
    case 'channel':
      return CHANNELS.includes(text) ? null : unknownChoice(text, CHANNELS);
    default:
      return null;
  }
}

function checkClass(text: string, schemeKey: string | null, scope: Scope): Finding | null {
  const scheme = scope.schemes.find(({ key }) => key === schemeKey);
  return scheme === undefined ? null : missing('unknown_class', text, scheme.classes);
}

function missing(code: Finding['code'], text: string, keys: readonly string[]): Finding | null {
  return keys.includes(text) ? null : { code, word: text, nearest: nearest(text, keys) };
}

function unknownChoice(text: string, choices: readonly string[]): Finding {
  return {
    code: 'not_a_choice',
    word: text,
    nearest: nearest(text, choices),
    params: { choices: choices.join(', ') },
  };
}

/** Own windows have limits in days, the lower one first; between two days the farther one comes first. */
function checkWindows(word: Word, given: readonly ASTNode[], scope: Scope): Mistake[] {
  const windowAt = (index: number) => parseWindow(literalText(given[index], scope) ?? '');
  if (word.name === 'own' || word.name === 'own80') {
    const [min, max] = [windowAt(1), windowAt(2)];
    const isFine = min?.unit === 'days' && max?.unit === 'days' && min.length <= max.length;
    return isFine ? [] : [{ start: given[1].start, end: given[2].end, code: 'window_limits' }];
  }
  if (word.name !== 'between') return [];
  const [far, near] = [windowAt(0), windowAt(1)];
  const isFine = far !== null && near !== null && windowBetween(far, near) !== null;
  return isFine ? [] : [{ start: given[0].start, end: given[1].end, code: 'window_between' }];
}

/** Cut points are found before anybody is judged: what is ranked may read nothing that a judgement finds. */
function checkRanked(word: Word, given: readonly ASTNode[], scope: Scope): Mistake[] {
  return word.parameters.includes('group') ? findingsIn(given[0], scope) : [];
}

function findingsIn(node: ASTNode, scope: Scope): Mistake[] {
  const word = foundBy(node, scope);
  const own: Mistake[] = word === null ? [] : [{ start: node.start, end: node.end, code: 'not_ranked', word }];
  return [...own, ...childrenOf(node).flatMap((child) => findingsIn(child, scope))];
}

/** The word or name at a node that a judgement finds on its way, or that is ranked itself; else null. */
function foundBy(node: ASTNode, scope: Scope): string | null {
  if (node.op === 'call') {
    const word = wordOf(node.args[0]);
    const isBarred = word?.isFinding === true || word?.parameters.includes('group') === true;
    return isBarred ? node.args[0] : null;
  }
  if (node.op !== 'id' || settingAt(node, scope) !== undefined) return null;
  const name = planName(node.args);
  const isFinding = scope.inputs.has(name) || nameOf(node.args)?.isFinding === true;
  return isFinding ? name : null;
}

function notLiteral(word: Word, index: number, wanted: string): Finding {
  return { code: 'argument_type', word: word.name, params: { position: index + 1, wanted } };
}

/** What may stand at a place, as an example: the same in both sentences, since it is the plan's own word. */
export function sampleOf(parameter: Parameter): string {
  const samples: Partial<Record<Parameter, string>> = {
    kind: "'order'",
    window: "'90d'",
    length: "'90d'",
    days: "'24m'",
    filter: "'two_way'",
    what: "'count'",
    group: "'book'",
    channel: "'sms'",
    constant: '3',
  };
  return samples[parameter] ?? parameter;
}
