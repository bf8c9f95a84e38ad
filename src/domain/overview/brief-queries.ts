import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { listPromises } from '../needs/needs.ts';
import { type ReceivableFigures, readReceivableFigures } from '../receivables/receivables.ts';
import { factKinds } from '../timeline/timeline.ts';
import { readCases } from '../warnings/warnings.ts';
import { shownCases } from './case-queries.ts';
import { referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { readFeeds } from './profile-queries.ts';
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
const DATES_MAX = 5;
const DROPPED_MAX = 4;
/** A day is near when it lies within a month: time to buy a card. */
const DATES_DAYS = 30;
/** Bought before, and not for five months: longer than anybody's shelf holds. */
const STILL_BOUGHT_DAYS = 150;
const BOUGHT_DAYS = 540;
const BOUGHT_TIMES_MIN = 2;
/** A size is what they buy most when it makes this part of the category's amount: those who mix sizes do not drift. */
const MOST_SHARE = 0.6;
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
      judgement.judged_at as "judgedAt", judgement.cause,
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

/** Birthdays and days of the company within a month; what is kept of a family has no place on a page that is printed. */
function nearDates(customerId: number, today: string) {
  return sql`(
    select coalesce(json_agg(near order by "on", name), '[]') from (
      select kind, ${nextOn(today)} as "on", name from (
        select 'birthday' as kind, birthday as day, true as yearly, contact.name, null::date as keep_until
        from contact where customer_id = ${customerId} and left_at is null and birthday is not null
        union
        select important_date.kind, day, yearly, coalesce(contact.name, nullif(note, '')), keep_until
        from important_date left join contact
          on contact.customer_id = important_date.customer_id and contact.id = important_date.contact_id
        where important_date.customer_id = ${customerId}
          and important_date.kind in ('cooperation_anniversary', 'company_anniversary', 'birthday', 'other')) kept
      where ${nextOn(today)} between ${today}::date and ${today}::date + ${DATES_DAYS}::int
        and (keep_until is null or keep_until >= ${today}::date)
      order by "on" limit ${DATES_MAX}) near)`;
}

/** The next time that a day comes round; the 29th of February comes on the 28th in other years. */
function nextOn(today: string) {
  return sql`case when not yearly or day >= ${today}::date then day
    else (day + (extract(year from age(${today}::date - 1, day)) + 1) * interval '1 year')::date end`;
}

/** The nearest day that a project, or the customer, named for the next need. */
function nextNeed(customerId: number, today: string) {
  return sql`(
    select json_build_object('on', "on", 'project', project) from (
      select next_need_on as "on", name as project from project
      where customer_id = ${customerId} and next_need_on >= ${today}::date and stage not in ('done', 'stopped')
      union all
      select last.day, null from (
        select date '1970-01-01' + amount::int as day from fact
        where customer_id = ${customerId} and kind = ${factKinds.next_need_stated} and voids is null and amount between 0 and 100000
          and not exists (select from fact voiding
            where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
        order by occurred_at desc, id desc limit 1) last
      where last.day >= ${today}::date) stated
    order by "on", project nulls last limit 1)`;
}

interface Buying {
  readonly dropped: readonly { readonly category: string; readonly lastOn: string; readonly times: number }[];
  readonly drift: readonly { readonly category: string; readonly from: string; readonly to: string }[];
}

/**
 * What they no longer buy, and where the size or grade they buy most has changed: seen from the day up to which orders
 * are complete, so that a late file makes nobody stop buying.
 */
async function readBuying(db: Db, customerId: number, today: string): Promise<Buying> {
  const edge = (await readFeeds(db)).find(({ kind }) => kind === 'orders')?.dataThrough ?? today;
  const { rows } = await sql<Buying>`
    with bought as (
      select category.name as category, product.spec, line.order_id, line.amount, ordered_at::date as day,
        ordered_at::date > ${edge}::date - ${STILL_BOUGHT_DAYS}::int as recent
      from customer_order orders
      join order_line line on line.customer_id = orders.customer_id and line.order_id = orders.id
      join product on product.id = line.product_id
      join category on category.id = product.category_id
      where orders.customer_id = ${customerId} and orders.kind = 'order'
        and orders.ordered_at > ${edge}::date - ${BOUGHT_DAYS}::int),
    specs as (
      select category, recent, spec from (
        select category, recent, spec, sum(amount) as amount, sum(sum(amount)) over (partition by category, recent) as whole
        from bought where spec is not null group by category, recent, spec) summed
      where amount >= whole * ${MOST_SHARE}::numeric and amount > 0)
    select
      (select coalesce(json_agg(gone), '[]') from (
        select category, max(day) as "lastOn", count(distinct order_id)::int as times from bought group by category
        having count(distinct order_id) >= ${BOUGHT_TIMES_MIN} and not bool_or(recent)
        order by sum(amount) desc, category limit ${DROPPED_MAX}) gone) as dropped,
      (select coalesce(json_agg(json_build_object('category', earlier.category, 'from', earlier.spec, 'to', now.spec)
          order by earlier.category), '[]')
        from specs earlier join specs now on now.category = earlier.category and now.recent and not earlier.recent
        where now.spec <> earlier.spec) as drift`.execute(db);
  return rows[0] ?? { dropped: [], drift: [] };
}
