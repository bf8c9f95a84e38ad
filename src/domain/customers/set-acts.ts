import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { type Change, type ChangeCounts, noChanges, type RecordOptions } from '../timeline/timeline.ts';
import { compareBatch, matchBatch } from './comparison-acts.ts';
import type { ContactRole } from './contact.ts';
import type { BuyingPattern, CustomerKind } from './customer.ts';
import { recordBatchFacts } from './fact-acts.ts';
import { type SearchKeys, searchKeys } from './search.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;

/** A customer as it is brought in, one row of a file; what is not given keeps its value. */
export interface CustomerRow {
  /** The customer's number in the books it comes from; a row without one is always a new customer. */
  readonly externalId?: string | null;
  readonly scheme?: string;
  readonly kind?: CustomerKind | null;
  readonly name?: string | null;
  readonly shortName?: string | null;
  readonly groupName?: string | null;
  readonly industry?: string | null;
  readonly region?: string | null;
  readonly city?: string | null;
  readonly country?: string | null;
  readonly since?: string | null;
  readonly pattern?: BuyingPattern | null;
  readonly terms?: string | null;
  readonly taxNumber?: string | null;
  readonly address?: string | null;
  readonly phone?: string | null;
  /** Ids of members. */
  readonly ownerA?: string | null;
  readonly ownerB?: string | null;
  /** Tags to add; none is taken away. */
  readonly tags?: readonly string[] | null;
  readonly contactName?: string | null;
  readonly contactPost?: string | null;
  readonly contactRole?: ContactRole | null;
  readonly contactPhone?: string | null;
  readonly contactEmail?: string | null;
  /** When it became true; the act's time where it is not given. */
  readonly occurredAt?: Date | null;
}

export interface UpsertedCustomers extends ChangeCounts {
  /** Our numbers, public ids and changes in the order of the rows. */
  readonly customerIds: number[];
  readonly publicIds: string[];
  readonly changes: Change[];
}

/** Creates and updates customers by their external ids, with the facts of it. Twice the same changes nothing. */
export async function upsertCustomers(
  trx: Trx,
  act: Act,
  rows: readonly CustomerRow[],
  options: RecordOptions = {},
): Promise<UpsertedCustomers> {
  await openCustomerBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillCustomerBatch(trx, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordCustomerBatch(trx, act, options);
  const { rows: done } = await sql<{ customerId: number; publicId: string; change: Change }>`
    select customer_id as "customerId", public_id as "publicId", change from customer_batch order by row_no`.execute(
    trx,
  );
  return {
    ...counts,
    customerIds: done.map((row) => row.customerId),
    publicIds: done.map((row) => row.publicId),
    changes: done.map((row) => row.change),
  };
}

async function fillCustomerBatch(trx: Trx, rows: readonly CustomerRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...row, rowNo: start + at })));
  await sql`
    insert into customer_batch (row_no, external_id, scheme, kind, name, short_name, group_name, industry, region, city,
      country, since, pattern, terms, tax_number, address, phone, owner_a, owner_b, tags, contact_name, contact_post,
      contact_role, contact_phone, contact_email, occurred_at)
    select "rowNo", "externalId", coalesce(scheme, 'external'), kind, name, "shortName", "groupName", industry, region,
      city, country, since, pattern, terms, "taxNumber", address, phone, "ownerA", "ownerB", tags, "contactName", "contactPost", "contactRole",
      "contactPhone", "contactEmail", "occurredAt"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, "externalId" text, scheme text, kind text, name text, "shortName" text, "groupName" text,
      industry text, region text, city text, country text, since date, pattern text, terms text,
      "taxNumber" text, address text, phone text, "ownerA" uuid, "ownerB" uuid, tags text[], "contactName" text, "contactPost" text, "contactRole" text, "contactPhone" text,
      "contactEmail" text, "occurredAt" timestamptz)`.execute(trx);
}

/**
 * Makes the empty temporary table `customer_batch` in the caller's transaction: the columns up to occurred_at come in
 * (null keeps what is there), customer_id, public_id and change go out.
 */
