import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClock, createWorld, type World } from '../../test/world.ts';
import { createDatabaseClock } from './clock.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('T5: a machine whose clock is a day off tells the database’s time', async () => {
  const database = async () => {
    const { rows } = await world.database.pool.query<{ now: Date }>('select clock_timestamp() as now');
    return rows[0]?.now.getTime() ?? 0;
  };
  const yesterday = { now: () => new Date(Date.now() - 86_400_000) };
  const clock = await createDatabaseClock(world.database.pool, yesterday);
  const before = await database();
  const told = clock.now().getTime();
  expect(told).toBeGreaterThan(before - 1_000);
  expect(told).toBeLessThan((await database()) + 1_000);
  clock.stop();
});

test('a database that is away leaves the last difference', async () => {
  const machine = createTestClock('2026-11-23T01:00:00Z');
  const clock = await createDatabaseClock(world.database.pool, machine);
  const ahead = clock.now().getTime() - machine.now().getTime();
  const gone = world.database.poolFor('auth');
  await gone.end();
  await clock.compare();
  machine.advance({ hours: 1 });
  expect(Math.abs(clock.now().getTime() - machine.now().getTime() - ahead)).toBeLessThan(60_000);
  clock.stop();
});
