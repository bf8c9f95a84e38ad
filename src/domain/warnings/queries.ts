import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import type { Level, OpenCase, Outcome, Risk, Said } from './warning.ts';

/** A case as lists and pages show it. Amounts in minor units. */
export interface Case {
  readonly id: string;
  readonly customerId: number;
  readonly level: Level;
  readonly risk: Risk;
  readonly stock: boolean;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  /** The due time leads into a year whose holidays are not announced yet. */
  readonly dueProvisional: boolean;
  readonly signals: readonly {
    readonly key: string;
    readonly level: Level;
    readonly sentence: Said;
    readonly raisedAt: string;
    readonly cleared: boolean;
  }[];
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly contact: { readonly at: string; readonly reason: string } | null;
  readonly ended: { readonly outcome: Outcome; readonly cause: string; readonly at: string } | null;
}

export type CaseState = 'open' | 'contacted' | 'ended' | 'stock';

export interface CaseWish {
  readonly state?: CaseState;
  readonly level?: Level;
  readonly ownerId?: string;
  readonly customerId?: number;
  readonly id?: string;
  readonly scope: CustomerScope;
  readonly limit: number;
  readonly offset: number;
}

/** What has to hold of a case; only who reaches a part of the book has to look at customers. */
function chosenBy(wish: CaseWish) {
  return sql`
    from warning_case
    ${wish.scope.kind === 'all' ? sql`` : sql`join customer on customer.customer_id = warning_case.customer_id`}
    left join lateral (
      select contacted_at, reason from warning_contact
      where warning_contact.customer_id = warning_case.customer_id and warning_contact.case_id = warning_case.id
      order by contacted_at desc limit 1) contact on true
    where ${caseInScope(wish.scope)} and ${inState(wish.state)}
      and (${wish.level ?? null}::smallint is null or warning_case.level = ${wish.level ?? null})
      and (${wish.ownerId ?? null}::uuid is null or warning_case.owner_id = ${wish.ownerId ?? null})
      and (${wish.customerId ?? null}::bigint is null or warning_case.customer_id = ${wish.customerId ?? null})
      and (${wish.id ?? null}::uuid is null or warning_case.id = ${wish.id ?? null})`;
}

