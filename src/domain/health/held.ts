/** What is stored of a customer when a new judgement comes: where it starts from, and whether it says anything new. */
export interface HeldRow {
  readonly customerId: number;
  /** NaN where nothing is stored yet. */
  readonly asOfDay: number;
  readonly knownAtMs: number;
  readonly score: number;
  readonly colour: number;
  readonly tier: string | null;
  /** Both halves of the digest. */
  readonly digestHigh: number;
  readonly digestLow: number;
  /** The compact state as text; null where it says nothing. */
  readonly state: string | null;
  /** The colour a month before; 0 for none. */
  readonly colourMonth: number;
}

/** Of a customer of whom nothing is stored. */
export function nothingHeld(customerId: number): HeldRow {
  return {
    customerId,
    asOfDay: Number.NaN,
    knownAtMs: Number.NaN,
    score: Number.NaN,
    colour: 0,
    tier: null,
    digestHigh: 0,
    digestLow: 0,
    state: null,
    colourMonth: 0,
  };
}
