import type { Book, CustomerContext } from './book.ts';
import type { FactColumns } from './fact-columns.ts';
import { judge } from './judge.ts';
import { measure } from './measuring.ts';
import type { Program } from './program.ts';

/** As many facts as one row of a receipt lists; the rest is only counted. */
export const TRACE_MAX = 200;

/** The facts that an indicator or a warning looked at, newest first. */
export interface Trace {
  /** Indices into the columns. */
  readonly indices: readonly number[];
  readonly count: number;
}

/**
 * Which facts stand behind every indicator and warning of one customer, by key. Computed on demand by running the
 * same expressions again with their eyes watched; the book run never does.
 */
export function traceFacts(
  program: Program,
  book: Book,
  columns: FactColumns,
  from: number,
  to: number,
  context: CustomerContext,
): ReadonlyMap<string, Trace> {
  judge(program, book, columns, from, to, context);
  const traces = new Map<string, Trace>();
  for (const indicator of program.indicators) {
    traces.set(
      indicator.key,
      watched(program, columns, () => measure(indicator, program.view)),
    );
  }
  for (const warning of program.warnings) {
    traces.set(
      warning.key,
      watched(program, columns, () => warning.when(program.view)),
    );
  }
  return traces;
}

function watched(program: Program, columns: FactColumns, run: () => unknown): Trace {
  const seen = new Set<number>();
  program.view.trace = seen;
  try {
    run();
  } finally {
    program.view.trace = null;
  }
  const newestFirst = [...seen].sort(
    (left, right) => columns.occurredAt[right] - columns.occurredAt[left] || right - left,
  );
  return { indices: newestFirst.slice(0, TRACE_MAX), count: seen.size };
}
