import { isFreeName } from './language.ts';
import { nearest } from './nearest.ts';
import type { NamedExpression, Plan, PlanCap, Said } from './plan.ts';
import type { PlanSource } from './plan-source.ts';

const WEIGHT_SUM = 100;

interface Keyed {
  readonly key: string;
}

/** What no single line shows: sums, doubles, order, names of other parts. */
export function checkPlan(plan: Plan, source: PlanSource): void {
  checkSettings(plan, source);
  checkWeights(plan, source);
  checkDoubles(plan, source);
  checkTiers(plan, source);
  checkHealth(plan, source);
  checkNames(plan, source);
  for (const { key, good, bad, inputs, says } of plan.indicators) {
    const path = `indicators.${key}`;
    if (good === bad) source.reportAt(`${path}.bad`, { code: 'good_is_bad' });
    checkInputs(source, path, inputs, [[`${path}.says`, says]], true);
  }
  for (const { key, inputs, says, suggests } of plan.insights) {
    const sentences = [['says', says] as const, ['suggests', suggests] as const];
    const path = `insights.${key}`;
    checkInputs(
      source,
      path,
      inputs,
      sentences.map(([name, said]) => [`${path}.${name}`, said]),
      false,
    );
  }
}

function checkSettings(plan: Plan, source: PlanSource): void {
  for (const { key, value, options } of plan.settings) {
    if (!isFreeName(key)) source.reportAt(`settings.${key}`, { code: nameProblem(key), word: key }, 'key');
    const isSame = options.every((option) => typeof option === typeof value);
    if (!isSame) source.reportAt(`settings.${key}.options`, { code: 'option_type', word: key });
  }
}

function checkWeights({ indicators }: Plan, source: PlanSource): void {
  const sum = indicators.reduce((total, { weight }) => total + weight, 0);
  const isWhole = Math.abs(sum - WEIGHT_SUM) < 1e-9;
  if (indicators.length > 0 && !isWhole) {
    source.reportAt('indicators', { code: 'weights', params: { sum: Math.round(sum * 1_000) / 1_000 } }, 'key');
  }
}

/** Keys within one list; those of maps are doubled in the file itself. */
function checkDoubles(plan: Plan, source: PlanSource): void {
  const lists: [string, readonly Keyed[]][] = [
    ['tiers', plan.tiers],
    ['warnings', plan.warnings],
    ['stages', plan.stages],
    ['health.caps', plan.health.caps],
    ['new_customer.track', plan.newCustomer?.steps ?? []],
    ['rfm.classes', plan.rfm?.classes ?? []],
    ...plan.schemes.map(({ key, classes }): [string, readonly Keyed[]] => [`schemes.${key}.classes`, classes]),
    ...plan.tiers.map(({ entitlements }, index): [string, readonly Keyed[]] => {
      return [`tiers.${index}.entitlements`, entitlements];
    }),
  ];
  for (const [path, list] of lists)
    checkDouble(
      source,
      path,
      'key',
      list.map(({ key }) => key),
    );
  checkDouble(
    source,
    'tags',
    'tag',
    plan.tags.map(({ tag }) => tag),
  );
}

function checkDouble(source: PlanSource, path: string, name: string, keys: readonly string[]): void {
  keys.forEach((key, index) => {
    if (keys.indexOf(key) < index) source.reportAt(`${path}.${index}.${name}`, { code: 'taken_key', word: key });
  });
}

function checkTiers({ tiers }: Plan, source: PlanSource): void {
  const isForAll = tiers.some(({ when }) => when.text.trim() === 'true');
  if (tiers.length > 0 && !isForAll) source.reportAt(`tiers.${tiers.length - 1}.when`, { code: 'last_tier' });
}

function checkHealth({ health, indicators }: Plan, source: PlanSource): void {
  const { green, yellow, returnMargin, knownWeightMin, provisionalWeightMin, caps } = health;
  if (green <= yellow) source.reportAt('health.green', { code: 'bands' });
  else if (yellow + returnMargin > green) source.reportAt('health.return_margin', { code: 'margin' });
  if (provisionalWeightMin > knownWeightMin) source.reportAt('health.provisional_weight_min', { code: 'coverage' });
  checkCaps(source, 'health.caps', caps, green);
  for (const indicator of indicators) checkCaps(source, `indicators.${indicator.key}.caps`, indicator.caps, green);
}

function checkCaps(source: PlanSource, path: string, caps: readonly PlanCap[], green: number): void {
  caps.forEach(({ max }, index) => {
    if (max >= green) source.reportAt(`${path}.${index}.max`, { code: 'cap_above_band', params: { max, green } });
  });
}

/** Parts that another names outside an expression. */
function checkNames(plan: Plan, source: PlanSource): void {
  const indicators = plan.indicators.map(({ key }) => key);
  const segments = plan.segments.map(({ key }) => key);
  plan.warnings.forEach(({ because }, at) => {
    because.forEach((key, index) => {
      if (indicators.includes(key)) return;
      const finding = { code: 'unknown_indicator', word: key, nearest: nearest(key, indicators) } as const;
      source.reportAt(`warnings.${at}.because.${index}`, finding);
    });
  });
  if (plan.pool === null || segments.includes(plan.pool.segment)) return;
  const { segment } = plan.pool;
  source.reportAt('pool.segment', { code: 'unknown_segment', word: segment, nearest: nearest(segment, segments) });
}

type Sentence = readonly [path: string, said: Said | null];

/** Names of inputs, and whether sentences and expressions use them. */
function checkInputs(
  source: PlanSource,
  path: string,
  inputs: readonly NamedExpression[],
  sentences: readonly Sentence[],
  hasValue: boolean,
): void {
  const names = new Set(inputs.map(({ name }) => name));
  for (const name of names) {
    const isTaken = !isFreeName(name) || source.settings.has(name);
    if (isTaken) source.reportAt(`${path}.inputs.${name}`, { code: nameProblem(name), word: name }, 'key');
  }
  for (const [place, said] of sentences) {
    for (const [key, text] of [[place, said?.zh] as const, [`${place}_en`, said?.en] as const]) {
      for (const hole of holesOf(text)) {
        const isKnown = names.has(hole) || (hasValue && hole === 'value');
        const near = nearest(hole, names);
        if (!isKnown) source.reportAt(key, { code: 'says_hole', word: hole, nearest: near });
      }
    }
  }
}

/** The names in the braces of a sentence. */
export function holesOf(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, hole]) => hole);
}

function nameProblem(name: string): 'bad_key' | 'taken_word' {
  return /^[a-z][a-z0-9_]*$/.test(name) ? 'taken_word' : 'bad_key';
}
