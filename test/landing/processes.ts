// Child processes of the landing test. Their surroundings are ours, less what would make the answer depend on them.
import { spawn } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

export type Surroundings = Record<string, string | undefined>;

/** Our environment without settings that a test must not see, and with `more`. */
export function bare(more: Surroundings): Surroundings {
  return { ...process.env, NODE_ENV: undefined, DATABASE_URL: undefined, ...more };
}

/** Runs this Node with `args` in the root; answers the exit code and all that was printed. */
export function collect(args: string[], env: Surroundings): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return ended(child).then((code) => ({ code, output: Buffer.concat(chunks).toString('utf8') }));
}

/** Runs this Node with `args` in the root and our terminal; answers the exit code. */
export function run(args: string[], env: Surroundings): Promise<number> {
  return ended(spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }));
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGTERM', stop);
      resolve(code ?? 1);
    });
  });
}
