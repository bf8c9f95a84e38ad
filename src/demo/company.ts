import { parseDay } from '../kernel/time.ts';
import { demoVisits } from './calls.ts';
import { demoCatalogue } from './catalogue.ts';
import { demoComplaints } from './grievances.ts';
import { formGroups, formLaterGroups } from './groups.ts';
import { demoLedger, type PayingHabit } from './ledger.ts';
import { purchases, type Shop } from './orders.ts';
import { enterTwice, fillPapers, shareNumbers } from './papers.ts';
import { demoContacts } from './people.ts';
import { demoProjects } from './places.ts';
import { demoProfiles, type Profile } from './profiles.ts';
import { Random } from './random.ts';
import { MEMBERS, TEAMS } from './staff.ts';
import { demoTalks } from './talks.ts';
import { demoHappenings, demoRelations, unpaying } from './ties.ts';
import { courseOf, demoTruth } from './truth.ts';
import type { DemoCompany, DemoCustomer, DemoProduct, Truth } from './types.ts';
import { demoAnswers, demoSightings } from './voices.ts';
import { demoTasks, threaten } from './week.ts';
import { demoWishes, handOvers, plantOverdue } from './wishes.ts';
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
  const firstGroups = formGroups(random, profiles);
  const truth = demoTruth(random, profiles, day);
  const groups = formLaterGroups(new Random(seed, 'groups'), profiles, firstGroups);
  const customers = profiles.map((profile) => profile.customer);
  fillPapers(seed, customers);
  const twins = enterTwice(customers, (key) => !truth.has(key));
  const shop: Shop = { productsOf: byFamily(products), today: day };
  const habits = payingHabits(profiles, Object.fromEntries(truth), day);
  const parts = profiles.map((profile) => {
    const { key } = profile.customer;
    return partsOf(seed, profile, { truth: truth.get(key), habit: habits.get(key) ?? null, shop, products });
  });
  const all = <Item>(pick: (part: (typeof parts)[number]) => readonly Item[]) => parts.flatMap(pick);
  const contacts = all((part) => part.contacts);
  shareNumbers(contacts, twins);
  const company: DemoCompany = {
    ...{ name: '衡川建材', today, seed, timezone: 'Asia/Shanghai', currency: 'CNY', teams: TEAMS, members: MEMBERS },
    ...{ categories, products, groups, customers, contacts },
    orders: all((part) => part.orders),
    returns: all((part) => part.returns),
    interactions: all((part) => part.talks),
    complaints: all((part) => part.complaints),
    tasks: demoTasks(new Random(seed, 'tasks'), profiles, day),
    relations: [],
    projects: all((part) => part.projects),
    terms: all((part) => part.ledger.terms),
    invoices: all((part) => part.ledger.invoices),
    payments: all((part) => part.ledger.payments),
    answers: all((part) => part.answers),
    sightings: all((part) => part.sightings),
    needs: all((part) => part.wishes.needs),
    promises: all((part) => part.wishes.promises),
    happenings: [],
    visits: demoVisits(new Random(seed, 'visits'), customers, contacts, day),
    truth: Object.fromEntries(truth),
    stories: { S1: profiles[0].customer.key, S2: profiles[1].customer.key },
  };
  return threaten(tied(company, day), day);
}

/** The company with what ties its customers to each other and to us. */
function tied(company: DemoCompany, today: number): DemoCompany {
  const random = new Random(company.seed, 'ties');
  plantOverdue(company, today);
  const relations = demoRelations(random, company);
  const happenings = [...demoHappenings(random, company), ...handOvers(company.needs, today)];
  return { ...company, relations, happenings };
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
    relations: kept(company.relations).filter((each) => keys.has(each.otherKey)),
    projects: kept(company.projects),
    terms: kept(company.terms),
    invoices: kept(company.invoices),
    payments: kept(company.payments),
    answers: kept(company.answers),
    sightings: kept(company.sightings),
    needs: kept(company.needs),
    promises: kept(company.promises),
    happenings: kept(company.happenings),
    visits: kept(company.visits),
    truth: Object.fromEntries(Object.entries(company.truth).filter(([key]) => keys.has(key))),
  };
}

interface Ground {
  truth: Truth | undefined;
  habit: PayingHabit | null;
  shop: Shop;
  products: readonly DemoProduct[];
}

/** One customer's own story; what came to the demo later draws from streams of its own. */
function partsOf(seed: number, profile: Profile, { truth, habit, shop, products }: Ground) {
  const { key } = profile.customer;
  const random = new Random(seed, key);
  const { today } = shop;
  const course = courseOf(truth);
  const contacts = demoContacts(random, profile);
  const { orders, returns } = purchases(random, profile, course, shop);
  const talks = demoTalks(random, profile, course, contacts, today);
  const complaints = demoComplaints(random, profile, course, contacts, orders, today);
  const projects = demoProjects(new Random(seed, `projects ${key}`), profile, course, orders, today);
  const ledger = demoLedger(new Random(seed, `ledger ${key}`), profile, { course, orders, returns, habit, today });
  const subject = { profile, course, contacts, today };
  const answers = demoAnswers(new Random(seed, `answers ${key}`), subject);
  const sightings = demoSightings(new Random(seed, `sightings ${key}`), subject, products);
  const wishes = demoWishes(new Random(seed, `wishes ${key}`), profile, contacts, today);
  return { contacts, orders, returns, talks, complaints, projects, ledger, answers, sightings, wishes };
}

const LATE_PAYERS = 8;

/** A few steady buyers have begun to pay weeks later than they used to; two who have gone pay nothing more. */
function payingHabits(
  profiles: readonly Profile[],
  truth: DemoCompany['truth'],
  today: number,
): Map<string, PayingHabit> {
  const customers: DemoCustomer[] = profiles.map((profile) => profile.customer);
  const late = customers.filter(({ key, terms, pattern, size }) => {
    return truth[key] === undefined && terms !== 'prepaid' && pattern === 'monthly' && size === 'ordinary';
  });
  const habits = late.slice(8, 8 + LATE_PAYERS).map((each, index): [string, PayingHabit] => {
    return [each.key, { changedOn: today - 120 + 8 * index, later: 34 + 4 * index }];
  });
  const nothing = unpaying(customers, truth, today).map((key): [string, PayingHabit] => {
    return [key, { changedOn: today - 130, later: Number.POSITIVE_INFINITY }];
  });
  return new Map([...habits, ...nothing]);
}

function byFamily(products: readonly DemoProduct[]): Map<string, DemoProduct[]> {
  const families = new Map<string, DemoProduct[]>();
  for (const product of products) {
    families.set(product.categoryKey, [...(families.get(product.categoryKey) ?? []), product]);
  }
  return families;
}
