import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, superuserPool, type World } from '../../test/world.ts';
import { assertMigrated, migrate } from './migrate.ts';
import { type Migration, readMigrations } from './migrations.ts';

const at = new Date('2026-11-23T01:00:00Z');
const known = readMigrations();

function step(offset: number, text: string): Migration {
  const number = known.length + offset;
  const name = `${String(number).padStart(4, '0')}-step.sql`;
  return { number, name, text, checksum: text, inTransaction: !text.startsWith('-- no transaction') };
}

describe('migrating', () => {
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

  const exists = async (table: string) => {
    const { rows } = await admin.query<{ isThere: boolean }>(`select to_regclass($1) is not null as "isThere"`, [
      table,
    ]);
    return rows[0]?.isThere;
  };
  const weight = step(1, 'create table weight (id integer primary key)');
  const index = step(
    2,
    '-- no transaction\ncreate index concurrently if not exists weight_id on weight (id);\nselect 1 / 0;',
  );
  const repaired = { ...index, text: index.text.replace('select 1 / 0;', ''), checksum: 'repaired' };

  test('twice is once, and each step is recorded with its sum', async () => {
    expect(await migrate(world.url, { at })).toEqual([]);
    await assertMigrated(world.url);
    const { rows } = await admin.query('select name, checksum from migration order by number');
    expect(rows).toEqual(known.map(({ name, checksum }) => ({ name, checksum })));
  });

  test('a step that fails leaves nothing, and is named', async () => {
    const broken = step(1, 'create table half (id integer); select 1 / 0');
    await expect(migrate(world.url, { at, migrations: [...known, broken] })).rejects.toMatchObject({
      code: 'migration_failed',
      params: { name: broken.name, reason: 'division by zero' },
    });
    expect(await exists('half')).toBe(false);
    await assertMigrated(world.url);
  });

  test('two processes at once do not lock each other out where an index is made concurrently', async () => {
    const steps = [
      ...known,
      step(1, 'create table pair (id integer)'),
      step(2, '-- no transaction\ncreate index concurrently if not exists pair_id on pair (id);'),
    ];
    const fresh = await createWorld();
    try {
      const both = await Promise.all([1, 2, 3].map(() => migrate(fresh.url, { at, migrations: steps })));
      expect(both.flat()).toEqual(steps.slice(known.length).map(({ name }) => name));
    } finally {
      await fresh.close();
    }
  });

  test('two processes that migrate at once do each step once', async () => {
    const both = await Promise.all([1, 2].map(() => migrate(world.url, { at, migrations: [...known, weight] })));
    expect(both.flat()).toEqual([weight.name]);
    expect(await exists('weight')).toBe(true);
  });

  test('the app refuses a database that is newer, behind, half-migrated or not as it was', async () => {
    await expect(assertMigrated(world.url)).rejects.toMatchObject({ code: 'migration_unknown' });
    const steps = [...known, weight];
    await assertMigrated(world.url, steps);
    await expect(assertMigrated(world.url, [...steps, index])).rejects.toMatchObject({
      code: 'migration_pending',
      params: { count: 1 },
    });
    await expect(migrate(world.url, { at, migrations: [...steps, index] })).rejects.toMatchObject({
      code: 'migration_failed',
    });
    await expect(assertMigrated(world.url, [...steps, index])).rejects.toMatchObject({ code: 'migration_pending' });
    expect(await migrate(world.url, { at, migrations: [...steps, repaired] })).toEqual([index.name]);
    await assertMigrated(world.url, [...steps, repaired]);
    const edited = { ...weight, checksum: 'edited' };
    await expect(migrate(world.url, { at, migrations: [...known, edited, repaired] })).rejects.toMatchObject({
      code: 'migration_changed',
      params: { name: weight.name },
    });
  });

  test('a locked table is given up after two seconds, with nothing changed', async () => {
    const holder = await admin.connect();
    await holder.query('begin; lock table weight in access share mode');
    const widened = step(3, 'alter table weight add column grams integer');
    const refusal = migrate(world.url, { at, migrations: [...known, weight, repaired, widened] });
    await expect(refusal).rejects.toMatchObject({ code: 'migration_locked_out' });
    await holder.query('rollback');
    holder.release();
  });
});
