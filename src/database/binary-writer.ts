// PostgreSQL counts days and microseconds from 2000-01-01 UTC.
const EPOCH_DAYS = 10_957;
const EPOCH_MS = EPOCH_DAYS * 86_400_000;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const HIGH = 4_294_967_296;
/** Room that one value needs at most beside the bytes of a text. */
const SLACK = 64;

// Object identifiers of types, fixed in PostgreSQL's pg_type.dat.
const TEXT = 25;
const FLOAT4 = 700;
const FLOAT8 = 701;

/**
 * Writes rows in COPY's binary format (PostgreSQL manual, COPY, "Binary Format") into one buffer that grows and is used
 * again. A value is one call; NaN and null are null where the name says so. Nothing is allocated per value.
 */
export class BinaryRowWriter {
  private bytes: Buffer;
  private at = 0;
  private rowAt = 0;
  rows = 0;
  /** Both halves of the number that `hash` wrote last. */
  hashHigh = 0;
  hashLow = 0;

  constructor(capacity = 1 << 20) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.clear();
  }

  /** Forgets everything written; the buffer stays. */
  clear(): void {
    SIGNATURE.copy(this.bytes);
    this.at = SIGNATURE.length;
    this.rows = 0;
  }

  /** Begins a row of so many columns. */
  row(columns: number): void {
    this.room(SLACK);
    this.rowAt = this.at;
    this.at = this.bytes.writeInt16BE(columns, this.at);
    this.rows += 1;
  }

  /** Takes back the row begun last. */
  dropRow(): void {
    this.at = this.rowAt;
    this.rows -= 1;
  }

  /** Where the next value goes: with `hash`, what lies between two places. */
  get place(): number {
    return this.at;
  }

  /** All rows with the end mark; valid until the next `clear`. */
  finish(): Buffer {
    this.room(2);
    this.bytes.writeInt16BE(-1, this.at);
    return this.bytes.subarray(0, this.at + 2);
  }

  none(): void {
    this.room(SLACK);
    this.at = this.bytes.writeInt32BE(-1, this.at);
  }

  bool(value: boolean): void {
    this.head(1);
    this.bytes[this.at++] = value ? 1 : 0;
  }

  /** NaN is null. */
  int2(value: number): void {
    if (Number.isNaN(value)) this.none();
    else {
      this.head(2);
      this.at = this.bytes.writeInt16BE(value, this.at);
    }
  }

  int4(value: number): void {
    if (Number.isNaN(value)) this.none();
    else {
      this.head(4);
      this.at = this.bytes.writeInt32BE(value, this.at);
    }
  }

  /** A whole number; NaN is null. */
  int8(value: number): void {
    if (Number.isNaN(value)) this.none();
    else {
      this.head(8);
      this.wide(value);
    }
  }

  float4(value: number): void {
    if (Number.isNaN(value)) this.none();
    else {
      this.head(4);
      this.at = this.bytes.writeFloatBE(value, this.at);
    }
  }

  /** Days since 1970-01-01; NaN is null. */
  date(day: number): void {
    this.int4(day - EPOCH_DAYS);
  }

  timestamp(ms: number): void {
    this.head(8);
    this.wide((ms - EPOCH_MS) * 1000);
  }

  /** Sixteen bytes, or null. */
  uuid(bytes: Uint8Array | null): void {
    if (bytes === null) this.none();
    else {
      this.head(16);
      this.bytes.set(bytes, this.at);
      this.at += 16;
    }
  }

  text(value: string | null): void {
    if (value === null) this.none();
    else {
      this.room(SLACK + value.length * 3);
      const length = this.bytes.write(value, this.at + 4);
      this.bytes.writeInt32BE(length, this.at);
      this.at += 4 + length;
    }
  }

  jsonb(json: string | null): void {
    if (json === null) {
      this.none();
      return;
    }
    this.room(SLACK + json.length * 3);
    this.bytes[this.at + 4] = 1;
    const length = this.bytes.write(json, this.at + 5) + 1;
    this.bytes.writeInt32BE(length, this.at);
    this.at += 4 + length;
  }

  /** The first `count` of these as bits, most significant first: 1 is set, anything else is not. */
  bits(values: ArrayLike<number>, count: number): void {
    const size = (count + 7) >> 3;
    this.room(SLACK + size);
    this.bytes.writeInt32BE(4 + size, this.at);
    this.bytes.writeInt32BE(count, this.at + 4);
    this.at += 8;
    for (let start = 0; start < count; start += 8) {
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) byte = (byte << 1) | (start + bit < count && values[start + bit] === 1 ? 1 : 0);
      this.bytes[this.at++] = byte;
    }
  }

  /** NaN is null. */
  float8Array(values: ArrayLike<number>, count: number): void {
    const start = this.array(FLOAT8, count, 12);
    for (let index = 0; index < count; index++) {
      if (Number.isNaN(values[index])) this.at = this.bytes.writeInt32BE(-1, this.at);
      else {
        this.at = this.bytes.writeInt32BE(8, this.at);
        this.at = this.bytes.writeDoubleBE(values[index], this.at);
      }
    }
    this.bytes.writeInt32BE(this.at - start - 4, start);
  }

  float4Array(values: ArrayLike<number>, count: number): void {
    const start = this.array(FLOAT4, count, 8);
    for (let index = 0; index < count; index++) {
      if (Number.isNaN(values[index])) this.at = this.bytes.writeInt32BE(-1, this.at);
      else {
        this.at = this.bytes.writeInt32BE(4, this.at);
        this.at = this.bytes.writeFloatBE(values[index], this.at);
      }
    }
    this.bytes.writeInt32BE(this.at - start - 4, start);
  }

  textArray(values: readonly (string | null)[]): void {
    const start = this.array(TEXT, values.length, 0);
    for (const value of values) this.text(value);
    this.bytes.writeInt32BE(this.at - start - 4, start);
  }

  /** A number of 53 bits, as many as JavaScript's have, that tells the bytes from `from` to here, and a text, apart from others: as bigint column. */
  hash(from: number, text: string): void {
    let [high, low] = [0x811c9dc5, 0x9e3779b9];
    for (let index = from; index < this.at; index++) {
      const byte = this.bytes[index];
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul((low << 5) ^ (low >>> 27) ^ byte, 0x85ebca6b);
    }
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul((low << 5) ^ (low >>> 27) ^ code, 0x85ebca6b);
    }
    this.hashHigh = high >>> 11;
    this.hashLow = low | 0;
    this.head(8);
    this.at = this.bytes.writeInt32BE(this.hashHigh, this.at);
    this.at = this.bytes.writeInt32BE(this.hashLow, this.at);
  }

  private array(type: number, count: number, itemBytes: number): number {
    this.room(SLACK + count * itemBytes);
    const start = this.at;
    const { bytes } = this;
    bytes.writeInt32BE(count === 0 ? 0 : 1, start + 4);
    bytes.writeInt32BE(1, start + 8);
    bytes.writeInt32BE(type, start + 12);
    this.at = start + 16;
    if (count === 0) return start;
    bytes.writeInt32BE(count, start + 16);
    bytes.writeInt32BE(1, start + 20);
    this.at = start + 24;
    return start;
  }

  private head(length: number): void {
    this.room(SLACK);
    this.at = this.bytes.writeInt32BE(length, this.at);
  }

  private wide(value: number): void {
    const high = Math.floor(value / HIGH);
    this.bytes.writeInt32BE(high, this.at);
    this.bytes.writeUInt32BE(value - high * HIGH, this.at + 4);
    this.at += 8;
  }

  private room(wanted: number): void {
    if (this.at + wanted <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + wanted));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
