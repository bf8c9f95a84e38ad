import { sql, type Transaction } from 'kysely';
import type { PoolClient } from 'pg';
import { assert } from '../kernel/errors.ts';
import type { Schema } from './tables/schema.ts';

/**
 * Kysely hides the connection of a transaction, and a bulk copy has to run on exactly that one. The server's process
 * number is what both know; node-postgres keeps it and the port, but does not declare them.
 */
const clients = new Set<NumberedClient>();

type NumberedClient = PoolClient & { readonly processID?: number | null; readonly port?: number };

/** For a pool's 'connect' event. */
export function rememberClient(client: PoolClient): void {
  clients.add(client);
}

/** For a pool's 'remove' event. */
export function forgetClient(client: PoolClient): void {
  clients.delete(client);
}

/** The node-postgres client that the transaction runs on. */
export async function clientOf(trx: Transaction<Schema>): Promise<PoolClient> {
  assert(trx.isTransaction, 'a bulk copy runs inside a transaction');
  const { rows } = await sql<{ pid: number; port: number | null }>`
    select pg_backend_pid() as pid, inet_server_port() as port`.execute(trx);
  const samePid = [...clients].filter((client) => client.processID === rows[0]?.pid);
  const found = samePid.length > 1 ? samePid.find((client) => client.port === rows[0]?.port) : samePid[0];
  assert(found, 'a bulk copy needs a direct connection, without a pooler between');
  return found;
}
