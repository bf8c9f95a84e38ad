import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, isAppError } from '../../kernel/errors.ts';
import { minorDigits } from '../../kernel/money.ts';
import { parseDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { publishFinished } from './announcing-jobs.ts';
import { applyChunks, INTERRUPTED, rehearseChunks } from './applying-acts.ts';
import { CHUNK_ROWS, planChunks } from './chunk.ts';
import { moveFeed } from './feed-acts.ts';
import type { ImportKind } from './kinds.ts';
import { loadFiles } from './loading-acts.ts';
import { emptyMap, type ImportMap } from './mapping.ts';
import type { ReadingRequest, ReadingSummary, SourceFile } from './reading.ts';
import { type ImportResult, resultOf } from './reply.ts';
import { type Screened, screenRows } from './screening-acts.ts';
import { type PlanText, type Settings, settle } from './settling-acts.ts';

/** Told while an import goes on; `chunks` is 0 until all rows are read. */
export interface ImportProgress {
  readonly rowsRead: number;
  readonly chunksDone: number;
  readonly chunks: number;
}

export interface ImportRequest {
  readonly kind: ImportKind;
  readonly files: readonly SourceFile[];
  /** Null: columns are guessed from the headings. */
  readonly map: ImportMap | null;
  /** True: says what would happen and changes nothing. */
  readonly dryRun: boolean;
  /** The day up to which the files are complete, where their last date does not say so. */
  readonly dataThrough?: string | null;
  /** The text of the plan a map names, where it is not one that comes with the program. */
  readonly planText?: PlanText;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Rows per transaction; only tests want another number. */
  readonly chunkRows?: number;
}

/** Any number, the same in all processes: one import at a time, and none that died holds it. */
const IMPORT_LOCK = 7_264_105;

/** Held by a connection and not by a transaction: when the process dies, so does the lock. Throws `import_running`. */
export async function withImportLock<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  return db.connection().execute(async (holder) => {
    const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(${IMPORT_LOCK}) as free`.execute(holder);
    if (rows[0]?.free !== true) throw new AppError('import_running');
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${IMPORT_LOCK})`.execute(holder);
    }
  });
}

/** Does a run that is in `import_run`: reads, screens, applies or rehearses, and keeps the result beside it. */
export async function executeRun(db: Db, act: Act, importId: string, request: ImportRequest): Promise<ImportResult> {
  try {
    await closeInterrupted(db, act, importId);
    return await execute(db, act, importId, request);
  } catch (error) {
    if (isAppError(error)) await refuseRun(db, act, importId, error);
    throw error;
  }
}

/**
 * Whoever holds the lock knows that no other import runs: one that began and has no end was cut off. Uploaded ones are
 * not closed, for their job starts them again.
 */
async function closeInterrupted(db: Db, act: Act, importId: string): Promise<void> {
  const failure = JSON.stringify({ code: INTERRUPTED, params: {} });
  await sql`
    update import_run set failure = ${failure}::jsonb, finished_at = ${act.clock.now()}
    where started_at is not null and finished_at is null and id <> ${importId}
      and not exists (select from import_upload where import_upload.import_id = import_run.id)`.execute(db);
}

/** A refused import says why in its history; whatever else goes wrong leaves it open to be continued. */
async function refuseRun(db: Db, act: Act, importId: string, { code, params }: AppError): Promise<void> {
  const refused = { failure: JSON.stringify({ code, params }), finished_at: act.clock.now() };
  await db.updateTable('import_run').set(refused).where('id', '=', importId).execute();
}

async function execute(db: Db, act: Act, importId: string, request: ImportRequest): Promise<ImportResult> {
  const started = act.clock.now().getTime();
  const map = request.map ?? emptyMap(request.kind);
  checkRequest(request, map);
  const settings = await settle(db, map, request.planText);
  const read = await readAll(db, request, readingRequest('stage', importId, request, settings));
  const late = await screen(db, importId, request, read);
  const applied = await apply(db, act, importId, request, settings, read);
  const { counts, diff } = applied;
  const done = { ...counts, rows: { ...counts.rows, failed: late.failed, skipped: late.skipped } };
  const dataThrough = request.dataThrough ?? map.data_through ?? read.lastDay;
  const seconds = Math.round((act.clock.now().getTime() - started) / 100) / 10;
  const result = resultOf({
    kind: request.kind,
    dryRun: request.dryRun,
    read,
    done,
    late: late.reasons,
    diff,
    dataThrough,
    seconds,
  });
  await db.transaction().execute((trx) => finish(trx, act, importId, result));
  return result;
}

