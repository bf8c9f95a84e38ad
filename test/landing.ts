// What decides whether a change may land. `changke.js` starts this program with the pinned Node; the verbs are its own.
import { generate, generatedUnchanged } from './landing/generated.ts';
import { bare, collect } from './landing/processes.ts';
import { type Report, step, tally } from './landing/report.ts';
import { vitest } from './landing/vitest.ts';

/** Tests whose answer could hang on the zone of the machine: run once more in each of these zones. */
const timeDependentTests = ['src/kernel/', 'src/scoring/', 'src/plan/', 'src/domain/plans/', 'src/domain/health/'];
const otherZones = ['Asia/Shanghai', 'America/New_York'];

const verbs: Record<string, (args: string[]) => Promise<number>> = {
  check: () => tally('check', check),
  test: (args) => tally('test', args.length === 0 ? everything : (report) => vitest(report, 'tests', args)),
  'test-long': (args) => tally('long', (report) => vitest(report, 'long tests', ['--mode', 'long', ...args])),
  generate,
};

async function check(report: Report) {
  await withoutRunning(report);
  await vitest(report, 'house', ['test/house.test.ts']);
}

async function everything(report: Report) {
  await withoutRunning(report);
  await step(report, 'web build', () => program(['changke.js', 'build']));
  await step(report, 'generated files unchanged', generatedUnchanged);
  await vitest(report, 'tests', []);
  for (const zone of otherZones) await vitest(report, `tests in ${zone}`, timeDependentTests, { TZ: zone });
}

async function withoutRunning(report: Report) {
  await step(report, 'types', () => program(['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false']));
  await step(report, 'format and lint', () => program(['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off']));
  await step(report, 'promises', () => program(['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']));
  await step(report, 'unused', () => program(['node_modules/knip/bin/knip.js', '--no-progress']));
}

/** Runs a program to its end; answers what is wrong, or nothing. */
async function program(args: string[]) {
  const { code, output } = await collect(args, bare({ FORCE_COLOR: '0' }));
  return code === 0 ? undefined : output || `${args[0]} ended with ${code}`;
}

const [verb = '', ...args] = process.argv.slice(2);
process.exitCode = (await verbs[verb]?.(args)) ?? 2;
