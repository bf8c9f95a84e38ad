import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import {
  addMember,
  addTeam,
  createAuthentication,
  givePassword,
  opensToInvited,
  scopeOf,
  teamMembers,
} from '../src/domain/team/team.ts';
import { createCredentials, hashPassword } from '../src/http/credentials.ts';
import { createLog } from '../src/http/log.ts';
import type { AccessPort } from '../src/http/permissions.ts';
import type { Route } from '../src/http/route.ts';
import { createServer } from '../src/http/server.ts';
import type { World } from './world.ts';

/** The people of a small company: one of each role in the first team, and a second team with an account manager. */
export const PEOPLE = [
  { key: 'administrator', role: 'administrator', team: 'first' },
  { key: 'retention_lead', role: 'retention_lead', team: 'first' },
  { key: 'account_manager', role: 'account_manager', team: 'first' },
  { key: 'colleague', role: 'account_manager', team: 'first' },
  { key: 'stranger', role: 'account_manager', team: 'second' },
  { key: 'service_agent', role: 'service_agent', team: 'first' },
  { key: 'assistant', role: 'assistant', team: 'first' },
  { key: 'credit_controller', role: 'credit_controller', team: null },
  { key: 'executive', role: 'executive', team: null },
  { key: 'viewer', role: 'viewer', team: null },
] as const;
export type PersonKey = (typeof PEOPLE)[number]['key'];

export interface Person {
  readonly memberId: string;
  readonly email: string;
  readonly password: string;
}

/** A world with a server and people who can sign in. */
export interface Office {
  readonly server: FastifyInstance;
  readonly people: Readonly<Record<PersonKey, Person>>;
  /** What the server logged as its own failures: empty when all is well. */
  readonly failures: readonly string[];
  /** Signs in through the front door and returns the cookie, once per person. */
  cookieOf(key: PersonKey): Promise<string>;
  /** A request as somebody, each from an address of its own so that floods of tests are nobody's flood. */
  ask(key: PersonKey | null, options: InjectOptions): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export const TEST_SECRET = 'a secret of the tests, long enough to sign with';

export async function createOffice(
  world: World,
  routes: readonly Route[],
  findCustomer: AccessPort['findCustomer'] = async () => null,
): Promise<Office> {
  const credentials = createCredentials({ database: world.database, secret: TEST_SECRET, publicUrl: null });
  const failures: string[] = [];
  const server = await createServer({
    routes,
    config: { publicUrl: null, trustedProxies: [] },
    db: world.db,
    clock: world.clock,
    authentication: createAuthentication(world.db, credentials, hashPassword),
    access: {
      can: ({ role }, permission) => scopeOf(role, permission),
      opensToInvited,
      teamMembers: (teamId) => teamMembers(world.db, teamId),
      findCustomer,
    },
    staticFolder: null,
    log: createLog('error', { write: (line) => void failures.push(line) }),
  });
  const people = await hire(world);
  const cookies = new Map<PersonKey, Promise<string>>();
  const cookieOf = (key: PersonKey): Promise<string> => {
    const cookie = cookies.get(key) ?? signIn(server, people[key]);
    cookies.set(key, cookie);
    return cookie;
  };
  const ask = async (key: PersonKey | null, options: InjectOptions): Promise<LightMyRequestResponse> => {
    const cookie = key === null ? {} : { cookie: await cookieOf(key) };
    return server.inject({ remoteAddress: nextAddress(), ...options, headers: { ...cookie, ...options.headers } });
  };
  return { server, people, failures, cookieOf, ask, close: () => server.close() };
}

/** A client's address not used before. */
export function nextAddress(): string {
  addresses++;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}
let addresses = 0;

/** The cookies of a reply, as a browser would send them back. */
export function cookiesOf(reply: LightMyRequestResponse): string {
  return reply.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

async function signIn(server: FastifyInstance, { email, password }: Person): Promise<string> {
  const payload = { email, password };
  const reply = await server.inject({ method: 'POST', url: '/api/session', payload, remoteAddress: nextAddress() });
  if (reply.statusCode !== 204) throw new Error(`${email} could not sign in: ${reply.body}`);
  return cookiesOf(reply);
}

async function hire(world: World): Promise<Record<PersonKey, Person>> {
  const act = world.act();
  return world.db.transaction().execute(async (trx) => {
    const teams = { first: await addTeam(trx, act, '一组'), second: await addTeam(trx, act, '二组') };
    const entries = PEOPLE.map(async ({ key, role, team }) => {
      const email = `${key}@office.example`;
      const member = await addMember(trx, act, {
        email,
        name: key,
        role,
        teamId: team && teams[team].id,
        language: 'en',
      });
      const password = await givePassword(trx, act, member.id, hashPassword);
      return [key, { memberId: member.id, email, password }] as const;
    });
    return Object.fromEntries(await Promise.all(entries)) as Record<PersonKey, Person>;
  });
}
