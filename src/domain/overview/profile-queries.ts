import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Colour } from '../../scoring/program.ts';
import { commonWordCondition, inScope, searchCondition } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { judgedAt, referenceColumns } from './list-queries.ts';
import type { ReferenceRow } from './reference.ts';

const SEARCH_RESULTS_MAX = 10;
/** So many of the largest customers are looked at one by one. */
const LARGEST_MAX = 2_000;
const INNER = sql`join`;
const LEFT = sql`left join`;

export interface ProfileFigures extends ReferenceRow {
  readonly stage: string | null;
  readonly coverage: number | null;
  readonly amountYear: number;
  readonly ordersYear: number;
  readonly lastOrderOn: string | null;
  readonly judgedAt: Date | null;
  /** The colour that shows next, and since which day the score has it. */
  readonly pending: Colour | null;
  readonly pendingSince: number | null;
  readonly lastContact: { readonly at: string; readonly channel: string; readonly twoWay: boolean } | null;
  readonly counts: {
    readonly orders: number;
    readonly contacts: number;
    readonly complaints: number;
    readonly interactions: number;
    readonly tasks: number;
    readonly projects: number;
    readonly relations: number;
  };
  /** By channel: the newest word of any present contact; a channel nobody spoke of is missing. */
  readonly consents: Readonly<Record<string, boolean>>;
}

/** What stands in the head of a customer's page. */
export async function readProfileFigures(db: Db, customerId: number, today: string): Promise<ProfileFigures | null> {
  const { rows } = await sql<ProfileFigures>`
    select ${referenceColumns}, judgement.stage, judgement.coverage, coalesce(judgement.amount_year, 0) as "amountYear",
      coalesce(judgement.orders_year, 0) as "ordersYear", judgement.last_order_on as "lastOrderOn",
      ${judgedAt} as "judgedAt",
      judgement.state -> 'p' ->> 0 as pending,
      (judgement.state -> 'p' ->> 1)::integer as "pendingSince",
      (select json_build_object('at', occurred_at, 'channel', channel, 'twoWay', two_way) from interaction
        where interaction.customer_id = customer.customer_id order by occurred_at desc limit 1) as "lastContact",
      json_build_object(
        'orders', (select count(*) from customer_order where customer_order.customer_id = customer.customer_id),
        'contacts', (select count(*) from contact where contact.customer_id = customer.customer_id and left_at is null),
        'complaints', (select count(*) from complaint where complaint.customer_id = customer.customer_id),
        'interactions', (select count(*) from interaction where interaction.customer_id = customer.customer_id),
        'tasks', (select count(*) from task where task.customer_id = customer.customer_id and not exists (
          select from task_completion where task_completion.customer_id = task.customer_id and task_id = task.id)),
        'projects', (select count(*) from project where project.customer_id = customer.customer_id
          and stage not in ('done', 'stopped')),
        'relations', (select count(*) from relation where relation.customer_id = customer.customer_id
          and coalesce(until > ${today}::date, true))
      ) as counts,
      (select coalesce(json_object_agg(channel, given), '{}') from (
        select consent.channel, bool_or(consent.given) as given from (
          select distinct on (contact_id, channel) channel, given from contact_consent
          where contact_consent.customer_id = customer.customer_id
          order by contact_id, channel, changed_at desc) consent group by consent.channel) by_channel) as consents
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.customer_id = ${customerId}`.execute(db);
  return rows[0] ?? null;
}

/** The customers somebody may mean by a few letters, the best bought first. */
export async function searchCustomers(
  db: Db,
  query: string,
  scope: CustomerScope,
): Promise<(ReferenceRow & { city: string | null })[]> {
  const common = await commonWordCondition(db, query);
  const largest = common && (await foundAmongLargest(db, sql`${common} and ${inScope(scope)}`));
  if (largest?.length === SEARCH_RESULTS_MAX) return largest;
  const condition = sql`${await searchCondition(db, query)} and ${inScope(scope)}`;
  const judged = await foundCustomers(db, INNER, condition);
  return judged.length === SEARCH_RESULTS_MAX ? judged : foundCustomers(db, LEFT, condition);
}

