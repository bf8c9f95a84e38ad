/**
 * A condition on one fact. `bits`: all of them set in its score; `without`: none of these; `from`, `to`: the score lies
 * between them; `category`: its code; `product`: a product category by name, of which only a book knows the codes.
 * A fact without a score passes no condition on the score, one without an amount none on the amount.
 */
export interface FactFilter {
  readonly bits?: number;
  readonly without?: number;
  readonly from?: number;
  readonly to?: number;
  readonly category?: number;
  readonly product?: string;
  readonly compared?: Comparison;
}

/** `amount >= 5000`; money in major units. */
export interface Comparison {
  readonly field: ComparedField;
  readonly operator: '>=' | '<=' | '>' | '<' | '=';
  readonly value: number;
}

export type ComparedField = 'score' | 'amount' | 'category';
export type NamedFilters = Readonly<Record<string, FactFilter>>;

/** The word of the filter that names a product category: `category:板材`. */
export const PRODUCT_CATEGORY = 'product category';
const PRODUCT_PREFIX = 'category:';
const COMPARED = /^(score|amount|category)\s*(>=|<=|>|<|=)\s*(-?\d{1,15}(?:\.\d{1,4})?)$/;

const SEVERITIES: NamedFilters = {
  general: { from: 1, to: 1 },
  important: { from: 2, to: 2 },
  major: { from: 4, to: 4 },
};

const CHANNELS: NamedFilters = codes(['phone', 'visit', 'wecom', 'email', 'sms', 'meeting', 'portal', 'other']);

export const CONTACT_FILTERS: NamedFilters = {
  two_way: { bits: 1 },
  with_decider: { bits: 3 },
  inbound: { bits: 4 },
  outbound: { without: 4 },
  solved: { bits: 8 },
  unsolved: { without: 8 },
  ...CHANNELS,
};

/** One day of tolerance against the first promise (domain 3.2, no. 9). */
export const DELIVERY_FILTERS: NamedFilters = {
  promised: { from: -32_767, to: 32_767 },
  on_time: { from: -32_767, to: 1 },
  late: { from: 2, to: 32_767 },
};

export const COMPLAINT_FILTERS: NamedFilters = {
  ...SEVERITIES,
  ...codes(['quality', 'logistics', 'service', 'price', 'other']),
};
export const NEED_FILTERS: NamedFilters = codes([
  ...['product', 'delivery', 'price', 'service', 'technical', 'relation', 'other'],
]);
export const PAPER_FILTERS: NamedFilters = codes(['shipped', 'invoiced']);
export const CONSENT_FILTERS: NamedFilters = {
  given: { from: 1, to: 1 },
  withdrawn: { from: 0, to: 0 },
  ...Object.fromEntries(Object.entries(CHANNELS).filter(([name]) => !['visit', 'meeting', 'other'].includes(name))),
};
export const CONTACT_ROLE_FILTERS: NamedFilters = scores(['decider', 'buyer', 'user', 'payer', 'influencer']);
export const TERM_FILTERS: NamedFilters = codes(['prepaid', 'cash_on_delivery', 'monthly', 'on_invoice', 'other']);
export const PLACE_FILTERS: NamedFilters = codes(['portal', 'website', 'site']);
export const RELATION_FILTERS: NamedFilters = codes(['affiliate', 'dealer_of', 'referred_by', 'household']);
export const SERVICE_ROLE_FILTERS: NamedFilters = codes([
  ...['sponsor', 'expert_sales', 'expert_technical', 'expert_supply', 'line_owner', 'region_owner', 'collaborator'],
]);
export const PROJECT_FILTERS: NamedFilters = codes(['lead', 'bidding', 'won', 'building', 'done', 'stopped']);
export const OWNER_FILTERS: NamedFilters = codes(['a', 'b']);

/** What a kind's facts hold that a filter may look at. */
interface Filtered {
  readonly amount?: string;
  readonly score?: string;
  readonly category?: string;
  readonly filters?: NamedFilters;
}

/** The filter that a text means for a kind of fact; null where it means none. */
export function filterOf(kind: Filtered, text: string): FactFilter | null {
  const named = kind.filters?.[text];
  if (named !== undefined) return named;
  if (text.startsWith(PRODUCT_PREFIX) && kind.category === PRODUCT_CATEGORY) {
    const product = text.slice(PRODUCT_PREFIX.length).trim();
    return product === '' ? null : { product };
  }
  const [, field, operator, value] = COMPARED.exec(text.trim()) ?? [];
  if (field === undefined || kind[field as ComparedField] === undefined) return null;
  return { compared: { field, operator, value: Number(value) } as Comparison };
}

/** The ways to filter facts of a kind, as a plan writes them. */
export function filterForms(kind: Filtered): string[] {
  const forms = [...Object.keys(kind.filters ?? {})];
  if (kind.category === PRODUCT_CATEGORY) forms.push(`${PRODUCT_PREFIX}…`);
  if (kind.score !== undefined) forms.push('score >= …');
  if (kind.amount !== undefined) forms.push('amount >= …');
  return forms;
}

/** Names of category codes that count from 1. */
function codes(names: readonly string[]): NamedFilters {
  return Object.fromEntries(names.map((name, index) => [name, { category: index + 1 }]));
}

/** Names of scores that count from 1. */
function scores(names: readonly string[]): NamedFilters {
  return Object.fromEntries(names.map((name, index) => [name, { from: index + 1, to: index + 1 }]));
}
