import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { undoImport } from './imports.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(() => world.wipe());

const ORDERS = `订单号,日期,客户编号,商品编号,数量,价税合计,税额,承诺交期
SO1,2026-01-05,C1,P1,10,1130.00,130.00,2026-01-12
SO1,2026-01-05,C1,P2,4,226.00,26.00,2026-01-12
`;
const FIRST = `发货单号,发货日期,订单号,客户编号,商品编号,数量,价税合计,税额,批号
D1,2026-01-10,SO1,C1,P1,6,678.00,78.00,B-77
`;
const SECOND = `发货单号,发货日期,订单号,客户编号,商品编号,数量,批号
D2,2026-01-15,SO1,C1,P1,4,B-78
D2,2026-01-15,SO1,C1,P2,4,
D3,2026-02-02,SO1,C1,P2,-1,
`;

/** `kind day amount category score` of every fact that stands, but what made the customer. */
async function facts(): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select concat_ws(' ', fact_kind.name, (occurred_at at time zone 'Asia/Shanghai')::date, amount, category, score) as told
    from fact join fact_kind on code = kind
    where voids is null and fact_kind.name <> 'customer_created' and not exists (
      select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
    order by 1`.execute(world.db);
  return rows.map(({ told }) => told).sort();
}

const ORDER_FACTS = ['order 2026-01-05 135600', 'tax 2026-01-05 15600 1'];

describe('deliveries', () => {
  it('are shipments with their money, and each line of an order has come when all of it has', async () => {
    await world.run(world.request('orders', ORDERS));
    const first = await world.run(world.request('deliveries', FIRST));
    expect(first).toMatchObject({ created: 1, failed: 0, dataThrough: '2026-01-10' });
    expect(await facts()).toEqual([...ORDER_FACTS, 'shipment 2026-01-10 67800', 'tax 2026-01-10 7800 38'].sort());
    expect(await world.run(world.request('deliveries', SECOND))).toMatchObject({ created: 3, failed: 0 });
    expect(await facts()).toEqual([
      // Six boards came in time, the last four three days late: the line as a whole is late against its first promise.
      'delivery 2026-01-15 2 3',
      ...[
        'order 2026-01-05 135600',
        'return 2026-02-02 5650 28',
        'shipment 2026-01-10 67800',
        'shipment 2026-01-15 67800',
      ],
      ...['tax 2026-01-05 15600 1', 'tax 2026-01-10 7800 38', 'tax 2026-01-15 7800 38', 'tax 2026-02-02 650 3 28'],
    ]);
    const { rows } = await sql<{ batch: string; day: string }>`
      select batch, first_seen_on as day from product_lot order by 1`.execute(world.db);
    expect(rows).toEqual([
      { batch: 'B-77', day: '2026-01-10' },
      { batch: 'B-78', day: '2026-01-15' },
    ]);
  });

  it('change nothing when they come again, and are corrected by what comes later', async () => {
    await world.run(world.request('orders', ORDERS));
    await world.run(world.request('deliveries', FIRST));
    const before = await facts();
    expect(await world.run(world.request('deliveries', FIRST))).toMatchObject({ created: 0, unchanged: 1 });
    expect(await facts()).toEqual(before);
    await world.run(world.request('deliveries', FIRST.replace('678.00,78.00', '565.00,65.00').replace(',6,', ',5,')));
    expect(await facts()).toEqual([...ORDER_FACTS, 'shipment 2026-01-10 56500', 'tax 2026-01-10 6500 38'].sort());
  });

  it('are taken back whole', async () => {
    await world.run(world.request('orders', ORDERS));
    const before = await facts();
    const { importId } = await world.finish(world.request('deliveries', FIRST));
    await undoImport(world.db, world.act(), importId);
    expect(await facts()).toEqual(before);
    const { rows } = await sql`select from shipment`.execute(world.db);
    expect(rows).toEqual([]);
  });
});
