import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { activePlan } from '../plans/plans.ts';
import { threatenSupplierChange } from '../warnings/warnings.ts';
import {
  cases,
  company,
  customerList,
  exportCsv,
  healthBoard,
  type ListFilters,
  profile,
  readExportRows,
  search,
  story,
  today,
} from './overview.ts';

let world: World;
let ids: number[];
const everyone = { kind: 'all' } as const;
const may = { promises: true, receivables: true, complaints: true };
const MANAGER = '0198c0de-0000-7000-8000-00000000000a';
const OTHER = '0198c0de-0000-7000-8000-00000000000b';

beforeAll(async () => {
  world = await createWorld();
  await givePlan(world);
  for (const [id, name] of [
    [MANAGER, '林一'],
    [OTHER, '周二'],
  ] as const) {
    const row = {
      id,
      email: `${id}@example.com`,
      name,
      role: 'account_manager',
      created_at: world.clock.now(),
    } as const;
    await world.db.insertInto('member').values(row).execute();
  }
  const mine = await addCustomers(world, ['A1', 'A2'], { ownerA: MANAGER, region: '华东' });
  const others = await addCustomers(world, ['=B1'], { ownerA: OTHER, region: '华北' });
  ids = [...mine, ...others];
  await orderOn(world, ids[0] ?? 0, every(30, 3), 5_000_000);
  await orderOn(world, ids[1] ?? 0, every(30, 3, 100), 2_000_000);
  await orderOn(world, ids[2] ?? 0, every(30, 3), 1_000_000);
  await judgeNow(world, { months: 13 });
});
afterAll(() => world.close());

function list(filters: ListFilters = {}, scope: Parameters<typeof search>[2] = everyone) {
  return customerList(world.db, { filters, scope, sort: '-amountYear', limit: 50, offset: 0 });
}

