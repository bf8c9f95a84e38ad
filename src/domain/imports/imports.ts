import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { publish } from '../../jobs/jobs.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, isAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { minorDigits } from '../../kernel/money.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { applyChunks, rehearseChunks } from './applying-acts.ts';
import { planChunks } from './chunk.ts';
import { setDataThrough } from './feed-acts.ts';
import type { ImportKind } from './fields.ts';
import { loadFiles, previewInThread } from './loading-acts.ts';
import { emptyMap, type ImportMap } from './mapping.ts';
import type { FilePreview, ReadingRequest, ReadingSummary, SourceFile } from './reading.ts';
import { type ImportResult, resultOf } from './reply.ts';
import { screenRows } from './screening-acts.ts';
import { type PlanText, type Settings, settle } from './settling-acts.ts';

export { dataThrough, setDataThrough } from './feed-acts.ts';
export { IMPORT_KINDS, type ImportKind } from './fields.ts';
export { emptyMap, type ImportMap, parseMap } from './mapping.ts';
export { problemFile } from './queries.ts';
export type { FilePreview, SourceFile } from './reading.ts';
export { type ImportReply, type ImportResult, replyOf } from './reply.ts';

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
  /** The day up to which the file is complete, where its last date does not say so. */
  readonly dataThrough?: string | null;
  /** The text of a plan that comes with the program, for a map that names one. */
  readonly planText?: PlanText;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface FinishedImport {
  readonly importId: string;
  readonly result: ImportResult;
}

/** Any number, the same in all processes: one import at a time, and none that died holds it. */
const IMPORT_LOCK = 7_264_105;

/**
 * Reads the files and records what they say. The same files again change nothing; an import that was cut off goes on
 * where its last chunk ended when it is started again with the same files. Throws AppError for files that cannot be read
 * (naming file and remedy), for amounts in another currency, and `import_running` while another import goes on.
 */
export async function runImport(db: Db, act: Act, request: ImportRequest): Promise<FinishedImport> {
  const importId = await createRun(db, act, request);
  return withImportLock(db, () => guarded(db, act, importId, () => run(db, act, importId, request)));
}

async function run(db: Db, act: Act, importId: string, request: ImportRequest): Promise<FinishedImport> {
  const started = act.clock.now().getTime();
  const map = request.map ?? emptyMap(request.kind);
  if (map.kind !== request.kind)
    throw new AppError('import_map_of_other_kind', { found: map.kind, kind: request.kind });
  const settings = await settle(db, map, request.planText);
  const read = await readAll(db, importId, request, map, settings);
  const late = await db
    .transaction()
    .execute((trx) =>
      screenRows(trx, { importId, kind: request.kind, files: request.files, keyHeading: read.keyHeading }),
    );
  if (!request.dryRun) await settings.activate(db, act);
  const plan = {
    importId,
    kind: request.kind,
    timezone: settings.timezone,
    files: request.files,
    chunks: planChunks(read.buckets),
  };
  const onChunk = (chunksDone: number) =>
    tell(request, { rowsRead: read.rowsRead, chunksDone, chunks: plan.chunks.length });
  const applied = request.dryRun
    ? await rehearseChunks(db, act, plan, onChunk)
    : await applyChunks(db, act, { ...plan, fingerprint: read.fingerprint }, onChunk);
  const dataThrough = request.dataThrough ?? map.data_through ?? read.lastDay;
  const done = {
    rows: { ...applied.counts.rows, failed: late.failed, skipped: late.skipped },
    records: applied.counts.records,
  };
  const seconds = Math.round((act.clock.now().getTime() - started) / 100) / 10;
  const result = resultOf(request.kind, request.dryRun, read, done, late.reasons, applied.diff, {
    dataThrough,
    seconds,
  });
  await db.transaction().execute((trx) => finish(trx, act, importId, result));
  return { importId, result };
}

async function readAll(
  db: Db,
  importId: string,
  request: ImportRequest,
  map: ImportMap,
  settings: Settings,
): Promise<ReadingSummary> {
  await sql`truncate import_staging`.execute(db);
  await sql`delete from import_problem where import_id = ${importId}`.execute(db);
  const onRows = (rowsRead: number) => tell(request, { rowsRead, chunksDone: 0, chunks: 0 });
  const read = await loadFiles(db, readingRequest('stage', importId, request, map, settings), onRows);
  await db
    .updateTable('import_run')
    .set({ files: JSON.stringify(read.files) })
    .where('id', '=', importId)
    .execute();
  return read;
}

function readingRequest(
  mode: ReadingRequest['mode'],
  importId: string,
  request: ImportRequest,
  map: ImportMap,
  settings: Settings,
): ReadingRequest {
  const { kind, files } = request;
  // A map that was written for the file is taken at its word; without one the headings are guessed.
  const guess = Object.keys(map.columns).length === 0;
  return {
    mode,
    importId,
    kind,
    files,
    map,
    guess,
    zone: settings.timezone,
    minorDigits: minorDigits(settings.currency),
  };
}

/** What the first rows look like and how the columns would be understood. Changes nothing. */
export async function previewImport(db: Db, request: ImportRequest): Promise<readonly FilePreview[]> {
  const map = request.map ?? emptyMap(request.kind);
  const settings = await settle(db, map, request.planText);
  return previewInThread({ ...readingRequest('preview', '', request, map, settings), guess: true });
}

function tell(request: ImportRequest, progress: ImportProgress): void {
  request.onProgress?.(progress);
}

async function createRun(db: Db, act: Act, request: ImportRequest): Promise<string> {
  const id = newId(act.at);
  await db
    .insertInto('import_run')
    .values({
      id,
      kind: request.kind,
      files: JSON.stringify(request.files.map(({ name }) => ({ name }))),
      map: JSON.stringify(request.map ?? emptyMap(request.kind)),
      dry_run: request.dryRun,
      created_at: act.at,
      created_by: act.memberId,
      started_at: act.at,
    })
    .execute();
  return id;
}

/** Held by a connection and not by a transaction: when the process dies, so does the lock. */
async function withImportLock<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
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

/** A refused import says why in its history; whatever else goes wrong leaves it open to be continued. */
async function guarded<Result>(db: Db, act: Act, importId: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error)) {
      const failure = JSON.stringify({ code: error.code, params: error.params });
      await db
        .updateTable('import_run')
        .set({ failure, finished_at: act.clock.now() })
        .where('id', '=', importId)
        .execute();
    }
    throw error;
  }
}

async function finish(trx: Trx, act: Act, importId: string, result: ImportResult): Promise<void> {
  const done = { finished_at: act.clock.now(), reply: JSON.stringify(result) };
  await trx.updateTable('import_run').set(done).where('id', '=', importId).execute();
  await sql`delete from import_upload where import_id = ${importId}`.execute(trx);
  await sql`truncate import_staging`.execute(trx);
  if (result.dryRun) return;
  const { kind, rowsRead, created, updated, skipped, failed, dataThrough } = result;
  const isFresher = dataThrough !== null && (await setDataThrough(trx, act, kind, dataThrough));
  await recordAudit(trx, act, {
    action: 'imported',
    subject: kind,
    subjectId: importId,
    details: { rowsRead, created, updated, skipped, failed },
  });
  if (created + updated > 0 || isFresher)
    await publish(trx, 'import_finished', { importId, kind, customers: result.records['customers']?.created ?? 0 });
}
