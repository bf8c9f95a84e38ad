import { describe, expect, test } from 'vitest';
import { formatDay, parseDay, weekday } from '../kernel/time.ts';
import { BASIC_PANELS } from './catalogue.ts';
import { demoCompany, only } from './company.ts';
import { seasonOf } from './season.ts';
import type { DemoCompany, DemoOrder, Pattern } from './types.ts';

const TODAY = '2026-11-23';
const today = parseDay(TODAY);
const company = demoCompany({ today: TODAY });
const byCustomer = Map.groupBy(company.orders, (order) => order.customerKey);
const customers = new Map(company.customers.map((customer) => [customer.key, customer]));

function dayOf(instant: string): number {
  return parseDay(instant.slice(0, 10));
}

function daysOf(key: string): number[] {
  return (byCustomer.get(key) ?? []).map((order) => dayOf(order.placedAt));
}

function amountOf(orders: readonly DemoOrder[]): number {
  return orders.reduce((sum, order) => sum + order.lines.reduce((part, line) => part + line.amountMinor, 0), 0);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((first, second) => first - second)[Math.floor(numbers.length / 2)];
}

function gapsOf(pattern: Pattern): number[] {
  const steady = company.customers.filter((each) => each.pattern === pattern && company.truth[each.key] === undefined);
  return steady.flatMap(({ key }) =>
    daysOf(key).flatMap((day, index, days) => (index === 0 ? [] : [day - days[index - 1]])),
  );
}

function familiesOf(orders: readonly DemoOrder[]): Set<string> {
  const products = new Map(company.products.map((product) => [product.key, product.categoryKey]));
  return new Set(orders.flatMap((order) => order.lines.map((line) => products.get(line.productKey) ?? '')));
}

