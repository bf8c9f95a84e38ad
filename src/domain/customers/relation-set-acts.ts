import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import {
  type ChangeCounts,
  factKinds,
  noChanges,
  openFactBatch,
  type RecordOptions,
  recordFactBatch,
} from '../timeline/timeline.ts';
import { relationKindCodes } from './relation.ts';

/**
 * Makes the empty temporary table `relation_batch` in the caller's transaction: the columns up to note come in, read from
 * the `from` side (null keeps what is there), pair_id and change go out.
 */
export async function openRelationBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists relation_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      other_id bigint not null,
      kind text not null,
      since date, until date, note text,
      pair_id uuid,
      change text
    ) on commit drop`.execute(trx);
  await sql`truncate relation_batch`.execute(trx);
}

/** Applies `relation_batch` as one set, both sides of each: one call to the timeline, one job or, if quiet, none. */
export async function recordRelationBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze relation_batch`.execute(trx);
  await sql`select pg_advisory_xact_lock(hashtext('relation_batch'))`.execute(trx);
  await compareRelations(trx);
  await saveRelations(trx, act, options);
  await tellRelations(trx, act, options);
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from relation_batch`.execute(trx);
  return rows[0] ?? noChanges;
}

/** The newest pair of the two is meant. Affiliates and households are the same from both ends; nobody is their own. */
async function compareRelations(trx: Trx): Promise<void> {
  await sql`
    update relation_batch given set pair_id = known.pair_id, change = case
      when coalesce(given.since, known.since) is not distinct from known.since
        and coalesce(given.until, known.until) is not distinct from known.until
        and coalesce(given.note, known.note) = known.note then 'unchanged' else 'updated' end
    from (
      select distinct on (row_no) row_no, relation.pair_id, relation.since, relation.until, relation.note
      from relation_batch wanted
      join relation on relation.customer_id = wanted.customer_id and relation.other_id = wanted.other_id
        and relation.kind = wanted.kind and (wanted.kind in ('affiliate', 'household') or relation.side = 'from')
      order by row_no, relation.until is not null, relation.created_at desc) as known
    where known.row_no = given.row_no`.execute(trx);
  await sql`
    update relation_batch given set pair_id = gen_random_uuid(), change = 'created'
    where pair_id is null and customer_id <> other_id and not exists (
      select from relation_batch earlier
      where earlier.row_no < given.row_no and earlier.kind = given.kind and (
        (earlier.customer_id, earlier.other_id) = (given.customer_id, given.other_id)
        or given.kind in ('affiliate', 'household')
          and (earlier.customer_id, earlier.other_id) = (given.other_id, given.customer_id)))`.execute(trx);
  await sql`update relation_batch set change = 'unchanged' where change is null`.execute(trx);
}

async function saveRelations(trx: Trx, act: Act, { trace }: RecordOptions): Promise<void> {
  const key = ['customer_id', 'id'];
  await sql`drop table if exists relation_end`.execute(trx);
  await sql`
    create temp table relation_end on commit drop as
    select given.pair_id, given.kind, given.since, given.until, given.note, given.change, ends.customer_id,
      ends.other_id, ends.side, gen_random_uuid() as id
    from relation_batch given cross join lateral (values
      (given.customer_id, given.other_id, 'from'), (given.other_id, given.customer_id, 'to')
    ) as ends (customer_id, other_id, side)
    where given.change <> 'unchanged'`.execute(trx);
  const created = sql`select customer_id, id from relation_end where change = 'created'`;
  const updated = sql`
    select relation.customer_id, relation.id from relation join relation_end ends
      on relation.customer_id = ends.customer_id and relation.pair_id = ends.pair_id
    where ends.change = 'updated'`;
  await traceCreated(trx, trace, { table: 'relation', key, rows: created });
  await traceBefore(trx, trace, { table: 'relation', key, rows: updated });
  await sql`
    insert into relation (customer_id, id, pair_id, other_id, kind, side, since, until, note, created_at, created_by)
    select customer_id, id, pair_id, other_id, kind, side, since, until, coalesce(note, ''), ${act.at},
      ${act.memberId}::uuid
    from relation_end where change = 'created'`.execute(trx);
  await sql`
    update relation set since = coalesce(given.since, relation.since), until = coalesce(given.until, relation.until),
      note = coalesce(given.note, relation.note)
    from relation_end given
    where given.change = 'updated' and relation.customer_id = given.customer_id and relation.pair_id = given.pair_id`.execute(
    trx,
  );
}

async function tellRelations(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, category)
    select customer_id, ${factKinds.relation_changed}::smallint, ${act.at}::timestamptz,
      (${JSON.stringify(relationKindCodes)}::jsonb ->> kind)::integer
    from relation_end`.execute(trx);
  await recordFactBatch(trx, act, options);
}
