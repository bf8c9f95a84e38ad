import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCustomer } from '../src/domain/customers/customers.ts';
import { openapiOf } from '../src/http/openapi.ts';
import { pathParams, type Route } from '../src/http/route.ts';
import { jobs } from '../src/modules.ts';
import { nearly } from './json-fuzz.ts';
import { createOffice, type Office, PEOPLE, type PersonKey } from './office.ts';
import { type Book, type BookCustomer, canaryPhone, createBook, type Ownership } from './office-book.ts';
import { routesOnDisk } from './routes-on-disk.ts';
import { createWorld, type World } from './world.ts';

/** Cases per route in every run; the long run asks for more. */
/** The same cases in every run, so that a landing does not fail by luck; the long run takes a seed of its own. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);
const CASES_PER_ROUTE = Number(process.env.FUZZ_CASES ?? 30);
const MADE_UP = '0192d1f0-0000-7000-8000-000000000000';

const routes = await routesOnDisk();
const reads = routes.filter(({ method }) => method === 'GET');

let world: World;
let office: Office;
let book: Book;

beforeAll(async () => {
  world = await createWorld({ jobs });
  office = await createOffice(world, routes.map(withoutLimit), (publicId, scope) =>
    findCustomer(world.db, publicId, scope),
  );
  book = await createBook(world, office);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function withoutLimit(route: Route): Route {
  return { ...route, limit: null };
}

function placeOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

/** The route's address for one customer, with the ids of things that belong to `owner`. */
function addressOf(route: Route, customer: BookCustomer | undefined, owner = customer): string {
  return pathParams(route.path).reduce((path, name) => {
    const word = path.split('/').at(path.split('/').indexOf(`:${name}`) - 1) ?? '';
    return path.replace(
      `:${name}`,
      name === 'publicId' ? (customer?.publicId ?? MADE_UP) : (owner?.things[word] ?? MADE_UP),
    );
  }, route.path as string);
}

