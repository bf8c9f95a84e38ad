import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import { maskPhone } from './contact.ts';
import type { Customer, Person } from './customer.ts';
import { normalized, phoneDigits, type SearchWord, searchWords, TAIL_DIGITS } from './search.ts';

/** External ids that begin with what was typed; more of them would be a word that tells nobody apart. */
const IDENTITIES_MAX = 200;
/** In a book of a million customers some hundreds share four digits; they stay within what the list of matches holds. */
const PHONES_MAX = 2_000;
/** Of a shorter number the mask shows less than four digits. */
const MASKED_DIGITS_MIN = 10;
/**
 * Up to so many, the customers whose names match are found first, by the index of grams; a word that more of them share
 * (有限公司) stays a condition, so that a list in some order meets the first page of them at once.
 */
const MATCHES_LISTED_MAX = 2_000;

/** Today's view of one customer. Throws `customer_unknown`. */
export async function readCustomer(db: Db, customerId: number): Promise<Customer> {
  const { rows } = await sql<Customer & { phone: string | null }>`
    select customer.customer_id as "customerId", public_id as "publicId", kind, customer.name, short_name as "shortName",
      case when grouping.id is null then null else jsonb_build_object('id', grouping.id, 'name', grouping.name) end
        as "group",
      industry, region, city, country, since, pattern, terms, tier, version,
      tax_number as "taxNumber", address, phone,
      jsonb_build_object('a', ${personOf('owner_a')}, 'b', ${personOf('owner_b')}) as owners,
      coalesce((select jsonb_agg(jsonb_build_object('scheme', scheme, 'key', key) order by scheme, key)
        from customer_identity where customer_identity.customer_id = customer.customer_id and scheme <> 'public'), '[]')
        as "externalIds",
      coalesce((select jsonb_agg(jsonb_build_object('tag', tag, 'reason', reason) order by set_at, tag)
        from customer_tag where customer_tag.customer_id = customer.customer_id), '[]') as tags
    from customer left join customer_group grouping on grouping.id = customer.group_id
    where customer.customer_id = ${customerId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('customer_unknown', { customer: `#${customerId}` });
  const { phone, ...customer } = rows[0];
  return { ...customer, phoneMasked: phone && maskPhone(phone) };
}

function personOf(column: 'owner_a' | 'owner_b'): RawBuilder<Person | null> {
  return sql`(select jsonb_build_object('id', id, 'name', name) from member where id = customer.${sql.ref(column)})`;
}

export interface CustomerName {
  readonly customerId: number;
  readonly publicId: string;
  readonly name: string;
  readonly shortName: string | null;
  /** The customer's number in the books it came from, where it has one. */
  readonly externalId: string | null;
}

/** The names of these customers, in no order. */
export async function customerNames(db: Db, customerIds: readonly number[]): Promise<CustomerName[]> {
  const { rows } = await sql<CustomerName>`
    select customer_id as "customerId", public_id as "publicId", name, short_name as "shortName",
      (select min(key) from customer_identity
        where customer_identity.customer_id = customer.customer_id and scheme = 'external') as "externalId"
    from customer where customer_id = any(${customerIds}::bigint[])`.execute(db);
  return rows;
}

/**
 * The customer that a person means on the command line: an external id, else `#` and our number, else a name if only
 * one has it. Throws `customer_unknown` or `customer_ambiguous`.
 */
export async function resolveCustomer(db: Db, word: string): Promise<number> {
  const { rows: identities } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from customer_identity where key = ${word} limit 2`.execute(db);
  if (identities.length > 0) return onlyOne(word, identities);
  const number = /^#(\d{1,15})$/.exec(word)?.[1] ?? null;
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer
    where case when ${number}::bigint is null then name = ${word} else customer_id = ${number}::bigint end
    limit 2`.execute(db);
  return onlyOne(word, rows);
}

function onlyOne(word: string, found: readonly { customerId: number }[]): number {
  const [first, second] = found;
  if (first === undefined) throw new AppError('customer_unknown', { customer: word });
  if (second !== undefined) throw new AppError('customer_ambiguous', { customer: word });
  return first.customerId;
}

/** What a list of customers may be narrowed by, of all that this module knows. */
export interface CustomerFilters {
  readonly query?: string;
  readonly region?: string;
  readonly tag?: string;
  /** Ids of a group and of a member who is A or B; `none` for customers without an owner A. */
  readonly group?: string;
  readonly owner?: string;
}

