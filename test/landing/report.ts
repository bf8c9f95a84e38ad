// Counts of a landing test: every step and every test is one pass or one failure.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Report {
  /** A folder for this run alone; gone afterwards. */
  scratch: string;
  passed: number;
  failed: string[];
  skipped: string[];
}

/** Runs `steps`, prints every skip and failure once more and, as the very last line, the count. Answers the exit code. */
export async function tally(name: string, steps: (report: Report) => Promise<void>): Promise<number> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), `changke-${name}-`));
  // The tests' PostgreSQL may have to run as another user than we are, and must be able to pass through this folder.
  fs.chmodSync(scratch, 0o755);
  const report: Report = { scratch, passed: 0, failed: [], skipped: [] };
  try {
    await steps(report);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
  for (const title of report.skipped) print(`skipped: ${title}`);
  for (const title of report.failed) print(`failed: ${title}`);
  print(`${report.passed} passed, ${report.failed.length} failed`);
  return report.failed.length === 0 && report.passed > 0 ? 0 : 1;
}

/** One step: `action` answers what is wrong, or nothing. */
export async function step(report: Report, title: string, action: () => Promise<string | undefined>): Promise<void> {
  const began = performance.now();
  const trouble = await action().catch((error: unknown) => String(error));
  if (trouble === undefined) report.passed += 1;
  else report.failed.push(title);
  printLine(trouble === undefined, title, began);
  if (trouble !== undefined) print(trouble.trimEnd());
}

/** One line of progress: how it went, what, how long. */
export function printLine(isGood: boolean, title: string, began: number): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  print(`${(isGood ? 'ok' : 'FAILED').padEnd(7)} ${title.padEnd(40)} ${seconds.padStart(6)} s`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
