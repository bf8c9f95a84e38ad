import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import type { DemoCustomer, DemoGroup } from './types.ts';

/** Six groups of two to five customers each; a group's name is the brand of its first child. */
export function formGroups(random: Random, profiles: readonly Profile[]): DemoGroup[] {
  const rest = random.shuffled(largeOnes(profiles));
  return [5, 4, 3, 3, 2, 2].map((size, index) => {
    const children = rest.splice(0, size);
    const brand = brandOf(children[0]);
    return join({ key: `G${index + 1}`, name: `${brand}集团`, parentKey: null }, brand, children);
  });
}

/** Of the later groups: how many children, and the group in which it lies with its part of the trade. */
const LATER: readonly (readonly [size: number, parentKey?: string, part?: string])[] = [
  [6],
  [4],
  [3, 'G1', '置业'],
  [2, 'G1', '装配'],
  [3, 'G7', '家居'],
  [2, 'G7', '贸易'],
];

/** Six groups more, four of which lie in others and carry their brand; no two children of a brand sit in one city. */
export function formLaterGroups(
  random: Random,
  profiles: readonly Profile[],
  formed: readonly DemoGroup[],
): DemoGroup[] {
  const all = new Map(formed.map((group) => [group.key, group]));
  const rest = random.shuffled(largeOnes(profiles).filter((each) => each.groupKey === null));
  for (const [index, [size, parentKey, part = '']] of LATER.entries()) {
    const above = parentKey === undefined ? undefined : all.get(parentKey);
    const brand = above === undefined ? brandOf(rest[0]) : above.name.slice(0, -'集团'.length);
    const children = takeApart(rest, size, citiesOf(profiles, brand));
    const name = above === undefined ? `${brand}集团` : `${brand}${part}`;
    const group = join({ key: `G${formed.length + index + 1}`, name, parentKey: parentKey ?? null }, brand, children);
    all.set(group.key, group);
  }
  return [...all.values()];
}

function largeOnes(profiles: readonly Profile[]): DemoCustomer[] {
  return profiles
    .filter(({ story, customer }) => story === null && customer.size !== 'ordinary')
    .map((each) => each.customer);
}

function citiesOf(profiles: readonly Profile[], brand: string): Set<string> {
  return new Set(profiles.flatMap(({ customer }) => (brandOf(customer) === brand ? [customer.city] : [])));
}

/** Takes so many off the list, each of another city; the first carries the brand already. */
function takeApart(rest: DemoCustomer[], size: number, cities: Set<string>): DemoCustomer[] {
  const taken: DemoCustomer[] = [];
  for (const each of [...rest]) {
    if (taken.length === size) break;
    const isFirst = taken.length === 0 && cities.size === 1 && cities.has(each.city);
    if (cities.has(each.city) && !isFirst) continue;
    cities.add(each.city);
    taken.push(each);
    rest.splice(rest.indexOf(each), 1);
  }
  return taken;
}

function brandOf({ shortName, city }: DemoCustomer): string {
  return shortName.slice(city.length);
}

function join(group: DemoGroup, brand: string, children: readonly DemoCustomer[]): DemoGroup {
  for (const child of children) {
    child.groupKey = group.key;
    child.name = child.name.replace(child.shortName, `${child.city}${brand}`);
    child.shortName = `${child.city}${brand}`;
  }
  return group;
}
