import type pg from 'pg';
import type { Clock } from './kernel/act.ts';

const LOOK_EVERY_MS = 60_000;

/** A clock that runs; `stop` ends its looks at the database. */
export interface LiveClock extends Clock {
  stop(): void;
}

/** This machine's own time: before there is a database to ask. */
export const machineClock: Clock = { now: () => new Date() };

/**
 * The time of the database, so that several processes agree on what has expired: the difference to this machine is read
 * at the start and once a minute (guarantee T5).
 */
export async function databaseClock(pool: pg.Pool): Promise<LiveClock> {
  let offset = await readOffset(pool);
  const timer = setInterval(() => {
    readOffset(pool).then(
      (read) => {
        offset = read;
      },
      // The database is away for a moment: the last difference still holds.
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  timer.unref();
  return { now: () => new Date(Date.now() + offset), stop: () => clearInterval(timer) };
}

/** Milliseconds to add to this machine's time, reckoned in the middle of the question. */
async function readOffset(pool: pg.Pool): Promise<number> {
  const asked = Date.now();
  const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at');
  const answered = Date.now();
  return (rows[0]?.at.getTime() ?? answered) - (asked + answered) / 2;
}
