/** How two customers belong together. Read from the `from` side: is affiliated with, is dealer of, was referred by. */
export type RelationKind = 'affiliate' | 'dealer_of' | 'referred_by' | 'household';

/** The category of a `relation_changed` fact. */
export const relationKindCodes = { affiliate: 1, dealer_of: 2, referred_by: 3, household: 4 } as const satisfies Record<
  RelationKind,
  number
>;

export const relationKinds = Object.keys(relationKindCodes) as [RelationKind, ...RelationKind[]];

/** At which end a customer stands; of affiliates and households the two are the same. */
export type RelationSide = 'from' | 'to';
export const relationSides = ['from', 'to'] as const satisfies readonly RelationSide[];

export interface RelationFields {
  readonly otherId: number;
  readonly kind: RelationKind;
  readonly side: RelationSide;
  /** Local days. */
  readonly since?: string | null;
  readonly until?: string | null;
  readonly note?: string;
}

/** The other end's side. */
export function oppositeSide(side: RelationSide): RelationSide {
  return side === 'from' ? 'to' : 'from';
}

/** Whether the two ends of this kind mean the same. */
export function isMutual(kind: RelationKind): boolean {
  return kind === 'affiliate' || kind === 'household';
}
