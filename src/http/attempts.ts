import { sql } from 'kysely';
import type { Db, Trx } from '../database/connect.ts';
import { newId } from '../kernel/ids.ts';

export interface AttemptWindow {
  /** Attempts admitted in any stretch of `seconds`. */
  readonly attempts: number;
  readonly seconds: number;
}

/** Old keys removed with each counted attempt, so that keys nobody tries again do not stay. */
const SWEPT_ATTEMPTS_MAX = 20;
const SWEEP_AFTER_SECONDS = 24 * 3600;

/**
 * Counts one attempt under a key, in the database, so that all processes agree.
 * Returns 0 when it is admitted, else the seconds to wait; a refused attempt is not counted, so waiting always ends.
 * Attempts under one key queue, so that of many at once exactly the limit find room.
 */
export function takeAttempt(db: Db, key: string, window: AttemptWindow, at: Date): Promise<number> {
  const since = new Date(at.getTime() - window.seconds * 1000);
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
    const { rows } = await sql<{ at: Date }>`
      select at from auth.attempt where key = ${key} and at > ${since}
      order by at desc limit ${window.attempts}`.execute(trx);
    const oldest = rows.length < window.attempts ? undefined : rows.at(-1);
    if (oldest) return Math.max(1, Math.ceil((oldest.at.getTime() - since.getTime()) / 1000));
    await sql`insert into auth.attempt (key, id, at) values (${key}, ${newId(at)}, ${at})`.execute(trx);
    await sweep(trx, key, since, at);
    return 0;
  });
}

/** Forgets the attempts under a key: the right password was given. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await sql`delete from auth.attempt where key = ${key}`.execute(db);
}

async function sweep(trx: Trx, key: string, since: Date, at: Date): Promise<void> {
  const longAgo = new Date(at.getTime() - SWEEP_AFTER_SECONDS * 1000);
  await sql`delete from auth.attempt where key = ${key} and at <= ${since}`.execute(trx);
  await sql`delete from auth.attempt where (key, id) in
    (select key, id from auth.attempt where at < ${longAgo} order by at limit ${SWEPT_ATTEMPTS_MAX} for update skip locked)`.execute(
    trx,
  );
}
