import pg from 'pg';
import { inject } from 'vitest';
import { connect, type Database, type Db } from '../src/database/connect.ts';
import { createJobs, type Drained, type Job, type Jobs } from '../src/jobs/jobs.ts';
import type { Act, Clock } from '../src/kernel/act.ts';

/** A clock that a test sets. */
export interface TestClock extends Clock {
  set(at: Date | string): void;
  advance(by: { days?: number; hours?: number; minutes?: number }): void;
}

export interface WorldOptions {
  /** Where the clock begins; 2026-11-23 09:00 in Shanghai unless said. */
  readonly at?: string;
  /** Jobs to know instead of none. */
  readonly jobs?: readonly Job[];
}

/** A company of its own for one test file: its own database, a clock that is set, the queue. */
export interface World {
  /** The app role, for acts and questions. */
  readonly db: Db;
  readonly database: Database;
  /** The superuser's address of this world's database. */
  readonly url: string;
  readonly clock: TestClock;
  readonly jobs: Jobs;
  act(memberId?: string | null): Act;
  /** Runs everything that is due to its end. Throws the first failure of a job. */
  drain(): Promise<Drained>;
  close(): Promise<void>;
}

const BEGINNING = '2026-11-23T01:00:00Z';
let worldsMade = 0;

/** Clones the migrated template; 100–200 ms. Close it in `afterAll`. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { url, name } = await cloneDatabase();
  const database = connect(url);
  const clock = createTestClock(options.at ?? BEGINNING);
  const jobs = createJobs({ database, definitions: options.jobs ?? [], clock });
  await jobs.prepare();
  return {
    db: database.app,
    database,
    url,
    clock,
    jobs,
    act: (memberId = null) => ({ memberId, at: clock.now(), clock }),
    drain: () => drainOrThrow(jobs),
    close: async () => {
      await jobs.stop();
      await database.close();
      await administer((admin) => admin.query(`drop database "${name}" with (force)`));
    },
  };
}

export function createTestClock(beginning: string): TestClock {
  let now = new Date(beginning);
  return {
    now: () => new Date(now),
    set: (at) => {
      now = new Date(at);
    },
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
    },
  };
}

/** A clone of the migrated template: its name and the superuser's address of it. */
export async function cloneDatabase(): Promise<{ url: string; name: string }> {
  const { template, url } = inject('cluster');
  const name = `world_${process.pid}_${++worldsMade}_${Math.random().toString(36).slice(2, 8)}`;
  await administer((admin) =>
    admin.query(`create database "${name}" template ${template} strategy wal_log owner changke_owner`),
  );
  const address = new URL(url);
  address.pathname = `/${name}`;
  return { url: address.href, name };
}

/**
 * A pool of the superuser on a world's database. Its end resolves before its sockets are closed, so dropping the
 * database may still cut one; that is no fault of the test.
 */
export function superuserPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => {});
  return pool;
}

async function administer(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('cluster').url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

async function drainOrThrow(jobs: Jobs): Promise<Drained> {
  const drained = await jobs.drain();
  const failure = drained.failures[0];
  if (failure) throw new Error(`job ${failure.name} failed: ${failure.error.message}`, { cause: failure.error });
  return drained;
}
