import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import { checkMember, lockCustomers } from './customers.ts';
import { type RoleFields, roleFits, type ServiceRole, serviceRoleCodes } from './named-role.ts';

interface StandingRole {
  readonly id: string;
  readonly memberId: string;
  readonly endsAt: Date | null;
}

/**
 * Gives a member a role in a customer; who had it before hands it over in the same moment. The same again changes
 * nothing; a second invitation of a collaborator for the same purpose moves the end of the first. Answers its id.
 */
export async function assignRole(trx: Trx, act: Act, customerId: number, fields: RoleFields): Promise<string> {
  await checkRole(trx, act, fields);
  await lockCustomers(trx, [customerId]);
  const standing = await standingRoles(trx, customerId, fields);
  const same = standing.find(({ memberId }) => memberId === fields.memberId);
  if (same !== undefined) return prolong(trx, act, customerId, same, fields);
  if (fields.role !== 'collaborator') {
    for (const { id } of standing) await closeRole(trx, act, { customerId, id, reason: fields.reason ?? '' });
  }
  const id = newId(act.at);
  await insertRole(trx, act, { customerId, id, fields });
  await tellRole(trx, act, customerId, fields.role);
  const details = { role: fields.role, memberId: fields.memberId };
  await recordAudit(trx, act, { action: 'created', subject: 'customer_role', subjectId: id, customerId, details });
  return id;
}

async function checkRole(trx: Trx, act: Act, fields: RoleFields): Promise<void> {
  if (!roleFits(fields)) throw new AppError('role_fields_wrong');
  const startsAt = fields.startsAt ?? act.at;
  if (fields.endsAt != null && fields.endsAt <= startsAt) throw new AppError('role_ends_before_start');
  await checkMember(trx, fields.memberId);
  if (fields.categoryId == null) return;
  const { rows } = await sql`select from category where id = ${fields.categoryId}`.execute(trx);
  if (rows.length === 0) throw new AppError('category_unknown');
}

/** Who has this role now: of a line or region its owner, of invitations those for the same purpose. */
async function standingRoles(trx: Trx, customerId: number, fields: RoleFields): Promise<StandingRole[]> {
  const { role, categoryId = null, region = null, purpose = null } = fields;
  const { rows } = await sql<StandingRole>`
    select id, member_id as "memberId", ends_at as "endsAt" from customer_role
    where customer_id = ${customerId} and role = ${role} and ended_at is null
      and category_id is not distinct from ${categoryId}::integer
      and region is not distinct from ${region}::text
      and purpose is not distinct from ${purpose}::text`.execute(trx);
  return rows;
}

async function prolong(
  trx: Trx,
  act: Act,
  customerId: number,
  { id, endsAt }: StandingRole,
  fields: RoleFields,
): Promise<string> {
  if (endsAt?.getTime() === fields.endsAt?.getTime()) return id;
  await sql`
    update customer_role set ends_at = ${fields.endsAt ?? null}
    where customer_id = ${customerId} and id = ${id}`.execute(trx);
  await tellRole(trx, act, customerId, fields.role);
  const details = { endsAt: fields.endsAt?.toISOString() ?? null };
  await recordAudit(trx, act, { action: 'changed', subject: 'customer_role', subjectId: id, customerId, details });
  return id;
}

async function insertRole(
  trx: Trx,
  act: Act,
  { customerId, id, fields }: { customerId: number; id: string; fields: RoleFields },
): Promise<void> {
  const { role, memberId, categoryId = null, region = null, purpose = null, endsAt = null } = fields;
  await sql`
    insert into customer_role (customer_id, id, role, member_id, category_id, region, purpose, reason, commission_note,
      starts_at, ends_at, created_at, created_by)
    values (${customerId}, ${id}, ${role}, ${memberId}, ${categoryId}::integer, ${region}, ${purpose},
      ${fields.reason ?? ''}, ${fields.commissionNote ?? ''}, ${fields.startsAt ?? act.at}, ${endsAt}, ${act.at},
      ${act.memberId}::uuid)`.execute(trx);
}

async function tellRole(trx: Trx, act: Act, customerId: number, role: ServiceRole): Promise<void> {
  const category = serviceRoleCodes[role];
  await record(trx, act, [{ customerId, kind: factKinds.role_changed, occurredAt: act.at, category }]);
}

/** Ends a role before its time or one that has none. Throws `role_unknown`; one that has ended stays so. */
export async function endRole(
  trx: Trx,
  act: Act,
  role: { readonly customerId: number; readonly id: string; readonly reason: string },
): Promise<void> {
  const { customerId, id } = role;
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ role: ServiceRole; endedAt: Date | null }>`
    select role, ended_at as "endedAt" from customer_role
    where customer_id = ${customerId} and id = ${id}`.execute(trx);
  const [held] = rows;
  if (held === undefined) throw new AppError('role_unknown');
  if (held.endedAt !== null) return;
  await closeRole(trx, act, role);
  await tellRole(trx, act, customerId, held.role);
  await recordAudit(trx, act, { action: 'ended', subject: 'customer_role', subjectId: id, customerId });
}

async function closeRole(
  trx: Trx,
  act: Act,
  { customerId, id, reason }: { customerId: number; id: string; reason: string },
): Promise<void> {
  await sql`
    update customer_role set ended_at = ${act.at}, ended_by = ${act.memberId}::uuid, end_reason = ${reason}
    where customer_id = ${customerId} and id = ${id}`.execute(trx);
}
