import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../kernel/errors.ts';
import { canEnter, ownerOf, type ServerUser, serverUser } from './server-user.ts';

/** Where the embedded database lives and which account runs it (null: ourselves). */
export interface DataFolder {
  readonly path: string;
  readonly user: ServerUser | null;
  /** The folder that was asked for, when the server's account cannot reach it and another was taken. */
  readonly insteadOf: string | null;
}

const SYSTEM_FOLDER = '/var/lib/changke';
const OURS = ['owner.json', 'pg', 'password'];

/** Chooses the data folder and makes it, private to the server's account. `wanted` is `--data DIR` or the default. */
export function prepareFolder(wanted: string): DataFolder {
  const asked = resolve(wanted);
  const user = serverUser();
  const path = user === null || reaches(user, asked) ? asked : substitute(asked);
  makeFolder(path);
  if (isOurs(path)) keepPrivate(path, user);
  const cluster = join(path, 'pg');
  return { path, user: existsSync(cluster) ? ownerOf(cluster, user) : user, insteadOf: path === asked ? null : asked };
}

/** The folder itself will be given to the account if it is new or ours; its parents must let the account through. */
function reaches(user: ServerUser, path: string): boolean {
  return canEnter(user, !existsSync(path) || isOurs(path) ? dirname(path) : path);
}

/** Empty, or made by us before: nobody else's files are in it. */
function isOurs(path: string): boolean {
  const names = namesIn(path);
  return names.length === 0 || OURS.some((name) => names.includes(name));
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'EACCES';
    if (isForbidden) throw new AppError('database_folder_foreign', { folder: path });
    throw new AppError('database_folder_unusable', { folder: path, reason: (error as Error).message });
  }
}

function substitute(asked: string): string {
  return join(SYSTEM_FOLDER, createHash('sha256').update(asked).digest('hex').slice(0, 12));
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
  } catch (error) {
    throw new AppError('database_folder_unusable', { folder: path, reason: (error as Error).message });
  }
}

function keepPrivate(path: string, user: ServerUser | null): void {
  const { uid } = statSync(path);
  if (user) chownSync(path, user.uid, user.gid);
  else if (process.getuid && uid !== process.getuid()) throw new AppError('database_folder_foreign', { folder: path });
  if (process.platform !== 'win32') chmodSync(path, 0o700);
}
