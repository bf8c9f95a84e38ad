import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installQueue } from '../jobs/install.ts';
import { connect } from './connect.ts';
import { migrate } from './migrate.ts';
import { ensureRoles } from './roles.ts';
import { type ScratchServer, startScratch } from './scratch.ts';

const at = new Date('2026-11-23T01:00:00Z');

describe('a server of somebody else', () => {
  let server: ScratchServer;
  beforeAll(async () => {
    server = await startScratch();
  });
  afterAll(() => server.stop());

  const asSuperuser = async (text: string) => {
    const client = new pg.Client({ connectionString: server.urlOf('postgres') });
    await client.connect();
    for (const statement of text.split(';')) await client.query(statement);
    await client.end();
  };
  const urlAs = (login: string, database: string) => {
    const url = new URL(server.urlOf(database));
    url.username = login;
    url.password = 'x';
    return url.href;
  };

  test('is refused with a sentence while its login may make no roles', async () => {
    await asSuperuser(`create role small login password 'x'; create database small owner small`);
    const client = new pg.Client({ connectionString: urlAs('small', 'small') });
    await client.connect();
    await expect(ensureRoles(client)).rejects.toMatchObject({ code: 'database_roles_missing' });
    await client.end();
  });

  test('is used by a login that is no superuser but may make roles, and by one that was given them', async () => {
    await asSuperuser(`create role maker login createrole password 'x'; create database made owner maker`);
    expect(await migratedAs(urlAs('maker', 'made'))).toBe('42501');
    await asSuperuser(`create role given login password 'x'; create database given owner given;
      grant changke_owner, changke_app to given`);
    expect(await migratedAs(urlAs('given', 'given'))).toBe('42501');
  });
});

/** Migrates, twice, and writes as the app; answers how deleting an append-only row is refused. */
async function migratedAs(url: string): Promise<string | null> {
  await migrate(url, { at, afterwards: installQueue });
  await migrate(url, { at, afterwards: installQueue });
  const database = connect(url);
  await sql`insert into feed (kind, data_through, updated_at) values ('orders', '2026-11-22', ${at})`.execute(
    database.app,
  );
  const refusal = await sql`delete from fact`.execute(database.app).catch((error: unknown) => error);
  await database.close();
  return refusal instanceof pg.DatabaseError ? (refusal.code ?? null) : null;
}
