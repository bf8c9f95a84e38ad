/** What an expression may see where it stands. Keys are in the plan's order, so an index is a place in the findings. */
export interface Scope {
  readonly indicators: readonly string[];
  /** Only indicators before this index are computed already. */
  readonly indicatorEnd: number;
  readonly warnings: readonly string[];
  readonly segments: readonly string[];
  readonly segmentEnd: number;
  /** Inputs of the indicator: name → type and slot in the findings. */
  readonly inputs: ReadonlyMap<string, Input>;
  /** Words and names that have no meaning here: `order_since_warning` outside a warning, `value` outside a cap. */
  readonly barred: ReadonlySet<string>;
}

export interface Input {
  readonly type: 'number' | 'boolean' | 'text';
  readonly slot: number;
}

/** Everything that only some places know. */
export const BARRED_BY_DEFAULT = new Set([
  ...['value', 'standing', 'health', 'order_since_warning', 'raised_by_hand', 'warning', 'in_segment', 'new_customer'],
]);

/** The default set without the words that this place does know. */
export function barredBut(...allowed: readonly string[]): ReadonlySet<string> {
  return new Set([...BARRED_BY_DEFAULT].filter((word) => !allowed.includes(word)));
}
