/** What else is seen of a customer, beside orders, contacts and complaints. */
export type ObservationKind =
  | 'competitor_enquiry'
  | 'product_enquiry'
  | 'policy_enquiry'
  | 'mention'
  | 'customer_visit'
  | 'customer_stock';
/** Where a customer came to us. */
export type VisitPlace = 'portal' | 'website' | 'site';

export const observationKinds = [
  'competitor_enquiry',
  'product_enquiry',
  'policy_enquiry',
  'mention',
  'customer_visit',
  'customer_stock',
] as const satisfies readonly ObservationKind[];
export const visitPlaces = ['portal', 'website', 'site'] as const satisfies readonly VisitPlace[];

/** The category of a `portal_visit` fact. */
export const visitPlaceCodes = { portal: 1, website: 2, site: 3 } as const satisfies Record<VisitPlace, number>;

/** An observation as it is brought in. Known again by its external id, else by kind, moment, subject, place and product. */
export interface ObservationRow {
  readonly customerId: number;
  readonly externalId?: string | null;
  readonly kind: ObservationKind;
  /** Which rival, which policy, where it was mentioned. */
  readonly subject?: string | null;
  readonly note?: string | null;
  /** Of a competitor's signal: 1 price compared, 2 quote or sample seen, 3 "we will try another". */
  readonly strength?: 1 | 2 | 3 | null;
  /** Of a visit. */
  readonly place?: VisitPlace | null;
  /** How often they came; how much they have in stock. */
  readonly quantity?: number | null;
  readonly unit?: string | null;
  readonly productCode?: string | null;
  readonly contactId?: string | null;
  /** Looked up among the customer's contacts where there is no `contactId`. */
  readonly contactName?: string | null;
  /** Who of us saw it; the act's member where it is not given. */
  readonly memberId?: string | null;
  readonly occurredAt: Date;
}

/** What a kind cannot do without and the row does not say; null when it is whole. */
export function missingField(row: Pick<ObservationRow, 'kind' | 'place' | 'quantity' | 'productCode'>): string | null {
  if (row.kind === 'customer_visit' && !row.place) return 'place';
  if (row.kind !== 'customer_stock') return null;
  if (!row.productCode) return 'productCode';
  return row.quantity === null || row.quantity === undefined ? 'quantity' : null;
}

/** One observation of a list. */
export interface Observation {
  readonly id: string;
  readonly kind: ObservationKind;
  readonly subject: string;
  readonly note: string;
  readonly strength: number | null;
  readonly place: VisitPlace | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly product: { readonly code: string; readonly name: string } | null;
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly occurredAt: Date;
}
