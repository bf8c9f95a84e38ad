import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { AppError, assert, isAppError } from '../../kernel/errors.ts';
import { cellText } from './cells.ts';
import { type RawRow, readDelimited } from './csv.ts';
import { decideEncoding, type Encoding, type EncodingVerdict, magicOf } from './encoding.ts';
import { findHeader, HEADER_ROWS_MAX } from './header.ts';
import { freeGuesses } from './mapping.ts';
import { type FilePreview, PREVIEW_ROWS_MAX, type ReadingRequest, type SourceFile, TEXT_BYTES_MAX } from './reading.ts';
import { kindOfHeadings, withReadyMap } from './ready-maps-acts.ts';
import { readWorkbook, WORKBOOK_BYTES_MAX } from './workbook.ts';

const PIECE_BYTES = 262_144;
const MEGABYTE = 1_048_576;

export interface OpenFile {
  /** The encoding of a text file, or `xlsx`. */
  readonly encoding: string;
  readonly rows: AsyncGenerator<RawRow[]>;
}

/**
 * Opens a file by what its bytes are, whatever its name says. The bytes are counted into `hash` as they pass first.
 * Throws AppError for what cannot be read or must not be guessed.
 */
export async function openFile(file: SourceFile, request: ReadingRequest, hash: Hash | null): Promise<OpenFile> {
  const size = await sizeOf(file);
  if (size === 0) throw new AppError('import_file_empty', { file: file.name });
  const magic = magicOf(await headOf(file));
  if (magic === 'zip') return openWorkbook(file, size, request, hash);
  if (magic === 'xls') throw new AppError('import_workbook_old', { file: file.name });
  if (size > TEXT_BYTES_MAX)
    throw new AppError('import_file_too_large', { file: file.name, limit: TEXT_BYTES_MAX / MEGABYTE });
  const verdict = await verdictOf(file, request.map.encoding ?? null, hash);
  if (verdict.kind === 'binary')
    throw new AppError('import_file_binary', { file: file.name, looksLike: verdict.looksLike });
  if (verdict.kind === 'ask')
    throw new AppError('import_encoding_unknown', { file: file.name, candidates: verdict.candidates.join(', ') });
  return {
    encoding: verdict.encoding,
    rows: readDelimited({ name: file.name, bytes: bytesOf(file), encoding: verdict.encoding, cut: verdict.cut }),
  };
}

async function openWorkbook(
  file: SourceFile,
  size: number,
  request: ReadingRequest,
  hash: Hash | null,
): Promise<OpenFile> {
  if (size > WORKBOOK_BYTES_MAX)
    throw new AppError('import_file_too_large', { file: file.name, limit: WORKBOOK_BYTES_MAX / MEGABYTE });
  const bytes = await readFile(file.path);
  hash?.update(bytes);
  return { encoding: 'xlsx', rows: readWorkbook({ name: file.name, bytes, sheet: request.map.sheet ?? null }) };
}

async function sizeOf(file: SourceFile): Promise<number> {
  try {
    const found = await stat(file.path);
    if (found.isFile()) return found.size;
  } catch {
    // What cannot be looked at is as good as missing.
  }
  throw new AppError('import_file_missing', { file: file.name });
}

async function headOf(file: SourceFile): Promise<Uint8Array> {
  const handle = await open(file.path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function bytesOf(file: SourceFile): AsyncIterable<Uint8Array> {
  return createReadStream(file.path, { highWaterMark: PIECE_BYTES });
}

/** The bytes once more, counted into the fingerprint the first time they pass. */
async function* hashed(file: SourceFile, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of bytesOf(file)) {
    hash.update(piece);
    yield piece;
  }
}

async function verdictOf(file: SourceFile, chosen: Encoding | null, hash: Hash | null): Promise<EncodingVerdict> {
  let isFirst = hash !== null;
  const openBytes = () => {
    const bytes = isFirst && hash !== null ? hashed(file, hash) : bytesOf(file);
    isFirst = false;
    return bytes;
  };
  const found = await decideEncoding(openBytes);
  if (chosen === null || found.kind === 'binary') return found;
  return { kind: 'text', encoding: chosen, cut: found.kind === 'text' && found.encoding === chosen && found.cut };
}

/** What a person should see of each file before it is imported: nothing is refused that can be shown. */
export async function previewFiles(request: ReadingRequest): Promise<FilePreview[]> {
  const previews: FilePreview[] = [];
  for (const file of request.files) previews.push(await previewFile(file, request));
  return previews;
}

async function previewFile(file: SourceFile, request: ReadingRequest): Promise<FilePreview> {
  try {
    const source = await openFile(file, request, null);
    return shown(file, source.encoding, await firstRows(source.rows, request.previewRows), request);
  } catch (error) {
    if (!isAppError(error, 'import_encoding_unknown')) throw error;
    const verdict = await verdictOf(file, null, null);
    assert(verdict.kind === 'ask', 'an unknown encoding has candidates');
    const candidates = await Promise.all(verdict.candidates.map((encoding) => candidate(file, encoding)));
    return {
      name: file.name,
      encoding: null,
      candidates,
      headings: [],
      headerLine: null,
      rows: [],
      columns: {},
      ready: null,
      looksLike: null,
      reasons: [],
    };
  }
}

async function candidate(file: SourceFile, encoding: Encoding): Promise<{ encoding: Encoding; rows: string[][] }> {
  const rows = await firstRows(readDelimited({ name: file.name, bytes: bytesOf(file), encoding, cut: true }));
  return { encoding, rows: rows.slice(0, PREVIEW_ROWS_MAX).map((row) => row.cells.map(cellText)) };
}

async function firstRows(source: AsyncGenerator<RawRow[]>, wanted = PREVIEW_ROWS_MAX): Promise<RawRow[]> {
  const first: RawRow[] = [];
  for await (const rows of source) {
    first.push(...rows);
    if (first.length >= wanted + HEADER_ROWS_MAX) break;
  }
  return first;
}

function shown(file: SourceFile, encoding: string, rows: readonly RawRow[], request: ReadingRequest): FilePreview {
  if (rows.length === 0) throw new AppError('import_file_empty', { file: file.name });
  const header = findHeader(rows, request.map, file.name);
  const { map, ready } = withReadyMap(request.map, header.headings);
  const mapped = Object.fromEntries(Object.entries(map.columns).map(([key, rule]) => [key, rule.column]));
  const columns = { ...(request.guess ? freeGuesses(map, header.headings) : {}), ...mapped };
  const data = rows.slice(header.next, header.next + (request.previewRows ?? PREVIEW_ROWS_MAX));
  return {
    name: file.name,
    encoding,
    candidates: [],
    headings: header.headings,
    headerLine: header.line,
    rows: data.map((row) => row.cells.map(cellText)),
    columns,
    ready: ready === null ? null : { key: ready.key, program: ready.program },
    looksLike: kindOfHeadings(header.headings),
    reasons: [],
  };
}
