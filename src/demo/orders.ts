import { formatDay, parseDay, weekday } from '../kernel/time.ts';
import { isStrained, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at, seasonOf } from './season.ts';
import { amountAt, type Course, isCut, paceAt } from './truth.ts';
import type { DemoLine, DemoOrder, DemoProduct, DemoReturn } from './types.ts';

const SATURDAY = 5;
const AMOUNT_VARIATION = 0.3;
const STRAINED_LATE_RATE = 0.45;
const STRAINED_AMOUNT = 0.55;
const STRAINED_PACE = 0.8;
const RETURN_CHANCE = 0.015;
const RETURN_REASONS = ['运输破损', '色差超出约定', '规格发错', '工地余料', '包装受潮'];

/** What one customer bought. */
export interface Purchases {
  orders: DemoOrder[];
  returns: DemoReturn[];
}

export interface Shop {
  productsOf: ReadonlyMap<string, readonly DemoProduct[]>;
  today: number;
}

/** Orders with lines and deliveries, and the few returns, of one customer up to today. */
export function purchases(random: Random, profile: Profile, course: Course | null, shop: Shop): Purchases {
  const days = orderDays(random, profile, course, shop.today);
  const orders = days.map((day) => demoOrder(random, profile, course, day, shop));
  const returns = orders.flatMap((order) =>
    random.chance(RETURN_CHANCE) ? demoReturn(random, order, shop.today) : [],
  );
  return { orders, returns };
}

/** The local days of a customer's orders, ascending, each once. */
export function orderDays(random: Random, profile: Profile, course: Course | null, today: number): number[] {
  if (profile.customer.pattern === 'silent') return [];
  if (profile.story === 'S1' && course !== null) return daysUpTo(random, profile, course.since - 1);
  const days = new Set<number>();
  const isProject = profile.customer.pattern === 'project';
  let callOffs = isProject ? random.integer(1, 4) : 0;
  let wait = firstWait(random, profile);
  for (let day = profile.firstDay; day <= today; day += 1) {
    const mood = isStrained(profile, day) ? STRAINED_PACE : 1;
    const pace = seasonOf(day, profile.isNorthern).pace * paceAt(course, day) * mood;
    wait = day === course?.until ? 0 : wait - pace;
    if (wait > 0 || pace === 0) continue;
    days.add(workday(random, profile, course, day, today));
    if (isProject && callOffs === 0) callOffs = random.integer(1, 4);
    else if (isProject) callOffs -= 1;
    wait = isProject && callOffs > 0 ? random.integer(4, 11) : random.gamma(profile.gapDays, profile.gapVariation);
  }
  return [...days].sort((first, second) => first - second);
}

/** Newcomers begin on their first day, the others somewhere within their rhythm. */
function firstWait(random: Random, { customer, gapDays, firstDay }: Profile): number {
  return customer.pattern === 'new' || firstDay % 2 === 0 ? 0 : gapDays * random.uniform();
}

/** The days of a steady buyer whose last order is fixed, drawn backwards from it: story S1. */
function daysUpTo(random: Random, profile: Profile, lastDay: number): number[] {
  const days = [lastDay];
  let wait = random.gamma(profile.gapDays, profile.gapVariation);
  for (let day = lastDay - 1; day >= profile.firstDay; day -= 1) {
    wait -= seasonOf(day, false).pace;
    if (wait > 0) continue;
    days.push(weekday(day) < SATURDAY ? day : day - 2);
    wait = random.gamma(profile.gapDays, profile.gapVariation);
  }
  return days.reverse();
}

/** Most people order on weekdays; never moved into a stop. */
function workday(random: Random, profile: Profile, course: Course | null, day: number, today: number): number {
  if (weekday(day) < SATURDAY || random.chance(0.2)) return day;
  const monday = day + 7 - weekday(day);
  const isOpen = seasonOf(monday, profile.isNorthern).pace > 0 && paceAt(course, monday) > 0;
  return monday <= today && isOpen ? monday : day;
}

