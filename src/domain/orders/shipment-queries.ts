import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';

export interface ShipmentLine {
  readonly productCode: string;
  readonly productName: string;
  readonly quantity: number;
  readonly unit: string | null;
  readonly amount: number;
  readonly tax: number | null;
  readonly orderNumber: string | null;
  /** The lot (批次), with the day on which we first shipped or sold of it to anybody. */
  readonly batch: string | null;
  readonly batchSince: string | null;
}

/** Goods on their way to a customer or arrived, with their lines. */
export interface Shipment {
  readonly id: string;
  readonly number: string;
  readonly shippedAt: Date;
  readonly amount: number;
  readonly lines: readonly ShipmentLine[];
}

/** A shipment shows so many lines at most; nobody reads more. */
const LINES_MAX = 200;

/** Shipments to one customer, newest first. */
export async function listShipments(db: Db, customerId: number, page: PageQuery): Promise<Page<Shipment>> {
  const { rows } = await sql<Shipment>`
    select shipment.id, number, shipped_at as "shippedAt", amount, coalesce((
      select jsonb_agg(to_jsonb(line) order by line."productCode") from (
        select product.code as "productCode", product.name as "productName",
          line.quantity::double precision as quantity, product.unit, line.amount, line.tax,
          line.order_number as "orderNumber", line.batch, lot.first_seen_on as "batchSince"
        from shipment_line line
        join product on product.id = line.product_id
        left join product_lot lot on lot.product_id = line.product_id and lot.batch = line.batch
        where line.customer_id = shipment.customer_id and line.shipment_id = shipment.id
        order by product.code, line.occurrence limit ${LINES_MAX}) as line), '[]') as lines
    from shipment where customer_id = ${customerId}
    order by shipped_at desc, shipment.id desc limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from shipment where customer_id = ${customerId}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}
