import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import type { Aging, Payment, PaymentMonth, Receivable, ReceivableFigures } from './receivable.ts';
import type { Hold, Term } from './term.ts';

/** Which receivables are listed: those still open, oldest due first and what is only withheld last, or all, newest first. */
export type ReceivableState = 'open' | 'all';

/** Receivables of one customer on a local day. */
export async function listReceivables(
  db: Db,
  customerId: number,
  wanted: PageQuery & { readonly state: ReceivableState; readonly today: string },
): Promise<Page<Receivable>> {
  const isWanted = sql`(${wanted.state} = 'all' or (kind <> 'credit_note' and open > 0))`;
  const { rows } = await sql<Receivable>`
    with balance as (${balanceOf(customerId)})
    select id, number, kind, invoiced_on as "invoicedOn", due_on as "dueOn", agreed_due_on as "agreedDueOn", amount, tax,
      open, least(open, withheld) as "openWithheld", case when open = 0 then settled_on end as "settledOn",
      case when kind <> 'invoice' then null when open = 0 then settled_on - agreed_due_on
        when agreed_due_on < ${wanted.today}::date then ${wanted.today}::date - agreed_due_on end as "daysPastDue",
      order_number as "orderNumber", project, corrects_number as "correctsNumber", disputed_since as "disputedSince",
      dispute_reason as "disputeReason"
    from balance where ${isWanted}
    order by case when ${wanted.state} = 'open' then open <= withheld end,
      case when ${wanted.state} = 'open' then agreed_due_on end, invoiced_on desc, number
    limit ${wanted.limit} offset ${wanted.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    with balance as (${balanceOf(customerId)}) select count(*) as total from balance where ${isWanted}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** What is open of one customer by age on a local day. */
export async function readAging(db: Db, customerId: number, today: string): Promise<Aging> {
  const { rows } = await sql<Aging>`
    with balance as (${balanceOf(customerId)}), part as (
      select open, least(open, withheld) as withheld, open - least(open, withheld) as rest,
        disputed_since is not null as disputed, ${today}::date - agreed_due_on as days
      from balance where kind <> 'credit_note')
    select ${sum(sql`open`)} as open, ${sum(sql`withheld`)} as retention,
      ${sum(sql`rest`, sql`disputed`)} as disputed,
      ${sum(sql`rest`, sql`not disputed and days <= 0`)} as "notDue",
      ${sum(sql`rest`, sql`not disputed and days between 1 and 30`)} as "days1To30",
      ${sum(sql`rest`, sql`not disputed and days between 31 and 60`)} as "days31To60",
      ${sum(sql`rest`, sql`not disputed and days between 61 and 90`)} as "days61To90",
      ${sum(sql`rest`, sql`not disputed and days > 90`)} as "daysOver90",
      (${unallocatedOf(customerId)}) as unallocated
    from part`.execute(db);
  return rows[0] ?? NOTHING_OPEN;
}

const NOTHING_OPEN: Aging = {
  open: 0,
  notDue: 0,
  days1To30: 0,
  days31To60: 0,
  days61To90: 0,
  daysOver90: 0,
  retention: 0,
  disputed: 0,
  unallocated: 0,
};

function sum(amount: ReturnType<typeof sql>, condition = sql`true`) {
  return sql`coalesce(sum(${amount}) filter (where ${condition}), 0)::bigint`;
}

/** The receivables of a customer, each with what is open of it and when it was settled last. */
function balanceOf(customerId: number) {
  return sql`
    select receivable.*, (amount - coalesce(settled.amount_settled, 0))::bigint as open, settled.settled_on
    from receivable
    left join lateral (
      select sum(part.amount) as amount_settled, max(part.settled_on) as settled_on from payment_allocation part
      where part.customer_id = receivable.customer_id and part.receivable_id = receivable.id) as settled on true
    where receivable.customer_id = ${customerId}`;
}

function unallocatedOf(customerId: number) {
  return sql`
    select (coalesce((select sum(amount) from payment where customer_id = ${customerId}), 0)
      + coalesce((select sum(amount) from receivable where customer_id = ${customerId} and kind = 'credit_note'), 0)
      - coalesce((select sum(amount) from payment_allocation where customer_id = ${customerId}), 0))::bigint`;
}

/** Payments of one customer with what they settled, newest first. */
export async function listPayments(db: Db, customerId: number, page: PageQuery): Promise<Page<Payment>> {
  const { rows } = await sql<Payment>`
    select id, number, paid_on as "paidOn", amount, method, coalesce(part.settled, '[]') as settled,
      (amount - coalesce(part.amount_settled, 0))::bigint as unallocated
    from payment
    left join lateral (
      select sum(allocation.amount) as amount_settled,
        jsonb_agg(jsonb_build_object('number', receivable.number, 'amount', allocation.amount)
          order by receivable.due_on, receivable.number) as settled
      from payment_allocation allocation
      join receivable on receivable.customer_id = allocation.customer_id and receivable.id = allocation.receivable_id
      where allocation.customer_id = payment.customer_id and allocation.source_id = payment.id) as part on true
    where customer_id = ${customerId} and amount <> 0
    order by paid_on desc, number limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from payment where customer_id = ${customerId} and amount <> 0`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** How payments came in the last months, oldest first; a month without payments is missing. */
export async function readPaymentMonths(
  db: Db,
  customerId: number,
  today: string,
  months: number,
): Promise<PaymentMonth[]> {
  const { rows } = await sql<PaymentMonth>`
    select to_char(settled_on, 'YYYY-MM') as month, sum(part.amount)::bigint as paid,
      count(distinct part.source_id) as payments,
      (sum(part.amount * (settled_on - invoiced_on)) / sum(part.amount))::double precision as "paymentDays",
      (sum(part.amount * (settled_on - agreed_due_on)) / sum(part.amount))::double precision as "daysPastDue"
    from payment_allocation part
    join receivable on receivable.customer_id = part.customer_id and receivable.id = part.receivable_id
    where part.customer_id = ${customerId} and part.source = 'payment' and receivable.kind = 'invoice'
      and settled_on <= ${today}::date
      and settled_on >= date_trunc('month', ${today}::date) - make_interval(months => ${months - 1})
    group by month order by month`.execute(db);
  return rows;
}

/** All terms of one customer, those that begin last first. */
export async function listTerms(db: Db, customerId: number, today: string): Promise<Term[]> {
  const { rows } = await sql<Term>`
    select id, kind, days, retention_percent::double precision as "retentionPercent", starts_on as "startsOn",
      ends_on as "endsOn", moves_open as "movesOpen", reason,
      case when approved_at is not null then 'approved' when refused_at is not null then 'refused' else 'proposed' end as state,
      id is not distinct from (${termInForce(customerId, today)}) as "inForce",
      proposed_at as "proposedAt", ${person('proposed_by')} as "proposedBy",
      coalesce(approved_at, refused_at) as "decidedAt",
      coalesce(${person('approved_by')}, ${person('refused_by')}) as "decidedBy"
    from credit_term where customer_id = ${customerId}
    order by starts_on desc, proposed_at desc, id limit ${ROWS_MAX}`.execute(db);
  return rows;
}

/** More terms or holds than anybody agrees with one customer. */
const ROWS_MAX = 200;

function termInForce(customerId: number, today: string) {
  return sql`
    select held.id from credit_term held
    where held.customer_id = ${customerId} and held.approved_at is not null and held.starts_on <= ${today}::date
      and (held.ends_on is null or held.ends_on >= ${today}::date)
    order by held.starts_on desc, held.approved_at desc, held.id limit 1`;
}

function person(column: string) {
  return sql`(select jsonb_build_object('id', member.id, 'name', member.name) from member
    where member.id = ${sql.ref(column)})`;
}

/** All stops of deliveries of one customer, newest first. */
export async function listHolds(db: Db, customerId: number): Promise<Hold[]> {
  const { rows } = await sql<Hold>`
    select id, reason, set_at as "setAt", ${person('set_by')} as "setBy", lifted_at as "liftedAt",
      ${person('lifted_by')} as "liftedBy", lift_reason as "liftReason"
    from credit_hold where customer_id = ${customerId} order by set_at desc, id limit ${ROWS_MAX}`.execute(db);
  return rows;
}

/** What a page about one customer says of receivables in one line. */
export async function readReceivableFigures(db: Db, customerId: number, today: string): Promise<ReceivableFigures> {
  const { open, days1To30, days31To60, days61To90, daysOver90 } = await readAging(db, customerId, today);
  const { rows } = await sql<Pick<ReceivableFigures, 'daysPastDueMax' | 'terms'> & { since: Date; reason: string }>`
    with balance as (${balanceOf(customerId)})
    select
      coalesce((select greatest(0, max(${today}::date - agreed_due_on)) from balance
        where kind = 'invoice' and open > withheld and disputed_since is null), 0) as "daysPastDueMax",
      (select jsonb_build_object('kind', kind, 'days', days, 'endsOn', ends_on) from credit_term
        where customer_id = ${customerId} and id = (${termInForce(customerId, today)})) as terms,
      held.set_at as since, held.reason
    from (select 1) as one
    left join credit_hold held on held.customer_id = ${customerId} and held.lifted_at is null
    order by held.set_at desc limit 1`.execute(db);
  const [said] = rows;
  return {
    open,
    overdue: days1To30 + days31To60 + days61To90 + daysOver90,
    daysPastDueMax: said?.daysPastDueMax ?? 0,
    onHold: said?.since ? { since: said.since, reason: said.reason } : null,
    terms: said?.terms ?? null,
  };
}
