import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { parseDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, type NewFact, record, voidFacts } from '../timeline/timeline.ts';
import { isGoingOn, type Project, type ProjectFields, type ProjectStage, projectStageCodes } from './project.ts';

const PROJECTS_MAX = 200;

/** The projects of a customer, those going on first. */
export async function listProjects(db: Db, customerId: number): Promise<Project[]> {
  const { rows } = await sql<Project>`
    select project.id, project.name, stage, starts_on as "startsOn", next_need_on as "nextNeedOn",
      expected_amount as "expectedAmount", expected_volume as "expectedVolume", project.address,
      main_contractor as "mainContractor", project.updated_at as "updatedAt",
      case when site.id is null then null else jsonb_build_object('id', site.id, 'name', site.name) end as site
    from project left join site on site.customer_id = project.customer_id and site.id = project.site_id
    where project.customer_id = ${customerId}
    order by stage in ('done', 'stopped'), next_need_on nulls last, project.name
    limit ${PROJECTS_MAX}`.execute(db);
  return rows;
}

/** Adds a project; answers its id. Throws `project_name_taken`. */
export async function addProject(
  trx: Trx,
  act: Act,
  customerId: number,
  fields: ProjectFields & { readonly name: string },
): Promise<string> {
  const id = newId(act.at);
  const { numAffectedRows } = await sql`
    insert into project (customer_id, id, name, stage, created_at, updated_at)
    values (${customerId}, ${id}, ${fields.name}, ${fields.stage ?? 'lead'}, ${act.at}, ${act.at})
    on conflict (customer_id, name) do nothing`.execute(trx);
  if (numAffectedRows === 0n) throw new AppError('project_name_taken', { name: fields.name });
  await saveProject(trx, act, customerId, id, { stage: 'lead', ...fields });
  await tellStage(trx, act, customerId, fields.stage ?? 'lead');
  await recordAudit(trx, act, { action: 'created', subject: 'project', subjectId: id, customerId });
  return id;
}

interface HeldProject extends Required<Omit<ProjectFields, 'name'>> {
  readonly name: string;
  readonly stage: ProjectStage;
  readonly nextNeedOn: string | null;
  readonly factIds: string[];
}

/** Changes what is given of a project; null takes a value away. Throws `project_unknown` or `project_name_taken`. */
export async function changeProject(
  trx: Trx,
  act: Act,
  { customerId, id }: { readonly customerId: number; readonly id: string },
  fields: ProjectFields,
): Promise<void> {
  const held = await lockProject(trx, customerId, id);
  if (fields.name !== undefined && fields.name !== held.name) await checkName(trx, customerId, fields.name);
  await saveProject(trx, act, customerId, id, fields);
  if (fields.stage !== undefined && fields.stage !== held.stage) await tellStage(trx, act, customerId, fields.stage);
  const details = { fields: Object.keys(fields) };
  await recordAudit(trx, act, { action: 'changed', subject: 'project', subjectId: id, customerId, details });
}

async function lockProject(trx: Trx, customerId: number, id: string): Promise<HeldProject> {
  const { rows } = await sql<HeldProject>`
    select name, stage, starts_on as "startsOn", next_need_on as "nextNeedOn", expected_amount as "expectedAmount",
      expected_volume as "expectedVolume", address, main_contractor as "mainContractor", site_id as "siteId",
      fact_ids as "factIds"
    from project where customer_id = ${customerId} and id = ${id} for no key update`.execute(trx);
  if (rows[0] === undefined) throw new AppError('project_unknown');
  return rows[0];
}

async function checkName(trx: Trx, customerId: number, name: string): Promise<void> {
  const { rows } = await sql`select from project where customer_id = ${customerId} and name = ${name}`.execute(trx);
  if (rows.length > 0) throw new AppError('project_name_taken', { name });
}

async function saveProject(trx: Trx, act: Act, customerId: number, id: string, fields: ProjectFields): Promise<void> {
  const held = await lockProject(trx, customerId, id);
  const now = { ...held, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
  if (now.siteId !== held.siteId) await checkSite(trx, customerId, now.siteId);
  const factIds = await tellNextNeed(trx, act, customerId, held, now);
  await sql`
    update project set name = ${now.name}, stage = ${now.stage}, starts_on = ${now.startsOn}::date,
      next_need_on = ${now.nextNeedOn}::date, expected_amount = ${now.expectedAmount}::bigint,
      expected_volume = ${now.expectedVolume}, address = ${now.address}, main_contractor = ${now.mainContractor},
      site_id = ${now.siteId}::uuid, fact_ids = ${factIds}::uuid[], updated_at = ${act.at}
    where customer_id = ${customerId} and id = ${id}`.execute(trx);
}

async function checkSite(trx: Trx, customerId: number, siteId: string | null): Promise<void> {
  if (siteId === null) return;
  const { rows } = await sql`select from site where customer_id = ${customerId} and id = ${siteId}`.execute(trx);
  if (rows.length === 0) throw new AppError('site_unknown');
}

/** The day of the next need holds silence back; of a project that is over it says nothing any more. */
async function tellNextNeed(
  trx: Trx,
  act: Act,
  customerId: number,
  held: HeldProject,
  now: HeldProject,
): Promise<string[]> {
  const [before, after] = [held, now].map(({ stage, nextNeedOn }) => (isGoingOn(stage) ? nextNeedOn : null));
  if (before === after && (after === null) === (held.factIds.length === 0)) return held.factIds;
  await voidFacts(
    trx,
    act,
    held.factIds.map((id) => ({ customerId, id })),
  );
  if (after === null || after === undefined) return [];
  return record(trx, act, [nextNeed(customerId, act.at, after)]);
}

function nextNeed(customerId: number, at: Date, day: string): NewFact {
  return { customerId, kind: factKinds.next_need_stated, occurredAt: at, amount: parseDay(day) };
}

async function tellStage(trx: Trx, act: Act, customerId: number, stage: ProjectStage): Promise<void> {
  const category = projectStageCodes[stage];
  await record(trx, act, [{ customerId, kind: factKinds.project_changed, occurredAt: act.at, category }]);
}