/** One condition on the table `customer` that holds for the rows all filters let through. */
export async function customerConditions(db: Db, filters: CustomerFilters): Promise<RawBuilder<boolean>> {
  const { query, region, tag, group, owner } = filters;
  const conditions = [sql<boolean>`true`];
  if (query !== undefined) conditions.push(await searchCondition(db, query));
  if (region !== undefined) conditions.push(sql`customer.region = ${region}`);
  if (group !== undefined) conditions.push(sql`customer.group_id = ${group}::uuid`);
  if (owner === 'none') conditions.push(sql`customer.owner_a is null`);
  else if (owner !== undefined)
    conditions.push(sql`(customer.owner_a = ${owner}::uuid or customer.owner_b = ${owner}::uuid)`);
  if (tag !== undefined) {
    conditions.push(sql`exists (
      select from customer_tag where customer_tag.customer_id = customer.customer_id and customer_tag.tag = ${tag})`);
  }
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/**
 * A condition on the table `customer`: its name, short name, pinyin or initials hold every word that was typed (two
 * characters suffice), an external id begins with it, or it is a phone or the end of one. True for all where nothing was
 * typed.
 */
export async function searchCondition(db: Db, query: string): Promise<RawBuilder<boolean>> {
  const words = searchWords(query);
  if (words.length === 0) return sql<boolean>`true`;
  const byName = sql.join(words.map(wordCondition), sql` and `);
  const byNumber = [...(await customersByIdentity(db, query.trim())), ...(await customersByPhone(db, query))];
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer where ${byName} limit ${MATCHES_LISTED_MAX + 1}`.execute(db);
  const found = [...byNumber, ...rows.map(({ customerId }) => customerId)];
  if (rows.length <= MATCHES_LISTED_MAX) return sql<boolean>`customer.customer_id = any(${found}::bigint[])`;
  // The text alone says the same. The planner takes the grams of one word for unrelated, would expect few customers and
  // collect all of them first.
  const inOrder = sql.join(
    words.map((word) => (word.textDecides ? textCondition(word) : wordCondition(word))),
    sql` and `,
  );
  return sql<boolean>`((${inOrder}) or customer.customer_id = any(${byNumber}::bigint[]))`;
}

/**
 * The same condition for a look at one row after the other, which finds many at once where a word is common; null where
 * nothing was typed, or a number leads to somebody.
 */
export async function commonWordCondition(db: Db, query: string): Promise<RawBuilder<unknown> | null> {
  const words = searchWords(query);
  if (words.length === 0) return null;
  const byNumber = [...(await customersByIdentity(db, query.trim())), ...(await customersByPhone(db, query))];
  if (byNumber.length > 0) return null;
  return sql.join(
    words.map((word) => (word.textDecides ? textCondition(word) : wordCondition(word))),
    sql` and `,
  );
}

/** The grams find candidates by their index; where they leave a doubt the text decides. */
function wordCondition(word: SearchWord): RawBuilder<boolean> {
  const candidates = sql.join(
    word.alternatives.map((grams) => sql`customer.search_grams @> ${grams}::text[]`),
    sql` or `,
  );
  if (!word.textDecides) return sql`(${candidates})`;
  return sql`((${candidates}) and ${textCondition(word)})`;
}

function textCondition({ text }: SearchWord): RawBuilder<boolean> {
  return sql`position(${text} in customer.pinyin) > 0`;
}

async function customersByIdentity(db: Db, word: string): Promise<number[]> {
  const beginnings = [word, word.toUpperCase(), normalized(word)].map((text) => `${text.replace(/[\\%_]/g, '\\$&')}%`);
  const begins = sql.join(
    [...new Set(beginnings)].map((pattern) => sql`key like ${pattern}`),
    sql` or `,
  );
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from customer_identity
    where (${begins}) and scheme <> 'public' limit ${IDENTITIES_MAX}`.execute(db);
  return rows.map((row) => row.customerId);
}

/**
 * Whose own phone, or that of its people, is this number or ends in these four digits, which a mask shows as well. Other
 * parts of a number find nobody: who may guess digit by digit would learn what each look at a number is counted for.
 */
async function customersByPhone(db: Db, query: string): Promise<number[]> {
  const digits = phoneDigits(query);
  if (digits === null) return [];
  const matches =
    digits.length === TAIL_DIGITS
      ? sql`right(duplicate_phone(phone), 4) = ${digits} and length(duplicate_phone(phone)) >= ${MASKED_DIGITS_MIN}`
      : sql`duplicate_phone(phone) = duplicate_phone(${digits})`;
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer where phone is not null and ${matches}
    union select customer_id from contact where phone is not null and ${matches}
    limit ${PHONES_MAX}`.execute(db);
  return rows.map((row) => row.customerId);
}
