/** What an act for sets did with one row. */
export type Change = 'created' | 'updated' | 'unchanged';

/** How many rows a set act created, updated, left as they were. */
export interface ChangeCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export const noChanges: ChangeCounts = { created: 0, updated: 0, unchanged: 0 };
