import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { assert } from '../kernel/errors.ts';
import { clientOf } from './clients.ts';
import type { Trx } from './connect.ts';
import {
  BinaryRows,
  type ColumnKind,
  type ColumnValue,
  type NumberKind,
  numberRows,
  valueRows,
} from './copy-binary.ts';
import { type CopyValue, textPieces, textPiecesLater } from './copy-text.ts';
import type { Schema } from './tables/schema.ts';

export type { ColumnKind, ColumnValue, NumberKind } from './copy-binary.ts';
export { type CopyValue, rowText } from './copy-text.ts';

type Column<Table extends keyof Schema> = keyof Schema[Table] & string;

/**
 * Writes rows with COPY in the caller's transaction, many times faster than INSERT. Each row gives the columns in
 * their order. Returns how many rows were written. Throws what the database throws (a broken constraint undoes the
 * transaction) and what `rows` throws. The transaction has no statement timeout from here on.
 */
export async function copyIn<Table extends keyof Schema>(
  trx: Trx,
  table: Table,
  columns: readonly Column<Table>[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<number> {
  const pieces = Symbol.asyncIterator in rows ? textPiecesLater(rows) : textPieces(rows);
  return copyTextIn(trx, table, columns, pieces);
}

/**
 * The same for text that is already in COPY's text format (see `rowText`), and for temporary tables. Pieces may end
 * anywhere in a line.
 */
export async function copyTextIn(
  trx: Trx,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  return copyPiecesIn(trx, table, columns, pieces, '');
}

async function copyPiecesIn(
  trx: Trx,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  format: string,
): Promise<number> {
  const client = await clientOf(trx);
  await sql`set local statement_timeout = 0`.execute(trx);
  const target = `${table.split('.').map(pg.escapeIdentifier).join('.')} (${columns.map(pg.escapeIdentifier).join(', ')})`;
  const stream = client.query(from(`copy ${target} from stdin${format}`));
  await pipeline(Readable.from(pieces, { objectMode: true }), stream);
  return stream.rowCount;
}

/**
 * Streams the numbers of a query: `onRow` gets one array, used again for every row, with NaN for null, days since
 * 1970-01-01 for a date and milliseconds for a timestamptz. Some 3 million rows of 6 columns a second.
 * Returns how many rows there were. Throws AppError number_too_large for a bigint beyond 2^53.
 */
export async function copyNumbersOut(
  trx: Trx,
  query: RawBuilder<unknown>,
  kinds: readonly NumberKind[],
  onRow: (values: Float64Array) => void,
): Promise<number> {
  let count = 0;
  const rows = numberRows(kinds, (values) => {
    count++;
    onRow(values);
  });
  for await (const chunk of chunksOf(trx, query)) rows.take(chunk);
  return count;
}

/**
 * Streams the rows of a query as they come over the wire: `onRow` gets where each of the fields begins and how long it is,
 * -1 for null; all three are used again for the next row. For millions of rows whose columns somebody decodes himself.
 */
export async function copyBytesOut(
  trx: Trx,
  query: RawBuilder<unknown>,
  columns: number,
  onRow: (view: DataView, offsets: Int32Array, lengths: Int32Array) => void,
): Promise<void> {
  const rows = new BinaryRows(columns, onRow);
  for await (const chunk of chunksOf(trx, query)) rows.take(chunk);
}

/** Writes rows that are in COPY's binary format already (`BinaryRowWriter`), header and end included. */
export async function copyBytesIn(
  trx: Trx,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Uint8Array>,
): Promise<number> {
  return copyPiecesIn(trx, table, columns, pieces, ' (format binary)');
}

/**
 * Streams the rows of a query as JavaScript values, at the reader's pace and in constant memory: for exports.
 * A type that `ColumnKind` does not have is cast in the query.
 */
export async function* copyOut(
  trx: Trx,
  query: RawBuilder<unknown>,
  kinds: readonly ColumnKind[],
): AsyncGenerator<ColumnValue[]> {
  let batch: ColumnValue[][] = [];
  const rows: BinaryRows = valueRows(kinds, (values) => batch.push(values));
  for await (const chunk of chunksOf(trx, query)) {
    rows.take(chunk);
    yield* batch;
    batch = [];
  }
}

/** A reader that stops early leaves the connection in the middle of an answer, so the rest is read and thrown away. */
async function* chunksOf(trx: Trx, query: RawBuilder<unknown>): AsyncGenerator<Buffer> {
  const client = await clientOf(trx);
  await sql`set local statement_timeout = 0`.execute(trx);
  const stream = client.query(to(`copy (${inlined(trx, query)}) to stdout (format binary)`));
  try {
    yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } finally {
    if (!stream.readableEnded && !stream.errored) {
      stream.resume();
      await once(stream, 'end');
    }
  }
}

/** COPY takes no parameters, so they are written into its text as literals. */
function inlined(trx: Trx, query: RawBuilder<unknown>): string {
  const compiled = query.compile(trx);
  return compiled.sql.replace(/\$(\d+)/g, (_, number: string) => literal(compiled.parameters[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return `(${value})`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `timestamptz ${pg.escapeLiteral(value.toISOString())}`;
  if (typeof value === 'string') return pg.escapeLiteral(value);
  assert(Array.isArray(value), `a bulk copy cannot take a parameter of type ${typeof value}`);
  return `array[${value.map(literal).join(', ')}]`;
}
