import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { totalsOf } from './cube.ts';
import { LIST_SORTS, readCells, readCustomerRows, readListTotals } from './list-queries.ts';
import type { ListFilters } from './overview.ts';

let world: World;
const scope = { kind: 'all' } as const;

beforeAll(async () => {
  world = await createWorld();
  await givePlan(world);
  const east = await addCustomers(world, ['A1', 'A2', 'A3'], { region: '华东' });
  const north = await addCustomers(world, ['B1', 'B2'], { region: '华北' });
  for (const [index, id] of [...east, ...north].entries()) await orderOn(world, id, every(30, 3, 3 + index * 30));
  await judgeNow(world);
  await addCustomers(world, ['C1', 'C2'], { region: '华北' });
});
afterAll(() => world.close());

describe('the cells of the list', () => {
  it.each<ListFilters>([
    {},
    { colour: 'red' },
    { colour: 'unknown' },
    { region: '华北' },
    { region: '华东', colour: 'green' },
    { owner: 'none' },
    { tier: 'ordinary' },
  ])('add up to what the database counts for %j', async (filters) => {
    const totals = totalsOf(await readCells(world.db, scope), filters);
    expect(totals).toEqual(await readListTotals(world.db, filters, scope));
  });

  it('leave to the database what they do not know', () => {
    expect(totalsOf([], { query: '华东' })).toBeNull();
    expect(totalsOf([], { moved: 'worse', movedSince: '2026-08-31' })).toBeNull();
  });
});

describe('a page', () => {
  const sorts = LIST_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

  it.each(sorts)('read in the order of an index is the page that sorting finds: %s', async (sort) => {
    for (const [limit, offset] of [
      [3, 0],
      [3, 2],
      [7, 0],
    ] as const) {
      const wish = { filters: {}, scope, sort, limit, offset };
      const [inOrder, sorted] = [
        await readCustomerRows(world.db, wish, { total: 7, bySort: 7 }),
        await readCustomerRows(world.db, wish),
      ];
      expect(inOrder).toEqual(sorted);
    }
  });
});
