import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { DAY_MS } from '../../kernel/time.ts';
import { inScope } from '../customers/customers.ts';
import { activePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';

const ROWS_MAX = 200;

/** A customer without an owner, as those see it who may claim it: no person, no number, no story. */
export interface PooledCustomer {
  readonly publicId: string;
  readonly name: string;
  readonly region: string | null;
  readonly city: string | null;
  /** Minor units of the last twelve months; null where nobody judged the customer yet. */
  readonly amountYear: number | null;
  readonly lastOrderOn: string | null;
  readonly lastOwner: { readonly id: string; readonly name: string } | null;
  /** Until then only the last owner may claim it; null when anybody may. */
  readonly protectedUntil: Date | null;
}

const lastRelease = sql`
  left join lateral (
    select from_member, changed_at from customer_owner_change change
    where change.customer_id = customer.customer_id and change.part = 'a' and change.to_member is null
    order by changed_at desc, change.id desc limit 1) released on true`;

/** The customers nobody owns, the largest first, with who may claim them from when. Empty without a pool in the plan. */
export async function listPool(db: Db, at: Date): Promise<PooledCustomer[]> {
  const { plan } = await activePlan(db);
  if (plan.pool === null) return [];
  const protectedFrom = new Date(at.getTime() - plan.pool.protectDays * DAY_MS);
  const { rows } = await sql<PooledCustomer>`
    select customer.public_id as "publicId", customer.name, customer.region, customer.city,
      judgement.amount_year as "amountYear", judgement.last_order_on as "lastOrderOn",
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = released.from_member) as "lastOwner",
      case when released.changed_at > ${protectedFrom}
        then released.changed_at + make_interval(days => ${plan.pool.protectDays}) end as "protectedUntil"
    from customer
    left join judgement on judgement.customer_id = customer.customer_id
    ${lastRelease}
    where customer.owner_a is null and customer.owner_b is null
    order by judgement.amount_year desc nulls last, customer.customer_id limit ${ROWS_MAX}`.execute(db);
  return rows;
}

/** One customer of the pool for whoever wants to claim it, locked; null when it has an owner or there is none. */
export async function readPooled(
  trx: Trx,
  publicId: string,
  protectDays: number,
  at: Date,
): Promise<{ customerId: number; lastOwnerId: string | null; protectedUntil: Date | null } | null> {
  const identity = await trx
    .selectFrom('customer_identity')
    .select('customer_id')
    .where('key', '=', publicId.toLowerCase())
    .where('scheme', '=', 'public')
    .executeTakeFirst();
  if (identity === undefined) return null;
  const { rows } = await sql<{ customerId: number; lastOwnerId: string | null; releasedAt: Date | null }>`
    select customer.customer_id as "customerId", released.from_member as "lastOwnerId", released.changed_at as "releasedAt"
    from customer ${lastRelease}
    where customer.customer_id = ${identity.customer_id} and customer.owner_a is null and customer.owner_b is null
    for no key update of customer`.execute(trx);
  const [found] = rows;
  if (found === undefined) return null;
  const until = found.releasedAt === null ? null : new Date(found.releasedAt.getTime() + protectDays * DAY_MS);
  return { ...found, protectedUntil: until !== null && until > at ? until : null };
}

/** A customer that the plan's rule would let go, with who owns it now. */
export interface PoolCandidate {
  readonly publicId: string;
  readonly name: string;
  readonly region: string | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly lastOrderOn: string | null;
}

/**
 * Owned customers that are in the plan's pool segment and neither ordered in twelve months nor have an open warning:
 * proposals, which somebody releases one by one.
 */
export async function listCandidates(db: Db, scope: CustomerScope, at: Date): Promise<PoolCandidate[]> {
  const { plan, version } = await activePlan(db);
  const place = plan.segments.findIndex(({ key }) => key === plan.pool?.segment);
  if (place < 0) return [];
  const { rows } = await sql<PoolCandidate>`
    select customer.public_id as "publicId", customer.name, customer.region, judgement.last_order_on as "lastOrderOn",
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = customer.owner_a) as owner
    from judgement
    join customer on customer.customer_id = judgement.customer_id
    where judgement.plan_version = ${version} and length(judgement.segments) > ${place}
      and get_bit(judgement.segments, ${place}) = 1
      and (customer.owner_a is not null or customer.owner_b is not null)
      and judgement.last_order_on < ${at}::timestamptz - interval '12 months'
      and not exists (
        select from warning_case where warning_case.customer_id = customer.customer_id and warning_case.ended_at is null)
      and ${inScope(scope)}
    order by judgement.last_order_on, customer.customer_id limit ${ROWS_MAX}`.execute(db);
  return rows;
}
