import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { dayStart, formatDay, localDay, parseDay } from '../../kernel/time.ts';
import type { Plan, Said } from '../../plan/plan.ts';
import { inScope, type TierWay } from '../customers/customers.ts';
import { activePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { gapsOf, label } from './gaps.ts';
import { type Direction, tierNamed } from './tier-move.ts';

const MATRIX_DAYS = 90;

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface PageWish {
  readonly scope: CustomerScope;
  readonly limit: number;
  readonly offset: number;
}

/** The tier that a customer holds. */
export async function readTierHeld(db: Db, customerId: number): Promise<string | null> {
  const { rows } = await sql<{ tier: string | null }>`
    select tier from customer where customer_id = ${customerId}`.execute(db);
  return rows[0]?.tier ?? null;
}

const customerRef = sql`jsonb_build_object('publicId', customer.public_id, 'name', customer.name,
  'shortName', customer.short_name)`;
const owner = sql`(select jsonb_build_object('id', member.id, 'name', member.name) from member
  where member.id = customer.owner_a)`;

function person(column: string) {
  return sql`(select jsonb_build_object('id', member.id, 'name', member.name) from member
    where member.id = ${sql.ref(column)})`;
}

interface CustomerRef {
  readonly publicId: string;
  readonly name: string;
  readonly shortName: string | null;
}

export interface ProposalWish extends PageWish {
  /** Ripe ones wait for somebody's word, the others for time. */
  readonly state: 'ripe' | 'waiting';
  readonly direction?: Direction;
  readonly ownerId?: string;
}

interface ProposalRow {
  readonly id: string;
  readonly customer: CustomerRef;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly said: Said;
  readonly since: string;
  readonly reviewOn: string | null;
  readonly amountYear: number;
  readonly owner: Person | null;
}

/** Moves that are proposed, customers that buy most first. */
export async function listProposals(db: Db, wish: ProposalWish) {
  const { plan } = await activePlan(db);
  const { direction = null, ownerId = null } = wish;
  const found = sql`${openProposals(wish.scope)}
    and (proposal.ripe_at is not null) = ${wish.state === 'ripe'}
    and (${direction}::text is null or proposal.direction = ${direction})
    and (${ownerId}::uuid is null or customer.owner_a = ${ownerId})`;
  const { rows } = await sql<ProposalRow>`
    select proposal.id, ${customerRef} as customer, from_tier as "from", to_tier as "to", direction, said, proposal.since,
      (select review_on from tier_override word where word.customer_id = customer.customer_id and word.ended_at is null)
        as "reviewOn",
      coalesce(judgement.amount_year, 0) as "amountYear", ${owner} as owner ${found}
    order by judgement.amount_year desc nulls last, proposal.id limit ${wish.limit} offset ${wish.offset}`.execute(db);
  const { rows: totals } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  return { items: rows.map((row) => namedProposal(plan, row)), total: totals[0]?.total ?? 0 };
}

function openProposals(scope: CustomerScope) {
  return sql`
    from tier_proposal proposal
    join customer on customer.customer_id = proposal.customer_id
    left join judgement on judgement.customer_id = customer.customer_id
    where proposal.ended_at is null and ${inScope(scope)}`;
}

function namedProposal(plan: Plan, { from, to, reviewOn, ...row }: ProposalRow) {
  return { ...row, from: tierNamed(plan, from), to: tierNamed(plan, to), readyOn: readyOn(plan, row, reviewOn) };
}

/** The day on which a proposal is put to somebody if nothing changes. */
export function readyOn(
  { tierMoves }: Pick<Plan, 'tierMoves'>,
  { direction, since }: { readonly direction: Direction; readonly since: string },
  reviewOn: string | null,
): string {
  const lasted = formatDay(parseDay(since) + (direction === 'down' ? tierMoves.holdDays : 0));
  return reviewOn !== null && reviewOn > lasted ? reviewOn : lasted;
}

export interface OverrideWish extends PageWish {
  readonly isDue: boolean;
}

interface OverrideRow {
  readonly id: string;
  readonly customer: CustomerRef;
  readonly from: string | null;
  readonly tier: string;
  readonly proposed: string | null;
  readonly reason: string;
  readonly reviewOn: string;
  readonly madeAt: Date;
  readonly madeBy: Person | null;
  readonly owner: Person | null;
}

/** What people decided against the proposals and still stands; those due for review, or all of it; the next due first. */
export async function listOverrides(db: Db, at: Date, wish: OverrideWish) {
  const { plan } = await activePlan(db);
  const today = formatDay(localDay(at.getTime(), plan.timezone));
  const found = sql`
    from tier_override word
    join customer on customer.customer_id = word.customer_id
    left join judgement on judgement.customer_id = customer.customer_id
    where word.ended_at is null and (not ${wish.isDue} or word.review_on <= ${today}::date) and ${inScope(wish.scope)}`;
  const { rows } = await sql<OverrideRow>`
    select word.id, ${customerRef} as customer, from_tier as "from", word.tier, tier_proposed as proposed, reason,
      review_on as "reviewOn", made_at as "madeAt", ${person('word.made_by')} as "madeBy", ${owner} as owner ${found}
    order by review_on, word.id limit ${wish.limit} offset ${wish.offset}`.execute(db);
  const { rows: totals } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const items = rows.map(({ from, tier, proposed, ...row }) => ({
    ...row,
    ...{ from: tierNamed(plan, from), tier: tierNamed(plan, tier), proposed: tierNamed(plan, proposed) },
    isDue: row.reviewOn <= today,
  }));
  return { items, total: totals[0]?.total ?? 0 };
}

interface ChangeRow {
  readonly id: string;
  readonly customer: CustomerRef;
  readonly from: string | null;
  readonly to: string | null;
  readonly way: TierWay | 'kept';
  readonly reason: string;
  readonly said: Said | null;
  readonly planVersion: number | null;
  readonly changedAt: Date;
  readonly decidedBy: Person | null;
}

export interface ChangeWish extends PageWish {
  /** Of one customer, everything; of all, without the first tiers that nobody decided. */
  readonly customerId?: number;
}

/** How tiers came to be what they are, the newest first; where somebody kept one against a proposal, that too. */
export async function listChanges(db: Db, wish: ChangeWish) {
  const { plan } = await activePlan(db);
  const { customerId = null } = wish;
  const found = sql`
    from (
      select customer_id, id, number, from_tier, to_tier, way, reason, said, plan_version, changed_at, decided_by
      from customer_tier_change where ${customerId}::bigint is not null or way not in ('first', 'settled')
      union all
      select customer_id, id, null, from_tier, tier, 'kept', reason, null, null, made_at, made_by
      from tier_override where from_tier = tier
    ) as change
    join customer on customer.customer_id = change.customer_id
    where (${customerId}::bigint is null or change.customer_id = ${customerId}) and ${inScope(wish.scope)}`;
  const { rows } = await sql<ChangeRow>`
    select change.id, ${customerRef} as customer, from_tier as "from", to_tier as "to", way, reason, said,
      plan_version as "planVersion", changed_at as "changedAt", ${person('change.decided_by')} as "decidedBy" ${found}
    order by changed_at desc, number desc nulls last, change.id desc limit ${wish.limit} offset ${wish.offset}`.execute(
    db,
  );
  const { rows: totals } = await sql<{ total: number }>`select count(*) as total ${found}`.execute(db);
  const items = rows.map(({ from, to, ...row }) => ({ ...row, from: tierNamed(plan, from), to: tierNamed(plan, to) }));
  return { items, total: totals[0]?.total ?? 0 };
}

/** From which tiers to which customers moved in the last 90 days, who waits for a word, and what the plan leaves open. */
export async function tierMatrix(db: Db, at: Date, scope: CustomerScope) {
  const { plan } = await activePlan(db);
  const day = localDay(at.getTime(), plan.timezone);
  const { rows: moves } = await sql<{ from: string; to: string; count: number }>`
    select from_tier as "from", to_tier as "to", count(*) as count
    from customer_tier_change change join customer on customer.customer_id = change.customer_id
    where changed_at >= ${dayStart(day - MATRIX_DAYS, plan.timezone)} and from_tier is not null and to_tier is not null
      and way in ('automatic', 'approved', 'override') and ${inScope(scope)}
    group by 1, 2 order by 1, 2`.execute(db);
  const { rows: held } = await sql<{ tier: string; count: number }>`
    select tier, count(*) as count from customer where tier is not null and ${inScope(scope)} group by 1`.execute(db);
  const counts = new Map(held.map(({ tier, count }) => [tier, count]));
  return {
    days: MATRIX_DAYS,
    ...{ up: plan.tierMoves.up, down: plan.tierMoves.down, holdDays: plan.tierMoves.holdDays },
    tiers: plan.tiers.map((tier) => ({ ...label(tier), customers: counts.get(tier.key) ?? 0 })),
    moves,
    counts: await countOpen(db, scope, formatDay(day)),
    gaps: gapsOf(plan),
  };
}

async function countOpen(db: Db, scope: CustomerScope, today: string) {
  const { rows } = await sql<{ ripe: number; waiting: number }>`
    select count(*) filter (where ripe_at is not null) as ripe, count(*) filter (where ripe_at is null) as waiting
    ${openProposals(scope)}`.execute(db);
  const { rows: words } = await sql<{ overrides: number; due: number }>`
    select count(*) as overrides, count(*) filter (where review_on <= ${today}::date) as due
    from tier_override word join customer on customer.customer_id = word.customer_id
    where ended_at is null and ${inScope(scope)}`.execute(db);
  const { ripe, waiting } = rows[0] ?? { ripe: 0, waiting: 0 };
  const { overrides, due } = words[0] ?? { overrides: 0, due: 0 };
  return { ripe, waiting, overrides, due };
}
