import type pg from 'pg';
import { AppError } from '../kernel/errors.ts';

const VERSION_MIN = 150_000;
const MUST_BE_ON = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** Refuses a server older than PostgreSQL 15. */
export async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  );
  const version = rows[0];
  if (version && version.number < VERSION_MIN)
    throw new AppError('database_too_old', { found: version.text, wanted: '15' });
}

/**
 * Refuses a server that may lose what it acknowledged: a commit must be on disk when it returns.
 * Checksums are demanded of our own cluster only; whoever runs a server decides about its pages.
 */
export async function assertDurable(client: pg.Client, demands: { checksums: boolean }): Promise<void> {
  const names = demands.checksums ? [...MUST_BE_ON, 'data_checksums'] : MUST_BE_ON;
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1) order by name',
    [names],
  );
  const wrong = rows.filter((row) => row.setting === 'off').map((row) => `${row.name} = ${row.setting}`);
  if (wrong.length > 0) throw new AppError('database_not_durable', { settings: wrong.join(', ') });
}
