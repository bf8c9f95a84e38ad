import { formatDay } from '../kernel/time.ts';
import { BASIC_PANELS } from './catalogue.ts';
import type { Random } from './random.ts';
import { MANAGERS_NORTH, MANAGERS_SOUTH } from './staff.ts';
import type { DemoCustomer, Pattern, Size } from './types.ts';
import { PLACES_NORTH, PLACES_SOUTH, type Place, TRADES } from './words.ts';

/** How many customers of each pattern the demo has: 300, of which three have no order yet. */
export const MIX: readonly (readonly [Pattern, number])[] = [
  ['monthly', 129],
  ['dealer', 60],
  ['project', 60],
  ['northern', 30],
  ['quarterly', 9],
  ['new', 9],
  ['silent', 3],
];

/** Days of orders we hold; a little over three years, so that "three years a customer" is true of the old ones. */
export const HISTORY_DAYS = 1126;
const STORY_HISTORY_DAYS = 1480;

const STRATEGIC_COUNT = 14;
const KEY_COUNT = 62;
/** Of the key customers, those who are large but have not been with us for three years. */
const YOUNG_KEY_SHARE = 0.18;
const YOUNG_KEY_YUAN = [2_200_000, 7_000_000] as const;

export interface Strain {
  since: number;
  until: number;
}

const STRAIN_SHARE: Record<Size, number> = { strategic: 0.25, key: 0.6, ordinary: 0.6 };

/** A customer with the habits that their orders, talks and complaints are drawn from. */
export interface Profile {
  customer: DemoCustomer;
  /** Mean days between orders and the coefficient of variation; between waves for project buyers. */
  gapDays: number;
  gapVariation: number;
  isNorthern: boolean;
  firstDay: number;
  annualMinor: number;
  /** Growth of the amount per year, 0.05 for five per cent. */
  growth: number;
  discount: number;
  /** Second-level categories with the chance that an order holds them, the favourite first. */
  families: readonly (readonly [string, number])[];
  lateRate: number;
  complaintRate: number;
  /** Contacts per 90 days. */
  contactRate: number;
  /** Days in which we serve the customer badly: late, seldom heard of, and they buy less for it. Nobody leaves yet. */
  strain: Strain | null;
  story: 'S1' | 'S2' | null;
}

const GAPS: Record<Pattern, readonly [number, number]> = {
  monthly: [30, 0.35],
  dealer: [12, 0.5],
  project: [165, 0.18],
  northern: [30, 0.35],
  quarterly: [91, 0.3],
  new: [24, 0.3],
  silent: [30, 0.35],
};

const ANNUAL_YUAN: Record<Size, readonly [number, number]> = {
  strategic: [13_000_000, 27_000_000],
  key: [420_000, 1_800_000],
  ordinary: [42_000, 250_000],
};
const CONTACTS: Record<Size, number> = { strategic: 9.5, key: 5, ordinary: 2.3 };
const FAMILIES: Record<Size, readonly [number, number]> = { strategic: [8, 12], key: [5, 8], ordinary: [3, 5] };

/** The book's profiles in the order of their keys; the two story customers come first. */
export function demoProfiles(
  random: Random,
  brandNames: readonly string[],
  families: readonly string[],
  today: number,
): Profile[] {
  const patterns = MIX.flatMap(([pattern, count]) => Array.from({ length: count }, () => pattern));
  const sizes = sizesFor(random, patterns);
  return patterns.map((pattern, index) => {
    const story = index === 0 ? 'S1' : index === 1 ? 'S2' : null;
    const size = story === 'S1' ? 'key' : story === 'S2' ? 'strategic' : sizes[index];
    const draft = {
      key: `C${String(index + 1).padStart(4, '0')}`,
      brand: brandNames[index],
      pattern,
      size,
      story,
    } as const;
    return storied(profile(random, draft, families, today), families, today);
  });
}

/** Large ones are old: only customers of the first three patterns are strategic, none of the newcomers is key. */
function sizesFor(random: Random, patterns: readonly Pattern[]): Size[] {
  const sizes: Size[] = patterns.map(() => 'ordinary');
  const old = patterns.flatMap((pattern, index) =>
    index > 1 && !['new', 'silent', 'quarterly'].includes(pattern) ? [index] : [],
  );
  const order = random.shuffled(old);
  const strategic = order.filter((index) => patterns[index] !== 'northern').slice(0, STRATEGIC_COUNT - 1);
  const key = order.filter((index) => !strategic.includes(index)).slice(0, KEY_COUNT - 1);
  for (const index of strategic) sizes[index] = 'strategic';
  for (const index of key) sizes[index] = 'key';
  return sizes;
}

interface Draft {
  key: string;
  brand: string;
  pattern: Pattern;
  size: Size;
  story: 'S1' | 'S2' | null;
}

