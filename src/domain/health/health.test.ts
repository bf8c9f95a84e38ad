import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { lockCustomers } from '../customers/customers.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { addMember } from '../team/team.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import { bandsOf, explain, healthStory, judgeCustomers } from './health.ts';
import { healthJobs } from './jobs.ts';
import { firstLiveRun } from './queries.ts';

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

/** What a judgement says, without when and by which run it was said. */
function stored(customerId: number) {
  return world.db
    .selectFrom('judgement')
    .select(['as_of', 'plan_version', 'score', 'colour', 'coverage', 'stage', 'tier', 'standing', 'orders_year'])
    .select(['amount_year', 'last_order_on', 'indicator_values', 'indicator_points', 'segments', 'signals', 'cause'])
    .select('state')
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
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

  it('judged by several threads says what one says', async () => {
    await judgeNow(world, { threads: 0 });
    const alone = await Promise.all([steady, silent, empty].map(stored));
    await sql`delete from judgement`.execute(world.db);
    const run = await judgeNow(world, { threads: 2 });
    expect(await Promise.all([steady, silent, empty].map(stored))).toEqual(alone);
    expect(run.customers).toBe(3);
  });

  it('takes no harm from facts of a customer who is gone, as an import that was taken back leaves them', async () => {
    const gone = Math.max(steady, silent, empty) + 1_000;
    const fact = { customerId: gone, kind: factKinds.note, occurredAt: world.clock.now() };
    await world.db.transaction().execute((trx) => record(trx, world.act(), [fact]));
    expect((await judgeNow(world)).customers).toBe(3);
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

describe('a run', () => {
  it('refuses a day to come', async () => {
    await expect(judgeNow(world, { asOf: '2026-11-24' })).rejects.toMatchObject({ code: 'as_of_in_future' });
  });

  it('does not wait for whoever holds back customers', async () => {
    await world.db.transaction().execute(async (trx) => {
      await lockCustomers(trx, [steady, silent]);
      expect((await judgeNow(world)).customers).toBe(3);
    });
  });

  it('that ends after a rescoring that knew more overwrites none of it, and tells nothing twice', async () => {
    const other = await createWorld();
    try {
      await givePlan(other);
      const [customer = 0] = await addCustomers(other, ['overtaken']);
      await orderOn(other, customer, every(30, 3, 100));
      const [entered, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holder = other.db.transaction().execute(async (trx) => {
        await sql`select pg_advisory_xact_lock(hashtext('book run'))`.execute(trx);
        entered.resolve();
        await leave.promise;
      });
      await entered.promise;
      const run = judgeNow(other);
      await expect.poll(() => waiting(other), { interval: 10 }).toBe(1);
      await orderOn(other, customer, [80]);
      await judgeCustomers(other.db, other.act(), [customer]);
      const newer = await other.db.selectFrom('judgement').selectAll().execute();
      const history = await other.db.selectFrom('judgement_history').selectAll().execute();
      leave.resolve();
      await Promise.all([holder, run]);
      expect(newer[0]?.last_order_on).toBe('2026-09-04');
      expect(await other.db.selectFrom('judgement').selectAll().execute()).toEqual(newer);
      expect(await other.db.selectFrom('judgement_history').selectAll().execute()).toEqual(history);
      const told = await other.db.selectFrom('fact').select('category').where('kind', '=', 30).execute();
      expect(told.length).toBeGreaterThan(0);
      expect(new Set(told.map(({ category }) => category)).size).toBe(told.length);
    } finally {
      await other.close();
    }
  });

  it('on the first of a month leaves what was said on the last one as it was', async () => {
    const other = await createWorld({ at: '2026-10-31T02:00:00Z' });
    try {
      await givePlan(other);
      const [customer = 0] = await addCustomers(other, ['month end']);
      await orderOn(other, customer, every(30, 3));
      other.clock.advance({ days: 1 });
      await judgeNow(other, { months: 1 });
      expect(await firstLiveRun(other.db, 'Asia/Shanghai')).toBe('2026-11-01');
      other.clock.set('2026-11-30T02:00:00Z');
      await judgeNow(other);
      const said = await lastOf(other, '2026-11-30');
      other.clock.set('2026-12-01T02:00:00Z');
      await orderOn(other, customer, [1]);
      await judgeNow(other, { months: 1 });
      expect(said).toBeDefined();
      expect(await lastOf(other, '2026-11-30')).toEqual(said);
    } finally {
      await other.close();
    }
  });
});

async function waiting(where: World): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(where.db);
  return rows[0]?.count ?? 0;
}

function lastOf(where: World, asOf: string) {
  return where.db.selectFrom('judgement_history').selectAll().where('as_of', '=', asOf).executeTakeFirst();
}

describe('a plan that comes into force', () => {
  it('has the book judged by it at once', async () => {
    const other = await createWorld({ jobs: healthJobs });
    try {
      await givePlan(other);
      await addCustomers(other, ['of another plan']);
      await other.drain();
      other.clock.advance({ minutes: 1 });
      const version = await givePlan(other, 'retail');
      await other.drain();
      const judged = await other.db.selectFrom('judgement').select('plan_version').execute();
      expect(judged).toEqual([{ plan_version: version }]);
    } finally {
      await other.close();
    }
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

  it('of a day on which the book was not judged yet goes on from the day before', async () => {
    const other = await createWorld();
    try {
      await givePlan(other);
      const [customer = 0] = await addCustomers(other, ['tomorrow']);
      await orderOn(other, customer, every(30, 3, 100));
      await judgeNow(other);
      other.clock.advance({ days: 1 });
      const before = await explain(other.db, other.clock, customer);
      await judgeNow(other);
      const after = await explain(other.db, other.clock, customer);
      expect(before.warnings.map(({ since }) => since)).toContain('2026-11-23');
      expect(before.warnings).toEqual(after.warnings);
      expect(before.health.colour).toBe(after.health.colour);
    } finally {
      await other.close();
    }
  });

  it('takes a kind for connected only if it was by the moment asked for', async () => {
    const other = await createWorld();
    try {
      await givePlan(other);
      const owner = { email: 'owner@example.com', name: '林一', role: 'account_manager', teamId: null } as const;
      const { id: ownerA } = await other.db.transaction().execute((trx) => addMember(trx, other.act(), owner));
      const [buyer = 0, quiet = 0] = await addCustomers(other, ['buyer', 'quiet'], { ownerA });
      await orderOn(other, quiet, every(30, 3));
      await judgeNow(other);
      const before = await explain(other.db, other.clock, quiet);
      const knownAt = other.clock.now();
      other.clock.advance({ minutes: 1 });
      const call = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked', summary: '问候' } as const;
      await other.db.transaction().execute((trx) => recordInteraction(trx, other.act(), buyer, call));
      await judgeNow(other);
      const after = await explain(other.db, other.clock, quiet);
      const then = await explain(other.db, other.clock, quiet, { knownAt });
      expect(after.health.coverage).not.toBe(before.health.coverage);
      expect(then.health.coverage).toBe(before.health.coverage);
    } finally {
      await other.close();
    }
  });

  it('lets other work through while a large book is judged, and keeps all of it', async () => {
    const other = await createWorld();
    try {
      await givePlan(other);
      await addCustomers(
        other,
        Array.from({ length: 2_100 }, (_, index) => `C${index}`),
      );
      let turns = 0;
      const turning = setInterval(() => turns++, 0);
      await judgeNow(other);
      clearInterval(turning);
      expect(turns).toBeGreaterThan(5);
      const kept = other.db.selectFrom('judgement').select(({ fn }) => fn.countAll<number>().as('count'));
      expect(await kept.execute()).toEqual([{ count: 2_100 }]);
    } finally {
      await other.close();
    }
  });

  it('knows only what had been recorded by the moment asked for', async () => {
    const before = new Date(world.clock.now().getTime() - 400 * 86_400_000);
    const receipt = await explain(world.db, world.clock, silent, { knownAt: before });
    expect(receipt.facts).toBe(0);
    expect(receipt.health.score).toBeNull();
  });
});
