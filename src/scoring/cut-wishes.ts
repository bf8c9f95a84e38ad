import type { CustomerView } from './customer-view.ts';
import type { CutGroupName } from './cuts.ts';

type NumberOfCustomer = (view: CustomerView) => number;

/** What a plan wants to know of the whole book before it can judge one customer. */
export interface CutWish {
  /** The canonical text of the expression and among whom; names the cut in `Book.cuts`. */
  readonly key: string;
  readonly of: NumberOfCustomer;
  readonly within: CutGroupName;
  /** The top shares asked for, in per cent. */
  readonly shares: readonly number[];
}

/** Gathers what the expressions of a plan want to know of the book; equal wishes are one. */
export class CutWishes {
  private readonly byKey = new Map<string, { of: NumberOfCustomer; within: CutGroupName; shares: Set<number> }>();

  /** Adds a wish and answers the key under which `Book.cuts` will have it. */
  add(text: string, of: NumberOfCustomer, within: CutGroupName, share: number | null = null): string {
    const key = `${text} ${within}`;
    const known = this.byKey.get(key) ?? { of, within, shares: new Set<number>() };
    if (share !== null) known.shares.add(share);
    this.byKey.set(key, known);
    return key;
  }

  list(): CutWish[] {
    return [...this.byKey].map(([key, { of, within, shares }]) => {
      return { key, of, within, shares: [...shares].sort((left, right) => left - right) };
    });
  }
}
