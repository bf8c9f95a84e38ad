import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSpan } from '../src/domain/clocks/clocks.ts';
import { createCustomer, findCustomer, listContacts } from '../src/domain/customers/customers.ts';
import { rejectCandidate } from '../src/domain/customers/duplicate-acts.ts';
import { duplicateJobs } from '../src/domain/customers/duplicate-jobs.ts';
import { addGroup } from '../src/domain/customers/group-acts.ts';
import { mergeCustomers } from '../src/domain/customers/merge-acts.ts';
import { askActivation } from '../src/domain/improvement/improvement.ts';
import { improvementJobs } from '../src/domain/improvement/jobs.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../src/domain/plans/plans.ts';
import { createTask } from '../src/domain/tasks/tasks.ts';
import type { Route } from '../src/http/route.ts';
import { newId } from '../src/kernel/ids.ts';
import { createOffice, type Office, type PersonKey } from './office.ts';
import { type Book, type BookCustomer, createBook } from './office-book.ts';
import { pngPicture } from './pictures.ts';
import { routesOnDisk } from './routes-on-disk.ts';
import { createWorld, type World } from './world.ts';

/** One sensible request per route that changes something, told in an order in which each one still can. */
interface Change {
  readonly place: string;
  readonly url: string;
  readonly payload?: object;
  /** The administrator unless said. */
  readonly asker?: PersonKey;
}

/**
 * The rows of an import and of a map say themselves who and when; what an import changed is audited at its end. Nobody
 * of this book may go to the pool, as all have just bought; its entry is in the pool's own test.
 */
const SAY_IT_THEMSELVES =
  /^(POST|PUT|DELETE) \/api\/(imports|import-maps|import-folders|import-checks|list-returns|customers\/:publicId\/pool-releases|segment-previews|plan-checks|plan-diffs)/;

type OfCustomer = (place: string, payload?: object) => Change;

/** One proposal is approved, another one refused; a hold is set before there is one to lift. */
function moneyChanges(customer: OfCustomer, refused: string): Change[] {
  const of = '/api/customers/:publicId';
  const term = { kind: 'monthly', days: 45, startsOn: '2026-11-01', reason: 'audited' };
  const refusal = customer(`POST ${of}/term-proposals/:id/refusals`);
  return [
    customer(`POST ${of}/receivables/:id/disputes`, { since: '2026-11-01', reason: 'audited' }),
    customer(`DELETE ${of}/receivables/:id/disputes`),
    customer(`POST ${of}/payments`, { number: 'audited', paidOn: '2026-11-02', amount: 100 }),
    customer(`POST ${of}/terms`, term),
    customer(`POST ${of}/term-proposals`, { ...term, days: 90 }),
    customer(`POST ${of}/term-proposals/:id/approvals`),
    { ...refusal, url: refusal.url.replace(/[^/]+(?=\/refusals)/, refused) },
    customer(`POST ${of}/credit-holds/:id/liftings`, { reason: 'audited' }),
    customer(`POST ${of}/credit-holds`, { reason: 'audited' }),
  ];
}

/** Two customers to make one, a merge to take back, two that look alike. */
interface Prepared {
  readonly survivor: string;
  readonly merged: string;
  readonly mergeId: string;
  readonly groupId: string;
}

function mergeChanges({ survivor, merged, mergeId, groupId: alikeId }: Prepared): Change[] {
  const change = (place: string, payload?: object, id = ''): Change => {
    const [, path = ''] = place.split(' ');
    return { place, url: path.replace(':id', id), payload };
  };
  return [
    change('POST /api/duplicate-searches'),
    change('POST /api/duplicate-checks', { name: 'audited' }),
    change('POST /api/duplicates/:id/dismissal', { reason: 'audited' }, alikeId),
    change('POST /api/merges', { survivor, merged, reason: 'audited' }),
    change('POST /api/merges/:id/reversal', undefined, mergeId),
  ];
}

async function prepareMerges(): Promise<Prepared> {
  const act = world.act();
  return world.db.transaction().execute(async (trx) => {
    const some = [];
    for (const name of ['一', '二', '三', '四']) some.push(await createCustomer(trx, act, { name }));
    const [one, two, three, four] = some;
    if (!one || !two || !three || !four) throw new Error('four customers were made');
    const mergeId = await mergeCustomers(trx, act, { survivorId: three.customerId, mergedId: four.customerId });
    await rejectCandidate(trx, act, [one.customerId, two.customerId], '');
    const { group_id: alikeId } = await trx
      .updateTable('duplicate_candidate')
      .set({ dismissed_at: null })
      .returning('group_id')
      .executeTakeFirstOrThrow();
    return { survivor: one.publicId, merged: two.publicId, mergeId, groupId: alikeId };
  });
}

