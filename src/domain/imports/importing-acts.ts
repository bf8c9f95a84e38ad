import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { IMPORT_KINDS, isImportKind } from './kinds.ts';
import { emptyMap } from './mapping.ts';
import type { ImportResult } from './reply.ts';
import { executeRun, type ImportRequest, withImportLock } from './running-acts.ts';

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
