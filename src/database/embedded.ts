import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Clock } from '../kernel/act.ts';
import { AppError, type ErrorCode, type MessageParams } from '../kernel/errors.ts';
import { prepareBinaries } from './binaries.ts';
import { assertDurable, assertVersion } from './durability.ts';
import { type DataFolder, prepareFolder } from './folder.ts';
import { claim, describeOwner, livingOwner, release } from './ownership.ts';
import { applicationName, ensureDatabase, ensureRoles } from './roles.ts';
import {
  ensureCluster,
  findServer,
  isServerRunning,
  type RunningServer,
  type ServerPlan,
  SUPERUSER,
  serverPassword,
  startServer,
  stopServer,
} from './server.ts';

export interface DatabaseChoice {
  /** `--data DIR`, or the checkout's `.changke`. Ignored when there is a `databaseUrl`. */
  readonly dataFolder: string;
  /** A PostgreSQL of version 15 or newer to use instead of the embedded one. */
  readonly databaseUrl: string | null;
  /** 'owner' for the one process that starts and stops the server (`start`), 'client' for every other command. */
  readonly role: 'owner' | 'client';
  readonly clock: Clock;
}

export interface Notice {
  readonly code: ErrorCode;
  readonly params: MessageParams;
}

/** A database that answers, with the roles of Changke in it; not yet migrated. */
export interface OpenDatabase {
  /** For `connect` and `migrate`. Holds the password: never print it. */
  readonly url: string;
  /** The folder of the embedded database, null for a server of somebody else. */
  readonly folder: string | null;
  /** What the person at the terminal should hear, as sentences of the catalogue. */
  readonly notices: readonly Notice[];
  /** Writes the web app's address into owner.json, so that a second `start` can name it. */
  announce(url: string): void;
  /** Close every pool first. Stops the server when this process is its owner or the last one left; else leaves it. */
  stop(): Promise<void>;
}

const DATABASE = 'changke';
const JOIN_ATTEMPTS_MAX = 600;
const ANSWER_ATTEMPTS_MAX = 200;
const WATCH_EVERY_MS = 1_000;

/**
 * Opens the embedded database, or the one at `databaseUrl`.
 * Throws AppError: database_already_running (role 'owner' on a folder that has one), database_too_old,
 * database_not_durable, database_unreachable and the database_… codes of a folder or server that cannot work.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<OpenDatabase> {
  if (choice.databaseUrl !== null) return openForeign(choice.databaseUrl);
  const folder = prepareFolder(choice.dataFolder);
  return choice.role === 'owner' ? openAsOwner(folder, choice) : openAsClient(folder, choice);
}

async function openForeign(url: string): Promise<OpenDatabase> {
  await withClient(url, async (client) => {
    await assertVersion(client);
    await assertDurable(client, { checksums: false });
    await ensureRoles(client);
  });
  return { url, folder: null, notices: [], announce: () => {}, stop: async () => {} };
}

async function openAsOwner(folder: DataFolder, choice: DatabaseChoice): Promise<OpenDatabase> {
  const other = await claim(folder.path, choice.clock.now());
  if (other) {
    throw new AppError('database_already_running', { pid: other.pid, folder: folder.path, url: other.url ?? '–' });
  }
  return startOwned(folder, true);
}

/** Joins the server of a living owner; without one, adopts the server that runs or starts one, and is its owner. */
async function openAsClient(folder: DataFolder, choice: DatabaseChoice): Promise<OpenDatabase> {
  for (let attempt = 0; attempt < JOIN_ATTEMPTS_MAX; attempt++) {
    const owner = await livingOwner(folder.path);
    if (!owner && (await claim(folder.path, choice.clock.now())) === null) return startOwned(folder, false);
    const server = owner?.port ? await findServer(folder.path) : null;
    const joined = server && (await tryJoin(folder, server, choice));
    if (joined) return joined;
    await pause(100);
  }
  throw new AppError('database_start_failed', { folder: folder.path, reason: 'its owner does not finish starting' });
}

/** Null when the server stops just now. */
async function tryJoin(
  folder: DataFolder,
  server: RunningServer,
  choice: DatabaseChoice,
): Promise<OpenDatabase | null> {
  const url = urlOf(folder, server, DATABASE);
  try {
    await withClient(url, (client) => client.query('select 1'));
  } catch {
    return null;
  }
  return { url, folder: folder.path, notices: [], announce: () => {}, stop: () => leave(folder, server, choice) };
}