/** How many cases a wish leads to, whatever its page. */
export async function countChosen(db: Db, wish: CaseWish): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${chosenBy(wish)}`.execute(db);
  return rows[0]?.total ?? 0;
}

/** One page of cases by urgency: late and grave first; ended ones newest first. */
export async function readCases(db: Db, wish: CaseWish): Promise<{ items: Case[] }> {
  const { rows } = await sql<Case>`
    select warning_case.id, warning_case.customer_id as "customerId", warning_case.level, warning_case.risk,
      warning_case.stock, warning_case.opened_at as "openedAt", warning_case.due_at as "dueAt",
      warning_case.due_provisional as "dueProvisional",
      (select coalesce(json_agg(json_build_object('key', key, 'level', signal.level, 'sentence', sentence,
          'raisedAt', raised_at, 'cleared', cleared_at is not null) order by signal.level desc, raised_at), '[]')
        from warning_signal signal
        where signal.customer_id = warning_case.customer_id and signal.case_id = warning_case.id) as signals,
      (select json_build_object('id', member.id, 'name', member.name)
        from member where member.id = warning_case.owner_id) as owner,
      case when contact.reason is not null
        then json_build_object('at', contact.contacted_at, 'reason', contact.reason) end as contact,
      (select json_build_object('outcome', outcome, 'cause', cause, 'at', ended_at) from warning_ending
        where warning_ending.customer_id = warning_case.customer_id and warning_ending.case_id = warning_case.id) as ended
    ${chosenBy(wish)}
    order by warning_case.ended_at desc nulls first, warning_case.level desc,
      contact.contacted_at nulls first, warning_case.due_at nulls last, warning_case.opened_at
    limit ${wish.limit} offset ${wish.offset}`.execute(db);
  return { items: rows };
}

function inState(state: CaseState | undefined) {
  if (state === 'ended') return sql`warning_case.ended_at is not null`;
  if (state === 'stock') return sql`warning_case.ended_at is null and warning_case.stock`;
  if (state === 'contacted') return sql`warning_case.ended_at is null and contact.contacted_at is not null`;
  if (state === 'open')
    return sql`warning_case.ended_at is null and not warning_case.stock and contact.contacted_at is null`;
  return sql`true`;
}

/** A case belongs to whoever reaches its customer, and to whoever has to handle it. */
function caseInScope(scope: CustomerScope) {
  if (scope.kind === 'all') return sql`true`;
  return sql`(${inScope(scope)} or warning_case.owner_id = any(${scope.memberIds}::uuid[]))`;
}

export interface CaseCounts {
  readonly open: number;
  readonly contacted: number;
  readonly ended: number;
  readonly stock: number;
  readonly level1: number;
  readonly level2: number;
  readonly level3: number;
}

/** How many cases there are in each state, and the open ones by level. */
export async function countCases(db: Db, scope: CustomerScope): Promise<CaseCounts> {
  const { rows } = await sql<CaseCounts>`
    select count(*) filter (where ended_at is null and not stock and not contacted) as open,
      count(*) filter (where ended_at is null and contacted) as contacted,
      count(*) filter (where ended_at is not null) as ended,
      count(*) filter (where ended_at is null and stock) as stock,
      count(*) filter (where ended_at is null and level = 1) as level1,
      count(*) filter (where ended_at is null and level = 2) as level2,
      count(*) filter (where ended_at is null and level = 3) as level3
    from (
      select warning_case.ended_at, warning_case.stock, warning_case.level,
        exists (select from warning_contact
          where warning_contact.customer_id = warning_case.customer_id and case_id = warning_case.id) as contacted
      from warning_case
      ${scope.kind === 'all' ? sql`` : sql`join customer on customer.customer_id = warning_case.customer_id`}
      where ${caseInScope(scope)}) as each`.execute(db);
  return rows[0] ?? { open: 0, contacted: 0, ended: 0, stock: 0, level1: 0, level2: 0, level3: 0 };
}

/** Customers with an open case or a judged signal: all whose case could have to change. */
export async function readConcerned(db: Db): Promise<number[]> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from warning_case where ended_at is null
    union
    select customer_id from judgement where position(b'1' in signals) > 0
    order by 1`.execute(db);
  return rows.map(({ customerId }) => customerId);
}

/**
 * The open cases of some customers with the signals that have not cleared. What a person raised after the last judgement
 * is not judged yet: that no judgement speaks of it says nothing.
 */
export async function readOpenCases(db: Db, ids: readonly number[]): Promise<Map<number, OpenCase>> {
  const { rows } = await sql<OpenCase>`
    select customer_id as "customerId", id, level,
      (select coalesce(json_agg(json_build_object('id', signal.id, 'key', signal.key,
          'judged', signal.raised_by is null or exists (
            select from judgement
            where judgement.customer_id = signal.customer_id and judgement.known_at > signal.raised_at))), '[]')
        from warning_signal signal
        where signal.customer_id = warning_case.customer_id and signal.case_id = warning_case.id
          and signal.cleared_at is null) as signals
    from warning_case
    where ended_at is null and customer_id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.customerId, row]));
}

/**
 * Signals that a person put to rest by ending their case since a moment, as `customer key level`: while they still stand
 * they open no new case, unless their level rises.
 */
export async function readRested(db: Db, ids: readonly number[], since: Date): Promise<Set<string>> {
  const { rows } = await sql<{ rested: string }>`
    select concat_ws(' ', signal.customer_id, signal.key, signal.level) as rested
    from warning_ending ending
    join warning_signal signal on signal.customer_id = ending.customer_id and signal.case_id = ending.case_id
    where ending.customer_id = any(${ids}::bigint[]) and ending.ended_at > ${since} and ending.ended_by is not null`.execute(
    db,
  );
  return new Set(rows.map(({ rested }) => rested));
}
