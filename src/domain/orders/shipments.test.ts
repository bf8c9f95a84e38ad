import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOffice, type Office } from '../../../test/office.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { createCustomer, findCustomer } from '../customers/customers.ts';
import { upsertProducts } from '../products/products.ts';
import { teamRoutes } from '../team/routes.ts';
import { openShipmentBatch, recordShipmentBatch } from './orders.ts';
import { orderRoutes } from './routes.ts';

let world: World;
let office: Office;
let of: string;

beforeAll(async () => {
  world = await createWorld();
  office = await createOffice(world, [...teamRoutes, ...orderRoutes], (publicId, scope) =>
    findCustomer(world.db, publicId, scope),
  );
  const ownerA = office.people.account_manager.memberId;
  await world.db.transaction().execute(async (trx) => {
    const made = await createCustomer(trx, world.act(), { name: '南山建材', ownerA });
    of = `/api/customers/${made.publicId}`;
    const { productIds } = await upsertProducts(trx, world.act(), [{ code: 'P1', name: '多层板', unit: '张' }]);
    await openShipmentBatch(trx);
    await sql`
      insert into shipment_batch (row_no, customer_id, number, product_id, occurrence, order_number, quantity, amount, batch, shipped_at)
      select row_no, ${made.customerId}, number, ${productIds[0]}, occurrence, 'SO1', 6, 67800, batch, at::timestamptz
      from (values (1, 'D1', 1, 'B-77', '2026-11-01T02:00:00Z'), (2, 'D2', 1, 'B-77', '2026-11-09T02:00:00Z'),
        (3, 'D2', 2, null, '2026-11-09T02:00:00Z')) as given (row_no, number, occurrence, batch, at)`.execute(trx);
    await recordShipmentBatch(trx, world.act(), { timezone: 'Asia/Shanghai' });
  });
});
afterAll(async () => {
  await office.close();
  await world.close();
});

it('are listed newest first with their lines, and each lot says since when it is known', async () => {
  const reply = await office.ask('account_manager', { url: `${of}/shipments?limit=1` });
  expect(reply.json()).toMatchObject({
    total: 2,
    items: [
      {
        number: 'D2',
        amount: 135_600,
        lines: [
          {
            productName: '多层板',
            unit: '张',
            quantity: 6,
            orderNumber: 'SO1',
            batch: 'B-77',
            batchSince: '2026-11-01',
          },
          { batch: null, batchSince: null },
        ],
      },
    ],
  });
});

it('are nobody else’s to see', async () => {
  expect((await office.ask('stranger', { url: `${of}/shipments` })).statusCode).toBe(404);
});

it('fails nowhere inside the server while all this is asked', () => {
  expect(office.failures).toEqual([]);
});
