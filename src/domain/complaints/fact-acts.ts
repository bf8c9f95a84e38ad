import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, openFactBatch, type RecordOptions, recordFactBatch } from '../timeline/timeline.ts';
import { natureCodes, severityCodes } from './complaint.ts';

/** Tells the timeline what `complaint_batch` changed. Called before the resolutions are saved: it compares with them. */
export async function recordComplaintFacts(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await voidFactsThatDoNotHold(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, amount, category, score)
    select customer_id, told.id, told.kind, told.occurred_at, told.amount,
      (${JSON.stringify(natureCodes)}::jsonb ->> nature)::integer,
      (${JSON.stringify(severityCodes)}::jsonb ->> severity)::smallint
    from complaint_batch cross join lateral (values
      (is_opened, fact_id, ${factKinds.complaint_opened}::smallint, opened_at, null::bigint),
      (is_resolved_earlier, earlier_resolution_id, ${factKinds.complaint_solved}::smallint, reopened_at, 0),
      (is_resolved, resolution_id, ${factKinds.complaint_solved}::smallint, resolved_at,
        case when confirmed then 1 else 0 end),
      (is_reopened, reopening_id, ${factKinds.complaint_reopened}::smallint, reopened_at, null)
    ) as told (applies, id, kind, occurred_at, amount)
    where told.applies`.execute(trx);
  await recordFactBatch(trx, act, options);
}

/** A changed complaint says something else than its fact; so does a resolution told again with another solution. */
async function voidFactsThatDoNotHold(trx: Trx): Promise<void> {
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from complaint_batch given
    join fact on fact.customer_id = given.customer_id and fact.id = any(given.fact_ids_before)
    where given.is_opened
    union all
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from complaint_batch given
    join complaint_resolution known
      on known.customer_id = given.customer_id and known.complaint_id = given.complaint_id
      and known.resolved_at = given.resolved_at
    join fact on fact.customer_id = known.customer_id and fact.id = known.id
    where given.is_resolved and not exists (
      select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)`.execute(trx);
}
