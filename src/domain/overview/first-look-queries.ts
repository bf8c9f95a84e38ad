import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { formatDay, localDay, parseDay } from '../../kernel/time.ts';
import { colourCode } from '../../scoring/colour.ts';
import { inScope } from '../customers/customers.ts';
import { type Cause, lookBack } from '../health/health.ts';
import { activePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { readCases } from '../warnings/warnings.ts';
import { shownCases } from './case-queries.ts';
import { stockDue, turnedOn, weeklyDays } from './first-look.ts';
import { referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { type ReferenceRow, referenceOf } from './reference.ts';
import { Remembered, reachOf } from './remembered.ts';

const LEAVING_SHOWN_MAX = 12;
const LOST_SHOWN_MAX = 12;
/** Who was lost longer ago teaches nobody anything any more. */
const LOST_WITHIN_DAYS = 730;
/** Weeks before the last order at which looking back begins: a customer must have been green once. */
const WEEKS_BEFORE = 8;
const STOCK_MAX = 1_000;

interface LeavingRow extends ReferenceRow {
  readonly amountYear: number;
  readonly lastOrderOn: string | null;
  readonly cause: Cause | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly customers: number;
  readonly amount: number;
}

interface LostRow extends ReferenceRow {
  readonly customerId: number;
  readonly lastOrderOn: string;
  readonly customers: number;
}

interface Seen {
  readonly waiting: number;
  readonly leaving: LeavingRow[];
  readonly lost: LostRow[];
  readonly turned: Map<number, Hindsight>;
}

const seenKept = new Remembered<Seen>({ onlyDear: true });

/** Who is leaving and worth how much, and who is already lost: since when it could have been seen. */
export async function firstLook(db: Db, clock: Clock, scope: CustomerScope) {
  const naming = await readNaming(db);
  const today = localDay(clock.now().getTime(), naming.timezone);
  const { waiting, leaving, lost, turned } = await seenKept.get(
    db,
    JSON.stringify([reachOf(scope), today]),
    async () => {
      const found = await readLost(db, scope, today);
      return {
        waiting: await countUnjudged(db),
        leaving: await readLeaving(db, scope),
        lost: found,
        turned: await hindsight(db, clock, found, today),
      };
    },
  );
  return {
    waiting,
    leaving: {
      customers: leaving[0]?.customers ?? 0,
      amountYear: leaving[0]?.amount ?? 0,
      items: leaving.map(({ amountYear, lastOrderOn, cause, owner, ...row }) => ({
        customer: referenceOf(naming, row),
        ...{ amountYear, lastOrderOn, cause, owner },
      })),
    },
    lost: {
      customers: lost[0]?.customers ?? 0,
      items: lost.map(({ customerId, lastOrderOn, ...row }) => ({
        customer: referenceOf(naming, row),
        ...{ lastOrderOn, turnedOn: null, amountBefore: 0, ...turned.get(customerId) },
      })),
    },
  };
}

/** Customers whom nobody has judged yet: after an import the book is judged in the background. */
async function countUnjudged(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from customer
    where not exists (select from judgement where judgement.customer_id = customer.customer_id)`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Customers with an open warning who are no longer green and not yet lost, the largest first; the sums are over all of them. */
async function readLeaving(db: Db, scope: CustomerScope): Promise<LeavingRow[]> {
  const { rows } = await sql<LeavingRow>`
    select ${referenceColumns}, judgement.amount_year as "amountYear", judgement.last_order_on as "lastOrderOn",
      judgement.cause, count(*) over () as customers, (sum(judgement.amount_year) over ())::bigint as amount,
      (select json_build_object('id', member.id, 'name', member.name) from member
        where member.id = customer.owner_a) as owner
    from warning_case
    join customer on customer.customer_id = warning_case.customer_id
    join judgement on judgement.customer_id = customer.customer_id
    where warning_case.ended_at is null and judgement.stage is distinct from 'lost'
      and judgement.colour in (${colourCode('red')}, ${colourCode('yellow')}) and ${inScope(scope)}
    order by judgement.amount_year desc, customer.customer_id limit ${LEAVING_SHOWN_MAX}`.execute(db);
  return rows;
}

/** Customers lost within two years, those worth most in their last year first. */
async function readLost(db: Db, scope: CustomerScope, today: number): Promise<LostRow[]> {
  const since = formatDay(today - LOST_WITHIN_DAYS);
  const { rows } = await sql<LostRow>`
    select customer.customer_id as "customerId", ${referenceColumns}, judgement.last_order_on as "lastOrderOn",
      count(*) over () as customers
    from judgement
    join customer on customer.customer_id = judgement.customer_id
    cross join lateral (
      select coalesce(sum(amount) filter (where kind = 'order'), 0)::bigint as amount from customer_order
      where customer_order.customer_id = customer.customer_id
        and customer_order.ordered_at > judgement.last_order_on - interval '12 months') as bought
    where judgement.stage = 'lost' and judgement.last_order_on >= ${since}::date and ${inScope(scope)}
    order by bought.amount desc, customer.customer_id limit ${LOST_SHOWN_MAX}`.execute(db);
  return rows;
}

interface Hindsight {
  /** The day, to the week, since which it would have been yellow or red without a break. */
  readonly turnedOn: string | null;
  /** What it came to in the twelve months up to its last order, minor units, on the plan's basis. */
  readonly amountBefore: number;
}

/** By customer: what could have been known of a lost one. */
async function hindsight(
  db: Db,
  clock: Clock,
  lost: readonly LostRow[],
  today: number,
): Promise<Map<number, Hindsight>> {
  const lastDays = new Map(lost.map(({ customerId, lastOrderOn }) => [customerId, parseDay(lastOrderOn)]));
  const longest = Math.max(0, ...[...lastDays.values()].map((day) => today - day));
  const weeks = weeklyDays(today, Math.ceil(longest / 7) + WEEKS_BEFORE);
  const days = [...new Set([...weeks, ...lastDays.values()])].sort((left, right) => left - right);
  const past = await lookBack(db, clock, [...lastDays.keys()], days);
  return new Map(
    [...past].map(([customerId, seen]) => {
      const colours = seen.map(({ colour }) => colour);
      const turned = turnedOn(days, colours);
      const amountBefore = seen[days.indexOf(lastDays.get(customerId) ?? today)]?.amountYear ?? 0;
      return [customerId, { turnedOn: turned === null ? null : formatDay(turned), amountBefore }];
    }),
  );
}

/** The stock list (存量盘点): what was so from the start, the largest first, so many a week; who waits longest stays. */
export async function stockList(db: Db, clock: Clock, scope: CustomerScope) {
  const naming = await readNaming(db);
  const { plan } = await activePlan(db);
  const { items } = await readCases(db, { state: 'stock', scope, limit: STOCK_MAX, offset: 0 });
  const shown = (await shownCases(db, naming, items)).sort((left, right) => right.valueAtRisk - left.valueAtRisk);
  const handled = await countHandledStock(db, scope);
  const today = localDay(clock.now().getTime(), naming.timezone);
  const opened = Math.min(today, ...items.map(({ openedAt }) => localDay(openedAt.getTime(), naming.timezone)));
  const open = shown.filter(({ contact }) => contact === null);
  const contacted = shown.length - open.length;
  const done = handled + contacted;
  const thisWeek = Math.max(0, stockDue(opened, today, plan.stock.perWeek) - done);
  return {
    perWeek: plan.stock.perWeek,
    total: shown.length + handled,
    done,
    amount: open.reduce((sum, { valueAtRisk }) => sum + valueAtRisk, 0),
    thisWeek: open.slice(0, thisWeek),
    later: Math.max(0, open.length - thisWeek),
  };
}

async function countHandledStock(db: Db, scope: CustomerScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from warning_case
    join customer on customer.customer_id = warning_case.customer_id
    where warning_case.stock and warning_case.ended_at is not null and ${inScope(scope)}`.execute(db);
  return rows[0]?.count ?? 0;
}
