import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { copyBytesOut } from '../../database/copy.ts';
import { NO_SCORE } from '../../scoring/fact-columns.ts';
import { type FactPieces, VOIDED } from './book-columns.ts';
import { CustomerCollector, type CustomerColumns } from './book-customers.ts';
import type { HeldRow } from './held.ts';

// PostgreSQL counts days and microseconds from 2000-01-01 UTC.
const EPOCH_DAYS = 10_957;
const EPOCH_MS = EPOCH_DAYS * 86_400_000;
const HIGH = 4_294_967_296;

/**
 * How large a book is: the greatest number of a customer, also of one who is gone and left facts, and the blocks of the
 * table of facts on disk.
 */
export interface BookExtent {
  readonly customers: number;
  readonly idMax: number;
  readonly blocks: number;
}

export async function readExtent(db: Db): Promise<BookExtent> {
  const { rows } = await sql<BookExtent>`
    select (select count(*) from customer) as customers,
      greatest((select max(customer_id) from customer), (select max(customer_id) from fact), 0) as "idMax",
      pg_relation_size('fact') / current_setting('block_size')::integer as blocks`.execute(db);
  return rows[0] ?? { customers: 0, idMax: 0, blocks: 0 };
}

/** The facts in some blocks of the table, as they lie there. What voids another fact is none itself. */
export async function readFacts(trx: Trx, [from, to]: readonly [number, number | null], facts: FactPieces) {
  const end = to === null ? sql`` : sql`and ctid < ${`(${to},0)`}::tid`;
  await copyFacts(
    trx,
    sql`
    select customer_id, kind, occurred_at, amount, category, score from fact
    where voids is null and ctid >= ${`(${from},0)`}::tid ${end}`,
    facts,
    0,
  );
}

/** What was voided, as marks that take it out again. */
export async function readVoided(trx: Trx, facts: FactPieces) {
  await copyFacts(
    trx,
    sql`
    select fact.customer_id, fact.kind, fact.occurred_at, fact.amount, fact.category, fact.score
    from (select distinct customer_id, voids from fact where voids is not null) voiding
    join fact on fact.customer_id = voiding.customer_id and fact.id = voiding.voids and fact.voids is null`,
    facts,
    VOIDED,
  );
}

async function copyFacts(trx: Trx, query: RawBuilder<unknown>, facts: FactPieces, mark: number): Promise<void> {
  await copyBytesOut(trx, query, 6, (view, offsets, lengths) => {
    facts.push(
      view.getInt32(offsets[0] + 4),
      view.getInt16(offsets[1]) + mark,
      Math.floor(wide(view, offsets[2]) / 1000) + EPOCH_MS,
      lengths[3] === -1 ? Number.NaN : wide(view, offsets[3]),
      lengths[4] === -1 ? 0 : view.getInt32(offsets[4]),
      lengths[5] === -1 ? NO_SCORE : view.getInt16(offsets[5]),
    );
  });
}

/** A 64-bit integer without the cost of BigInt; exact up to 2^53. */
function wide(view: DataView, at: number): number {
  return view.getInt32(at) * HIGH + view.getUint32(at + 4);
}

/** All customers as scoring reads them. */
export async function readCustomers(trx: Trx): Promise<CustomerColumns> {
  const customers = new CustomerCollector();
  const text = textReader();
  const query = sql`
    select customer_id, kind, region, industry, city, pattern, terms, tier, owner_a::text, since from customer order by customer_id`;
  await copyBytesOut(trx, query, 10, (view, offsets, lengths) => {
    const word = (index: number) => text(view, offsets[index], lengths[index]);
    customers.push({
      customerId: view.getInt32(offsets[0] + 4),
      kind: word(1),
      region: word(2),
      industry: word(3),
      city: word(4),
      pattern: word(5),
      terms: word(6),
      tier: word(7),
      owner: word(8),
      since: lengths[9] === -1 ? null : view.getInt32(offsets[9]) + EPOCH_DAYS,
    });
  });
  await copyBytesOut(trx, sql`select customer_id, tag from customer_tag`, 2, (view, offsets, lengths) => {
    customers.pushTag(view.getInt32(offsets[0] + 4), text(view, offsets[1], lengths[1]) ?? '');
  });
  return customers.finish();
}

/** Texts of the wire; each is made once. */
export function textReader(): (view: DataView, at: number, length: number) => string | null {
  const known = new Map<string, string>();
  return (view, at, length) => {
    if (length === -1) return null;
    const bytes = Buffer.from(view.buffer, view.byteOffset + at, length);
    const key = bytes.toString('latin1');
    let text = known.get(key);
    if (text === undefined) {
      text = bytes.toString('utf8');
      known.set(key, text);
    }
    return text;
  };
}

/** The rows of customers that are still there, in no order. Of history the newest colour up to `monthBefore` counts. */
export async function readHeld(
  trx: Trx,
  which: RawBuilder<unknown>,
  monthBefore: string,
  onRow: (row: HeldRow) => void,
): Promise<void> {
  const text = textReader();
  const query = sql`
    select customer.customer_id, judgement.as_of, judgement.known_at, judgement.score, judgement.colour, judgement.tier,
      judgement.digest, nullif(judgement.state, '{}')::text, (
        select history.colour from judgement_history history
        where history.customer_id = customer.customer_id and history.as_of <= ${monthBefore}::date
        order by history.as_of desc limit 1)
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where ${which}`;
  await copyBytesOut(trx, query, 9, (view, offsets, lengths) => {
    onRow({
      customerId: view.getInt32(offsets[0] + 4),
      asOfDay: lengths[1] === -1 ? Number.NaN : view.getInt32(offsets[1]) + EPOCH_DAYS,
      knownAtMs: lengths[2] === -1 ? Number.NaN : wide(view, offsets[2]) / 1000 + EPOCH_MS,
      score: lengths[3] === -1 ? Number.NaN : view.getInt16(offsets[3]),
      colour: lengths[4] === -1 ? 0 : view.getInt16(offsets[4]),
      tier: text(view, offsets[5], lengths[5]),
      digestHigh: lengths[6] === -1 ? 0 : view.getInt32(offsets[6]),
      digestLow: lengths[6] === -1 ? 0 : view.getInt32(offsets[6] + 4),
      state:
        lengths[7] === -1 ? null : Buffer.from(view.buffer, view.byteOffset + offsets[7], lengths[7]).toString('utf8'),
      colourMonth: lengths[8] === -1 ? 0 : view.getInt16(offsets[8]),
    });
  });
}
