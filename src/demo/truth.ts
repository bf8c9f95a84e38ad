import { formatDay, parseDay } from '../kernel/time.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { Truth, TruthKind } from './types.ts';

/** Days before today on which the customers of the stories change; seen from today their warnings are young. */
export const S1_LAST_ORDER_DAYS_AGO = 82;
export const S2_CUT_DAYS_AGO = 108;

const FRESH_STOPS = 8;
const FRESH_STOP_DAYS_AGO = 32;

const SHARES: readonly (readonly [TruthKind, number])[] = [
  ['stop', 0.12],
  ['fade', 0.12],
  ['cut', 0.1],
  ['pause', 0.12],
];

const HALF_LIFE_DAYS = 60;
const CUT_AMOUNT = 0.5;

/** Who leaves, fades, cuts the range or pauses within the last two years; shares of the whole book. */
export function demoTruth(random: Random, profiles: readonly Profile[], today: number): Map<string, Truth> {
  const truth = new Map<string, Truth>();
  for (const { story, customer } of profiles) {
    if (story !== null) truth.set(customer.key, storyTruth(story, today));
  }
  plantLargeOnes(truth, profiles, today);
  const candidates = profiles.filter(
    (each) => each.customer.size !== 'strategic' && each.story === null && today - each.firstDay > 1000,
  );
  plantFreshStops(truth, candidates, today);
  let rest = random.shuffled(candidates.filter((each) => !truth.has(each.customer.key)));
  for (const [kind, share] of SHARES) {
    const count = Math.round(share * profiles.length) - [...truth.values()].filter((each) => each.kind === kind).length;
    for (const each of rest.slice(0, count)) truth.set(each.customer.key, drawTruth(random, kind, each, today));
    rest = rest.slice(count);
  }
  return truth;
}

function storyTruth(story: 'S1' | 'S2', today: number): Truth {
  if (story === 'S1') return { kind: 'stop', since: formatDay(today - S1_LAST_ORDER_DAYS_AGO + 1), until: null };
  return { kind: 'cut', since: formatDay(today - S2_CUT_DAYS_AGO), until: null };
}

/** Of the largest one fades and one came back last week; more would not be believed of a company that lives. */
function plantLargeOnes(truth: Map<string, Truth>, profiles: readonly Profile[], today: number): void {
  const large = profiles.filter(
    (each) => each.customer.size === 'strategic' && each.customer.pattern === 'monthly' && each.story === null,
  );
  const [fading, back] = large.map((each) => each.customer.key);
  if (fading !== undefined) truth.set(fading, { kind: 'fade', since: formatDay(today - 130), until: null });
  if (back !== undefined) truth.set(back, { kind: 'pause', since: formatDay(today - 97), until: formatDay(today - 9) });
}

/** Dealers who stopped a few weeks ago, two days apart, so that some warnings are young whenever one looks. */
function plantFreshStops(truth: Map<string, Truth>, candidates: readonly Profile[], today: number): void {
  const dealers = candidates.filter((each) => each.customer.pattern === 'dealer').slice(0, FRESH_STOPS);
  for (const [index, { customer }] of dealers.entries()) {
    truth.set(customer.key, { kind: 'stop', since: formatDay(today - FRESH_STOP_DAYS_AGO - 2 * index), until: null });
  }
}

/** The company works on its customers, so most of the older losses were won back. */
function drawTruth(random: Random, kind: TruthKind, profile: Profile, today: number): Truth {
  const age = Math.round(25 + 690 * random.uniform() ** 1.3);
  const length = lengthDays(random, kind, profile);
  const isOver = age > length && (kind === 'pause' || random.chance(kind === 'cut' ? 0.5 : 0.72));
  return { kind, since: formatDay(today - age), until: isOver ? formatDay(today - age + length) : null };
}

function lengthDays(random: Random, kind: TruthKind, { gapDays }: Profile): number {
  if (kind === 'stop') return Math.round(110 + gapDays * random.between(0.5, 1));
  if (kind === 'fade') return random.integer(140, 200);
  if (kind === 'cut') return random.integer(200, 280);
  return Math.round(Math.max(45, gapDays * random.between(gapDays > 100 ? 1.2 : 2.5, gapDays > 100 ? 1.8 : 4)));
}

/** The change as numbers of days, so that the drawing of orders need not read dates. */
export interface Course {
  kind: TruthKind;
  since: number;
  until: number;
}

export function courseOf(truth: Truth | undefined): Course | null {
  if (truth === undefined) return null;
  const until = truth.until === null ? Number.POSITIVE_INFINITY : parseDay(truth.until);
  return { kind: truth.kind, since: parseDay(truth.since), until };
}

function isWithin(course: Course | null, day: number): course is Course {
  return course !== null && day >= course.since && day < course.until;
}

/** Factor on the speed of ordering: 0 after a stop or in a pause, half per 60 days while fading. */
export function paceAt(course: Course | null, day: number): number {
  if (!isWithin(course, day) || course.kind === 'cut') return 1;
  return course.kind === 'fade' ? 0.5 ** ((day - course.since) / HALF_LIFE_DAYS) : 0;
}

/** Factor on the amount of an order: those who cut their range spend half. */
export function amountAt(course: Course | null, day: number): number {
  return isCut(course, day) ? CUT_AMOUNT : 1;
}

/** True while the customer buys only a third of the range. */
export function isCut(course: Course | null, day: number): boolean {
  return isWithin(course, day) && course.kind === 'cut';
}
