import type { RowProblem, Values } from './row.ts';

/** What a good row becomes on its way into the database; texts are as the columns of `import_staging` want them. */
export interface StagedRow {
  /** The external id of the customer, or the code of the product: rows of one key are applied together. */
  readonly key: string;
  readonly number: string | null;
  readonly kind: 'order' | 'return' | null;
  readonly product: string | null;
  readonly atMs: number | null;
  readonly quantity: string | null;
  readonly unitPrice: string | null;
  readonly amount: number | null;
  /** What the row says about its customer and its product, beside their keys; null when nothing. */
  readonly customerDetails: string | null;
  readonly productDetails: string | null;
  readonly details: string | null;
}

export interface StageResult {
  /** Null when the row failed or was skipped. */
  readonly staged: StagedRow | null;
  readonly problems: readonly RowProblem[];
  readonly atMs: number | null;
}

/** A value as text; empty for none. */
export function textOf(value: Values[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** The named values as JSON, without those that are empty. */
export function detailsOf(values: Values, names: readonly string[]): string | null {
  const given = names.filter((name) => (values[name] ?? null) !== null);
  if (given.length === 0) return null;
  return JSON.stringify(Object.fromEntries(given.map((name) => [name, values[name]])));
}