function demoOrder(random: Random, profile: Profile, course: Course | null, day: number, shop: Shop): DemoOrder {
  const isHurt = profile.story === 'S2' && isCut(course, day);
  const promised = day + (profile.customer.pattern === 'project' ? random.integer(6, 14) : random.integer(2, 6));
  const isLate = random.chance(isHurt ? 0.6 : isStrained(profile, day) ? STRAINED_LATE_RATE : profile.lateRate);
  const delivered = isLate ? promised + random.integer(2, 6) : Math.max(day + 1, promised - random.integer(0, 1));
  return {
    number: documentNumber('SO', day, profile.customer.key),
    customerKey: profile.customer.key,
    placedAt: at(day, random.integer(8 * 60 + 10, 17 * 60 + 40)),
    promisedDay: formatDay(promised),
    deliveredDay: delivered <= shop.today ? formatDay(delivered) : null,
    project: null,
    lines: demoLines(random, profile, course, day, shop),
  };
}

function demoLines(random: Random, profile: Profile, course: Course | null, day: number, shop: Shop): DemoLine[] {
  const chosen = basket(random, profile, isCut(course, day));
  const products = chosen.flatMap((family) => {
    const range = shop.productsOf.get(family) ?? [];
    return random.shuffled(range).slice(0, random.chance(0.15) ? 2 : 1);
  });
  const shares = products.map(() => random.between(0.4, 1.6));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const amount =
    orderMinor(profile, day, shop.today) * seasonOf(day, profile.isNorthern).amount * amountAt(course, day);
  const drawn = amount * (isStrained(profile, day) ? STRAINED_AMOUNT : 1) * random.gamma(1, AMOUNT_VARIATION);
  return products.map((product, index) => demoLine(product, profile.discount, (drawn * shares[index]) / total));
}

function demoLine(product: DemoProduct, discount: number, wantedMinor: number): DemoLine {
  const priceMinor = Math.round(product.priceMinor * (1 - discount));
  const quantity = Math.max(1, Math.round(wantedMinor / priceMinor));
  return { productKey: product.key, quantity, priceMinor, amountMinor: quantity * priceMinor };
}

/** A customer has at most one document of a sort a day, so day and customer make it unique: `SO-260923-012`. */
export function documentNumber(sort: 'SO' | 'RT', day: number, customerKey: string): string {
  return `${sort}-${formatDay(day).slice(2).replaceAll('-', '')}-${customerKey.slice(2)}`;
}

/** The second-level categories of one order: by liking, at least one, and only the favourite third while the range is cut. */
function basket(random: Random, { families, story }: Profile, isRangeCut: boolean): string[] {
  const kept = story === 'S2' ? 1 : Math.max(1, Math.round(families.length / 3));
  const range = isRangeCut ? families.slice(0, kept) : families;
  const chosen = range.filter(([, probability]) => random.chance(probability)).map(([family]) => family);
  return chosen.length > 0 ? chosen : [range[0][0]];
}

/** The usual amount of one order on a day; the yearly amount is that of the last twelve months. */
function orderMinor(
  { annualMinor, growth, gapDays, customer, isNorthern }: Profile,
  day: number,
  today: number,
): number {
  const perYear = ((isNorthern ? 258 : 344) / gapDays) * (customer.pattern === 'project' ? 3 : 1);
  return (annualMinor / perYear) * (1 + growth) ** ((day - today + 180) / 365);
}

function demoReturn(random: Random, order: DemoOrder, today: number): DemoReturn[] {
  if (order.deliveredDay === null) return [];
  const day = parseDay(order.deliveredDay) + random.integer(2, 15);
  const line = random.pick(order.lines);
  const quantity = Math.max(1, Math.round(line.quantity * random.between(0.05, 0.3)));
  if (day > today) return [];
  const { customerKey, number } = order;
  const returnedAt = at(day, random.integer(9 * 60, 17 * 60));
  const reason = random.pick(RETURN_REASONS);
  const { productKey, priceMinor } = line;
  const own = documentNumber('RT', day, customerKey);
  return [
    {
      number: own,
      orderNumber: number,
      customerKey,
      returnedAt,
      productKey,
      quantity,
      amountMinor: quantity * priceMinor,
      reason,
    },
  ];
}
