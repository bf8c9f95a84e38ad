import { dayStart, parseDay } from '../../kernel/time.ts';
import { type Decimal, decimalText, isProblem, multiplyToMinor } from './cells.ts';
import type { RawRow } from './csv.ts';
import type { Field } from './field.ts';
import { type ImportKind, kindOf } from './kinds.ts';
import {
  type FieldValue,
  type ReadContext,
  type ReadRow,
  type RowProblem,
  readRow,
  type Values,
  whole,
} from './row.ts';

/** What a good row becomes on its way into the database; texts are as the columns of `import_staging` want them. */
export interface StagedRow {
  /** The external id of the customer, or the code of the product: rows of one key are applied together. */
  readonly key: string;
  readonly number: string | null;
  readonly kind: 'order' | 'return' | null;
  readonly product: string | null;
  readonly atMs: number | null;
  readonly quantity: string | null;
  readonly unitPrice: string | null;
  readonly amount: number | null;
  /** What the row says about its customer and its product, beside their keys; null when nothing. */
  readonly customerDetails: string | null;
  readonly productDetails: string | null;
  readonly details: string | null;
}

export interface StageResult {
  /** Null when the row failed or was skipped. */
  readonly staged: StagedRow | null;
  readonly problems: readonly RowProblem[];
  readonly atMs: number | null;
}

const QUANTITY_MAX = 1e13;
const CUSTOMER_DETAILS = ['customerName', 'customerKind', 'region', 'city', 'country'];
const PRODUCT_DETAILS = ['productName', 'category', 'parentCategory', 'spec', 'unit'];
const LINE_DETAILS = ['promisedOn', 'deliveredOn', 'project', 'site'];
/** A line without a product belongs to this one, so that its amount still counts. */
export const UNSPECIFIED_PRODUCT = 'unspecified';

/** Reads one row of a file into what will be stored, with everything that is wrong or worth knowing about it. */
export function stageRow(kind: ImportKind, raw: RawRow, context: ReadContext): StageResult {
  const read = readRow(raw, context);
  const required = read.problems.length > 0 ? [] : requiredProblems(kind, read.values, context);
  const problems = [...read.problems, ...required];
  const at = timeOf(kind, read.values, context);
  if (problems.some((one) => one.outcome === 'failed')) return { staged: null, problems, atMs: at };
  if (problems.some((one) => one.column === null && one.outcome === 'skipped'))
    return { staged: null, problems, atMs: at };
  return kindOf(kind).staging === 'order_lines'
    ? stageOrderLine(read, at, context)
    : stageRecord(kind, read, at, context);
}

/** A day begins at midnight where the file comes from. */
function timeOf(kind: ImportKind, values: Values, { zone }: ReadContext): number | null {
  const at = values[kindOf(kind).timeField ?? ''] ?? null;
  if (typeof at === 'string') return dayStart(parseDay(at), zone).getTime();
  return typeof at === 'number' ? at : null;
}

function requiredProblems(kind: ImportKind, values: Values, context: ReadContext): RowProblem[] {
  const { keyField, withoutKey } = kindOf(kind);
  const isLeftOut = (field: Field) => field.key === keyField && withoutKey === 'skipped';
  return context.fields
    .filter(({ field }) => field.required && (values[field.key] ?? null) === null && !isLeftOut(field))
    .map(({ heading }) => ({ code: 'import_cell_required', outcome: 'failed', column: heading, params: {} }));
}

interface Line {
  readonly quantity: Decimal;
  readonly unitPrice: Decimal | null;
  readonly amount: number;
  /** The order's number says that it cancels another one. */
  readonly isCancelled: boolean;
  readonly isReturn: boolean;
}

const ONE: Decimal = { digits: 1, scale: 0 };

function stageOrderLine({ values }: ReadRow, atMs: number | null, context: ReadContext): StageResult {
  const line = readLine(values, context);
  if ('code' in line) return { staged: null, problems: [line], atMs };
  const notices = lineNotices(values, line, context);
  if (notices.some((one) => one.outcome === 'skipped')) return { staged: null, problems: notices, atMs };
  if (line.isReturn) notices.push(whole('line_is_return', 'notice'));
  return { staged: orderRow(values, line, atMs, context.minorDigits), problems: notices, atMs };
}

