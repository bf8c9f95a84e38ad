import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOffice, type Office, type PersonKey } from '../../../test/office.ts';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { findCustomer } from '../customers/customers.ts';
import { healthJobs } from '../health/jobs.ts';
import { recordReceivables } from '../receivables/receivables.ts';
import { receivableRoutes } from '../receivables/routes.ts';
import { termRoutes } from '../receivables/term-routes.ts';
import { taskRoutes } from '../tasks/routes.ts';
import { teamRoutes } from '../team/routes.ts';
import { warningJobs } from './jobs.ts';
import { endCase, readCases } from './warnings.ts';

let world: World;
let office: Office;
let customerId: number;
let of: string;

beforeAll(async () => {
  world = await createWorld({ at: '2026-06-10T01:00:00Z', jobs: [...healthJobs, ...warningJobs] });
  const routes = [...teamRoutes, ...receivableRoutes, ...termRoutes, ...taskRoutes];
  office = await createOffice(world, routes, (publicId, scope) => findCustomer(world.db, publicId, scope));
  await givePlan(world);
  const ownerA = office.people.account_manager.memberId;
  [customerId = 0] = await addCustomers(world, ['late'], { ownerA });
  await orderOn(world, customerId, every(30, 1));
  await judgeNow(world);
  await world.drain();
  const { public_id } = await world.db
    .selectFrom('customer')
    .select('public_id')
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  of = `/api/customers/${public_id}`;
});
afterAll(async () => {
  await office.close();
  await world.close();
});

async function post(who: PersonKey, url: string, payload: object = {}): Promise<{ id: string }> {
  const reply = await office.ask(who, { method: 'POST', url, payload });
  expect(reply.statusCode, reply.body).toBeLessThan(300);
  return reply.body === '' ? { id: '' } : reply.json();
}

async function tasks(state: 'open' | 'done' = 'open') {
  return (await office.ask('credit_controller', { url: `/api/tasks?state=${state}` })).json().items;
}

const wanted = { kind: 'monthly', days: 90, startsOn: '2026-07-01', reason: '对方预算收紧' };

it('is asked for proposed terms, and its answer completes the task', async () => {
  const { id } = await post('account_manager', `${of}/term-proposals`, wanted);
  await post('account_manager', `${of}/term-proposals`, wanted);
  const asked = await tasks();
  expect(asked).toMatchObject([{ id, title: 'Decide the proposed terms', dueAt: '2026-06-11T01:00:00.000Z' }]);
  expect(asked[0].why).toContain('对方预算收紧');
  await office.ask('credit_controller', { method: 'POST', url: `${of}/term-proposals/${id}/approvals` });
  expect(await tasks()).toEqual([]);
  expect(await tasks('done')).toMatchObject([{ id, completion: { outcome: 'Approved' } }]);
});

it('is not asked for what it agrees itself', async () => {
  await post('credit_controller', `${of}/terms`, { ...wanted, days: 45, startsOn: '2026-08-01' });
  expect(await tasks()).toEqual([]);
});

it('reviews a hold until it is lifted', async () => {
  const { id } = await post('credit_controller', `${of}/credit-holds`, { reason: '超额度' });
  expect(await tasks()).toMatchObject([{ id, title: 'Review the credit hold' }]);
  await post('credit_controller', `${of}/credit-holds/${id}/liftings`, { reason: '已付清' });
  expect(await tasks()).toEqual([]);
});

it('hears of a late payment beside the owner of the case, once, until the case ends', async () => {
  const owed = { number: 'FP-1', invoicedOn: '2026-03-01', dueOn: '2026-04-01', amount: 500_000 };
  const days = { timezone: 'Asia/Shanghai', monthClosesOn: 31 };
  world.clock.advance({ days: 2 });
  await world.db
    .transaction()
    .execute((trx) => recordReceivables(trx, world.act(), [{ customerId, kind: 'invoice', ...owed }], days));
  for (const _ of [1, 2]) {
    world.clock.advance({ days: 1 });
    await judgeNow(world);
    await world.drain();
  }
  const open = { scope: { kind: 'all' }, limit: 9, offset: 0, state: 'open' } as const;
  const [found] = (await readCases(world.db, open)).items;
  expect(found).toMatchObject({ owner: { name: 'account_manager' } });
  expect(await tasks()).toMatchObject([{ id: found?.id, title: 'Check the late payment' }]);
  const ending = { customerId, caseId: found?.id ?? '', outcome: 'false_alarm' as const, cause: '已付' };
  await world.db.transaction().execute((trx) => endCase(trx, world.act(), ending));
  expect(await tasks()).toEqual([]);
});

it('fails nowhere inside the server while all this is asked', () => {
  expect(office.failures).toEqual([]);
});
