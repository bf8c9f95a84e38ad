import { afterAll, beforeAll, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { findDuplicates } from '../customers/duplicate-acts.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());

const HEAD = '客户编码,客户名称,统一社会信用代码,注册地址,总机,联系人,联系电话\n';
const FIRST = 'C1,东升建材有限公司,91330100MA2ABCDE1X,杭州市西湖区文三路 1 号,0571-88880001,周工,13900001111\n';
const SECOND = 'C2,杭州东升,91330100MA2ABCDE1X,杭州市滨江区江南大道 9 号,,,\n';

function book() {
  return world.db
    .selectFrom('customer')
    .select(['name', 'tax_number', 'address', 'phone'])
    .orderBy('customer_id')
    .execute();
}

it('a file of customers brings tax number, address and the company’s own phone', async () => {
  expect(await world.run(world.request('customers', HEAD + FIRST + SECOND))).toMatchObject({ created: 2, failed: 0 });
  const own = { tax_number: '91330100MA2ABCDE1X', address: '杭州市西湖区文三路 1 号', phone: '0571-88880001' };
  expect(await book()).toMatchObject([own, { tax_number: own.tax_number, phone: null }]);
  const contact = await world.db.selectFrom('contact').select(['name', 'phone']).execute();
  expect(contact).toEqual([{ name: '周工', phone: '13900001111' }]);
});

it('changes nothing the second time, and what a later file says', async () => {
  expect(await world.run(world.request('customers', HEAD + FIRST))).toMatchObject({ updated: 0, unchanged: 1 });
  const moved = '客户编码,公司地址\nC1,杭州市拱墅区莫干山路 7 号\n';
  expect(await world.run(world.request('customers', moved))).toMatchObject({ updated: 1 });
  expect(await book()).toMatchObject([{ address: '杭州市拱墅区莫干山路 7 号', phone: '0571-88880001' }, {}]);
});

it('finds two entries of one company by the tax number of the file', async () => {
  await findDuplicates(world.db, world.act());
  const { rows } = await world.database.pool.query('select reasons from duplicate_candidate');
  expect(rows).toMatchObject([{ reasons: expect.arrayContaining(['tax_number']) }]);
});
