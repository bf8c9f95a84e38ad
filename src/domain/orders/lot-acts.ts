import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';

/** Remembers the batches (批次) that the lines of a set name; one that is known stays as it is. */
export async function keepLots(
  trx: Trx,
  lines: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
  timezone: string,
): Promise<void> {
  await sql`
    insert into product_lot (product_id, batch, first_seen_on)
    select product_id, batch, min((${at} at time zone ${timezone})::date)
    from ${lines} where batch is not null group by 1, 2 order by 1, 2
    on conflict do nothing`.execute(trx);
}
