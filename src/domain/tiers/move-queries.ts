import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { localDay, parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import type { TierMeasures } from '../customers/customers.ts';
import { type Direction, type MoveState, standingIndicators } from './tier-move.ts';

/** Customers whose proposed tier is not the one held, or about whom a proposal is open; of a few, or (null) of all. */
export async function readConcerned(db: Db, ids: readonly number[] | null): Promise<number[]> {
  const { rows } = await sql<{ customerId: number }>`
    select customer.customer_id as "customerId"
    from customer join judgement on judgement.customer_id = customer.customer_id
    where (${ids}::bigint[] is null or customer.customer_id = any(${ids}::bigint[]))
      and (judgement.tier_proposed <> customer.tier or customer.tier is null and judgement.tier_proposed is not null
        or exists (select from tier_proposal open
          where open.customer_id = customer.customer_id and open.ended_at is null))
    order by 1`.execute(db);
  return rows.map(({ customerId }) => customerId);
}

interface StateRow {
  readonly customerId: number;
  readonly held: string | null;
  readonly proposed: string | null;
  readonly standing: number | null;
  readonly amountYear: number;
  readonly points: readonly (number | null)[];
  readonly isProtected: boolean;
  readonly before: TierMeasures | null;
  readonly firstAt: Date | null;
  readonly reviewOn: string | null;
  readonly refusedAt: Date | null;
  readonly id: string | null;
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
  readonly since: string;
  readonly isRipe: boolean;
}

/** What decides about the tiers of these customers. */
export async function readMoveStates(db: Db, plan: Plan, ids: readonly number[]): Promise<MoveState[]> {
  const { rows } = await sql<StateRow>`
    select customer.customer_id as "customerId", customer.tier as held, tier_proposed as proposed, standing,
      amount_year as "amountYear", indicator_points as points, tier_protected as "isProtected",
      (select measures from customer_tier_change change where change.customer_id = customer.customer_id
        order by number desc limit 1) as before,
      (select min(changed_at) from customer_tier_change change where change.customer_id = customer.customer_id
        having bool_and(way in ('first', 'settled'))) as "firstAt",
      (select max(ended_at) from tier_proposal refused where refused.customer_id = customer.customer_id
        and outcome = 'refused' and direction = 'up') as "refusedAt",
      word.review_on as "reviewOn", open.id, open.from_tier as "from", open.to_tier as "to", open.direction, open.since,
      open.ripe_at is not null as "isRipe"
    from customer
    join judgement on judgement.customer_id = customer.customer_id
    left join tier_proposal open on open.customer_id = customer.customer_id and open.ended_at is null
    left join tier_override word on word.customer_id = customer.customer_id and word.ended_at is null
    where customer.customer_id = any(${[...ids]}::bigint[])
    order by customer.customer_id`.execute(db);
  const keys = standingIndicators(plan);
  return rows.map((row) => stateOf(plan, keys, row));
}

function stateOf(plan: Plan, keys: readonly string[], row: StateRow): MoveState {
  const { customerId, held, proposed, before, isProtected, firstAt, reviewOn, refusedAt } = row;
  const open = row.id === null ? null : { ...openOf(row), id: row.id };
  return {
    ...{ customerId, held, proposed, before, isProtected, open },
    now: measuresOf(plan, keys, row),
    firstDay: firstAt && localDay(firstAt.getTime(), plan.timezone),
    refusedDay: refusedAt && localDay(refusedAt.getTime(), plan.timezone),
    reviewDay: reviewOn === null ? null : parseDay(reviewOn),
  };
}

function openOf({ from, to, direction, since, isRipe }: StateRow) {
  return { from, to, direction, sinceDay: parseDay(since), isRipe };
}

function measuresOf(
  plan: Plan,
  keys: readonly string[],
  row: Pick<StateRow, 'standing' | 'amountYear' | 'points'>,
): TierMeasures {
  const place = (key: string) => plan.indicators.findIndex((indicator) => indicator.key === key);
  const points = Object.fromEntries(keys.map((key) => [key, row.points[place(key)] ?? null]));
  return { standing: row.standing, amountYear: row.amountYear, points };
}

/** The figures on which a decision about one customer's tier is made today. */
export async function readMeasures(db: Db, plan: Plan, customerId: number): Promise<TierMeasures | null> {
  const { rows } = await sql<Pick<StateRow, 'standing' | 'amountYear' | 'points'>>`
    select standing, amount_year as "amountYear", indicator_points as points
    from judgement where customer_id = ${customerId}`.execute(db);
  return rows[0] ? measuresOf(plan, standingIndicators(plan), rows[0]) : null;
}
