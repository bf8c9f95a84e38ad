import { problemSentences } from './problem-sentences.ts';

export type ProblemCode = keyof typeof problemSentences;

/** A mistake in a plan, with its place in the file; lines and columns count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** How many characters are wrong, for underlining; at least 1. */
  readonly length: number;
  /** Where in the plan: `indicators.silence.value`. */
  readonly path: string;
  readonly code: ProblemCode;
  /** The word misunderstood, and the nearest one that exists. */
  readonly word: string | null;
  readonly nearest: string | null;
  readonly zh: string;
  readonly en: string;
}

/** What a finder of a problem says about it; the place is added by who knows the file. */
export interface Finding {
  readonly code: ProblemCode;
  readonly word?: string;
  readonly nearest?: string | null;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** A finding inside an expression, by offset in its text. */
export interface Mistake extends Finding {
  readonly start: number;
  readonly end: number;
}

export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** A problem at its place, with its sentences filled. */
export function problemAt(place: Place, path: string, finding: Finding): Problem {
  const { code, word = null, nearest = null, params = {} } = finding;
  const values = { ...params, word: word ?? '' };
  const hint = {
    zh: nearest === null ? '' : `是不是“${nearest}”？`,
    en: nearest === null ? '' : ` Did you mean “${nearest}”?`,
  };
  return {
    ...place,
    path,
    code,
    word,
    nearest,
    zh: fill(problemSentences[code].zh, values) + hint.zh,
    en: fill(problemSentences[code].en, values) + hint.en,
  };
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
