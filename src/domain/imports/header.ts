import { AppError } from '../../kernel/errors.ts';
import { cellText } from './cells.ts';
import type { RawRow } from './csv.ts';
import { plainHeading } from './field.ts';
import { GROUP_MARK, guessColumns, type ImportMap, readingsOf } from './mapping.ts';

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
 * Finds the headings among the first rows: the row, or the two rows of which the upper names groups (`数量|出库`), in which
 * most columns of the map or most known headings stand. A row with fewer than two known headings is taken only when
 * nothing better exists and it has two texts side by side.
 */
export function findHeader(rows: readonly RawRow[], map: ImportMap, file: string): Header {
  const first = rows.slice(0, HEADER_ROWS_MAX);
  const candidates = [...oneLine(first), ...twoLines(first)].filter(
    ({ lines }) => lines === (map.header_lines ?? lines),
  );
  const chosen =
    map.header_row === undefined
      ? best(candidates, map)
      : best(
          candidates.filter(({ row }) => row.line === map.header_row),
          map,
        );
  if (chosen === undefined) throw new AppError('import_header_missing', { file, rows: HEADER_ROWS_MAX });
  return { headings: chosen.headings, line: chosen.row.line, next: chosen.index + chosen.lines };
}

interface Candidate {
  readonly row: RawRow;
  readonly index: number;
  readonly lines: 1 | 2;
  readonly headings: readonly string[];
}

function oneLine(rows: readonly RawRow[]): Candidate[] {
  return rows.map((row, index) => ({ row, index, lines: 1, headings: headingsIn(row) }));
}

/** Each row with the one below it, where the lower one names something and holds no figures. */
function twoLines(rows: readonly RawRow[]): Candidate[] {
  return rows.slice(0, -1).flatMap((row, index) => {
    const below = rows[index + 1];
    if (below === undefined || below.cells.some(isFigure)) return [];
    const headings = joined(headingsIn(row), headingsIn(below));
    return [{ row, index, lines: 2 as const, headings }];
  });
}

function isFigure(cell: RawRow['cells'][number]): boolean {
  return cell !== null && (typeof cell !== 'string' || /^[-¥￥(（]?[\d,.]+[)）%]?$|^\d{4}[-/年]/.test(cell.trim()));
}

/** A merged group keeps its text in its first cell only: it holds until the next text, or a heading that has no second line. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const [above, below] = [upper[column] ?? '', lower[column] ?? ''];
    if (above !== '') group = below === '' ? '' : above;
    if (below === '') return above;
    return group === '' ? below : `${group}${GROUP_MARK}${below}`;
  });
}

function best(candidates: readonly Candidate[], map: ImportMap): Candidate | undefined {
  const scored = candidates.map((candidate) => ({ candidate, score: known(candidate.headings, map) }));
  const top = scored.reduce((max, one) => Math.max(max, one.score), 0);
  const clear = scored.find(({ score }) => score === top && score >= 2);
  const single = candidates.filter(({ lines }) => lines === 1);
  return clear?.candidate ?? single.find(({ headings }) => isTextRow(headings)) ?? firstText(single);
}

function known(headings: readonly string[], map: ImportMap): number {
  const present = new Set(headings.flatMap(readingsOf));
  const mapped = Object.values(map.columns).filter((rule) => present.has(plainHeading(rule.column))).length;
  return 2 * mapped + Object.keys(guessColumns(map.kind, headings)).length;
}

function isTextRow(headings: readonly string[]): boolean {
  return headings.filter((heading) => heading !== '').length >= 2;
}

/** A file of one column has its heading in the first row. */
function firstText([first]: readonly Candidate[]): Candidate | undefined {
  return first?.headings.some((heading) => heading !== '') ? first : undefined;
}

function headingsIn(row: RawRow): string[] {
  return row.cells.map((cell) => cellText(cell).replace(/\s+/g, ' ').slice(0, HEADING_LENGTH_MAX));
}
