import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { ApplyPlan, Chunk } from './chunk.ts';
import { importerOf } from './importers-acts.ts';
import type { SourceFile } from './reading.ts';
import type { DiffRow } from './reply.ts';

/** Rows of each change that a dry run shows. */
const DIFF_ROWS_MAX = 50;

export interface DiffCollector {
  readonly rows: DiffRow[];
  readonly files: readonly SourceFile[];
}

/**
 * Before a dry run applies a chunk: what the database says now about everything the chunk names, as one JSON per row of
 * the file, so that what changes can be shown beside it.
 */
export async function rememberBefore(trx: Trx, { importId, kind }: ApplyPlan, chunk: Chunk): Promise<void> {
  await sql`create temp table if not exists import_before (row_no bigint primary key, before jsonb) on commit drop`.execute(
    trx,
  );
  await sql`truncate import_before`.execute(trx);
  const query = importerOf(kind).known;
  if (chunk.number === 0 || query === undefined) return;
  const staged = sql`
    select * from import_staging where import_id = ${importId} and bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`;
  await sql`insert into import_before (row_no, before) ${query(staged)}`.execute(trx);
}

interface ChangedRow {
  readonly change: 'created' | 'updated';
  readonly file: number;
  readonly line: number;
  readonly subject: readonly (string | null)[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
}

/** After a dry run applied a chunk: the first rows that are new, and the first that change, with both sides. */
export async function collectDiff(
  trx: Trx,
  { importId, kind }: ApplyPlan,
  chunk: Chunk,
  diff: DiffCollector,
): Promise<void> {
  if (chunk.number === 0) return;
  for (const change of ['updated', 'created'] as const) {
    const left = DIFF_ROWS_MAX - diff.rows.filter((row) => row.change === change).length;
    if (left <= 0) continue;
    const { rows } = await sql<ChangedRow>`
      select batch.change, staged.file, staged.line, array[staged.key, staged.number, staged.product] as subject, before,
        coalesce(staged.details, '{}') || jsonb_strip_nulls(jsonb_build_object('quantity', staged.quantity,
          'unitPrice', staged.unit_price, 'amount', staged.amount, 'orderedAt', staged.at)) as after
      from ${importerOf(kind).batch} batch
      join import_staging staged on staged.import_id = ${importId} and staged.row_no = batch.row_no
        and staged.bucket between ${chunk.firstBucket} and ${chunk.lastBucket}
      left join import_before on import_before.row_no = batch.row_no
      where batch.change = ${change} order by batch.row_no limit ${left}`.execute(trx);
    diff.rows.push(...rows.map((row) => diffRow(row, diff.files)));
  }
}

function diffRow({ change, file, line, subject, before, after }: ChangedRow, files: readonly SourceFile[]): DiffRow {
  const fields = Object.entries(after)
    .map(([field, value]) => ({ field, before: shown(before?.[field]), after: shown(value) }))
    .filter((one) => one.before !== one.after);
  return { change, file: files[file]?.name ?? '', line, subject: subject.filter((word) => word !== null), fields };
}

/** One form for what the file and the database may write differently: `6`, `6.0000`. */
function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join(', ');
  return String(value);
}
