import type pg from 'pg';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';

/** The queue's own schema: pg-boss makes and changes it, we only grant it to the app. */
export const QUEUE_SCHEMA = 'jobs';
/** What the pinned pg-boss calls its schema; a test compares it with a fresh installation. */
export const QUEUE_SCHEMA_VERSION = 46;

/** Makes or brings forward the queue's tables, as the owner role, and grants their rows to the app role. */
export async function installQueue(client: pg.Client): Promise<void> {
  const version = await installedVersion(client);
  if (version === null) await client.query(getConstructionPlans(QUEUE_SCHEMA));
  else if (version < QUEUE_SCHEMA_VERSION) await client.query(getMigrationPlans(QUEUE_SCHEMA, version));
  await client.query(`
    grant usage on schema ${QUEUE_SCHEMA} to changke_app;
    grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to changke_app;
    grant usage on all sequences in schema ${QUEUE_SCHEMA} to changke_app;
    grant execute on all functions in schema ${QUEUE_SCHEMA} to changke_app`);
}

async function installedVersion(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('${QUEUE_SCHEMA}.version') is not null as "isThere"`,
  );
  if (!rows[0]?.isThere) return null;
  const found = await client.query<{ version: number }>(`select version from ${QUEUE_SCHEMA}.version`);
  return found.rows[0]?.version ?? null;
}
