import { assert } from '../kernel/errors.ts';
import { parseBigint } from './wire.ts';

/** The types that are decoded; anything else is cast in the query (`::text`). */
export type ColumnKind = NumberKind | 'bool' | 'text' | 'uuid';
/** Those whose values are numbers: a date is days since 1970-01-01, a timestamptz milliseconds since then. */
export type NumberKind = 'int2' | 'int4' | 'int8' | 'float4' | 'float8' | 'date' | 'timestamptz';
export type ColumnValue = number | string | boolean | Date | null;

// PostgreSQL counts days and microseconds from 2000-01-01 UTC.
const EPOCH_DAYS = 10_957;
const EPOCH_MS = EPOCH_DAYS * 86_400_000;
const DAY_MS = 86_400_000;
const SIGNATURE_BYTES = 11;

/**
 * Splits COPY's binary format (PostgreSQL manual, COPY, "Binary Format") into rows. What is left of a chunk waits for
 * the next one.
 */
export class BinaryRows {
  private rest: Buffer = Buffer.alloc(0);
  private isPastHeader = false;
  private readonly columns: number;
  private readonly onRow: (view: DataView, offsets: Int32Array, lengths: Int32Array) => void;
  private readonly offsets: Int32Array;
  private readonly lengths: Int32Array;

  /** `onRow` gets where each field begins and how long it is, -1 for null; both arrays are used again. */
  constructor(columns: number, onRow: (view: DataView, offsets: Int32Array, lengths: Int32Array) => void) {
    this.columns = columns;
    this.onRow = onRow;
    this.offsets = new Int32Array(columns);
    this.lengths = new Int32Array(columns);
  }

  take(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = this.isPastHeader ? 0 : this.skipHeader(view);
    for (let next = at; next >= 0; next = this.row(view, next)) at = next;
    this.rest = bytes.subarray(at);
  }

  private skipHeader(view: DataView): number {
    if (view.byteLength < SIGNATURE_BYTES + 8) return 0;
    const end = SIGNATURE_BYTES + 8 + view.getInt32(SIGNATURE_BYTES + 4);
    if (view.byteLength < end) return 0;
    this.isPastHeader = true;
    return end;
  }

  /** Where the next row begins, or -1 when this one is not complete or was the end mark. */
  private row(view: DataView, from: number): number {
    if (!this.isPastHeader || from + 2 > view.byteLength) return -1;
    const fields = view.getInt16(from);
    if (fields === -1) return -1;
    assert(fields === this.columns, `the query answers ${fields} columns, ${this.columns} were declared`);
    let at = from + 2;
    for (let index = 0; index < fields; index++) {
      if (at + 4 > view.byteLength) return -1;
      const length = view.getInt32(at);
      this.offsets[index] = at + 4;
      this.lengths[index] = length;
      at += 4 + Math.max(length, 0);
    }
    if (at > view.byteLength) return -1;
    this.onRow(view, this.offsets, this.lengths);
    return at;
  }
}

/** Decodes number columns into one array that is used again for every row; null is NaN. */
export function numberRows(kinds: readonly NumberKind[], onRow: (values: Float64Array) => void): BinaryRows {
  const values = new Float64Array(kinds.length);
  const readers = kinds.map((kind) => NUMBER_READERS[kind]);
  return new BinaryRows(kinds.length, (view, offsets, lengths) => {
    for (let index = 0; index < readers.length; index++) {
      const isNull = lengths[index] === -1;
      values[index] = isNull ? Number.NaN : (readers[index]?.(view, offsets[index] ?? 0) ?? Number.NaN);
    }
    onRow(values);
  });
}

/** Decodes columns into JavaScript values as a query would answer them: a date as text, a timestamptz as Date. */
export function valueRows(kinds: readonly ColumnKind[], onRow: (values: ColumnValue[]) => void): BinaryRows {
  return new BinaryRows(kinds.length, (view, offsets, lengths) => {
    onRow(kinds.map((kind, index) => valueAt(kind, view, offsets[index] ?? 0, lengths[index] ?? -1)));
  });
}

function valueAt(kind: ColumnKind, view: DataView, at: number, length: number): ColumnValue {
  if (length === -1) return null;
  if (kind === 'text') return Buffer.from(view.buffer, view.byteOffset + at, length).toString('utf8');
  if (kind === 'uuid') return uuidAt(view, at);
  if (kind === 'bool') return view.getUint8(at) === 1;
  const number = NUMBER_READERS[kind](view, at);
  if (kind === 'timestamptz') return new Date(number);
  return kind === 'date' ? new Date(number * DAY_MS).toISOString().slice(0, 10) : number;
}

function uuidAt(view: DataView, at: number): string {
  const hex = Buffer.from(view.buffer, view.byteOffset + at, 16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const NUMBER_READERS: Readonly<Record<NumberKind, (view: DataView, at: number) => number>> = {
  int2: (view, at) => view.getInt16(at),
  int4: (view, at) => view.getInt32(at),
  int8: readInt8,
  float4: (view, at) => view.getFloat32(at),
  float8: (view, at) => view.getFloat64(at),
  date: (view, at) => view.getInt32(at) + EPOCH_DAYS,
  timestamptz: (view, at) => Math.floor(wide(view, at) / 1000) + EPOCH_MS,
};

function readInt8(view: DataView, at: number): number {
  const number = wide(view, at);
  return Number.isSafeInteger(number) ? number : parseBigint(String(view.getBigInt64(at)));
}

/** A 64-bit integer without the cost of BigInt; exact up to 2^53. */
function wide(view: DataView, at: number): number {
  return view.getInt32(at) * 4_294_967_296 + view.getUint32(at + 4);
}
