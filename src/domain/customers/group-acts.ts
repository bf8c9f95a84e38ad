import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';

const GROUPS_MAX = 1_000;

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** The groups by name, with the group each lies in. */
export async function listGroups(db: Db): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select id, name, parent_id as "parentId" from customer_group order by name limit ${GROUPS_MAX}`.execute(db);
  return rows;
}

/** Makes a group; answers its id. Throws `group_name_taken` or `group_unknown`. */
export async function addGroup(
  trx: Trx,
  act: Act,
  { name, parentId }: { readonly name: string; readonly parentId: string | null },
): Promise<string> {
  const id = newId(act.at);
  await checkParent(trx, id, parentId);
  const { numAffectedRows } = await sql`
    insert into customer_group (id, name, parent_id, created_at) values (${id}, ${name}, ${parentId}::uuid, ${act.at})
    on conflict (name) do nothing`.execute(trx);
  if (numAffectedRows === 0n) throw new AppError('group_name_taken', { name });
  await recordAudit(trx, act, { action: 'created', subject: 'customer_group', subjectId: id, details: { name } });
  return id;
}

/** Renames a group or puts it into another one. Throws `group_unknown`, `group_name_taken` or `group_circle`. */
export async function changeGroup(
  trx: Trx,
  act: Act,
  id: string,
  change: { readonly name?: string; readonly parentId?: string | null },
): Promise<void> {
  await lockGroups(trx);
  const { rows } = await sql<Group>`
    select id, name, parent_id as "parentId" from customer_group where id = ${id}`.execute(trx);
  const [held] = rows;
  if (held === undefined) throw new AppError('group_unknown');
  const now = {
    name: change.name ?? held.name,
    parentId: change.parentId === undefined ? held.parentId : change.parentId,
  };
  if (now.name === held.name && now.parentId === held.parentId) return;
  if (now.name !== held.name) await checkName(trx, now.name);
  await checkParent(trx, id, now.parentId);
  await sql`
    update customer_group set name = ${now.name}, parent_id = ${now.parentId}::uuid where id = ${id}`.execute(trx);
  const details = { nameBefore: held.name, parentBefore: held.parentId, ...now };
  await recordAudit(trx, act, { action: 'changed', subject: 'customer_group', subjectId: id, details });
}

/** Two moves that would only together close a circle wait for each other. */
async function lockGroups(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('customer_group'))`.execute(trx);
}

async function checkName(trx: Trx, name: string): Promise<void> {
  const { rows } = await sql`select from customer_group where name = ${name}`.execute(trx);
  if (rows.length > 0) throw new AppError('group_name_taken', { name });
}

async function checkParent(trx: Trx, id: string, parentId: string | null): Promise<void> {
  if (parentId === null) return;
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive above as (
      select id, name, parent_id from customer_group where id = ${parentId}
      union
      select higher.id, higher.name, higher.parent_id
      from customer_group higher join above on higher.id = above.parent_id)
    select id, name from above`.execute(trx);
  const parent = rows.find((row) => row.id === parentId);
  if (parent === undefined) throw new AppError('group_unknown');
  if (rows.some((row) => row.id === id)) throw new AppError('group_circle', { parent: parent.name });
}
