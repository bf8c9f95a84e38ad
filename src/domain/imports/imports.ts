import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { findActivePlan } from '../plans/plans.ts';
import { type CheckedGrid, checkGrid, type Grid } from './grid.ts';
import type { ImportKind } from './kinds.ts';
import { type ImportMap, parseMap } from './mapping.ts';

export { dataThrough, setDataThrough, stateDataThrough } from './feed-acts.ts';
export {
  askDueFolders,
  askFolder,
  listFolders,
  removeFolder,
  runFolder,
  type ShownFolder,
  saveFolder,
} from './folder-acts.ts';
export { type FinishedImport, runImport } from './importing-acts.ts';
export { fieldsOf, IMPORT_KINDS, type ImportKind, kindOf } from './kinds.ts';
export { RETURN_FIELDS, returnCells, returnColumns } from './list-return.ts';
export { checkMap, emptyMap, type ImportMap, parseMap } from './mapping.ts';
export { findImport, listImports, listMaps, problemFile, problemRows, undoConflicts } from './queries.ts';
export type { FilePreview, SourceFile } from './reading.ts';
export { type ImportReply, type ImportResult, replyOf } from './reply.ts';
export { applyReturn, readReturn, readRows as readReturnRows, receiveList } from './returning-acts.ts';
export type { ImportProgress, ImportRequest } from './running-acts.ts';
export { sortUpload } from './sorting-acts.ts';
export { askUndo, runUndo, type UndoneImport, undoImport } from './undoing-acts.ts';
export { addUpload, beginUpload, previewUpload, runUpload, startUpload } from './upload-acts.ts';

/** Checks a table that was pasted, with the words of the importer; nothing is kept. */
export async function checkPasted(db: Db, grid: Grid): Promise<CheckedGrid> {
  const active = await findActivePlan(db);
  return checkGrid(grid, active?.plan ?? { currency: 'CNY', timezone: 'Asia/Shanghai' });
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

/** Forgets a map; imports that were read with it stay. Throws `import_map_unknown`, `import_map_used` while a folder is read with it. */
export async function removeMap(trx: Trx, act: Act, name: string): Promise<void> {
  const map = await trx.selectFrom('import_map').select('name').where('name', '=', name).forUpdate().executeTakeFirst();
  if (map === undefined) throw new AppError('import_map_unknown', { name });
  const folder = await trx.selectFrom('import_folder').select('name').where('map_name', '=', name).executeTakeFirst();
  if (folder !== undefined) throw new AppError('import_map_used', { name, folder: folder.name });
  await trx.deleteFrom('import_map').where('name', '=', name).execute();
  await recordAudit(trx, act, { action: 'removed', subject: 'import_map', subjectId: name });
}
