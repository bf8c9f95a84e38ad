import { crc32, type Pack, zipOf } from './zip.ts';

/** A value of a cell: texts stay texts whatever they look like, a day is `YYYY-MM-DD`. */
export type SheetCell = string | number | null;

export interface SheetColumn {
  readonly heading: string;
  readonly kind: 'text' | 'number' | 'day';
  /** In characters, about. */
  readonly width?: number;
  /** People do not see it; it comes back with the file all the same. */
  readonly isHidden?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** One line below the rows, as who took the file and why. */
  readonly note?: string;
}

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WIDTH_DEFAULT = 14;
/** The cell formats of `styles` by their place: plain, text (`@`), a day, the headings. */
const STYLE = { number: 0, text: 1, day: 2, heading: 3 } as const;
const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet, as it counts 29 February 1900 too. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

/**
 * An .xlsx of one sheet: headings frozen with a filter, texts as texts (never a formula, never a rounded number), numbers
 * and days as such. `pack` deflates, as only the caller knows with what.
 */
export function workbookOf(sheet: Sheet, pack: Pack): Uint8Array {
  const parts = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(sheet),
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles(),
    'xl/worksheets/sheet1.xml': worksheet(sheet),
  };
  const encoder = new TextEncoder();
  const files = Object.entries(parts).map(([name, text]) => ({ name, bytes: encoder.encode(HEAD + text) }));
  return zipOf(
    files.map((file) => ({ ...file, check: crc32(file.bytes) })),
    pack,
  );
}

function contentTypes(): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/worksheets/sheet1.xml', 'worksheet'],
    ['/xl/styles.xml', 'styles'],
  ].map(([part, kind]) => `<Override PartName="${part}" ContentType="${CONTENT_TYPE}.${kind}+xml"/>`);
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const lines = targets.map(
    ([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
}

function workbook({ name, columns, rows }: Sheet): string {
  const title = escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31));
  const filter = `'${title.replaceAll("'", "''")}'!$A$1:$${letters(columns.length - 1)}$${rows.length + 1}`;
  return `<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONS}"><sheets><sheet name="${title}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${filter}</definedName></definedNames></workbook>`;
}

function styles(): string {
  const formats = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  ];
  return `<styleSheet xmlns="${SPREADSHEET}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;
}

function worksheet({ columns, rows, note }: Sheet): string {
  const widths = columns.map(
    ({ width = WIDTH_DEFAULT, isHidden = false, kind }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${STYLE[kind]}" customWidth="1"${isHidden ? ' hidden="1"' : ''}/>`,
  );
  const place = columns.map((_, index) => letters(index));
  const headings = columns.map(({ heading }, index) => textCell(`${place[index]}1`, heading, STYLE.heading));
  const lines = rows.map((cells, at) => rowOf(cells, at + 2, columns, place));
  const first = columns.findIndex(({ isHidden = false }) => !isHidden);
  const last =
    note === undefined
      ? ''
      : `<row r="${rows.length + 2}">${textCell(`${place[first]}${rows.length + 2}`, note, STYLE.text)}</row>`;
  return `<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings.join('')}</row>${lines.join('')}${last}</sheetData><autoFilter ref="A1:${place.at(-1)}${rows.length + 1}"/></worksheet>`;
}

function rowOf(
  cells: readonly SheetCell[],
  line: number,
  columns: readonly SheetColumn[],
  place: readonly string[],
): string {
  const written = cells.map((cell, index) => cellOf(cell, `${place[index]}${line}`, columns[index]?.kind ?? 'text'));
  return `<row r="${line}">${written.join('')}</row>`;
}

function cellOf(cell: SheetCell, at: string, kind: SheetColumn['kind']): string {
  if (cell === null || cell === '') return '';
  if (kind === 'number' && Number.isFinite(Number(cell))) return `<c r="${at}"><v>${Number(cell)}</v></c>`;
  const ms = kind === 'day' ? Date.parse(`${cell}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(ms)) return `<c r="${at}" s="${STYLE.day}"><v>${(ms - EPOCH_MS) / DAY_MS}</v></c>`;
  return textCell(at, String(cell), STYLE.text);
}

function textCell(at: string, text: string, style: number): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** What XML 1.0 cannot hold is left out. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** A, B, … Z, AA. */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
