import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError, assert, type ErrorCode, type Language, type MessageParams, sentence } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import type { ImportKind } from './kinds.ts';
import {
  BYTE_ORDER_MARK,
  type FileHeadings,
  type ProblemRow,
  problemHeadings,
  problemText,
  unitedHeadings,
} from './problem-file.ts';
import type { ImportResult } from './reply.ts';
import type { ImportProgress } from './running-acts.ts';
import type { UndoneImport } from './undoing-acts.ts';

const PROBLEM_ROWS_PER_PAGE = 2_000;
const MAPS_MAX = 500;
/** Rows nobody has to correct: they are counted and explained, not handed back. */
const NOT_TO_CORRECT = ['total_row', 'superseded_in_file', 'bad_debt_skipped'];

/**
 * The rows that were not used as a CSV to correct and load again: the original columns, then file, line, column and
 * reason in the language. In pieces, so that a hundred thousand rows need little memory; null when there are none.
 */
export async function problemFile(
  db: Db,
  importId: string,
  language: Language,
): Promise<AsyncGenerator<string> | null> {
  const files = await filesOf(db, importId);
  const first = await problemPage(db, importId, 0);
  return first.rows.length === 0 ? null : problemPieces(db, importId, files, language, first);
}

async function* problemPieces(
  db: Db,
  importId: string,
  files: readonly FileHeadings[],
  language: Language,
  first: ProblemPage,
): AsyncGenerator<string> {
  const united = unitedHeadings(files);
  yield BYTE_ORDER_MARK + problemHeadings(united, language);
  for (let page = first; page.rows.length > 0; page = await problemPage(db, importId, page.lastRowNo)) {
    yield page.rows.map((row) => problemText(row, files, united, language)).join('');
  }
}

async function filesOf(db: Db, importId: string): Promise<FileHeadings[]> {
  const row = await db.selectFrom('import_run').select('files').where('id', '=', importId).executeTakeFirst();
  if (row === undefined) throw new AppError('import_not_found');
  const files = row.files as unknown as readonly Partial<FileHeadings>[];
  return files.map(({ name = '', headings = [] }) => ({ name, headings }));
}

interface ProblemPage {
  readonly rows: readonly ProblemRow[];
  readonly lastRowNo: number;
}

async function problemPage(db: Db, importId: string, afterRowNo: number): Promise<ProblemPage> {
  const { rows } = await sql<ProblemRow & { rowNo: number }>`
    select row_no as "rowNo", min(file) as file, min(line) as line, (array_agg(to_jsonb(cells) order by id))[1] as cells,
      jsonb_agg(jsonb_build_object('code', code, 'column', col, 'params', params) order by id) as problems
    from import_problem
    where import_id = ${importId} and row_no > ${afterRowNo} and cells is not null and code <> all(${NOT_TO_CORRECT}::text[])
    group by row_no order by row_no limit ${PROBLEM_ROWS_PER_PAGE}`.execute(db);
  return { rows, lastRowNo: rows.at(-1)?.rowNo ?? afterRowNo };
}

/** Where an import stands. */
export type ImportState = 'uploaded' | 'running' | 'finished' | 'refused' | 'undoing' | 'undone';

/** One line of the history of imports. */
export interface ImportEntry {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly dryRun: boolean;
  readonly files: readonly {
    readonly name: string;
    readonly bytes?: number;
    readonly rows?: number;
    readonly encoding?: string;
  }[];
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly map: unknown;
  readonly progress: Partial<ImportProgress>;
  readonly failure: { readonly code: ErrorCode; readonly params: MessageParams } | null;
  readonly result: ImportResult | null;
  readonly undoneAt: Date | null;
  readonly undone: UndoneImport | null;
  /** Whether it can be taken back whole: a list that came back changed single cells, as a person would. */
  readonly undoable: boolean;
}

