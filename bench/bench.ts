// Benchmarks print figures beside a yardstick of the same run; nothing here may fail a landing.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { crowd } from './crowd.ts';
import { merging } from './merging.ts';
import { retail } from './retail.ts';
import { score } from './score.ts';
import { starting } from './starting.ts';
import { yardstick } from './yardstick.ts';

/** Each may be given how many customers its book holds. */
const BENCHMARKS: Readonly<
  Record<string, (customers?: number, facts?: number) => Promise<Record<string, number> | null>>
> = {
  starting,
  retail,
  crowd,
  merging,
  score,
};
const RESULTS = new URL('results.json', import.meta.url);
const ROUNDS = 3;
/** Books of half a million customers and more are made once. */
const ROUNDS_OF: Readonly<Record<string, number>> = { merging: 1, score: 1 };

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    customers: { type: 'string' },
    facts: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are: ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
const results: Record<string, Record<string, number>> = {};
for (const name of names) {
  const best = await bestOf(Number(values.rounds ?? ROUNDS_OF[name] ?? ROUNDS), name);
  if (best) results[name] = best;
}
const report = { node: process.version, cores: cpus().length, results };
if (values.keep) keep();
console.log(values.json ? JSON.stringify(report, null, 2) : tableOf(results));

/** The best of several rounds per figure; a figure named …PerSecond is better when greater. */
async function bestOf(rounds: number, name: string): Promise<Record<string, number> | null> {
  const best: Record<string, number> = {};
  for (let round = 0; round < rounds; round++) {
    const figures = await BENCHMARKS[name](wished(values.customers), wished(values.facts));
    if (figures === null) return null;
    for (const [key, value] of Object.entries({ ...figures, yardstickSeconds: yardstick() })) {
      const known = best[key] ?? value;
      best[key] = key.endsWith('PerSecond') ? Math.max(known, value) : Math.min(known, value);
    }
  }
  const rounded = Object.entries(best).map(([key, value]) => [key, Math.round(value * 1000) / 1000]);
  return { rounds, ...Object.fromEntries(rounded) };
}

function wished(count: string | undefined): number | undefined {
  return count === undefined ? undefined : Number(count);
}

/** Writes the figures of this run over those of earlier ones, the rest stays. */
function keep(): void {
  const before = JSON.parse(readFileSync(RESULTS, 'utf8')) as typeof report;
  writeFileSync(RESULTS, `${JSON.stringify({ ...report, results: { ...before.results, ...results } }, null, 2)}\n`);
}

function tableOf(all: typeof results): string {
  const lines = Object.entries(all).flatMap(([name, { yardstickSeconds, rounds, ...figures }]) => [
    `${name} (best of ${rounds}, yardstick ${yardstickSeconds} s)`,
    ...Object.entries(figures).map(
      ([key, value]) => `  ${key.padEnd(24)} ${value}${ratio(key, value, yardstickSeconds)}`,
    ),
  ]);
  return lines.join('\n');
}

function ratio(key: string, value: number, yard: number): string {
  return key.endsWith('PerSecond') ? '' : `  (${(value / yard).toFixed(1)} × yardstick)`;
}
