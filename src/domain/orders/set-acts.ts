import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type CopyValue, copyTextIn } from '../../database/copy.ts';
import { textPieces } from '../../database/copy-text.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { lockCustomers } from '../customers/customers.ts';
import { type Change, type ChangeCounts, noChanges } from '../timeline/timeline.ts';
import { recordOrderFacts } from './fact-acts.ts';
import { keepLots } from './lot-acts.ts';
import { type NumberedLine, numberedLines, type OrderInput, type RecordOrdersOptions } from './order.ts';
import { makePlaces } from './place-acts.ts';

export interface RecordedOrders {
  readonly orders: ChangeCounts;
  readonly returns: ChangeCounts;
  /** A line counts as updated when it or the head of its order changed. */
  readonly lines: ChangeCounts;
  readonly customers: number;
}

/**
 * Records orders and returns with their facts; known again by number and kind, lines by product and occurrence.
 * Lines that are not mentioned stay. Twice the same changes nothing. `changes` are per line, in the order given.
 */
export async function recordOrders(
  trx: Trx,
  act: Act,
  orders: readonly OrderInput[],
  options: RecordOrdersOptions,
): Promise<RecordedOrders & { readonly changes: Change[] }> {
  await openOrderBatch(trx);
  const lines = numberedLines(orders);
  await copyTextIn(trx, 'order_batch', LINE_COLUMNS, textPieces(lines.map(lineValues)));
  const recorded = await recordOrderBatch(trx, act, options);
  const { rows } = await sql<{ change: Change }>`select change from order_batch order by row_no`.execute(trx);
  return { ...recorded, changes: rows.map((row) => row.change) };
}

const LINE_COLUMNS = [
  'row_no',
  'customer_id',
  'number',
  'kind',
  'product_id',
  'occurrence',
  'quantity',
  'unit_price',
  'amount',
  'ordered_at',
  'promised_on',
  'delivered_on',
  'project',
  'site',
  'tax',
  'batch',
  'documents',
  'second_party',
  'second_party_key',
  'original_number',
];

function lineValues(line: NumberedLine): CopyValue[] {
  const { rowNo, customerId, number, kind, productId, occurrence, quantity, unitPrice, amount, orderedAt } = line;
  const { promisedOn = null, deliveredOn = null, project = null, site = null } = line;
  const what = [productId, occurrence, quantity, unitPrice, amount];
  const { tax = null, batch = null, documents = null, secondParty = null, secondPartyKey = null } = line;
  const papers = [documents, secondParty, secondPartyKey, line.originalNumber ?? null];
  const where = [promisedOn, deliveredOn, project, site];
  return [rowNo, customerId, number, kind, ...what, orderedAt, ...where, tax, batch, ...papers];
}

/**
 * Makes the empty temporary table `order_batch` in the caller's transaction: the columns up to original_number come in,
 * one row per line and whole orders only; change goes out. What is null and may be null keeps what is there. Pages are
 * half empty, so that filling in the change of every row stays on its page.
 */
export async function openOrderBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists order_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      number text not null,
      kind text not null,
      product_id integer not null,
      occurrence integer not null,
      quantity numeric(18, 4) not null,
      unit_price numeric(18, 6) not null,
      amount bigint not null check (amount >= 0),
      ordered_at timestamptz not null,
      promised_on date,
      delivered_on date,
      project text,
      site text,
      tax bigint,
      batch text,
      unit text,
      documents text,
      second_party text,
      second_party_key text,
      original_number text,
      change text,
      order_id uuid,
      line_change text
    ) with (fillfactor = 45) on commit drop`.execute(trx);
  await sql`truncate order_batch`.execute(trx);
}

/** Applies `order_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordOrderBatch(trx: Trx, act: Act, options: RecordOrdersOptions): Promise<RecordedOrders> {
  await sql`analyze order_batch (customer_id, number, kind)`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from order_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await gatherHeads(trx);
  await compareLines(trx);
  await traceOrders(trx, options.trace);
  await saveOrders(trx, act);
  await saveLines(trx, options);
  await makePlaces(trx, act, options);
  await recordOrderFacts(trx, act, options);
  return countRecorded(trx, rows.length);
}

/**
 * `order_head`: one row per order of the batch with what will stand there; `changed` when it is new or its head differs
 * from what is there.
 */
