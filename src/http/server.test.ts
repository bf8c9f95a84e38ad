import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Schema } from '../database/tables/schema.ts';
import { AppError } from '../kernel/errors.ts';
import type { Authentication } from './authentication.ts';
import { REQUESTS_PER_MINUTE_MAX } from './limits.ts';
import { createLog } from './log.ts';
import type { AccessPort, Principal } from './permissions.ts';
import { type Route, type RouteDefinition, route } from './route.ts';
import { createServer } from './server.ts';

const PUBLIC_ID = '0192d1f0-0000-7000-8000-000000000001';
const CANARY = 'canary-7f3a';

const ADA: Principal = {
  memberId: '0192d1f0-0000-7000-8000-00000000000a',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'viewer',
  teamId: null,
  language: 'en',
};

// Not a mock of ours: the port's shape, with one person who is signed in by naming her in a header.
const authentication: Authentication = {
  principal: async (headers) => (headers.get('x-test-member') ? ADA : null),
  signIn: async () => [],
  signOut: async () => [],
  sessions: async () => [],
  changePassword: async () => [],
  hashPassword: async () => '',
};

const access: AccessPort = {
  can: (_principal, permission) => (permission === 'customers.read' ? 'own' : 'none'),
  opensToInvited: () => false,
  teamMembers: async () => [],
  findCustomer: async (publicId) => (publicId === PUBLIC_ID ? 42 : null),
};

const routes: Route[] = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/things',
    permission: 'customers.read',
    customer: true,
    query: z.object({ limit: z.coerce.number().int().max(200).default(50) }),
    reply: z.object({ number: z.number(), scope: z.string(), limit: z.number(), at: z.date() }),
    handle: ({ customerId, scope, query, act }) => ({
      number: customerId,
      scope: scope.kind === 'members' ? scope.memberIds.join() : 'all',
      limit: query.limit,
      at: act.at,
      leak: CANARY,
    }),
  }),
  route({
    method: 'POST',
    path: '/api/things',
    permission: 'signed-in',
    body: z.object({ name: z.string().max(5), part: z.strictObject({ amount: z.int() }).optional() }),
    reply: z.object({ name: z.string() }),
    handle: ({ body }) => ({ name: body.name }),
  }),
  route({
    method: 'GET',
    path: '/api/addresses',
    permission: 'public',
    reply: z.object({ address: z.string() }),
    handle: ({ request }) => ({ address: request.address }),
  }),
  route({ method: 'DELETE', path: '/api/things', permission: 'audit.read', handle: () => {} }),
  route({
    method: 'GET',
    path: '/api/failures',
    permission: 'public',
    handle: () => {
      throw new Error(`select ${CANARY}`);
    },
  }),
  route({
    method: 'GET',
    path: '/api/refusals',
    permission: 'public',
    handle: () => {
      throw new AppError('too_many_requests', { seconds: 7 });
    },
  }),
  route({
    method: 'POST',
    path: '/api/files',
    permission: 'public',
    upload: true,
    reply: z.object({ bytes: z.number() }),
    handle: async ({ upload }) => ({ bytes: await countBytes(upload()) }),
  }),
  route({
    method: 'GET',
    path: '/api/files',
    permission: 'public',
    download: true,
    handle: () => ({
      fileName: '客户 "1".csv',
      contentType: 'text/csv; charset=utf-8',
      content: Readable.from(['a,b\n']),
    }),
  }),
];

async function countBytes(stream: Readable): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream) bytes += (chunk as Buffer).length;
  return bytes;
}

const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const folder = mkdtempSync(join(tmpdir(), 'changke-site-'));
const lines: string[] = [];
let server: Awaited<ReturnType<typeof createServer>>;

beforeAll(async () => {
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>');
  writeFileSync(join(folder, 'logo.svg'), '<svg/>');
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {}');
  server = await serverBehind([]);
});

function serverBehind(trustedProxies: string[]) {
  return createServer({
    routes,
    config: { publicUrl: 'https://changke.example', trustedProxies },
    db,
    clock: { now: () => new Date('2026-11-23T00:00:00Z') },
    authentication,
    access,
    staticFolder: folder,
    log: createLog('info', { write: (line) => void lines.push(line) }),
  });
}

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const asAda = { 'x-test-member': 'ada' };

