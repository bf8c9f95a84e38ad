/** Deflates bytes without a header (RFC 1951). */
export type Pack = (bytes: Uint8Array) => Uint8Array;

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** CRC-32 of the bytes. */
  readonly check: number;
}

const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980: archives of the same content are the same bytes. */
const DATE = 0x21;
const UTF8_NAMES = 0x800;

/** A zip archive of a few files, each deflated; for archives below 4 GB. */
export function zipOf(files: readonly ZipFile[], pack: Pack): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes, check } of files) {
    const packed = pack(bytes);
    const title = new TextEncoder().encode(name);
    const common = [VERSION, UTF8_NAMES, DEFLATED, 0, DATE];
    const sizes = [check, packed.length, bytes.length];
    parts.push(record(0x04034b50, common, sizes, [title.length, 0]), title, packed);
    directory.push(record(0x02014b50, [VERSION, ...common], sizes, [title.length, 0, 0, 0, 0], [0, at]), title);
    at += 30 + title.length + packed.length;
  }
  const listed = joined(directory);
  const end = record(0x06054b50, [0, 0, files.length, files.length], [listed.length, at], [0]);
  return joined([...parts, listed, end]);
}

/** A signature, then numbers of 2, 4, 2 and 4 bytes: the shape of all records of an archive. */
function record(
  signature: number,
  shorts: readonly number[],
  longs: readonly number[],
  lastShorts: readonly number[],
  lastLongs: readonly number[] = [],
): Uint8Array {
  const length = 4 + 2 * (shorts.length + lastShorts.length) + 4 * (longs.length + lastLongs.length);
  const view = new DataView(new ArrayBuffer(length));
  let at = 0;
  const put = (size: 2 | 4, value: number) => {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  };
  put(4, signature);
  for (const value of shorts) put(2, value);
  for (const value of longs) put(4, value);
  for (const value of lastShorts) put(2, value);
  for (const value of lastLongs) put(4, value);
  return new Uint8Array(view.buffer);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** The check sum that archives use (CRC-32, IEEE 802.3). */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
