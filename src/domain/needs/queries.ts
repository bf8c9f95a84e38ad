import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { type Need, type NeedChange, type NeedNature, type NeedState, needChangeKinds } from './need.ts';
import type { Promised } from './promise.ts';
import { zoneOf } from './promise-story-acts.ts';

const STORY_MAX = 200;

/** Of one customer, or of all in a scope. */
export type NeedsOf = { readonly customerId: number } | { readonly scope: CustomerScope };
export const needSorts = ['urgency', 'importance', 'level', 'due', 'said'] as const;
export type NeedSort = (typeof needSorts)[number];

export interface NeedFilters {
  readonly state?: NeedState | 'unmet_or_open';
  readonly nature?: NeedNature;
  readonly sort?: NeedSort;
}

/** A need of a list over many customers. */
export interface ListedNeed extends Need {
  readonly customer: { readonly publicId: string; readonly name: string };
}

/** Needs, those not met first, then by the wanted order. */
export async function listNeeds(db: Db, of: NeedsOf, filters: NeedFilters, page: PageQuery): Promise<Page<ListedNeed>> {
  const wanted = sql`
    from need join customer on customer.customer_id = need.customer_id
    where ${conditionOf(of)}
      and (${filters.nature ?? null}::text is null or nature = ${filters.nature ?? null})
      and case ${filters.state ?? null}::text when 'unmet_or_open' then state in ('open', 'unmet')
        else ${filters.state ?? null}::text is null or state = ${filters.state ?? null} end`;
  const { rows } = await sql<ListedNeed>`
    select need.id, need.text, need.kind, nature, importance, urgency, level, evidence, source, due_on::text as "dueOn",
      fit, state, state_at as "stateAt", state_reason as "stateReason", said_at as "saidAt",
      jsonb_build_object('publicId', customer.public_id, 'name', customer.name) as customer,
      (select jsonb_build_object('id', contact.id, 'name', contact.name) from contact
        where contact.customer_id = need.customer_id and contact.id = need.contact_id) as contact,
      (select jsonb_build_object('id', project.id, 'name', project.name) from project
        where project.customer_id = need.customer_id and project.id = need.project_id) as project,
      (select jsonb_build_object('code', product.code, 'name', product.name) from product
        where product.id = need.product_id) as product,
      ${member('need.owner_id')} as owner, ${member('need.created_by')} as by
    ${wanted}
    order by state in ('open', 'unmet') desc, ${orderOf(filters.sort ?? 'urgency')}, said_at desc, need.id
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total ${wanted}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

function conditionOf(of: NeedsOf) {
  return 'customerId' in of ? sql`need.customer_id = ${of.customerId}` : inScope(of.scope);
}

function orderOf(sort: NeedSort) {
  const orders = {
    urgency: sql`urgency desc, importance desc, due_on nulls last`,
    importance: sql`importance desc, urgency desc`,
    // The lowest level of Maslow's first: what is missing there hurts most.
    level: sql`level nulls last, importance desc`,
    due: sql`due_on nulls last`,
    said: sql`said_at desc`,
  };
  return orders[sort];
}

/** A promise of a list, and how it stands today. */
export interface ListedPromise extends Promised {
  readonly overdue: boolean;
}

/** Promises of one customer, open ones first by their date. */
export async function listPromises(
  db: Db,
  act: Act,
  customerId: number,
  page: PageQuery,
): Promise<Page<ListedPromise>> {
  const today = formatDay(localDay(act.at.getTime(), await zoneOf(db)));
  const { rows } = await sql<ListedPromise>`
    select id, need_id as "needId", text, made_at as "madeAt", first_due_on::text as "firstDueOn",
      due_on::text as "dueOn", technical_check as "technicalCheck", checked_at as "checkedAt",
      check_reason as "checkReason", ending, ended_at as "endedAt", ending_text as "endingText",
      ending is null and due_on < ${today}::date as overdue,
      (select jsonb_build_object('id', contact.id, 'name', contact.name) from contact
        where contact.customer_id = promise.customer_id and contact.id = promise.contact_id) as contact,
      ${member('promise.owner_id')} as owner, ${member('promise.checked_by')} as "checkedBy",
      ${member('promise.created_by')} as by
    from promise where customer_id = ${customerId}
    order by ending is null desc, case when ending is null then due_on end, ended_at desc, id
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from promise where customer_id = ${customerId}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** How the needs and promises of one customer changed, newest first. */
export async function needStory(db: Db, customerId: number): Promise<NeedChange[]> {
  const { rows } = await sql<NeedChange>`
    select what, note, details, need_id as "needId", promise_id as "promiseId", changed_at as "changedAt",
      coalesce(
        (select text from need where need.customer_id = need_change.customer_id and need.id = need_change.need_id
          and need_change.promise_id is null),
        (select text from promise
          where promise.customer_id = need_change.customer_id and promise.id = need_change.promise_id)) as text,
      ${member('need_change.changed_by')} as by
    from need_change where customer_id = ${customerId}
    order by changed_at desc, array_position(${needChangeKinds}::text[], what) desc, id limit ${STORY_MAX}`.execute(db);
  return rows;
}

function member(column: string) {
  return sql`(select jsonb_build_object('id', member.id, 'name', member.name) from member
    where member.id = ${sql.ref(column)})`;
}