describe('who comes in', () => {
  test('nobody without a session, and the refusal speaks the browser’s language', async () => {
    const chinese = await server.inject({ url: `/api/customers/${PUBLIC_ID}/things` });
    expect(chinese.statusCode).toBe(401);
    expect(chinese.headers['content-type']).toContain('application/problem+json');
    expect(chinese.json()).toMatchObject({ code: 'not_signed_in', detail: expect.stringContaining('登录') });
    const english = await server.inject({
      url: `/api/customers/${PUBLIC_ID}/things`,
      headers: { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.8' },
    });
    expect(english.json().detail).toContain('Sign in');
    expect(english.json().requestId).toBe(english.headers['x-request-id']);
  });

  test('a missing permission is refused before the body is read', async () => {
    const reply = await server.inject({ method: 'DELETE', url: '/api/things', headers: asAda });
    expect(reply.statusCode).toBe(403);
    expect(reply.json().code).toBe('permission_missing');
  });

  test('an unknown customer and one out of reach look alike', async () => {
    const unknown = await server.inject({
      url: `/api/customers/${PUBLIC_ID.replace('1', '2')}/things`,
      headers: asAda,
    });
    const nonsense = await server.inject({ url: '/api/customers/42/things', headers: asAda });
    for (const reply of [unknown, nonsense]) expect(reply.statusCode).toBe(404);
    expect({ ...unknown.json(), requestId: '' }).toEqual({ ...nonsense.json(), requestId: '' });
  });

  test('a page of another site cannot change anything', async () => {
    const change = (headers: Record<string, string>) =>
      server.inject({ method: 'POST', url: '/api/things', headers: { ...asAda, ...headers }, payload: { name: 'x' } });
    expect((await change({ origin: 'https://evil.example' })).json().code).toBe('origin_refused');
    expect((await change({ origin: 'null' })).statusCode).toBe(403);
    expect((await change({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await change({ origin: 'http://localhost:80' })).statusCode).toBe(200);
    expect((await change({ origin: 'https://changke.example', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
    expect((await change({})).statusCode).toBe(200);
  });
});

test('a client’s address is taken from a trusted proxy only', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const untrusted = await server.inject({ url: '/api/addresses', headers, remoteAddress: '10.1.1.1' });
  expect(untrusted.json()).toEqual({ address: '10.1.1.1' });
  const behind = await serverBehind(['10.1.0.0/16']);
  const trusted = await behind.inject({ url: '/api/addresses', headers, remoteAddress: '10.1.1.1' });
  expect(trusted.json()).toEqual({ address: '203.0.113.7' });
  const direct = await behind.inject({ url: '/api/addresses', headers, remoteAddress: '10.2.1.1' });
  expect(direct.json()).toEqual({ address: '10.2.1.1' });
  await behind.close();
});

describe('what goes in and out', () => {
  test('a reply loses what its schema does not name', async () => {
    const reply = await server.inject({ url: `/api/customers/${PUBLIC_ID}/things?limit=5`, headers: asAda });
    expect(reply.json()).toEqual({ number: 42, scope: ADA.memberId, limit: 5, at: '2026-11-23T00:00:00.000Z' });
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['an unknown key', '{"name":"a","other":1}'],
    ['a nested unknown key', '{"name":"a","part":{"amount":1,"other":1}}'],
    ['__proto__', '{"name":"a","__proto__":{"admin":true}}'],
    ['no JSON', '{"name":'],
    ['an empty body', ''],
    ['a long name', '{"name":"abcdef"}'],
    ['a deep array', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('a body with %s is refused with a sentence', async (_what, payload) => {
    const headers = { ...asAda, 'content-type': 'application/json' };
    const reply = await server.inject({ method: 'POST', url: '/api/things', headers, payload });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().detail).toMatch(/[A-Z].*\.$/);
    expect(reply.body).not.toContain('node_modules');
  });

  test('fields that do not fit are named, their values are not', async () => {
    const reply = await server.inject({
      method: 'POST',
      url: '/api/things',
      headers: asAda,
      payload: { name: CANARY },
    });
    expect(reply.json().fields).toEqual([{ field: 'name', reason: expect.any(String) }]);
    expect(reply.body).not.toContain(CANARY);
  });

  test('a body over the limit is refused with 413', async () => {
    const payload = { name: 'x'.repeat(1024 * 1024) };
    const reply = await server.inject({ method: 'POST', url: '/api/things', headers: asAda, payload });
    expect(reply.statusCode).toBe(413);
  });

  test('a query with unknown keys or out of range is refused', async () => {
    for (const query of ['limit=201', 'limit=x', 'other=1', 'limit=1&limit=2']) {
      const reply = await server.inject({ url: `/api/customers/${PUBLIC_ID}/things?${query}`, headers: asAda });
      expect(reply.statusCode).toBe(400);
    }
  });

  test('files go both ways as streams', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await server.inject({ method: 'POST', url: '/api/files', headers, payload: Buffer.alloc(3_000_000) });
    expect(sent.json()).toEqual({ bytes: 3_000_000 });
    const sheet = { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
    const typed = await server.inject({ method: 'POST', url: '/api/files', headers: sheet, payload: Buffer.alloc(9) });
    expect(typed.json()).toEqual({ bytes: 9 });
    const stray = await server.inject({
      method: 'POST',
      url: '/api/things',
      headers: { ...asAda, ...sheet },
      payload: 'x',
    });
    expect(stray.json().code).toBe('media_type_unsupported');
    const wrong = await server.inject({ method: 'POST', url: '/api/files', payload: { a: 1 } });
    expect(wrong.json().code).toBe('media_type_unsupported');
    const file = await server.inject({ url: '/api/files' });
    expect(file.body).toBe('a,b\n');
    expect(file.headers['content-disposition']).toContain("filename*=UTF-8''%E5%AE%A2%E6%88%B7%20%221%22.csv");
  });

  test('an upload over the limit ends with 413', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const payload = Buffer.alloc(50 * 1024 * 1024 + 1);
    const reply = await server.inject({ method: 'POST', url: '/api/files', headers, payload });
    expect(reply.statusCode).toBe(413);
  });
});

describe('when something goes wrong', () => {
  test('a bug becomes a number to tell the administrator, and a log line', async () => {
    const reply = await server.inject({ url: '/api/failures' });
    expect(reply.statusCode).toBe(500);
    expect(reply.json().detail).toContain(reply.headers['x-request-id']);
    expect(reply.body).not.toContain(CANARY);
    expect(lines.some((line) => line.includes('a request failed'))).toBe(true);
  });

  test('a refusal to wait says how long', async () => {
    const reply = await server.inject({ url: '/api/refusals' });
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '7']);
  });

  test('an unknown address is a problem under /api, and the page elsewhere', async () => {
    const api = await server.inject({ url: `/api/nothing?name=${CANARY}` });
    expect([api.statusCode, api.json().code]).toEqual([404, 'route_unknown']);
    expect(api.body).not.toContain(CANARY);
    expect((await server.inject({ url: '/assets/gone.js' })).statusCode).toBe(404);
    expect((await server.inject({ method: 'POST', url: '/customers' })).statusCode).toBe(404);
    expect((await server.inject({ url: '/%E0%A4%A' })).statusCode).toBe(400);
    expect((await server.inject({ url: `/api/things?q=${'x'.repeat(5000)}` })).statusCode).toBe(400);
  });

  test('a flood from one address is slowed, others are not', async () => {
    const from = (remoteAddress: string) => server.inject({ url: '/api/refusals', remoteAddress });
    for (let count = 0; count < REQUESTS_PER_MINUTE_MAX; count++) await from('10.0.0.9');
    const flooded = await from('10.0.0.9');
    expect(flooded.json()).toMatchObject({ code: 'too_many_requests' });
    expect(Number(flooded.headers['retry-after'])).toBeGreaterThan(7);
    expect((await from('10.0.0.10')).headers['retry-after']).toBe('7');
  });

  test('neither what was asked nor a cookie reaches the log', () => {
    expect(lines.join('')).not.toMatch(/canary-7f3a(?!.*a request failed)/s);
    const log = createLog('info', { write: (line) => void lines.push(line) });
    log.info({ password: CANARY, member: { email: CANARY, nested: { token: CANARY } } }, 'x');
    expect(lines.at(-1)).not.toContain(CANARY);
  });
});

describe('the pages', () => {
  test('every address gives the page with a nonce of its own and a strict policy', async () => {
    const first = await server.inject({ url: '/customers/1?tab=orders' });
    const second = await server.inject({ url: '/' });
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(first.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(nonce).toHaveLength(24);
    expect(second.body).not.toContain(nonce);
    expect((await server.inject({ url: '/index.html' })).body).not.toContain('__CSP_NONCE__');
  });

  test('built files are kept for a year, others for an hour', async () => {
    const asset = await server.inject({ url: '/assets/app-1a2b.js' });
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await server.inject({ url: '/logo.svg' })).headers['cache-control']).toBe('public, max-age=3600');
    expect(asset.headers['x-content-type-options']).toBe('nosniff');
    expect(asset.headers['strict-transport-security']).toBeDefined();
  });
});

test('a route whose path and schema disagree, or whose customer is public, is refused at start', () => {
  const params = z.strictObject({ id: z.uuid() });
  const handle = () => {};
  expect(() => route({ method: 'GET', path: '/api/a/:other', permission: 'public', params, handle })).toThrow('params');
  expect(() => route({ method: 'GET', path: '/api/a', permission: 'audit.read', customer: true, handle })).toThrow(
    ':publicId',
  );
});

test('a route without a permission does not compile', () => {
  type Definition = RouteDefinition<'public', false, z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
  const mayBeLeftOut: Omit<Definition, 'permission'> extends Definition ? true : false = false;
  expect(mayBeLeftOut).toBe(false);
});
