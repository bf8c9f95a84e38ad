import type { CustomerView } from './customer-view.ts';
import type { CutWishes } from './cut-wishes.ts';
import { CUT_GROUPS, type CutGroupName } from './cuts.ts';
import type { FactFilter } from './fact-filters.ts';
import { isMoney } from './fact-kinds.ts';
import { Sieve } from './sieve.ts';
import type { Window } from './window.ts';

/** A number or a truth (1 true, 0 false) of one customer; NaN is unknown. */
export type NumberOf = (view: CustomerView) => number;
/** A text of one customer; null is unknown. */
export type TextOf = (view: CustomerView) => string | null;

/** A compiled expression. */
export type Evaluator =
  | { readonly type: 'number'; readonly run: NumberOf }
  | { readonly type: 'boolean'; readonly run: NumberOf }
  | { readonly type: 'text'; readonly run: TextOf };

/**
 * What may stand at a place between the brackets. The first rows must be written out, since measures are made once;
 * the last may be any expression of that type. `length` is a window that has no place in time of its own.
 */
export type Parameter =
  | ('kind' | 'window' | 'length' | 'days' | 'filter' | 'constant' | 'what' | 'group' | 'channel' | 'tag')
  | ('indicator' | 'warning' | 'segment' | 'scheme' | 'class' | 'badge')
  | ('number' | 'boolean' | 'any');

/** What of the facts of a kind a word looks at. */
export type What = 'count' | 'total' | 'average' | 'score' | 'distinct';
export const WHATS = ['count', 'total', 'average', 'score', 'distinct'] as const satisfies readonly What[];

/** An argument after its word has been understood. */
export type Argument =
  | { readonly is: 'kind'; readonly code: number }
  | { readonly is: 'window'; readonly window: Window }
  | { readonly is: 'filter'; readonly filter: FactFilter }
  | { readonly is: 'constant'; readonly value: number }
  | { readonly is: 'index'; readonly index: number }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'evaluator'; readonly evaluator: Evaluator; readonly text: string };

/** Between which numbers a constant may lie; whole ones only unless it is a share or a factor. */
export interface ConstantRange {
  readonly min: number;
  readonly max: number;
  readonly isFraction?: true;
}

/** One word of the language: a function that expressions may call. */
export interface Word {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** How many of them must be given. */
  readonly required: number;
  readonly returns: 'number' | 'boolean' | 'window';
  /** By position: what constants may be, so that no word can loop for long. */
  readonly ranges?: Readonly<Record<number, ConstantRange>>;
  readonly zh: string;
  readonly en: string;
  /** An expression that uses the word, shown in docs/plan.md and checked by a test. */
  readonly example: string;
  /** True when the same call gives the same value for one customer during one judgement. */
  readonly isMeasure: boolean;
  /** True when it reads what this judgement finds on its way: nothing of that may be ranked over the book. */
  readonly isFinding?: true;
  make(call: Call): NumberOf | Window;
}

/** The arguments of one call, read by position; a wrong type here is a bug of the checker. */
export class Call {
  private readonly given: readonly Argument[];
  private readonly cuts: CutWishes;

  constructor(given: readonly Argument[], cuts: CutWishes) {
    this.given = given;
    this.cuts = cuts;
  }

  has(position: number): boolean {
    return position < this.given.length;
  }

  kind(position: number): number {
    const argument = this.given[position];
    if (argument?.is !== 'kind') throw wrong(position, 'kind');
    return argument.code;
  }

  window(position: number): Window {
    const argument = this.given[position];
    if (argument?.is !== 'window') throw wrong(position, 'window');
    return argument.window;
  }

  windowOrAll(position: number): Window | null {
    return this.has(position) ? this.window(position) : null;
  }

  /** All filters from a position on as one; null where none is given. */
  sieve(position: number): Sieve | null {
    const filters = this.given.slice(position).map((argument, index) => {
      if (argument.is !== 'filter') throw wrong(position + index, 'filter');
      return argument.filter;
    });
    return filters.length === 0 ? null : new Sieve(filters, isMoney(this.kind(0)));
  }

  constant(position: number): number {
    const argument = this.given[position];
    if (argument?.is !== 'constant') throw wrong(position, 'constant');
    return argument.value;
  }

  index(position: number): number {
    const argument = this.given[position];
    if (argument?.is !== 'index') throw wrong(position, 'index');
    return argument.index;
  }

  text(position: number): string {
    const argument = this.given[position];
    if (argument?.is !== 'text') throw wrong(position, 'text');
    return argument.text;
  }

  what(position: number): What {
    const text = this.has(position) ? this.text(position) : 'count';
    const what = WHATS.find((each) => each === text);
    if (what === undefined) throw wrong(position, 'what');
    return what;
  }

  /** The key under which the book will have the cut points of the number at a position. */
  cutKey(position: number, within: CutGroupName, share: number | null): string {
    const argument = this.given[position];
    if (argument?.is !== 'evaluator') throw wrong(position, 'number');
    return this.cuts.add(argument.text, this.number(position), within, share);
  }

  group(position: number): CutGroupName {
    const text = this.has(position) ? this.text(position) : 'book';
    const group = CUT_GROUPS.find((each) => each === text);
    if (group === undefined) throw wrong(position, 'group');
    return group;
  }

  number(position: number): NumberOf {
    const argument = this.given[position];
    if (argument?.is !== 'evaluator' || argument.evaluator.type === 'text') throw wrong(position, 'number');
    return argument.evaluator.run;
  }

  any(position: number): Evaluator {
    const argument = this.given[position];
    if (argument?.is !== 'evaluator') throw wrong(position, 'evaluator');
    return argument.evaluator;
  }
}

function wrong(position: number, wanted: string): Error {
  return new Error(`argument ${position} is not a ${wanted}: the checker let it through`);
}
