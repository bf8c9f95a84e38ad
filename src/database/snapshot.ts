import { sql } from 'kysely';
import type { Db, Trx } from './connect.ts';

/** A moment of the database that other connections can look at too, as long as this transaction lasts. */
export async function exportSnapshot(snapshot: Trx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(snapshot);
  return rows[0]?.id ?? '';
}

/** Reads at a moment that another transaction exported. */
export async function atSnapshot<Result>(db: Db, id: string, work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      // The statement takes no parameters.
      await sql`set transaction snapshot ${sql.lit(id)}`.execute(trx);
      return work(trx);
    });
}
