/** What a column can be given: text for jsonb and numeric too, arrays for array columns. */
export type CopyValue = CopyScalar | readonly CopyScalar[] | Float64Array | Float32Array | Int32Array;
type CopyScalar = string | number | bigint | boolean | Date | null;

const PIECE_CHARACTERS = 1 << 16;

/** Rows in COPY's text format, in pieces of some 64 kB. */
export function* textPieces(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let piece = '';
  for (const row of rows) {
    piece += rowText(row);
    if (piece.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** The same for rows that arrive over time. */
export async function* textPiecesLater(rows: AsyncIterable<readonly CopyValue[]>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const row of rows) {
    piece += rowText(row);
    if (piece.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** One line of COPY's text format, with its line end (PostgreSQL manual, COPY, "Text Format"). */
export function rowText(row: readonly CopyValue[]): string {
  let line = '';
  for (let index = 0; index < row.length; index++) line += (index === 0 ? '' : '\t') + valueText(row[index] ?? null);
  return `${line}\n`;
}

function valueText(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'object' && !(value instanceof Date)) return escaped(arrayText(value));
  return scalarText(value);
}

function scalarText(value: number | bigint | boolean | Date): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 't' : 'f';
  // The sign of zero is lost by String.
  return Object.is(value, -0) ? '-0' : String(value);
}

function arrayText(values: Iterable<CopyScalar>): string {
  const items = Array.from(values, (item) => {
    if (item === null) return 'NULL';
    return typeof item === 'string' ? `"${item.replace(/[\\"]/g, '\\$&')}"` : scalarText(item);
  });
  return `{${items.join(',')}}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}
