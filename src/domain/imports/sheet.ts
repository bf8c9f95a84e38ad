import { DAY_MS } from '../../kernel/time.ts';
import type { Cell } from './cells.ts';
import { attributeOf, BrokenXml, type XmlListener } from './xml.ts';

export const COLUMNS_MAX = 1_000;
/** Serial number of 1970-01-01 in the two date systems of workbooks. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

export interface SheetListenerOptions {
  readonly shared: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly isFrom1904: boolean;
  /** Called for each row with its number from 1; missing cells are null. */
  emit(line: number, cells: Cell[]): void;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

/** Turns the XML of one sheet into rows. Columns beyond the thousandth are left out: no table of ours has them. */
export function createSheetListener(options: SheetListenerOptions): XmlListener {
  let line = 0;
  let cells: Cell[] = [];
  let cell: OpenCell | null = null;
  let isValue = false;
  let phonetic = 0;
  const open: NonNullable<XmlListener['open']> = (name, attributes) => {
    if (name === 'row') {
      line = rowNumber(attributes, line);
      cells = [];
    } else if (name === 'c') cell = openCell(attributes, cells.length);
    else if (name === 'rPh') phonetic++;
    else if (name === 'v' || name === 't') isValue = phonetic === 0;
  };
  const close: NonNullable<XmlListener['close']> = (name) => {
    if (name === 'v' || name === 't') isValue = false;
    else if (name === 'rPh') phonetic--;
    else if (name === 'row') options.emit(line, cells);
    else if (name === 'c' && cell !== null) {
      place(cells, cell, options);
      cell = null;
    }
  };
  const text = (piece: string): void => {
    if (isValue && cell !== null) cell.text += piece;
  };
  return { open, close, text };
}

function rowNumber(attributes: string, before: number): number {
  const text = attributeOf(attributes, 'r');
  const number = text === null ? before + 1 : Number(text);
  if (!Number.isInteger(number) || number < 1) throw new BrokenXml(`row ${text}`);
  return number;
}

function openCell(attributes: string, next: number): OpenCell {
  const reference = attributeOf(attributes, 'r');
  return {
    column: reference === null ? next : columnOf(reference),
    type: attributeOf(attributes, 't') ?? 'n',
    style: Number(attributeOf(attributes, 's') ?? -1),
    text: '',
  };
}

/** Index of the column of `AB12`: 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw new BrokenXml(`cell ${reference}`);
  return column - 1;
}

function place(cells: Cell[], cell: OpenCell, options: SheetListenerOptions): void {
  if (cell.column >= COLUMNS_MAX) return;
  while (cells.length < cell.column) cells.push(null);
  cells[cell.column] = cellValue(cell, options);
}

function cellValue(cell: OpenCell, options: SheetListenerOptions): Cell {
  if (cell.type === 's') return unescapeControls(options.shared[Number(cell.text)] ?? '');
  if (cell.type === 'b') return cell.text === '1' || cell.text === 'true';
  if (cell.type !== 'n') return unescapeControls(cell.text);
  if (cell.text === '') return null;
  const number = Number(cell.text);
  if (Number.isNaN(number)) return cell.text;
  return options.dateStyles.has(cell.style) ? dateOf(number, options.isFrom1904) : number;
}

function dateOf(serial: number, isFrom1904: boolean): Date {
  const days = serial - (isFrom1904 ? EPOCH_1904 : EPOCH_1900);
  return new Date(Math.round((days * DAY_MS) / 1000) * 1000);
}

/** Workbooks write control characters as `_x000D_`. */
function unescapeControls(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
