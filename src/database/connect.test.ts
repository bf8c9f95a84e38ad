import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, superuserPool, type World } from '../../test/world.ts';
import { connect, isUnavailable } from './connect.ts';

describe('a connection', () => {
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

  test('answers values as the house uses them', async () => {
    const { rows } = await sql`
      select 9007199254740991::bigint as big, 12.50::numeric(9, 2) as exact, date '2026-02-28' as day,
        timestamptz '2026-11-23 09:00+08' as moment, array[1, null, 3]::bigint[] as numbers, '{}'::date[] as none,
        array[date '2026-01-01', null] as days, count(*) as counted, '{"a": [1]}'::jsonb as document`.execute(world.db);
    expect(rows).toEqual([
      {
        big: 9_007_199_254_740_991,
        exact: '12.50',
        day: '2026-02-28',
        moment: new Date('2026-11-23T01:00:00Z'),
        numbers: [1, null, 3],
        none: [],
        days: ['2026-01-01', null],
        counted: 1,
        document: { a: [1] },
      },
    ]);
  });

  test('refuses a number that would be rounded', async () => {
    const query = sql`select 9007199254740993::bigint as big`.execute(world.db);
    await expect(query).rejects.toMatchObject({ code: 'number_too_large', params: { number: '9007199254740993' } });
    expect((await sql`select 1 as one`.execute(world.db)).rows).toEqual([{ one: 1 }]);
  });

  test('is the app’s role, which may not change what the owner made', async () => {
    const who = sql<{ who: string }>`select current_user as who`;
    expect((await who.execute(world.db)).rows[0]?.who).toBe('changke_app');
    expect((await who.execute(world.database.owner)).rows[0]?.who).toBe('changke_owner');
    const path = await world.database.poolFor('auth').query('show search_path');
    expect(path.rows).toEqual([{ search_path: 'auth' }]);
  });

  test('survives the server cutting it, idle or in the middle of a query', async () => {
    const errors: Error[] = [];
    const database = connect(world.url, { connectionsMax: 2, onError: (error) => errors.push(error) });
    await sql`select 1`.execute(database.app);
    const cut = () =>
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
    const sleepers = async () =>
      (await admin.query(`select from pg_stat_activity where query like 'select pg_sleep%'`)).rowCount;
    const sleeping = sql`select pg_sleep(30)`.execute(database.app).catch((error: unknown) => error);
    await expect.poll(sleepers).toBe(1);
    await cut();
    expect(isUnavailable(await sleeping)).toBe(true);
    await cut();
    await expect
      .poll(() =>
        sql`select 1 as one`.execute(database.app).then(
          ({ rows }) => rows,
          () => [],
        ),
      )
      .toEqual([{ one: 1 }]);
    await database.close();
  });

  test('cancels a statement that takes too long', async () => {
    const database = connect(world.url, { statementTimeoutMs: 50 });
    await expect(sql`select pg_sleep(5)`.execute(database.app)).rejects.toMatchObject({ code: '57014' });
    await database.close();
  });

  test('tells an absent database from a wrong query', async () => {
    const nowhere = connect('postgres://a@127.0.0.1:1/b');
    const refusal = await sql`select 1`.execute(nowhere.app).catch((error: unknown) => error);
    expect(isUnavailable(refusal)).toBe(true);
    await nowhere.close();
    const mistake = await sql`select nonsense`.execute(world.db).catch((error: unknown) => error);
    expect(isUnavailable(mistake)).toBe(false);
  });
});
