import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditRoutes } from '../src/domain/audit/routes.ts';
import { teamRoutes } from '../src/domain/team/routes.ts';
import { addMember, ensureAdministrator } from '../src/domain/team/team.ts';
import { createCredentials, hashPassword, pendingSchemaChanges } from '../src/http/credentials.ts';
import { cookiesOf, createOffice, nextAddress, type Office, TEST_SECRET } from './office.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let office: Office;

beforeAll(async () => {
  world = await createWorld();
  office = await createOffice(world, [...teamRoutes, ...auditRoutes]);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function signIn(email: string, password: string, remoteAddress = nextAddress()) {
  return office.server.inject({ method: 'POST', url: '/api/session', payload: { email, password }, remoteAddress });
}

async function entries(action: string) {
  const { rows } = await world.database.pool.query(
    'select member_id, subject, subject_id, address, details from audit_entry where action = $1 order by at, id',
    [action],
  );
  return rows;
}

test('better-auth wants nothing changed in its schema', async () => {
  expect(await pendingSchemaChanges(world.database)).toBe('');
});

describe('signing in', () => {
  test('opens a session in a cookie no script can read, and tells who I am and what I may do', async () => {
    const { email, password, memberId } = office.people.account_manager;
    const reply = await signIn(email.toUpperCase(), password);
    expect(reply.statusCode).toBe(204);
    expect(reply.headers['set-cookie']).toEqual([
      expect.stringMatching(/^changke\.session_token=.*HttpOnly; SameSite=Lax/),
    ]);
    const me = await office.server.inject({ url: '/api/session', headers: { cookie: cookiesOf(reply) } });
    expect(me.json()).toMatchObject({
      member: { id: memberId, email, role: 'account_manager', language: 'en' },
      permissions: { 'customers.write': 'own', 'customers.read': 'team', 'team.manage': 'none' },
    });
    expect(await entries('signed_in')).toContainEqual(
      expect.objectContaining({ member_id: memberId, subject: 'member' }),
    );
  });

  test('an unknown address and a wrong password look alike, and both are remembered without the address', async () => {
    const wrong = await signIn(office.people.viewer.email, 'not the password');
    const unknown = await signIn('nobody@office.example', 'not the password');
    expect(wrong.statusCode).toBe(401);
    expect({ ...wrong.json(), requestId: '' }).toEqual({ ...unknown.json(), requestId: '' });
    const refused = await entries('sign_in_refused');
    expect(new Set(refused.map(({ subject_id }) => subject_id))).toEqual(
      new Set([office.people.viewer.memberId, null]),
    );
    expect(JSON.stringify(refused)).not.toMatch(/office\.example|not the password/);
  });

  test.each([
    ['an altered cookie', (cookie: string) => cookie.replace(/.(?=[^.]*$)/, 'x')],
    ['a made-up cookie', () => 'changke.session_token=abc.def'],
    ['another secret’s cookie', (cookie: string) => `${cookie.slice(0, -12)}AAAAAAAAAA%3D`],
  ])('%s opens nothing', async (_what, change) => {
    const cookie = change(await office.cookieOf('executive'));
    expect((await office.server.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
  });

  test('a fourth try within ten seconds from one address waits, whoever it is; another address does not', async () => {
    const address = nextAddress();
    for (let count = 0; count < 3; count++)
      expect((await signIn(`p${count}@office.example`, 'x', address)).statusCode).toBe(401);
    const { email, password } = office.people.colleague;
    const fourth = await signIn(email, password, address);
    expect([fourth.statusCode, fourth.headers['retry-after']]).toEqual([429, '10']);
    expect((await signIn(email, password)).statusCode).toBe(204);
    world.clock.advance({ minutes: 1 });
    expect((await signIn(email, password, address)).statusCode).toBe(204);
  });

  test('an account is tried at most ten times in fifteen minutes, from however many addresses at once', async () => {
    const { email, password } = office.people.stranger;
    const tries = await Promise.all(Array.from({ length: 25 }, () => signIn(email, 'guess')));
    const codes = tries.map((reply) => reply.json().code);
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(10);
    expect(codes.filter((code) => code === 'sign_in_delayed')).toHaveLength(15);
    const delayed = await signIn(email, password);
    expect(delayed.json()).toMatchObject({
      code: 'sign_in_delayed',
      detail: expect.stringMatching(/\d+ (seconds|秒)/),
    });
    world.clock.advance({ minutes: 15 });
    expect((await signIn(email, password)).statusCode).toBe(204);
    expect((await signIn(email, 'guess')).json().code).toBe('sign_in_failed');
  });

  test('behind https the cookie never travels in the clear', async () => {
    const secure = createCredentials({
      database: world.database,
      secret: TEST_SECRET,
      publicUrl: 'https://changke.example',
    });
    const { email, password } = office.people.viewer;
    const origin = { address: '10.0.0.1', headers: new Headers() };
    const signedIn = await secure.signIn(origin, email, password, world.clock.now());
    expect(signedIn?.cookies[0]).toMatch(/^__Secure-changke\.session_token=.*; Secure/);
  });

  test('the public cannot sign up', async () => {
    const payload = { email: 'new@office.example', password: 'a long enough password', name: 'New' };
    for (const url of ['/api/auth/sign-up/email', '/sign-up/email', '/api/members']) {
      const reply = await office.ask(null, { method: 'POST', url, payload });
      expect([401, 404]).toContain(reply.statusCode);
    }
  });
});

describe('sessions', () => {
  test('signing out ends this one, and twice is harmless', async () => {
    const { email, password } = office.people.service_agent;
    const cookie = cookiesOf(await signIn(email, password));
    const out = await office.server.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    expect(out.statusCode).toBe(204);
    expect(out.cookies[0]?.value).toBe('');
    expect((await office.server.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
    expect(
      (await office.server.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })).statusCode,
    ).toBe(401);
    expect(await entries('signed_out')).toHaveLength(1);
  });

  test('a changed password ends the others and renews this one', async () => {
    const { email, password } = office.people.service_agent;
    const [here, there] = [cookiesOf(await signIn(email, password)), cookiesOf(await signIn(email, password))];
    const listed = await office.server.inject({ url: '/api/sessions', headers: { cookie: here } });
    expect(
      listed
        .json()
        .items.map(({ current }: { current: boolean }) => current)
        .sort(),
    ).toEqual([false, true]);
    expect(listed.body).not.toContain('token');

    const change = (current: string, wanted: string) =>
      office.server.inject({
        method: 'PUT',
        url: '/api/session/password',
        headers: { cookie: here },
        payload: { current, wanted },
        remoteAddress: nextAddress(),
      });
    expect((await change('wrong', 'a new long password')).json().code).toBe('password_wrong');
    expect((await change(password, 'short')).json().code).toBe('password_unfit');
    const changed = await change(password, 'a new long password');
    expect(changed.statusCode).toBe(204);
    for (const cookie of [here, there]) {
      expect((await office.server.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
    }
    const renewed = await office.server.inject({ url: '/api/session', headers: { cookie: cookiesOf(changed) } });
    expect(renewed.statusCode).toBe(200);
    expect((await signIn(email, password)).statusCode).toBe(401);
    expect(await entries('changed')).toEqual([
      expect.objectContaining({ subject: 'credentials', member_id: office.people.service_agent.memberId }),
    ]);
  });

  test('a chosen language is kept and spoken', async () => {
    await office.ask('viewer', { method: 'PUT', url: '/api/session/language', payload: { language: 'zh' } });
    const refused = await office.ask('viewer', { url: '/api/audit-entries', headers: { 'accept-language': 'en' } });
    expect(refused.json().detail).toContain('权限');
  });
});

describe('staff', () => {
  test('an administrator adds a member, whose password is told once; who leaves is out at once', async () => {
    const payload = { email: 'Wen@Office.example', name: '温', role: 'viewer' };
    const added = await office.ask('administrator', { method: 'POST', url: '/api/members', payload });
    const { member, password } = added.json();
    expect([member.email, password.length]).toEqual(['wen@office.example', 16]);
    const again = await office.ask('administrator', { method: 'POST', url: '/api/members', payload });
    expect([again.statusCode, again.json().code]).toEqual([409, 'member_email_taken']);

    const cookie = cookiesOf(await signIn(member.email, password));
    const url = `/api/members/${member.id}`;
    await office.ask('administrator', { method: 'PATCH', url, payload: { role: 'executive' } });
    const me = await office.server.inject({ url: '/api/session', headers: { cookie } });
    expect(me.json().member.role).toBe('executive');
    await office.ask('administrator', { method: 'POST', url: `${url}/departure` });
    expect((await office.server.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
    expect((await signIn(member.email, password)).statusCode).toBe(401);
  });

  test('a new password from the administrator ends the member’s sessions', async () => {
    const { memberId, email } = office.people.colleague;
    const cookie = await office.cookieOf('colleague');
    const reset = await office.ask('administrator', { method: 'POST', url: `/api/members/${memberId}/password` });
    expect((await office.server.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
    expect((await signIn(email, reset.json().password)).statusCode).toBe(204);
    const unknown = await office.ask('administrator', {
      method: 'POST',
      url: `/api/members/${crypto.randomUUID()}/password`,
    });
    expect(unknown.json().code).toBe('member_unknown');
  });

  test('the audit log tells it all, holds no password and cannot be changed', async () => {
    const log = await office.ask('administrator', { url: '/api/audit-entries?limit=200' });
    const actions = log
      .json()
      .items.map(({ action, subject }: { action: string; subject: string }) => `${action} ${subject}`);
    for (const act of [
      'created team',
      'created member',
      'reset credentials',
      'changed member',
      'left member',
      'signed_in member',
    ]) {
      expect(actions).toContain(act);
    }
    expect(log.body).not.toContain(office.people.viewer.password);
    await expect(world.database.pool.query('delete from audit_entry')).rejects.toThrow(/permission denied/);
    await expect(world.database.pool.query("update audit_entry set action = 'x'")).rejects.toThrow(/permission denied/);
  });
});

test('the first administrator is made once, also by two starts at the same time', async () => {
  const empty = await createWorld();
  const wanted = { email: 'admin@changke.local', name: '管理员' };
  const first = () =>
    empty.db.transaction().execute((trx) => ensureAdministrator(trx, empty.act(), wanted, hashPassword));
  const made = await Promise.all([first(), first()]);
  expect(made.filter((each) => each !== null)).toEqual([
    { email: wanted.email, password: expect.stringMatching(/^\w{16}$/) },
  ]);
  expect(await first()).toBeNull();
  await empty.close();
});

test('somebody of the demo who has no password yet becomes the administrator', async () => {
  const demo = await createWorld();
  await demo.db.transaction().execute(async (trx) => {
    await addMember(trx, demo.act(), { email: 'lead@demo.example', name: '宋', role: 'viewer' });
    const made = await ensureAdministrator(trx, demo.act(), { email: 'lead@demo.example', name: '宋' }, hashPassword);
    expect(made?.email).toBe('lead@demo.example');
    const { role } = await trx.selectFrom('member').select('role').executeTakeFirstOrThrow();
    expect(role).toBe('administrator');
  });
  await demo.close();
});

test('a copy of the database contains no password and no usable session', async () => {
  const { rows } = await world.database.pool.query(
    'select password from auth.account union all select token from auth.session',
  );
  const text = JSON.stringify(rows);
  for (const { password } of Object.values(office.people)) expect(text).not.toContain(password);
  const cookie = await office.cookieOf('administrator');
  const { rows: tokens } = await world.database.pool.query('select token from auth.session');
  for (const { token } of tokens) {
    const reply = await office.server.inject({
      url: '/api/session',
      headers: { cookie: `changke.session_token=${token}` },
    });
    expect(reply.statusCode).toBe(401);
  }
  expect(cookie).toContain('changke.session_token=');
});
