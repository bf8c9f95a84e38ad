import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeOn, readyPlan } from '../../../test/judging.ts';
import { createOffice, type Office, type PersonKey } from '../../../test/office.ts';
import { type Book, type BookCustomer, createBook } from '../../../test/office-book.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { parseDay } from '../../kernel/time.ts';
import { columnsOf, NO_SCORE } from '../../scoring/fact-columns.ts';
import { findCustomer } from '../customers/customers.ts';
import { recordOrders } from '../orders/orders.ts';
import { upsertProducts } from '../products/products.ts';
import { teamRoutes } from '../team/routes.ts';
import { factsForScoring } from '../timeline/timeline.ts';
import { receivableRoutes } from './routes.ts';
import { termRoutes } from './term-routes.ts';

const TODAY = '2026-11-23';
let world: World;
let office: Office;
let book: Book;

beforeAll(async () => {
  world = await createWorld();
  const routes = [...teamRoutes, ...receivableRoutes, ...termRoutes];
  office = await createOffice(world, routes, (publicId, scope) => findCustomer(world.db, publicId, scope));
  book = await createBook(world, office);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

const own = (): BookCustomer => {
  const found = book.customers.find(({ key }) => key === 'own');
  if (found === undefined) throw new Error('the book has an own customer');
  return found;
};

async function ask(who: PersonKey, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) {
  const url = `/api/customers/${own().publicId}/${path}`;
  const reply = await office.ask(who, { method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: reply.statusCode, said: reply.body === '' ? null : reply.json() };
}

describe('terms of payment', () => {
  const wanted = {
    kind: 'monthly',
    days: 120,
    startsOn: '2026-11-01',
    endsOn: '2027-03-31',
    movesOpen: true,
    reason: '回款困难',
  };

  it('are proposed by the manager and approved by who may; the open invoice moves', async () => {
    expect((await ask('account_manager', 'POST', 'terms', wanted)).status).toBe(403);
    const { said } = await ask('account_manager', 'POST', 'term-proposals', wanted);
    const before = await ask('account_manager', 'GET', 'aging');
    expect(before.said.aging).toMatchObject({ open: 10_000, days31To60: 10_000 });
    expect((await ask('account_manager', 'POST', `term-proposals/${said.id}/approvals`)).status).toBe(403);
    expect((await ask('credit_controller', 'POST', `term-proposals/${said.id}/approvals`)).status).toBe(204);
    expect((await ask('credit_controller', 'POST', `term-proposals/${said.id}/refusals`)).said).toMatchObject({
      code: 'term_approved',
    });
    const after = await ask('account_manager', 'GET', 'aging');
    expect(after.said).toMatchObject({
      asOf: TODAY,
      aging: { open: 10_000, notDue: 10_000 },
      figures: { overdue: 0, terms: { kind: 'monthly', days: 120, endsOn: '2027-03-31' } },
    });
    const { said: list } = await ask('account_manager', 'GET', 'terms');
    expect(list.items.find(({ inForce }: { inForce: boolean }) => inForce)).toMatchObject({
      reason: '回款困难',
      proposedBy: { name: 'account_manager' },
      decidedBy: { name: 'credit_controller' },
      endsOn: '2027-03-31',
    });
  });

  it('do not end before they begin', async () => {
    const { status, said } = await ask('credit_controller', 'POST', 'terms', { ...wanted, endsOn: '2026-10-01' });
    expect([status, said.code]).toEqual([400, 'term_ends_before_start']);
  });
});

describe('payments and disputes', () => {
  it('by hand settle what they name; the same number again is the same payment', async () => {
    const said = own().things['receivables'];
    const { said: list } = await ask('credit_controller', 'GET', 'receivables');
    const number = list.items.find(({ id }: { id: string }) => id === said)?.number;
    const payment = { number: 'HK-1', paidOn: '2026-11-20', amount: 4_000, receivableNumber: number };
    for (const _ of [1, 2]) expect((await ask('credit_controller', 'POST', 'payments', payment)).status).toBe(204);
    const { said: payments } = await ask('account_manager', 'GET', 'payments');
    expect(payments).toMatchObject({
      total: 1,
      items: [{ amount: 4_000, settled: [{ number, amount: 4_000 }], unallocated: 0 }],
    });
    const later = { ...payment, number: 'HK-2', paidOn: '2026-11-24' };
    expect((await ask('credit_controller', 'POST', 'payments', later)).said.code).toBe('occurred_in_future');
    const nowhere = { ...payment, number: 'HK-2', receivableNumber: 'nowhere' };
    expect((await ask('credit_controller', 'POST', 'payments', nowhere)).said.code).toBe('receivable_unknown');
  });

  it('take an invoice out of what is late', async () => {
    const path = `receivables/${own().things['receivables']}/disputes`;
    expect((await ask('credit_controller', 'POST', path, { since: TODAY, reason: '数量不符' })).status).toBe(204);
    expect((await ask('credit_controller', 'GET', 'aging')).said.aging).toMatchObject({ open: 6_000, disputed: 6_000 });
    expect((await ask('credit_controller', 'DELETE', path)).status).toBe(204);
    expect((await ask('credit_controller', 'GET', 'aging')).said.aging).toMatchObject({ open: 6_000, disputed: 0 });
  });
});

describe('a credit hold', () => {
  it('holds the warnings of silence, and its lifting lets them speak', async () => {
    const { customerId, things } = own();
    await ordersUntil(customerId, '2026-08-20');
    const silent = async () => (await judged(customerId)).signals.map(({ key }) => key).includes('rhythm_broken');
    const lifting = `credit-holds/${things['credit-holds']}/liftings`;
    expect(await silent()).toBe(false);
    expect((await ask('credit_controller', 'POST', lifting, { reason: '已付清' })).status).toBe(204);
    world.clock.advance({ minutes: 1 });
    expect(await silent()).toBe(true);
    world.clock.advance({ minutes: 1 });
    expect((await ask('credit_controller', 'POST', 'credit-holds', { reason: '又逾期' })).status).toBe(200);
    const held = await judged(customerId);
    expect(held.signals.map(({ key }) => key)).not.toContain('rhythm_broken');
    expect(held.held).toContainEqual({ key: 'rhythm_broken', reason: 'credit_hold' });
  });

  async function ordersUntil(customerId: number, last: string): Promise<void> {
    await world.db.transaction().execute(async (trx) => {
      const { productIds } = await upsertProducts(trx, world.act(), [{ code: 'H1' }]);
      const line = { productId: productIds[0] ?? 0, quantity: 1, unitPrice: 100, amount: 10_000 };
      const orders = Array.from({ length: 12 }, (_, index) => {
        const orderedAt = new Date((parseDay(last) - index * 14) * 86_400_000 + 3_600_000);
        return { customerId, number: `O${index}`, kind: 'order' as const, orderedAt, lines: [line] };
      });
      await recordOrders(trx, world.act(), orders, { timezone: 'Asia/Shanghai' });
    });
  }

  async function judged(customerId: number) {
    const facts = await factsForScoring(world.db, [customerId], world.clock.now());
    const rows = facts
      .filter(({ occurredAt }) => occurredAt <= world.clock.now())
      .map(({ kind, occurredAt, amount, category, score }) => ({
        kind,
        occurredAt: occurredAt.getTime(),
        amount: amount ?? Number.NaN,
        category: category ?? 0,
        score: score ?? NO_SCORE,
      }))
      // The book of the routes orders today, too: it would end the silence.
      .filter((row) => row.kind > 4 || row.occurredAt < parseDay('2026-11-01') * 86_400_000);
    return judgeOn(readyPlan('building-materials').program, columnsOf(rows), TODAY);
  }
});
