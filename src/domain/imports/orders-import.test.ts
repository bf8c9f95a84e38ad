import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { dataThrough, emptyMap } from './imports.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(() => world.wipe());

const ORDERS = `单据编号,日期,客户编号,客户名称,商品编号,商品名称,品类,数量,单价
XS001,2026/1/5,C1,张三建材,P1,石膏板,板材,10,"1,234.50"
XS001,2026/1/5,C1,张三建材,P1,石膏板,板材,10,"1,234.50"
XS001,2026年1月5日,C1,张三建材,P2,螺钉,五金,2,￥3
XS002,46027,C2,李四工程,P1,石膏板,板材,-1,1234.5
XS003,2026-01-06,,,P1,石膏板,板材,1,1
XS004,2026-01-07,C3,王五,P3,赠品,,5,0
合计,,,,,,,28,
`;

describe('orders', () => {
  it('are recorded to the row, with what is worth knowing', async () => {
    const result = await world.run(world.request('orders', ORDERS));
    expect(result).toMatchObject({
      rowsRead: 7,
      created: 5,
      updated: 0,
      unchanged: 0,
      skipped: 2,
      failed: 0,
      dataThrough: '2026-01-07',
    });
    expect(result.records).toMatchObject({
      customers: { created: 3 },
      products: { created: 3 },
      orders: { created: 2 },
      returns: { created: 1 },
      lines: { created: 5 },
    });
    const counts = Object.fromEntries(result.reasons.map((reason) => [reason.code, reason.count]));
    expect(counts).toEqual({ no_customer: 1, total_row: 1, line_is_return: 1, price_not_positive: 1 });
    expect(await dataThrough(world.db, 'orders')).toBe('2026-01-07');
    const told = await world.story();
    expect(told['facts']).toEqual([
      ['C1', 'order', '2026-01-04T16:00:00+00:00', 2469600],
      ['C1', 'order_item', '2026-01-04T16:00:00+00:00', 600],
      ['C1', 'order_item', '2026-01-04T16:00:00+00:00', 2469000],
      ['C1', 'customer_created', '2026-01-04T16:00:00+00:00', null],
      ['C2', 'return', '2026-01-04T16:00:00+00:00', 123450],
      ['C2', 'return_item', '2026-01-04T16:00:00+00:00', 123450],
      ['C2', 'customer_created', '2026-01-04T16:00:00+00:00', null],
      ['C3', 'order', '2026-01-06T16:00:00+00:00', 0],
      ['C3', 'customer_created', '2026-01-06T16:00:00+00:00', null],
    ]);
    expect(told['lines']).toEqual([
      ['C1', 'XS001', 'order', 'P1', 1, 10, 1234500, '2026-01-04T16:00:00+00:00'],
      ['C1', 'XS001', 'order', 'P1', 2, 10, 1234500, '2026-01-04T16:00:00+00:00'],
      ['C1', 'XS001', 'order', 'P2', 1, 2, 600, '2026-01-04T16:00:00+00:00'],
      ['C2', 'XS002', 'return', 'P1', 1, 1, 123450, '2026-01-04T16:00:00+00:00'],
      ['C3', 'XS004', 'order', 'P3', 1, 5, 0, '2026-01-06T16:00:00+00:00'],
    ]);
    expect(told['products']).toEqual([
      ['P1', '石膏板', '板材'],
      ['P2', '螺钉', '五金'],
      ['P3', '赠品', null],
    ]);
  });

  it('change nothing when they come again', async () => {
    await world.run(world.request('orders', ORDERS));
    const before = await world.story();
    const again = await world.run(world.request('orders', ORDERS));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 5, skipped: 2, failed: 0 });
    expect(await world.story()).toEqual(before);
  });

  it('are corrected by a file that says something else', async () => {
    await world.run(world.request('orders', ORDERS));
    const changed = await world.run(world.request('orders', ORDERS.replace('P2,螺钉,五金,2', 'P2,螺钉,五金,3')));
    expect(changed).toMatchObject({ created: 0, updated: 1, unchanged: 4 });
  });

  it('say in a dry run the same and leave nothing', async () => {
    const before = await world.story();
    const wanted = world.request('orders', ORDERS);
    const rehearsed = await world.run({ ...wanted, dryRun: true });
    expect(await world.story()).toEqual(before);
    expect(await dataThrough(world.db, 'orders')).toBeNull();
    const real = await world.run({ ...wanted, dryRun: false });
    expect({ ...rehearsed, dryRun: false, diff: [], seconds: 0 }).toEqual({ ...real, seconds: 0 });
    expect(rehearsed.diff).toHaveLength(5);
    const changed = await world.run({
      ...world.request('orders', ORDERS.replace('螺钉,五金,2', '螺钉,五金,3')),
      dryRun: true,
    });
    expect(changed.diff).toMatchObject([
      {
        change: 'updated',
        line: 4,
        subject: ['C1', 'XS001', 'P2'],
        fields: expect.arrayContaining([{ field: 'amount', before: '600', after: '900' }]),
      },
    ]);
  });

  it('keep 15 digits and leading zeros, and take .0 off by the map', async () => {
    const wanted = world.request('orders', 'Order No,Date,Customer ID,Amount\n0001,2026-01-05,123456789012345.0,5\n');
    await world.run({
      ...wanted,
      map: {
        ...emptyMap('orders'),
        currency: 'CNY',
        timezone: 'Asia/Shanghai',
        columns: {
          number: { column: 'Order No', whole_number: false },
          orderedAt: { column: 'Date', whole_number: false },
          customer: { column: 'Customer ID', whole_number: true },
          amount: { column: 'Amount', whole_number: false },
        },
      },
    });
    const { rows } =
      await sql`select key, number from customer_order join customer_identity using (customer_id) where scheme = 'external'`.execute(
        world.db,
      );
    expect(rows).toEqual([{ key: '123456789012345', number: '0001' }]);
  });

  it('refuse a second currency', async () => {
    await expect(world.run({ ...world.request('orders', ORDERS), map: emptyMap('orders') })).rejects.toMatchObject({
      code: 'import_currency_needed',
    });
  });
});

