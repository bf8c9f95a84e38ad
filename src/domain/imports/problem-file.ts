import type { ErrorCode, Language, MessageParams } from '../../kernel/errors.ts';
import { sentence } from '../../kernel/errors.ts';

/** One row that was not used, with everything that is wrong in it. */
export interface ProblemRow {
  readonly file: number;
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly {
    readonly code: ErrorCode;
    readonly column: string | null;
    readonly params: MessageParams;
  }[];
}

export interface FileHeadings {
  readonly name: string;
  readonly headings: readonly string[];
}

const ADDED: Record<Language, readonly string[]> = {
  zh: ['导入文件', '导入行号', '问题列', '问题原因'],
  en: ['import file', 'import line', 'problem column', 'problem reason'],
};

/** Excel takes UTF-8 for granted only with the mark. */
export const BYTE_ORDER_MARK = '\ufeff';

/** All headings of the files in the order in which they first come; files of one kind mostly share them. */
export function unitedHeadings(files: readonly FileHeadings[]): string[] {
  return [...new Set(files.flatMap((file) => file.headings.filter((heading) => heading !== '')))];
}

/** The first line of the file of rows to correct: the columns of the original, then where and why. */
export function problemHeadings(united: readonly string[], language: Language): string {
  return csvLine([...united, ...ADDED[language]]);
}

/** One row to correct, under the same headings, so that the corrected file can be loaded as it is. */
export function problemText(
  row: ProblemRow,
  files: readonly FileHeadings[],
  united: readonly string[],
  language: Language,
): string {
  const file = files[row.file];
  const place = new Map((file?.headings ?? []).map((heading, index) => [heading, index] as const).reverse());
  const cells = united.map((heading) => row.cells[place.get(heading) ?? -1] ?? '');
  const columns = [...new Set(row.problems.map((one) => one.column).filter((column) => column !== null))].join('; ');
  const reasons = row.problems.map((one) => reasonOf(one, language)).join(' ');
  return csvLine([...cells, file?.name ?? '', String(row.line), columns, reasons]);
}

function reasonOf({ code, column, params }: ProblemRow['problems'][number], language: Language): string {
  const text = sentence(code, params, language);
  return column === null ? text : `${column}: ${text}`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A cell that a spreadsheet would take for a formula gets a `'` in front (guarantee I5); reading takes it off again.
 */
export function csvCell(text: string): string {
  const isNumber = /^[+-]?\d[\d,]*(\.\d+)?$/.test(text);
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
