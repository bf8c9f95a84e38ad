import type { z } from 'zod';
import type { Database, Db } from '../database/connect.ts';
import type { Act, Clock } from '../kernel/act.ts';

/** What a handler is given. */
export interface JobContext {
  readonly database: Database;
  readonly db: Db;
  readonly clock: Clock;
  /** The system acting now: for acts that ask who and when. */
  readonly act: Act;
}

export interface JobSchedule {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA zone in which the fields are read. */
  readonly zone: string;
}

export interface JobDefinition<Payload> {
  /** `module.verb`, e.g. `health.rescore`. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** At least once: doing it twice must be harmless. Throwing means try again later. */
  readonly handle: (context: JobContext, payload: Payload) => Promise<void>;
  /** Topics of `publish` that add one of these jobs. */
  readonly subscribesTo?: readonly string[];
  /** Adds one with the payload `{}` at these times. */
  readonly schedule?: JobSchedule;
  /** Further attempts after the first one failed, each later than the last. 5 unless said. */
  readonly retries?: number;
  /** How many of these one worker process runs at once. 1 unless said. */
  readonly concurrency?: number;
  /** A run that takes longer counts as failed. 15 minutes unless said. */
  readonly secondsMax?: number;
}

/** A definition whose payload is checked on the way in, so that jobs of all kinds fit in one list. */
export interface Job extends Omit<JobDefinition<unknown>, 'payload' | 'handle'> {
  readonly run: (context: JobContext, payload: unknown) => Promise<void>;
}

/** A module's `jobs.ts` exports a list of these; modules.ts collects them. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): Job {
  const { payload: schema, handle, ...rest } = definition;
  return { ...rest, run: (context, payload) => handle(context, schema.parse(payload)) };
}
