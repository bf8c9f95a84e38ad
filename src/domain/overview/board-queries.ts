import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { inScope } from '../customers/customers.ts';
import type { Cause } from '../health/health.ts';
import type { CustomerScope } from '../team/team.ts';
import type { ReferenceRow } from './reference.ts';

export interface BoardWish {
  /** Null: the judgement that stands now. */
  readonly asOf: string | null;
  readonly compareWith: string;
  readonly tier: string | null;
  readonly scope: CustomerScope;
}

/** Customers by tier and by colour then and now (0 unknown, 1 red, 2 yellow, 3 green; null: not judged then). */
export interface BoardCell {
  readonly tier: string;
  readonly colour: number;
  readonly colourBefore: number | null;
  readonly customers: number;
  readonly amount: number;
  readonly amountBefore: number;
}

/** The two moments side by side: `now` and what was last said by `compareWith`. */
function moments(wish: BoardWish) {
  const now =
    wish.asOf === null
      ? sql`select customer_id, tier, colour, score, amount_year, cause from judgement`
      : sql`select distinct on (customer_id) customer_id, tier, colour, score, amount_year, cause
          from judgement_history where as_of <= ${wish.asOf}::date order by customer_id, as_of desc`;
  return sql`
    with now as (${now}), before as (
      select distinct on (customer_id) customer_id, colour, score, amount_year
      from judgement_history where as_of <= ${wish.compareWith}::date order by customer_id, as_of desc)`;
}

function joined(wish: BoardWish) {
  return sql`
    from now
    join customer on customer.customer_id = now.customer_id
    left join before on before.customer_id = now.customer_id
    where ${inScope(wish.scope)} and (${wish.tier}::text is null or coalesce(customer.tier, now.tier) = ${wish.tier})`;
}

/** The whole board in one pass. */
export async function readBoardCells(db: Db, wish: BoardWish): Promise<BoardCell[]> {
  const { rows } = await sql<BoardCell>`
    ${moments(wish)}
    select coalesce(customer.tier, now.tier) as tier, now.colour, before.colour as "colourBefore",
      count(*) as customers, sum(now.amount_year)::bigint as amount,
      coalesce(sum(before.amount_year), 0)::bigint as "amountBefore"
    ${joined(wish)}
    group by 1, 2, 3`.execute(db);
  return rows;
}

export interface RiskCell {
  readonly risk: 'need' | 'relation' | 'external';
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly customers: number;
  readonly worse: number;
  readonly amount: number;
}

/** Red and yellow customers by what weighs most on them. */
export async function readRiskCells(db: Db, wish: BoardWish): Promise<RiskCell[]> {
  const { rows } = await sql<RiskCell>`
    ${moments(wish)}
    select now.cause ->> 'risk' as risk, now.cause ->> 'key' as key, min(now.cause ->> 'name') as name,
      min(now.cause ->> 'nameEn') as "nameEn", count(*) as customers,
      count(*) filter (where before.colour > now.colour) as worse,
      sum(greatest(now.amount_year, 0))::bigint as amount
    ${joined(wish)} and now.colour in (1, 2) and now.cause is not null
    group by 1, 2`.execute(db);
  return rows;
}

export interface MovedRow extends ReferenceRow {
  readonly colourBefore: number;
  readonly scoreBefore: number | null;
  readonly cause: Cause | null;
  readonly valueChange: number;
}

/** Who changed colour, the greatest change of value at risk first. */
export async function readMoved(db: Db, wish: BoardWish, limit: number): Promise<MovedRow[]> {
  const { rows } = await sql<MovedRow>`
    ${moments(wish)}
    select customer.public_id as "publicId", customer.name, customer.short_name as "shortName",
      coalesce(customer.tier, now.tier) as "tierKey", now.colour as "colourCode", now.score as "scoreTenths",
      false as provisional, before.colour as "colourBefore", before.score as "scoreBefore", now.cause,
      (case when now.colour in (1, 2) then now.amount_year else 0 end)
        - (case when before.colour in (1, 2) then before.amount_year else 0 end) as "valueChange"
    ${joined(wish)} and now.colour > 0 and before.colour > 0 and now.colour <> before.colour
    order by abs((case when now.colour in (1, 2) then now.amount_year else 0 end)
        - (case when before.colour in (1, 2) then before.amount_year else 0 end)) desc, now.customer_id
    limit ${limit}`.execute(db);
  return rows;
}

export interface RiskiestRow extends ReferenceRow {
  readonly valueAtRisk: number;
  readonly level: number | null;
  readonly dueAt: Date | null;
  readonly contactedAt: Date | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
}

/** Red and yellow customers by what they bought in the last twelve months, with the open case if there is one. */
export async function readRiskiest(db: Db, wish: BoardWish, limit: number): Promise<RiskiestRow[]> {
  const { rows } = await sql<RiskiestRow>`
    ${moments(wish)}
    select customer.public_id as "publicId", customer.name, customer.short_name as "shortName",
      coalesce(customer.tier, now.tier) as "tierKey", now.colour as "colourCode", now.score as "scoreTenths",
      false as provisional, now.amount_year as "valueAtRisk", chosen.level, chosen.due_at as "dueAt",
      (select max(contacted_at) from warning_contact
        where warning_contact.customer_id = now.customer_id and warning_contact.case_id = chosen.id) as "contactedAt",
      (select json_build_object('id', member.id, 'name', member.name) from member where member.id = customer.owner_a) as owner
    from now
    join customer on customer.customer_id = now.customer_id
    left join warning_case chosen on chosen.customer_id = now.customer_id and chosen.ended_at is null
    where ${inScope(wish.scope)} and (${wish.tier}::text is null or coalesce(customer.tier, now.tier) = ${wish.tier})
      and now.colour in (1, 2)
    order by now.amount_year desc, now.customer_id
    limit ${limit}`.execute(db);
  return rows;
}
