import { AppError } from '../../kernel/errors.ts';
import { cellText } from './cells.ts';
import type { RawRow } from './csv.ts';
import { plainHeading } from './field.ts';
import { guessColumns, type ImportMap } from './mapping.ts';

/** Titles, dates and merged cells may stand above the headings; further down nobody puts them. */
export const HEADER_ROWS_MAX = 20;
const HEADING_LENGTH_MAX = 100;

export interface Header {
  readonly headings: readonly string[];
  readonly line: number;
  /** Index of the first row of data among the rows that were given. */
  readonly next: number;
}

/**
 * Finds the row of headings among the first rows: the one in which most columns of the map or most known headings stand.
 * A row with fewer than two known headings is taken only when nothing better exists and it has two texts side by side.
 */
export function findHeader(rows: readonly RawRow[], map: ImportMap, file: string): Header {
  const candidates = rows.slice(0, HEADER_ROWS_MAX).map((row, index) => ({ row, index, headings: headingsIn(row) }));
  const chosen =
    map.header_row === undefined ? best(candidates, map) : candidates.find(({ row }) => row.line === map.header_row);
  if (chosen === undefined) throw new AppError('import_header_missing', { file, rows: HEADER_ROWS_MAX });
  return { headings: chosen.headings, line: chosen.row.line, next: chosen.index + 1 };
}

type Candidate = { readonly row: RawRow; readonly index: number; readonly headings: readonly string[] };

function best(candidates: readonly Candidate[], map: ImportMap): Candidate | undefined {
  const scored = candidates.map((candidate) => ({ candidate, score: known(candidate.headings, map) }));
  const top = scored.reduce((max, one) => Math.max(max, one.score), 0);
  const clear = scored.find(({ score }) => score === top && score >= 2);
  return (clear ?? scored.find(({ candidate }) => isTextRow(candidate.headings)))?.candidate ?? single(candidates);
}

function known(headings: readonly string[], map: ImportMap): number {
  const present = new Set(headings.map(plainHeading));
  const mapped = Object.values(map.columns).filter((rule) => present.has(plainHeading(rule.column))).length;
  return 2 * mapped + Object.keys(guessColumns(map.kind, headings)).length;
}

function isTextRow(headings: readonly string[]): boolean {
  return headings.filter((heading) => heading !== '').length >= 2;
}

/** A file of one column has its heading in the first row. */
function single(candidates: readonly Candidate[]): Candidate | undefined {
  const first = candidates[0];
  return first?.headings.some((heading) => heading !== '') ? first : undefined;
}

function headingsIn(row: RawRow): string[] {
  return row.cells.map((cell) => cellText(cell).replace(/\s+/g, ' ').slice(0, HEADING_LENGTH_MAX));
}