function checkRequest(request: ImportRequest, map: ImportMap): void {
  if (map.kind !== request.kind)
    throw new AppError('import_map_of_other_kind', { found: map.kind, kind: request.kind });
  for (const day of [request.dataThrough, map.data_through]) if (day) parseDay(day);
}

async function readAll(db: Db, request: ImportRequest, reading: ReadingRequest): Promise<ReadingSummary> {
  await sql`truncate import_staging`.execute(db);
  await sql`delete from import_problem where import_id = ${reading.importId}`.execute(db);
  const read = await loadFiles(db, reading, (rowsRead) => request.onProgress?.({ rowsRead, chunksDone: 0, chunks: 0 }));
  const files = JSON.stringify(read.files);
  await db.updateTable('import_run').set({ files }).where('id', '=', reading.importId).execute();
  return read;
}

/** A preview shows cells as they stand, so no zone and no currency has to be known yet. */
export const PREVIEW_SETTINGS = { timezone: 'UTC', currency: 'CNY' } as const;

/** What the reading thread needs to know. A map that names columns is taken at its word; without one they are guessed. */
export function readingRequest(
  mode: ReadingRequest['mode'],
  importId: string,
  { kind, files, map: given }: ImportRequest,
  { timezone, currency }: Pick<Settings, 'timezone' | 'currency'>,
): ReadingRequest {
  const map = given ?? emptyMap(kind);
  const guess = mode === 'preview' || Object.keys(map.columns).length === 0;
  return { mode, importId, kind, files, map, guess, zone: timezone, minorDigits: minorDigits(currency) };
}

function screen(
  db: Db,
  importId: string,
  { kind, files }: ImportRequest,
  { keyHeading }: ReadingSummary,
): Promise<Screened> {
  return db.transaction().execute((trx) => screenRows(trx, { importId, kind, files, keyHeading }));
}

async function apply(
  db: Db,
  act: Act,
  importId: string,
  request: ImportRequest,
  settings: Settings,
  read: ReadingSummary,
) {
  const { kind, files, chunkRows = CHUNK_ROWS } = request;
  const chunks = planChunks(read.buckets, chunkRows);
  const plan = {
    importId,
    kind,
    files,
    timezone: settings.timezone,
    recording: { quiet: true, ...(request.dryRun ? {} : { trace: { importId } }) },
    chunks,
  };
  const onChunk = (chunksDone: number) =>
    request.onProgress?.({ rowsRead: read.rowsRead, chunksDone, chunks: chunks.length });
  if (request.dryRun) return rehearseChunks(db, act, plan, onChunk);
  await settings.activate(db, act);
  return applyChunks(db, act, { ...plan, fingerprint: `${read.fingerprint} ${chunkRows}` }, onChunk);
}

async function finish(trx: Trx, act: Act, importId: string, result: ImportResult): Promise<void> {
  const done = { finished_at: act.clock.now(), reply: JSON.stringify(result), failure: null };
  await trx.updateTable('import_run').set(done).where('id', '=', importId).execute();
  await sql`truncate import_staging`.execute(trx);
  if (result.dryRun) return;
  await sql`delete from import_upload where import_id = ${importId}`.execute(trx);
  const { kind, rowsRead, created, updated, skipped, failed, dataThrough, records } = result;
  const isFresher = dataThrough !== null && (await moveFeed(trx, act, importId, kind, dataThrough));
  const details = { rowsRead, created, updated, skipped, failed };
  await recordAudit(trx, act, { action: 'imported', subject: kind, subjectId: importId, details });
  const customers = records['customers']?.created ?? 0;
  if (created + updated > 0 || isFresher) await publishFinished(trx, { importId, kind, customers });
}
