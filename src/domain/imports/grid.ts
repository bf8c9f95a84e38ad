import type { ErrorCode, MessageParams } from '../../kernel/errors.ts';
import { minorDigits } from '../../kernel/money.ts';
import { fieldsOf, type ImportKind } from './kinds.ts';
import { type BoundField, emptyMap, guessColumns } from './mapping.ts';
import { stageRow } from './staged.ts';

/** A table people pasted: rows of cells as texts. */
export interface Grid {
  readonly kind: ImportKind;
  readonly rows: readonly (readonly string[])[];
  /** For each column the key of its field, null for one that is not used; null: guess from the first row. */
  readonly columns: readonly (string | null)[] | null;
}

/** What is wrong with one cell, or, without a column, with a row. */
export interface GridProblem {
  readonly row: number;
  readonly column: number | null;
  readonly code: ErrorCode;
  readonly params: MessageParams;
  readonly isNotice: boolean;
}

export interface CheckedGrid {
  readonly columns: readonly (string | null)[];
  /** True: the first row holds headings and is no row of data. */
  readonly hasHeadings: boolean;
  readonly problems: readonly GridProblem[];
}

const HEADINGS_MIN = 2;

/** Checks every cell just as the importer reads it. Rows are counted as they were given, headings included. */
export function checkGrid(grid: Grid, settings: { readonly currency: string; readonly timezone: string }): CheckedGrid {
  const { columns, hasHeadings } = columnsOf(grid);
  const missing = missingFields(grid.kind, columns);
  if (missing.length > 0) return { columns, hasHeadings, problems: missing };
  const fields = boundColumns(grid.kind, columns);
  const headings = columns.map((_, index) => String(index));
  const digits = minorDigits(settings.currency);
  const context = { fields, headings, map: emptyMap(grid.kind), zone: settings.timezone, minorDigits: digits };
  const problems = grid.rows.flatMap((cells, row) => {
    if (hasHeadings && row === 0) return [];
    const { problems: found } = stageRow(grid.kind, { line: row + 1, cells: [...cells], flaw: null }, context);
    return found.map(({ code, params, column, outcome }) => {
      return { row, column: column === null ? null : Number(column), code, params, isNotice: outcome === 'notice' };
    });
  });
  return { columns, hasHeadings, problems };
}

function columnsOf({ kind, rows, columns }: Grid): Pick<CheckedGrid, 'columns' | 'hasHeadings'> {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (columns !== null) {
    return { columns: Array.from({ length: width }, (_, index) => columns[index] ?? null), hasHeadings: false };
  }
  const first = rows[0] ?? [];
  const guessed = new Map(Object.entries(guessColumns(kind, first)).map(([key, heading]) => [heading, key]));
  const hasHeadings = guessed.size >= Math.min(HEADINGS_MIN, width) && guessed.size > 0;
  const fields = fieldsOf(kind);
  const keys = Array.from({ length: width }, (_, index) =>
    hasHeadings ? (guessed.get(first[index] ?? '') ?? null) : (fields[index]?.key ?? null),
  );
  return { columns: keys, hasHeadings };
}

function boundColumns(kind: ImportKind, columns: readonly (string | null)[]): BoundField[] {
  const places = new Map(columns.map((key, index) => [key, index] as const).reverse());
  return fieldsOf(kind).flatMap((field) => {
    const index = places.get(field.key);
    return index === undefined ? [] : [{ field, index, heading: String(index), constant: null, wholeNumber: false }];
  });
}

/** A field that every row needs and that stands in no column is told once; until then nothing else is worth telling. */
function missingFields(kind: ImportKind, columns: readonly (string | null)[]): GridProblem[] {
  const absent = fieldsOf(kind).filter((field) => field.required && !columns.includes(field.key));
  if (absent.length === 0) return [];
  const fields = absent.map((field) => `${field.zh} ${field.en}`).join(', ');
  return [{ row: 0, column: null, code: 'import_columns_missing', params: { file: '', fields }, isNotice: false }];
}
