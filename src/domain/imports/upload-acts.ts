import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { enqueueRun } from './announcing-jobs.ts';
import type { ImportKind } from './kinds.ts';
import { previewInThread } from './loading-acts.ts';
import { checkMap, type ImportMap } from './mapping.ts';
import type { FilePreview, SourceFile } from './reading.ts';
import { executeRun, type ImportProgress, PREVIEW_SETTINGS, readingRequest, withImportLock } from './running-acts.ts';

const PART_BYTES = 1_048_576;
const FILE_NAME_LENGTH_MAX = 200;
export const UPLOADS_MAX = 50;

/** Begins an import whose files will be uploaded; nothing is read yet. Answers its id. */
export async function beginUpload(trx: Trx, act: Act, kind: ImportKind): Promise<string> {
  const id = newId(act.at);
  const run = {
    id,
    kind,
    files: '[]',
    map: JSON.stringify({ kind }),
    dry_run: false,
    created_at: act.at,
    created_by: act.memberId,
  };
  await trx.insertInto('import_run').values(run).execute();
  return id;
}

/** Keeps the bytes of one file, in pieces, until the import is done. Answers how many bytes there were. */
export async function addUpload(db: Db, importId: string, name: string, bytes: Readable): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { files } = await lockUpload(trx, importId);
    if (files.length >= UPLOADS_MAX) throw new AppError('import_files_too_many', { limit: UPLOADS_MAX });
    const size = await saveParts(trx, importId, files.length, bytes);
    const all = [...files, { name: basename(name).slice(0, FILE_NAME_LENGTH_MAX), bytes: size }];
    await trx
      .updateTable('import_run')
      .set({ files: JSON.stringify(all) })
      .where('id', '=', importId)
      .execute();
    return size;
  });
}

async function saveParts(trx: Trx, importId: string, file: number, bytes: Readable): Promise<number> {
  let size = 0;
  let part = 0;
  for await (const piece of inParts(bytes)) {
    size += piece.length;
    await trx.insertInto('import_upload').values({ import_id: importId, file, part: part++, bytes: piece }).execute();
  }
  return size;
}

async function* inParts(bytes: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    waiting.push(piece);
    size += piece.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

interface UploadedRun {
  readonly kind: ImportKind;
  readonly map: ImportMap;
  readonly files: readonly { readonly name: string }[];
  readonly dryRun: boolean;
  readonly dataThrough: string | null;
  readonly hasEnded: boolean;
  readonly isRunning: boolean;
}

/** An import that is not running: its settings may change. Throws `import_not_found`, `import_started`. */
export async function lockUpload(trx: Trx, importId: string): Promise<UploadedRun> {
  await sql`select from import_run where id = ${importId} for update`.execute(trx);
  const run = await readRun(trx, importId);
  if (run.isRunning) throw new AppError('import_started');
  return run;
}

async function readRun(db: Db, importId: string): Promise<UploadedRun> {
  const row = await db.selectFrom('import_run').selectAll().where('id', '=', importId).executeTakeFirst();
  if (row === undefined) throw new AppError('import_not_found');
  const isDone = row.finished_at !== null && row.failure === null && !row.dry_run;
  const options = row.options as { dataThrough?: string | null };
  return {
    kind: row.kind as ImportKind,
    map: checkMap(JSON.parse(row.map)),
    files: row.files as unknown as { name: string }[],
    dryRun: row.dry_run,
    dataThrough: options.dataThrough ?? null,
    hasEnded: row.finished_at !== null,
    isRunning: isDone || (row.started_at !== null && row.finished_at === null),
  };
}

export interface StartUpload {
  readonly map: ImportMap;
  readonly dryRun: boolean;
  readonly dataThrough: string | null;
}

/** Starts the import, or a dry run of it, in the background. After a dry run or a refusal it may be started again. */
export async function startUpload(trx: Trx, act: Act, importId: string, start: StartUpload): Promise<void> {
  const run = await lockUpload(trx, importId);
  if (run.files.length === 0) throw new AppError('import_no_files');
  if (start.map.kind !== run.kind)
    throw new AppError('import_map_of_other_kind', { found: start.map.kind, kind: run.kind });
  await trx
    .updateTable('import_run')
    .set({
      map: JSON.stringify(start.map),
      dry_run: start.dryRun,
      options: JSON.stringify({ dataThrough: start.dataThrough }),
      progress: '{}',
      started_at: act.at,
      finished_at: null,
      failure: null,
      reply: null,
    })
    .where('id', '=', importId)
    .execute();
  await sql`delete from import_chunk where import_id = ${importId}`.execute(trx);
  await enqueueRun(trx, importId, act.memberId);
}

/** Does an uploaded import: what the job calls. What was refused is told in the import, not thrown. */
export async function runUpload(db: Db, act: Act, importId: string): Promise<void> {
  const run = await readRun(db, importId);
  // The job may come a second time although the run ended: its process died before it could say so.
  if (run.hasEnded) return;
  await withUploads(db, importId, run.files, (files) =>
    withImportLock(db, async () => {
      const progress = progressOf(db, importId);
      const request = { ...run, files, onProgress: progress.tell };
      try {
        await executeRun(db, act, importId, request);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      } finally {
        await progress.settled();
      }
    }),
  );
}

/** Keeps the newest progress beside the run; a slow database makes it coarser, never the import slower. */
function progressOf(db: Db, importId: string) {
  let isSaving = false;
  let saving: Promise<unknown> = Promise.resolve();
  return {
    tell: (progress: ImportProgress): void => {
      if (isSaving) return;
      isSaving = true;
      saving = db
        .updateTable('import_run')
        .set({ progress: JSON.stringify(progress) })
        .where('id', '=', importId)
        .execute()
        .catch(() => undefined)
        .finally(() => {
          isSaving = false;
        });
    },
    settled: () => saving,
  };
}

/** What the first rows of the uploaded files look like under a map. Changes nothing. */
export async function previewUpload(db: Db, importId: string, map: ImportMap): Promise<readonly FilePreview[]> {
  const run = await readRun(db, importId);
  return withUploads(db, importId, run.files, (files) =>
    previewInThread(
      readingRequest('preview', importId, { kind: run.kind, files, map, dryRun: true }, PREVIEW_SETTINGS),
    ),
  );
}

/** All rows of the first uploaded file as texts, at most so many. */
export async function tableOfUpload(db: Db, importId: string, rowsMax: number): Promise<FilePreview> {
  const run = await readRun(db, importId);
  const [table] = await withUploads(db, importId, run.files.slice(0, 1), (files) => {
    const request = { kind: run.kind, files, map: run.map, dryRun: true };
    return previewInThread({ ...readingRequest('preview', importId, request, PREVIEW_SETTINGS), previewRows: rowsMax });
  });
  if (table === undefined) throw new AppError('import_no_files');
  return table;
}

/** Puts the uploaded bytes into files of their own for the time of `work`. */
async function withUploads<Result>(
  db: Db,
  importId: string,
  files: readonly { readonly name: string }[],
  work: (files: readonly SourceFile[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'changke-import-'));
  try {
    const sources = files.map(({ name }, index) => ({ name, path: join(folder, String(index)) }));
    for (const [index, { path }] of sources.entries()) {
      await pipeline(Readable.from(partsOf(db, importId, index)), createWriteStream(path, { mode: 0o600 }));
    }
    return await work(sources);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* partsOf(db: Db, importId: string, file: number): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const row = await db
      .selectFrom('import_upload')
      .select('bytes')
      .where('import_id', '=', importId)
      .where('file', '=', file)
      .where('part', '=', part)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row.bytes;
  }
}
