import { createInflateRaw } from 'node:zlib';

/** One file inside a zip archive, as its directory declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isLocked: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly headerAt: number;
}

/** Thrown for an archive that is cut short, damaged or not one; the caller knows the file's name and says so. */
export class BrokenArchive extends Error {
  override readonly name = 'BrokenArchive';
}

/** Thrown when more comes out of an archive than the budget allows, whatever its directory declares. */
export class ArchiveTooLarge extends Error {
  override readonly name = 'ArchiveTooLarge';
}

/** What may still be unpacked of one archive, in bytes; shared by all its entries. */
export interface UnpackBudget {
  left: number;
}

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const HEADER_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const COMMENT_LENGTH_MAX = 65_535;
const ENTRIES_MAX = 10_000;
const BIG = 0xffff_ffff;
const STORED = 0;
const DEFLATED = 8;

/** The entries of an archive, from its directory at the end; a file cut short has none and is refused. */
export function zipEntries(file: Buffer): ZipEntry[] {
  const end = endOfDirectory(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  if (count > ENTRIES_MAX) throw new BrokenArchive('too many entries');
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    const { entry, next } = directoryEntry(file, at);
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** Unpacks one entry piece by piece and takes what comes out from the budget. */
export async function* unpack(file: Buffer, entry: ZipEntry, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(file, entry);
  if (entry.method === STORED) {
    spend(budget, packed.length);
    yield packed;
    return;
  }
  if (entry.method !== DEFLATED) throw new BrokenArchive(`unknown method ${entry.method}`);
  const inflate = createInflateRaw();
  inflate.end(packed);
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      spend(budget, piece.length);
      yield piece;
    }
  } catch (error) {
    throw error instanceof ArchiveTooLarge ? error : new BrokenArchive(String(error));
  } finally {
    inflate.destroy();
  }
}

function spend(budget: UnpackBudget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw new ArchiveTooLarge();
}

function packedBytes(file: Buffer, entry: ZipEntry): Buffer {
  const at = entry.headerAt;
  if (at + 30 > file.length || file.readUInt32LE(at) !== HEADER_SIGNATURE) throw new BrokenArchive('header missing');
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  if (start + entry.packedBytes > file.length) throw new BrokenArchive('entry cut short');
  return file.subarray(start, start + entry.packedBytes);
}

function endOfDirectory(file: Buffer): number {
  const last = file.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - COMMENT_LENGTH_MAX); at--) {
    if (file.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new BrokenArchive('no directory');
}

function directoryEntry(file: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_SIGNATURE)
    throw new BrokenArchive('directory damaged');
  const nameLength = file.readUInt16LE(at + 28);
  const extraLength = file.readUInt16LE(at + 30);
  const name = file.toString('utf8', at + 46, at + 46 + nameLength);
  const extra = file.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const sizes = [file.readUInt32LE(at + 24), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)];
  const [unpackedBytes = 0, packedSize = 0, headerAt = 0] = bigSizes(sizes, extra);
  return {
    entry: {
      name,
      method: file.readUInt16LE(at + 10),
      isLocked: (file.readUInt16LE(at + 8) & 1) === 1,
      packedBytes: packedSize,
      unpackedBytes,
      headerAt,
    },
    next: at + 46 + nameLength + extraLength + file.readUInt16LE(at + 32),
  };
}

/** Sizes that do not fit 32 bits stand in the extra field 1, in order; some writers put small ones there too. */
function bigSizes(sizes: readonly number[], extra: Buffer): number[] {
  const big = sizes.some((size) => size === BIG) ? extraField(extra) : null;
  let at = 0;
  return sizes.map((size) => {
    if (size !== BIG) return size;
    if (big === null || at + 8 > big.length) throw new BrokenArchive('sizes missing');
    const value = Number(big.readBigUInt64LE(at));
    at += 8;
    return value;
  });
}

function extraField(extra: Buffer): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
