import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCustomer } from '../src/domain/customers/customers.ts';
import { ROLES } from '../src/domain/team/member.ts';
import { opensToInvited, PERMISSIONS, scopeOf } from '../src/domain/team/permissions.ts';
import type { CustomerScope, Permission } from '../src/http/permissions.ts';
import { pathParams, type Route } from '../src/http/route.ts';
import { createOffice, type Office, PEOPLE, type PersonKey } from './office.ts';
import { type Book, createBook, type OWNERSHIPS } from './office-book.ts';
import { routesOnDisk } from './routes-on-disk.ts';
import { createWorld, type World } from './world.ts';

/** Who asks: one of each role, and of the account managers a colleague's and a stranger's view of the same customers. */
const ASKERS: readonly PersonKey[] = PEOPLE.map(({ key }) => key);

interface Given {
  readonly customerId: number | undefined;
  readonly scope: CustomerScope;
}

const routes = await routesOnDisk();
/** What the handler of the last request was given; the routes of this office end where theirs begin. */
let given: Given | null = null;

let world: World;
let office: Office;
let book: Book;

beforeAll(async () => {
  world = await createWorld();
  office = await createOffice(world, routes.map(endAtTheDoor), (publicId, scope) =>
    findCustomer(world.db, publicId, scope),
  );
  book = await createBook(world, office);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function endAtTheDoor(route: Route): Route {
  return {
    ...route,
    limit: null,
    reply: null,
    download: false,
    answer: async (call) => {
      given = { customerId: call.customerId, scope: call.scope };
      // People do sign in; a knock brings no body.
      if (route.path === '/api/session' && call.body) await route.answer(call);
    },
  };
}

interface Knock {
  readonly status: number;
  readonly code: string;
  readonly given: Given | null;
}

function placeOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** The route's address for one customer; other ids are made up. */
function addressOf(route: Route, publicId: string): string {
  const filled = pathParams(route.path).reduce(
    (path, name) => path.replace(`:${name}`, name === 'publicId' ? publicId : '0192d1f0-0000-7000-8000-000000000000'),
    route.path as string,
  );
  return filled;
}

async function knock(route: Route, asker: PersonKey | null, publicId: string): Promise<Knock> {
  given = null;
  const payload = route.upload ? 'x' : undefined;
  const headers = route.upload ? { 'content-type': 'application/octet-stream' } : {};
  const reply = await office.ask(asker, { method: route.method, url: addressOf(route, publicId), payload, headers });
  const code = reply.statusCode === 204 ? 'let in' : reply.json().code;
  return { status: reply.statusCode, code, given };
}

/** Who may reach a customer by the table alone: written apart from the code it checks. */
function expectedReach(route: Route, asker: PersonKey, ownership: (typeof OWNERSHIPS)[number]): string {
  const person = PEOPLE.find(({ key }) => key === asker);
  const scope =
    route.permission === 'public' || route.permission === 'signed-in'
      ? 'own'
      : scopeOf(person?.role ?? '', route.permission);
  if (scope === 'none') return 'permission_missing';
  if (!route.customer || scope === 'all') return 'let in';
  const owners = [ownership.ownerA, ownership.ownerB];
  const mine = owners.includes(asker);
  const ofMyTeam = owners.some(
    (owner) => owner && person?.team && PEOPLE.find(({ key }) => key === owner)?.team === person.team,
  );
  const opened = ownership.collaborator === asker && ownership.isOpen && opensToInvited(route.permission as Permission);
  return mine || opened || (scope === 'team' && ofMyTeam) ? 'let in' : 'customer_not_found';
}

test('there are routes, each at one place, each with its permission in the table', () => {
  expect(routes.length).toBeGreaterThan(15);
  const places = routes.map(placeOf);
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  for (const route of routes) {
    const isKnown =
      route.permission === 'public' || route.permission === 'signed-in' || route.permission in PERMISSIONS;
    expect(isKnown, `${placeOf(route)} names ${route.permission}`).toBe(true);
  }
});

test('what a module declares is served, and nothing else', async () => {
  const { routes: served } = await import('../src/modules.ts');
  expect([...served].map(placeOf).sort()).toEqual(routes.map(placeOf).sort());
});

test('only signing in is public', () => {
  expect(routes.filter(({ permission }) => permission === 'public').map(placeOf)).toEqual(['POST /api/session']);
});

test('a route that names a customer says so, and every table row has a reach for every role', () => {
  for (const route of routes) {
    expect(route.customer, `${placeOf(route)} has :publicId, so it needs customer: true`).toBe(
      route.path.includes(':publicId'),
    );
  }
  for (const reaches of Object.values(PERMISSIONS)) expect(Object.keys(reaches).sort()).toEqual([...ROLES].sort());
  expect(scopeOf('nobody', 'customers.read')).toBe('none');
  expect(scopeOf('constructor', 'customers.read')).toBe('none');
});

describe.each(routes.map((route) => [placeOf(route), route] as const))('%s', (_place, route) => {
  test('nobody comes in without signing in', async () => {
    const [first] = book.customers;
    const { code, status } = await knock(route, null, first?.publicId ?? '');
    expect([status, code]).toEqual(route.permission === 'public' ? [204, 'let in'] : [401, 'not_signed_in']);
  });

  test.each(ASKERS)('%s comes in for exactly the customers of the table', async (asker) => {
    for (const customer of route.customer ? book.customers : book.customers.slice(0, 1)) {
      const wanted = expectedReach(route, asker, customer);
      const found = await knock(route, asker, customer.publicId);
      const handed = wanted === 'let in' && route.customer ? customer.customerId : undefined;
      expect({ customer: customer.key, code: found.code, handed: found.given?.customerId }).toEqual({
        customer: customer.key,
        code: wanted,
        handed,
      });
    }
  });

  test('an unknown customer and one of others answer alike', async () => {
    if (!route.customer) return;
    const foreign = book.customers.find(({ key }) => key === 'strangers');
    const unknown = await office.ask('account_manager', {
      method: route.method,
      url: addressOf(route, '0192d1f0-0000-7000-8000-00000000ffff'),
    });
    const others = await office.ask('account_manager', {
      method: route.method,
      url: addressOf(route, foreign?.publicId ?? ''),
    });
    expect(others.statusCode).toBe(unknown.statusCode);
    expect({ ...others.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' });
  });
});

test('lists are told whose customers they may show', async () => {
  const list = routes.find(({ permission, customer }) => permission === 'customers.read' && !customer);
  if (!list) return;
  const scopeFor = async (asker: PersonKey) => (await knock(list, asker, '')).given?.scope;
  const team = PEOPLE.filter(({ team }) => team === 'first').map(({ key }) => office.people[key].memberId);
  expect(await scopeFor('executive')).toEqual({ kind: 'all' });
  const seen = await scopeFor('account_manager');
  expect(new Set(seen?.kind === 'members' ? seen.memberIds : [])).toEqual(new Set(team));
  const invited = { memberId: office.people.account_manager.memberId, at: world.clock.now() };
  expect(seen).toMatchObject({ invited });
});
