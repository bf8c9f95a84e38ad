import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, superuserPool, type World } from '../../test/world.ts';
import { migrate, startOver } from './migrate.ts';
import { readMigrations } from './migrations.ts';

const at = new Date('2026-11-23T01:00:00Z');
let world: World;
let admin: pg.Pool;

beforeAll(async () => {
  world = await createWorld();
  admin = superuserPool(world.url);
});
afterAll(async () => {
  await admin.end();
  await world.close();
});

/** More than are filled at a time. */
const CONTACTS = 12_000;

test('an upgrade with rows in the tables fills what a step added, and a program of before may go on writing', async () => {
  const known = readMigrations();
  await startOver(world.url);
  await migrate(world.url, { at, migrations: known.slice(0, 6) });
  await admin.query(`
    insert into customer (customer_id, public_id, kind, name, created_at, updated_at)
      values (1, gen_random_uuid(), 'company', '老客户', now(), now());
    insert into contact (customer_id, id, name, created_at, left_at)
      select 1, gen_random_uuid(), 'n' || n, now(), case when n % 2 = 0 then now() end
      from generate_series(1, ${CONTACTS}) n;`);
  await migrate(world.url, { at, migrations: known });
  await admin.query(
    `insert into contact (customer_id, id, name, created_at) values (1, gen_random_uuid(), 'old', now())`,
  );
  const { rows } = await admin.query(`
    select count(*) filter (where person_id = id) as same, count(*) filter (where person_id is null) as unfilled,
      count(*) filter (where left_on is not null) as left from contact`);
  expect(rows).toEqual([{ same: `${CONTACTS}`, unfilled: '0', left: `${CONTACTS / 2}` }]);
});