export async function openCustomerBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists customer_batch (
      row_no bigint primary key,
      external_id text unique,
      scheme text not null default 'external',
      kind text, name text, short_name text, group_name text, industry text, region text, city text, country text,
      since date, pattern text, terms text, tax_number text, address text, phone text, owner_a uuid, owner_b uuid,
      tags text[],
      contact_name text, contact_post text, contact_role text, contact_phone text, contact_email text,
      occurred_at timestamptz,
      customer_id bigint,
      public_id uuid,
      change text,
      is_of_merged boolean not null default false,
      group_id uuid,
      attributes smallint[] not null default '{}',
      owner_a_from uuid,
      owner_b_from uuid,
      owner_a_changed boolean not null default false,
      owner_b_changed boolean not null default false,
      tags_new text[] not null default '{}',
      contact_id uuid,
      contact_change text,
      pinyin text,
      search_grams text[]
    ) on commit drop`.execute(trx);
  await sql`truncate customer_batch`.execute(trx);
}

/** Applies `customer_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordCustomerBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await lockIdentities(trx);
  await matchBatch(trx, act, options.trace);
  await compareBatch(trx);
  await fillSearchKeys(trx);
  await traceCustomers(trx, options.trace);
  await insertCustomers(trx, act);
  await updateCustomers(trx, act);
  await saveOwners(trx, act, options.trace);
  await saveTags(trx, act, options.trace);
  await saveContacts(trx, act);
  await recordBatchFacts(trx, act, options);
  return countChanges(trx);
}

/** Two callers that create the same customer wait for each other, so the second finds it. */
async function lockIdentities(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('customers'))`.execute(trx);
}

/** Pinyin is not known to the database, so names travel here and their keys back. */
async function fillSearchKeys(trx: Trx): Promise<void> {
  const { rows } = await sql<{ rowNo: number; name: string; shortName: string | null }>`
    select row_no as "rowNo", coalesce(given.name, customer.name, given.external_id) as name,
      coalesce(given.short_name, customer.short_name) as "shortName"
    from customer_batch given left join customer on customer.customer_id = given.customer_id
    where given.change = 'created' or given.attributes && '{2,3}'`.execute(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    const keys = rows
      .slice(start, start + ROWS_PER_STATEMENT_MAX)
      .map(({ rowNo, name, shortName }) => ({ rowNo, ...searchKeys(name, shortName) }));
    await saveSearchKeys(trx, keys);
  }
}

async function saveSearchKeys(trx: Trx, keys: readonly (SearchKeys & { rowNo: number })[]): Promise<void> {
  await sql`
    update customer_batch set pinyin = given.pinyin, search_grams = given.grams
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as given ("rowNo" bigint, pinyin text, grams text[])
    where customer_batch.row_no = given."rowNo"`.execute(trx);
}

/** What judging says of a customer changes by itself. */
const DERIVED = ['tier', 'tier_set_at', 'updated_at'];

async function traceCustomers(trx: Trx, trace: Trace | undefined): Promise<void> {
  const customer = { table: 'customer', key: ['customer_id'] } as const;
  const contact = { table: 'contact', key: ['customer_id', 'id'] } as const;
  const rows = (change: Change) => sql`select customer_id from customer_batch where change = ${change}`;
  const contacts = (change: Change) => sql`
    select customer_id, contact_id as id from customer_batch where contact_change = ${change}`;
  const parts = ['customer_identity', 'customer_owner_change'] as const;
  await traceCreated(trx, trace, { ...customer, rows: rows('created') }, { parts, unwatched: DERIVED });
  await traceBefore(trx, trace, { ...customer, rows: rows('updated') }, { unwatched: DERIVED });
  await traceCreated(trx, trace, { ...contact, rows: contacts('created') });
  await traceBefore(trx, trace, { ...contact, rows: contacts('updated') });
}

async function insertCustomers(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into customer (customer_id, public_id, kind, name, short_name, group_id, industry, region, city, country,
      since, pattern, terms, tax_number, address, phone, owner_a, owner_b, pinyin, search_grams, created_at, updated_at)
    select customer_id, public_id, coalesce(kind, 'company'), coalesce(name, external_id), short_name, group_id, industry,
      region, city, country, since, pattern, terms, tax_number, address, phone, owner_a, owner_b, pinyin, search_grams,
      ${act.at}, ${act.at}
    from customer_batch where change = 'created'`.execute(trx);
  await sql`
    insert into customer_identity (key, scheme, customer_id, created_at)
    select external_id, scheme, customer_id, ${act.at}::timestamptz from customer_batch
    where change = 'created' and external_id is not null
    union all
    select public_id::text, 'public', customer_id, ${act.at} from customer_batch where change = 'created'`.execute(trx);
}

