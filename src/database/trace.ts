import { type RawBuilder, sql } from 'kysely';
import type { Trx } from './connect.ts';
import type { Schema } from './tables/schema.ts';

/** Keeps what an act on a set does, so that the import it belongs to can be taken back (migration 0013 does that). */
export interface Trace {
  readonly importId: string;
}

export interface TraceOptions {
  /** Tables whose rows are part of the created ones and go with them: nobody adds to them without changing those. */
  readonly parts?: readonly (keyof Schema)[];
  /** Columns that change by themselves: neither compared nor put back. `fact_ids` and `version` always see to themselves. */
  readonly unwatched?: readonly string[];
}

/** Rows of a table by their key: `rows` selects the columns `key`, in the order of the primary key. */
export interface TracedRows {
  readonly table: keyof Schema;
  readonly key: readonly string[];
  readonly rows: RawBuilder<unknown>;
}

/** Before or after they are inserted: the rows that an act creates. Without a trace it does nothing. */
export async function traceCreated(
  trx: Trx,
  trace: Trace | undefined,
  { table, key, rows }: TracedRows,
  { parts = [], unwatched = [] }: TraceOptions = {},
): Promise<void> {
  if (trace === undefined) return;
  await sql`
    insert into import_trace (import_id, table_name, change, key_columns, keys, parts, unwatched)
    select ${trace.importId}, ${table}, 'created', ${[...key]}::text[], jsonb_agg(jsonb_build_array(${columns(key)})),
      ${[...parts]}::text[], ${[...unwatched]}::text[]
    from (select distinct ${columns(key)} from (${rows}) as given) as touched having count(*) > 0`.execute(trx);
}

/** Before they are updated: the rows as they are. Without a trace it does nothing. */
export async function traceBefore(
  trx: Trx,
  trace: Trace | undefined,
  { table, key, rows }: TracedRows,
  { unwatched = [] }: TraceOptions = {},
): Promise<void> {
  if (trace === undefined) return;
  await sql`
    insert into import_trace (import_id, table_name, change, key_columns, keys, befores, unwatched)
    select ${trace.importId}, ${table}, 'updated', ${[...key]}::text[], jsonb_agg(jsonb_build_array(${columns(key)})),
      jsonb_agg(to_jsonb(t) - ${[...unwatched]}::text[]), ${[...unwatched]}::text[]
    from (select distinct ${columns(key)} from (${rows}) as given) as touched
    join ${sql.table(table)} t using (${columns(key)}) having count(*) > 0`.execute(trx);
}

/** The facts of an act, as `rows` of customer_id and id. */
export async function traceFacts(trx: Trx, trace: Trace | undefined, rows: RawBuilder<unknown>): Promise<void> {
  if (trace === undefined) return;
  await sql`
    insert into import_trace_fact (import_id, customer_ids, fact_ids)
    select ${trace.importId}, array_agg(customer_id), array_agg(id) from (${rows}) as given having count(*) > 0`.execute(
    trx,
  );
}

/** At the end of the act: how the traced rows look now, by which a later change of them will show. */
export async function closeTrace(trx: Trx, trace: Trace | undefined): Promise<void> {
  if (trace === undefined) return;
  await sql`select import_close_traces(${trace.importId})`.execute(trx);
}

function columns(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}
