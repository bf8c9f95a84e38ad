import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openCustomerBatch, recordCustomerBatch } from '../customers/customers.ts';
import { openProductBatch, recordProductBatch } from '../products/products.ts';
import { type ApplyContext, addCounts, type Changes, type Chunk, type ChunkCounts, NOTHING_DONE } from './chunk.ts';

const QUIET = { quiet: true } as const;
/** Contacts that one customer may have in one file. */
const CONTACTS_MAX = 200;

/** One chunk of products, by their codes. */
export async function applyProducts(
  trx: Trx,
  act: Act,
  { importId }: ApplyContext,
  chunk: Chunk,
): Promise<ChunkCounts> {
  await openProductBatch(trx);
  await sql`
    insert into product_batch (row_no, code, name, category, parent_category, spec, unit)
    select row_no, key, details ->> 'productName', details ->> 'category', details ->> 'parentCategory', details ->> 'spec',
      details ->> 'unit'
    from import_staging
    where import_id = ${importId} and bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`.execute(trx);
  return counted('products', await recordProductBatch(trx, act));
}

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
    counts = addCounts(counts, counted('customers', await recordCustomerBatch(trx, act, QUIET), round > 1));
  }
  return counts;
}

async function fillCustomerRound(trx: Trx, { importId }: ApplyContext, chunk: Chunk, round: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into customer_batch (row_no, external_id, kind, name, short_name, group_name, industry, region, city, country,
      since, pattern, terms, owner_a, owner_b, tags, contact_name, contact_post, contact_role, contact_phone, contact_email)
    select row_no, key, last ->> 'customerKind', last ->> 'customerName', last ->> 'shortName', last ->> 'group',
      last ->> 'industry', last ->> 'region', last ->> 'city', last ->> 'country', (last ->> 'since')::date,
      last ->> 'pattern', last ->> 'terms', ${memberNamed(sql`last ->> 'ownerA'`)}, ${memberNamed(sql`last ->> 'ownerB'`)},
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

/** The member of staff with this e-mail address or name; null when there is none. */
export function memberNamed(text: ReturnType<typeof sql>) {
  return sql`(select id from member where (member.email = lower(${text}) or member.name = ${text}) and member.left_at is null order by id limit 1)`;
}

/** Counts of one set as counts of rows. A later round changes customers that an earlier one counted: rows, not records. */
export function counted(kind: string, changes: Changes, isLaterRound = false): ChunkCounts {
  const { created, updated, unchanged } = changes;
  return {
    rows: { created, updated, unchanged, failed: 0, skipped: 0 },
    records: isLaterRound ? {} : { [kind]: { created, updated, unchanged } },
  };
}
