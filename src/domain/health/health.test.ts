import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { bandsOf, explain, healthStory, judgeCustomers } from './health.ts';
import { healthJobs } from './jobs.ts';

let world: World;
let steady: number;
let silent: number;
let empty: number;

beforeAll(async () => {
  world = await createWorld({ jobs: healthJobs });
  await givePlan(world);
  [steady = 0, silent = 0, empty = 0] = await addCustomers(world, ['steady', 'silent', 'empty']);
  await orderOn(world, steady, every(30, 3));
  await orderOn(world, silent, every(30, 3, 100));
  await world.drain();
});
afterAll(() => world.close());

async function stored(customerId: number) {
  const row = await world.db
    .selectFrom('judgement')
    .selectAll()
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  const { book_id, judged_at, known_at, ...judged } = row;
  return judged;
}

describe('the book', () => {
  it('calls a steady buyer green, a silent one red, and who never bought unknown', async () => {
    const run = await judgeNow(world);
    expect(run.customers).toBe(3);
    expect(bandsOf(run.summary)).toEqual({ green: 1, yellow: 0, red: 1, unknown: 1 });
    expect(await stored(steady)).toMatchObject({ colour: 3, orders_year: 13 });
    expect(await stored(silent)).toMatchObject({ colour: 1 });
    expect(await stored(empty)).toMatchObject({ colour: 0, score: null });
  });

  it('judged twice on one day says the same', async () => {
    await judgeNow(world);
    const first = await Promise.all([steady, silent, empty].map(stored));
    await judgeNow(world);
    expect(await Promise.all([steady, silent, empty].map(stored))).toEqual(first);
  });

  it('rescored customer by customer says what the run said', async () => {
    await judgeNow(world);
    const book = await Promise.all([steady, silent, empty].map(stored));
    await judgeCustomers(world.db, world.act(), [steady, silent, empty]);
    expect(await Promise.all([steady, silent, empty].map(stored))).toEqual(book);
  });

  it('of a past day says what was said then', async () => {
    const then = await createWorld({ at: '2026-08-01T02:00:00Z' });
    try {
      await givePlan(then);
      const [customer = 0] = await addCustomers(then, ['past']);
      await orderOn(then, customer, every(30, 3));
      const live = await judgeNow(then);
      then.clock.advance({ days: 60 });
      const again = await judgeNow(then, { asOf: '2026-08-01' });
      expect({ ...again.summary }).toEqual(live.summary);
    } finally {
      await then.close();
    }
  });

  it('works out the months before on request, and keeps them as history', async () => {
    await judgeNow(world, { months: 6 });
    const { points } = await healthStory(world.db, world.clock, silent);
    expect(points.map(({ asOf }) => asOf)).toEqual(expect.arrayContaining(['2026-07-31', '2026-10-23', '2026-10-31']));
    expect(points.find(({ asOf }) => asOf === '2026-07-31')?.colour).toBe('green');
    expect(points.at(-1)?.colour).toBe('red');
  });
});

describe('a new fact', () => {
  it('rescores its customer by a job, and only once for what health itself records', async () => {
    await judgeNow(world);
    await world.drain();
    await world.db.transaction().execute((trx) =>
      recordInteraction(trx, world.act(), steady, {
        channel: 'phone',
        direction: 'out',
        twoWay: true,
        outcome: 'talked',
        summary: '问候',
      }),
    );
    world.clock.advance({ minutes: 1 });
    const { done } = await world.drain();
    expect(done).toBe(1);
    const row = await world.db
      .selectFrom('judgement')
      .select('judged_at')
      .where('customer_id', '=', steady)
      .executeTakeFirstOrThrow();
    expect(row.judged_at).toEqual(world.clock.now());
  });
});

describe('a receipt', () => {
  it('adds up to the stored score, exactly', async () => {
    await judgeNow(world);
    for (const customerId of [steady, silent]) {
      const receipt = await explain(world.db, world.clock, customerId);
      const sum = receipt.indicators.reduce(
        (total, { contribution }) => total + Math.round((contribution ?? 0) * 10),
        0,
      );
      const score = Math.round((receipt.health.score ?? -1) * 10);
      expect(sum + Math.round(receipt.health.capChange * 10)).toBe(score);
      expect((await stored(customerId)).score).toBe(score);
    }
  });

  it('names the facts, sorts by points lost and leaves unknown to the end', async () => {
    const { indicators, health } = await explain(world.db, world.clock, silent);
    const silence = indicators.find(({ key }) => key === 'silence');
    expect(silence?.facts.length).toBeGreaterThan(0);
    expect(silence?.sentence.zh).toContain('有效天');
    const lost = indicators.map(({ contribution, maximum }) =>
      maximum === null || contribution === null ? -1 : maximum - contribution,
    );
    expect(lost).toEqual([...lost].sort((left, right) => right - left));
    expect(health.colour).toBe('red');
  });

  it('knows only what had been recorded by the moment asked for', async () => {
    const before = new Date(world.clock.now().getTime() - 400 * 86_400_000);
    const receipt = await explain(world.db, world.clock, silent, { knownAt: before });
    expect(receipt.facts).toBe(0);
    expect(receipt.health.score).toBeNull();
  });
});
