// Processes of ours that are started to be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning } from '../../src/database/processes.ts';

export interface Victim {
  readonly child: ChildProcess;
  readonly acked: number[];
  /** Resolves with true when the process says it is open, with false when it ends before. */
  readonly isOpen: Promise<boolean>;
  readonly ended: Promise<number | null>;
  /** What it said on standard error. */
  complaints(): string;
}

/** Starts `writer.ts` on the folder. */
export function startWriter(folder: string, role: 'owner' | 'client', writers = 4): Victim {
  return start(fileURLToPath(new URL('./writer.ts', import.meta.url)), [folder, role, String(writers)]);
}

/** Starts `worker.ts` on the database. */
export function startWorker(url: string): Victim {
  return start(fileURLToPath(new URL('./worker.ts', import.meta.url)), [url]);
}

/** Runs one command of the executable on the folder, as a person at the terminal would. */
export function startCommand(folder: string, command: readonly string[]): Victim {
  return start(fileURLToPath(new URL('../../changke.js', import.meta.url)), ['cli', ...command, '--data', folder]);
}

function start(program: string, args: readonly string[]): Victim {
  const child = spawn(process.execPath, [program, ...args]);
  const acked: number[] = [];
  let said = '';
  let complained = '';
  const opened = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<number | null>();
  child.stdout.on('data', (bytes: Buffer) => {
    const lines = (said + bytes.toString()).split('\n');
    said = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('open ')) opened.resolve(true);
      if (line.startsWith('ack ')) acked.push(Number(line.slice(4)));
    }
  });
  child.stderr.on('data', (bytes: Buffer) => {
    complained += bytes.toString();
  });
  child.on('close', (code) => {
    opened.resolve(false);
    ended.resolve(code);
  });
  return { child, acked, isOpen: opened.promise, ended: ended.promise, complaints: () => complained };
}

/** The server process of a data folder; null when none runs. */
export function serverPid(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return isRunning(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** The server and all its children, as a power cut would take them. */
export function killServer(folder: string): void {
  const pid = serverPid(folder);
  if (pid === null) return;
  for (const each of [pid, ...childrenOf(pid)]) kill(each);
}

export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
}

/** Processes whose command line names the folder: the server, or an initdb that outlived us. */
export function processesOn(folder: string): number[] {
  return allPids().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) && isRunning(pid);
    } catch {
      return false;
    }
  });
}

function childrenOf(parent: number): number[] {
  return allPids().filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
    } catch {
      return false;
    }
  });
}

function allPids(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}
