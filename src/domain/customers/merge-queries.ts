import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import type { CustomerScope } from '../team/team.ts';
import { inScope } from './customers.ts';
import type { Merge, MergeParty } from './merging.ts';

/** Customers as a merge compares them, by our numbers; one that is not in the book is missing. */
export async function readParties(db: Db, customerIds: readonly number[]): Promise<Map<number, MergeParty>> {
  const { rows } = await sql<MergeParty>`
    select customer_id as "customerId", public_id as "publicId", kind, customer.name, short_name as "shortName", industry,
      region, city, country, since, pattern, terms, tax_number as "taxNumber", address, phone, version,
      owner_a as "ownerA", owner_b as "ownerB",
      (select name from member where id = owner_a) as "ownerAName",
      (select name from member where id = owner_b) as "ownerBName",
      coalesce(duplicate_place(customer.name), regexp_replace(city, '市$', '')) as place, customer_group.name as "group"
    from customer left join customer_group on customer_group.id = customer.group_id
    where customer_id = any(${customerIds}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** How many rows a merge moves, keeps aside and renumbers, by table; what is worked out anew is nobody's loss. */
export interface MergedRows {
  readonly counts: Readonly<Record<string, number>>;
  readonly kept: Readonly<Record<string, number>>;
  readonly renumbered: readonly { readonly from: string; readonly to: string }[];
}

/** What one merge did. */
export async function readMergedRows(db: Db, mergeId: string): Promise<MergedRows> {
  const { rows } = await sql<MergedRows>`
    select counts,
      (select coalesce(jsonb_object_agg(key, jsonb_array_length(value)) filter (where value <> '[]'), '{}')
        from jsonb_each(lifted) where key not in (select table_name from merge_rule where rule = 'lift')) as kept,
      (select coalesce(jsonb_agg(jsonb_build_object('from', change -> 'before' ->> 'number', 'to', change -> 'after' ->> 'number')), '[]')
        from jsonb_array_elements(changed) as change where change -> 'after' ? 'number') as renumbered
    from customer_merge where id = ${mergeId}::uuid`.execute(db);
  assert(rows[0] !== undefined, 'a merge that was just done is there');
  return rows[0];
}

/** The merges whose survivor lies in the scope, newest first. */
export async function listMerges(db: Db, scope: CustomerScope, page: PageQuery): Promise<Page<Merge>> {
  const reached = scope.kind === 'all' ? sql`true` : sql`customer.customer_id is not null and ${inScope(scope)}`;
  const chosen = sql`
    from customer_merge merge left join customer on customer.customer_id = merge.survivor_id where ${reached}`;
  const member = (column: string) =>
    sql`(select jsonb_build_object('id', id, 'name', name) from member where id = merge.${sql.ref(column)})`;
  const { rows } = await sql<Merge>`
    select merge.id, jsonb_build_object('publicId', survivor_public_id, 'name', survivor_name) as survivor,
      jsonb_build_object('publicId', merged_public_id, 'name', merged_name) as merged, reason,
      merged_at as "mergedAt", ${member('merged_by')} as "mergedBy", undone_at as "undoneAt",
      ${member('undone_by')} as "undoneBy",
      (select coalesce(sum(value::bigint), 0) from jsonb_each_text(counts)) as moved,
      (select later.survivor_name || ' ← ' || later.merged_name from customer_merge later
        where later.number > merge.number and later.undone_at is null and merge.undone_at is null
          and merge.survivor_id in (later.survivor_id, later.merged_id)
        order by later.number desc limit 1) as "waitsFor"
    ${chosen} order by merge.number desc limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total ${chosen}`.execute(db);
  return { items: rows.map((row) => ({ ...row, moved: Number(row.moved) })), total: Number(counts[0]?.total ?? 0) };
}

/** Refuses a merge whose survivor lies outside the scope as if it were unknown: throws `merge_unknown`. */
export async function checkMergeInScope(db: Db, mergeId: string, scope: CustomerScope): Promise<void> {
  if (scope.kind === 'all') return;
  const { rows } = await sql`
    select from customer_merge join customer on customer.customer_id = survivor_id
    where id = ${mergeId}::uuid and ${inScope(scope)}`.execute(db);
  if (rows.length === 0) throw new AppError('merge_unknown');
}
