import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { closeTrace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import {
  type ChangeCounts,
  factKinds,
  noChanges,
  openFactBatch,
  type RecordOptions,
  recordFactBatch,
} from '../timeline/timeline.ts';
import { projectStageCodes } from './project.ts';

const KEY = ['customer_id', 'id'];

/**
 * Makes the empty temporary table `project_batch` in the caller's transaction: the columns up to site come in (null keeps
 * what is there), project_id and change go out. A project is known by its name at its customer.
 */
export async function openProjectBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists project_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      name text not null,
      stage text, starts_on date, next_need_on date, expected_amount bigint, expected_volume text, address text,
      main_contractor text, site text,
      project_id uuid,
      change text,
      made_id uuid not null default gen_random_uuid(),
      site_id uuid,
      need_fact_id uuid not null default gen_random_uuid(),
      stage_changed boolean not null default false,
      need_changed boolean not null default false,
      fact_ids_before uuid[] not null default '{}'
    ) on commit drop`.execute(trx);
  await sql`truncate project_batch`.execute(trx);
}

/** Applies `project_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordProjectBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze project_batch`.execute(trx);
  await makeSites(trx, act, options);
  await compareProjects(trx);
  await saveProjects(trx, act, options);
  await tellProjects(trx, act, options);
  return countChanges(trx);
}

async function makeSites(trx: Trx, act: Act, { trace }: RecordOptions): Promise<void> {
  const { rows } = await sql<{ customerId: number; id: string }>`
    insert into site (customer_id, id, name, created_at, updated_at)
    select customer_id, gen_random_uuid(), site, ${act.at}, ${act.at} from (
      select distinct customer_id, site from project_batch where site is not null) as named
    on conflict (customer_id, name) do nothing returning customer_id as "customerId", id`.execute(trx);
  await traceCreated(trx, trace, {
    table: 'site',
    key: KEY,
    rows: sql`
      select * from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.id)}::uuid[])
        as made (customer_id, id)`,
  });
  await sql`
    update project_batch set site_id = site.id from site
    where site.customer_id = project_batch.customer_id and site.name = project_batch.site`.execute(trx);
}

const isOver = (stage: string) => sql`coalesce(${sql.ref(stage)} in ('done', 'stopped'), false)`;

async function compareProjects(trx: Trx): Promise<void> {
  await sql`
    update project_batch given set project_id = known.id, fact_ids_before = known.fact_ids, change = case
        when coalesce(given.stage, known.stage) = known.stage
          and coalesce(given.starts_on, known.starts_on) is not distinct from known.starts_on
          and coalesce(given.next_need_on, known.next_need_on) is not distinct from known.next_need_on
          and coalesce(given.expected_amount, known.expected_amount) is not distinct from known.expected_amount
          and coalesce(given.expected_volume, known.expected_volume) is not distinct from known.expected_volume
          and coalesce(given.address, known.address) is not distinct from known.address
          and coalesce(given.main_contractor, known.main_contractor) is not distinct from known.main_contractor
          and coalesce(given.site_id, known.site_id) is not distinct from known.site_id
        then 'unchanged' else 'updated' end,
      stage_changed = coalesce(given.stage, known.stage) <> known.stage,
      need_changed = coalesce(given.next_need_on, known.next_need_on) is distinct from known.next_need_on
        or coalesce(given.stage in ('done', 'stopped'), ${isOver('known.stage')}) <> ${isOver('known.stage')}
    from project known
    where known.customer_id = given.customer_id and known.name = given.name`.execute(trx);
  await sql`
    update project_batch set project_id = made_id, change = 'created', stage = coalesce(stage, 'building'),
      stage_changed = true, need_changed = true
    where project_id is null`.execute(trx);
}

async function saveProjects(trx: Trx, act: Act, { trace }: RecordOptions): Promise<void> {
  const touched = (change: string) => sql`
    select customer_id, project_id as id from project_batch where change = ${change}`;
  await traceCreated(trx, trace, { table: 'project', key: KEY, rows: touched('created') });
  await traceBefore(trx, trace, { table: 'project', key: KEY, rows: touched('updated') });
  await sql`
    insert into project (customer_id, id, name, stage, starts_on, next_need_on, expected_amount, expected_volume, address,
      main_contractor, site_id, created_at, updated_at)
    select customer_id, project_id, name, stage, starts_on, next_need_on, expected_amount, expected_volume, address,
      main_contractor, site_id, ${act.at}, ${act.at}
    from project_batch where change = 'created'`.execute(trx);
  await sql`
    update project set
      stage = coalesce(given.stage, project.stage),
      starts_on = coalesce(given.starts_on, project.starts_on),
      next_need_on = coalesce(given.next_need_on, project.next_need_on),
      expected_amount = coalesce(given.expected_amount, project.expected_amount),
      expected_volume = coalesce(given.expected_volume, project.expected_volume),
      address = coalesce(given.address, project.address),
      main_contractor = coalesce(given.main_contractor, project.main_contractor),
      site_id = coalesce(given.site_id, project.site_id),
      updated_at = ${act.at}
    from project_batch given
    where given.change = 'updated' and project.customer_id = given.customer_id and project.id = given.project_id`.execute(
    trx,
  );
  await sql`
    update project set fact_ids = case
      when project.next_need_on is null or ${isOver('project.stage')} then '{}' else array[given.need_fact_id] end
    from project_batch given
    where given.need_changed and project.customer_id = given.customer_id and project.id = given.project_id`.execute(
    trx,
  );
}

async function tellProjects(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from project_batch given
    join fact on fact.customer_id = given.customer_id and fact.id = any(given.fact_ids_before)
    where given.need_changed`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category)
    select project.customer_id, given.need_fact_id, ${factKinds.next_need_stated}::smallint, ${act.at}::timestamptz,
      project.next_need_on - date '1970-01-01', null::integer
    from project_batch given
    join project on project.customer_id = given.customer_id and project.id = given.project_id
    where given.need_changed and project.next_need_on is not null and not ${isOver('project.stage')}
    union all
    select customer_id, gen_random_uuid(), ${factKinds.project_changed}, ${act.at}, null,
      (${JSON.stringify(projectStageCodes)}::jsonb ->> stage)::integer
    from project_batch where stage_changed`.execute(trx);
  await recordFactBatch(trx, act, options);
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from project_batch`.execute(trx);
  return rows[0] ?? noChanges;
}

