import type { ErrorCode, MessageParams } from '../../kernel/errors.ts';
import type { Outcome, RowProblem } from './row.ts';

/** One reason for which rows failed, were skipped or deserve a look: how many rows, and where the first is. */
export interface Reason {
  readonly code: ErrorCode;
  readonly outcome: Outcome;
  readonly count: number;
  readonly firstFile: string;
  readonly firstLine: number;
  readonly firstColumn: string | null;
  /** What the sentence about the first row names. */
  readonly params: MessageParams;
}

/** Counts rows by reason; a row that has one reason twice counts once for it. */
export class ReasonTally {
  private readonly reasons = new Map<string, Reason>();

  add(problems: readonly RowProblem[], file: string, line: number): void {
    const seen = new Set<string>();
    for (const one of problems) {
      const key = `${one.outcome} ${one.code}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const known = this.reasons.get(key);
      this.reasons.set(key, known === undefined ? firstOf(one, file, line) : { ...known, count: known.count + 1 });
    }
  }

  count(outcome: Outcome, code: ErrorCode): number {
    return this.reasons.get(`${outcome} ${code}`)?.count ?? 0;
  }

  list(): Reason[] {
    return sortReasons([...this.reasons.values()]);
  }
}

function firstOf(one: RowProblem, file: string, line: number): Reason {
  const { code, outcome, column, params } = one;
  return { code, outcome, count: 1, firstFile: file, firstLine: line, firstColumn: column, params };
}

const ORDER: readonly Outcome[] = ['failed', 'skipped', 'notice'];

/** Failed before skipped before notices, the most frequent first. */
export function sortReasons(reasons: readonly Reason[]): Reason[] {
  return reasons.toSorted(
    (left, right) => ORDER.indexOf(left.outcome) - ORDER.indexOf(right.outcome) || right.count - left.count,
  );
}