const routes = await routesOnDisk();
const changing = routes
  .map((route) => ({ ...route, limit: null }))
  .filter(({ method, path }) => method !== 'GET' && !SAY_IT_THEMSELVES.test(`${method} ${path}`));

let world: World;
let office: Office;
let book: Book;
let spanId: string;
let groupId: string;
let personId: string | undefined;
let ownTaskId: string;
let merges: Prepared;
let requests: readonly string[];

beforeAll(async () => {
  world = await createWorld({ jobs: [...duplicateJobs, ...improvementJobs] });
  const all: Route[] = routes.map((route) => ({ ...route, limit: null }));
  office = await createOffice(world, all, (publicId, scope) => findCustomer(world.db, publicId, scope));
  book = await createBook(world, office);
  merges = await prepareMerges();
  requests = await prepareRequests(office.people.retention_lead.memberId);
  const ownTask = { customerId: book.customers[0]?.customerId ?? 0, title: 'mine' };
  const ownerId = office.people.administrator.memberId;
  ownTaskId = await world.db.transaction().execute((trx) => createTask(trx, world.act(), { ...ownTask, ownerId }));
  const span = { name: '两会', fromOn: '2027-03-03', toOn: '2027-03-12', weight: 0.5, regions: ['华北'] };
  spanId = await world.db.transaction().execute((trx) => addSpan(trx, world.act(), span));
  const group = { name: '集团', parentId: null };
  groupId = await world.db.transaction().execute((trx) => addGroup(trx, world.act(), group));
  [{ personId } = { personId: undefined }] = await listContacts(world.db, book.customers[0]?.customerId ?? 0);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

/** Three versions that the lead asks for, while a plan that asks for two persons is in force. */
async function prepareRequests(memberId: string): Promise<string[]> {
  const text = readyMadeText('building-materials');
  const strict = text.replace(/^approval:.*\n/m, '').replace('\nbasis:', '\napproval: two_persons\nbasis:');
  world.clock.advance({ minutes: 1 });
  return world.db.transaction().execute(async (trx) => {
    const act = world.act(memberId);
    await activatePlan(trx, act, await addPlanVersion(trx, world.act(), strict, 'audited'));
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) {
      const version = await addPlanVersion(trx, world.act(), `${text}# ${name}\n`, 'audited');
      ids.push(await askActivation(trx, act, { version, reason: 'audited' }));
    }
    return ids;
  });
}

function changesOfPlans(): Change[] {
  const [approved = '', refused = '', withdrawn = ''] = requests;
  const at = (place: string, payload: object, id = ''): Change => {
    return { place, url: (place.split(' ')[1] ?? '').replace(':id', id), payload };
  };
  const reason = 'audited';
  const text = `${readyMadeText('retail')}# audited\n`;
  return [
    at('POST /api/plan-requests/:id/refusal', { reason }, refused),
    at('POST /api/plan-requests/:id/withdrawal', { reason }, withdrawn),
    at('POST /api/plan-requests/:id/approval', {}, approved),
    at('POST /api/plan-activations', { readyMade: 'retail', reason }),
    at('POST /api/plan-versions', { text, reason, basedOn: null, newestSeen: 1_000 }),
    at('POST /api/plan-dry-runs', { text }),
    at('POST /api/plan-requests', { version: 1, reason }),
    at('POST /api/plan-rollbacks', { reason }),
  ];
}

type ChangeOfCustomer = (place: string, payload?: object) => Change;

function changesOfNeeds(customer: ChangeOfCustomer, toMember: string): Change[] {
  const of = '/api/customers/:publicId';
  return [
    customer(`POST ${of}/needs`, { text: 'audited' }),
    customer(`PATCH ${of}/needs/:id`, { urgency: 3 }),
    customer(`POST ${of}/needs/:id/states`, { state: 'unmet', reason: 'audited' }),
    customer(`POST ${of}/needs/:id/hand-overs`, { toMember, message: 'audited' }),
    customer(`POST ${of}/promises`, { text: 'audited', dueOn: '2026-12-31' }),
    customer(`POST ${of}/promises/:id/postponements`, { dueOn: '2027-01-31', reason: 'audited' }),
    customer(`POST ${of}/promises/:id/checks`, { result: 'passed', reason: 'audited' }),
    customer(`POST ${of}/promises/:id/hand-overs`, { toMember, message: 'audited' }),
    customer(`POST ${of}/promises/:id/endings`, { ending: 'kept', text: 'audited' }),
    customer('POST /api/hand-overs/:id/receipts'),
    customer('POST /api/hand-overs/:id/answers', { answer: 'accepted', text: 'audited' }),
    customer(`POST ${of}/survey-answers`, { question: 'nps', scale: '0-10', given: 9 }),
    customer(`POST ${of}/observations`, { kind: 'mention', subject: 'audited' }),
  ];
}

function changesOfPeople(customer: ChangeOfCustomer, memberId: string): Change[] {
  const of = '/api/customers/:publicId';
  return [
    customer(`POST ${of}/contacts`, { name: 'audited' }),
    customer(`PATCH ${of}/contacts/:id`, { phone: '13800000000' }),
    customer(`POST ${of}/contacts/:id/phone-reveals`),
    customer(`POST ${of}/contacts/:id/consents`, { channel: 'phone', given: true, source: 'audited' }),
    customer(`POST ${of}/contacts/:id/departure`),
    customer(`DELETE ${of}/contacts/:id/departure`),
    customer(`POST ${of}/posts`, { personId }),
    customer(`POST ${of}/phone-reveals`),
    customer(`POST ${of}/important-dates`, { kind: 'other', day: '2027-01-02' }),
    customer(`DELETE ${of}/important-dates/:id`),
    customer(`POST ${of}/service-roles`, { role: 'expert_sales', memberId }),
    customer(`POST ${of}/service-roles/:id/ending`, {}),
    customer(`POST ${of}/relations`, { other: book.customers[1]?.publicId, kind: 'affiliate' }),
    customer(`POST ${of}/relations/:id/ending`, { until: '2026-11-23' }),
    customer(`POST ${of}/projects`, { name: 'audited' }),
    customer(`PATCH ${of}/projects/:id`, { stage: 'won' }),
    customer(`POST ${of}/sites`, { name: 'audited' }),
  ];
}

function changesOfCalendars(): Change[] {
  const at = (place: string, part: string, payload?: object): Change => {
    return { place, url: (place.split(' ')[1] ?? '').replace(/:\w+/, part), payload };
  };
  const span = { name: '高考', fromOn: '2027-06-05', toOn: '2027-06-10', weight: 0.4, regions: [] };
  return [
    at('PUT /api/calendars/:year/notice', '2031', { text: '2031-01-01 放假 元旦' }),
    at('PUT /api/working-days/:day', '2031-03-01', { works: true }),
    at('DELETE /api/working-days/:day', '2031-03-01'),
    at('PUT /api/working-periods', '', { items: [{ weekday: 7, from: 480, to: 960 }] }),
    at('POST /api/season-spans', '', span),
    at('POST /api/season-spans/:id/withdrawal', spanId),
    at('PUT /api/feeds/:kind', 'orders', { dataThrough: '2026-11-01' }),
  ];
}

function changesOfSegments(): Change[] {
  const of = (place: string, payload?: object): Change => {
    return { place, url: (place.split(' ')[1] ?? '').replace(':key', 'own_1'), payload };
  };
  const said = { name: 'audited', expression: 'health < 40', reason: 'audited' };
  return [
    of('POST /api/segments', said),
    of('PUT /api/segments/:key', { ...said, name: 'audited again' }),
    of('PUT /api/segments/:key/strategy', { text: 'audited' }),
    of('PUT /api/segments/:key/target', { reason: 'audited' }),
    of('DELETE /api/segments/:key/target'),
    of('POST /api/segments/:key/withdrawal', { reason: 'audited' }),
  ];
}

function changesOfTiers(customer: ChangeOfCustomer, plain: ChangeOfCustomer): Change[] {
  const of = '/api/customers/:publicId';
  const ids = [newId(world.clock.now())];
  return [
    plain('POST /api/tier-approvals', { ids }),
    plain('POST /api/tier-refusals', { ids, reason: 'audited' }),
    customer(`POST ${of}/tier-overrides/:id/endings`, { reason: 'audited' }),
    customer(`POST ${of}/tier-overrides`, { tier: 'key', reason: 'audited', reviewOn: '2027-05-31' }),
  ];
}

function changesOf({ publicId, things }: BookCustomer): Change[] {
  const { stranger, viewer, service_agent, administrator } = office.people;
  const customer = (place: string, payload?: object): Change => {
    const [, path = ''] = place.split(' ');
    const word = path.split('/').at(path.split('/').indexOf(':id') - 1) ?? '';
    const url = path.replace(':publicId', publicId).replace(':id', things[word] ?? '');
    return { place, url: url.replace(':tag', 'audited'), payload };
  };
  const plain = (place: string, payload?: object, id = ''): Change => {
    const [, path = ''] = place.split(' ');
    return { place, url: path.replace(':id', id), payload };
  };
  const of = '/api/customers/:publicId';
  const call = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked', summary: 'audited' };
  const complaint = { nature: 'quality', severity: 'general', summary: 'audited' };
  return [
    // Before another plan is in force, which has other tiers.
    ...changesOfTiers(customer, plain),
    plain('POST /api/pool-claims', { publicId: book.customers.find(({ key }) => key === 'nobodys')?.publicId }),
    ...changesOfPlans(),
    ...changesOfCalendars(),
    ...changesOfSegments(),
    plain('POST /api/customers', { name: 'audited' }),
    customer(`PATCH ${of}`, { version: 0, city: 'audited', phone: '0571-88886666' }),
    customer(`POST ${of}/owners`, { part: 'b', memberId: administrator.memberId, reason: 'audited' }),
    customer(`POST ${of}/confirmations`),
    customer(`POST ${of}/tags`, { tag: 'audited' }),
    customer(`DELETE ${of}/tags/:tag`),
    ...changesOfPeople(customer, administrator.memberId),
    plain('POST /api/groups', { name: 'audited' }),
    plain('PATCH /api/groups/:id', { name: 'audited again' }, groupId),
    customer(`POST ${of}/tasks`, { title: 'audited' }),
    customer(`POST ${of}/tasks/:id/completions`, { outcome: 'audited' }),
    customer(`POST ${of}/tasks/:id/contacts`, call),
    plain('POST /api/tasks/:id/completions', { outcome: 'audited' }, ownTaskId),
    customer(`POST ${of}/interactions`, call),
    customer(`POST ${of}/visits`, { place: 'audited' }),
    customer(`POST ${of}/visits/:id/notes`, { heard: 'audited' }),
    customer(`POST ${of}/visits/:id/photos`, pngPicture(5, 5)),
    ...moneyChanges(customer, things['term-refusals'] ?? ''),
    customer(`POST ${of}/complaints`, complaint),
    customer(`POST ${of}/complaints/:id/resolutions`, { solution: 'audited', confirmed: false }),
    customer(`POST ${of}/complaints/:id/reopenings`, { reason: 'audited' }),
    ...changesOfNeeds(customer, administrator.memberId),
    customer(`POST ${of}/supplier-change-threats`, { said: 'audited' }),
    customer(`POST ${of}/warnings/:id/contacts`, { reason: 'price' }),
    customer(`POST ${of}/warnings/:id/ending`, { outcome: 'lost', cause: 'audited' }),
    ...mergeChanges(merges),
    plain('POST /api/customer-exports', { filters: {}, reason: 'audited' }),
    plain('POST /api/members', { email: 'audited@office.example', name: 'audited', role: 'viewer' }),
    plain('PATCH /api/members/:id', { title: 'audited' }, viewer.memberId),
    plain('POST /api/members/:id/password', undefined, service_agent.memberId),
    plain('POST /api/members/:id/departure', undefined, stranger.memberId),
    plain('POST /api/teams', { name: 'audited' }),
    plain('POST /api/session', { email: viewer.email, password: viewer.password }),
    plain('PUT /api/session/language', { language: 'zh' }),
    plain('PUT /api/session/password', { current: administrator.password, wanted: 'audited and long enough' }),
    { ...plain('DELETE /api/session'), asker: 'executive' },
  ];
}

async function entries(): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: number }>('select count(*) from audit_entry');
  return rows[0]?.count ?? -1;
}

async function versionOf(publicId: string): Promise<number> {
  return (await office.ask('administrator', { url: `/api/customers/${publicId}` })).json().version;
}

describe('whatever a person changes', () => {
  test('leaves an entry in the audit log, route by route', { timeout: 60_000 }, async () => {
    const customer = book.customers[0];
    if (!customer) throw new Error('the book has customers');
    const changes = changesOf(customer);
    expect(changes.map(({ place }) => place).sort()).toEqual(
      changing.map((each) => `${each.method} ${each.path}`).sort(),
    );
    for (const { place, url, payload, asker = 'administrator' } of changes) {
      const body =
        payload && 'version' in payload ? { ...payload, version: await versionOf(customer.publicId) } : payload;
      await office.cookieOf(asker);
      const before = await entries();
      world.clock.advance({ minutes: 1 });
      const [method] = place.split(' ') as ['POST' | 'PATCH' | 'PUT' | 'DELETE'];
      const { statusCode, body: said } = await office.ask(asker, { method, url, payload: body });
      expect(statusCode, `${place}: ${said}`).toBeLessThan(300);
      expect(await entries(), place).toBeGreaterThan(before);
    }
  });
});
