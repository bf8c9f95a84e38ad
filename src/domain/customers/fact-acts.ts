import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, openFactBatch, type RecordOptions, recordFactBatch } from '../timeline/timeline.ts';
import { ownerPartCodes } from './customer.ts';

/** Tells the timeline what `customer_batch` changed: customers created, attributes, owners, tags. */
export async function recordBatchFacts(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, category)
    select customer_id, ${factKinds.customer_created}::smallint, coalesce(occurred_at, ${act.at}), null::integer
    from customer_batch where change = 'created'
    union all
    select customer_id, ${factKinds.attribute_changed}, coalesce(occurred_at, ${act.at}), unnest(attributes)
    from customer_batch where change = 'updated'
    union all
    select customer_id, ${factKinds.owner_changed}, coalesce(occurred_at, ${act.at}), ${ownerPartCodes.a}
    from customer_batch where owner_a_changed
    union all
    select customer_id, ${factKinds.owner_changed}, coalesce(occurred_at, ${act.at}), ${ownerPartCodes.b}
    from customer_batch where owner_b_changed
    union all
    select customer_batch.customer_id, ${factKinds.tag_set}, coalesce(occurred_at, ${act.at}), tag.code
    from customer_batch join tag on tag.name = any(customer_batch.tags_new)`.execute(trx);
  await recordFactBatch(trx, act, options);
}
