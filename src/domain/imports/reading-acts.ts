import { createHash, type Hash } from 'node:crypto';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { AppError, assert, isAppError } from '../../kernel/errors.ts';
import { formatDay, localDayOf } from '../../kernel/time.ts';
import { cellText } from './cells.ts';
import type { RawRow } from './csv.ts';
import { findHeader, HEADER_ROWS_MAX } from './header.ts';
import { kindOf } from './kinds.ts';
import { bindMap } from './mapping.ts';
import { openFile, previewFiles } from './opening-acts.ts';
import {
  FILES_MAX,
  type FilePreview,
  type FileRead,
  type ReadingRequest,
  type ReadingSummary,
  ROWS_MAX,
  type SourceFile,
} from './reading.ts';
import { withReadyMap } from './ready-maps-acts.ts';
import type { ReadContext } from './row.ts';
import { stageRow } from './staged.ts';
import type { StagedRow, StageResult } from './staging-row.ts';
import { BUCKETS, bucketOf, problemLine, type RowPlace, stagedLine } from './staging-text.ts';
import { ReasonTally } from './tally.ts';

const BATCH_CHARACTERS = 1_000_000;
/** Rows with one and the same notice that are kept one by one; all are counted. */
const NOTICES_KEPT_MAX = 1_000;

/** Where the lines for COPY go; `send` blocks the thread while the other side lags behind. */
export interface StagingSink {
  send(table: 'staging' | 'problems', text: string): void;
  progress(rowsRead: number): void;
}

/**
 * Reads all files of a request row by row into lines for COPY. Throws AppError for a file that cannot be read at all;
 * a row that cannot be read is a problem with a place and a reason.
 */
export async function stageFiles(request: ReadingRequest, sink: StagingSink): Promise<ReadingSummary> {
  if (request.files.length === 0) throw new AppError('import_no_files');
  assert(request.files.length <= FILES_MAX, `at most ${FILES_MAX} files`);
  const stage = new Stage(request, sink);
  for (const [index, file] of request.files.entries()) await stage.read(file, index);
  return stage.finish();
}

/** One run of reading: its counters and the text that waits to be sent. */
class Stage {
  private readonly request: ReadingRequest;
  private readonly sink: StagingSink;
  private readonly hash: Hash = createHash('sha256');
  private readonly tally = new ReasonTally();
  private readonly dayOf: (ms: number) => number;
  private readonly counts = {
    rowsRead: 0,
    failed: 0,
    skipped: 0,
    staged: 0,
    problems: 0,
    lastDay: Number.NEGATIVE_INFINITY,
  };
  private readonly buckets: number[] = Array.from({ length: BUCKETS }, () => 0);
  private readonly files: FileRead[] = [];
  private keyHeading: string | null = null;
  private readonly saidOf = { customers: new Map<string, string>(), products: new Map<string, string>() };
  private readonly waiting = { staging: '', problems: '' };

  constructor(request: ReadingRequest, sink: StagingSink) {
    this.request = request;
    this.sink = sink;
    this.dayOf = localDayOf(request.zone);
  }

  async read(file: SourceFile, index: number): Promise<void> {
    const before = this.counts.rowsRead;
    const source = await openFile(file, this.request, this.hash);
    let context: ReadContext | null = null;
    let first: RawRow[] = [];
    for await (const rows of source.rows) {
      if (context !== null) this.take(rows, context, index);
      else {
        first.push(...rows);
        if (first.length < HEADER_ROWS_MAX) continue;
        context = this.begin(first, file.name, index);
        first = [];
      }
      this.sink.progress(this.counts.rowsRead);
    }
    context ??= this.begin(first, file.name, index);
    this.files.push({
      name: file.name,
      encoding: source.encoding,
      rows: this.counts.rowsRead - before,
      headings: context.headings,
    });
  }

  finish(): ReadingSummary {
    this.flush('staging', 0);
    this.flush('problems', 0);
    const { rowsRead, failed, skipped, staged, lastDay } = this.counts;
    return {
      rowsRead,
      failed,
      skipped,
      staged,
      reasons: this.tally.list(),
      buckets: this.buckets,
      lastDay: Number.isFinite(lastDay) ? formatDay(lastDay) : null,
      fingerprint: this.hash.digest('hex'),
      files: this.files,
      keyHeading: this.keyHeading,
    };
  }

  /** Finds the headings among the first rows and takes the rows below them. */
  private begin(rows: readonly RawRow[], name: string, index: number): ReadContext {
    if (rows.length === 0) throw new AppError('import_file_empty', { file: name });
    const { map: given, guess, zone, minorDigits } = this.request;
    const header = findHeader(rows, given, name);
    const { map } = withReadyMap(given, header.headings);
    const context = {
      fields: bindMap(map, header.headings, name, guess),
      headings: header.headings,
      map,
      zone,
      minorDigits,
    };
    this.keyHeading ??= context.fields.find(({ field }) => field.key === kindOf(map.kind).keyField)?.heading ?? null;
    this.take(rows.slice(header.next), context, index);
    return context;
  }

  private take(rows: readonly RawRow[], context: ReadContext, file: number): void {
    for (const raw of rows) this.takeRow(raw, context, file);
    this.flush('staging', BATCH_CHARACTERS);
    this.flush('problems', BATCH_CHARACTERS);
  }

