import type { ErrorCode, MessageParams } from '../../kernel/errors.ts';
import { DAY_MS, formatDay } from '../../kernel/time.ts';
import {
  CELL_LENGTH_MAX,
  type Cell,
  type CellProblem,
  cellText,
  type Decimal,
  instantOfWall,
  isProblem,
  problem,
  readBoolean,
  readDecimal,
  readIdentifier,
  readWallTime,
  toMinor,
} from './cells.ts';
import type { RawRow } from './csv.ts';
import { type Field, plainHeading } from './field.ts';
import type { BoundField, ImportMap } from './mapping.ts';

export type Outcome = 'failed' | 'skipped' | 'notice';

/** Why a row, or one cell of it, was not used, or what should be known about it although it was. */
export interface RowProblem {
  readonly code: ErrorCode;
  readonly outcome: Outcome;
  /** The heading of the column; null when the row as a whole is meant. */
  readonly column: string | null;
  readonly params: MessageParams;
}

/** A value of a field: instants are ms, days `YYYY-MM-DD`, money minor units, numbers exact decimals. */
export type FieldValue = string | number | boolean | Decimal | readonly string[] | null;
export type Values = Readonly<Record<string, FieldValue>>;

export interface ReadContext {
  readonly fields: readonly BoundField[];
  readonly headings: readonly string[];
  readonly map: ImportMap;
  /** The zone whose wall clock the file shows. */
  readonly zone: string;
  readonly minorDigits: number;
}

export interface ReadRow {
  readonly values: Values;
  readonly problems: RowProblem[];
}

const TOTALS = new Set(['合计', '总计', '小计', '合计：', '总计：', 'total', 'subtotal', 'grandtotal', '本页合计']);

/** Reads the cells of one row; every bad cell is a problem of its own, so that all can be corrected at once. */
export function readRow(raw: RawRow, context: ReadContext): ReadRow {
  const whole = rowFlaw(raw, context);
  if (whole !== null) return { values: {}, problems: [whole] };
  const values: Record<string, FieldValue> = {};
  const problems: RowProblem[] = [];
  for (const bound of context.fields) {
    const value =
      bound.index === -1 ? constantOf(bound, context) : readCell(raw.cells[bound.index] ?? null, bound, context);
    if (isProblem(value)) problems.push({ ...value, outcome: 'failed', column: bound.heading });
    else values[bound.field.key] = value;
  }
  return { values, problems };
}

function readCell(cell: Cell, bound: BoundField, context: ReadContext): FieldValue | CellProblem {
  return isEmpty(cell) ? null : readField(cell, bound, context);
}

/** A constant of the map is the same in every row, so it is read once per file. */
const constants = new WeakMap<BoundField, FieldValue | CellProblem>();

function constantOf(bound: BoundField, context: ReadContext): FieldValue | CellProblem {
  const known = constants.get(bound);
  if (known !== undefined) return known;
  const value = readCell(bound.constant, bound, context);
  constants.set(bound, value);
  return value;
}

function isEmpty(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && (cell === '' || cellText(cell) === ''));
}

function rowFlaw(raw: RawRow, context: ReadContext): RowProblem | null {
  if (raw.flaw !== null) return whole(raw.flaw, 'failed');
  const surplus =
    raw.cells.length > context.headings.length &&
    raw.cells.slice(context.headings.length).some((cell) => !isEmpty(cell));
  if (surplus)
    return whole('import_row_too_wide', 'failed', { found: raw.cells.length, expected: context.headings.length });
  if (isTotal(raw)) return whole('total_row', 'skipped');
  return isNote(raw, context) ? whole('report_note', 'skipped') : null;
}

/** A problem of the whole row. */
export function whole(code: ErrorCode, outcome: Outcome, params: MessageParams = {}): RowProblem {
  return { code, outcome, column: null, params };
}

/** Reports end in totals: the first cell that is not empty says so, and most others are empty. */
function isTotal(raw: RawRow): boolean {
  const first = raw.cells.find((cell) => !isEmpty(cell));
  if (typeof first !== 'string' || first.length > 12 || !TOTALS.has(plainHeading(first))) return false;
  return raw.cells.filter((cell) => !isEmpty(cell)).length <= Math.max(1, raw.cells.length - 2);
}

/** Who printed a report stands under it, in one cell or two. */
const NOTE = /^(制表|制单|打印|审核|复核|备注|说明|注[:：]|第\s*\d+\s*页|共\s*\d+)/;

function isNote(raw: RawRow, { headings }: ReadContext): boolean {
  const first = raw.cells.find((cell) => !isEmpty(cell));
  if (typeof first !== 'string' || !NOTE.test(first.trim())) return false;
  return raw.cells.filter((cell) => !isEmpty(cell)).length <= Math.min(3, headings.length - 2);
}

function readField(cell: Cell, bound: BoundField, context: ReadContext): FieldValue | CellProblem {
  if (typeof cell === 'string' && cell.length > CELL_LENGTH_MAX)
    return { code: 'import_cell_too_long', params: { limit: CELL_LENGTH_MAX } };
  switch (bound.field.type) {
    case 'text':
      return printable(cellText(cell));
    case 'identifier':
      return identifier(cell, bound);
    case 'number':
      return readDecimal(cell);
    case 'money':
      return money(cell, context.minorDigits);
    case 'instant':
      return instant(cell, context);
    case 'day':
      return day(cell, context);
    case 'boolean':
      return readBoolean(cell);
    case 'choice':
      return choice(cellText(cell), bound.field);
    case 'words':
      return words(cell);
  }
}

function words(cell: Cell): readonly string[] | CellProblem {
  const text = printable(cellText(cell));
  if (isProblem(text)) return text;
  return text
    .split(/[,，;；、|]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function printable(text: string): string | CellProblem {
  return text.includes('\0') || !text.isWellFormed() ? problem('import_cell_unprintable', '') : text;
}

function identifier(cell: Cell, bound: BoundField): string | CellProblem {
  const read = readIdentifier(cell, bound.wholeNumber);
  return isProblem(read) ? read : printable(read);
}

function money(cell: Cell, minorDigits: number): number | CellProblem {
  const decimal = readDecimal(cell);
  return isProblem(decimal) ? decimal : toMinor(decimal, minorDigits);
}

/** Neighbouring rows mostly carry the same moment, so the last one is remembered. */
const lastInstant = { text: '', zone: '', order: '', ms: 0 };

function instant(cell: Cell, { map, zone }: ReadContext): number | CellProblem {
  const isKnown = cell === lastInstant.text && zone === lastInstant.zone && map.dates === lastInstant.order;
  if (isKnown) return lastInstant.ms;
  const wall = readWallTime(cell, map.dates);
  if (isProblem(wall)) return wall;
  const ms = instantOfWall(wall, zone);
  if (typeof cell === 'string') Object.assign(lastInstant, { text: cell, zone, order: map.dates, ms });
  return ms;
}

function day(cell: Cell, { map }: ReadContext): string | CellProblem {
  const wall = readWallTime(cell, map.dates);
  return isProblem(wall) ? wall : formatDay(Math.floor(wall.wallMs / DAY_MS));
}

function choice(text: string, field: Field): string | CellProblem {
  const plain = plainHeading(text);
  const choices = Object.entries(field.choices ?? {});
  const hit = choices.find(
    ([code, words]) => plainHeading(code) === plain || words.some((word) => plainHeading(word) === plain),
  );
  if (hit !== undefined) return hit[0];
  return problem('import_choice_unknown', text, {
    allowed: choices.map(([code, words]) => `${words[0] ?? ''} ${code}`.trim()).join(', '),
  });
}