describe('the demo company', () => {
  test('the same day and seed give the same bytes, another seed gives others', () => {
    const again = JSON.stringify(demoCompany({ today: TODAY }));
    expect(again === JSON.stringify(company)).toBe(true);
    expect(JSON.stringify(demoCompany({ today: TODAY, seed: 7 })) === again).toBe(false);
  });

  test('has 300 customers in the mix that the warnings were measured on', () => {
    const count = (pattern: Pattern) => company.customers.filter((each) => each.pattern === pattern).length;
    expect(company.customers).toHaveLength(300);
    expect([count('monthly'), count('dealer'), count('project'), count('northern')]).toEqual([129, 60, 60, 30]);
    expect(count('quarterly')).toBeGreaterThan(0);
    expect(count('new')).toBeGreaterThan(0);
    expect(company.products.length).toBeGreaterThanOrEqual(75);
    expect(company.categories.filter((each) => each.parentKey === null)).toHaveLength(8);
    expect(new Set(company.customers.map((each) => each.name)).size).toBe(300);
  });

  test('keys and numbers are unique and every reference leads somewhere', () => {
    const contacts = new Set(company.contacts.map((contact) => contact.key));
    const members = new Set(company.members.map((member) => member.key));
    const products = new Set(company.products.map((product) => product.key));
    expect(new Set(company.orders.map((order) => order.number)).size).toBe(company.orders.length);
    expect(new Set(company.returns.map((each) => each.number)).size).toBe(company.returns.length);
    expect(new Set(company.interactions.map((each) => each.key)).size).toBe(company.interactions.length);
    expect(company.customers.every((each) => members.has(each.ownerA) && members.has(each.ownerB))).toBe(true);
    expect(company.orders.every((order) => customers.has(order.customerKey) && order.lines.length > 0)).toBe(true);
    expect(company.orders.every((order) => order.lines.every((line) => products.has(line.productKey)))).toBe(true);
    expect(company.interactions.every((each) => each.contactKey === null || contacts.has(each.contactKey))).toBe(true);
    expect(company.complaints.every((each) => each.contactKey === null || contacts.has(each.contactKey))).toBe(true);
  });

  test('nothing lies after today and nothing before its cause', () => {
    const instants = [
      ...company.orders.map((order) => order.placedAt),
      ...company.interactions.map((each) => each.happenedAt),
    ];
    expect(instants.every((instant) => dayOf(instant) <= today)).toBe(true);
    expect(
      company.orders.every(
        ({ placedAt, deliveredDay }) => deliveredDay === null || parseDay(deliveredDay) > dayOf(placedAt),
      ),
    ).toBe(true);
    expect(
      company.complaints.every(({ openedAt, resolution }) => resolution === null || resolution.resolvedAt > openedAt),
    ).toBe(true);
  });

  test('amounts are whole minor units and equal quantity times price', () => {
    const lines = company.orders.flatMap((order) => order.lines);
    expect(
      lines.every((line) => Number.isInteger(line.amountMinor) && line.amountMinor === line.quantity * line.priceMinor),
    ).toBe(true);
  });

  test.each<[Pattern, number, number]>([
    ['monthly', 25, 38],
    ['dealer', 9, 16],
    ['quarterly', 75, 115],
  ])('%s customers keep their rhythm', (pattern, low, high) => {
    expect(median(gapsOf(pattern))).toBeGreaterThan(low);
    expect(median(gapsOf(pattern))).toBeLessThan(high);
  });

  test('project buyers come in waves of two to five orders, four to eight months apart', () => {
    const gaps = gapsOf('project');
    const between = gaps.filter((gap) => gap > 60);
    expect(gaps.filter((gap) => gap <= 21).length / between.length).toBeGreaterThan(1.5);
    expect(median(between)).toBeGreaterThan(120);
    expect(median(between)).toBeLessThan(230);
  });

  test('nobody orders in the festival week, northern customers not in winter', () => {
    for (const order of company.orders) {
      const isNorthern = customers.get(order.customerKey)?.pattern === 'northern';
      expect(seasonOf(dayOf(order.placedAt), isNorthern).pace, order.number).toBeGreaterThan(0);
    }
  });

  test('most orders fall on workdays and arrive when promised', () => {
    const delivered = company.orders.filter((order) => order.deliveredDay !== null);
    const late = delivered.filter((order) => (order.deliveredDay ?? '') > order.promisedDay);
    expect(
      company.orders.filter((order) => weekday(dayOf(order.placedAt)) > 4).length / company.orders.length,
    ).toBeLessThan(0.1);
    expect(late.length / delivered.length).toBeGreaterThan(0.02);
    expect(late.length / delivered.length).toBeLessThan(0.1);
  });

  test('sizes are believable', () => {
    const yearAgo = formatDay(today - 365);
    const yuan = (key: string) =>
      amountOf((byCustomer.get(key) ?? []).filter((order) => order.placedAt > yearAgo)) / 100;
    const of = (size: string) => company.customers.filter((each) => each.size === size).map((each) => yuan(each.key));
    const total = company.customers.reduce((sum, each) => sum + yuan(each.key), 0);
    expect(of('strategic')).toHaveLength(14);
    expect(of('strategic').filter((amount) => amount > 10_000_000).length).toBeGreaterThanOrEqual(11);
    expect(median(of('key'))).toBeGreaterThan(500_000);
    expect(median(of('ordinary'))).toBeLessThan(200_000);
    expect(total).toBeGreaterThan(200_000_000);
    expect(total).toBeLessThan(800_000_000);
  });

  test('this week is alive: orders, contacts, open complaints, open and finished tasks', () => {
    const monday = formatDay(today - 7);
    expect(company.orders.filter((order) => order.placedAt > monday).length).toBeGreaterThan(30);
    expect(company.interactions.filter((each) => each.happenedAt > monday).length).toBeGreaterThan(30);
    expect(company.complaints.filter((each) => each.resolution === null).length).toBeGreaterThanOrEqual(3);
    expect(company.tasks.filter((each) => each.doneAt === null).length).toBeGreaterThan(10);
    expect(company.tasks.filter((each) => each.doneAt !== null).length).toBeGreaterThan(5);
    expect(company.interactions.filter((each) => each.changeOfSupplier)).toHaveLength(1);
  });
});

