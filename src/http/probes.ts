import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { AppError } from '../kernel/errors.ts';

/** What is not yet as it must be for serving, as codes for machines; empty when ready. */
export type Readiness = () => Promise<readonly string[]>;

/** `/healthz`: the process answers. `/readyz`: it can do its work; 503 until then. */
export function serveProbes(server: FastifyInstance, db: Db, ready: Readiness): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const missing = [...(await databaseProblems(db)), ...(await ready())];
    if (missing.length === 0) return { status: 'ready' };
    return reply.code(503).header('retry-after', '1').send({ status: 'not ready', missing });
  });
}

async function databaseProblems(db: Db): Promise<string[]> {
  try {
    await sql`select 1`.execute(db);
    return [];
  } catch (error) {
    // A probe reports a database that is away; anything the program did wrong would fail elsewhere too.
    return [error instanceof AppError ? error.code : 'database'];
  }
}
