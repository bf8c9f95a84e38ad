// What the writer writes, and whether it still adds up.
import { sql } from 'kysely';
import type { Db } from '../../src/database/connect.ts';

/** Two tables that must agree: entries, and their count and sum. Two writers may come at once. */
export function prepareLedger(owner: Db): Promise<void> {
  return owner.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(1)`.execute(trx);
    await sql`create table if not exists durability_entry (id bigserial primary key, amount bigint not null)`.execute(
      trx,
    );
    await sql`create table if not exists durability_sum (entries bigint not null, amount bigint not null)`.execute(trx);
    await sql`insert into durability_sum select 0, 0 where not exists (select from durability_sum)`.execute(trx);
    await sql`grant select, insert, update on durability_entry, durability_sum to changke_app`.execute(trx);
    await sql`grant usage on sequence durability_entry_id_seq to changke_app`.execute(trx);
  });
}

export interface LedgerState {
  readonly ids: ReadonlySet<number>;
  /** Empty when entries, sums and jobs agree. */
  readonly contradictions: string[];
}

/** Reads the ledger back after a crash. */
export async function readLedger(db: Db): Promise<LedgerState> {
  const { rows } = await sql<{ id: number; amount: number }>`select id, amount from durability_entry`.execute(db);
  const sums = await sql<{ entries: number; amount: number }>`select entries, amount from durability_sum`.execute(db);
  const jobs = await sql<{
    id: number;
  }>`select (data ->> 'id')::bigint as id from jobs.job where name = 'durability.note'`.execute(db);
  const ids = new Set(rows.map(({ id }) => id));
  const amount = rows.reduce((sum, row) => sum + row.amount, 0);
  const contradictions = [
    sums.rows[0]?.entries === rows.length ? '' : `${rows.length} entries, counted ${sums.rows[0]?.entries}`,
    sums.rows[0]?.amount === amount ? '' : `sum ${amount}, kept ${sums.rows[0]?.amount}`,
    jobs.rows.length === rows.length && jobs.rows.every(({ id }) => ids.has(id))
      ? ''
      : `${rows.length} entries, ${jobs.rows.length} jobs`,
  ];
  return { ids, contradictions: contradictions.filter((text) => text !== '') };
}