describe('the truth kept beside it', () => {
  const entries = Object.entries(company.truth).map(([key, truth]) => ({ key, ...truth }));
  const inside = (key: string, since: string, until: string | null) => {
    return (byCustomer.get(key) ?? []).filter(
      ({ placedAt }) => placedAt.slice(0, 10) >= since && (until === null || placedAt.slice(0, 10) < until),
    );
  };

  test('has the shares of the simulated book', () => {
    const count = (kind: string) => entries.filter((each) => each.kind === kind).length;
    expect([count('stop'), count('fade'), count('cut'), count('pause')]).toEqual([36, 36, 30, 36]);
    expect(entries.every((each) => parseDay(each.since) > today - 731)).toBe(true);
  });

  test('who stops or pauses orders nothing until the return, and then again', () => {
    const stopped = entries.filter((each) => each.kind === 'stop' || each.kind === 'pause');
    expect(stopped.filter((each) => inside(each.key, each.since, each.until).length > 0)).toEqual([]);
    const back = stopped.filter(({ until }) => until !== null && parseDay(until) < today - 200);
    const returned = back.filter(({ key, until }) => daysOf(key).some((day) => day >= parseDay(until ?? '')));
    expect(returned.length / back.length).toBeGreaterThan(0.95);
  });

  test('who fades orders ever more rarely', () => {
    const fading = entries.filter((each) => each.kind === 'fade' && parseDay(each.since) < today - 180);
    const ratio = fading.map(({ key, since }) => {
      const before = daysOf(key).filter((day) => day < parseDay(since) && day >= parseDay(since) - 180).length;
      const after = daysOf(key).filter((day) => day >= parseDay(since) && day < parseDay(since) + 140).length;
      return after / Math.max(1, before);
    });
    expect(median(ratio)).toBeLessThan(0.6);
  });

  test('who cuts the range buys a third of it', () => {
    const cut = entries.filter((each) => each.kind === 'cut' && inside(each.key, each.since, each.until).length > 2);
    const ratios = cut.map(({ key, since, until }) => {
      const before = familiesOf(
        (byCustomer.get(key) ?? []).filter((order) => order.placedAt.slice(0, 10) < since),
      ).size;
      return familiesOf(inside(key, since, until)).size / before;
    });
    expect(Math.max(...ratios)).toBeLessThanOrEqual(0.5);
  });
});

describe('the customers of the stories', () => {
  test('S1 bought every month for four years and then stopped', () => {
    const days = daysOf(company.stories.S1);
    const gaps = days.flatMap((day, index) => (index === 0 ? [] : [day - days[index - 1]]));
    expect(today - (days.at(-1) ?? 0)).toBe(82);
    expect((days.at(-1) ?? 0) - days[0]).toBeGreaterThan(3.8 * 365);
    expect(gaps.filter((gap) => gap >= 20 && gap <= 45).length / gaps.length).toBeGreaterThan(0.85);
    expect(gaps.slice(-4).every((gap) => gap <= 45)).toBe(true);
  });

  test('S2 went from all categories to basic panels while logistics complaints rose', () => {
    const { since } = company.truth[company.stories.S2];
    const orders = byCustomer.get(company.stories.S2) ?? [];
    const complaints = company.complaints.filter((each) => each.customerKey === company.stories.S2);
    const before = orders.filter(
      (order) => order.placedAt < since && parseDay(order.placedAt.slice(0, 10)) > parseDay(since) - 90,
    );
    expect(familiesOf(before).size).toBeGreaterThan(25);
    expect([...familiesOf(orders.filter((order) => order.placedAt.slice(0, 10) >= since))]).toEqual([BASIC_PANELS]);
    expect(complaints.filter((each) => each.openedAt < since)).toEqual([]);
    expect(complaints.filter((each) => each.nature === 'logistics').length).toBeGreaterThanOrEqual(2);
  });
});

test('a part of the company holds only the customers asked for', () => {
  const part: DemoCompany = only(company, [company.stories.S1]);
  expect(part.customers.map((each) => each.key)).toEqual([company.stories.S1]);
  expect(part.orders.every((order) => order.customerKey === company.stories.S1)).toBe(true);
  expect(part.products).toEqual(company.products);
});

test.each(['2026-02-17', '2026-03-01', '2027-01-31', '2024-02-29'])('a company can be drawn for %s', (day) => {
  const other = demoCompany({ today: day });
  expect(other.customers).toHaveLength(300);
  expect(other.orders.every((order) => order.placedAt.slice(0, 10) <= day)).toBe(true);
});
