import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { OwnerPart, Person } from './customer.ts';
import { type HeldRole, rightsOf, type ServiceRole } from './named-role.ts';

const CHANGES_MAX = 100;

/** The roles of a customer that hold at a moment, A and B apart; of one that is held twice, the newer first. */
export async function rolesOf(db: Db, customerId: number, at: Date): Promise<HeldRole[]> {
  const { rows } = await sql<Omit<HeldRole, 'right'>>`
    select held.id, held.role, jsonb_build_object('id', member.id, 'name', member.name) as member,
      case when category.id is null then null else jsonb_build_object('id', category.id, 'name', category.name) end
        as category,
      region, purpose, starts_at as "startsAt", ends_at as "endsAt"
    from customer_role held
    join member on member.id = held.member_id
    left join category on category.id = held.category_id
    where customer_id = ${customerId} and ${holdsAt(at)}
    order by held.role, category.name, region, starts_at desc, held.id desc`.execute(db);
  return rows.map((row) => ({ ...row, right: rightsOf[row.role] }));
}

/** A condition on `customer_role held`. */
export function holdsAt(at: Date) {
  return sql<boolean>`held.starts_at <= ${at} and coalesce(held.ends_at > ${at}, true) and held.ended_at is null`;
}

/**
 * Who of us answers for a part of a customer's business: the owner of the line (a category, or the one above it), else
 * of the region, else A; null where there is none. Members who left us are passed over.
 */
export async function ownerFor(
  db: Db,
  customerId: number,
  { categoryId = null, region = null, at }: { categoryId?: number | null; region?: string | null; at: Date },
): Promise<string | null> {
  const { rows } = await sql<{ memberId: string }>`
    select candidate.member_id as "memberId" from (
      select held.member_id, case when held.category_id = ${categoryId}::integer then 1
        when held.category_id is not null then 2 else 3 end as distance, held.starts_at
      from customer_role held
      where held.customer_id = ${customerId} and ${holdsAt(at)} and (
        held.category_id = ${categoryId}::integer
        or held.category_id = (select parent_id from category where id = ${categoryId}::integer)
        or held.region = ${region}::text)
      union all
      select owner_a, 4, created_at from customer where customer_id = ${customerId} and owner_a is not null
    ) as candidate
    join member on member.id = candidate.member_id and member.left_at is null
    order by distance, starts_at desc limit 1`.execute(db);
  return rows[0]?.memberId ?? null;
}

export interface ServiceTeam {
  readonly a: Person | null;
  readonly b: Person | null;
  readonly roles: readonly HeldRole[];
}

/** Everybody of us who has a part in a customer at a moment. */
export async function serviceTeam(db: Db, customerId: number, at: Date): Promise<ServiceTeam> {
  const { rows } = await sql<{ a: Person | null; b: Person | null }>`
    select
      (select jsonb_build_object('id', id, 'name', name) from member where id = customer.owner_a) as a,
      (select jsonb_build_object('id', id, 'name', name) from member where id = customer.owner_b) as b
    from customer where customer_id = ${customerId}`.execute(db);
  const [owners] = rows;
  return { a: owners?.a ?? null, b: owners?.b ?? null, roles: await rolesOf(db, customerId, at) };
}

/** One change of who looks after a customer: of A, B or a named role; `what` is its line, region or purpose. */
export interface OwnerChange {
  readonly part: OwnerPart | ServiceRole;
  readonly what: string | null;
  readonly from: Person | null;
  readonly to: Person | null;
  readonly reason: string;
  readonly commissionNote: string;
  readonly changedAt: Date;
  readonly changedBy: Person | null;
}

/** Who looked after the customer, newest first: A, B and the named roles. */
export async function listOwnerChanges(db: Db, customerId: number): Promise<OwnerChange[]> {
  const member = (column: string) =>
    sql`(select jsonb_build_object('id', id, 'name', name) from member where id = change.${sql.ref(column)})`;
  const { rows } = await sql<OwnerChange>`
    select part, what, reason, commission_note as "commissionNote", changed_at as "changedAt",
      ${member('from_member')} as "from", ${member('to_member')} as "to", ${member('changed_by')} as "changedBy"
    from (
      select id, part, null as what, from_member, to_member, reason, commission_note, changed_at, changed_by
      from customer_owner_change where customer_id = ${customerId}
      union all
      select held.id, held.role, ${slot}, earlier.member_id, held.member_id, held.reason, held.commission_note,
        held.starts_at, held.created_by
      from customer_role held
      left join customer_role earlier on earlier.customer_id = held.customer_id and earlier.ended_at = held.created_at
        and ${sameSlot('earlier')}
      where held.customer_id = ${customerId}
      union all
      select held.id, held.role, ${slot}, held.member_id, null, coalesce(held.end_reason, ''), '', held.ended_at,
        held.ended_by
      from customer_role held
      where held.customer_id = ${customerId} and held.ended_at is not null and not exists (
        select from customer_role later
        where later.customer_id = held.customer_id and later.created_at = held.ended_at and ${sameSlot('later')})
    ) as change
    order by changed_at desc, id desc limit ${CHANGES_MAX}`.execute(db);
  return rows;
}

const slot = sql`coalesce((select name from category where category.id = held.category_id), held.region, held.purpose)`;

/** Of one line, region or team role there is one holder at a time; of invitations any number. */
function sameSlot(other: 'earlier' | 'later') {
  const column = (name: string) => sql.ref(`${other}.${name}`);
  return sql`${column('role')} = held.role and held.role <> 'collaborator'
    and ${column('category_id')} is not distinct from held.category_id
    and ${column('region')} is not distinct from held.region`;
}
