import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOffice, type Office, type PersonKey } from '../../../test/office.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { addContact, createCustomer, findCustomer, recordConsent } from '../customers/customers.ts';
import { addDate } from '../customers/date-acts.ts';
import { handOver, makePromise, recordNeed } from '../needs/needs.ts';
import { taskRoutes } from '../tasks/routes.ts';
import { createTask } from '../tasks/tasks.ts';
import { teamRoutes } from '../team/routes.ts';
import { agendaRoutes } from './agenda-routes.ts';
import { overviewRoutes } from './routes.ts';

let world: World;
let office: Office;
let mine: { customerId: number; publicId: string };

beforeAll(async () => {
  world = await createWorld();
  const routes = [...teamRoutes, ...taskRoutes, ...overviewRoutes, ...agendaRoutes];
  office = await createOffice(world, routes, (publicId, scope) => findCustomer(world.db, publicId, scope));
  const { account_manager, stranger } = office.people;
  mine = await world.db.transaction().execute(async (trx) => {
    const wanted = { name: '南山建材', since: '2020-11-30', ownerA: account_manager.memberId };
    const made = await createCustomer(trx, world.act(), wanted);
    const of = made.customerId;
    const agreed = await addContact(trx, world.act(), of, { name: '李采购', birthday: '1980-12-01' });
    await recordConsent(trx, world.act(), of, agreed, { channel: 'wecom', given: true, source: '名片' });
    await addContact(trx, world.act(), of, { name: '没问过的', birthday: '1980-12-01' });
    await addDate(trx, world.act(), of, { kind: 'company_anniversary', day: '2016-12-07' });
    await addDate(trx, world.act(), of, { kind: 'other', day: '2026-12-08', yearly: false });
    const promise = { text: '送样', dueOn: '2026-11-20', ownerId: account_manager.memberId };
    await makePromise(trx, world.act(), of, promise);
    await makePromise(trx, world.act(), of, { ...promise, text: '报价', dueOn: '2026-11-23' });
    const needId = await recordNeed(trx, world.act(), of, { text: '交期缩短' });
    const wish = { toMember: stranger.memberId, message: '请看', dueOn: '2026-11-25' };
    await handOver(trx, world.act(account_manager.memberId), of, { needId }, wish);
    return made;
  });
});
afterAll(async () => {
  await office.close();
  await world.close();
});

const get = async (who: PersonKey, url: string) => (await office.ask(who, { url })).json();

it('says the dates of two weeks, birthdays only of who agreed, and promises past their day', async () => {
  const { dates, promises, handOvers } = await get('account_manager', '/api/agenda');
  expect(dates).toMatchObject([
    { kind: 'cooperation_anniversary', on: '2026-11-30', who: null, years: 6, customer: { name: '南山建材' } },
    { kind: 'birthday', on: '2026-12-01', who: '李采购', years: null },
    { kind: 'company_anniversary', on: '2026-12-07', years: 10 },
  ]);
  expect(promises).toMatchObject({ total: 1, items: [{ text: '送样', dueOn: '2026-11-20' }] });
  expect(handOvers.total).toBe(0);
});

it('says what is handed over to me, by the customer’s name', async () => {
  expect(await get('stranger', '/api/agenda')).toMatchObject({
    dates: [],
    promises: { total: 0 },
    handOvers: { total: 1, items: [{ text: '交期缩短', customer: '南山建材', dueOn: '2026-11-25' }] },
  });
});

it('lists my task for a customer I do not reach, with its name only, and lets me complete it', async () => {
  const ownerId = office.people.stranger.memberId;
  const task = { customerId: mine.customerId, title: '核对图纸', ownerId };
  const id = await world.db.transaction().execute((trx) => createTask(trx, world.act(), task));
  const { week } = await get('stranger', '/api/today');
  expect(week).toMatchObject([
    { id, reachable: false, customer: { name: '南山建材', colour: 'unknown', score: null } },
  ]);
  expect((await get('stranger', '/api/tasks')).items).toMatchObject([{ id, customer: { reachable: false } }]);
  const complete = (who: PersonKey) =>
    office.ask(who, { method: 'POST', url: `/api/tasks/${id}/completions`, payload: { outcome: '对过了' } });
  expect((await complete('colleague')).json().code).toBe('task_unknown');
  expect((await complete('stranger')).statusCode).toBe(204);
  expect((await get('stranger', '/api/tasks')).items).toEqual([]);
});

it('fails nowhere inside the server while all this is asked', () => {
  expect(office.failures).toEqual([]);
});
