import { afterAll, beforeAll, expect, test } from 'vitest';
import { effectJob, prepareEffects } from '../../test/durability/effect.ts';
import { kill, startWorker } from '../../test/durability/victim.ts';
import { createWorld, type World } from '../../test/world.ts';
import { enqueue } from './jobs.ts';

const isLong = import.meta.env.MODE === 'long';
const KILLS = isLong ? 80 : 3;
const JOBS = 200 + KILLS * 20;
/** The heartbeat and two rounds of the supervisor, and what starting takes. */
const PICKED_UP_WITHIN_MS = 10_000 + 2 * 5_000 + 10_000;

let world: World;
beforeAll(async () => {
  world = await createWorld({ jobs: [effectJob(() => {})] });
  await prepareEffects(world.database.owner);
});
afterAll(() => world.close());

test(`D6, D7: ${KILLS} workers killed at work lose no job and repeat no effect; what they held is picked up`, {
  timeout: KILLS * 10_000 + 120_000,
}, async () => {
  await world.db.transaction().execute(async (trx) => {
    for (let key = 1; key <= JOBS; key++) await enqueue(trx, 'durability.effect', { key });
  });
  for (let round = 0; round < KILLS; round++) {
    const victim = startWorker(world.url);
    expect(await victim.isOpen, victim.complaints()).toBe(true);
    await expect.poll(() => victim.acked.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(3);
    kill(victim.child.pid ?? 0);
    await victim.ended;
  }
  const survivor = startWorker(world.url);
  await expect.poll(unfinished, { timeout: PICKED_UP_WITHIN_MS + JOBS * 30, interval: 200 }).toBe(0);
  kill(survivor.child.pid ?? 0);
  const { rows } = await world.database.pool.query(
    `select (select count(*) from durability_effect) as effects,
       (select count(*) from durability_attempt where made) as made,
       (select count(*) from jobs.job where name = 'durability.effect' and state = 'completed') as completed`,
  );
  expect(rows).toEqual([{ effects: JOBS, made: JOBS, completed: JOBS }]);
});

async function unfinished(): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: number }>(
    `select count(*) from jobs.job where name = 'durability.effect' and state <> 'completed'`,
  );
  return rows[0]?.count ?? -1;
}