function readLine(values: Values, { map, minorDigits }: ReadContext): Line | RowProblem {
  const quantity = decimalOf(values['quantity']) ?? ONE;
  const unitPrice = decimalOf(values['unitPrice']);
  const amount = values['amount'] ?? (unitPrice === null ? null : multiplyToMinor(quantity, unitPrice, minorDigits));
  if (typeof amount !== 'number') {
    return isProblem(amount)
      ? { ...amount, outcome: 'failed', column: null }
      : whole('import_amount_missing', 'failed');
  }
  const size = Math.abs(quantity.digits) / 10 ** quantity.scale;
  if (size > QUANTITY_MAX) return whole('import_number_malformed', 'failed', { text: decimalText(quantity) });
  const isCancelled = hasPrefix(values['number'], map.returns.number_prefix);
  const isNegative = map.returns.negative_quantity && (quantity.digits < 0 || amount < 0);
  return { quantity, unitPrice, amount, isCancelled, isReturn: isCancelled || isNegative || amount < 0 };
}

function decimalOf(value: Values[string] | undefined): Decimal | null {
  return typeof value === 'object' && value !== null && 'digits' in value ? value : null;
}

function hasPrefix(number: Values[string] | undefined, prefix: string | undefined): boolean {
  return prefix !== undefined && typeof number === 'string' && number.startsWith(prefix);
}

function lineNotices(values: Values, line: Line, { map }: ReadContext): RowProblem[] {
  const notices: RowProblem[] = [];
  const isBadDebt = hasPrefix(values['number'], map.bad_debts?.number_prefix);
  if (line.unitPrice !== null && line.unitPrice.digits <= 0) notices.push(whole('price_not_positive', 'notice'));
  if (isBadDebt && map.bad_debts?.skip === true) return [...notices, whole('bad_debt_skipped', 'skipped')];
  if (isBadDebt) notices.push(whole('bad_debt', 'notice'));
  if ((values['customer'] ?? null) !== null) return notices;
  if (line.isCancelled) notices.push(whole('no_customer_cancelled', 'notice'));
  else if (line.isReturn) notices.push(whole('no_customer_return', 'notice'));
  return [whole('no_customer', 'skipped'), ...notices];
}

function orderRow(values: Values, line: Line, atMs: number | null, minorDigits: number): StagedRow {
  const absolute = { ...line.quantity, digits: Math.abs(line.quantity.digits) };
  return {
    key: textOf(values['customer']),
    number: textOf(values['number']),
    kind: line.isReturn ? 'return' : 'order',
    product: textOf(values['product']) || UNSPECIFIED_PRODUCT,
    atMs,
    quantity: decimalText(absolute),
    unitPrice: unitPriceText(line, absolute, minorDigits),
    amount: Math.abs(line.amount),
    customerDetails: detailsOf(values, CUSTOMER_DETAILS),
    productDetails: detailsOf(values, PRODUCT_DETAILS),
    details: detailsOf(values, LINE_DETAILS),
  };
}

/** A file with amounts only: the price is what follows from them. */
function unitPriceText(line: Line, quantity: Decimal, minorDigits: number): string {
  if (line.unitPrice !== null) return decimalText(line.unitPrice);
  const count = quantity.digits / 10 ** quantity.scale;
  return count === 0 ? '0' : (Math.abs(line.amount) / 10 ** minorDigits / count).toFixed(6);
}

function stageRecord(kind: ImportKind, { values }: ReadRow, atMs: number | null, context: ReadContext): StageResult {
  const { keyField } = kindOf(kind);
  const key = textOf(values[keyField]);
  if (key === '') return { staged: null, problems: [whole('no_customer', 'skipped')], atMs };
  const staged = { key, number: null, kind: null, product: null, atMs, quantity: null, unitPrice: null, amount: null };
  return {
    staged: {
      ...staged,
      customerDetails: null,
      productDetails: null,
      details: detailsOfRecord(values, keyField, context),
    },
    problems: [],
    atMs,
  };
}

function textOf(value: Values[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** All values but the key as JSON, without those that are empty; instants become ISO texts, decimals their digits. */
function detailsOfRecord(values: Values, keyField: string, { fields }: ReadContext): string | null {
  const given = fields.filter(({ field }) => field.key !== keyField && (values[field.key] ?? null) !== null);
  if (given.length === 0) return null;
  return JSON.stringify(
    Object.fromEntries(given.map(({ field }) => [field.key, jsonValue(field, values[field.key] ?? null)])),
  );
}

function jsonValue({ type }: Field, value: FieldValue): unknown {
  if (type === 'instant' && typeof value === 'number') return new Date(value).toISOString();
  const decimal = decimalOf(value);
  return decimal === null ? value : decimalText(decimal);
}

/** The named values as JSON, without those that are empty. */
function detailsOf(values: Values, names: readonly string[]): string | null {
  const given = names.filter((name) => (values[name] ?? null) !== null);
  if (given.length === 0) return null;
  return JSON.stringify(Object.fromEntries(given.map((name) => [name, values[name]])));
}
