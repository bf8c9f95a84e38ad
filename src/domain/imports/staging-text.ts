import type { RowProblem } from './row.ts';
import type { StagedRow } from './staging-row.ts';

/** Rows of one key fall into one bucket, so buckets can be applied in any order and by anyone. */
export const BUCKETS = 64;

/** The columns of `import_staging` in the order in which `stagedLine` writes them. */
export const STAGING_COLUMNS = [
  'import_id',
  'bucket',
  'row_no',
  'file',
  'line',
  'key',
  'number',
  'kind',
  'product',
  'at',
  'quantity',
  'unit_price',
  'amount',
  'customer_details',
  'product_details',
  'details',
  'cells',
] as const;

/** The columns of `import_problem` in the order in which `problemLine` writes them. */
export const PROBLEM_COLUMNS = [
  'import_id',
  'id',
  'row_no',
  'file',
  'line',
  'col',
  'code',
  'outcome',
  'params',
  'cells',
] as const;

export interface RowPlace {
  readonly importId: string;
  readonly rowNo: number;
  /** Index of the file in the run. */
  readonly file: number;
  readonly line: number;
}

/** The bucket of a key: FNV-1a over its characters, the same on every machine. */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}

/** One row as a line of COPY's text format. `cells` is kept where the row can still fail in the database. */
export function stagedLine(place: RowPlace, row: StagedRow, cells: readonly string[] | null): string {
  return `${place.importId}\t${bucketOf(row.key)}\t${place.rowNo}\t${place.file}\t${place.line}\t${escaped(row.key)}\t${optional(row.number)}\t${
    row.kind ?? '\\N'
  }\t${optional(row.product)}\t${row.atMs === null ? '\\N' : instantText(row.atMs)}\t${row.quantity ?? '\\N'}\t${row.unitPrice ?? '\\N'}\t${
    row.amount ?? '\\N'
  }\t${optional(row.customerDetails)}\t${optional(row.productDetails)}\t${optional(row.details)}\t${cells === null ? '\\N' : arrayText(cells)}\n`;
}

/** One problem as a line of COPY's text format. */
export function problemLine(place: RowPlace, id: number, one: RowProblem, cells: readonly string[] | null): string {
  const params = escaped(JSON.stringify(one.params));
  const rest = `${optional(one.column)}\t${one.code}\t${one.outcome}\t${params}\t${cells === null ? '\\N' : arrayText(cells)}`;
  return `${place.importId}\t${id}\t${place.rowNo}\t${place.file}\t${place.line}\t${rest}\n`;
}

let lastMs = Number.NaN;
let lastText = '';

/** Neighbouring rows mostly carry the same moment. */
function instantText(ms: number): string {
  if (ms !== lastMs) {
    lastMs = ms;
    lastText = new Date(ms).toISOString();
  }
  return lastText;
}

function optional(text: string | null): string {
  return text === null ? '\\N' : escaped(text);
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    : text;
}

function arrayText(cells: readonly string[]): string {
  const quoted = cells.map((cell) => `"${storable(cell).replace(/[\\"]/g, '\\$&')}"`);
  return escaped(`{${quoted.join(',')}}`);
}

/** What PostgreSQL cannot hold is shown as the replacement character. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}
