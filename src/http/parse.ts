import type { z } from 'zod';
import { en, zhCN } from 'zod/locales';
import { AppError, type Language } from '../kernel/errors.ts';
import { FIELD_PROBLEMS_MAX } from './limits.ts';

export type Place = 'params' | 'query' | 'body';

/** One part of a request that does not fit, in the user's language. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

/** A request whose parts do not fit their schemas; http/ answers 400 and names the fields, never their values. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
  readonly place: Place;
  readonly fields: readonly [FieldProblem, ...FieldProblem[]];

  constructor(place: Place, fields: readonly [FieldProblem, ...FieldProblem[]]) {
    super(`${place}: ${fields[0].field} ${fields[0].reason}`);
    this.place = place;
    this.fields = fields;
  }
}

/** What both our dates as text and PostgreSQL can say. */
const YEAR_MIN = 1;
const YEAR_MAX = 9999;

const LOCALES = { zh: zhCN().localeError, en: en().localeError };

/** The value as its schema makes it, or an `InputProblem` that says in one language what does not fit. */
export function parse(place: Place, schema: z.ZodType, value: unknown, language: Language): unknown {
  const result = schema.safeParse(value, { error: LOCALES[language] });
  if (!result.success) throw new InputProblem(place, fieldProblems(place, result.error.issues));
  refuseUnkeepable(place, result.data);
  return result.data;
}

// What no field of ours can keep, whatever its schema says. With a list of what is left instead of recursion, because a
// body may nest deeper than the stack.
function refuseUnkeepable(place: Place, value: unknown): void {
  const left: [field: string, value: unknown][] = [[place, value]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [field, each] = next;
    if (typeof each === 'string') checkText(field, each);
    if (each instanceof Date) checkYear(field, each.getUTCFullYear());
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, inner] of Object.entries(each)) {
      checkText(field, key);
      left.push([field === place ? key : `${field}.${key}`, inner]);
    }
  }
}

// PostgreSQL's text cannot hold U+0000 nor its JSON half of a surrogate pair, and its calendar has no year 0, which ISO 8601 has.
function checkText(field: string, text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new AppError('text_broken', { field });
  if (/^0000-\d\d-\d\d/.test(text)) checkYear(field, 0);
}

function checkYear(field: string, year: number): void {
  if (!(year >= YEAR_MIN && year <= YEAR_MAX))
    throw new AppError('year_out_of_range', { field, min: YEAR_MIN, max: YEAR_MAX });
}

function fieldProblems(place: Place, issues: readonly z.core.$ZodIssue[]): [FieldProblem, ...FieldProblem[]] {
  const [first, ...rest] = issues.slice(0, FIELD_PROBLEMS_MAX).map((issue) => fieldProblem(place, issue));
  return [first ?? { field: place, reason: '' }, ...rest];
}

function fieldProblem(place: Place, issue: z.core.$ZodIssue): FieldProblem {
  return { field: issue.path.length > 0 ? issue.path.join('.') : place, reason: issue.message };
}
