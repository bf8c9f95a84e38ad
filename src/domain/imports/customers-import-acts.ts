import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openCustomerBatch, recordCustomerBatch } from '../customers/customers.ts';
import { type ApplyContext, addCounts, type Chunk, type ChunkCounts, NOTHING_DONE } from './chunk.ts';
import { counted, memberNamed } from './staged-acts.ts';

/** Contacts that one customer may have in one file. */
const CONTACTS_MAX = 200;

/**
 * One chunk of customers, by their external ids. Rows of one customer are its contacts, brought in one round after the
 * other; what they say of the customer itself is what the last of them says, whatever the round.
 */
export async function applyCustomers(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  let counts = NOTHING_DONE;
  for (let round = 1; round <= CONTACTS_MAX; round++) {
    await openCustomerBatch(trx);
    const filled = await fillCustomerRound(trx, context, chunk, round);
    if (filled === 0) break;
    counts = addCounts(counts, counted('customers', await recordCustomerBatch(trx, act, context.recording), round > 1));
  }
  return counts;
}

async function fillCustomerRound(trx: Trx, { importId }: ApplyContext, chunk: Chunk, round: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into customer_batch (row_no, external_id, kind, name, short_name, group_name, industry, region, city, country,
      since, pattern, terms, tax_number, address, phone, owner_a, owner_b, tags, contact_name, contact_post, contact_role,
      contact_phone, contact_email)
    select row_no, key, last ->> 'customerKind', last ->> 'customerName', last ->> 'shortName', last ->> 'group',
      last ->> 'industry', last ->> 'region', last ->> 'city', last ->> 'country', (last ->> 'since')::date,
      last ->> 'pattern', last ->> 'terms', last ->> 'taxNumber', last ->> 'address', last ->> 'phone',
      ${memberNamed(sql`last ->> 'ownerA'`)}, ${memberNamed(sql`last ->> 'ownerB'`)},
      case when last ? 'tags' then array(select jsonb_array_elements_text(last -> 'tags')) end,
      details ->> 'contact', details ->> 'contactPost', details ->> 'contactRole', details ->> 'contactPhone',
      details ->> 'contactEmail'
    from (
      select row_no, key, coalesce(details, '{}') as details,
        row_number() over (partition by key order by row_no) as round,
        coalesce(last_value(details) over (partition by key order by row_no range between unbounded preceding and unbounded following), '{}') as last
      from import_staging
      where import_id = ${importId} and bucket between ${chunk.firstBucket} and ${chunk.lastBucket}) as numbered
    where round = ${round}`.execute(trx);
  return Number(numAffectedRows);
}

/** For a dry run: what is known of the customers of a chunk. */
export const knownCustomers = (staged: RawBuilder<unknown>) => sql`
  select staged.row_no, jsonb_build_object('customerName', customer.name, 'shortName', customer.short_name,
    'customerKind', customer.kind, 'industry', industry, 'region', region, 'city', city, 'country', country, 'since', since,
    'pattern', pattern, 'terms', terms, 'taxNumber', tax_number, 'address', address, 'phone', phone)
  from (${staged}) as staged
  join customer_identity identity on identity.key = staged.key and identity.scheme = 'external'
  join customer on customer.customer_id = identity.customer_id`;