/**
 * Makes the empty temporary table `site_batch` in the caller's transaction: the columns up to address come in (null keeps
 * what is there), site_id and change go out. A site is known by its name at its customer.
 */
export async function openSiteBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists site_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      name text not null,
      address text,
      site_id uuid,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate site_batch`.execute(trx);
}

/** Applies `site_batch` as one set; places tell the timeline nothing. */
export async function recordSiteBatch(trx: Trx, act: Act, { trace }: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`
    update site_batch given set site_id = known.id,
      change = case when coalesce(given.address, known.address) is not distinct from known.address
        then 'unchanged' else 'updated' end
    from site known where known.customer_id = given.customer_id and known.name = given.name`.execute(trx);
  await sql`update site_batch set site_id = gen_random_uuid(), change = 'created' where site_id is null`.execute(trx);
  const touched = (change: string) => sql`select customer_id, site_id as id from site_batch where change = ${change}`;
  await traceCreated(trx, trace, { table: 'site', key: KEY, rows: touched('created') });
  await traceBefore(trx, trace, { table: 'site', key: KEY, rows: touched('updated') });
  await sql`
    insert into site (customer_id, id, name, address, created_at, updated_at)
    select customer_id, site_id, name, address, ${act.at}, ${act.at} from site_batch where change = 'created'`.execute(
    trx,
  );
  await sql`
    update site set address = given.address, updated_at = ${act.at} from site_batch given
    where given.change = 'updated' and site.customer_id = given.customer_id and site.id = given.site_id`.execute(trx);
  await closeTrace(trx, trace);
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from site_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