  private takeRow(raw: RawRow, context: ReadContext, file: number): void {
    const { counts, request } = this;
    counts.rowsRead++;
    if (counts.rowsRead > ROWS_MAX) throw new AppError('import_rows_too_many', { limit: ROWS_MAX });
    const result = stageRow(request.kind, raw, context);
    const place = { importId: request.importId, rowNo: counts.rowsRead, file, line: raw.line };
    if (result.atMs !== null) counts.lastDay = Math.max(counts.lastDay, this.dayOf(result.atMs));
    if (result.problems.length > 0) this.takeProblems(raw, result, place);
    if (result.staged === null) return;
    counts.staged++;
    const bucket = bucketOf(result.staged.key);
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.waiting.staging += stagedLine(
      place,
      this.withoutRepeats(result.staged),
      kindOf(request.kind).staging === 'order_lines' ? null : raw.cells.map(cellText),
    );
  }

  /** What a row says about its customer or product is kept only when the last row of the same one said something else. */
  private withoutRepeats(row: StagedRow): StagedRow {
    const customerDetails = news(this.saidOf.customers, row.key, row.customerDetails);
    return {
      ...row,
      customerDetails,
      productDetails: news(this.saidOf.products, row.product ?? '', row.productDetails),
    };
  }

  private takeProblems(raw: RawRow, result: StageResult, place: RowPlace): void {
    const { counts } = this;
    if (result.staged === null && result.problems.some((one) => one.outcome === 'failed')) counts.failed++;
    else if (result.staged === null) counts.skipped++;
    this.tally.add(result.problems, this.request.files[place.file]?.name ?? '', raw.line);
    for (const one of result.problems) {
      if (one.outcome === 'notice' && this.tally.count('notice', one.code) > NOTICES_KEPT_MAX) continue;
      counts.problems++;
      this.waiting.problems += problemLine(
        place,
        counts.problems,
        one,
        one.outcome === 'notice' ? null : raw.cells.map(cellText),
      );
    }
  }

  private flush(table: 'staging' | 'problems', above: number): void {
    if (this.waiting[table].length <= above) return;
    this.sink.send(table, this.waiting[table]);
    this.waiting[table] = '';
  }
}

function news(said: Map<string, string>, key: string, details: string | null): string | null {
  if (details === null || said.get(key) === details) return null;
  said.set(key, details);
  return details;
}

/** Messages of the thread to whoever started it. */
export type ReadingMessage =
  | { readonly kind: 'piece'; readonly table: 'staging' | 'problems'; readonly bytes: Uint8Array }
  | { readonly kind: 'progress'; readonly rowsRead: number }
  | { readonly kind: 'staged'; readonly summary: ReadingSummary }
  | { readonly kind: 'previewed'; readonly previews: readonly FilePreview[] }
  | { readonly kind: 'refused'; readonly code: string; readonly params: Record<string, string | number> }
  | { readonly kind: 'crashed'; readonly text: string };

/** Marks the data of threads that are ours: test runners have threads too. */
export const READING_THREAD = 'changke reading thread';
/** Pieces that may be on their way to the database; the thread waits when there are more. */
export const PIECES_IN_FLIGHT_MAX = 8;

export interface ReadingThreadData {
  readonly thread: typeof READING_THREAD;
  readonly request: ReadingRequest;
  /** One counter of pieces on their way, shared by both sides. */
  readonly inFlight: Int32Array;
}

function threadData(): ReadingThreadData | null {
  const data: unknown = workerData;
  const isOurs =
    !isMainThread && typeof data === 'object' && data !== null && 'thread' in data && data.thread === READING_THREAD;
  return isOurs ? (data as ReadingThreadData) : null;
}

async function runThread({ request, inFlight }: ReadingThreadData): Promise<void> {
  const post = (message: ReadingMessage, transfer: ArrayBuffer[] = []): void =>
    parentPort?.postMessage(message, transfer);
  try {
    if (request.mode === 'preview') post({ kind: 'previewed', previews: await previewFiles(request) });
    else post({ kind: 'staged', summary: await stageFiles(request, threadSink(post, inFlight)) });
  } catch (error) {
    if (isAppError(error)) post({ kind: 'refused', code: error.code, params: error.params });
    else post({ kind: 'crashed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

const PROGRESS_ROWS = 10_000;

function threadSink(
  post: (message: ReadingMessage, transfer?: ArrayBuffer[]) => void,
  inFlight: Int32Array,
): StagingSink {
  let told = 0;
  return {
    send: (table, text) => {
      const bytes = new TextEncoder().encode(text);
      for (
        let waiting = Atomics.load(inFlight, 0);
        waiting >= PIECES_IN_FLIGHT_MAX;
        waiting = Atomics.load(inFlight, 0)
      ) {
        Atomics.wait(inFlight, 0, waiting);
      }
      Atomics.add(inFlight, 0, 1);
      post({ kind: 'piece', table, bytes }, [bytes.buffer]);
    },
    progress: (rowsRead) => {
      if (rowsRead - told < PROGRESS_ROWS) return;
      told = rowsRead;
      post({ kind: 'progress', rowsRead });
    },
  };
}

const own = threadData();
if (own !== null) void runThread(own);
