import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { rolesOf } from '../customers/customers.ts';
import { findActivePlan } from '../plans/plans.ts';
import { readAging } from '../receivables/receivables.ts';
import { readCases } from '../warnings/warnings.ts';
import type { BriefSections } from './brief-queries.ts';
import { shownCases } from './case-queries.ts';
import { heldColour, rhythmSaid } from './glance.ts';
import { readNaming } from './naming-queries.ts';
import { nearDates, nextNeed, readBuying, readRhythm } from './outlook-queries.ts';
import { readOpenTasks, readProfileFigures } from './profile-queries.ts';
import { missingOf } from './quality-queries.ts';
import { referenceOf } from './reference.ts';

const TASKS_SHOWN_MAX = 20;
const PROMISES_MAX = 5;
const NEEDS_MAX = 3;
const PROJECTS_MAX = 3;

/** The head of a customer's page and what stands beside its bill; what the role may not see is null. */
export async function profile(db: Db, act: Act, customerId: number, may: BriefSections) {
  const active = await findActivePlan(db);
  const plan = await readNaming(db);
  const today = formatDay(localDay(act.at.getTime(), plan.timezone));
  const [figures, glance, found, tasks, roles, missing, buying, rhythm, aging] = await Promise.all([
    readProfileFigures(db, customerId, today),
    readGlance(db, customerId, today),
    readCases(db, { customerId, scope: { kind: 'all' }, limit: 1, offset: 0 }),
    readOpenTasks(db, { customerId, limit: TASKS_SHOWN_MAX }),
    rolesOf(db, customerId, act.at),
    missingOf(db, act.clock, customerId),
    readBuying(db, customerId, today),
    active ? readRhythm(db, customerId, active.plan.rhythm, plan.timezone) : null,
    may.receivables ? readAging(db, customerId, today) : null,
  ]);
  if (!figures || !glance) throw new AppError('customer_unknown', { customer: `#${customerId}` });
  const [newest] = await shownCases(db, plan, found.items);
  const { stage, coverage, amountYear, ordersYear, lastOrderOn, judgedAt, lastContact, counts, consents } = figures;
  const { needs, promises, overdueInvoices, ...seen } = glance;
  return {
    customer: referenceOf(plan, figures),
    ...{ stage, coverage, amountYear, ordersYear, lastOrderOn, judgedAt, lastContact, consents },
    ...seen,
    hold: seen.hold && { ...seen.hold, reason: may.receivables ? seen.hold.reason : null },
    ...{ roles, missing, ...buying },
    held: active ? heldColour(figures, active.plan.health) : null,
    rhythm: rhythmSaid(rhythm, today),
    needs: may.promises ? needs : null,
    promises: may.promises ? promises : null,
    receivables: aging && { ...aging, overdueInvoices },
    counts: { ...counts, needs: may.promises ? needs.open + promises.open : 0 },
    openCase: newest && newest.ended === null ? newest : null,
    tasks: tasks.map(({ id, title, why, minutes, dueAt, owner }) => ({ id, title, why, minutes, dueAt, owner })),
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Glance {
  readonly hold: { readonly since: string; readonly reason: string; readonly by: Named | null } | null;
  readonly tags: readonly {
    readonly tag: string;
    readonly reason: string;
    /** The same in English, where the plan said it. */
    readonly reasonEn: string | null;
    readonly setAt: string;
    /** A rule of the plan put it on. */
    readonly byRule: boolean;
    readonly by: Named | null;
  }[];
  readonly dates: readonly { readonly kind: string; readonly on: string; readonly name: string | null }[];
  readonly nextNeed: { readonly on: string; readonly project: string | null } | null;
  readonly projects: readonly { readonly name: string; readonly stage: string; readonly nextNeedOn: string | null }[];
  readonly needs: {
    readonly open: number;
    readonly items: readonly { id: string; text: string; urgency: number; dueOn: string | null; owner: Named | null }[];
  };
  readonly promises: {
    readonly open: number;
    readonly overdue: number;
    readonly items: readonly { id: string; text: string; dueOn: string; overdue: boolean; owner: Named | null }[];
  };
  readonly overdueInvoices: number;
}

async function readGlance(db: Db, customerId: number, today: string): Promise<Glance | null> {
  const { rows } = await sql<Glance>`
    select ${holdOf(customerId)} as hold, ${tagsOf(customerId)} as tags, ${nearDates(customerId, today)} as dates,
      ${nextNeed(customerId, today)} as "nextNeed", ${projectsOf(customerId)} as projects,
      ${needsOf(customerId)} as needs, ${promisesOf(customerId, today)} as promises,
      ${overdueInvoicesOf(customerId, today)} as "overdueInvoices"
    from customer where customer.customer_id = ${customerId}`.execute(db);
  return rows[0] ?? null;
}

function member(column: string) {
  return sql`(select json_build_object('id', member.id, 'name', member.name) from member
    where member.id = ${sql.ref(column)})`;
}

function holdOf(customerId: number) {
  return sql`(
    select json_build_object('since', set_at, 'reason', reason, 'by', ${member('set_by')}) from credit_hold
    where customer_id = ${customerId} and lifted_at is null order by set_at desc limit 1)`;
}

function tagsOf(customerId: number) {
  return sql`(
    select coalesce(json_agg(json_build_object('tag', tag, 'reason', reason, 'reasonEn', reason_en, 'setAt', set_at,
      'byRule', rule_version is not null, 'by', ${member('set_by')})
      order by tag), '[]')
    from customer_tag where customer_id = ${customerId})`;
}

function projectsOf(customerId: number) {
  return sql`(
    select coalesce(json_agg(near), '[]') from (
      select name, stage, next_need_on as "nextNeedOn" from project
      where customer_id = ${customerId} and stage not in ('done', 'stopped')
      order by next_need_on nulls last, name limit ${PROJECTS_MAX}) near)`;
}

function needsOf(customerId: number) {
  const open = sql`from need where customer_id = ${customerId} and state in ('open', 'unmet')`;
  return sql`json_build_object('open', (select count(*) ${open}), 'items', (
    select coalesce(json_agg(pressing), '[]') from (
      select id, text, urgency, due_on as "dueOn", ${member('need.owner_id')} as owner ${open}
      order by urgency desc, importance desc, due_on nulls last, id limit ${NEEDS_MAX}) pressing))`;
}

function promisesOf(customerId: number, today: string) {
  const open = sql`from promise where customer_id = ${customerId} and ending is null`;
  return sql`json_build_object('open', (select count(*) ${open}),
    'overdue', (select count(*) ${open} and due_on < ${today}::date), 'items', (
      select coalesce(json_agg(soonest), '[]') from (
        select id, text, due_on as "dueOn", due_on < ${today}::date as overdue, ${member('promise.owner_id')} as owner
        ${open} order by due_on, id limit ${PROMISES_MAX}) soonest))`;
}

function overdueInvoicesOf(customerId: number, today: string) {
  return sql`(
    select count(*)::integer from receivable owed
    where owed.customer_id = ${customerId} and kind = 'invoice' and agreed_due_on < ${today}::date
      and disputed_since is null and amount - withheld > coalesce((
        select sum(part.amount) from payment_allocation part
        where part.customer_id = owed.customer_id and part.receivable_id = owed.id), 0))`;
}
