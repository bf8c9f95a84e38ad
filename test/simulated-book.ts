import { addMonths, dayStart, parseDay } from '../src/kernel/time.ts';
import { type FactColumns, FactColumnsBuilder, NO_SCORE } from '../src/scoring/fact-columns.ts';
import { KIND } from '../src/scoring/fact-kinds.ts';
import { lunarNewYear } from '../src/scoring/lunar-new-year.ts';

/**
 * A simulated book of customers whose truth is known (domain, appendix): it shows the mechanics of a plan, not a
 * market. The same seed gives the same book.
 */

export type Pattern = 'monthly' | 'dealer' | 'project' | 'northern' | 'quarterly';
export type Course = 'healthy' | 'stops' | 'fades' | 'narrows';

export interface SimulatedCustomer {
  readonly pattern: Pattern;
  readonly course: Course;
  /** The local day on which the course departs from healthy. */
  readonly changeDay: number;
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
      const course = { pattern, course: wish.course, changeDay };
      writeOrders(builder, random, orderDays(random, course, firstDay, lastDay), course);
      const region = pattern === 'northern' ? '东北' : '华东';
      customers.push({ ...course, region, from, to: builder.length });
    }
  }
  return { columns: builder.finish(), customers, firstDay, lastDay };
}

type Random = () => number;

interface CourseOf {
  readonly pattern: Pattern;
  readonly course: Course;
  readonly changeDay: number;
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

function courseSpeed({ course, changeDay }: CourseOf, day: number): number {
  if (day <= changeDay) return 1;
  if (course === 'stops') return 0;
  return course === 'fades' ? 0.5 ** ((day - changeDay) / FADE_HALVING_DAYS) : 1;
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
