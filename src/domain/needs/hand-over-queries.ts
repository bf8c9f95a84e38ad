import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import type { HandOver } from './hand-over.ts';
import { zoneOf } from './promise-story-acts.ts';

/** To me and not received, received and not answered, sent by me, and of both what is past its date. */
export const handOverBoxes = ['unreceived', 'received', 'sent', 'overdue'] as const;
export type HandOverBox = (typeof handOverBoxes)[number];
const PER_CUSTOMER_MAX = 100;

export interface HandOverPage extends Page<HandOver> {
  /** How many lie in each box. */
  readonly counts: Readonly<Record<HandOverBox, number>>;
}

/**
 * Hand-overs of the acting member: addressed to the member or the member's team, or sent. Whoever is addressed sees the
 * hand-over and the customer's name, whosever customer it is; `scope` says which pages they may open.
 */
export async function listHandOvers(
  db: Db,
  act: Act,
  { box, scope }: { readonly box: HandOverBox; readonly scope: CustomerScope },
  page: PageQuery,
): Promise<HandOverPage> {
  const today = formatDay(localDay(act.at.getTime(), await zoneOf(db)));
  const boxes = boxesOf(act, today);
  const { rows } = await sql<HandOver>`
    select ${columns(scope, today)}
    from hand_over join customer on customer.customer_id = hand_over.customer_id
    where ${boxes[box]}
    order by ${box === 'sent' ? sql`sent_at desc` : sql`hand_over.due_on nulls last, sent_at`}, hand_over.id
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counted } = await sql<Record<HandOverBox, number>>`
    select count(*) filter (where ${boxes.unreceived}) as unreceived, count(*) filter (where ${boxes.received}) as received,
      count(*) filter (where ${boxes.sent}) as sent, count(*) filter (where ${boxes.overdue}) as overdue
    from hand_over where ${toMe(act)} or sent_by = ${act.memberId}`.execute(db);
  const counts = counted[0] ?? { unreceived: 0, received: 0, sent: 0, overdue: 0 };
  return { items: rows, total: counts[box], counts };
}

/** All hand-overs of one customer's needs and promises, newest first. */
export async function handOversOf(db: Db, act: Act, customerId: number, scope: CustomerScope): Promise<HandOver[]> {
  const today = formatDay(localDay(act.at.getTime(), await zoneOf(db)));
  const { rows } = await sql<HandOver>`
    select ${columns(scope, today)}
    from hand_over join customer on customer.customer_id = hand_over.customer_id
    where hand_over.customer_id = ${customerId}
    order by sent_at desc, hand_over.id limit ${PER_CUSTOMER_MAX}`.execute(db);
  return rows;
}

function boxesOf(act: Act, today: string): Record<HandOverBox, ReturnType<typeof sql>> {
  return {
    unreceived: sql`${toMe(act)} and received_at is null`,
    received: sql`${toMe(act)} and received_at is not null`,
    sent: sql`sent_by = ${act.memberId}`,
    overdue: sql`(${toMe(act)} or sent_by = ${act.memberId}) and ${isOverdue(today)}`,
  };
}

function toMe(act: Act) {
  return sql`(to_member = ${act.memberId} or to_team = (select team_id from member where member.id = ${act.memberId}))`;
}

function isOverdue(today: string) {
  return sql`(answered_at is null and coalesce(hand_over.due_on < ${today}::date, false))`;
}

function columns(scope: CustomerScope, today: string) {
  return sql`
    hand_over.id, need_id as "needId", promise_id as "promiseId", message, hand_over.due_on::text as "dueOn",
    ${isOverdue(today)} as overdue, sent_at as "sentAt", received_at as "receivedAt", answer,
    answer_text as "answerText", answered_at as "answeredAt",
    jsonb_build_object('publicId', customer.public_id, 'name', customer.name, 'reachable', coalesce(${inScope(scope)}, false)) as customer,
    coalesce(
      (select text from need where need.customer_id = hand_over.customer_id and need.id = need_id),
      (select text from promise
        where promise.customer_id = hand_over.customer_id and promise.id = promise_id)) as text,
    (select technical_check from promise
      where promise.customer_id = hand_over.customer_id and promise.id = promise_id) as "technicalCheck",
    (select jsonb_build_object('id', team.id, 'name', team.name) from team where team.id = to_team) as "toTeam",
    ${member('to_member')} as "toMember", ${member('sent_by')} as "sentBy", ${member('received_by')} as "receivedBy",
    ${member('answered_by')} as "answeredBy"`;
}

function member(column: string) {
  return sql`(select jsonb_build_object('id', member.id, 'name', member.name) from member
    where member.id = ${sql.ref(`hand_over.${column}`)})`;
}
