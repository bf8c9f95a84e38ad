import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { prepareBinaries } from './binaries.ts';
import { type DataFolder, prepareFolder } from './folder.ts';
import { isRunning } from './processes.ts';
import { ensureDatabase, ensureRoles } from './roles.ts';
import { ensureCluster, findServer, SUPERUSER, serverPassword, startServer, stopServer } from './server.ts';
import { canEnter, serverUser } from './server-user.ts';

/** A PostgreSQL of its own that forgets everything when it stops: for tests, generated files and scenarios. */
export interface ScratchServer {
  /** The superuser's address of a database of this server. */
  urlOf(database: string): string;
  /** Makes an empty database with the roles of Changke; returns its address. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

const FOLDER = /^changke-scratch-(\d+)-\d+$/;
const SHARED_FOLDERS = ['/tmp', '/var/tmp'];
let made = 0;

/** Starts one in the system's temporary folder, without fsync. About a second and a half. */
export async function startScratch(): Promise<ScratchServer> {
  await sweepLeftovers();
  const folder = prepareFolder(join(reachableBase(), `changke-scratch-${process.pid}-${++made}`));
  const plan = {
    folder: folder.path,
    user: folder.user,
    binaries: prepareBinaries(folder.path, folder.user),
    durable: false,
  };
  await ensureCluster(plan);
  const server = await startServer(plan);
  const urlOf = (database: string) => urlFor(folder, server.port, database);
  return {
    urlOf,
    createDatabase: async (name) => {
      await makeDatabase(urlOf('postgres'), name);
      return urlOf(name);
    },
    stop: async () => {
      await stopServer(server);
      rmSync(folder.path, { recursive: true, force: true });
    },
  };
}

async function makeDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await ensureRoles(client);
    await ensureDatabase(client, name);
  } finally {
    await client.end();
  }
}

/** The temporary folder may be a private one of root's, which the server's account cannot enter. */
function reachableBase(): string {
  const user = serverUser();
  return user === null ? tmpdir() : ([tmpdir(), ...SHARED_FOLDERS].find((base) => canEnter(user, base)) ?? tmpdir());
}

/** A run that was killed leaves its server and folder behind. */
async function sweepLeftovers(): Promise<void> {
  const base = reachableBase();
  for (const name of readdirSync(base)) {
    const pid = Number(FOLDER.exec(name)?.[1] ?? 0);
    if (pid === 0 || isRunning(pid)) continue;
    const folder = join(base, name);
    const server = await findServer(folder);
    if (server) await stopServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

function urlFor(folder: DataFolder, port: number, database: string): string {
  return `postgres://${SUPERUSER}:${serverPassword({ folder: folder.path, user: folder.user })}@127.0.0.1:${port}/${database}`;
}
