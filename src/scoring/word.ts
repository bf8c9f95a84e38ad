import type { CustomerView } from './customer-view.ts';
import type { FactFilter } from './fact-kinds.ts';
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
 * What may stand at a place between the brackets. The first row must be written out, since measures are made once;
 * the second row may be any expression of that type.
 */
export type Parameter =
  | ('kind' | 'window' | 'filter' | 'constant' | 'days' | 'indicator' | 'warning' | 'segment' | 'tag')
  | ('number' | 'boolean' | 'any');

/** An argument after its word has been understood. */
export type Argument =
  | { readonly is: 'kind'; readonly code: number }
  | { readonly is: 'window'; readonly window: Window }
  | { readonly is: 'filter'; readonly filter: FactFilter }
  | { readonly is: 'constant'; readonly value: number }
  | { readonly is: 'index'; readonly index: number }
  | { readonly is: 'tag'; readonly tag: string }
  | { readonly is: 'evaluator'; readonly evaluator: Evaluator };

/** One word of the language: a function that expressions may call. */
export interface Word {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** How many of them must be given. */
  readonly required: number;
  readonly returns: 'number' | 'boolean' | 'window';
  readonly zh: string;
  readonly en: string;
  /** An expression that uses the word, shown in docs/plan.md and checked by a test. */
  readonly example: string;
  /** True when the same call gives the same value for one customer during one judgement. */
  readonly isMeasure: boolean;
  make(call: Call): NumberOf | Window;
}

/** The arguments of one call, read by position; a wrong type here is a bug of the checker. */
export class Call {
  private readonly given: readonly Argument[];

  constructor(given: readonly Argument[]) {
    this.given = given;
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

  filter(position: number): FactFilter | null {
    const argument = this.given[position];
    if (argument === undefined) return null;
    if (argument.is !== 'filter') throw wrong(position, 'filter');
    return argument.filter;
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

  tag(position: number): string {
    const argument = this.given[position];
    if (argument?.is !== 'tag') throw wrong(position, 'tag');
    return argument.tag;
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
