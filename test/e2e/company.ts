/** The demo company served on a port of its own, with people who can sign in: the ground of every journey. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type App, createApp } from '../../src/app.ts';
import { demoCompany } from '../../src/demo/company.ts';
import { loadDemo } from '../../src/demo/load.ts';
import type { CreateMember } from '../../src/demo/members.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../../src/domain/plans/plans.ts';
import { addMember, ensureAdministrator, givePassword } from '../../src/domain/team/team.ts';
import { hashPassword } from '../../src/http/credentials.ts';
import { createLog } from '../../src/http/log.ts';
import { formatDay, localDay } from '../../src/kernel/time.ts';
import type { World } from '../world.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SITE = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/** Keys of the demo's staff: one of each role, and an account manager of the other team. */
export type PersonKey =
  | 'administrator'
  | 'retention'
  | 'executive'
  | 'viewer'
  | 'manager-1'
  | 'manager-2'
  | 'manager-5'
  | 'agent-1';
const SIGNS_IN = new Set<string>([
  'administrator',
  'retention',
  'executive',
  'viewer',
  'manager-1',
  'manager-2',
  'manager-5',
  'agent-1',
]);

export interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** What a company stands on: a migrated, empty database and a clock. */
export type Ground = Pick<World, 'db' | 'database' | 'clock' | 'act' | 'close'>;

/** A running Changke. */
export interface ServedCompany {
  readonly world: Ground;
  readonly app: App;
  readonly url: string;
  readonly person: (key: PersonKey) => Person;
  /** What the server logged as its own failures: empty when all is well. */
  readonly failures: readonly string[];
  /** Works off what is due; throws the first failure of a job. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Fills a world with the demo company and serves it on 127.0.0.1; seconds. Closing it closes the world. */
export async function serveCompany(world: Ground): Promise<ServedCompany> {
  return serve(world, await fill(world));
}

/** Serves a world as the first start leaves it: nothing in it but somebody who can sign in. */
export async function serveEmptyCompany(world: Ground): Promise<ServedCompany> {
  const name = '管理员';
  const wanted = { email: 'admin@changke.local', name, title: '系统管理员', teamId: null };
  const made = await world.db
    .transaction()
    .execute((trx) => ensureAdministrator(trx, world.act(), wanted, hashPassword));
  if (made === null) throw new Error('The world is not empty.');
  return serve(world, new Map([['administrator', { memberId: '', name, ...made }]]));
}

async function serve(world: Ground, people: ReadonlyMap<string, Person>): Promise<ServedCompany> {
  buildSite();
  const failures: string[] = [];
  const app = await createApp({
    database: world.database,
    clock: world.clock,
    // Each browser gets an address of its own, so that the sign-ins of a test are nobody's flood.
    config: { publicUrl: null, trustedProxies: ['127.0.0.1'] },
    secret: 'a secret of the journeys, long enough to sign with',
    staticFolder: SITE,
    log: createLog('error', { write: (line) => void failures.push(line) }),
  });
  const url = await app.api.listen({ host: '127.0.0.1', port: 0 });
  return {
    world,
    app,
    url,
    person: (key) => personOf(people, key),
    failures,
    drain: () => drain(app),
    close: async () => {
      await app.close();
      await world.close();
    },
  };
}

/** The landing builds before it tests; whoever runs one test gets the build from the same door, which knows if it is stale. */
function buildSite(): void {
  const { status, stderr } = spawnSync(process.execPath, ['changke.js', 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The web app was not built: ${stderr}`);
}

async function fill(world: Ground): Promise<ReadonlyMap<string, Person>> {
  await world.db.transaction().execute(async (trx) => {
    const version = await addPlanVersion(trx, world.act(), readyMadeText('building-materials'), 'demo');
    await activatePlan(trx, world.act(), version);
  });
  const people = new Map<string, Person>();
  const createMember: CreateMember = async (trx, act, { key, email, name, title, role }, teamId) => {
    const member = await addMember(trx, act, { email, name, title, role, teamId });
    if (SIGNS_IN.has(key)) {
      const password = await givePassword(trx, act, member.id, hashPassword);
      people.set(key, { memberId: member.id, name, email, password });
    }
    return member.id;
  };
  const today = formatDay(localDay(world.clock.now().getTime(), 'Asia/Shanghai'));
  await loadDemo(world.database, world.clock, demoCompany({ today }), { createMember });
  return people;
}

function personOf(people: ReadonlyMap<string, Person>, key: PersonKey): Person {
  const person = people.get(key);
  if (person === undefined) throw new Error(`The demo has no ${key}.`);
  return person;
}

async function drain(app: App): Promise<void> {
  const { failures } = await app.jobs.drain();
  const [failure] = failures;
  if (failure) throw new Error(`job ${failure.name} failed: ${failure.error.message}`, { cause: failure.error });
}
