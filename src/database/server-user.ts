import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '../kernel/errors.ts';

/** The unprivileged account that runs PostgreSQL when we are root: PostgreSQL refuses to run as root. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const ACCOUNTS = ['postgres', 'nobody'];

/** Null when we are not root: the server then runs as ourselves. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ACCOUNTS) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { name, uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new AppError('database_no_unprivileged_user');
}

/** The account an existing cluster belongs to wins over today's choice: its files are readable for nobody else. */
export function ownerOf(path: string, fallback: ServerUser | null): ServerUser | null {
  if (fallback === null) return null;
  const { uid, gid } = statSync(path);
  return uid === 0 ? fallback : { name: String(uid), uid, gid };
}

/** Whether the account may enter every folder on the way to the path, the path itself included where it exists. */
export function canEnter(user: ServerUser, path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat && !allows(user, stat, 1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Whether the account may read the file and reach it. */
export function canRead(user: ServerUser, path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && allows(user, stat, 4) && canEnter(user, dirname(path));
}

function allows(user: ServerUser, stat: { mode: number; uid: number; gid: number }, bit: number): boolean {
  const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
  return ((stat.mode >> shift) & bit) !== 0;
}
