import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError, type Language } from '../../kernel/errors.ts';
import {
  BYTE_ORDER_MARK,
  type FileHeadings,
  type ProblemRow,
  problemHeadings,
  problemText,
  unitedHeadings,
} from './problem-file.ts';

const PROBLEM_ROWS_PER_PAGE = 2_000;
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
    select row_no as "rowNo", min(file) as file, min(line) as line, (array_agg(cells))[1:1][:] as cells,
      jsonb_agg(jsonb_build_object('code', code, 'column', col, 'params', params) order by id) as problems
    from import_problem
    where import_id = ${importId} and row_no > ${afterRowNo} and cells is not null and code <> all(${NOT_TO_CORRECT}::text[])
    group by row_no order by row_no limit ${PROBLEM_ROWS_PER_PAGE}`.execute(db);
  return { rows, lastRowNo: rows.at(-1)?.rowNo ?? afterRowNo };
}
