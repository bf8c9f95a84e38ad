import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Database, Db } from './database/connect.ts';
import { findCustomer } from './domain/customers/customers.ts';
import { NIGHTLY_CRON, NIGHTLY_JOB } from './domain/health/jobs.ts';
import { folderJobs } from './domain/imports/folder-jobs.ts';
import { findActivePlan } from './domain/plans/plans.ts';
import { createAuthentication, opensToInvited, scopeOf, teamMembers } from './domain/team/team.ts';
import type { Authentication } from './http/authentication.ts';
import { createCredentials, hashPassword } from './http/credentials.ts';
import { createServer, type HttpConfig } from './http/server.ts';
import { createJobs, type Jobs } from './jobs/jobs.ts';
import type { Clock } from './kernel/act.ts';
import { jobs as definitions, routes } from './modules.ts';

export interface AppOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** With the folder below which files may be brought in every night. */
  readonly config: HttpConfig & { readonly importFolder?: string | null };
  /** Signs the session cookies; at least 32 characters. */
  readonly secret: string;
  /** The built web app; null for the API alone. */
  readonly staticFolder: string | null;
  readonly log: FastifyBaseLogger | null;
}

/** The program put together: nothing else knows all of its parts. */
export interface App {
  readonly api: FastifyInstance;
  readonly jobs: Jobs;
  readonly authentication: Authentication;
  /** Lets requests and jobs that run finish; leaves the database open. */
  close(): Promise<void>;
}

/** The night is that of the plan's zone. */
async function scheduleByPlan(jobs: Jobs, db: Db): Promise<void> {
  const active = await findActivePlan(db);
  if (active) await jobs.reschedule(NIGHTLY_JOB, { cron: NIGHTLY_CRON, zone: active.plan.timezone });
}

/** Puts the modules, the database and the doors together. Opens no port and starts no worker. */
export async function createApp(options: AppOptions): Promise<App> {
  const { database, clock, config, log, secret, staticFolder } = options;
  const db = database.app;
  const credentials = createCredentials({ database, secret, publicUrl: config.publicUrl });
  const authentication = createAuthentication(db, credentials, hashPassword);
  const onError = (error: Error) => log?.error({ err: error }, 'a job failed');
  const jobs = createJobs({
    database,
    definitions: [...definitions, ...folderJobs(config.importFolder ?? null)],
    clock,
    onError,
  });
  await jobs.prepare();
  await scheduleByPlan(jobs, db);
  const access = {
    can: (principal: { role: string }, permission: Parameters<typeof scopeOf>[1]) =>
      scopeOf(principal.role, permission),
    opensToInvited,
    teamMembers: (teamId: string) => teamMembers(db, teamId),
    findCustomer: (publicId: string, scope: Parameters<typeof findCustomer>[2]) => findCustomer(db, publicId, scope),
  };
  const api = await createServer({ routes, config, db, clock, authentication, access, staticFolder, log });
  return {
    api,
    jobs,
    authentication,
    close: async () => {
      await api.close();
      await jobs.stop();
    },
  };
}
