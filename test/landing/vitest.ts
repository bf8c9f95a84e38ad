// Runs vitest and adds its tests to the report.
import fs from 'node:fs';
import path from 'node:path';
import { bare, root, run, type Surroundings } from './processes.ts';
import { printLine, type Report } from './report.ts';

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** Runs the tests that `args` select; `title` stands before each failure and skip. The zone is UTC unless `more` says. */
export async function vitest(report: Report, title: string, args: string[], more: Surroundings = {}): Promise<void> {
  const began = performance.now();
  const failedBefore = report.failed.length;
  const file = path.join(report.scratch, `${title.replaceAll(/\W/g, '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const surroundings = bare({ TZ: 'UTC', NODE_ENV: 'test', TMPDIR: report.scratch, ...more });
  const code = await run(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], surroundings);
  if (fs.existsSync(file)) count(report, title, JSON.parse(fs.readFileSync(file, 'utf8')) as VitestReport);
  const hasNamedFailure = report.failed.length > failedBefore;
  // An error outside any test, or no test at all, has no line of its own in the list.
  if (code !== 0 && !hasNamedFailure) report.failed.push(`${title}: vitest ended with ${code}, see above`);
  printLine(code === 0 && !hasNamedFailure, title, began);
}

function count(report: Report, title: string, { testResults }: VitestReport): void {
  for (const { name, status, assertionResults } of testResults) {
    const file = path.relative(root, name).split(path.sep).join('/');
    if (status === 'failed' && assertionResults.length === 0) report.failed.push(`${title}: ${file} could not be run`);
    for (const assertion of assertionResults) {
      const line = `${title}: ${file}: ${assertion.fullName}`;
      if (assertion.status === 'passed') report.passed += 1;
      else if (assertion.status === 'failed') report.failed.push(line);
      else report.skipped.push(line);
    }
  }
}
