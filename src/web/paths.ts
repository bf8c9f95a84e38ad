/** Every address of the app, as functions: pages link through these and nowhere spell an address. */
import { addressOf } from '../client/client.ts';

/** What a list of customers may be narrowed by; the same words as the API's. */
export interface CustomerFilters {
  query?: string;
  tier?: string;
  colour?: string;
  stage?: string;
  segment?: string;
  owner?: string;
  region?: string;
  warning?: string;
  moved?: string;
  sort?: string;
  offset?: string;
}

/** The tabs of a customer's page beside the overview, in their order. */
export const CUSTOMER_TABS = [
  'orders',
  'contacts',
  'needs',
  'complaints',
  'receivables',
  'projects',
  'relations',
] as const;
export type CustomerTab = (typeof CUSTOMER_TABS)[number];

export const paths = {
  today: () => '/today',
  warnings: (query: { state?: string; level?: string; owner?: string; offset?: string } = {}) =>
    addressOf('/warnings', { query }),
  health: (query: { asOf?: string; tier?: string } = {}) => addressOf('/health', { query }),
  customers: (query: CustomerFilters = {}) => addressOf('/customers', { query }),
  customer: (publicId: string, tab?: CustomerTab) =>
    addressOf(tab === undefined ? '/customers/:publicId' : '/customers/:publicId/:tab', { params: { publicId, tab } }),
  brief: (publicId: string) => addressOf('/customers/:publicId/brief', { params: { publicId } }),
  visit: (publicId: string) => addressOf('/customers/:publicId/visit', { params: { publicId } }),
  record: () => '/record',
  duplicates: () => '/duplicates',
  groups: () => '/groups',
  segments: (query: { view?: string } = {}) => addressOf('/segments', { query }),
  segment: (key: string, query: { edit?: string } = {}) => addressOf('/segments/:key', { params: { key }, query }),
  group: (id: string) => addressOf('/groups/:id', { params: { id } }),
  plan: (query: { version?: string; part?: string } = {}) => addressOf('/plan', { query }),
  calendars: () => '/calendars',
  quality: (query: { flaw?: string; owner?: string } = {}) => addressOf('/quality', { query }),
  handOvers: () => '/handovers',
  imports: () => '/imports',
  team: () => '/team',
  tierMoves: () => '/tier-moves',
  pool: () => '/pool',
  stockList: () => '/stock-list',
  trail: () => '/trail',
} as const;