/** A word that many share is met among the customers that bought most, without any index of words. */
async function foundAmongLargest(db: Db, condition: RawBuilder<unknown>) {
  const { rows } = await sql<ReferenceRow & { city: string | null }>`
    select ${referenceColumns}, customer.city
    from (select customer_id, amount_year from judgement order by amount_year desc, customer_id desc limit ${LARGEST_MAX}) largest
    join customer on customer.customer_id = largest.customer_id
    join judgement on judgement.customer_id = largest.customer_id
    where ${condition}
    order by largest.amount_year desc, largest.customer_id desc
    limit ${SEARCH_RESULTS_MAX}`.execute(db);
  return rows;
}

/** Those with a judgement are met in the order of its index; a left join would have to look at all that match. */
async function foundCustomers(db: Db, join: RawBuilder<unknown>, condition: RawBuilder<unknown>) {
  const { rows } = await sql<ReferenceRow & { city: string | null }>`
    select ${referenceColumns}, customer.city
    from customer ${join} judgement on judgement.customer_id = customer.customer_id
    where ${condition}
    order by judgement.amount_year desc ${join === LEFT ? sql`nulls last` : sql``}, judgement.customer_id desc
    limit ${SEARCH_RESULTS_MAX}`.execute(db);
  return rows;
}

/** By customer: how lists name it. */
export async function readReferences(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, ReferenceRow & { amountYear: number }>> {
  const { rows } = await sql<ReferenceRow & { customerId: number; amountYear: number }>`
    select customer.customer_id as "customerId", ${referenceColumns}, coalesce(judgement.amount_year, 0) as "amountYear"
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.customer_id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.customerId, row]));
}

export interface CompanyFigures {
  readonly customers: number;
  readonly hasOrders: boolean;
}

/** Whether there is anything to look at yet. */
export async function readCompanyFigures(db: Db): Promise<CompanyFigures> {
  const { rows } = await sql<CompanyFigures>`
    select (select count(*) from customer) as customers, exists (select from customer_order) as "hasOrders"`.execute(
    db,
  );
  return rows[0] ?? { customers: 0, hasOrders: false };
}

export interface TaskRow extends ReferenceRow {
  readonly id: string;
  readonly customerId: number;
  readonly title: string;
  readonly why: string;
  readonly minutes: number;
  readonly dueAt: Date | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
}

/** Open tasks of one member, or of one customer, the soonest due first. */
export async function readOpenTasks(
  db: Db,
  { ownerId = null, customerId = null, limit }: { ownerId?: string | null; customerId?: number | null; limit: number },
): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select task.id, task.customer_id as "customerId", task.title, task.why, task.minutes, task.due_at as "dueAt",
      (select json_build_object('id', member.id, 'name', member.name) from member where member.id = task.owner_id) as owner,
      ${referenceColumns}
    from task
    join customer on customer.customer_id = task.customer_id
    left join judgement on judgement.customer_id = task.customer_id
    where (${ownerId}::uuid is null or task.owner_id = ${ownerId}) and (${customerId}::bigint is null or task.customer_id = ${customerId})
      and not exists (select from task_completion where task_completion.customer_id = task.customer_id and task_id = task.id)
    order by task.due_at nulls last, task.id
    limit ${limit}`.execute(db);
  return rows;
}

/** What a member did since a moment: tasks completed and cases contacted, with the minutes of the tasks. */
export async function readDone(db: Db, memberId: string, since: Date): Promise<{ done: number; minutes: number }> {
  const { rows } = await sql<{ done: number; minutes: number }>`
    select count(*) as done, coalesce(sum(minutes), 0)::bigint as minutes from (
      select task.minutes from task_completion
      join task on task.customer_id = task_completion.customer_id and task.id = task_completion.task_id
      where completed_by = ${memberId} and completed_at >= ${since}
      union all
      select 20 from warning_contact where contacted_by = ${memberId} and contacted_at >= ${since}) as each`.execute(
    db,
  );
  return rows[0] ?? { done: 0, minutes: 0 };
}

/** A member's own customers by colour code. */
export async function readOwnBands(db: Db, memberId: string): Promise<{ colour: number; customers: number }[]> {
  const { rows } = await sql<{ colour: number; customers: number }>`
    select coalesce(judgement.colour, 0) as colour, count(*) as customers
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.owner_a = ${memberId} or customer.owner_b = ${memberId}
    group by 1`.execute(db);
  return rows;
}

/** Up to which day each feed is complete. */
export async function readFeeds(db: Db): Promise<{ kind: string; dataThrough: string }[]> {
  return db.selectFrom('feed').select(['kind', 'data_through as dataThrough']).orderBy('kind').execute();
}
