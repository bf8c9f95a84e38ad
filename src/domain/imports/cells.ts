import type { ErrorCode, MessageParams } from '../../kernel/errors.ts';
import { DAY_MS, offsetAt } from '../../kernel/time.ts';

/** What a reader hands over: CSV gives text, a workbook also numbers, dates (wall clock as UTC) and booleans. */
export type Cell = string | number | boolean | Date | null;

/** Why a cell cannot be used; the sentence is in the catalogue. */
export interface CellProblem {
  readonly code: ErrorCode;
  readonly params: MessageParams;
}

/** A number kept exactly: `digits` ÷ 10^`scale`, digits within 2^53. */
export interface Decimal {
  readonly digits: number;
  readonly scale: number;
}

export type DateOrder = 'year_month_day' | 'day_month_year' | 'month_day_year';

export const CELL_LENGTH_MAX = 32_767;
const SHOWN_LENGTH_MAX = 60;
/** A spreadsheet shows 15 significant digits; what a computed cell has beyond them is noise. */
const SPREADSHEET_DIGITS = 15;

/** True for the problem side of a reading. */
export function isProblem(reading: unknown): reading is CellProblem {
  return typeof reading === 'object' && reading !== null && 'code' in reading && 'params' in reading;
}

/** The cell as text: outer blanks of every width gone, numbers without exponent, the guard `'` of our own exports taken off. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return tidy(cell);
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return wallText(cell);
}

function tidy(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  const isPlain = first > 0x27 && first < 0x7f && last > 0x20 && last < 0x7f;
  if (isPlain) return text;
  const trimmed = text.replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, '');
  return /^'[=+\-@\t\r]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}

function numberText(value: number): string {
  const plain = String(Number.isInteger(value) ? value : Number(value.toPrecision(SPREADSHEET_DIGITS)));
  return plain.includes('e') ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : plain;
}

/** A workbook's date as its cell shows it: the wall clock, without a zone. */
function wallText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString().slice(0, 19).replace('T', ' ');
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text;
}

/**
 * An identifier, kept as text. `wholeNumber` takes the `.0` off that spreadsheets and data frames leave (`17850.0` → `17850`).
 * A spreadsheet that has already rounded a long number is told, not believed.
 */
export function readIdentifier(cell: Cell, wholeNumber: boolean): string | CellProblem {
  if (typeof cell === 'number' && !Number.isSafeInteger(cell) && Math.abs(cell) >= 1e15) {
    return problem('import_identifier_rounded', cellText(cell));
  }
  const text = cellText(cell);
  if (/^\d(\.\d+)?[eE]\+\d{2,}$/.test(text)) return problem('import_identifier_rounded', text);
  return wholeNumber ? text.replace(/^(-?\d+)\.0+$/, '$1') : text;
}

const PLAIN_DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const GROUPED = /^[+-]?\d{1,4}([,，]\d{3,4})+(\.\d*)?$/;
const UNITS: Readonly<Record<string, number>> = { 万: 4, 千: 3, 百万: 6, 亿: 8, k: 3, K: 3 };

/** A decimal number as people write it: `1,234.50`, `￥12`, `3.5万`, `（12.00）`, `１２`, `12-`. */
export function readDecimal(cell: Cell): Decimal | CellProblem {
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) return { digits: cell, scale: 0 };
  const text = cellText(cell);
  return exactDecimal(text) ?? dressedDecimal(text) ?? problem('import_number_malformed', text);
}

function exactDecimal(text: string, shift = 0): Decimal | null {
  const match = PLAIN_DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  const scaled = shift > fraction.length ? fraction.padEnd(shift, '0') : fraction;
  const digits = Number(whole + scaled);
  if (!Number.isSafeInteger(digits)) return null;
  return { digits: sign === '-' && digits !== 0 ? -digits : digits, scale: scaled.length - shift };
}

function dressedDecimal(text: string): Decimal | null {
  let plain = text
    .normalize('NFKC')
    .replace(/[\s¥$€£元圆]|CNY|RMB/g, '')
    .replace('−', '-');
  const bracketed = /^\((.*)\)$/.exec(plain);
  if (bracketed !== null) plain = `-${bracketed[1] ?? ''}`;
  if (/^\d.*-$/.test(plain)) plain = `-${plain.slice(0, -1)}`;
  const unit = /(百万|[万千亿kK])$/.exec(plain)?.[0] ?? '';
  plain = plain.slice(0, plain.length - unit.length);
  return exactDecimal(GROUPED.test(plain) ? plain.replace(/[,，]/g, '') : plain, UNITS[unit] ?? 0);
}

