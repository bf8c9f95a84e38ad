import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { databaseClock, type LiveClock, machineClock } from '../clock.ts';
import { connect, type Database } from '../database/connect.ts';
import { type OpenDatabase, openDatabase } from '../database/embedded.ts';
import { assertMigrated, migrate } from '../database/migrate.ts';
import { installQueue } from '../jobs/install.ts';
import { isAppError, sentence } from '../kernel/errors.ts';
import type { CommandCall } from './command.ts';

/** An open database that a command works with. */
export interface Session {
  readonly opened: OpenDatabase;
  readonly database: Database;
  readonly clock: LiveClock;
  /** Signs the session cookies. */
  readonly secret: string;
  close(): Promise<void>;
}

export interface SessionWish {
  readonly data: string | undefined;
  /** 'owner' runs the server until it ends; 'client' joins it or runs it for its own work only. */
  readonly role: 'owner' | 'client';
  /** False for api and worker, which refuse a database that somebody has to migrate first. */
  readonly migrates: boolean;
}

const SECRET_BYTES = 32;

/** Opens the database of `--data DIR`, of DATABASE_URL or of the checkout, migrated. */
export async function openSession({ config, language, say }: CommandCall, wish: SessionWish): Promise<Session> {
  const dataFolder = wish.data ?? config.dataFolder;
  const databaseUrl = wish.data === undefined ? config.databaseUrl : null;
  const opened = await openDatabase({ dataFolder, databaseUrl, role: wish.role, clock: machineClock });
  for (const notice of opened.notices) say(sentence(notice.code, notice.params, language));
  try {
    await bringUpToDate(opened.url, wish);
    const database = connect(opened.url, {
      connectionsMax: config.databaseConnectionsMax,
      statementTimeoutMs: config.statementSecondsMax * 1000,
    });
    const clock = await databaseClock(database.pool);
    const secret = keptSecret(opened.folder ?? resolve(dataFolder));
    return { opened, database, clock, secret, close: () => close(opened, database, clock) };
  } catch (error) {
    await opened.stop();
    throw error;
  }
}

/** Runs one piece of work on an open session and closes it, whatever happens. */
export async function withSession<Result>(
  call: CommandCall,
  data: string | undefined,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const session = await openSession(call, { data, role: 'client', migrates: true });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** `start` always migrates, and with it the queue; a command only where steps are pending. */
async function bringUpToDate(url: string, { migrates, role }: SessionWish): Promise<void> {
  if (!migrates || role === 'client') {
    const behind = await assertMigrated(url).then(
      () => null,
      (error: unknown) => error,
    );
    if (behind === null) return;
    if (!migrates || !isAppError(behind, 'migration_pending')) throw behind;
  }
  await migrate(url, { at: machineClock.now(), afterwards: installQueue });
}

async function close(opened: OpenDatabase, database: Database, clock: LiveClock): Promise<void> {
  clock.stop();
  await database.close();
  await opened.stop();
}

/** Made once, readable for its owner only (guarantee S15); of two processes that start at once the first one's stays. */
function keptSecret(folder: string): string {
  const file = join(folder, 'secret.key');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
