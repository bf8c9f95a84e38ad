/** A table as it was pasted: without its headings, which became the fields of the columns. */
export interface PastedGrid {
  readonly text: string;
  readonly rows: readonly (readonly string[])[];
  readonly columns: readonly (string | null)[];
}

/** What is wrong, by row and column; -1 is the row as a whole. */
export interface Problems {
  readonly byRow: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** What is wrong with the table itself. */
  readonly whole: readonly string[];
  readonly count: number;
}

interface Told {
  readonly row: number;
  readonly column: number | null;
  readonly isNotice: boolean;
  readonly message: string;
}

/** Cells as spreadsheets put them on the clipboard: tabs and lines, with quotes around cells that hold either. */
export function gridOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g,
  )) {
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows.filter((cells) => cells.some((cell) => cell !== ''));
}

export function problemsOf(told: readonly Told[]): Problems {
  const serious = told.filter(({ isNotice }) => !isNotice);
  const isWhole = ({ row, column }: Told) => row === 0 && column === null && serious.length === 1;
  const byRow = new Map<number, Map<number, string>>();
  for (const { row, column, message } of serious.filter((one) => !isWhole(one))) {
    byRow.set(row, (byRow.get(row) ?? new Map()).set(column ?? -1, message));
  }
  return { byRow, whole: serious.filter(isWhole).map(({ message }) => message), count: serious.length };
}

/** One cell changed; the other rows stay the same objects, so that only this one is drawn again. */
export function withCell(rows: PastedGrid['rows'], row: number, column: number, text: string): PastedGrid['rows'] {
  return rows.map((cells, at) => {
    if (at !== row) return cells;
    const next = [...cells];
    while (next.length <= column) next.push('');
    next[column] = text;
    return next;
  });
}

/** The columns that are used as a CSV file under the names of their fields. */
export function csvOf(
  rows: PastedGrid['rows'],
  columns: PastedGrid['columns'],
  headings: ReadonlyMap<string, string>,
): string {
  const used = columns.flatMap((key, index) => (key === null ? [] : [{ index, heading: headings.get(key) ?? key }]));
  const lines = [
    used.map(({ heading }) => heading),
    ...rows.map((cells) => used.map(({ index }) => cells[index] ?? '')),
  ];
  return `\ufeff${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