async function startOwned(folder: DataFolder, isStart: boolean): Promise<OpenDatabase> {
  const notices: Notice[] = folder.insteadOf
    ? [{ code: 'database_folder_elsewhere', params: { folder: folder.path, asked: folder.insteadOf } }]
    : [];
  try {
    const server = await adoptOrStart(folder, notices);
    const url = await prepareDatabase(folder, server);
    describeOwner(folder.path, { port: server.port });
    const stop = isStart ? stopOwned(folder, keepRunning(folder, server)) : () => stopUnlessUsed(folder, server);
    return {
      url,
      folder: folder.path,
      notices,
      announce: (address) => describeOwner(folder.path, { url: address }),
      stop,
    };
  } catch (error) {
    await release(folder.path);
    throw error;
  }
}

async function adoptOrStart(folder: DataFolder, notices: Notice[]): Promise<RunningServer> {
  const running = await findAnswering(folder);
  if (running) {
    notices.push({ code: 'database_adopted', params: { pid: running.pid } });
    return running;
  }
  const plan = planFor(folder);
  const aside = await ensureCluster(plan);
  if (aside) notices.push({ code: 'database_moved_aside', params: { folder: aside } });
  return startServer(plan);
}

/** A server that was just killed still looks alive for a moment; one that never answers is nothing to adopt. */
async function findAnswering(folder: DataFolder): Promise<RunningServer | null> {
  for (let attempt = 0; attempt < ANSWER_ATTEMPTS_MAX; attempt++) {
    const server = await findServer(folder.path);
    if (server === null || (await answers(folder, server))) return server;
    await pause(50);
  }
  throw new AppError('database_start_failed', {
    folder: folder.path,
    reason: 'a server runs on it that does not answer',
  });
}

async function answers(folder: DataFolder, server: RunningServer): Promise<boolean> {
  try {
    await withClient(urlOf(folder, server, 'postgres'), (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}

function planFor(folder: DataFolder): ServerPlan {
  return { folder: folder.path, user: folder.user, binaries: prepareBinaries(folder.path, folder.user), durable: true };
}

interface Watch {
  /** Ends the watch; answers the server that runs now, if any. */
  end(): Promise<RunningServer | null>;
}

/**
 * Starts the server again, at the same port, when its process dies (killed for memory, by hand): what was committed is
 * there, and the pools connect anew by themselves.
 */
function keepRunning(folder: DataFolder, first: RunningServer): Watch {
  let server: RunningServer | null = first;
  let restart: Promise<void> | null = null;
  const check = () => {
    if (restart || (server && isServerRunning(server))) return;
    restart = startServer(planFor(folder), first.port)
      .then((started) => {
        server = started;
      })
      .catch(() => {
        server = null;
      })
      .finally(() => {
        restart = null;
      });
  };
  const timer = setInterval(check, WATCH_EVERY_MS);
  timer.unref();
  return {
    end: async () => {
      clearInterval(timer);
      await restart;
      return server;
    },
  };
}

async function prepareDatabase(folder: DataFolder, server: RunningServer): Promise<string> {
  await withClient(urlOf(folder, server, 'postgres'), async (client) => {
    await assertDurable(client, { checksums: true });
    await ensureRoles(client);
    await ensureDatabase(client, DATABASE);
  });
  return urlOf(folder, server, DATABASE);
}

function stopOwned(folder: DataFolder, watch: Watch): () => Promise<void> {
  return async () => {
    const server = await watch.end();
    if (server) await stopServer(server);
    await release(folder.path);
  };
}

/** A command that started the server itself leaves it to those who joined meanwhile; the last one stops it. */
async function stopUnlessUsed(folder: DataFolder, server: RunningServer): Promise<void> {
  if (!(await isUsedByOthers(folder, server))) await stopServer(server);
  await release(folder.path);
}

/** A client leaves the server to its owner; when the owner is gone, the last client turns off the light. */
async function leave(folder: DataFolder, server: RunningServer, choice: DatabaseChoice): Promise<void> {
  if (await livingOwner(folder.path)) return;
  if ((await claim(folder.path, choice.clock.now())) !== null) return;
  await stopUnlessUsed(folder, server);
}

/** A connection that was just closed is still listed for a moment, so others are believed only when they stay. */
async function isUsedByOthers(folder: DataFolder, server: RunningServer): Promise<boolean> {
  const sql = `select count(*)::int as others from pg_stat_activity
    where backend_type = 'client backend' and application_name <> $1 and datname is not null`;
  try {
    return await withClient(urlOf(folder, server, 'postgres'), async (client) => {
      for (let attempt = 0; attempt < 10; attempt++) {
        const { rows } = await client.query<{ others: number }>(sql, [applicationName()]);
        if (rows[0]?.others === 0) return false;
        await pause(50);
      }
      return true;
    });
  } catch {
    return false;
  }
}

function urlOf(folder: DataFolder, server: RunningServer, database: string): string {
  return `postgres://${SUPERUSER}:${serverPassword({ folder: folder.path, user: folder.user })}@127.0.0.1:${server.port}/${database}`;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName(),
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new AppError('database_unreachable', { reason: (error as Error).message });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