describe('imports that are cut off', () => {
  const many = `单号,日期,客户编号,商品编号,金额\n${Array.from({ length: 400 }, (_, index) => `N${index % 90},2026-01-0${1 + (index % 9)},C${index % 37},P${index % 7},${index + 1}`).join('\n')}\n`;

  it('go on after the last chunk, and the counts are those of one import', async () => {
    const whole = await world.run({ ...world.request('orders', many), chunkRows: 30 });
    const told = await world.story();
    for (const stopAt of [1, 2, 5, 9]) {
      await world.wipe();
      const wanted = world.request('orders', many);
      const dying = {
        ...wanted,
        chunkRows: 30,
        onProgress: ({ chunksDone }: { chunksDone: number }) => {
          if (chunksDone === stopAt) throw new Error('killed');
        },
      };
      await expect(world.finish(dying)).rejects.toThrow('killed');
      const after = await world.run({ ...wanted, chunkRows: 30 });
      expect({ ...after, seconds: 0, reasons: [] }).toEqual({ ...whole, seconds: 0, reasons: [] });
      expect(await world.story()).toEqual(told);
      const { rows } = await sql`select failure ->> 'code' as code from import_run order by code nulls last`.execute(
        world.db,
      );
      expect(rows).toEqual([{ code: 'import_continued' }, { code: null }]);
    }
  });

  it('give the same whatever the size of the chunks', async () => {
    await world.run({ ...world.request('orders', many), chunkRows: 1 });
    const told = await world.story();
    await world.wipe();
    await world.run({ ...world.request('orders', many), chunkRows: 100_000 });
    expect(await world.story()).toEqual(told);
    expect(await world.run({ ...world.request('orders', many), chunkRows: 50 })).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 400,
    });
  });

  it('let only one import run', async () => {
    const both = await Promise.allSettled([
      world.run(world.request('orders', many)),
      world.run(world.request('orders', many)),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'import_running' } });
  });
});
