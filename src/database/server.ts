import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../kernel/errors.ts';
import type { Binaries } from './binaries.ts';
import { isRunning, programName } from './processes.ts';
import type { ServerUser } from './server-user.ts';

/** One PostgreSQL server on one data folder: programs, account and whether it must survive a power cut. */
export interface ServerPlan {
  readonly folder: string;
  readonly user: ServerUser | null;
  readonly binaries: Binaries;
  /** False only for tests: no fsync, so a power cut may lose everything. */
  readonly durable: boolean;
}

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

export const SUPERUSER = 'postgres';
const MAJOR_VERSION = '18';
const START_ATTEMPTS_MAX = 5;
const READY_WITHIN_MS = 120_000;
const STOPPED_WITHIN_MS = 30_000;
const LOG_BYTES_MAX = 10_000_000;

/** One call for the whole file system instead of one per file: 1,300 files take seconds on a slow disk. */
const SYNC_METHOD = process.platform === 'linux' ? 'syncfs' : 'fsync';

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  recovery_init_sync_method: SYNC_METHOD,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Rows and parameters of failed statements may be personal data: they stay out of the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * The server's own page cache: an eighth of the machine's memory, so that the indexes behind the lists of a large book
 * stay in it, and never so much that a machine with other work would miss it. A small book fills a small part only.
 */
const CACHE_SHARE = 8;
const CACHE_MEGABYTES = { min: 128, max: 2_048 } as const;

const WITHOUT_DURABILITY: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
};

/** The password of the server's administrator, made once and readable for the server's account only. */
export function serverPassword(plan: Pick<ServerPlan, 'folder' | 'user'>): string {
  const path = join(plan.folder, 'password');
  if (!existsSync(path)) {
    const half = `${path}.half-${process.pid}`;
    writeFileSync(half, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (plan.user) chownSync(half, plan.user.uid, plan.user.gid);
    renameSync(half, path);
  }
  return readFileSync(path, 'utf8').trim();
}

/**
 * Makes the cluster where there is none. It is made beside and renamed when complete, so a process killed half way
 * leaves debris and no half cluster. Returns the folder to which an incomplete cluster was moved, else null.
 */
export async function ensureCluster(plan: ServerPlan): Promise<string | null> {
  const cluster = join(plan.folder, 'pg');
  removeDebris(plan.folder);
  if (isComplete(cluster)) {
    refuseOtherVersion(cluster);
    return null;
  }
  const aside = existsSync(cluster) ? moveAside(cluster) : null;
  const half = join(plan.folder, `pg.half-${process.pid}`);
  serverPassword(plan);
  await initialise(plan, half);
  renameSync(half, cluster);
  return aside;
}

/** Starts the server on the given port, else on a free one, and waits until it takes connections. */
export async function startServer(plan: ServerPlan, port?: number): Promise<RunningServer> {
  removeStalePid(plan.folder);
  let said = '';
  for (let attempt = 0; attempt < START_ATTEMPTS_MAX; attempt++) {
    const server = await launch(plan, port ?? (await freePort()));
    if (server) return server;
    said = logTail(plan.folder);
    await pause(200 * (attempt + 1));
  }
  throw new AppError('database_start_failed', { folder: plan.folder, reason: said });
}

/** The server that runs on the folder, waiting for one that is starting or stopping; null when there is none. */
export async function findServer(folder: string): Promise<RunningServer | null> {
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    const status = readStatus(folder);
    if (!status || !isServer(status.pid)) return null;
    if (status.state === 'ready') return { pid: status.pid, port: status.port };
    if (performance.now() > deadline) throw new AppError('database_start_failed', { folder, reason: status.state });
    await pause(25);
  }
}

/** Whether the server's process is there; it may still be starting or stopping. */
export function isServerRunning(server: RunningServer): boolean {
  return isServer(server.pid);
}

/** Stops the server and waits until its process is gone: connections are cut, what was committed stays. */
export async function stopServer(server: RunningServer): Promise<void> {
  signal(server.pid, 'SIGINT');
  if (await isGoneWithin(server.pid, STOPPED_WITHIN_MS)) return;
  signal(server.pid, 'SIGQUIT');
  if (!(await isGoneWithin(server.pid, STOPPED_WITHIN_MS)))
    throw new AppError('database_stop_failed', { pid: server.pid });
}