async function gatherHeads(trx: Trx): Promise<void> {
  await sql`drop table if exists order_head`.execute(trx);
  await sql`
    create temp table order_head on commit drop as
    select given.customer_id, given.number, given.kind, given.ordered_at,
      coalesce(given.documents, known.documents, 'ordered') as documents,
      coalesce(given.project, known.project) as project,
      coalesce(given.site, known.site) as site,
      coalesce(given.second_party, known.second_party) as second_party,
      coalesce(given.second_party_key, known.second_party_key) as second_party_key,
      coalesce(given.original_number, known.original_number) as original_number,
      coalesce(known.id, gen_random_uuid()) as order_id,
      known.id is null as created,
      known.id is null or known.ordered_at <> given.ordered_at
        or coalesce(given.documents, known.documents) <> known.documents
        or coalesce(given.project, known.project) is distinct from known.project
        or coalesce(given.site, known.site) is distinct from known.site
        or coalesce(given.second_party, known.second_party) is distinct from known.second_party
        or coalesce(given.second_party_key, known.second_party_key) is distinct from known.second_party_key
        or coalesce(given.original_number, known.original_number) is distinct from known.original_number as changed,
      coalesce(known.fact_ids, '{}') as fact_ids
    from (
      select customer_id, number, kind, min(ordered_at) as ordered_at, max(project) as project, max(site) as site,
        max(documents) as documents, max(second_party) as second_party, max(second_party_key) as second_party_key,
        max(original_number) as original_number
      from order_batch group by customer_id, number, kind) as given
    left join customer_order known
      on known.customer_id = given.customer_id and known.number = given.number and known.kind = given.kind`.execute(
    trx,
  );
  await sql`analyze order_head`.execute(trx);
}

/** Fills in what each row does: to its line (`line_change`), and with the order's head considered (`change`). */
async function compareLines(trx: Trx): Promise<void> {
  await sql`
    update order_batch set
      order_id = compared.order_id,
      line_change = compared.line_change,
      change = case when compared.line_change = 'unchanged' and compared.head_changed then 'updated'
        else compared.line_change end
    from (
      select given.row_no, head.order_id, head.changed as head_changed, case
        when known.product_id is null then 'created'
        when known.quantity <> given.quantity or known.unit_price <> given.unit_price or known.amount <> given.amount
          or coalesce(given.tax, known.tax) is distinct from known.tax
          or coalesce(given.batch, known.batch) is distinct from known.batch
          or coalesce(given.unit, known.unit) is distinct from known.unit
          or coalesce(given.promised_on, known.promised_on) is distinct from known.promised_on
          or coalesce(given.delivered_on, known.delivered_on) is distinct from known.delivered_on
          or ${ownOf('project')} is distinct from known.project or ${ownOf('site')} is distinct from known.site
          then 'updated'
        else 'unchanged' end as line_change
      from order_batch given
      join order_head head
        on head.customer_id = given.customer_id and head.number = given.number and head.kind = given.kind
      left join order_line known
        on not head.created and known.customer_id = given.customer_id and known.order_id = head.order_id
        and known.product_id = given.product_id and known.occurrence = given.occurrence) as compared
    where compared.row_no = order_batch.row_no`.execute(trx);
}

/** The project or site of a line: only where it is not that of its order. A row that names none keeps what is there. */
function ownOf(column: 'project' | 'site') {
  const [given, head, known] = ['given', 'head', 'known'].map((table) => sql.ref(`${table}.${column}`));
  return sql`case when ${given} is null then ${known} else nullif(${given}, ${head}) end`;
}