async function updateCustomers(trx: Trx, act: Act): Promise<void> {
  await sql`
    update customer set
      kind = coalesce(given.kind, customer.kind),
      name = coalesce(given.name, customer.name),
      short_name = coalesce(given.short_name, customer.short_name),
      group_id = coalesce(given.group_id, customer.group_id),
      industry = coalesce(given.industry, customer.industry),
      region = coalesce(given.region, customer.region),
      city = coalesce(given.city, customer.city),
      country = coalesce(given.country, customer.country),
      since = coalesce(given.since, customer.since),
      pattern = coalesce(given.pattern, customer.pattern),
      terms = coalesce(given.terms, customer.terms),
      tax_number = coalesce(given.tax_number, customer.tax_number),
      address = coalesce(given.address, customer.address),
      phone = coalesce(given.phone, customer.phone),
      owner_a = coalesce(given.owner_a, customer.owner_a),
      owner_b = coalesce(given.owner_b, customer.owner_b),
      pinyin = coalesce(given.pinyin, customer.pinyin),
      search_grams = coalesce(given.search_grams, customer.search_grams),
      version = customer.version + 1,
      updated_at = ${act.at}
    from customer_batch given
    where given.change = 'updated' and customer.customer_id = given.customer_id`.execute(trx);
}

async function saveOwners(trx: Trx, act: Act, trace: Trace | undefined): Promise<void> {
  const { rows } = await sql<{ customerId: number; id: string }>`
    insert into customer_owner_change (customer_id, id, part, from_member, to_member, reason, changed_at, changed_by)
    select customer_id, gen_random_uuid(), part, from_member, to_member, 'set', coalesce(occurred_at, ${act.at}),
      ${act.memberId}::uuid
    from customer_batch cross join lateral (values
      ('a', owner_a_changed, owner_a_from, owner_a), ('b', owner_b_changed, owner_b_from, owner_b)
    ) as owner (part, changed, from_member, to_member)
    where owner.changed returning customer_id as "customerId", id`.execute(trx);
  const made = sql`
    select * from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.id)}::uuid[]) as made (customer_id, id)`;
  await traceCreated(trx, trace, { table: 'customer_owner_change', key: ['customer_id', 'id'], rows: made });
}

async function saveTags(trx: Trx, act: Act, trace: Trace | undefined): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    insert into tag (name, code, created_at)
    select name, nextval('tag_number'), ${act.at} from (
      select distinct unnest(tags_new) as name from customer_batch order by 1) as given
    on conflict (name) do nothing returning name`.execute(trx);
  const made = sql`select unnest(${rows.map((row) => row.name)}::text[]) as name`;
  await traceCreated(trx, trace, { table: 'tag', key: ['name'], rows: made });
  const given = sql`select customer_id, unnest(tags_new) as tag from customer_batch`;
  await traceCreated(trx, trace, { table: 'customer_tag', key: ['customer_id', 'tag'], rows: given });
  await sql`
    insert into customer_tag (customer_id, tag, set_at, set_by)
    select customer_id, unnest(tags_new), coalesce(occurred_at, ${act.at}), ${act.memberId}::uuid
    from customer_batch`.execute(trx);
}

async function saveContacts(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into contact (customer_id, id, person_id, name, post, role, phone, email, created_at)
    select customer_id, contact_id, contact_id, contact_name, contact_post, contact_role, contact_phone, contact_email, ${act.at}
    from customer_batch where contact_change = 'created'`.execute(trx);
  await sql`
    update contact set
      post = coalesce(given.contact_post, contact.post),
      role = coalesce(given.contact_role, contact.role),
      phone = coalesce(given.contact_phone, contact.phone),
      email = coalesce(given.contact_email, contact.email)
    from customer_batch given
    where given.contact_change = 'updated'
      and contact.customer_id = given.customer_id and contact.id = given.contact_id`.execute(trx);
  // A phone belongs to the person, whatever posts they hold.
  await sql`
    update contact set phone = given.contact_phone
    from customer_batch given
    join contact named on named.customer_id = given.customer_id and named.id = given.contact_id
    where given.contact_change = 'updated' and given.contact_phone is not null
      and contact.person_id = named.person_id and contact.left_at is null`.execute(trx);
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from customer_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