const entryColumns = sql`
  run.id, run.kind, run.dry_run as "dryRun", run.files, run.created_at as "createdAt", run.started_at as "startedAt",
  run.finished_at as "finishedAt", run.map::jsonb as map, run.progress, run.failure, run.reply as result, run.undone_at as "undoneAt", run.undone,
  run.finished_at is not null and not run.dry_run and run.failure is null and run.undo_asked_at is null
    and run.undone_at is null and run.map::jsonb ? 'columns' as undoable,
  case when member.id is not null then jsonb_build_object('id', member.id, 'name', member.name) end as by,
  case when run.failure is not null then 'refused' when run.undone_at is not null then 'undone'
    when run.undo_asked_at is not null then 'undoing' when run.finished_at is not null then 'finished'
    when run.started_at is not null then 'running' else 'uploaded' end as state`;

/** One import with all that is known of it. Throws `import_not_found`. */
export async function findImport(db: Db, importId: string): Promise<ImportEntry> {
  const { rows } = await sql<ImportEntry>`
    select ${entryColumns} from import_run run left join member on member.id = run.created_by where run.id = ${importId}`.execute(
    db,
  );
  if (rows[0] === undefined) throw new AppError('import_not_found');
  return rows[0];
}

/** The history of imports, newest first. */
export async function listImports(db: Db, page: PageQuery): Promise<Page<ImportEntry>> {
  const { rows } = await sql<ImportEntry>`
    select ${entryColumns} from import_run run left join member on member.id = run.created_by
    order by run.created_at desc, run.id desc limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total from import_run`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}

/** A row that was not used, with its reasons as sentences. */
export interface ShownProblemRow extends Omit<ProblemRow, 'problems'> {
  readonly problems: readonly { readonly code: ErrorCode; readonly column: string | null; readonly message: string }[];
}

/** The first rows that were not used, to be shown; all of them are in the file. */
export async function problemRows(
  db: Db,
  importId: string,
  limit: number,
  language: Language,
): Promise<ShownProblemRow[]> {
  const { rows } = await problemPage(db, importId, 0);
  return rows.slice(0, limit).map((row) => ({
    ...row,
    problems: row.problems.map(({ code, column, params }) => ({
      code,
      column,
      message: sentence(code, params, language),
    })),
  }));
}

/** A row that was left alone when its import was taken back. */
export interface UndoConflict {
  /** The table, as a word for the page to translate. */
  readonly what: string;
  readonly reason: 'changed' | 'gone' | 'used';
  readonly customer: string | null;
  readonly publicId: string | null;
  /** What people call the row: its number, name or code. */
  readonly name: string;
}

/** What was left alone when an import was taken back, a few of it by name. What hangs on a row left alone is not told twice. */
export async function undoConflicts(
  db: Db,
  importId: string,
  limit: number,
): Promise<{ items: UndoConflict[]; total: number }> {
  const { rows } = await sql<UndoConflict & { total: number }>`
    select table_name as what, reason, customer.name as customer, customer.public_id as "publicId",
      coalesce(known.number, product.code, category.name, customer_group.name,
        case when table_name = 'customer' then customer.name else key ->> -1 end) as name,
      (count(*) over ())::integer as total
    from import_conflict conflict
    left join customer on customer.customer_id = conflict.customer_number
    left join customer_order known on table_name = 'customer_order' and known.customer_id = conflict.customer_number
      and known.id::text = key ->> 1
    left join product on table_name = 'product' and product.id::text = key ->> 0
    left join category on table_name = 'category' and category.id::text = key ->> 0
    left join customer_group on table_name = 'customer_group' and customer_group.id::text = key ->> 0
    where import_id = ${importId} and reason <> 'parent' order by table_name, customer.name, name limit ${limit}`.execute(
    db,
  );
  return { items: rows.map(withoutTotal), total: rows[0]?.total ?? 0 };
}

export interface SavedMap {
  readonly name: string;
  readonly kind: ImportKind;
  readonly text: string;
  readonly savedAt: Date;
}

/** The maps that were kept by name. */
export async function listMaps(db: Db): Promise<SavedMap[]> {
  const { rows } = await sql<SavedMap>`
    select name, kind, text, saved_at as "savedAt" from import_map order by name limit ${MAPS_MAX}`.execute(db);
  return rows;
}

function withoutTotal<Row extends { total: number }>(row: Row): Omit<Row, 'total'> {
  const { total, ...rest } = row;
  assert(total > 0, 'a row that is there is counted');
  return rest;
}