/** Minor units of a decimal in major units, rounded half away from zero. `minorDigits` is 2 for CNY. */
export function toMinor(value: Decimal, minorDigits: number): number | CellProblem {
  return scaled(BigInt(value.digits), value.scale, minorDigits);
}

/** Quantity × unit price in minor units, exact, rounded once. */
export function multiplyToMinor(quantity: Decimal, price: Decimal, minorDigits: number): number | CellProblem {
  const digits = quantity.digits * price.digits;
  const scale = quantity.scale + price.scale;
  const isEasy = Number.isSafeInteger(digits * 100) && scale <= minorDigits;
  if (isEasy) return digits * 10 ** (minorDigits - scale);
  return scaled(BigInt(quantity.digits) * BigInt(price.digits), scale, minorDigits);
}

function scaled(digits: bigint, scale: number, minorDigits: number): number | CellProblem {
  const shift = minorDigits - scale;
  const exact = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedQuotient(digits, 10n ** BigInt(-shift));
  const value = Number(exact);
  return Number.isSafeInteger(value) ? value : problem('import_number_malformed', String(exact));
}

function roundedQuotient(digits: bigint, divisor: bigint): bigint {
  const half = digits < 0n ? -divisor / 2n : divisor / 2n;
  return (digits + half) / divisor;
}

