import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { type ProductRow, readCategoryTree, upsertProducts } from './products.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

function upsert(...rows: ProductRow[]) {
  return world.db.transaction().execute((trx) => upsertProducts(trx, world.act(), rows));
}

async function categoryOf(code: string): Promise<string | undefined> {
  const row = await world.db
    .selectFrom('product')
    .innerJoin('category', 'category.id', 'product.category_id')
    .select('category.name')
    .where('code', '=', code)
    .executeTakeFirst();
  return row?.name;
}

it('are created with a two-level category and change nothing the second time', async () => {
  const rows = [
    { code: 'B1', name: '防火板', category: '防火板', parentCategory: '板材', unit: '张' },
    { code: 'B2', name: '生态板', category: '生态板', parentCategory: '板材' },
    { code: 'W1', name: '螺丝', category: '五金' },
    { code: 'N1' },
  ];
  const first = await upsert(...rows);
  expect(first).toMatchObject({ created: 4, changes: ['created', 'created', 'created', 'created'] });
  expect(await upsert(...rows)).toMatchObject({ created: 0, updated: 0, unchanged: 4, productIds: first.productIds });
  expect(await readCategoryTree(world.db)).toMatchObject([
    { name: '五金', children: [] },
    { name: '板材', children: [{ name: '生态板' }, { name: '防火板' }] },
  ]);
});

it('keep what a poorer file does not say, and know a category named without its parent', async () => {
  expect(await upsert({ code: 'B1', category: '防火板' })).toMatchObject({ unchanged: 1 });
  expect(await upsert({ code: 'B1', category: '生态板', name: '高级防火板' })).toMatchObject({ updated: 1 });
  expect(await categoryOf('B1')).toBe('生态板');
  expect(await categoryOf('N1')).toBeUndefined();
  expect(await readCategoryTree(world.db)).toHaveLength(2);
});

it('are made once by two imports at the same time', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => ({ code: `P${index}`, category: '并发' }));
  const [left, right] = await Promise.all([upsert(...rows), upsert(...rows.toReversed())]);
  expect(left.created + right.created).toBe(50);
  expect(new Set(left.productIds)).toEqual(new Set(right.productIds));
});
