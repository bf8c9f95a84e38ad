import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCustomer, findCustomer } from '../src/domain/customers/customers.ts';
import { interactionRoutes } from '../src/domain/interactions/routes.ts';
import { visitRoutes } from '../src/domain/interactions/visit-routes.ts';
import { taskRoutes } from '../src/domain/tasks/routes.ts';
import { createTask } from '../src/domain/tasks/tasks.ts';
import { teamRoutes } from '../src/domain/team/routes.ts';
import { newId } from '../src/kernel/ids.ts';
import { type Entry, type EntryStore, type Sending, type Sent, sendWaiting } from '../src/web/offline/entry.ts';
import { createOffice, type Office } from './office.ts';
import { pngPicture } from './pictures.ts';
import { createWorld, type World } from './world.ts';

const RUNS = Number(process.env.FUZZ_CASES ?? 30);
const KINDS = ['contact', 'task', 'visit', 'notes', 'photo'] as const;
type Kind = (typeof KINDS)[number];

/** What becomes of one request: it arrives and so does its answer, or one of the two is lost, or the page dies. */
const FATES = ['answered', 'answer_lost', 'request_lost', 'dies_before', 'dies_after', 'sent_twice'] as const;
type Fate = (typeof FATES)[number];

class PageClosed extends Error {}

let world: World;
let office: Office;
let me: string;
let customer: { customerId: number; publicId: string };

beforeAll(async () => {
  world = await createWorld();
  const routes = [...teamRoutes, ...taskRoutes, ...interactionRoutes, ...visitRoutes];
  office = await createOffice(world, routes, (publicId, scope) => findCustomer(world.db, publicId, scope));
  me = office.people.account_manager.memberId;
  await office.cookieOf('account_manager');
});
afterAll(async () => {
  await office.close();
  await world.close();
});

/** What outlives a page: the store of the phone. */
function phoneStore(): EntryStore {
  const kept = new Map<string, Entry>();
  return {
    all: async () => [...kept.values()],
    put: async (entry) => void kept.set(entry.id, entry),
    remove: async (id) => void kept.delete(id),
  };
}

/** What somebody wrote down, in order: notes and photos belong to the last visit before them. */
async function written(kinds: readonly Kind[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  let visitId: string | null = null;
  for (const kind of kinds) {
    const id = newId(world.clock.now());
    const what = await sendingOf(kind, visitId);
    if (what === null) continue;
    const after = kind === 'notes' || kind === 'photo' ? visitId : null;
    if (kind === 'visit') visitId = id;
    const of = { publicId: customer.publicId, name: '' };
    entries.push({
      id,
      memberId: me,
      customer: of,
      what,
      writtenAt: world.clock.now().toISOString(),
      after,
      refusal: null,
    });
  }
  return entries;
}

async function sendingOf(kind: Kind, visitId: string | null): Promise<Sending | null> {
  const call = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked' } as const;
  switch (kind) {
    case 'contact':
      return { kind, body: call };
    case 'task': {
      const task = { customerId: customer.customerId, title: '回电', ownerId: me };
      const taskId = await world.db.transaction().execute((trx) => createTask(trx, world.act(), task));
      return { kind, taskId, body: call };
    }
    case 'visit':
      return { kind, body: {} };
    case 'notes':
      return visitId === null ? null : { kind, visitId, body: { heard: '月底开工' } };
    case 'photo':
      return visitId === null ? null : { kind, visitId, photo: new Blob([new Uint8Array(pngPicture())]) };
  }
}

/** The request as the page makes it. */
async function request({ id, what }: Entry): Promise<Sent> {
  const of = `/api/customers/${customer.publicId}`;
  const post = async (url: string, payload: object) =>
    office.ask('account_manager', { method: 'POST', url: of + url, payload });
  const replies = {
    contact: () => what.kind === 'contact' && post('/interactions', { ...what.body, id }),
    task: () => what.kind === 'task' && post(`/tasks/${what.taskId}/contacts`, { ...what.body, id }),
    visit: () => what.kind === 'visit' && post('/visits', { ...what.body, id }),
    notes: () => what.kind === 'notes' && post(`/visits/${what.visitId}/notes`, what.body),
    photo: () => what.kind === 'photo' && post(`/visits/${what.visitId}/photos?id=${id}`, pngPicture()),
  };
  const reply = await replies[what.kind]();
  if (reply === false) throw new Error('never');
  return reply.statusCode < 300 ? 'done' : { code: reply.json().code, text: '' };
}

function sendUnder(fates: Fate[]): (entry: Entry) => Promise<Sent> {
  return async (entry) => {
    const fate = fates.shift() ?? 'answered';
    if (fate === 'request_lost') return 'unreachable';
    if (fate === 'dies_before') throw new PageClosed();
    const sent =
      fate === 'sent_twice' ? (await Promise.all([request(entry), request(entry)]))[1] : await request(entry);
    if (fate === 'dies_after') throw new PageClosed();
    return fate === 'answer_lost' ? 'unreachable' : sent;
  };
}

async function counts(): Promise<Record<Kind | 'facts', number>> {
  const { rows } = await world.database.pool.query(
    `select (select count(*) from interaction where customer_id = $1 and task_id is null and channel = 'phone') as contact,
      (select count(*) from interaction where customer_id = $1 and task_id is not null) as task,
      (select count(*) from visit where customer_id = $1) as visit,
      (select count(*) from interaction where customer_id = $1 and channel = 'visit') as notes,
      (select count(*) from visit_photo where customer_id = $1) as photo,
      (select count(*) from fact where customer_id = $1 and kind in (7, 19) and voids is null) as facts`,
    [customer.customerId],
  );
  return rows[0];
}

test('whatever is lost on the way, each thing written arrives exactly once', { timeout: 120_000 }, async () => {
  const kinds = fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 8 });
  const fates = fc.array(fc.constantFrom(...FATES), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(kinds, fates, async (wanted, given) => {
      const row = { name: `野外 ${newId(world.clock.now())}`, kind: 'company', ownerA: me } as const;
      customer = await world.db.transaction().execute((trx) => createCustomer(trx, world.act(), row));
      const entries = await written(wanted);
      const store = phoneStore();
      for (const entry of entries) await store.put(entry);
      const send = sendUnder([...given]);
      for (let openings = 0; openings <= given.length + 1; openings++) {
        // Every opening of the page goes on where the last one ended.
        await sendWaiting(store, me, send).catch((error: unknown) => {
          if (!(error instanceof PageClosed)) throw error;
        });
      }
      const photosByVisit = entries.filter(({ what }) => what.kind === 'photo').map(({ after }) => after);
      const left = await store.all();
      // The sixth photo of a visit is refused, and waits for a person.
      expect(left.every(({ refusal }) => refusal?.code === 'visit_photos_full')).toBe(true);
      const of = (kind: Kind) => entries.filter(({ what }) => what.kind === kind);
      const visitsWithNotes = new Set(of('notes').map(({ after }) => after)).size;
      expect(await counts()).toEqual({
        contact: of('contact').length,
        task: of('task').length,
        visit: of('visit').length,
        notes: visitsWithNotes,
        photo: photosByVisit.length - left.length,
        facts: of('contact').length + of('task').length + 2 * visitsWithNotes,
      });
    }),
    { numRuns: RUNS },
  );
});

test('fails nowhere inside the server while all this is asked', () => {
  expect(office.failures).toEqual([]);
});