/** Every table of ours by its rows; the queue's own housekeeping is not ours. */
async function contents(): Promise<Record<string, string>> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth') and tablename <> 'migration' order by 1`,
  );
  const hashes = rows.map(async ({ name }) => {
    const found = await world.database.pool.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '') as hash from ${name} as row`,
    );
    return [name, String(found.rows[0].hash)] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

test('reading changes nothing, however often a link is opened', async () => {
  for (const asker of ['administrator', 'account_manager'] as const) await office.cookieOf(asker);
  const before = await contents();
  for (const asker of ['administrator', 'account_manager'] as const) {
    for (const method of ['GET', 'HEAD', 'GET'] as const) {
      for (const route of reads) {
        const url = addressOf(route, customerOf('own'));
        const { statusCode } = await office.ask(asker, { method, url });
        expect(statusCode, `${placeOf(route)}: ${office.failures.at(-1)}`).not.toBe(500);
      }
    }
  }
  expect(await contents()).toEqual(before);
}, 120_000);

function customerOf(key: string): BookCustomer | undefined {
  return book.customers.find((customer) => customer.key === key);
}

const withThings = routes.filter(({ customer, path }) => customer && pathParams(path).length > 1);

test.each(withThings.map((route) => [placeOf(route), route] as const))(
  '%s does not reach a thing of another customer through one’s own',
  async (_place, route) => {
    await office.cookieOf('account_manager');
    const before = await contents();
    const url = addressOf(route, customerOf('own'), customerOf('strangers'));
    for (const payload of fc.sample(route.body ? nearly(route.body) : fc.constant(undefined), {
      numRuns: 12,
      seed: SEED,
    })) {
      const reply = await office.ask('account_manager', { method: route.method, url, ...jsonOf(payload) });
      // Taking away what is not there is harmless and may say so; showing it is not.
      const allowed = route.method === 'DELETE' ? [204, 400, 403, 404] : [400, 403, 404];
      expect(allowed, reply.body).toContain(reply.statusCode);
    }
    expect(await contents()).toEqual(before);
  },
);

/** The questions that open a list widest; without them it shows nothing, or only what is one's own. */
const WIDEST: Readonly<Record<string, string>> = {
  '/api/customers': '?limit=200',
  '/api/search': '?query=customer',
  '/api/tasks': '?owner=all',
  '/api/tier-overrides': '?limit=200',
  '/api/warnings': '?limit=200',
};

describe('what one may not reach does not appear', () => {
  test.each(['account_manager', 'colleague', 'stranger'] as const)('in any list of %s', async (asker) => {
    const hidden = book.customers.filter((customer) => !isReachable(asker, customer));
    expect(hidden.length).toBeGreaterThan(0);
    for (const route of reads.filter(({ customer }) => !customer)) {
      const { body } = await office.ask(asker, { url: addressOf(route, undefined) + (WIDEST[route.path] ?? '') });
      // Customers without an owner are there to be taken: their names are no secret to those who may.
      for (const { key, publicId } of hidden.filter(
        (each) => !(route.path === '/api/pool' && each.key === 'nobodys'),
      )) {
        const shown = body.includes(`customer-of-${key}`) || body.includes(publicId);
        expect(shown, `${placeOf(route)} shows ${asker} the customer of ${key}`).toBe(false);
      }
    }
  });

  test.each(Object.entries(WIDEST))('though an administrator sees it in %s%s', async (path, question) => {
    const { body } = await office.ask('administrator', { url: path + question });
    for (const { name } of book.customers) expect(body).toContain(name);
  });

  test('in what one carries away as a file', async () => {
    const payload = { filters: {}, reason: 'who sees what' };
    const request = { method: 'POST', url: '/api/customer-exports', payload } as const;
    const all = await office.ask('administrator', request);
    const own = await office.ask('account_manager', request);
    expect([all.statusCode, own.statusCode]).toEqual([200, 200]);
    for (const { key, name, ownerA, ownerB } of book.customers) {
      expect(all.body).toContain(name);
      expect(own.body.includes(name), key).toBe([ownerA, ownerB].includes('account_manager'));
    }
  });
});

describe('a whole phone number', () => {
  test.each(PEOPLE.map(({ key }) => key))('appears in nothing that %s reads or carries away', async (asker) => {
    const phones = book.customers.map(({ key }) => canaryPhone(key));
    const requests = [
      ...reads.flatMap((route) =>
        (route.customer ? book.customers : [undefined]).map((customer) => ({
          url: addressOf(route, customer) + (WIDEST[route.path] ?? ''),
        })),
      ),
      { method: 'POST', url: '/api/customer-exports', payload: { filters: {}, reason: 'who sees what' } } as const,
    ];
    for (const request of requests) {
      const { body } = await office.ask(asker, request);
      expect(
        phones.filter((phone) => body.includes(phone)),
        `${request.url} shows ${asker}`,
      ).toEqual([]);
    }
    expect(office.failures.filter((line) => phones.some((phone) => line.includes(phone)))).toEqual([]);
  });

  test('is shown to who may speak with the customer, so often a day, and each look is kept', async () => {
    const mine = customerOf('own');
    const url = `/api/customers/${mine?.publicId}/contacts/${mine?.things['contacts']}/phone-reveals`;
    const look = () => office.ask('account_manager', { method: 'POST', url });
    expect((await look()).json()).toEqual({ phone: canaryPhone('own') });
    const replies = [];
    for (let count = 1; count <= 100; count++) replies.push((await look()).statusCode);
    expect([replies.filter((status) => status === 200).length, replies.at(-1)]).toEqual([99, 429]);
    const kept = async (action: string) =>
      (await office.ask('administrator', { url: `/api/audit-entries?subject=contact_phone&action=${action}` })).json();
    expect((await kept('revealed')).total).toBe(100);
    expect((await kept('alarmed')).total).toBe(1);
    world.clock.advance({ hours: 24 });
    expect((await look()).statusCode).toBe(200);
  });
});

/** An account manager reaches what somebody of the own team owns, and what was opened to them, at the widest. */
function isReachable(asker: PersonKey, { ownerA, ownerB, collaborator, isOpen }: Ownership): boolean {
  const team =
    asker === 'stranger'
      ? ['stranger']
      : ['account_manager', 'colleague', 'retention_lead', 'administrator', 'service_agent', 'assistant'];
  if (isOpen && collaborator === asker) return true;
  return [ownerA, ownerB].some((owner) => owner !== null && team.includes(owner));
}

// Leaving and signing out would only shut the door behind the fuzzing.
const fuzzed = routes.filter((route) => placeOf(route) !== 'DELETE /api/session');

describe.each(fuzzed.map((route) => [placeOf(route), route] as const))('nonsense sent to %s', (_place, route) => {
  test('is answered with a sentence, never with a failure', async () => {
    const query = nearly(route.query);
    const body = route.body ? nearly(route.body) : fc.constant(undefined);
    const customers = fc.constantFrom(...book.customers, undefined);
    await fc.assert(
      fc.asyncProperty(query, body, customers, async (asked, payload, customer) => {
        const reply = await office.ask('administrator', {
          method: route.method,
          url: `${addressOf(route, customer)}?${queryText(asked)}`,
          ...(route.upload ? fileOf(payload) : jsonOf(payload)),
        });
        expect(reply.statusCode, office.failures.at(-1)).not.toBe(500);
        const sentence = reply.statusCode >= 400 ? reply.json().detail : '.';
        expect(sentence).toMatch(/[.。]/);
      }),
      { numRuns: CASES_PER_ROUTE, seed: SEED },
    );
  }, 120_000);
});

function queryText(asked: unknown): string {
  if (typeof asked !== 'object' || asked === null) return '';
  const parts = Object.entries(asked).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(
    parts.map(([key, value]) => [(key ?? '').toWellFormed(), (value ?? '').toWellFormed()]),
  ).toString();
}

function jsonOf(payload: unknown) {
  if (payload === undefined) return {};
  return { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) };
}

function fileOf(payload: unknown) {
  return { headers: { 'content-type': 'application/octet-stream' }, payload: Buffer.from(String(payload)) };
}

test('every body is strict all the way down', () => {
  const document = openapiOf(routes);
  const loose = looseObjects(document.paths, '').filter((place) => place.includes('requestBody'));
  expect(loose).toEqual([]);
});

/** Places of objects with named properties that would take others too. */
function looseObjects(node: unknown, place: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const isLoose = 'properties' in node && 'type' in node && node.type === 'object' && !('additionalProperties' in node);
  const inside = Object.entries(node).flatMap(([key, value]) => looseObjects(value, `${place}/${key}`));
  return isLoose ? [place, ...inside] : inside;
}
