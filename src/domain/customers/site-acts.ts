import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, type RecordOptions, record } from '../timeline/timeline.ts';
import { projectStageCodes, type Site } from './project.ts';

const SITES_MAX = 200;

/** The sites of a customer by name. */
export async function listSites(db: Db, customerId: number): Promise<Site[]> {
  const { rows } = await sql<Site>`
    select id, name, address from site where customer_id = ${customerId} order by name limit ${SITES_MAX}`.execute(db);
  return rows;
}

/** Adds a site, or changes the address of the one that has the name; answers its id. */
export async function saveSite(
  trx: Trx,
  act: Act,
  customerId: number,
  { name, address }: { readonly name: string; readonly address: string | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into site (customer_id, id, name, address, created_at, updated_at)
    values (${customerId}, ${newId(act.at)}, ${name}, ${address}, ${act.at}, ${act.at})
    on conflict (customer_id, name) do update set address = excluded.address, updated_at = excluded.updated_at
    returning id`.execute(trx);
  const [saved] = rows;
  if (saved === undefined) throw new AppError('site_unknown');
  await recordAudit(trx, act, { action: 'changed', subject: 'site', subjectId: saved.id, customerId });
  return saved.id;
}

/** A project or a site as documents name it. */
export interface NamedPlace {
  readonly customerId: number;
  readonly name: string;
}

const KEY = ['customer_id', 'id'];

/** Makes the projects that documents name and nobody knew; goods go or went there, so they are building or done. */
export async function ensureProjects(
  trx: Trx,
  act: Act,
  rows: readonly (NamedPlace & { readonly stage: 'building' | 'done' })[],
  options: RecordOptions = {},
): Promise<void> {
  const { rows: made } = await sql<{ customerId: number; id: string; stage: 'building' | 'done' }>`
    insert into project (customer_id, id, name, stage, created_at, updated_at)
    select distinct on (customer_id, name) customer_id, gen_random_uuid(), name, stage, ${act.at}::timestamptz,
      ${act.at}::timestamptz
    from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.name.trim())}::text[],
      ${rows.map((row) => row.stage)}::text[]) as given (customer_id, name, stage)
    where name <> ''
    on conflict (customer_id, name) do nothing returning customer_id as "customerId", id, stage`.execute(trx);
  await traceCreated(trx, options.trace, { table: 'project', key: KEY, rows: keysOf(made) });
  const facts = made.map(({ customerId, stage }) => {
    return { customerId, kind: factKinds.project_changed, occurredAt: act.at, category: projectStageCodes[stage] };
  });
  await record(trx, act, facts, options);
}

/** Makes the sites that documents name and nobody knew. */
export async function ensureSites(
  trx: Trx,
  act: Act,
  rows: readonly NamedPlace[],
  { trace }: RecordOptions = {},
): Promise<void> {
  const { rows: made } = await sql<{ customerId: number; id: string }>`
    insert into site (customer_id, id, name, created_at, updated_at)
    select distinct on (customer_id, name) customer_id, gen_random_uuid(), name, ${act.at}::timestamptz,
      ${act.at}::timestamptz
    from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.name.trim())}::text[])
      as given (customer_id, name)
    where name <> ''
    on conflict (customer_id, name) do nothing returning customer_id as "customerId", id`.execute(trx);
  await traceCreated(trx, trace, { table: 'site', key: KEY, rows: keysOf(made) });
}

function keysOf(made: readonly { readonly customerId: number; readonly id: string }[]) {
  return sql`
    select * from unnest(${made.map((row) => row.customerId)}::bigint[], ${made.map((row) => row.id)}::uuid[])
      as made (customer_id, id)`;
}
