import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../kernel/errors.ts';

/** Owns every table; only migrations, merging and erasure run as this role. */
export const OWNER_ROLE = 'changke_owner';
/** What the app runs as: it owns nothing, so append-only is a missing grant. */
export const APP_ROLE = 'changke_app';

const CREATE_ATTEMPTS_MAX = 100;
/** The name is taken, by a row that was not there before; the template is in use. */
const BEING_MADE = ['23505', '42P04', '55006'];

/** How this process's connections are named, so that it can tell them from those of others. */
export function applicationName(): string {
  return `changke ${process.pid}`;
}

/** Makes both roles and the rights of the current database, as often as it is called. Roles belong to the cluster. */
export async function ensureRoles(client: pg.Client): Promise<void> {
  try {
    for (const role of [OWNER_ROLE, APP_ROLE]) await ensureRole(client, role);
    await grantDatabase(client);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') {
      throw new AppError('database_roles_missing', { owner: OWNER_ROLE, app: APP_ROLE, reason: error.message });
    }
    throw error;
  }
}

/** Makes the database, owned by the owner role; for a superuser's connection to another database. */
export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < CREATE_ATTEMPTS_MAX; attempt++) {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount || (await createDatabase(client, name))) return;
    await pause(100);
  }
  throw new AppError('database_unreachable', { reason: `the database ${name} cannot be made` });
}

/** False when somebody else is making it: the server still works for a process that was killed while it waited. */
async function createDatabase(client: pg.Client, name: string): Promise<boolean> {
  try {
    await client.query(`create database ${client.escapeIdentifier(name)} owner ${OWNER_ROLE}`);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && BEING_MADE.includes(error.code ?? '')) return false;
    throw error;
  }
}

async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await createRole(client, role);
  if (!(await maySetRole(client, role))) await client.query(`grant ${role} to current_user`);
}

/** From PostgreSQL 16 on, having made a role does not yet mean that one may become it. */
async function maySetRole(client: pg.Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `select case when current_setting('server_version_num')::int >= 160000
              then pg_has_role(current_user, oid, 'SET') else pg_has_role(current_user, oid, 'MEMBER') end as may
     from pg_roles where rolname = $1`,
    [role],
  );
  return rows[0]?.may ?? false;
}

/** Two processes may find the role missing at once. */
async function createRole(client: pg.Client, role: string): Promise<void> {
  try {
    await client.query(`create role ${role} nologin`);
  } catch (error) {
    const isThere = error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505');
    if (!isThere) throw error;
  }
}

async function grantDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; isReady: boolean }>(
    `select current_database() as name,
            has_database_privilege('${OWNER_ROLE}', current_database(), 'create')
              and has_schema_privilege('${OWNER_ROLE}', 'public', 'create') as "isReady"`,
  );
  const database = rows[0];
  if (!database || database.isReady) return;
  await client.query(`grant create, temporary on database ${client.escapeIdentifier(database.name)} to ${OWNER_ROLE}`);
  await client.query(`grant usage, create on schema public to ${OWNER_ROLE}`);
}
