import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createWorld, type World } from '../../test/world.ts';
import { QUEUE_SCHEMA_VERSION } from './install.ts';
import { defineJob, enqueue, publish } from './jobs.ts';

const seen: string[] = [];
let poisoned = true;

const jobs = [
  defineJob({
    name: 'test.note',
    payload: z.strictObject({ text: z.string() }),
    handle: async (_, { text }) => {
      seen.push(text);
    },
  }),
  defineJob({
    name: 'test.echo',
    payload: z.strictObject({ text: z.string() }),
    subscribesTo: ['test.said'],
    handle: async ({ db }, { text }) => {
      await enqueue(db, 'test.note', { text: `echo of ${text}` });
    },
  }),
  defineJob({
    name: 'test.listen',
    payload: z.strictObject({ text: z.string() }),
    subscribesTo: ['test.said'],
    handle: async (_, { text }) => {
      seen.push(`heard ${text}`);
    },
  }),
  defineJob({
    name: 'test.nightly',
    payload: z.strictObject({}),
    schedule: { cron: '0 2 * * *', zone: 'Asia/Shanghai' },
    handle: async ({ clock }) => {
      seen.push(`night of ${clock.now().toISOString()}`);
    },
  }),
  defineJob({
    name: 'test.poison',
    payload: z.strictObject({}),
    retries: 1,
    handle: async () => {
      if (poisoned) throw new Error('poison');
    },
  }),
];

describe('the queue', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ jobs });
  });
  afterAll(() => world.close());

  const drained = async () => {
    seen.length = 0;
    await world.drain();
    return [...seen];
  };

  test('the installed schema is the one this program was written for', async () => {
    const { rows } = await world.database.pool.query('select version from jobs.version');
    expect(rows).toEqual([{ version: QUEUE_SCHEMA_VERSION }]);
  });

  test('a job exists if and only if the transaction commits', async () => {
    await world.db.transaction().execute((trx) => enqueue(trx, 'test.note', { text: 'kept' }));
    const undone = world.db.transaction().execute(async (trx) => {
      await enqueue(trx, 'test.note', { text: 'lost' });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await drained()).toEqual(['kept']);
  });

  test('one publish adds one job per subscriber, and what those add runs too', async () => {
    expect(await publish(world.db, 'test.said', { text: 'hello' })).toBe(2);
    expect((await drained()).sort()).toEqual(['echo of hello', 'heard hello']);
    expect(await publish(world.db, 'test.nobody-listens', {})).toBe(0);
  });

  test('a key waits only once', async () => {
    expect(await enqueue(world.db, 'test.note', { text: 'first' }, { key: 'k' })).toBe(true);
    expect(await enqueue(world.db, 'test.note', { text: 'second' }, { key: 'k' })).toBe(false);
    expect(await drained()).toEqual(['first']);
    expect(await enqueue(world.db, 'test.note', { text: 'third' }, { key: 'k' })).toBe(true);
    expect(await drained()).toEqual(['third']);
  });

  test('a job waits for the simulated clock, and an undefined name is a bug', async () => {
    const startAfter = new Date(world.clock.now().getTime() + 3 * 3_600_000);
    await enqueue(world.db, 'test.note', { text: 'later' }, { startAfter });
    expect(await drained()).toEqual([]);
    world.clock.advance({ hours: 3 });
    expect(await drained()).toEqual(['later']);
    await expect(enqueue(world.db, 'test.unheard-of', {})).rejects.toThrow(/modules\.ts/);
  });

  test('a schedule is made up for once, however long the clock jumped', async () => {
    world.clock.set('2027-01-10T00:00:00+08:00');
    expect(await drained()).toEqual(['night of 2027-01-09T16:00:00.000Z']);
    world.clock.set('2027-01-10T01:59:00+08:00');
    expect(await drained()).toEqual([]);
    world.clock.set('2027-01-10T02:00:00+08:00');
    expect(await drained()).toEqual(['night of 2027-01-09T18:00:00.000Z']);
  });

  test('a poisoned job is retried, then kept as a dead letter, and stops nobody', async () => {
    await enqueue(world.db, 'test.poison', {});
    await enqueue(world.db, 'test.note', { text: 'unharmed' });
    seen.length = 0;
    const first = await world.jobs.drain();
    expect(first).toMatchObject({ done: 1, failures: [{ name: 'test.poison' }] });
    world.clock.set('2027-02-01T00:00:00+08:00');
    const second = await world.jobs.drain();
    expect(second.failures).toHaveLength(1);
    const { rows } = await world.database.pool.query(
      `select name, state from jobs.job where name in ('test.poison', 'dead_letter') order by 1`,
    );
    expect(rows).toEqual([
      { name: 'dead_letter', state: 'created' },
      { name: 'test.poison', state: 'failed' },
    ]);
    poisoned = false;
  });

  test('a worker hears of a new job at once', async () => {
    seen.length = 0;
    await world.jobs.start();
    await enqueue(world.db, 'test.note', { text: 'live' });
    await expect.poll(() => seen, { timeout: 1_500, interval: 20 }).toEqual(['live']);
  });
});
