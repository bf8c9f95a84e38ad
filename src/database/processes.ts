import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process with this id runs. A zombie, which only waits to be buried by its parent, does not run. */
export function isRunning(pid: number): boolean {
  const state = linuxStat(pid)?.[0];
  if (state !== undefined) return state !== 'Z' && state !== 'X';
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Tells one life of a process id from another: ids are reused, most of all after a reboot.
 * Empty where the system does not say when a process began; then only the id is compared.
 */
export function lifeMark(pid: number): string {
  const stat = linuxStat(pid);
  if (stat) return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}/${stat[19] ?? ''}`;
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** The program's short name, or null where it cannot be known. */
export function programName(pid: number): string | null {
  const name = readText(`/proc/${pid}/comm`);
  if (name !== null) return name.trim();
  if (process.platform === 'linux' || process.platform === 'win32') return null;
  try {
    return (
      execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
        .trim()
        .split('/')
        .at(-1) ?? null
    );
  } catch {
    return null;
  }
}

/** The fields of /proc/PID/stat from the state on; the name before them may itself hold blanks and brackets. */
function linuxStat(pid: number): string[] | null {
  const text = readText(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