describe('the customer list', () => {
  it('is sorted, adds up, and says what it could be narrowed by', async () => {
    const { items, total, sums, facets } = await list();
    expect(items.map(({ customer }) => customer.name)).toEqual(['测试A1', '测试A2', '测试=B1']);
    expect(total).toBe(3);
    expect(sums.amountYear).toBe(items.reduce((sum, { amountYear }) => sum + amountYear, 0));
    expect(facets.region).toEqual(expect.arrayContaining([{ key: '华东', count: 2 }]));
    expect(facets.colour.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it.each([
    [{ colour: 'red' }, ['测试A2']],
    [{ region: '华北' }, ['测试=B1']],
    [{ query: '测试' }, ['测试A1', '测试A2', '测试=B1']],
    [{ query: 'ceshi' }, ['测试A1', '测试A2', '测试=B1']],
    [{ query: 'A2' }, ['测试A2']],
    [{ moved: 'worse', movedSince: '2026-08-31' }, ['测试A2']],
    [{ query: '没有这家' }, []],
  ] as const)('narrowed by %j holds %j', async (filters, names) => {
    expect((await list(filters)).items.map(({ customer }) => customer.name)).toEqual(names);
  });

  it('shows nobody outside the scope, in the list, its counts or the search', async () => {
    const scope = { kind: 'members', memberIds: [OTHER], invited: null } as const;
    const { total, facets, sums, items } = await list({}, scope);
    expect(items.map(({ customer }) => customer.name)).toEqual(['测试=B1']);
    expect([total, facets.owner.length, sums.amountYear]).toEqual([1, 1, items[0]?.amountYear]);
    expect(await search(world.db, '测试A1', scope)).toEqual([]);
  });

  it('leaves as a file in which no cell is a formula', async () => {
    const rows = await readExportRows(world.db, { filters: {}, scope: everyone, sort: 'name' });
    const text = [...exportCsv((await activePlan(world.db)).plan, rows, { code: 'CK-1', note: '=说明' }, '口径')].join(
      '',
    );
    expect(text.startsWith('\uFEFF客户,')).toBe(true);
    const cells = text.slice(1).split(/[\r\n,]+/);
    expect(cells.filter((cell) => /^[=+@-]/.test(cell) && !/^-?[\d.]+$/.test(cell))).toEqual([]);
  });

  it('leaves with amounts in the major unit of its currency', async () => {
    const { plan } = await activePlan(world.db);
    const [row] = await readExportRows(world.db, { filters: { query: 'A1' }, scope: everyone, sort: 'name' });
    const amountIn = (currency: string) =>
      row &&
      [
        ...exportCsv({ ...plan, currency }, [{ ...row, amountYear: 1_234_500 }], { code: 'CK-1', note: '' }, ''),
      ][1]?.split(',')[5];
    expect([amountIn('CNY'), amountIn('JPY'), amountIn('KWD')]).toEqual(['12345.00', '1234500', '1234.500']);
  });
});

describe('the board', () => {
  it('counts every customer once, in the bands of the list', async () => {
    const board = await healthBoard(world.db, world.clock, { scope: everyone });
    expect(board.total).toMatchObject({ customers: 3, bands: { green: 2, yellow: 0, red: 1, unknown: 0 } });
    expect(board.tiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
    const red = (await list({ colour: 'red' })).items[0];
    expect(board.total.valueAtRisk).toBe(red?.amountYear);
    expect(board.riskiest.map(({ customer }) => customer.name)).toEqual(['测试A2']);
  });

  it('says who moved since the day of comparison, and why', async () => {
    const board = await healthBoard(world.db, world.clock, { scope: everyone, compareWith: '2026-08-31' });
    expect(board.transitions).toEqual([{ from: 'green', to: 'red', count: 1 }]);
    expect(board.moved[0]).toMatchObject({ customer: { name: '测试A2' }, before: { colour: 'green' } });
    expect(board.causes).toEqual([expect.objectContaining({ key: 'silence', count: 1 })]);
  });

  it('of a past day shows what was so', async () => {
    const board = await healthBoard(world.db, world.clock, { scope: everyone, asOf: '2026-08-31' });
    expect(board.total.bands).toMatchObject({ green: 3, red: 0 });
  });

  it('carries repurchase and order value with their intervals', async () => {
    const { trends } = await healthBoard(world.db, world.clock, { scope: everyone });
    const repurchase = trends.find(({ key }) => key === 'repurchase_90d')?.points.at(-1);
    expect(repurchase).toMatchObject({ month: '2026-11', n: 3, partial: true });
    expect(repurchase?.value).toBeCloseTo((2 / 3) * 100);
    expect(repurchase?.low).toBeLessThan(repurchase?.value ?? 0);
  });

  it('shows who reaches a part of the book nothing of the rest', async () => {
    const scope = { kind: 'members', memberIds: [OTHER], invited: null } as const;
    const board = await healthBoard(world.db, world.clock, { scope });
    expect(board.total.customers).toBe(1);
    expect(board.trends).toEqual([]);
  });
});

describe('the age of the data', () => {
  it.each([
    ['2026-11-16', false],
    ['2026-11-15', true],
  ])('through %s is stale: %s, the day on which the plan holds its rules back', async (dataThrough, stale) => {
    const row = { kind: 'orders', data_through: dataThrough, updated_at: world.clock.now() };
    await world.db
      .insertInto('feed')
      .values(row)
      .onConflict((known) => known.column('kind').doUpdateSet(row))
      .execute();
    const { feeds } = await company(world.db, world.clock);
    expect(feeds).toEqual([expect.objectContaining({ kind: 'orders', stale })]);
    await world.db.deleteFrom('feed').execute();
  });
});

describe('one customer', () => {
  it('has a head and a story, newest first', async () => {
    const head = await profile(world.db, world.act(), ids[0] ?? 0, may);
    expect(head).toMatchObject({ ordersYear: 13, counts: { orders: 36 }, openCase: null });
    const { items, more } = await story(world.db, world.act(), ids[0] ?? 0, { may });
    expect(items.find(({ kind }) => kind === 'order')).toMatchObject({
      title: { zh: expect.stringMatching(/^订单 SO-/) },
    });
    const times = items.map(({ occurredAt }) => occurredAt.getTime());
    expect(times).toEqual([...times].sort((left, right) => right - left));
    const older = await story(world.db, world.act(), ids[0] ?? 0, {
      may,
      before: items.at(-1)?.occurredAt ?? new Date(0),
    });
    expect(older.items[0]?.occurredAt.getTime()).toBeLessThan(times.at(-1) ?? 0);
    expect(older.items.length + older.more).toBe(more);
  });
});

describe('a warning in the story', () => {
  it('is called what the plan of then called it', async () => {
    const other = await createWorld();
    try {
      const said = async () =>
        (await story(other.db, other.act(), customerId, { may })).items
          .filter(({ kind }) => kind === 'warning_signal_raised')
          .map(({ title }) => title.zh);
      await givePlan(other);
      const [customerId = 0] = await addCustomers(other, ['told']);
      await orderOn(other, customerId, every(30, 3, 100));
      await judgeNow(other);
      const before = await said();
      other.clock.advance({ minutes: 1 });
      await givePlan(other, 'retail');
      expect(before.length).toBeGreaterThan(0);
      expect(await said()).toEqual(before);
    } finally {
      await other.close();
    }
  });
});

describe('today', () => {
  it('holds the cases of the person they belong to, with the customer as lists name it', async () => {
    await world.db
      .transaction()
      .execute((trx) => threatenSupplierChange(trx, world.act(), { customerId: ids[0] ?? 0, said: '要换人' }));
    const mine = await today(world.db, world.act(MANAGER), MANAGER, everyone);
    const all = [...mine.late, ...mine.due, ...mine.week];
    expect(all).toEqual([
      expect.objectContaining({ kind: 'warning', customer: expect.objectContaining({ name: '测试A1' }) }),
    ]);
    expect(mine.myCustomers).toMatchObject({ customers: 2, bands: { green: 1, red: 1 } });
    expect((await today(world.db, world.act(OTHER), OTHER, everyone)).due).toEqual([]);
    const { counts } = await cases(world.db, { scope: everyone, limit: 10, offset: 0 });
    expect(counts).toMatchObject({ open: 1, level3: 1 });
  });
});
