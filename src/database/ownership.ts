import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, lifeMark } from './processes.ts';

/** Who started the PostgreSQL of a data folder, as `owner.json` says it. */
export interface Owner {
  readonly pid: number;
  readonly life: string;
  readonly startedAt: string;
  /** The database's port, null while it is starting. */
  readonly port: number | null;
  /** Where the web app answers, null until it does or when the owner serves none. */
  readonly url: string | null;
}

const CLAIM_ATTEMPTS_MAX = 20;

/** Takes the folder for this process. Null when it is ours now, else the living owner. */
export async function claim(folder: string, startedAt: Date): Promise<Owner | null> {
  const mine: Owner = {
    pid: process.pid,
    life: lifeMark(process.pid),
    startedAt: startedAt.toISOString(),
    port: null,
    url: null,
  };
  for (let attempt = 0; attempt < CLAIM_ATTEMPTS_MAX; attempt++) {
    if (createExclusively(folder, mine)) return null;
    const owner = await livingOwner(folder);
    if (owner) return owner;
    removeDead(folder);
  }
  throw new Error(`owner.json in ${folder} changes faster than it can be read`);
}

/** The process that owns the folder now; null when there is none or it died. */
export async function livingOwner(folder: string): Promise<Owner | null> {
  const owner = await readOwner(folder);
  return owner && isAlive(owner) ? owner : null;
}

/** Tells other processes more about the owner, which is this process. */
export function describeOwner(folder: string, known: Partial<Pick<Owner, 'port' | 'url'>>): void {
  const path = join(folder, 'owner.json');
  const owner = parse(readFileSync(path, 'utf8'));
  const next = `${path}.next-${process.pid}`;
  writeFileSync(next, JSON.stringify({ ...owner, ...known }), { mode: 0o600 });
  renameSync(next, path);
}

/** Gives the folder up, if it is still ours. */
export async function release(folder: string): Promise<void> {
  const owner = await readOwner(folder);
  if (owner?.pid === process.pid) rmSync(join(folder, 'owner.json'), { force: true });
}

function createExclusively(folder: string, owner: Owner): boolean {
  try {
    writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A file just created may still be empty, so one that cannot be read is read again before it counts as debris. */
async function readOwner(folder: string): Promise<Owner | null> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const owner = parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
      if (owner) return owner;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      if (!(error instanceof SyntaxError)) throw error;
    }
    await pause(20);
  }
  return null;
}

function parse(text: string): Owner | null {
  const owner = JSON.parse(text) as Partial<Owner>;
  if (typeof owner.pid !== 'number') return null;
  return {
    pid: owner.pid,
    life: owner.life ?? '',
    startedAt: owner.startedAt ?? '',
    port: owner.port ?? null,
    url: owner.url ?? null,
  };
}

function isAlive(owner: Owner): boolean {
  return isRunning(owner.pid) && (owner.life === '' || owner.life === lifeMark(owner.pid));
}

/** Two processes may find the same dead owner. Who renames a file that turns out to be a living claim puts it back. */
function removeDead(folder: string): void {
  const path = join(folder, 'owner.json');
  const aside = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, aside);
    const owner = readQuietly(aside);
    if (owner && isAlive(owner)) renameSync(aside, path);
    else rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function readQuietly(path: string): Owner | null {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
