import type pg from 'pg';
import type { Clock } from '../kernel/act.ts';

export interface DatabaseClock extends Clock {
  /** Compares again at once; otherwise it happens each minute. Keeps the last comparison when the database is away. */
  compare(): Promise<void>;
  stop(): void;
}

const COMPARE_EVERY_MS = 60_000;

/**
 * The time of the database, told by this machine's clock and the difference between the two: all processes that share
 * a database agree on what has expired, whatever their own clocks say.
 */
export async function createDatabaseClock(pool: pg.Pool, machine: Clock): Promise<DatabaseClock> {
  let aheadMs = await databaseAheadMs(pool, machine);
  const compare = async () => {
    aheadMs = await databaseAheadMs(pool, machine).catch(() => aheadMs);
  };
  const timer = setInterval(() => {
    void compare();
  }, COMPARE_EVERY_MS);
  timer.unref();
  return {
    now: () => new Date(machine.now().getTime() + aheadMs),
    compare,
    stop: () => clearInterval(timer),
  };
}

/** The database read its clock somewhere between our question and its answer: the middle is the best guess. */
async function databaseAheadMs(pool: pg.Pool, machine: Clock): Promise<number> {
  const asked = machine.now().getTime();
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  const answered = machine.now().getTime();
  return Math.round((rows[0]?.now.getTime() ?? answered) - (asked + answered) / 2);
}
