import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createWorld, type World } from '../test/world.ts';
import { databaseClock } from './clock.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
afterEach(() => {
  vi.useRealTimers();
});

test.each([-1, 1])('T5: a machine whose clock is %i day off tells the database’s time', async (days) => {
  const real = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: real + days * 86_400_000 });
  const clock = await databaseClock(world.database.pool);
  const { rows } = await world.database.pool.query<{ now: Date }>('select clock_timestamp() as now');
  const difference = clock.now().getTime() - (rows[0]?.now.getTime() ?? 0);
  clock.stop();
  // The faked date stands still while the real one goes on, so only the day must not be seen.
  expect(Math.abs(difference)).toBeLessThan(60_000);
});
