import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, type ErrorCode, isAppError, type MessageParams } from '../../kernel/errors.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { findActivePlan } from '../plans/plans.ts';
import { enqueueFolder } from './announcing-jobs.ts';
import { checkFolder, type FolderState, fitsPattern, type ImportFolder, isDue, isLate, SETTLED_MS } from './folder.ts';
import { runImport } from './importing-acts.ts';
import { type ImportMap, parseMap } from './mapping.ts';

const FOLDERS_MAX = 100;
/** Files of one folder in one night; the rest follow the next time. */
const FILES_MAX = 200;
const SHOWN_FILES_MAX = 20;
const ZONE_DEFAULT = 'Asia/Shanghai';

/** Keeps a folder under its name, in place of what had the name. Throws `import_folder_outside`, `import_map_unknown`. */
export async function saveFolder(trx: Trx, act: Act, wanted: ImportFolder): Promise<void> {
  const folder = checkFolder(wanted.folder);
  if (wanted.mapName !== null) await mapOf(trx, wanted.mapName);
  const { name, kind, pattern, mapName, atMinute, daysMax } = wanted;
  await sql`
    insert into import_folder (name, kind, folder, pattern, map_name, at_minute, days_max, created_at, created_by)
    values (${name}, ${kind}, ${folder}, ${pattern}, ${mapName}, ${atMinute}, ${daysMax}, ${act.at}, ${act.memberId})
    on conflict (name) do update set kind = excluded.kind, folder = excluded.folder, pattern = excluded.pattern,
      map_name = excluded.map_name, at_minute = excluded.at_minute, days_max = excluded.days_max`.execute(trx);
  await recordAudit(trx, act, { action: 'saved', subject: 'import_folder', subjectId: name });
}

/** Takes a folder off the list; what it brought in stays. Throws `import_folder_unknown`. */
export async function removeFolder(trx: Trx, act: Act, name: string): Promise<void> {
  const { numDeletedRows } = await trx.deleteFrom('import_folder').where('name', '=', name).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('import_folder_unknown', { name });
  await recordAudit(trx, act, { action: 'removed', subject: 'import_folder', subjectId: name });
}

/** Asks for a folder to be looked at now, files that failed or were taken back before included. Throws `import_folder_unknown`. */
export async function askFolder(trx: Trx, act: Act, name: string): Promise<void> {
  await findFolder(trx, name);
  await sql`
    delete from import_folder_file where folder_name = ${name} and (failure is not null
      or hash in (select hash from import_folder_file seen join import_run run on run.id = seen.import_id
        where seen.folder_name = ${name} and run.undone_at is not null))`.execute(trx);
  await enqueueFolder(trx, name);
  await recordAudit(trx, act, { action: 'asked', subject: 'import_folder', subjectId: name });
}

/** One file a folder brought, and what became of it. */
export interface FolderFile {
  readonly path: string;
  readonly seenAt: Date;
  readonly importId: string | null;
  readonly failure: { readonly code: ErrorCode; readonly params: MessageParams } | null;
}

export interface ShownFolder extends FolderState {
  readonly failure: FolderFile['failure'];
  readonly isLate: boolean;
  readonly files: readonly FolderFile[];
}

const columns = sql`
  name, kind, folder, pattern, map_name as "mapName", at_minute as "atMinute", days_max as "daysMax",
  created_at as "createdAt", checked_at as "checkedAt", failure, last_file_at as "lastFileAt"`;

/** All folders with their newest files. */
export async function listFolders(db: Db, now: Date): Promise<ShownFolder[]> {
  const { rows } = await sql<Omit<ShownFolder, 'isLate'>>`
    select ${columns}, array(
      select jsonb_build_object('path', path, 'seenAt', seen_at, 'importId', import_id, 'failure', file.failure)
      from import_folder_file file where folder_name = name order by seen_at desc, path limit ${SHOWN_FILES_MAX}) as files
    from import_folder order by name limit ${FOLDERS_MAX}`.execute(db);
  return rows.map((row) => ({
    ...row,
    files: row.files.map((file) => ({ ...file, seenAt: new Date(file.seenAt) })),
    isLate: isLate(row, now),
  }));
}

async function findFolder(db: Db, name: string): Promise<FolderState & { createdBy: string | null }> {
  const { rows } = await sql<FolderState & { createdBy: string | null }>`
    select ${columns}, created_by as "createdBy" from import_folder where name = ${name}`.execute(db);
  if (rows[0] === undefined) throw new AppError('import_folder_unknown', { name });
  return rows[0];
}

async function mapOf(db: Db, name: string): Promise<ImportMap> {
  const row = await db.selectFrom('import_map').select('text').where('name', '=', name).executeTakeFirst();
  if (row === undefined) throw new AppError('import_map_unknown', { name });
  return parseMap(row.text);
}

/** The folders whose time has come, asked for; each is looked at in a job of its own. */
export async function askDueFolders(db: Db, now: Date): Promise<void> {
  const zone = (await findActivePlan(db))?.plan.timezone ?? ZONE_DEFAULT;
  const { rows } = await sql<FolderState>`select ${columns} from import_folder limit ${FOLDERS_MAX}`.execute(db);
  const due = rows.filter((folder) => isDue(folder, now, zone));
  await db.transaction().execute(async (trx) => {
    for (const { name } of due) await enqueueFolder(trx, name);
  });
}