function isComplete(cluster: string): boolean {
  return existsSync(join(cluster, 'PG_VERSION')) && existsSync(join(cluster, 'global', 'pg_control'));
}

function refuseOtherVersion(cluster: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found !== MAJOR_VERSION)
    throw new AppError('database_other_version', { folder: cluster, found, wanted: MAJOR_VERSION });
}

function moveAside(cluster: string): string {
  for (let number = 1; ; number++) {
    const aside = `${cluster}.incomplete-${number}`;
    if (existsSync(aside)) continue;
    renameSync(cluster, aside);
    return aside;
  }
}

function removeDebris(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /^pg\.half-(\d+)$/.exec(name)?.[1];
    if (maker && (Number(maker) === process.pid || !isRunning(Number(maker)))) removeQuietly(join(folder, name));
  }
}

/** An initdb whose parent was killed may still be writing; what stays now is removed by a later start. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    return;
  }
}

function initialise(plan: ServerPlan, cluster: string): Promise<void> {
  const settings = [
    ['-D', cluster, '-U', SUPERUSER, `--pwfile=${join(plan.folder, 'password')}`, '--auth=scram-sha-256'],
    ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions'],
    plan.durable ? [`--sync-method=${SYNC_METHOD}`] : ['--no-sync'],
  ].flat();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  execFile(plan.binaries.initdb, settings, launchOptions(plan), (error, _, said) => {
    if (error)
      reject(new AppError('database_start_failed', { folder: plan.folder, reason: said.trim() || error.message }));
    else resolve();
  });
  return promise;
}

function launchOptions(plan: ServerPlan) {
  return {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: plan.binaries.library },
    ...(plan.user ? { uid: plan.user.uid, gid: plan.user.gid } : {}),
  };
}

/** Null when the server did not come up: its port was taken meanwhile, or the last server's children are still leaving. */
async function launch(plan: ServerPlan, port: number): Promise<RunningServer | null> {
  const log = openLog(plan.folder);
  const durability = plan.durable ? {} : WITHOUT_DURABILITY;
  const settings = { ...SETTINGS, ...durability, shared_buffers: `${cacheMegabytes()}MB`, port: String(port) };
  const child = spawn(
    plan.binaries.postgres,
    ['-D', join(plan.folder, 'pg'), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...launchOptions(plan), detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.unref();
  return untilReady(plan.folder, child);
}

/** A container's share of the memory counts, not that of the machine below it. */
function cacheMegabytes(): number {
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  const share = Math.min(totalmem(), limit) / CACHE_SHARE / 2 ** 20;
  return Math.round(Math.min(CACHE_MEGABYTES.max, Math.max(CACHE_MEGABYTES.min, share)));
}

async function untilReady(folder: string, child: ChildProcess): Promise<RunningServer | null> {
  let failed = false;
  child.once('error', () => {
    failed = true;
  });
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!failed && child.exitCode === null && child.signalCode === null) {
    const status = readStatus(folder);
    if (status?.pid === child.pid && status?.state === 'ready') return { pid: status.pid, port: status.port };
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      return null;
    }
    await pause(10);
  }
  return null;
}

function openLog(folder: string): number {
  const path = join(folder, 'postgres.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) truncateSync(path);
  return openSync(path, 'a', 0o600);
}

function logTail(folder: string): string {
  const lines = readFileSync(join(folder, 'postgres.log'), 'utf8').trim().split('\n');
  return lines.slice(-5).join('\n');
}

interface ServerStatus {
  readonly pid: number;
  readonly port: number;
  readonly state: string;
}

/** What postmaster.pid says; its lines are fixed: pid, folder, start, port, socket, address, shared memory, state. */
function readStatus(folder: string): ServerStatus | null {
  try {
    const lines = readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), state: lines[7]?.trim() ?? 'starting' } : null;
  } catch {
    return null;
  }
}

/** After a reboot the id in a left-over postmaster.pid may belong to any program. */
function isServer(pid: number): boolean {
  const name = programName(pid);
  return isRunning(pid) && (name === null || name.startsWith('postgres'));
}

function removeStalePid(folder: string): void {
  const status = readStatus(folder);
  if (status && !isServer(status.pid)) rmSync(join(folder, 'pg', 'postmaster.pid'), { force: true });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isRunning(pid)) {
    if (performance.now() > deadline) return false;
    await pause(10);
  }
  return true;
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
  return promise;
}
