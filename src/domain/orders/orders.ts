import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import type { ForeignOrder, OrderLine, OrderSummary } from './order.ts';

export type {
  OrderInput,
  OrderKind,
  OrderLine,
  OrderLineInput,
  OrderSummary,
  RecordOrdersOptions,
} from './order.ts';
export { openOrderBatch, type RecordedOrders, recordOrderBatch, recordOrders } from './set-acts.ts';
export { openShipmentBatch, type RecordedShipments, recordShipmentBatch } from './shipment-acts.ts';

/** Orders and returns of one customer, newest first. */
export async function listOrders(db: Db, customerId: number, page: PageQuery): Promise<Page<OrderSummary>> {
  const { rows } = await sql<OrderSummary>`
    select ${summaryColumns} from customer_order
    where customer_id = ${customerId} order by ordered_at desc, id desc
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from customer_order where customer_id = ${customerId}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** Orders of others that name this customer as their second party, newest first: those whose buyer the scope reaches. */
export async function listOrdersAsSecondParty(
  db: Db,
  customerId: number,
  scope: CustomerScope,
  page: PageQuery,
): Promise<Page<ForeignOrder>> {
  const named = sql`
    second_party_key in (select key from customer_identity where customer_id = ${customerId} and scheme = 'external')
    and exists (select from customer where customer.customer_id = customer_order.customer_id and ${inScope(scope)})`;
  const { rows } = await sql<ForeignOrder>`
    select ${summaryColumns}, (
      select jsonb_build_object('publicId', public_id, 'name', name) from customer
      where customer.customer_id = customer_order.customer_id) as buyer
    from customer_order where ${named} order by ordered_at desc, id desc
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from customer_order where ${named}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** One order with its lines. Throws `order_unknown`. */
export async function readOrder(
  db: Db,
  customerId: number,
  orderId: string,
): Promise<OrderSummary & { readonly items: OrderLine[] }> {
  const { rows } = await sql<OrderSummary>`
    select ${summaryColumns} from customer_order where customer_id = ${customerId} and id = ${orderId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('order_unknown');
  return { ...rows[0], items: await readLines(db, customerId, orderId) };
}

const summaryColumns = sql`
  id, number, kind, ordered_at as "orderedAt", amount, documents, project, site, second_party as "secondParty",
  original_number as "originalNumber",
  (select public_id from customer_identity identity join customer using (customer_id)
    where identity.scheme = 'external' and identity.key = customer_order.second_party_key) as "secondPartyPublicId",
  (select sum(tax)::bigint from order_line line
    where line.customer_id = customer_order.customer_id and line.order_id = customer_order.id) as tax,
  (select count(*) from order_line line
    where line.customer_id = customer_order.customer_id and line.order_id = customer_order.id) as lines,
  (select max(promised_on) from order_line line
    where line.customer_id = customer_order.customer_id and line.order_id = customer_order.id) as "promisedOn",
  (select case when bool_and(delivered_on is not null) then max(delivered_on) end from order_line line
    where line.customer_id = customer_order.customer_id and line.order_id = customer_order.id) as "deliveredOn"`;

/** An order of a wholesaler can have a thousand lines; nobody reads more. */
const LINES_MAX = 2_000;

async function readLines(db: Db, customerId: number, orderId: string): Promise<OrderLine[]> {
  const { rows } = await sql<OrderLine>`
    select product.code as "productCode", product.name as "productName", product.spec,
      category.name as category,
      line.quantity::double precision as quantity, coalesce(line.unit, product.unit) as unit, line.unit_price::double precision as "unitPrice",
      line.amount, line.tax, line.batch, coalesce(line.project, parent.project) as project,
      coalesce(line.site, parent.site) as site, line.promised_first_on as "promisedFirstOn", line.promised_on as "promisedOn",
      line.delivered_on as "deliveredOn"
    from order_line line
    join customer_order parent on parent.customer_id = line.customer_id and parent.id = line.order_id
    join product on product.id = line.product_id
    left join category on category.id = product.category_id
    where line.customer_id = ${customerId} and line.order_id = ${orderId}
    order by product.code, line.occurrence limit ${LINES_MAX}`.execute(db);
  return rows;
}
