import { dayEnd } from '../kernel/time.ts';
import { amountsIn } from './basis.ts';
import { type Cut, NO_CUTS } from './cuts.ts';
import { connectedKinds, type FactColumns } from './fact-columns.ts';
import { KIND_CODE_END } from './fact-kinds.ts';
import type { Seasons } from './seasons.ts';

/** Stands in `dataThroughDay` for a feed that is complete up to as-of. */
export const NO_LIMIT = 2_147_483_647;

/** From which moment, and knowing what, a company's customers are judged. */
export interface Book {
  readonly asOfDay: number;
  /** The last millisecond of as-of's local day. */
  readonly asOfMs: number;
  readonly knownAtMs: number;
  /** By kind code: 1 when the company has any fact of the kind. */
  readonly connected: Uint8Array;
  /** By kind code: the local day up to which its feed is complete, or NO_LIMIT. */
  readonly dataThroughDay: Int32Array;
  /** Of which amounts the company has any: bits of `AMOUNTS`. */
  readonly amounts: number;
  /** The season calendar as it was known then; null: the plan's own, nobody entered anything. */
  readonly seasons: Seasons | null;
  /** Cut points by the key of their wish, as the last run over the whole book found them. */
  readonly cuts: ReadonlyMap<string, Cut>;
  /** Codes of product categories by name, of both levels; a name of the first level stands for all below it. */
  readonly categories: ReadonlyMap<string, readonly number[]>;
}

/** What is known of one customer beside the facts. */
export interface CustomerContext {
  /** Decides among equals at a cut point: the lower one is in. */
  readonly customerId: number;
  readonly customerType: 'company' | 'person';
  readonly region: string | null;
  readonly industry: string | null;
  readonly city: string | null;
  /** Declared buying pattern: weekly, dealer, monthly, quarterly, project, seasonal. */
  readonly pattern: string | null;
  /** Terms of payment, `prepaid` for instance. */
  readonly terms: string | null;
  /** Local day since which this is a customer, where the books do not reach back so far. */
  readonly sinceDay: number | null;
  /** The tier held now. */
  readonly tier: string | null;
  /** Share, 0–1, of the owner's customers with a logged two-way contact in 90 days; NaN when unknown. */
  readonly ownerCoverage: number;
  /** Contacts agreed with this customer per 90 days; NaN: as the tier. */
  readonly cadenceDue: number;
  readonly tags: readonly string[];
}

export const EMPTY_CONTEXT: CustomerContext = {
  customerId: 0,
  customerType: 'company',
  region: null,
  industry: null,
  city: null,
  pattern: null,
  terms: null,
  sinceDay: null,
  tier: null,
  ownerCoverage: Number.NaN,
  cadenceDue: Number.NaN,
  tags: [],
};

const NO_CATEGORIES: ReadonlyMap<string, readonly number[]> = new Map();

/** What `bookOf` needs beside the facts. `dataThrough` gives a feed's last complete local day by kind code. */
export interface BookWish {
  readonly asOfDay: number;
  readonly knownAtMs: number;
  readonly timezone: string;
  readonly dataThrough?: ReadonlyMap<number, number>;
  readonly seasons?: Seasons | null;
  readonly cuts?: ReadonlyMap<string, Cut>;
  readonly categories?: ReadonlyMap<string, readonly number[]>;
}

/** When a company's facts of each kind, and of each of its amounts, began: what is connected as of any day follows. */
export interface Beginnings {
  /** By kind code: ms of the earliest fact; Infinity for none. */
  readonly kinds: Float64Array;
  /** By place of the bit in `AMOUNTS`. */
  readonly amounts: Float64Array;
}

/** The same as `bookOf`, from where everything began: for books too large to look through for every day. */
export function bookFrom({ kinds, amounts }: Beginnings, wish: BookWish): Book {
  const asOfMs = dayEnd(wish.asOfDay, wish.timezone).getTime();
  const connected = Uint8Array.from(kinds, (ms) => (ms <= asOfMs ? 1 : 0));
  const bits = amounts.reduce((found, ms, place) => (ms <= asOfMs ? found | (1 << place) : found), 0);
  return { ...bookWith(wish, asOfMs), connected, amounts: bits };
}

/** The book of a company whose facts these columns are: all of them, since they decide which kinds are connected. */
export function bookOf(columns: FactColumns, wish: BookWish): Book {
  const asOfMs = dayEnd(wish.asOfDay, wish.timezone).getTime();
  return {
    ...bookWith(wish, asOfMs),
    connected: connectedKinds(columns, asOfMs, wish.knownAtMs),
    amounts: amountsIn(columns, asOfMs, wish.knownAtMs),
  };
}

function bookWith(wish: BookWish, asOfMs: number): Omit<Book, 'connected' | 'amounts'> {
  return {
    asOfDay: wish.asOfDay,
    asOfMs,
    knownAtMs: wish.knownAtMs,
    dataThroughDay: limits(wish.dataThrough),
    seasons: wish.seasons ?? null,
    cuts: wish.cuts ?? NO_CUTS,
    categories: wish.categories ?? NO_CATEGORIES,
  };
}

function limits(dataThrough: ReadonlyMap<number, number> = new Map()): Int32Array {
  const days = new Int32Array(KIND_CODE_END).fill(NO_LIMIT);
  for (const [kind, day] of dataThrough) days[kind] = day;
  return days;
}
