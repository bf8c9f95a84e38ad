import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMap, runImport } from '../src/domain/imports/imports.ts';
import { company } from '../src/domain/overview/overview.ts';
import { dayStart, formatDay, HOUR_MS, parseDay } from '../src/kernel/time.ts';
import { jobs } from '../src/modules.ts';
import { givePlan } from './trade.ts';
import { createWorld, type World } from './world.ts';

const ZONE = 'Asia/Shanghai';
const SEED = 20_261_123;
const FIRST_DAY = parseDay('2023-06-01');
const GO_LIVE = parseDay('2026-06-10');
/** The last day whose orders come in time; the next ones come in one file on ARRIVAL. */
const STOPPED = parseDay('2026-06-17');
const ARRIVAL = STOPPED + 19;
const CUSTOMERS = 40;

interface Order {
  readonly customer: number;
  readonly day: number;
}

/** Orders of buyers who keep their rhythm, and of every fourth who stops at some time in the weeks around the stop. */
function ordersOf(seed: number): Order[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return Array.from({ length: CUSTOMERS }, (_, customer) => {
    const gap = 7 + Math.floor(random() * 20);
    const end = customer % 4 === 0 ? STOPPED - 60 + Math.floor(random() * 50) : ARRIVAL;
    const orders: Order[] = [];
    for (
      let day = FIRST_DAY + Math.floor(random() * gap);
      day <= end;
      day += Math.round(gap * (0.7 + 0.6 * random()))
    ) {
      orders.push({ customer, day });
    }
    return orders;
  }).flat();
}

function csvOf(orders: readonly Order[]): string {
  const rows = orders.map(({ customer, day }) => {
    return `C${customer},客户${customer},SO-${customer}-${day},${formatDay(day)},P1,板材,1,5000.00`;
  });
  return `客户编号,客户名称,单号,下单日期,产品编码,产品名称,数量,金额\n${rows.join('\n')}\n`;
}

/** A company whose program runs every night; `comeIn` is the import of what happened after one day up to another. */
async function play(orders: readonly Order[]) {
  const world = await createWorld({ at: dayStart(GO_LIVE, ZONE).toISOString(), jobs });
  await givePlan(world);
  const folder = mkdtempSync(join(tmpdir(), 'late-feed-'));
  const map = parseMap('kind: orders\ncurrency: CNY\ntimezone: Asia/Shanghai\n');
  return {
    world,
    /** The night before a day and its morning. */
    pass: async (day: number) => {
      world.clock.set(new Date(dayStart(day, ZONE).getTime() + HOUR_MS));
      await world.drain();
    },
    comeIn: async (after: number, until: number) => {
      const path = join(folder, `${until}.csv`);
      writeFileSync(path, csvOf(orders.filter(({ day }) => day > after && day <= until)));
      const through = formatDay(until);
      await runImport(world.db, world.act(), {
        kind: 'orders',
        files: [{ name: 'orders.csv', path }],
        map,
        dataThrough: through,
        dryRun: false,
      });
      await world.drain();
    },
    close: async () => {
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The signals that stand, each with the local day on which it was raised. */
async function standing(world: World): Promise<string[]> {
  const rows = await world.db
    .selectFrom('warning_signal')
    .innerJoin('customer_identity', 'customer_identity.customer_id', 'warning_signal.customer_id')
    .select(['customer_identity.key as customer', 'warning_signal.key'])
    .where('scheme', '=', 'external')
    .where('cleared_at', 'is', null)
    .execute();
  return rows.map(({ customer, key }) => `${customer} ${key}`).sort();
}

async function raisedSince(world: World, day: number): Promise<number> {
  const rows = await world.db
    .selectFrom('warning_signal')
    .select('id')
    .where('raised_at', '>=', dayStart(day, ZONE))
    .execute();
  return rows.length;
}

describe(`orders that stop coming for eighteen days (seed ${SEED})`, () => {
  const orders = ordersOf(SEED);
  let late: Awaited<ReturnType<typeof play>>;
  let inTime: Awaited<ReturnType<typeof play>>;

  beforeAll(async () => {
    [late, inTime] = await Promise.all([play(orders), play(orders)]);
    for (const company of [late, inTime]) {
      await company.comeIn(FIRST_DAY - 1, GO_LIVE - 1);
      for (let day = GO_LIVE + 1; day <= STOPPED; day++) await company.pass(day);
      await company.comeIn(GO_LIVE - 1, STOPPED - 1);
    }
  }, 120_000);
  afterAll(() => Promise.all([late.close(), inTime.close()]));

  it('raise no warning, and every page is told where the feed stands', async () => {
    const before = await standing(late.world);
    for (let day = STOPPED + 1; day < ARRIVAL; day++) await late.pass(day);
    expect(await raisedSince(late.world, STOPPED + 1)).toBe(0);
    expect(await standing(late.world)).toEqual(before);
    const { feeds } = await company(late.world.db, late.world.clock);
    expect(feeds).toEqual([{ kind: 'orders', dataThrough: formatDay(STOPPED - 1), ageDays: 19, stale: true }]);
  }, 120_000);

  it('are judged once when they come, as of the new day: what is so now is said, what was so meanwhile is not', async () => {
    for (let day = STOPPED + 1; day <= ARRIVAL; day++) {
      await inTime.pass(day);
      if ((ARRIVAL - day) % 6 === 0) await inTime.comeIn(Math.max(STOPPED, day - 6) - 1, day - 1);
    }
    await late.pass(ARRIVAL);
    await late.comeIn(STOPPED - 1, ARRIVAL - 1);
    const said = await standing(late.world);
    expect(said).toEqual(await standing(inTime.world));
    const raised = await raisedSince(late.world, STOPPED + 1);
    expect(raised).toBeGreaterThan(0);
    expect(await raisedSince(late.world, ARRIVAL)).toBe(raised);
    for (let day = ARRIVAL + 1; day <= ARRIVAL + 3; day++) await late.pass(day);
    expect(await standing(late.world)).toEqual(said);
  }, 120_000);
});
