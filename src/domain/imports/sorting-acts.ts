import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { isAppError } from '../../kernel/errors.ts';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { emptyMap } from './mapping.ts';
import { beginUpload, lockUpload, previewUpload } from './upload-acts.ts';

/** Files of one kind that wait to be imported together. */
export interface SortedUpload {
  readonly id: string;
  readonly kind: ImportKind;
}

/**
 * Sorts uploaded files by what their headings say they are: an import of its own for each kind, in the order in which
 * people should bring them in; the first one keeps the id. What cannot be read, or fits no kind, stays what it was
 * called: the preview says what is wrong with it.
 */
export async function sortUpload(db: Db, act: Act, importId: string): Promise<readonly SortedUpload[]> {
  const seen = await kindsOfFiles(db, importId);
  return db.transaction().execute(async (trx) => {
    const { kind: called, files } = await lockUpload(trx, importId);
    const kinds = files.map((_, index) => seen[index] ?? called);
    const sorted: SortedUpload[] = [];
    for (const kind of IMPORT_KINDS.filter((one) => kinds.includes(one))) {
      const id = sorted.length === 0 ? importId : await beginUpload(trx, act, kind);
      sorted.push({ id, kind });
    }
    // The files of the others leave first, so that those which stay find their numbers free.
    for (const { id, kind } of sorted.toReversed()) {
      const places = files.flatMap((_, index) => (kinds[index] === kind ? [index] : []));
      await moveFiles(trx, importId, id, places);
      const moved = JSON.stringify(places.map((index) => files[index]));
      await trx
        .updateTable('import_run')
        .set({ kind, map: JSON.stringify(emptyMap(kind)), files: moved })
        .where('id', '=', id)
        .execute();
    }
    return sorted.length === 0 ? [{ id: importId, kind: called }] : sorted;
  });
}

async function kindsOfFiles(db: Db, importId: string): Promise<readonly (ImportKind | null)[]> {
  try {
    const previews = await previewUpload(db, importId, emptyMap('orders'));
    return previews.map(({ looksLike }) => looksLike);
  } catch (error) {
    if (isAppError(error) && error.code !== 'import_not_found') return [];
    throw error;
  }
}

async function moveFiles(trx: Trx, from: string, to: string, places: readonly number[]): Promise<void> {
  for (const [file, place] of places.entries()) {
    if (from === to && file === place) continue;
    await sql`
      update import_upload set import_id = ${to}, file = ${file}
      where import_id = ${from} and file = ${place}`.execute(trx);
  }
}
