import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { upsertProducts } from '../products/products.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { listOrders, listOrdersAsSecondParty, type OrderInput, readOrder, recordOrders } from './orders.ts';

const timezone = 'Asia/Shanghai';
const orderedAt = new Date('2026-11-02T02:00:00Z');

let world: World;
let products: number[];
let customersMade = 0;

beforeAll(async () => {
  world = await createWorld();
  const rows = [
    { code: 'P1', name: '防火板', category: '防火板', parentCategory: '板材' },
    { code: 'P2', name: '生态板', category: '生态板', parentCategory: '板材' },
    { code: 'P3', name: '杂项' },
  ];
  products = (await act((trx) => upsertProducts(trx, world.act(), rows))).productIds;
});

afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function someCustomer(): Promise<number> {
  const row = { externalId: `O-${++customersMade}`, name: `客户${customersMade}` };
  const { customerIds } = await act((trx) => upsertCustomers(trx, world.act(), [row]));
  return customerIds[0] ?? Number.NaN;
}

function line(product: number, amount: number, more: object = {}) {
  return { productId: products[product] ?? Number.NaN, quantity: 1, unitPrice: amount / 100, amount, ...more };
}

function record(...orders: OrderInput[]) {
  return act((trx) => recordOrders(trx, world.act(), orders, { timezone }));
}

/** The story of a customer as `kind amount category score`, without customer_created and the like. */
async function story(customerId: number): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100, kinds: [1, 2, 3, 4, 5, 41] });
  return items.map((fact) => `${factKindName(fact.kind)} ${fact.amount} ${fact.score ?? ''}`.trim()).sort();
}

