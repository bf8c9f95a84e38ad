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

const LOCALES = { zh: zhCN().localeError, en: en().localeError };

/** The value as its schema makes it, or an `InputProblem` that says in one language what does not fit. */
export function parse(place: Place, schema: z.ZodType, value: unknown, language: Language): unknown {
  const result = schema.safeParse(value, { error: LOCALES[language] });
  if (!result.success) throw new InputProblem(place, fieldProblems(place, result.error.issues));
  refuseNul(place, result.data);
  return result.data;
}

// PostgreSQL's text cannot hold U+0000, so no field of ours can. With a list of what is left instead of recursion,
// because a body may nest deeper than the stack.
function refuseNul(place: Place, value: unknown): void {
  const left: [field: string, value: unknown][] = [[place, value]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [field, each] = next;
    if (typeof each === 'string' && each.includes('\0')) throw new AppError('nul_refused', { field });
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, inner] of Object.entries(each)) {
      if (key.includes('\0')) throw new AppError('nul_refused', { field });
      left.push([field === place ? key : `${field}.${key}`, inner]);
    }
  }
}

function fieldProblems(place: Place, issues: readonly z.core.$ZodIssue[]): [FieldProblem, ...FieldProblem[]] {
  const [first, ...rest] = issues.slice(0, FIELD_PROBLEMS_MAX).map((issue) => fieldProblem(place, issue));
  return [first ?? { field: place, reason: '' }, ...rest];
}

function fieldProblem(place: Place, issue: z.core.$ZodIssue): FieldProblem {
  return { field: issue.path.length > 0 ? issue.path.join('.') : place, reason: issue.message };
}
