/** What may be written next in an expression of the plan, with what it means. Pure. */
import { FACT_KINDS, factKind } from '../../scoring/fact-kinds.ts';
import { NAMES, WORDS } from '../../scoring/vocabulary.ts';
import type { Parameter, Word } from '../../scoring/word.ts';
import type { Said } from '../../ui/locale.tsx';

export interface Suggestion {
  readonly label: string;
  /** What is written when it is taken. */
  readonly apply: string;
  /** The brackets of a function: `(kind, window)`. */
  readonly signature: string;
  readonly means: Said;
  /** An expression that uses it. */
  readonly example: string | null;
}

/** The keys of the plan itself that expressions name, with what they are called. */
export interface PlanNames {
  readonly indicators: readonly NamedKey[];
  readonly warnings: readonly NamedKey[];
  readonly segments: readonly NamedKey[];
}

export interface NamedKey {
  readonly key: string;
  readonly name: string;
}

export interface Suggestions {
  /** How many characters before the cursor are replaced. */
  readonly replaces: number;
  readonly options: readonly Suggestion[];
}

/** The windows people ask for; any other number of days, weeks, months or years is as good. */
const WINDOWS = ['30d', '60d', '90d', '180d', '365d', '12m', '24m'] as const;

/** What fits at the end of `before`, the expression up to the cursor; null where nothing can be told. */
export function suggestionsAt(before: string, names: PlanNames): Suggestions | null {
  const quote = openQuote(before);
  if (quote === null) {
    const [written = ''] = /[A-Za-z_]\w*$/.exec(before) ?? [];
    return { replaces: written.length, options: WORD_SUGGESTIONS };
  }
  const call = enclosingCall(before.slice(0, quote));
  const parameter = call?.word.parameters[call.position];
  if (call === null || parameter === undefined) return null;
  const options = textsFor(parameter, call.before, names);
  return options.length === 0 ? null : { replaces: before.length - quote - 1, options };
}

/** Every word and name of the language, with the call begun. */
const WORD_SUGGESTIONS: readonly Suggestion[] = [
  ...WORDS.map(({ name, parameters, required, zh, en, example }) => ({
    label: name,
    apply: parameters.length === 0 ? `${name}()` : `${name}(`,
    signature: signatureOf(parameters, required),
    means: { zh, en },
    example,
  })),
  ...NAMES.map(({ name, zh, en, example }) => ({
    label: name,
    apply: name,
    signature: '',
    means: { zh, en },
    example,
  })),
];

function signatureOf(parameters: readonly Parameter[], required: number): string {
  const words = parameters.map((parameter, at) => (at < required ? parameter : `${parameter}?`));
  return `(${words.join(', ')})`;
}

/** Where the quotation that is still open began, or null. */
function openQuote(before: string): number | null {
  let open: number | null = null;
  for (let at = before.indexOf("'"); at >= 0; at = before.indexOf("'", at + 1)) open = open === null ? at : null;
  return open;
}

interface OpenCall {
  readonly word: Word;
  readonly position: number;
  /** What stands between its bracket and the cursor. */
  readonly before: string;
}

/** The function whose brackets are open at the end, and which argument is being written. */
function enclosingCall(text: string): OpenCall | null {
  let [depth, position] = [0, 0];
  for (let at = text.length - 1; at >= 0; at--) {
    const letter = text[at];
    if (letter === ')' || letter === ']') depth++;
    else if (depth > 0 && (letter === '(' || letter === '[')) depth--;
    else if (depth === 0 && letter === ',') position++;
    else if (depth === 0 && letter === '(') return callAt(text, at, position);
  }
  return null;
}

function callAt(text: string, bracket: number, position: number): OpenCall | null {
  const name = /(\w+)\s*$/.exec(text.slice(0, bracket))?.[1];
  const word = WORDS.find((each) => each.name === name);
  return word === undefined ? null : { word, position, before: text.slice(bracket + 1) };
}

function textsFor(parameter: Parameter, before: string, names: PlanNames): Suggestion[] {
  if (parameter === 'kind') return FACT_KINDS.map(({ key, zh, en }) => text(key, { zh, en }));
  if (parameter === 'filter') return filtersOf(before);
  if (parameter === 'window' || parameter === 'days') return WINDOWS.map((each) => text(each, null));
  if (parameter === 'indicator') return names.indicators.map(named);
  if (parameter === 'warning') return names.warnings.map(named);
  return parameter === 'segment' ? names.segments.map(named) : [];
}

/** Filters belong to the kind that the same call names. */
function filtersOf(before: string): Suggestion[] {
  const kind = factKind(/'(\w+)'/.exec(before)?.[1] ?? '');
  return Object.keys(kind?.filters ?? {}).map((each) => text(each, kind === undefined ? null : kind));
}

function named({ key, name }: NamedKey): Suggestion {
  return text(key, { zh: name, en: name });
}

function text(label: string, means: Said | null): Suggestion {
  return { label, apply: `${label}'`, signature: '', means: means ?? { zh: label, en: label }, example: null };
}
