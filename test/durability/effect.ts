// A job whose effect is visible and may happen once only, however often the job runs.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../src/database/connect.ts';
import { defineJob, type Job } from '../../src/jobs/jobs.ts';

/** The table of effects, and of the attempts that made or found them. */
export async function prepareEffects(owner: Db): Promise<void> {
  await sql`create table durability_effect (key integer primary key)`.execute(owner);
  await sql`create table durability_attempt (key integer not null, made boolean not null)`.execute(owner);
  await sql`grant select, insert on durability_effect, durability_attempt to changke_app`.execute(owner);
}

/** Takes some 20 ms, so that a kill finds it at work; `said` hears of each end. */
export function effectJob(said: (key: number) => void): Job {
  return defineJob({
    name: 'durability.effect',
    payload: z.strictObject({ key: z.number() }),
    concurrency: 2,
    handle: async ({ db }, { key }) => {
      await sql`
        with made as (insert into durability_effect values (${key}) on conflict do nothing returning key)
        insert into durability_attempt select ${key}, exists (select from made)`.execute(db);
      await sql`select pg_sleep(0.02)`.execute(db);
      said(key);
    },
  });
}
