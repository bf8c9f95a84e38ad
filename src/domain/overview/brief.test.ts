import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOffice, type Office } from '../../../test/office.ts';
import { type Book, createBook } from '../../../test/office-book.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { findCustomer } from '../customers/customers.ts';
import { openVisit } from '../interactions/interactions.ts';
import { teamRoutes } from '../team/routes.ts';
import { briefRoutes } from './brief-routes.ts';

const BYTES_MAX = 20_000;

let world: World;
let office: Office;
let book: Book;

beforeAll(async () => {
  world = await createWorld();
  office = await createOffice(world, [...teamRoutes, ...briefRoutes], (publicId, scope) =>
    findCustomer(world.db, publicId, scope),
  );
  book = await createBook(world, office);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function own() {
  const customer = book.customers.find(({ key }) => key === 'own');
  if (customer === undefined) throw new Error('the book has a customer of the account manager');
  return customer;
}

async function read(asker: Parameters<Office['ask']>[0]) {
  const { publicId } = own();
  const reply = await office.ask(asker, { url: `/api/customers/${publicId}/brief` });
  expect(reply.statusCode, reply.body).toBe(200);
  expect(reply.body.length).toBeLessThan(BYTES_MAX);
  return reply.json();
}

test('one question answers all that is read at the gate', async () => {
  const { customerId } = own();
  const { memberId } = office.people.account_manager;
  const notes = { heard: '月底开工', promised: '周五前报价', promiseDue: '2026-11-27' };
  world.clock.advance({ minutes: 1 });
  const act = world.act(memberId);
  await world.db.transaction().execute((trx) => openVisit(trx, act, customerId, { notes }));
  const brief = await read('account_manager');
  expect(brief).toMatchObject({
    today: '2026-11-23',
    customer: { publicId: own().publicId },
    warning: { level: 3 },
    receivables: { open: expect.any(Number), overdue: expect.any(Number) },
    complaints: { last: { summary: 'said-by-customer-of-own', resolvedAt: null } },
    lastVisit: { ...notes, promiseDue: '2026-11-27', visitors: [{ id: memberId, name: 'account_manager' }] },
    people: [{ name: 'person-of-customer-of-own' }],
  });
  expect(brief.contacts[0]).toMatchObject({ channel: 'visit', summary: '月底开工\n周五前报价', by: 'account_manager' });
  expect(brief.contacts).toHaveLength(2);
  expect(JSON.stringify(brief)).not.toContain('1391234');
});

test('a check-in that is not written up is nobody’s last visit', async () => {
  const other = book.customers.find(({ key }) => key === 'second');
  const reply = await office.ask('account_manager', { url: `/api/customers/${other?.publicId}/brief` });
  expect(reply.json().lastVisit).toBeNull();
});

test('what a role may not see is not in it', async () => {
  const brief = await read('service_agent');
  expect(brief.receivables).toBeNull();
  expect(brief.complaints).not.toBeNull();
  expect((await read('viewer')).promises === null).toBe(false);
});
