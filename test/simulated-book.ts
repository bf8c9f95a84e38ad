import { addMonths, dayStart, parseDay } from '../src/kernel/time.ts';
import { type FactColumns, FactColumnsBuilder, NO_SCORE } from '../src/scoring/fact-columns.ts';
import { KIND } from '../src/scoring/fact-kinds.ts';
import { lunarNewYear } from '../src/scoring/lunar-new-year.ts';

/**
 * A simulated book of customers whose truth is known (domain, appendix): it shows the mechanics of a plan, not a
 * market. The same seed gives the same book.
 */

export type Pattern = 'monthly' | 'dealer' | 'project' | 'northern' | 'quarterly';
export type Course = 'healthy' | 'stops' | 'fades' | 'narrows' | 'pauses';

export interface SimulatedCustomer {
  readonly pattern: Pattern;
  readonly course: Course;
  /** The local day on which the course departs from healthy, and on which a pause is over. */
  readonly changeDay: number;
  readonly backDay: number;
  readonly region: string;
  readonly from: number;
  readonly to: number;
}

export interface SimulatedBook {
  readonly columns: FactColumns;
  readonly customers: readonly SimulatedCustomer[];
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The mix of the domain's appendix: 300 customers, of whom in the last two years many change their course. */
export const MIX: Readonly<Record<Pattern, number>> = {
  monthly: 129,
  dealer: 60,
  project: 60,
  northern: 30,
  quarterly: 21,
};
const CHANGES: readonly (readonly [Course, number])[] = [
  ...([
    ['stops', 0.12],
    ['fades', 0.12],
    ['narrows', 0.1],
    ['pauses', 0.12],
  ] as const),
];
const CHANGE_DAYS = 730;
/** A paused customer is back after so long. */
const PAUSE_DAYS_MIN = 75;
const PAUSE_DAYS_MORE = 75;
/** Of a hundred orders so many bring a complaint. */
const COMPLAINT_SHARE = 0.025;
const DELIVERY_DAYS = 3;

export interface SimulationWish {
  readonly seed: number;
  readonly lastDay: string;
  /** How many customers of each pattern. */
  readonly patterns: Readonly<Partial<Record<Pattern, number>>>;
  readonly course: Course;
  /** Days before the end on which courses other than healthy begin. */
  readonly changeDaysAgo?: number;
}

interface Pace {
  readonly gapDays: number;
  readonly variation: number;
}

const PACES: Readonly<Record<Exclude<Pattern, 'project'>, Pace>> = {
  monthly: { gapDays: 30, variation: 0.35 },
  northern: { gapDays: 30, variation: 0.35 },
  dealer: { gapDays: 12, variation: 0.5 },
  quarterly: { gapDays: 90, variation: 0.25 },
};
const HISTORY_MONTHS = 48;
const ZONE = 'Asia/Shanghai';
const CATEGORIES = 8;
const FADE_HALVING_DAYS = 60;

/** Makes the book of a wish. */
export function simulateBook(wish: SimulationWish): SimulatedBook {
  const lastDay = parseDay(wish.lastDay);
  const firstDay = addMonths(lastDay, -HISTORY_MONTHS);
  const changeDay = lastDay - (wish.changeDaysAgo ?? 0);
  const builder = new FactColumnsBuilder();
  const customers: SimulatedCustomer[] = [];
  for (const [name, count] of Object.entries(wish.patterns)) {
    const pattern = name as Pattern;
    for (let index = 0; index < count; index++) {
      const random = randomOf(wish.seed * 7_919 + customers.length);
      const from = builder.length;
      const course = { pattern, course: wish.course, changeDay, backDay: Number.POSITIVE_INFINITY };
      writeOrders(builder, random, orderDays(random, course, firstDay, lastDay), course);
      const region = pattern === 'northern' ? '东北' : '华东';
      customers.push({ ...course, region, from, to: builder.length });
    }
  }
  return { columns: builder.finish(), customers, firstDay, lastDay };
}

/** A whole book of the mix, with deliveries and complaints, in which everybody has a course of their own. */
export function simulateMix(seed: number, lastDay: string): SimulatedBook {
  const end = parseDay(lastDay);
  const firstDay = addMonths(end, -HISTORY_MONTHS);
  const builder = new FactColumnsBuilder();
  const customers: SimulatedCustomer[] = [];
  for (const [name, count] of Object.entries(MIX)) {
    const pattern = name as Pattern;
    for (let index = 0; index < count; index++) {
      const random = randomOf(seed * 104_729 + customers.length);
      const course = { pattern, ...drawCourse(random, end) };
      const from = builder.length;
      writeTrade(builder, random, orderDays(random, course, firstDay, end), course);
      customers.push({ ...course, region: pattern === 'northern' ? '东北' : '华东', from, to: builder.length });
    }
  }
  return { columns: builder.finish(), customers, firstDay, lastDay: end };
}

function drawCourse(random: Random, lastDay: number): Omit<CourseOf, 'pattern'> {
  let left = random();
  const changeDay = lastDay - Math.floor(CHANGE_DAYS * random());
  const backDay = changeDay + PAUSE_DAYS_MIN + Math.floor(PAUSE_DAYS_MORE * random());
  for (const [course, share] of CHANGES) {
    left -= share;
    if (left < 0) return { course, changeDay, backDay };
  }
  return { course: 'healthy', changeDay: Number.POSITIVE_INFINITY, backDay };
}

type Random = () => number;

interface CourseOf {
  readonly pattern: Pattern;
  readonly course: Course;
  readonly changeDay: number;
  /** The day on which a paused one is back. */
  readonly backDay: number;
}

/** mulberry32: small, seeded, good enough for a simulation. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Demand adds up day by day, more before the festival, not at all in it or in a northern winter. */
function orderDays(random: Random, course: CourseOf, firstDay: number, lastDay: number): number[] {
  const days: number[] = [];
  let [demand, wanted] = [0, nextGap(random, course.pattern, days.length) * random()];
  let wave = 0;
  for (let day = firstDay; day <= lastDay; day++) {
    demand += season(day, course.pattern === 'northern') * courseSpeed(course, day);
    if (demand < wanted) continue;
    days.push(day);
    [demand, wave] = [0, wave + 1];
    if (course.pattern === 'project' && wave < 2 + Math.floor(random() * 4)) wanted = 4 + random() * 10;
    else [wanted, wave] = [nextGap(random, course.pattern, days.length), 0];
  }
  return days;
}

function nextGap(random: Random, pattern: Pattern, _ordered: number): number {
  if (pattern === 'project') return 120 + random() * 90;
  const { gapDays, variation } = PACES[pattern];
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const spread = Math.sqrt(Math.log(1 + variation ** 2));
  return gapDays * Math.exp(spread * normal - spread ** 2 / 2);
}

function season(day: number, isNorthern: boolean): number {
  const date = new Date(day * 86_400_000);
  const month = date.getUTCMonth() + 1;
  if (isNorthern && (month === 12 || month <= 2)) return 0;
  const offset = day - (lunarNewYear(date.getUTCFullYear()) ?? 0);
  if (offset >= -7 && offset <= 10) return 0;
  if (offset >= -30 && offset < -7) return 1.3;
  return offset > 10 && offset <= 35 ? 0.8 : 1;
}

function courseSpeed({ course, changeDay, backDay }: CourseOf, day: number): number {
  if (day <= changeDay) return 1;
  if (course === 'pauses') return day < backDay ? 0 : 1;
  if (course === 'stops') return 0;
  return course === 'fades' ? 0.5 ** ((day - changeDay) / FADE_HALVING_DAYS) : 1;
}

/** Orders with their deliveries and now and then a complaint, each in the order of time. */
function writeTrade(builder: FactColumnsBuilder, random: Random, days: readonly number[], course: CourseOf): void {
  const orders = new FactColumnsBuilder();
  writeOrders(orders, random, days, course);
  const later = days.flatMap((day) => [
    { kind: KIND.delivery, day: day + DELIVERY_DAYS, amount: 1, score: NO_SCORE },
    ...(random() < COMPLAINT_SHARE
      ? [
          { kind: KIND.complaintOpened, day: day + DELIVERY_DAYS + 1, amount: Number.NaN, score: 1 },
          { kind: KIND.complaintSolved, day: day + DELIVERY_DAYS + 6, amount: 1, score: 1 },
        ]
      : []),
  ]);
  const placed = orders.finish();
  const facts = [
    ...Array.from({ length: placed.length }, (_each, index) => ({
      kind: placed.kind[index],
      at: placed.occurredAt[index],
      amount: placed.amount[index],
      category: placed.category[index],
      score: placed.score[index],
    })),
    ...later.map(({ kind, day, amount, score }) => {
      return { kind, at: dayStart(day, ZONE).getTime() + 15 * 3_600_000, amount, category: 0, score };
    }),
  ].sort((left, right) => left.at - right.at);
  for (const { kind, at, amount, category, score } of facts) builder.push(kind, at, at, amount, category, score);
}

function writeOrders(builder: FactColumnsBuilder, random: Random, days: readonly number[], course: CourseOf): void {
  const size = 2_000_000 * (0.5 + random());
  const width = 4 + Math.floor(random() * (CATEGORIES - 4));
  for (const day of days) {
    const at = dayStart(day, ZONE).getTime() + 10 * 3_600_000;
    const isNarrow = course.course === 'narrows' && day > course.changeDay;
    const categories = isNarrow ? Math.ceil(width / 3) : width;
    const amount = Math.round(size * (0.6 + 0.8 * random()) * (isNarrow ? 0.6 : 1));
    builder.push(KIND.order, at, at, amount, 0, NO_SCORE);
    for (let category = 1; category <= categories; category++) {
      if (random() < 0.3) continue;
      builder.push(KIND.orderItem, at, at, Math.round(amount / categories), category, NO_SCORE);
    }
  }
}
