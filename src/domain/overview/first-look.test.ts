import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { formatDay, localDay, parseDay } from '../../kernel/time.ts';
import { healthJobs } from '../health/jobs.ts';
import { warningJobs } from '../warnings/jobs.ts';
import { contactCase } from '../warnings/warnings.ts';
import { stockDue, turnedOn, weeklyDays } from './first-look.ts';
import { firstLook, stockList } from './first-look-queries.ts';

const all = { kind: 'all' } as const;
const SILENT = 13;
let world: World;

beforeAll(async () => {
  world = await createWorld({ at: '2026-06-10T01:00:00Z', jobs: [...healthJobs, ...warningJobs] });
  await givePlan(world);
  const [lost = 0, steady = 0, ...silent] = await addCustomers(world, ['lost', 'steady', ...many('silent', SILENT)]);
  await orderOn(world, lost, every(30, 2, 300), 6_000_000);
  await orderOn(world, steady, every(30, 2, 5));
  for (const [at, customerId] of silent.entries())
    await orderOn(world, customerId, every(30, 2, 75), 1_000_000 + at * 1_000);
  await judgeNow(world);
  await world.drain();
});
afterAll(() => world.close());

function many(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${name}${at}`);
}

describe('looking back', () => {
  it('asks once a week and ends on the day itself', () => {
    expect(weeklyDays(100, 3)).toEqual([86, 93, 100]);
  });

  it('finds the start of the trouble that never ended, not of one that passed', () => {
    const days = [1, 2, 3, 4, 5, 6];
    expect(turnedOn(days, ['green', 'yellow', 'green', 'yellow', 'red', 'red'])).toBe(4);
    expect(turnedOn(days, ['green', 'red', 'red', 'red', 'red', 'green'])).toBeNull();
    expect(turnedOn(days, ['green', 'green', 'green', 'green', 'green', 'unknown'])).toBeNull();
  });

  it('gives so many for each week begun', () => {
    expect([0, 6, 7, 20].map((days) => stockDue(1_000, 1_000 + days, 10))).toEqual([10, 10, 20, 30]);
  });
});

describe('the first look at a book', () => {
  it('names who is leaving and adds up what they are worth', async () => {
    const { leaving } = await firstLook(world.db, world.clock, all);
    expect(leaving.customers).toBe(SILENT);
    expect(leaving.items.map(({ customer }) => customer.name)).not.toContain('测试steady');
    const shown = leaving.items.map(({ amountYear }) => amountYear);
    expect(shown).toHaveLength(12);
    expect(shown).toEqual([...shown].sort((left, right) => right - left));
    // The thirteenth is in the sum, though not among the names.
    const rest = leaving.amountYear - shown.reduce((sum, amount) => sum + amount, 0);
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThanOrEqual(shown.at(-1) ?? 0);
    expect(leaving.items[0]?.cause?.zh).toMatch(/沉默|节奏|有效天/);
  });

  it('says since when a lost customer could have been seen: weeks after its last order, long before today', async () => {
    const { lost } = await firstLook(world.db, world.clock, all);
    expect(lost.items.map(({ customer, amountBefore }) => [customer.name, amountBefore])).toEqual([
      ['测试lost', 13 * 6_000_000],
    ]);
    const [{ lastOrderOn, turnedOn: turned } = { lastOrderOn: '', turnedOn: null }] = lost.items;
    const days = parseDay(turned ?? '') - parseDay(lastOrderOn);
    expect(days, `${lastOrderOn} → ${turned}`).toBeGreaterThan(30);
    expect(days).toBeLessThan(90);
  });

  it('gives ten a week of what was so from the start, and the next ones when those are done', async () => {
    const first = await stockList(world.db, world.clock, all);
    expect(first).toMatchObject({ perWeek: 10, total: 14, done: 0, later: 4 });
    expect(first.thisWeek).toHaveLength(10);
    const values = first.thisWeek.map(({ valueAtRisk }) => valueAtRisk);
    expect(values).toEqual([...values].sort((left, right) => right - left));
    const { rows } = await world.database.pool.query('select customer_id, id from warning_case order by id limit 1');
    await world.db.transaction().execute((trx) =>
      contactCase(trx, world.act(), {
        customerId: rows[0].customer_id,
        caseId: rows[0].id,
        reason: 'price',
        channel: 'phone',
      }),
    );
    expect(await stockList(world.db, world.clock, all)).toMatchObject({ done: 1, later: 4 });
    world.clock.advance({ days: 7 });
    const next = await stockList(world.db, world.clock, all);
    expect([next.thisWeek.length, next.later]).toEqual([13, 0]);
    expect(formatDay(localDay(world.clock.now().getTime(), 'Asia/Shanghai'))).toBe('2026-06-17');
  });
});
