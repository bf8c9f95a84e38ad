// How long a large plan takes to check, against the bare reading of its YAML: node bench/plan-check.ts
import { performance } from 'node:perf_hooks';
import { parse } from 'yaml';
import { parsePlan } from '../src/plan/parse-plan.ts';

const SEGMENTS = 470;
const ROUNDS = 7;

/** Two thousand lines, five hundred expressions. */
function largePlan(): string {
  const head = [
    'name: 大方案',
    'timezone: Asia/Shanghai',
    'currency: CNY',
    'tiers: [{ key: all, name: 全部, when: "true" }]',
    'health: { green: 70 }',
    'indicators:',
  ];
  const indicators = Array.from({ length: 10 }, (_each, at) => [
    `  indicator_${at}:`,
    `    name: 指标 ${at}`,
    '    risk: need',
    '    weight: 10',
    `    inputs: { orders: "occasions('order', '${90 + at}d')", usual: "expected('order', '${90 + at}d', '24m')" }`,
    '    value: "(orders + 1) / (usual + 1)"',
    '    good: 0.95',
    '    bad: 0.45',
  ]).flat();
  const segments = Array.from({ length: SEGMENTS }, (_each, at) => [
    `  segment_${at}:`,
    `    name: 客群 ${at}`,
    `    name_en: Segment ${at}`,
    `    when: "spend('${30 + (at % 300)}d') >= ${at} && count('complaint_opened', '90d') < 3 && type == 'company'"`,
  ]).flat();
  return [...head, ...indicators, 'segments:', ...segments].join('\n');
}

function medianMs(run: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    run();
    return performance.now() - from;
  });
  return times.toSorted((left, right) => left - right)[Math.floor(ROUNDS / 2)];
}

const text = largePlan();
const { problems } = parsePlan(text);
if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
const [checkMs, yamlMs] = [medianMs(() => parsePlan(text)), medianMs(() => parse(text))];
const lines = text.split('\n').length;
process.stdout.write(
  `${JSON.stringify({ lines, expressions: SEGMENTS + 31, checkMs, yamlMs, ratio: checkMs / yamlMs })}\n`,
);