/**
 * Brings in what is new in a folder: files not seen before in this size and time, nor with this content under another
 * name, and not changed within the last minute. What goes wrong with one file is kept beside it; the others follow.
 */
export async function runFolder(db: Db, act: Act, base: string | null, name: string): Promise<void> {
  const folder = await findFolder(db, name);
  const asOwner = { ...act, memberId: folder.createdBy };
  const outcome = await lookInto(db, asOwner, base, folder).catch((error: unknown) => {
    if (!isAppError(error) || error.code === 'import_running') throw error;
    return { failure: { code: error.code, params: error.params }, isComplete: true, brought: 0 };
  });
  const failure = outcome.failure === null ? null : JSON.stringify(outcome.failure);
  const now = act.clock.now();
  // A file that was still being written is looked for again within the hour, not the next night.
  await sql`
    update import_folder set failure = ${failure}::jsonb,
      checked_at = case when ${outcome.isComplete} then ${now} else checked_at end,
      last_file_at = case when ${outcome.brought} > 0 then ${now} else last_file_at end
    where name = ${name}`.execute(db);
}

interface Outcome {
  readonly failure: FolderFile['failure'];
  readonly isComplete: boolean;
  readonly brought: number;
}

interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

async function lookInto(db: Db, act: Act, base: string | null, folder: FolderState): Promise<Outcome> {
  if (base === null) throw new AppError('import_folder_none');
  const found = await filesIn(base, folder);
  const now = act.clock.now().getTime();
  const settled = found.filter(({ modifiedAt }) => now - modifiedAt.getTime() >= SETTLED_MS);
  const fresh = (await notSeen(db, folder.name, settled)).slice(0, FILES_MAX);
  const map = folder.mapName === null ? null : await mapOf(db, folder.mapName);
  let brought = 0;
  for (const file of fresh) brought += await bringIn(db, act, folder, map, file);
  return { failure: null, isComplete: settled.length === found.length, brought };
}

/** The files that fit, oldest first; links that lead out of the allowed folder are left. */
async function filesIn(base: string, { folder, pattern }: FolderState): Promise<FoundFile[]> {
  const root = await realpath(base).catch(() => null);
  const place = root === null ? null : await realpath(join(root, checkFolder(folder))).catch(() => null);
  if (root === null || place === null) throw new AppError('import_folder_missing', { folder });
  if (!isWithin(root, place)) throw new AppError('import_folder_outside', { folder });
  const names = await readdir(place).catch(() => null);
  if (names === null) throw new AppError('import_folder_missing', { folder });
  const found: FoundFile[] = [];
  for (const name of names.filter((one) => fitsPattern(one, pattern))) {
    const path = await realpath(join(place, name)).catch(() => null);
    if (path === null || !isWithin(root, path)) continue;
    const about = await stat(path);
    if (about.isFile()) found.push({ name, path, bytes: about.size, modifiedAt: about.mtime });
  }
  return found.toSorted((left, right) => left.modifiedAt.getTime() - right.modifiedAt.getTime());
}

function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

async function notSeen(db: Db, folderName: string, files: readonly FoundFile[]): Promise<FoundFile[]> {
  const { rows } = await sql<{ path: string; bytes: number; at: number }>`
    select path, bytes, (extract(epoch from modified_at) * 1000)::bigint as at
    from import_folder_file where folder_name = ${folderName}`.execute(db);
  const seen = new Set(rows.map(({ path, bytes, at }) => `${bytes} ${at} ${path}`));
  return files.filter(({ name, bytes, modifiedAt }) => !seen.has(`${bytes} ${modifiedAt.getTime()} ${name}`));
}

/** Brings in one file, or keeps why it could not be. Answers 1 when it was news. */
async function bringIn(
  db: Db,
  act: Act,
  { name: folderName, kind }: FolderState,
  map: ImportMap | null,
  file: FoundFile,
): Promise<number> {
  const hash = await hashOf(file.path);
  const keep = (importId: string | null, failure: FolderFile['failure']) =>
    sql`
    insert into import_folder_file (folder_name, path, bytes, modified_at, hash, seen_at, import_id, failure)
    values (${folderName}, ${file.name}, ${file.bytes}, ${file.modifiedAt}, ${hash}, ${act.clock.now()}, ${importId},
      ${failure === null ? null : JSON.stringify(failure)}::jsonb)
    on conflict do nothing`.execute(db);
  const known = await sql`
    select from import_folder_file where folder_name = ${folderName} and hash = ${hash} and failure is null`.execute(
    db,
  );
  if (known.rows.length > 0) {
    await keep(null, null);
    return 0;
  }
  try {
    const files = [{ name: file.name, path: file.path }];
    const { importId } = await runImport(db, act, { kind, files, map, dryRun: false });
    await keep(importId, null);
  } catch (error) {
    if (!isAppError(error) || error.code === 'import_running') throw error;
    await keep(null, { code: error.code, params: error.params });
  }
  return 1;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}
