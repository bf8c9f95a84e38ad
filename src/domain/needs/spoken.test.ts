import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOffice, type Office } from '../../../test/office.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { newId } from '../../kernel/ids.ts';
import { createCustomer, findCustomer } from '../customers/customers.ts';
import { visitRoutes } from '../interactions/visit-routes.ts';
import { teamRoutes } from '../team/routes.ts';
import { needJobs } from './jobs.ts';
import { promiseRoutes } from './promise-routes.ts';

let world: World;
let office: Office;
let of: string;

beforeAll(async () => {
  world = await createWorld({ jobs: needJobs });
  const routes = [...teamRoutes, ...visitRoutes, ...promiseRoutes];
  office = await createOffice(world, routes, (publicId, scope) => findCustomer(world.db, publicId, scope));
  const wanted = { name: '南山建材', ownerA: office.people.account_manager.memberId };
  const made = await world.db.transaction().execute((trx) => createCustomer(trx, world.act(), wanted));
  of = `/api/customers/${made.publicId}`;
});
afterAll(async () => {
  await office.close();
  await world.close();
});

async function visit(notes: object, id = newId(world.clock.now())): Promise<string> {
  const reply = await office.ask('account_manager', { method: 'POST', url: `${of}/visits`, payload: { id, notes } });
  expect(reply.statusCode).toBe(200);
  await world.drain();
  return id;
}

async function promises() {
  return (await office.ask('account_manager', { url: `${of}/promises` })).json().items;
}

it('makes a promise of what was promised on a visit, once, and corrects it with the visit', async () => {
  const notes = { cameFor: '对账', promised: '下周送样', promiseDue: '2026-12-01' };
  const id = await visit(notes);
  const visited = world.clock.now().toISOString();
  const { memberId } = office.people.account_manager;
  const kept = { text: '下周送样', dueOn: '2026-12-01', firstDueOn: '2026-12-01', owner: { id: memberId } };
  expect(await promises()).toMatchObject([{ ...kept, madeAt: visited, ending: null }]);
  await visit(notes, id);
  expect(await promises()).toHaveLength(1);

  const later = { dueOn: '2026-12-05', reason: '客户同意' };
  const [{ id: promiseId }] = await promises();
  await office.ask('account_manager', {
    method: 'POST',
    url: `${of}/promises/${promiseId}/postponements`,
    payload: later,
  });
  world.clock.advance({ minutes: 5 });
  await visit({ ...notes, promised: '下周送两种样' }, id);
  expect(await promises()).toMatchObject([
    { id: promiseId, text: '下周送两种样', dueOn: '2026-12-05', firstDueOn: '2026-12-01', madeAt: visited },
  ]);
});

it('leaves what was said without a day to the visit', async () => {
  const before = await promises();
  await visit({ promised: '有空再来' });
  expect(await promises()).toHaveLength(before.length);
});

it('fails nowhere inside the server while all this is asked', () => {
  expect(office.failures).toEqual([]);
});