/** The decimal as text for a numeric column. */
export function decimalText(value: Decimal): string {
  if (value.scale <= 0) return String(BigInt(value.digits) * 10n ** BigInt(-value.scale));
  const digits = String(Math.abs(value.digits)).padStart(value.scale + 1, '0');
  return `${value.digits < 0 ? '-' : ''}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)$/s;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)$/s;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[\sT]*(\d{2})(\d{2})(\d{2})?)?$/;
const TIME =
  /^[\sT]*(上午|下午|早上|晚上|中午|AM|PM)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*(?:[:分]\s*(\d{1,2})?(?:\.(\d{1,9}))?)?\s*[秒分]?\s*(AM|PM|am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$/s;
const SERIAL = /^\d{5}(\.\d+)?$/;
/** 1954 to 2119: a five-digit number outside it is no date anybody imports. */
const SERIAL_MIN = 20_000;
const SERIAL_MAX = 80_000;
const YEAR_MIN = 1900;
const YEAR_MAX = 2199;

/** A date with or without a time, as the wall clock of the file shows it (ms as if UTC), and an offset where the cell names one. */
export interface WallTime {
  readonly wallMs: number;
  readonly offsetMs: number | null;
}

/**
 * Reads `2026-01-05`, `2026/1/5 8:30`, `2026年1月5日`, `20260105`, Excel's serial numbers (1900 and 1904) and, only when `order`
 * says so, `5/1/2026`; which of the two numbers is the month is never guessed.
 */
export function readWallTime(cell: Cell, order: DateOrder, isFrom1904 = false): WallTime | CellProblem {
  if (cell instanceof Date) return wallOfDate(cell);
  const text = cellText(cell);
  const isSerial = typeof cell === 'number' || SERIAL.test(text);
  const wall = fastWall(text) ?? (isSerial ? serialWall(Number(text), isFrom1904) : slowWall(text, order));
  return wall ?? problem(YEAR_LAST.test(text) ? 'import_date_order_unknown' : 'import_date_malformed', text);
}

/** The instant a wall clock of `zone` shows; in an hour that the clock skips or repeats, the earlier offset. */
export function instantOfWall(wall: WallTime, zone: string): number {
  if (wall.offsetMs !== null) return wall.wallMs - wall.offsetMs;
  const guess = wall.wallMs - offsetAt(wall.wallMs - DAY_MS / 2, zone);
  const offset = offsetAt(guess, zone);
  const better = wall.wallMs - offset;
  return offsetAt(better, zone) === offset ? better : guess;
}

function wallOfDate(date: Date): WallTime | CellProblem {
  const isUsable = !Number.isNaN(date.getTime()) && date.getUTCFullYear() >= YEAR_MIN;
  return isUsable
    ? { wallMs: date.getTime(), offsetMs: null }
    : problem('import_date_malformed', String(date.getTime()));
}

/** `YYYY-MM-DD HH:MM:SS` and `YYYY-MM-DD`, the forms of half a million rows, without a regular expression. */
function fastWall(text: string): WallTime | null {
  const isShape = (text.length === 19 || text.length === 10) && text[4] === '-' && text[7] === '-';
  if (!isShape) return null;
  if (text.length === 19 && (text[13] !== ':' || text[16] !== ':' || (text[10] !== ' ' && text[10] !== 'T')))
    return null;
  const time = text.length === 19 ? [digits2(text, 11), digits2(text, 14), digits2(text, 17)] : [0, 0, 0];
  return wallOf([digits2(text, 0) * 100 + digits2(text, 2), digits2(text, 5), digits2(text, 8)], time);
}

function digits2(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? Number.NaN : tens * 10 + ones;
}

function serialWall(serial: number, isFrom1904: boolean): WallTime | null {
  const shifted = isFrom1904 ? serial + 1462 : serial;
  if (!(shifted >= SERIAL_MIN && shifted < SERIAL_MAX)) return null;
  const seconds = Math.round((shifted - 25_569) * 86_400);
  return { wallMs: seconds * 1000, offsetMs: null };
}

function slowWall(text: string, order: DateOrder): WallTime | null {
  const plain = text.normalize('NFKC');
  const compact = COMPACT.exec(plain);
  if (compact !== null) {
    const [year = 0, month = 0, day = 0, ...time] = compact.slice(1).map((part) => Number(part ?? 0));
    return wallOf([year, month, day], time);
  }
  const found = YEAR_FIRST.exec(plain) ?? yearLast(plain, order);
  if (found === null) return null;
  return withTime([Number(found[1]), Number(found[2]), Number(found[3])], found[4] ?? '');
}

/** The parts of a date that ends in its year, put into the order year, month, day. */
function yearLast(text: string, order: DateOrder): readonly (string | undefined)[] | null {
  const match = YEAR_LAST.exec(text);
  if (match === null || order === 'year_month_day') return null;
  const [, first, second, year, rest] = match;
  return order === 'day_month_year' ? [text, year, second, first, rest] : [text, year, first, second, rest];
}

function withTime(date: readonly number[], rest: string): WallTime | null {
  if (rest.trim() === '') return wallOf(date, [0, 0, 0]);
  const match = TIME.exec(rest);
  if (match === null) return null;
  const [, before, hourText, minute, second, fraction, after, offset] = match;
  const hour = hourOfHalf(Number(hourText), `${before ?? ''}${after ?? ''}`.toUpperCase());
  const wall = wallOf(date, [hour, Number(minute ?? 0), Number(second ?? 0)]);
  if (wall === null) return null;
  const milliseconds = Math.floor(Number(`0.${fraction ?? '0'}`) * 1000);
  return { wallMs: wall.wallMs + milliseconds, offsetMs: offset === undefined ? null : offsetOf(offset) };
}

function hourOfHalf(hour: number, half: string): number {
  if (half === '下午' || half === '晚上' || half === 'PM') return hour < 12 ? hour + 12 : hour;
  if (half === '上午' || half === '早上' || half === 'AM') return hour === 12 ? 0 : hour;
  return hour;
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function wallOf(date: readonly number[], time: readonly number[]): WallTime | null {
  const [year = 0, month = 0, day = 0] = date;
  const [hour = 0, minute = 0, second = 0] = time;
  if (!(year >= YEAR_MIN && year <= YEAR_MAX && hour < 24 && minute < 60 && second < 60)) return null;
  const midnight = Date.UTC(year, month - 1, day);
  const check = new Date(midnight);
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null;
  return { wallMs: midnight + ((hour * 60 + minute) * 60 + second) * 1000, offsetMs: null };
}

const YES = new Set(['true', 'yes', 'y', '1', '是', '有', '对', '√', '✓']);
const NO = new Set(['false', 'no', 'n', '0', '否', '无', '没有', '×', '✗']);

/** A yes or no in either language. */
export function readBoolean(cell: Cell): boolean | CellProblem {
  const text = cellText(cell).toLowerCase();
  if (YES.has(text)) return true;
  return NO.has(text) ? false : problem('import_yes_no_malformed', text);
}

/** A problem that quotes the cell, cut to a length a person still reads. */
export function problem(code: ErrorCode, text: string, more: MessageParams = {}): CellProblem {
  const shown = text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text;
  return { code, params: { text: shown, ...more } };
}