/** Lines before their orders, so that on the way back an order that changed since keeps its lines. */
async function traceOrders(trx: Trx, trace: Trace | undefined): Promise<void> {
  if (trace === undefined) return;
  const line = { table: 'order_line', key: ['customer_id', 'order_id', 'product_id', 'occurrence'] } as const;
  const order = { table: 'customer_order', key: ['customer_id', 'id'] } as const;
  const known = sql`
    from order_batch join order_head using (customer_id, order_id) where not order_head.created`;
  await traceCreated(trx, trace, {
    ...line,
    rows: sql`select customer_id, order_id, product_id, occurrence ${known} and line_change = 'created'`,
  });
  await traceBefore(trx, trace, {
    ...line,
    rows: sql`select customer_id, order_id, product_id, occurrence ${known} and line_change = 'updated'`,
  });
  await traceBefore(trx, trace, {
    ...order,
    rows: sql`select customer_id, order_id as id ${known} and (order_head.changed or line_change <> 'unchanged')`,
  });
  // Returns whose order comes are told anew: they are to name their facts of before when the order goes again.
  const returned = sql`
    select back.customer_id, back.id
    from order_head head
    join customer_order back on back.customer_id = head.customer_id and back.original_number = head.number
    where head.changed and head.kind = 'order' and back.kind = 'return'`;
  await traceBefore(trx, trace, { ...order, rows: returned });
  const created = sql`select customer_id, order_id as id from order_head where created`;
  await traceCreated(trx, trace, { ...order, rows: created }, { parts: ['order_line'] });
}

async function saveOrders(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into customer_order (customer_id, id, number, kind, ordered_at, amount, documents, project, site, second_party,
      second_party_key, original_number, created_at, updated_at)
    select customer_id, order_id, number, kind, ordered_at, 0, documents, project, site, second_party,
      second_party_key, original_number, ${act.at}, ${act.at}
    from order_head where created order by customer_id, ordered_at`.execute(trx);
  await sql`
    update customer_order set
      ordered_at = head.ordered_at,
      documents = head.documents,
      project = head.project,
      site = head.site,
      second_party = head.second_party,
      second_party_key = head.second_party_key,
      original_number = head.original_number,
      updated_at = ${act.at}
    from order_head head
    where head.changed and not head.created
      and customer_order.customer_id = head.customer_id and customer_order.id = head.order_id`.execute(trx);
}

/** The first promise stays as it was given first: delays are counted from it. */
async function saveLines(trx: Trx, options: RecordOrdersOptions): Promise<void> {
  await sql`
    insert into order_line (customer_id, order_id, product_id, occurrence, quantity, unit_price, amount, tax, batch, unit,
      project, site, promised_first_on, promised_on, delivered_on)
    select given.customer_id, given.order_id, product_id, occurrence, quantity, unit_price, amount, tax, batch, unit,
      nullif(given.project, head.project), nullif(given.site, head.site), promised_on, promised_on, delivered_on
    from order_batch given
    join order_head head on head.customer_id = given.customer_id and head.order_id = given.order_id
    where line_change = 'created' order by given.customer_id, given.order_id`.execute(trx);
  await sql`
    update order_line known set
      quantity = given.quantity,
      unit_price = given.unit_price,
      amount = given.amount,
      tax = coalesce(given.tax, known.tax),
      batch = coalesce(given.batch, known.batch),
      unit = coalesce(given.unit, known.unit),
      project = ${ownOf('project')},
      site = ${ownOf('site')},
      promised_first_on = coalesce(known.promised_first_on, given.promised_on),
      promised_on = coalesce(given.promised_on, known.promised_on),
      delivered_on = coalesce(given.delivered_on, known.delivered_on)
    from order_batch given
    join order_head head on head.customer_id = given.customer_id and head.order_id = given.order_id
    where given.line_change = 'updated' and known.customer_id = given.customer_id and known.order_id = given.order_id
      and known.product_id = given.product_id and known.occurrence = given.occurrence`.execute(trx);
  await keepLots(trx, sql`order_batch`, sql`ordered_at`, options.timezone);
}

async function countRecorded(trx: Trx, customers: number): Promise<RecordedOrders> {
  const { rows } = await sql<ChangeCounts & { what: 'order' | 'return' | 'line' }>`
    with order_change as (
      select head.kind, case when head.created then 'created'
        when bool_or(line.change <> 'unchanged') then 'updated' else 'unchanged' end as change
      from order_head head
      join order_batch line on line.customer_id = head.customer_id and line.order_id = head.order_id
      group by head.customer_id, head.order_id, head.kind, head.created)
    select what, count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated, count(*) filter (where change = 'unchanged') as unchanged
    from (select kind as what, change from order_change union all select 'line', change from order_batch) as counted
    group by what`.execute(trx);
  const of = (what: string): ChangeCounts => {
    const { created, updated, unchanged } = rows.find((row) => row.what === what) ?? noChanges;
    return { created, updated, unchanged };
  };
  return { orders: of('order'), returns: of('return'), lines: of('line'), customers };
}
