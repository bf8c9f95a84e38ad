/** A health band. Unknown is a band of its own: never green, never nought. */
export type Band = 'red' | 'yellow' | 'green' | 'unknown';

/** The order in which bands stand everywhere: work first. */
export const BANDS: readonly Band[] = ['red', 'yellow', 'green', 'unknown'];

export interface BandCounts {
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
  readonly unknown: number;
}
