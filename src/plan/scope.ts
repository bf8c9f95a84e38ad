/** What an expression may see where it stands. Keys are in the plan's order, so an index is a place in the findings. */
export interface Scope {
  readonly indicators: readonly string[];
  readonly warnings: readonly string[];
  readonly segments: readonly string[];
  readonly badges: readonly string[];
  readonly schemes: readonly { readonly key: string; readonly classes: readonly string[] }[];
  /** Settings of the plan and inputs of the indicator: name → type and slot in the findings. */
  readonly inputs: ReadonlyMap<string, Input>;
  /** Words and names that have no meaning here: `order_since_warning` outside a warning, `value` outside a cap. */
  readonly barred: ReadonlySet<string>;
}

export interface Input {
  readonly type: 'number' | 'boolean' | 'text';
  readonly slot: number;
  /** The value of a setting, which is the same for everybody. */
  readonly value?: number | string;
}

/** What only some places know: an indicator's caps their value, a warning's rules since when it stands. */
const BARRED_BY_DEFAULT = ['value', 'order_since_warning', 'raised_by_hand'];

/** The default set without the words that this place does know. */
export function barredBut(...allowed: readonly string[]): ReadonlySet<string> {
  return new Set(BARRED_BY_DEFAULT.filter((word) => !allowed.includes(word)));
}
