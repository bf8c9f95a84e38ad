import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { listPromises } from '../needs/needs.ts';
import { type ReceivableFigures, readReceivableFigures } from '../receivables/receivables.ts';
import { readCases } from '../warnings/warnings.ts';
import { shownCases } from './case-queries.ts';
import { judgedAt, referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { nearDates, nextNeed, readBuying } from './outlook-queries.ts';
import { type ReferenceRow, referenceOf } from './reference.ts';

/** What of a brief its reader's role may see. */
export interface BriefSections {
  readonly promises: boolean;
  readonly receivables: boolean;
  readonly complaints: boolean;
}

const PROMISES_MAX = 3;
const CONTACTS_MAX = 3;
const PEOPLE_MAX = 5;
const SUMMARY_MAX = 200;

interface Named {
  readonly id: string;
  readonly name: string;
}

interface BriefRow extends ReferenceRow {
  readonly stage: string | null;
  readonly amountYear: number;
  readonly ordersYear: number;
  readonly lastOrderOn: string | null;
  readonly judgedAt: Date | null;
  readonly cause: { readonly zh: string; readonly en: string } | null;
  readonly lastComplaint: {
    readonly summary: string;
    readonly severity: string;
    readonly openedAt: string;
    readonly resolvedAt: string | null;
  } | null;
  readonly contacts: readonly {
    readonly at: string;
    readonly channel: string;
    readonly outcome: string;
    readonly summary: string;
    readonly by: string | null;
  }[];
  readonly lastVisit: {
    readonly at: string;
    readonly visitors: readonly Named[];
    readonly heard: string;
    readonly promised: string;
    readonly promiseDue: string | null;
  } | null;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly post: string | null;
    readonly role: string | null;
    readonly attitude: string | null;
    readonly preferredChannel: string | null;
    readonly lastAt: string | null;
  }[];
  readonly dates: readonly { readonly kind: string; readonly on: string; readonly name: string | null }[];
  readonly nextNeed: { readonly on: string; readonly project: string | null } | null;
}

/** One page to read at the gate: everything in one question, a few lines of each. */
export async function brief(db: Db, act: Act, customerId: number, may: BriefSections) {
  const naming = await readNaming(db);
  const today = formatDay(localDay(act.at.getTime(), naming.timezone));
  const row = await readBrief(db, customerId, today);
  const { items } = await readCases(db, { customerId, scope: { kind: 'all' }, limit: 1, offset: 0 });
  const [newest] = await shownCases(db, naming, items);
  const openCase = newest && newest.ended === null ? newest : null;
  const { contacts, people, dates, nextNeed, lastVisit, cause, lastComplaint } = row;
  const { stage, amountYear, ordersYear, lastOrderOn, judgedAt } = row;
  return {
    customer: referenceOf(naming, row),
    ...{ today, stage, amountYear, ordersYear, lastOrderOn, judgedAt, cause },
    warning: openCase && {
      level: openCase.level,
      signals: openCase.signals
        .filter(({ cleared }) => !cleared)
        .map(({ key, name, nameEn, sentence }) => ({ key, name, nameEn, sentence })),
    },
    promises: may.promises ? await openPromises(db, act, customerId) : null,
    receivables: may.receivables ? await owed(db, customerId, today) : null,
    complaints: may.complaints ? { last: lastComplaint } : null,
    ...{ contacts, people, dates, nextNeed, lastVisit },
    ...(await readBuying(db, customerId, today)),
  };
}

/** Three promises of ours that are not kept yet, those due first first, and how many there are in all. */
async function openPromises(db: Db, act: Act, customerId: number) {
  const { items } = await listPromises(db, act, customerId, { limit: 50, offset: 0 });
  const open = items.filter(({ ending }) => ending === null);
  return {
    open: open.length,
    items: open
      .slice(0, PROMISES_MAX)
      .map(({ id, text, dueOn, overdue, owner }) => ({ id, text, dueOn, overdue, owner })),
  };
}

async function owed(db: Db, customerId: number, today: string) {
  const { open, overdue, daysPastDueMax, onHold, terms }: ReceivableFigures = await readReceivableFigures(
    db,
    customerId,
    today,
  );
  return { open, overdue, daysPastDueMax, onHold, terms };
}

async function readBrief(db: Db, customerId: number, today: string): Promise<BriefRow> {
  const { rows } = await sql<BriefRow>`
    select ${referenceColumns}, judgement.stage, coalesce(judgement.amount_year, 0) as "amountYear",
      coalesce(judgement.orders_year, 0) as "ordersYear", judgement.last_order_on as "lastOrderOn",
      ${judgedAt} as "judgedAt", judgement.cause,
      ${lastComplaint(customerId)} as "lastComplaint", ${lastContacts(customerId)} as contacts,
      ${lastVisit(customerId)} as "lastVisit", ${presentPeople(customerId)} as people,
      ${nearDates(customerId, today)} as dates, ${nextNeed(customerId, today)} as "nextNeed"
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.customer_id = ${customerId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('customer_unknown', { customer: `#${customerId}` });
  return rows[0];
}

function lastComplaint(customerId: number) {
  return sql`(
    select json_build_object('summary', left(summary, ${SUMMARY_MAX}::int), 'severity', severity, 'openedAt', opened_at,
      'resolvedAt', (select max(resolved_at) from complaint_resolution solved
        where solved.customer_id = complaint.customer_id and solved.complaint_id = complaint.id
          and not exists (select from complaint_reopening again
            where again.customer_id = solved.customer_id and again.complaint_id = solved.complaint_id
              and again.reopened_at >= solved.resolved_at)))
    from complaint where customer_id = ${customerId} order by opened_at desc limit 1)`;
}

function lastContacts(customerId: number) {
  return sql`(
    select coalesce(json_agg(last order by at desc), '[]') from (
      select occurred_at as at, channel, outcome, left(summary, ${SUMMARY_MAX}::int) as summary, member.name as by
      from interaction left join member on member.id = interaction.member_id
      where customer_id = ${customerId} order by occurred_at desc limit ${CONTACTS_MAX}) last)`;
}

function lastVisit(customerId: number) {
  return sql`(
    select json_build_object('at', occurred_at, 'heard', left(heard, ${SUMMARY_MAX}::int),
      'promised', left(promised, ${SUMMARY_MAX}::int), 'promiseDue', promise_due,
      'visitors', (select coalesce(json_agg(json_build_object('id', member.id, 'name', member.name) order by member.id), '[]')
        from visit_visitor visitor join member on member.id = visitor.member_id
        where visitor.customer_id = visit.customer_id and visitor.visit_id = visit.id))
    from visit where customer_id = ${customerId} and interaction_id is not null order by occurred_at desc limit 1)`;
}

/** Who decides and buys first; of them those we spoke with last. */
function presentPeople(customerId: number) {
  return sql`(
    select coalesce(json_agg(person), '[]') from (
      select contact.id, contact.name, post, role, attitude, preferred_channel as "preferredChannel",
        (select max(occurred_at) from interaction
          where interaction.customer_id = contact.customer_id and interaction.contact_id = contact.id) as "lastAt"
      from contact where customer_id = ${customerId} and left_at is null
      order by array_position(array['decider', 'buyer'], role::text) nulls last, "lastAt" desc nulls last, contact.id
      limit ${PEOPLE_MAX}) person)`;
}
