import { PlanCompiler } from './compile-plan.ts';
import { isFreeName } from './language.ts';
import type { Plan, PlanIndicator } from './plan.ts';
import { PlanSource } from './plan-source.ts';
import { type Finding, type Problem, problemAt } from './problem.ts';
import { readPlan } from './read-plan.ts';

export type { Plan } from './plan.ts';
export type { Problem } from './problem.ts';

const WEIGHT_SUM = 100;
/** Nobody mends more at once, and a file that is no plan could have as many as characters. */
const PROBLEMS_MAX = 100;
const PATH_START = { line: 1, column: 1, length: 1 };

/** A plan from its text, or the problems in it (the first hundred), in the order of the file. */
export function parsePlan(text: string): { plan: Plan | null; problems: Problem[] } {
  const source = new PlanSource(text);
  const plan = readPlan(source);
  const { problems } = source;
  if (plan === null) return { plan: null, problems: problems.slice(0, PROBLEMS_MAX) };
  checkWhole(plan, problems);
  new PlanCompiler(plan, problems).compile();
  problems.sort((left, right) => left.line - right.line || left.column - right.column);
  return { plan: problems.length === 0 ? plan : null, problems: problems.slice(0, PROBLEMS_MAX) };
}

/** What no single line shows: sums, doubles, order. */
function checkWhole(plan: Plan, problems: Problem[]): void {
  const report = (path: string, finding: Finding) => problems.push(problemAt(placeOf(plan, path), path, finding));
  checkWeights(plan, report);
  checkKeys(plan, report);
  checkTiers(plan, report);
  if (plan.health.green <= plan.health.yellow) report('health', { code: 'bands' });
  for (const indicator of plan.indicators) checkIndicator(indicator, report);
}

type Report = (path: string, finding: Finding) => void;

function checkWeights(plan: Plan, report: Report): void {
  const sum = plan.indicators.reduce((total, { weight }) => total + weight, 0);
  const isWhole = Math.abs(sum - WEIGHT_SUM) < 1e-9;
  if (plan.indicators.length > 0 && !isWhole) report('indicators', { code: 'weights', params: { sum } });
}

function checkKeys(plan: Plan, report: Report): void {
  const lists = { tiers: plan.tiers, warnings: plan.warnings, stages: plan.stages };
  for (const [path, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const { key } of list) {
      if (seen.has(key)) report(path, { code: 'taken_key', word: key });
      seen.add(key);
    }
  }
}

function checkTiers(plan: Plan, report: Report): void {
  const forAll = plan.tiers.findIndex(({ when }) => when.text.trim() === 'true');
  if (plan.tiers.length > 0 && forAll < 0) report('tiers', { code: 'last_tier' });
  const dead = forAll < 0 ? [] : plan.tiers.slice(forAll + 1);
  for (const { key } of dead) report('tiers', { code: 'dead_tier', word: key });
}

function checkIndicator(indicator: PlanIndicator, report: Report): void {
  const path = `indicators.${indicator.key}`;
  if (indicator.good === indicator.bad) report(path, { code: 'good_is_bad' });
  const names = new Set(indicator.inputs.map(({ name }) => name));
  for (const name of names) if (!isFreeName(name)) report(path, { code: nameProblem(name), word: name });
  for (const sentence of [indicator.says?.zh, indicator.says?.en]) {
    for (const [, hole] of (sentence ?? '').matchAll(/\{(\w+)(?::\w+)?\}/g)) {
      if (hole !== 'value' && !names.has(hole)) report(path, { code: 'says_hole', word: hole });
    }
  }
}

function nameProblem(name: string): 'bad_key' | 'taken_word' {
  return /^[a-z][a-z0-9_]*$/.test(name) ? 'taken_word' : 'bad_key';
}

/** The line of a key, found in the text: `indicators.silence` is the line `silence:` below `indicators:`. */
function placeOf(plan: Plan, path: string): { line: number; column: number; length: number } {
  const lines = plan.text.split('\n');
  let [at, place] = [0, PATH_START];
  for (const key of path.split('.')) {
    const found = lines.findIndex((line, index) => index >= at && line.trimStart().startsWith(`${key}:`));
    if (found < 0) return place;
    place = { line: found + 1, column: lines[found].indexOf(key) + 1, length: key.length };
    at = found + 1;
  }
  return place;
}
