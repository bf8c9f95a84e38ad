import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareBinaries } from '../src/database/binaries.ts';
import { type DataFolder, prepareFolder } from '../src/database/folder.ts';
import { migrate } from '../src/database/migrate.ts';
import { isRunning } from '../src/database/processes.ts';
import { ensureDatabase, ensureRoles } from '../src/database/roles.ts';
import {
  ensureCluster,
  findServer,
  type RunningServer,
  SUPERUSER,
  serverPassword,
  startServer,
  stopServer,
} from '../src/database/server.ts';
import { installQueue } from '../src/jobs/install.ts';

/** How tests reach the one cluster of a run. */
export interface TestCluster {
  /** The address of a database of the cluster, as its superuser. */
  readonly url: string;
  /** A migrated, empty database to clone. */
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

const TEMPLATE = 'changke_template';
const FOLDER = /^changke-test-(\d+)$/;

/** Vitest's global set-up: one PostgreSQL without fsync for all test files, removed when they are done. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepLeftovers();
  const folder = prepareFolder(join(tmpdir(), `changke-test-${process.pid}`));
  const server = await start(folder);
  project.provide('cluster', { url: urlOf(folder, server, 'postgres'), template: TEMPLATE });
  return async () => {
    await stopServer(server);
    rmSync(folder.path, { recursive: true, force: true });
  };
}

async function start(folder: DataFolder): Promise<RunningServer> {
  const plan = {
    folder: folder.path,
    user: folder.user,
    binaries: prepareBinaries(folder.path, folder.user),
    durable: false,
  };
  await ensureCluster(plan);
  const server = await startServer(plan);
  await prepareTemplate(folder, server);
  return server;
}

async function prepareTemplate(folder: DataFolder, server: RunningServer): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(folder, server, 'postgres') });
  await client.connect();
  await ensureRoles(client);
  await ensureDatabase(client, TEMPLATE);
  await client.end();
  await migrate(urlOf(folder, server, TEMPLATE), { at: new Date(), afterwards: installQueue });
}

/** A run that was killed leaves its server and folder behind. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(FOLDER.exec(name)?.[1] ?? 0);
    if (pid === 0 || isRunning(pid)) continue;
    const folder = join(tmpdir(), name);
    const server = await findServer(folder);
    if (server) await stopServer(server);
    rmSync(folder, { recursive: true, force: true });
  }
}

function urlOf(folder: DataFolder, server: RunningServer, database: string): string {
  return `postgres://${SUPERUSER}:${serverPassword({ folder: folder.path, user: folder.user })}@127.0.0.1:${server.port}/${database}`;
}
