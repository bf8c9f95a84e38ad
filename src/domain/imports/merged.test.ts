import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { mergeCustomers } from '../customers/merge-acts.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(() => world.wipe());

const numberOf = async (key: string) => {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer_identity where key = ${key} and scheme = 'external'`.execute(
    world.db,
  );
  return rows[0]?.customerId ?? 0;
};
const merge = (survivor: string, merged: string) =>
  world.db.transaction().execute(async (trx) => {
    world.clock.advance({ minutes: 1 });
    const wish = { survivorId: await numberOf(survivor), mergedId: await numberOf(merged) };
    return mergeCustomers(trx, world.act(), wish);
  });

describe('a file that still has both numbers of customers that were merged', () => {
  it('leaves the survivor as it was made, night after night', async () => {
    const file =
      '客户编号,客户名称,地区,联系人,手机,标签\nC1,上海一家有限公司,华东,老张,13900001111,老客户\nC2,一家,华北,老张,13900002222,老客户\n';
    await world.run(world.request('customers', file));
    await merge('C1', 'C2');
    const said = () =>
      sql`select customer.name, region, (select count(*) from contact) as contacts,
        (select count(*) from fact where kind = 24) as told from customer`.execute(world.db);
    const { rows: before } = await said();
    world.clock.advance({ minutes: 1 });
    expect(await world.run(world.request('customers', file))).toMatchObject({ failed: 0, created: 0, updated: 0 });
    world.clock.advance({ minutes: 1 });
    await world.run(world.request('customers', file));
    expect((await said()).rows).toEqual(before);
  });

  it('may bring the same to both', async () => {
    const file = (tag: string) => `客户编号,客户名称,标签\nC1,上海一家有限公司,${tag}\nC2,一家,${tag}\n`;
    await world.run(world.request('customers', file('')));
    await merge('C1', 'C2');
    world.clock.advance({ minutes: 1 });
    expect(await world.run(world.request('customers', file('老客户')))).toMatchObject({ failed: 0 });
    expect((await sql`select tag from customer_tag`.execute(world.db)).rows).toEqual([{ tag: '老客户' }]);
  });

  it('leaves two of one name their numbers', async () => {
    const file = '客户编号,姓名,手机\nC1,老张,13900001111\nC2,老张,13900002222\n';
    await world.run(world.request('customers', '客户编号,客户名称\nC1,客户一\nC2,客户二\n'));
    await world.run(world.request('contacts', file));
    await merge('C1', 'C2');
    world.clock.advance({ minutes: 1 });
    expect(await world.run(world.request('contacts', file))).toMatchObject({ created: 0, updated: 0, skipped: 1 });
    const { rows } = await sql<{ phone: string }>`select phone from contact order by phone`.execute(world.db);
    expect(rows.map(({ phone }) => phone)).toEqual(['13900001111', '13900002222']);
  });

  it('may name the same new thing under both', async () => {
    await world.run(world.request('customers', '客户编号,客户名称\nC1,客户一\nC2,客户二\n'));
    await merge('C1', 'C2');
    world.clock.advance({ minutes: 1 });
    const files = {
      projects: '客户编号,工程名称,状态\nC1,高新区二期,施工中\nC2,高新区二期,竣工\n',
      sites: '客户编号,收货点,地址\nC1,北门,科技路 1 号\nC2,北门,科技路 2 号\n',
      terms: '客户编号,账期,天数,开始日期\nC1,月结,30,2026-01-01\nC2,月结,60,2026-01-01\n',
    } as const;
    for (const [kind, file] of Object.entries(files)) {
      const request = () => world.request(kind as keyof typeof files, file);
      expect([kind, await world.run(request())]).toMatchObject([kind, { created: 1, skipped: 1, failed: 0 }]);
      expect([kind, await world.run(request())]).toMatchObject([kind, { unchanged: 1, skipped: 1, failed: 0 }]);
    }
  });

  it('is orders of one customer', async () => {
    const file = '单号,日期,客户编号,商品编号,数量,单价\nN1,2026-01-05,C1,P1,2,5\nN2,2026-01-06,C2,P1,3,5\n';
    await world.run(world.request('orders', file));
    await merge('C1', 'C2');
    world.clock.advance({ minutes: 1 });
    expect(await world.run(world.request('orders', file))).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });
});
