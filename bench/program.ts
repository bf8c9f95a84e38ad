import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Ran {
  readonly output: string;
  readonly seconds: number;
}

/** Runs one command of the executable as a user would and answers what it printed and how long it took. */
export function runCli(args: readonly string[]): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'changke.js'), 'cli', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  return ended(child).then((code) => {
    if (code !== 0) throw new Error(`cli ${args.slice(0, 2).join(' ')} ended with ${code}: ${output()}`);
    return { output: output('stdout'), seconds: (performance.now() - started) / 1000 };
  });
}

/** Starts the program, waits for `ready`, stops it; answers the seconds to ready and to the end. */
export async function startAndStop(args: readonly string[]): Promise<{ ready: number; stop: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'changke.js'), 'start', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => output().includes('ready http') && resolve());
    child.once('exit', (code) => reject(new Error(`start ended with ${code}: ${output()}`)));
  });
  const ready = (performance.now() - started) / 1000;
  const asked = performance.now();
  const end = ended(child);
  child.kill('SIGTERM');
  await end;
  return { ready, stop: (performance.now() - asked) / 1000 };
}

/** A folder of its own for one benchmark's data, gone afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'changke-bench-'));
  // Where we are root, the database's own account has to reach its folder inside.
  chmodSync(folder, 0o711);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function collect(child: ChildProcess): (stream?: 'stdout' | 'stderr') => string {
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text;
    });
  }
  return (stream) => (stream ? texts[stream] : texts.stdout + texts.stderr);
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', (code) => resolve(code));
  });
}
