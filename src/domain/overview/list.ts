import type { Colour } from '../../scoring/program.ts';
import type { CustomerFilters } from '../customers/customers.ts';

/** What the customer list may be narrowed by. */
export interface ListFilters extends CustomerFilters {
  readonly tier?: string;
  readonly colour?: Colour;
  readonly stage?: string;
  /** Key of a segment of the plan or our own; `targets`: any that is marked as one. */
  readonly segment?: string;
  /** Level of the open case. */
  readonly warning?: number;
  /** Changed colour since the day `movedSince`. */
  readonly moved?: 'worse' | 'better';
  readonly movedSince?: string;
}

/** What the customers that pass the filters add up to. */
export interface ListTotals {
  readonly total: number;
  /** Null where they are more than anybody counts. */
  readonly amountYear: number | null;
}
