import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../kernel/errors.ts';
import { protectAppendOnly } from './append-only.ts';
import { backfill } from './backfill.ts';
import { type Migration, readMigrations, statementsOf } from './migrations.ts';
import { applicationName, ensureRoles, OWNER_ROLE } from './roles.ts';

export interface MigrateOptions {
  /** When this happens, for the record of the step. */
  readonly at: Date;
  /** The steps to take; those of the program unless a test says otherwise. */
  readonly migrations?: readonly Migration[];
  /** Makes what is not ours to number (the queue's schema), after the steps, as the owner role. */
  readonly afterwards?: (client: pg.Client) => Promise<void>;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: boolean;
}

const LOCK_TIMEOUT = '2s';
/** Any number, the same in all processes: the advisory lock that lets one migrate at a time. */
const MIGRATION_LOCK = 7_264_011;

/** Everything we make stands in these. */
const SCHEMAS = ['jobs', 'auth', 'public'] as const;

const TURN_EVERY_MS = 50;

const LEDGER = `create table if not exists migration (
  number integer primary key,
  name text not null,
  checksum text not null,
  started_at timestamptz not null,
  finished_at timestamptz
)`;

/**
 * Brings the database to this program's schema. Returns the names of the steps taken now.
 * Throws AppError: migration_changed (an applied file differs), migration_unknown (the database is newer than the
 * program), migration_failed (naming the file; that file's transaction is undone), migration_locked_out (a table
 * stayed locked for 2 s: nothing was changed by that file, try again).
 */
export async function migrate(url: string, options: MigrateOptions): Promise<string[]> {
  const migrations = options.migrations ?? readMigrations();
  return asOwner(url, async (client) => {
    await takeTurn(client);
    await client.query(LEDGER);
    await client.query('grant select on migration to changke_app');
    const pending = pendingOf(migrations, await readApplied(client));
    for (const migration of pending) await apply(client, migration, options.at);
    await backfill(
      client,
      pending.map(({ name }) => name),
    );
    await protectAppendOnly(client);
    await options.afterwards?.(client);
    return pending.map(({ name }) => name);
  });
}

/**
 * Waits until nobody else migrates. Asks again and again: a statement that waits for the lock would hold a snapshot, and
 * an index made concurrently by the one who has the lock waits for all snapshots.
 */
async function takeTurn(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [MIGRATION_LOCK]);
    if (rows[0]?.mine) return;
    await pause(TURN_EVERY_MS);
  }
}

/** Takes everything of this program out of the database, whatever it holds; `migrate` then begins at the first step. */
export async function startOver(url: string): Promise<void> {
  await asOwner(url, async (client) => {
    await takeTurn(client);
    for (const schema of SCHEMAS) await client.query(`drop schema if exists ${schema} cascade`);
    await client.query('create schema public');
    await client.query('grant usage on schema public to changke_app');
  });
}

/**
 * Refuses a database that is not exactly at this program's schema, so that nothing runs on a half-migrated one.
 * Throws AppError: migration_pending, migration_changed, migration_unknown.
 */
export async function assertMigrated(url: string, migrations: readonly Migration[] = readMigrations()): Promise<void> {
  const pending = await asOwner(url, async (client) => {
    const { rows } = await client.query<{ isThere: boolean }>(
      `select to_regclass('migration') is not null as "isThere"`,
    );
    return pendingOf(migrations, rows[0]?.isThere ? await readApplied(client) : []);
  });
  const first = pending[0];
  if (first) throw new AppError('migration_pending', { count: pending.length, first: first.name });
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select number, name, checksum, finished_at is not null as "isFinished" from migration order by number',
  );
  return rows;
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(applied.map((step) => [step.number, step]));
  const newest = applied.at(-1);
  if (newest && newest.number > migrations.length) throw new AppError('migration_unknown', { name: newest.name });
  return migrations.filter((migration) => {
    const step = known.get(migration.number);
    if (step?.isFinished && step.checksum !== migration.checksum)
      throw new AppError('migration_changed', { name: migration.name });
    return !step?.isFinished;
  });
}

async function apply(client: pg.Client, migration: Migration, at: Date): Promise<void> {
  try {
    if (migration.inTransaction) await applyInTransaction(client, migration, at);
    else await applyAlone(client, migration, at);
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    if (code === '55P03') throw new AppError('migration_locked_out', { name: migration.name });
    throw new AppError('migration_failed', { name: migration.name, reason: message });
  }
}

async function applyInTransaction(client: pg.Client, migration: Migration, at: Date): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(migration.text);
    await record(client, migration, at, true);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Cannot be undone as a whole, so its start is recorded first: the app refuses a step that began and did not end. */
async function applyAlone(client: pg.Client, migration: Migration, at: Date): Promise<void> {
  await record(client, migration, at, false);
  for (const statement of statementsOf(migration)) await client.query(statement);
  await record(client, migration, at, true);
}

async function record(client: pg.Client, migration: Migration, at: Date, isFinished: boolean): Promise<void> {
  await client.query(
    `insert into migration (number, name, checksum, started_at, finished_at) values ($1, $2, $3, $4, $5)
     on conflict (number) do update
       set name = excluded.name, checksum = excluded.checksum, finished_at = excluded.finished_at`,
    [migration.number, migration.name, migration.checksum, at, isFinished ? at : null],
  );
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName(),
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await ensureRoles(client);
    await client.query(`set role ${OWNER_ROLE}`);
    return await work(client);
  } finally {
    await client.end();
  }
}
