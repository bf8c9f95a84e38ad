import type { CustomerContext } from '../../scoring/book.ts';
import type { BookCustomer } from './book.ts';
import { sharedInts } from './book-columns.ts';

/** The words that customers have in common, each at the number that stands for it; 0 is none. */
class Words {
  readonly list: (string | null)[] = [null];
  private readonly numbers = new Map<string, number>();

  numberOf(word: string | null): number {
    if (word === null) return 0;
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    this.numbers.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}

const WORDS = ['kind', 'region', 'industry', 'city', 'pattern', 'terms', 'tier', 'owner'] as const;
type WordColumn = (typeof WORDS)[number];
const NO_DAY = -2_147_483_648;

/** The customers of a book, ascending by number, in memory that threads share. */
export interface CustomerColumns {
  readonly ids: Int32Array;
  readonly since: Int32Array;
  /** Which of `tagSets` is this customer's. */
  readonly tags: Int32Array;
  readonly words: Readonly<Record<WordColumn, Int32Array>>;
  readonly lists: Readonly<Record<WordColumn, readonly (string | null)[]>>;
  readonly tagSets: readonly (readonly string[])[];
}

export interface CustomerValues extends Readonly<Record<WordColumn, string | null>> {
  readonly customerId: number;
  readonly since: number | null;
}

/** Collects customers, and then their tags. */
export class CustomerCollector {
  private readonly rows: { ids: number[]; since: number[] } & Record<WordColumn, number[]> = {
    ids: [],
    since: [],
    kind: [],
    region: [],
    industry: [],
    city: [],
    pattern: [],
    terms: [],
    tier: [],
    owner: [],
  };
  private readonly words = Object.fromEntries(WORDS.map((word) => [word, new Words()])) as Record<WordColumn, Words>;
  private readonly tags = new Map<number, string[]>();

  /** In ascending order of their numbers. */
  push(values: CustomerValues): void {
    this.rows.ids.push(values.customerId);
    this.rows.since.push(values.since ?? NO_DAY);
    for (const word of WORDS) this.rows[word].push(this.words[word].numberOf(values[word]));
  }

  pushTag(customerId: number, tag: string): void {
    const tags = this.tags.get(customerId);
    if (tags === undefined) this.tags.set(customerId, [tag]);
    else tags.push(tag);
  }

  finish(): CustomerColumns {
    const ids = shared(this.rows.ids);
    const sets = new Words();
    const tags = sharedInts(ids.length);
    ids.forEach((id, index) => {
      const own = this.tags.get(id);
      if (own !== undefined) tags[index] = sets.numberOf(JSON.stringify(own.sort()));
    });
    return {
      ids,
      since: shared(this.rows.since),
      tags,
      words: Object.fromEntries(WORDS.map((word) => [word, shared(this.rows[word])])) as Record<WordColumn, Int32Array>,
      lists: Object.fromEntries(WORDS.map((word) => [word, this.words[word].list])) as Record<
        WordColumn,
        (string | null)[]
      >,
      tagSets: sets.list.map((text) => (text === null ? [] : (JSON.parse(text) as string[]))),
    };
  }
}

function shared(values: readonly number[]): Int32Array {
  const ints = sharedInts(values.length);
  ints.set(values);
  return ints;
}

/** The customer at a place. */
export function customerAt(columns: CustomerColumns, index: number): BookCustomer {
  const { ids, since, tags, words, lists, tagSets } = columns;
  const word = (name: WordColumn) => lists[name][words[name][index]];
  const context: Omit<CustomerContext, 'ownerCoverage'> = {
    customerId: ids[index],
    customerType: word('kind') === 'person' ? 'person' : 'company',
    region: word('region'),
    industry: word('industry'),
    city: word('city'),
    pattern: word('pattern'),
    terms: word('terms'),
    sinceDay: since[index] === NO_DAY ? null : since[index],
    tier: word('tier'),
    tags: tagSets[tags[index]],
    cadenceDue: Number.NaN,
  };
  return { customerId: ids[index], ownerA: word('owner'), context };
}

/** The place of the first customer whose number is `id` or greater. */
export function placeOf({ ids }: Pick<CustomerColumns, 'ids'>, id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
