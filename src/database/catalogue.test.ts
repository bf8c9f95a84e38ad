import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, superuserPool, type World } from '../../test/world.ts';
import { type CatalogueConstraint, type CatalogueTable, readTables } from './catalogue.ts';
import { tables as entries, type TableClass } from './classes.ts';
import { differences, generatedFiles } from './generate.ts';
import { qualified } from './table-types.ts';

/** Which class may point at which with a foreign key. */
const MAY_POINT_AT: Readonly<Record<TableClass, readonly TableClass[]>> = {
  by_customer: ['by_customer', 'reference'],
  by_key: ['reference'],
  reference: ['reference'],
  local: ['local', 'reference'],
};
const EXTENSIONS = ['btree_gin', 'pg_trgm', 'pgcrypto', 'plpgsql'];
const DOMAIN = join(import.meta.dirname, '..', 'domain');

describe('the catalogue is ready for a distributed PostgreSQL', () => {
  let world: World;
  let admin: pg.Pool;
  let tables: CatalogueTable[];
  const classOf = new Map(entries.map((entry) => [entry.table, entry.class]));
  const ofClass = (...classes: TableClass[]) =>
    tables.filter((table) => classes.includes(classOf.get(qualified(table)) ?? 'local'));

  beforeAll(async () => {
    world = await createWorld();
    admin = superuserPool(world.url);
    tables = await readTables(admin);
  });
  afterAll(async () => {
    await admin.end();
    await world.close();
  });

  test('every table is listed once in classes.ts, with the module that owns it', () => {
    const listed = entries.map(({ table }) => table);
    expect(listed.filter((table, index) => listed.indexOf(table) !== index)).toEqual([]);
    expect(tables.map(qualified).sort()).toEqual(listed.toSorted());
    const homeless = entries.filter(({ module }) => module !== 'database' && !existsSync(join(DOMAIN, module)));
    expect(homeless.map(({ table, module }) => `${table} belongs to ${module}, which is no folder`)).toEqual([]);
  });

  test('C1: customer_id is a bigint, never null, and in every key', () => {
    const breaches = ofClass('by_customer').flatMap((table) => {
      const column = table.columns.find(({ name }) => name === 'customer_id');
      const wrongColumn =
        column?.type === 'bigint' && !column.isNullable ? [] : [`${table.name}: customer_id bigint not null`];
      const keys = table.indexes.filter((index) => index.isUnique && !index.columns.includes('customer_id'));
      return [...wrongColumn, ...keys.map((index) => `${table.name}: ${index.name} is unique without customer_id`)];
    });
    expect(breaches).toEqual([]);
  });

  test('C1: a key between customers’ tables holds customer_id in the same place on both sides', () => {
    const breaches = ofClass('by_customer').flatMap((table) =>
      foreignKeys(table)
        .filter(({ target }) => classOf.get(target ?? '') === 'by_customer')
        .filter(
          ({ columns, targetColumns }) =>
            columns.indexOf('customer_id') < 0 ||
            columns.indexOf('customer_id') !== targetColumns.indexOf('customer_id'),
        )
        .map(({ name }) => `${table.name}: ${name}`),
    );
    expect(breaches).toEqual([]);
  });

  test('C2: a table spread by an outside key has that key in every unique index', () => {
    const breaches = ofClass('by_key').flatMap((table) => {
      const key = table.constraints.find(({ kind }) => kind === 'primary')?.columns[0] ?? '';
      return table.indexes
        .filter((index) => index.isUnique && !index.columns.includes(key))
        .map((index) => `${table.name}: ${index.name}`);
    });
    expect(breaches).toEqual([]);
  });

  test('C3: no counter on a spread table but the one of customer_id', () => {
    const breaches = ofClass('by_customer', 'by_key').flatMap((table) =>
      table.columns
        .filter((column) => column.isIdentity || /nextval/.test(column.default ?? ''))
        .map((column) => `${table.name}.${column.name}: ${column.default ?? 'identity'}`),
    );
    expect(breaches).toEqual(["customer.customer_id: nextval('customer_number'::regclass)"]);
  });

  test('C4: foreign keys point only where a distributed PostgreSQL allows it', () => {
    const breaches = tables.flatMap((table) => {
      const own = classOf.get(qualified(table)) ?? 'local';
      return foreignKeys(table)
        .filter(({ target }) => !MAY_POINT_AT[own].includes(classOf.get(target ?? '') ?? 'local'))
        .map(({ target }) => `${table.name} (${own}) → ${target} (${classOf.get(target ?? '')})`);
    });
    expect(breaches).toEqual([]);
  });

  test('every foreign key can be looked up by an index', () => {
    const breaches = tables.flatMap((table) =>
      foreignKeys(table)
        .filter((key) => !isIndexed(table, key))
        .map(({ name }) => `${qualified(table)}: ${name}`),
    );
    expect(breaches).toEqual([]);
  });

  test('C5: no triggers but those of append-only tables, and none on reference tables', () => {
    const appendOnly = new Set(
      entries.filter((entry) => entry.isAppendOnly && entry.class !== 'reference').map(({ table }) => table),
    );
    const triggers = tables.flatMap((table) => table.triggers.map((trigger) => ({ table: qualified(table), trigger })));
    expect(
      triggers.filter(({ table, trigger }) => !appendOnly.has(table) || !trigger.includes('refuse_change')),
    ).toEqual([]);
    expect(triggers.map(({ table }) => table).sort()).toEqual([...appendOnly].sort());
  });

  test('C12, C13, C14: no partitions, rules, views, policies or foreign extensions', async () => {
    const { rows } = await admin.query<{ what: string }>(
      `select 'partition ' || inhrelid::regclass as what from pg_inherits join pg_class c on c.oid = inhrelid
         join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'auth')
       union all
       select 'rule ' || rulename || ' on ' || tablename from pg_rules where schemaname in ('public', 'auth')
       union all
       select 'view ' || viewname from pg_views where schemaname in ('public', 'auth')
       union all
       select 'policy ' || polname from pg_policy where pg_get_expr(polqual, polrelid) ~* '^\\(?\\(?current_setting\\([^)]*\\) is not null'
       union all
       select 'extension ' || extname from pg_extension where extname <> all ($1)`,
      [EXTENSIONS],
    );
    expect(rows).toEqual([]);
  });

  test('the app role owns nothing, makes nothing, and may only touch rows', async () => {
    const rights = tables.flatMap((table) => {
      const mayEmpty = classOf.get(qualified(table)) === 'local' ? ['TRUNCATE'] : [];
      const allowed = ['DELETE', 'INSERT', 'SELECT', 'UPDATE', ...mayEmpty];
      return table.appRights.filter((right) => !allowed.includes(right)).map((right) => `${table.name}: ${right}`);
    });
    expect(rights).toEqual([]);
    const unreadable = tables.filter((table) => !table.appRights.includes('SELECT'));
    expect(unreadable.map(qualified)).toEqual([]);
    await expect(sql`create table public.mine (id integer)`.execute(world.db)).rejects.toMatchObject({ code: '42501' });
    await expect(sql`alter table fact disable trigger all`.execute(world.db)).rejects.toMatchObject({ code: '42501' });
  });

  test('an append-only row can be changed neither by the app nor, without thinking twice, by the owner', async () => {
    const appendOnly = entries.filter((entry) => entry.isAppendOnly);
    for (const { table } of appendOnly) {
      const name = sql.table(table);
      const found = tables.find((each) => qualified(each) === table);
      expect([table, found?.appRights]).toEqual([table, ['INSERT', 'SELECT']]);
      await expect(sql`delete from ${name}`.execute(world.db)).rejects.toMatchObject({ code: '42501' });
      await expect(sql`truncate ${name}`.execute(world.db)).rejects.toMatchObject({ code: '42501' });
    }
    for (const { table } of appendOnly.filter((entry) => entry.class !== 'reference')) {
      const asOwner = sql`delete from ${sql.table(table)}`.execute(world.database.owner);
      await expect(asOwner).rejects.toThrow(/append-only/);
    }
    await expect(sql`update fact set amount = 0`.execute(world.db)).rejects.toMatchObject({ code: '42501' });
    await expect(sql`update audit_entry set action = ''`.execute(world.db)).rejects.toMatchObject({ code: '42501' });
  });

  test('schema.sql and the table types are what the catalogue says', async () => {
    expect(differences(await generatedFiles(world.url))).toEqual([]);
  });
});

function foreignKeys(table: CatalogueTable): CatalogueConstraint[] {
  return table.constraints.filter(({ kind }) => kind === 'foreign');
}

function isIndexed(table: CatalogueTable, key: CatalogueConstraint): boolean {
  return table.indexes.some((index) => {
    const first = index.columns.slice(0, key.columns.length);
    return !index.isPartial && key.columns.every((column) => first.includes(column));
  });
}
