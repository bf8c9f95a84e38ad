import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { IMPORT_KINDS, type ImportKind, isImportKind } from './kinds.ts';
import { emptyMap, type ImportMap, parseMap } from './mapping.ts';
import type { ImportResult } from './reply.ts';
import { executeRun, type ImportRequest, withImportLock } from './running-acts.ts';

export { dataThrough, setDataThrough, stateDataThrough } from './feed-acts.ts';
export { fieldsOf, IMPORT_KINDS, type ImportKind, kindOf } from './kinds.ts';
export { RETURN_FIELDS, returnCells, returnColumns } from './list-return.ts';
export { checkMap, emptyMap, type ImportMap, parseMap } from './mapping.ts';
export { findImport, listImports, listMaps, problemFile, problemRows, undoConflicts } from './queries.ts';
export type { FilePreview, SourceFile } from './reading.ts';
export { type ImportReply, type ImportResult, replyOf } from './reply.ts';
export { applyReturn, readReturn, readRows as readReturnRows, receiveList } from './returning-acts.ts';
export type { ImportProgress, ImportRequest } from './running-acts.ts';
export { askUndo, runUndo, type UndoneImport, undoImport } from './undoing-acts.ts';
export { addUpload, beginUpload, previewUpload, runUpload, startUpload } from './upload-acts.ts';

export interface FinishedImport {
  readonly importId: string;
  readonly result: ImportResult;
}

/**
 * Reads the files and records what they say. The same files again change nothing; an import that was cut off goes on
 * where its last chunk ended when it is started again with the same files. Throws AppError for files that cannot be read
 * (naming file and remedy), for amounts in another currency, and `import_running` while another import goes on.
 */
export async function runImport(db: Db, act: Act, request: ImportRequest): Promise<FinishedImport> {
  if (!isImportKind(request.kind)) throw unknownKind(request.kind);
  return withImportLock(db, async () => {
    const importId = await createRun(db, act, request);
    return { importId, result: await executeRun(db, act, importId, request) };
  });
}

function unknownKind(kind: string): AppError {
  return new AppError('import_kind_unknown', { kind, allowed: IMPORT_KINDS.join(', ') });
}

async function createRun(db: Db, act: Act, request: ImportRequest): Promise<string> {
  const id = newId(act.at);
  const run = {
    id,
    kind: request.kind,
    files: JSON.stringify(request.files.map(({ name }) => ({ name }))),
    map: JSON.stringify(request.map ?? emptyMap(request.kind)),
    dry_run: request.dryRun,
    created_at: act.at,
    created_by: act.memberId,
    started_at: act.at,
  };
  await db.insertInto('import_run').values(run).execute();
  return id;
}

/** Keeps a map under its name, in place of what had the name before. The text is checked. */
export async function saveMap(trx: Trx, act: Act, name: string, text: string): Promise<ImportMap> {
  const map = parseMap(text);
  const row = { kind: map.kind as ImportKind, text, saved_at: act.at, saved_by: act.memberId };
  await trx
    .insertInto('import_map')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
  await recordAudit(trx, act, { action: 'saved', subject: 'import_map', subjectId: name });
  return map;
}