describe('orders', () => {
  it('are one fact for the total and one for each category', async () => {
    const customerId = await someCustomer();
    const lines = [line(0, 1000), line(0, 500), line(1, 300), line(2, 50)];
    const recorded = await record({ customerId, number: 'A1', kind: 'order', orderedAt, lines });
    expect(recorded).toMatchObject({
      orders: { created: 1, updated: 0, unchanged: 0 },
      lines: { created: 4, updated: 0, unchanged: 0 },
      changes: ['created', 'created', 'created', 'created'],
    });
    expect(await story(customerId)).toEqual(['order 1850', 'order_item 1500', 'order_item 300']);
    const { items, total } = await listOrders(world.db, customerId, { limit: 10, offset: 0 });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ number: 'A1', amount: 1850, lines: 4, orderedAt, promisedOn: null });
    const order = await readOrder(world.db, customerId, items[0]?.id ?? '');
    expect(order.items[0]).toMatchObject({ productCode: 'P1', category: '防火板', quantity: 1, unitPrice: 10 });
  });

  it('brought in twice change nothing', async () => {
    const customerId = await someCustomer();
    const order: OrderInput = {
      customerId,
      number: 'A1',
      kind: 'order',
      orderedAt,
      lines: [line(0, 1000), line(0, 1000)],
    };
    await record(order);
    const before = await story(customerId);
    const again = await record(order);
    expect(again).toMatchObject({
      orders: { created: 0, updated: 0, unchanged: 1 },
      lines: { created: 0, updated: 0, unchanged: 2 },
    });
    expect(await story(customerId)).toEqual(before);
    const { rows } = await sql`select from fact where customer_id = ${customerId} and voids is not null`.execute(
      world.db,
    );
    expect(rows).toHaveLength(0);
  });

  it('void the facts that no longer hold and keep those that do', async () => {
    const customerId = await someCustomer();
    const order: OrderInput = {
      customerId,
      number: 'A1',
      kind: 'order',
      orderedAt,
      lines: [line(0, 1000), line(1, 300)],
    };
    await record(order);
    const changed = await record({ ...order, lines: [line(0, 1200), line(1, 300)] });
    expect(changed.changes).toEqual(['updated', 'unchanged']);
    expect(await story(customerId)).toEqual(['order 1500', 'order_item 1200', 'order_item 300']);
    const { rows } = await sql`select from fact where customer_id = ${customerId} and voids is not null`.execute(
      world.db,
    );
    expect(rows).toHaveLength(2);
  });

  it('move as a whole when their date changes', async () => {
    const customerId = await someCustomer();
    const order: OrderInput = { customerId, number: 'A1', kind: 'order', orderedAt, lines: [line(0, 1000)] };
    await record(order);
    const later = new Date('2026-11-03T02:00:00Z');
    expect(await record({ ...order, orderedAt: later })).toMatchObject({ changes: ['updated'] });
    const { items } = await factsOfCustomer(world.db, customerId, { limit: 10, kinds: [1, 2] });
    expect(items.map((fact) => fact.occurredAt)).toEqual([later, later]);
  });

  it('take further lines and leave those that are not mentioned', async () => {
    const customerId = await someCustomer();
    await record({ customerId, number: 'A1', kind: 'order', orderedAt, lines: [line(0, 1000)] });
    await record({ customerId, number: 'A1', kind: 'order', orderedAt, lines: [line(1, 70)] });
    expect(await story(customerId)).toEqual(['order 1070', 'order_item 1000', 'order_item 70']);
  });

  it('may share a number with a return, which has facts of its own', async () => {
    const customerId = await someCustomer();
    const recorded = await record(
      { customerId, number: 'A1', kind: 'order', orderedAt, lines: [line(0, 1000)] },
      { customerId, number: 'A1', kind: 'return', orderedAt, lines: [line(0, 200)] },
    );
    expect(recorded).toMatchObject({ orders: { created: 1 }, returns: { created: 1 }, customers: 1 });
    expect(await story(customerId)).toEqual(['order 1000', 'order_item 1000', 'return 200', 'return_item 200']);
  });

  it('count delays from the first promise', async () => {
    const customerId = await someCustomer();
    const order = { customerId, number: 'A1', kind: 'order', orderedAt } as const;
    await record({ ...order, lines: [line(0, 10, { promisedOn: '2026-11-05' }), line(1, 10), line(1, 10)] });
    await record({ ...order, lines: [line(0, 10, { promisedOn: '2026-11-12' }), line(1, 10), line(1, 10)] });
    expect(await story(customerId)).not.toContain('delivery 1 7');
    const deliveredOn = '2026-11-12';
    const lines = [line(0, 10, { deliveredOn }), line(1, 10, { deliveredOn }), line(1, 10, { deliveredOn })];
    await record({ ...order, lines });
    expect(await story(customerId)).toEqual(expect.arrayContaining(['delivery 1 7', 'delivery 2']));
    const { items } = await listOrders(world.db, customerId, { limit: 1, offset: 0 });
    expect(items[0]).toMatchObject({ promisedOn: '2026-11-12', deliveredOn });
  });

  it('say what of them is tax, and the day of the order a return takes back, whichever of the two comes first', async () => {
    const customerId = await someCustomer();
    const back = { customerId, number: 'R1', kind: 'return', originalNumber: 'A1' } as const;
    const returnedAt = new Date('2026-11-20T02:00:00Z');
    await record({ ...back, orderedAt: returnedAt, lines: [line(0, 226, { tax: 26 })] });
    expect(await story(customerId)).toEqual(['return 226', 'return_item 226', 'tax 26']);
    const order = { customerId, number: 'A1', kind: 'order', orderedAt, documents: 'shipped' } as const;
    await record({ ...order, lines: [line(0, 1130, { tax: 130, batch: 'B7' }), line(1, 100)] });
    const told = ['order 1230', 'order_item 100', 'order_item 1130', 'return 226 18', 'return_item 226'];
    expect(await story(customerId)).toEqual([...told, 'tax 130', 'tax 26 18']);
    const again = await record({ ...order, lines: [line(0, 1130, { tax: 130, batch: 'B7' }), line(1, 100)] });
    expect(again.lines).toEqual({ created: 0, updated: 0, unchanged: 2 });
    const { items } = await listOrders(world.db, customerId, { limit: 2, offset: 0 });
    expect(items[1]).toMatchObject({ documents: 'shipped', tax: 130, amount: 1230 });
    const { items: lines } = await readOrder(world.db, customerId, items[1]?.id ?? '');
    expect(lines[0]).toMatchObject({ tax: 130, batch: 'B7' });
  });

  it('keep project and site by line where they differ, and name a second party whose own story stays as it is', async () => {
    const dealer = await someCustomer();
    const end = await someCustomer();
    const key = `O-${customersMade}`;
    const lines = [line(0, 10, { project: '一号楼' }), line(1, 10, { project: '二号楼' })];
    await record({ customerId: dealer, number: 'A1', kind: 'order', orderedAt, secondPartyKey: key, lines });
    const { items } = await listOrders(world.db, dealer, { limit: 1, offset: 0 });
    const order = await readOrder(world.db, dealer, items[0]?.id ?? '');
    expect(order.items.map(({ project }) => project)).toEqual(['一号楼', '二号楼']);
    expect(order.secondPartyPublicId).toEqual(expect.any(String));
    expect(await story(end)).toEqual([]);
    const page = { limit: 10, offset: 0 };
    const seen = await listOrdersAsSecondParty(world.db, end, { kind: 'all' }, page);
    expect(seen).toMatchObject({ total: 1, items: [{ number: 'A1', buyer: { name: expect.any(String) } }] });
    const outside = { kind: 'members', memberIds: [], invited: null } as const;
    expect((await listOrdersAsSecondParty(world.db, end, outside, page)).total).toBe(0);
  });

  it('refuse a negative amount as a whole', async () => {
    const customerId = await someCustomer();
    const orders: OrderInput[] = [{ customerId, number: 'A1', kind: 'order', orderedAt, lines: [line(0, -1)] }];
    await expect(record(...orders)).rejects.toThrow();
    expect(await story(customerId)).toEqual([]);
  });
});

describe('orders that come in twice at the same time', () => {
  it('are recorded once, whether one by one or as sets', async () => {
    const customers = [await someCustomer(), await someCustomer()];
    const orders = customers.map((customerId): OrderInput => {
      return { customerId, number: 'Z', kind: 'order', orderedAt, lines: [line(0, 100), line(1, 20)] };
    });
    const calls = [orders, orders.toReversed(), orders.slice(0, 1), orders.slice(1), orders];
    const recorded = await Promise.all(calls.map((each) => record(...each)));
    expect(recorded.reduce((sum, { orders: { created } }) => sum + created, 0)).toBe(2);
    for (const customerId of customers) {
      expect(await story(customerId)).toEqual(['order 120', 'order_item 100', 'order_item 20']);
    }
  });
});
