import { parseDay } from '../kernel/time.ts';
import { demoCatalogue } from './catalogue.ts';
import { demoComplaints } from './grievances.ts';
import { purchases, type Shop } from './orders.ts';
import { demoContacts } from './people.ts';
import { demoProfiles, type Profile } from './profiles.ts';
import { Random } from './random.ts';
import { MEMBERS, TEAMS } from './staff.ts';
import { demoTalks } from './talks.ts';
import { courseOf, demoTruth } from './truth.ts';
import type { DemoCompany, DemoCustomer, DemoGroup, DemoProduct, Truth } from './types.ts';
import { demoTasks, threaten } from './week.ts';
import { brands } from './words.ts';

export const DEMO_SEED = 20_261;

export interface DemoWish {
  /** Local day, `2026-11-23`: nothing lies after it. */
  today: string;
  seed?: number;
}

/**
 * The whole demo company as plain data: a supplier of building materials with 300 customers over three years.
 * The same day and seed give the same bytes; amounts are minor units of CNY.
 */
export function demoCompany({ today, seed = DEMO_SEED }: DemoWish): DemoCompany {
  const { categories, products, families } = demoCatalogue();
  const day = parseDay(today);
  const random = new Random(seed, 'book');
  const profiles = demoProfiles(random, brands(random), families, day);
  const groups = formGroups(random, profiles);
  const truth = demoTruth(random, profiles, day);
  const shop: Shop = { productsOf: byFamily(products), today: day };
  const parts = profiles.map((profile) =>
    partsOf(new Random(seed, profile.customer.key), profile, truth.get(profile.customer.key), shop),
  );
  const company: DemoCompany = {
    name: '衡川建材',
    today,
    seed,
    timezone: 'Asia/Shanghai',
    currency: 'CNY',
    teams: TEAMS,
    members: MEMBERS,
    categories,
    products,
    groups,
    customers: profiles.map((profile) => profile.customer),
    contacts: parts.flatMap((part) => part.contacts),
    orders: parts.flatMap((part) => part.orders),
    returns: parts.flatMap((part) => part.returns),
    interactions: parts.flatMap((part) => part.talks),
    complaints: parts.flatMap((part) => part.complaints),
    tasks: demoTasks(new Random(seed, 'tasks'), profiles, day),
    truth: Object.fromEntries(truth),
    stories: { S1: profiles[0].customer.key, S2: profiles[1].customer.key },
  };
  return threaten(company, day);
}

/** The company with only the named customers and what belongs to them: a small book for scenarios and tests. */
export function only(company: DemoCompany, customerKeys: readonly string[]): DemoCompany {
  const keys = new Set(customerKeys);
  const kept = <Item extends { customerKey: string }>(list: readonly Item[]) =>
    list.filter((each) => keys.has(each.customerKey));
  return {
    ...company,
    customers: company.customers.filter((each) => keys.has(each.key)),
    contacts: kept(company.contacts),
    orders: kept(company.orders),
    returns: kept(company.returns),
    interactions: kept(company.interactions),
    complaints: kept(company.complaints),
    tasks: kept(company.tasks),
    truth: Object.fromEntries(Object.entries(company.truth).filter(([key]) => keys.has(key))),
  };
}

function partsOf(random: Random, profile: Profile, truth: Truth | undefined, shop: Shop) {
  const course = courseOf(truth);
  const contacts = demoContacts(random, profile);
  const { orders, returns } = purchases(random, profile, course, shop);
  const talks = demoTalks(random, profile, course, contacts, shop.today);
  const complaints = demoComplaints(random, profile, course, contacts, orders, shop.today);
  return { contacts, orders, returns, talks, complaints };
}

function byFamily(products: readonly DemoProduct[]): Map<string, DemoProduct[]> {
  const families = new Map<string, DemoProduct[]>();
  for (const product of products) {
    families.set(product.categoryKey, [...(families.get(product.categoryKey) ?? []), product]);
  }
  return families;
}

/** Six groups of two to five customers each; a group's name is the brand of its first child. */
function formGroups(random: Random, profiles: readonly Profile[]): DemoGroup[] {
  const customers = profiles
    .filter(({ story, customer }) => story === null && customer.size !== 'ordinary')
    .map((each) => each.customer);
  const rest = random.shuffled(customers);
  return [5, 4, 3, 3, 2, 2].map((size, index) => {
    const children = rest.splice(0, size);
    return join({ key: `G${index + 1}`, name: '' }, children);
  });
}

function join(group: DemoGroup, children: readonly DemoCustomer[]): DemoGroup {
  const brand = children[0].shortName.slice(children[0].city.length);
  for (const child of children) {
    child.groupKey = group.key;
    child.name = child.name.replace(child.shortName, `${child.city}${brand}`);
    child.shortName = `${child.city}${brand}`;
  }
  return { ...group, name: `${brand}集团` };
}
