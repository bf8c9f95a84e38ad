/** A customer is the unit that decides to buy: a company, or a person where a shop sells to members. */
export type CustomerKind = 'company' | 'person';

/** How a customer buys, where somebody has said so; else its rhythm shows it. */
export type BuyingPattern = 'monthly' | 'project' | 'dealer' | 'seasonal';

export const customerKinds = ['company', 'person'] as const satisfies readonly CustomerKind[];
export const buyingPatterns = ['monthly', 'project', 'dealer', 'seasonal'] as const satisfies readonly BuyingPattern[];

/** The category of an `attribute_changed` fact says which attribute it was. */
export const attributeCodes = {
  kind: 1,
  name: 2,
  shortName: 3,
  group: 4,
  industry: 5,
  region: 6,
  city: 7,
  country: 8,
  since: 9,
  pattern: 10,
  terms: 11,
  tier: 12,
  taxNumber: 13,
  address: 14,
  phone: 15,
} as const;

export type Attribute = keyof typeof attributeCodes;

/** A responsible for the customer: A leads (主责), B helps (协助). The category of an `owner_changed` fact. */
export type OwnerPart = 'a' | 'b';
export const ownerPartCodes = { a: 1, b: 2 } as const satisfies Record<OwnerPart, number>;

/** A member of staff as other pages name them. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What may be said of a customer when it is created or changed. */
export interface CustomerFields {
  readonly kind?: CustomerKind;
  readonly name?: string;
  readonly shortName?: string | null;
  readonly group?: string | null;
  readonly industry?: string | null;
  readonly region?: string | null;
  readonly city?: string | null;
  readonly country?: string | null;
  /** Local day, `2026-11-23`. */
  readonly since?: string | null;
  readonly pattern?: BuyingPattern | null;
  readonly terms?: string | null;
  readonly taxNumber?: string | null;
  readonly address?: string | null;
  readonly phone?: string | null;
}

/** Today's view of a customer. */
export interface Customer {
  readonly customerId: number;
  readonly publicId: string;
  readonly kind: CustomerKind;
  readonly name: string;
  readonly shortName: string | null;
  readonly group: { readonly id: string; readonly name: string } | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly since: string | null;
  readonly pattern: BuyingPattern | null;
  readonly terms: string | null;
  readonly taxNumber: string | null;
  readonly address: string | null;
  /** The customer's own number, masked; those of its people stand with the contacts. */
  readonly phoneMasked: string | null;
  readonly tier: string | null;
  readonly owners: { readonly a: Person | null; readonly b: Person | null };
  readonly externalIds: readonly { readonly scheme: string; readonly key: string }[];
  readonly tags: readonly { readonly tag: string; readonly reason: string }[];
  readonly version: number;
}

/** What a customer's row holds of the fields that may be changed. */
export interface HeldFields {
  readonly kind: CustomerKind;
  readonly name: string;
  readonly shortName: string | null;
  readonly group: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly since: string | null;
  readonly pattern: BuyingPattern | null;
  readonly terms: string | null;
  readonly taxNumber: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

/** Which attributes the given fields would change; what is not given changes nothing. */
export function changedAttributes(held: HeldFields, fields: CustomerFields): (keyof HeldFields)[] {
  const names = Object.keys(attributeCodes).filter((name): name is keyof HeldFields => name in held);
  return names.filter((name) => fields[name] !== undefined && fields[name] !== held[name]);
}