function profile(random: Random, draft: Draft, families: readonly string[], today: number): Profile {
  const { pattern, size, story } = draft;
  const [gapDays, gapVariation] = GAPS[pattern];
  const isYoungKey = size === 'key' && story === null && random.chance(YOUNG_KEY_SHARE);
  const firstDay = today - (isYoungKey ? random.integer(420, 1_000) : ageDays(random, pattern, size));
  const [low, high] = isYoungKey ? YOUNG_KEY_YUAN : ANNUAL_YUAN[size];
  return {
    customer: demoCustomer(random, draft, firstDay, isYoungKey),
    gapDays: gapDays * random.between(0.85, 1.15),
    gapVariation: gapVariation * random.between(0.7, 1.15),
    isNorthern: pattern === 'northern',
    firstDay,
    annualMinor: Math.round(low * (high / low) ** random.uniform() * 100),
    growth: random.chance(0.15) ? random.between(-0.25, -0.1) : random.between(-0.02, 0.12),
    discount: random.between(0.02, size === 'ordinary' ? 0.1 : 0.22),
    families: repertoire(random, families, random.integer(...FAMILIES[size])),
    lateRate: random.chance(0.1) ? random.between(0.1, 0.2) : random.between(0.01, 0.05),
    complaintRate: random.chance(0.1) ? 0.04 : 0.012,
    contactRate: CONTACTS[size] * random.between(0.85, 1.3),
    strain: drawStrain(random, size, today),
    story,
  };
}

function drawStrain(random: Random, size: Size, today: number): Strain | null {
  if (!random.chance(STRAIN_SHARE[size])) return null;
  const since = today - random.integer(20, 600);
  return { since, until: since + random.integer(200, 430) };
}

export function isStrained({ strain }: Profile, day: number): boolean {
  return strain !== null && day >= strain.since && day < strain.until;
}

function ageDays(random: Random, pattern: Pattern, size: Size): number {
  if (pattern === 'new') return random.integer(12, 84);
  if (pattern === 'silent') return random.integer(5, 40);
  if (size === 'ordinary' && random.chance(0.28)) return random.integer(260, HISTORY_DAYS - 60);
  return HISTORY_DAYS;
}

function repertoire(random: Random, families: readonly string[], count: number): [string, number][] {
  const chosen = random.shuffled(families).slice(0, count);
  return chosen.map((family, rank) => [family, Math.max(0.5, 0.95 - 0.05 * rank)]);
}

function demoCustomer(random: Random, draft: Draft, firstDay: number, isYoung: boolean): DemoCustomer {
  const { key, brand, pattern, size } = draft;
  const place = random.pick(pattern === 'northern' ? PLACES_NORTH : PLACES_SOUTH);
  const [trade, suffix] = random.pick(TRADES[tradeOf(pattern, random)]);
  const owners = random.shuffled(managersOf(place));
  const terms =
    size === 'ordinary' && random.chance(0.3) ? 'prepaid' : random.pick(['monthly_30', 'monthly_60'] as const);
  const isOld = pattern !== 'new' && pattern !== 'silent';
  return {
    key,
    name: `${place.city}${brand}${suffix}有限公司`,
    shortName: `${place.city}${brand}`,
    pattern,
    size,
    trade,
    ...place,
    since: formatDay(firstDay - (isOld && !isYoung ? random.integer(0, 1900) : random.integer(0, 10))),
    groupKey: null,
    ownerA: owners[0],
    ownerB: owners[1],
    terms,
    tags: tagsOf(random, pattern),
    taxNumber: null,
    address: null,
    phone: null,
  };
}

function tradeOf(pattern: Pattern, random: Random): keyof typeof TRADES {
  if (pattern === 'dealer') return 'dealer';
  if (pattern === 'project') return 'contractor';
  return random.pick(['contractor', 'maker', 'maker']);
}

function managersOf(place: Place): string[] {
  const isSouth = ['华东', '华南'].includes(place.region);
  return isSouth ? MANAGERS_SOUTH : MANAGERS_NORTH;
}

function tagsOf(random: Random, pattern: Pattern): string[] {
  const own = pattern === 'project' ? ['工程'] : pattern === 'dealer' ? ['分销'] : [];
  const others = random.shuffled(['绿色建材', '精装房', '旧改', '门店', '样板间', '大宗集采', '需要专车']);
  return [...own, ...others.slice(0, random.integer(0, 2))];
}

/** What the two stories ask of their customers; everything else of the profile stays as drawn. */
function storied(drawn: Profile, families: readonly string[], today: number): Profile {
  if (drawn.story === null) return drawn;
  const firstDay = today - STORY_HISTORY_DAYS;
  const since = formatDay(firstDay - 20);
  const steady = { ...drawn, firstDay, lateRate: 0.02, complaintRate: 0, growth: 0.06, strain: null };
  if (drawn.story === 'S1') {
    const customer = {
      ...drawn.customer,
      since,
      name: '常州岚序家居有限公司',
      shortName: '常州岚序',
      trade: '定制家居',
      ...placeOf('常州'),
    };
    return { ...steady, customer, gapDays: 30, gapVariation: 0.12, annualMinor: 165_000_000 };
  }
  const customer = {
    ...drawn.customer,
    since,
    name: '宁波澜筑装饰工程有限公司',
    shortName: '宁波澜筑',
    trade: '装饰工程',
    ...placeOf('宁波'),
  };
  const others = families.filter((family) => family !== BASIC_PANELS).map((family): [string, number] => [family, 0.55]);
  const range: [string, number][] = [[BASIC_PANELS, 0.95], ...others];
  return { ...steady, customer, gapDays: 13, gapVariation: 0.2, annualMinor: 1_860_000_000, families: range };
}

function placeOf(city: string): Place & { ownerA: string; ownerB: string } {
  const place = PLACES_SOUTH.find((each) => each.city === city);
  if (place === undefined) throw new Error(`no place ${city}`);
  return { ...place, ownerA: MANAGERS_SOUTH[0], ownerB: MANAGERS_SOUTH[1] };
}
