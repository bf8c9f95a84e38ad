import { type Decimal, decimalText, isProblem } from './cells.ts';
import { lineAmount } from './order-amounts.ts';
import { type ReadContext, type ReadRow, type RowProblem, type Values, whole } from './row.ts';
import { detailsOf, type StagedRow, type StageResult, textOf } from './staging-row.ts';

const QUANTITY_MAX = 1e13;
const CUSTOMER_DETAILS = ['customerName', 'customerKind', 'region', 'city', 'country'];
const PRODUCT_DETAILS = ['productName', 'category', 'parentCategory', 'spec', 'unit'];
const LINE_DETAILS = [
  'promisedOn',
  'deliveredOn',
  'project',
  'site',
  'batch',
  'secondParty',
  'secondPartyKey',
  'orderNumber',
];
/** A line without a product belongs to this one, so that its amount still counts. */
const UNSPECIFIED_PRODUCT = 'unspecified';
/** What the head of a paper says; some programs print it on its first line only. */
const HEAD_FIELDS = [
  ...['number', 'orderedAt', 'customer', 'customerName', 'papers', 'state', 'originalNumber', 'project', 'site'],
  ...['secondParty', 'secondPartyKey', 'orderNumber'],
];
const RED = /红|退|冲销|return|credit/i;
const VOID = new Set(['作废', '已作废', '取消', '已取消', '删除', '已删除', 'void', 'voided', 'cancelled', 'deleted']);
const YES = new Set(['是', '赠', '赠品', '√', '✓', '1', 'y', 'yes', 'true']);
const ONE: Decimal = { digits: 1, scale: 0 };

interface Line {
  readonly quantity: Decimal;
  readonly unitPrice: Decimal | null;
  /** Null: the amount of the order stands for it. */
  readonly amount: number | null;
  readonly tax: number | null;
  /** The order's number says that it cancels another one. */
  readonly isCancelled: boolean;
  readonly isReturn: boolean;
  readonly isFree: boolean;
  readonly notice: 'tax_contradicts' | 'tax_unknown' | null;
}

/** The heads last seen, by file, for maps that say `fill_down`. */
const heads = new WeakMap<ReadContext, Values>();

/** The row with what its paper's first line said, where the map says that later lines leave it out. */
export function withHead(read: ReadRow, context: ReadContext): ReadRow {
  if (!context.map.fill_down || read.problems.length > 0) return read;
  if ((read.values['number'] ?? null) !== null) {
    heads.set(context, read.values);
    return read;
  }
  const head = heads.get(context) ?? {};
  const filled = HEAD_FIELDS.filter((key) => (read.values[key] ?? null) === null && (head[key] ?? null) !== null);
  return { ...read, values: { ...read.values, ...Object.fromEntries(filled.map((key) => [key, head[key] ?? null])) } };
}

/** One line of an order, a delivery note or an invoice on its way into the database. */
export function stageOrderLine({ values }: ReadRow, atMs: number | null, context: ReadContext): StageResult {
  const state = textOf(values['state']).toLowerCase();
  if (VOID.has(state) || context.map.skip_states.some((one) => one.toLowerCase() === state))
    return { staged: null, problems: [whole('paper_void', 'skipped', { text: state })], atMs };
  const line = readLine(values, context);
  if ('code' in line) return { staged: null, problems: [line], atMs };
  const notices = lineNotices(values, line, context);
  if (notices.some((one) => one.outcome === 'skipped')) return { staged: null, problems: notices, atMs };
  if (line.isReturn) notices.push(whole('line_is_return', 'notice'));
  return { staged: orderRow(values, line, atMs, context), problems: notices, atMs };
}

function readLine(values: Values, context: ReadContext): Line | RowProblem {
  const quantity = decimalOf(values['quantity']) ?? ONE;
  const unitPrice = decimalOf(values['unitPrice']);
  const isFree = YES.has(textOf(values['gift']).toLowerCase());
  const found = lineAmount(values, { quantity, unitPrice }, context) ?? (isFree ? FREE : ofOrder(context));
  if (found === null) return whole('import_amount_missing', 'failed');
  if (isProblem(found)) return { ...found, outcome: 'failed', column: null };
  const size = Math.abs(quantity.digits) / 10 ** quantity.scale;
  if (size > QUANTITY_MAX) return whole('import_number_malformed', 'failed', { text: decimalText(quantity) });
  const { returns } = context.map;
  const isCancelled = hasPrefix(values['number'], returns.number_prefix);
  const isNegative = returns.negative_quantity && (quantity.digits < 0 || (found.gross ?? 0) < 0);
  const isReturn = isCancelled || isNegative || (found.gross ?? 0) < 0 || RED.test(textOf(values['papers']));
  return { quantity, unitPrice, isFree, isCancelled, isReturn, ...found, amount: found.gross };
}

/** Delivery notes need not say amounts: those of their orders stand for them. */
function ofOrder({ map }: ReadContext): typeof UNPRICED | null {
  return map.kind === 'deliveries' ? UNPRICED : null;
}

const UNPRICED = { gross: null, tax: null, notice: null } as const;
const FREE = { gross: 0, tax: null, notice: null } as const;

function decimalOf(value: Values[string] | undefined): Decimal | null {
  return typeof value === 'object' && value !== null && 'digits' in value ? value : null;
}

function hasPrefix(number: Values[string] | undefined, prefix: string | undefined): boolean {
  return prefix !== undefined && typeof number === 'string' && number.startsWith(prefix);
}

function lineNotices(values: Values, line: Line, { map }: ReadContext): RowProblem[] {
  const notices: RowProblem[] = [];
  const isBadDebt = hasPrefix(values['number'], map.bad_debts?.number_prefix);
  if (line.isFree) notices.push(whole('line_is_free', 'notice'));
  else if (line.unitPrice !== null && line.unitPrice.digits <= 0) notices.push(whole('price_not_positive', 'notice'));
  if (line.notice !== null) notices.push(whole(line.notice, 'notice'));
  if (isBadDebt && map.bad_debts?.skip === true) return [...notices, whole('bad_debt_skipped', 'skipped')];
  if (isBadDebt) notices.push(whole('bad_debt', 'notice'));
  if ((values['customer'] ?? null) !== null) return notices;
  if (line.isCancelled) notices.push(whole('no_customer_cancelled', 'notice'));
  else if (line.isReturn) notices.push(whole('no_customer_return', 'notice'));
  return [whole('no_customer', 'skipped'), ...notices];
}

function orderRow(values: Values, line: Line, atMs: number | null, context: ReadContext): StagedRow {
  const absolute = { ...line.quantity, digits: Math.abs(line.quantity.digits) };
  return {
    key: textOf(values['customer']),
    number: textOf(values['number']),
    kind: line.isReturn ? 'return' : 'order',
    product: textOf(values['product']) || UNSPECIFIED_PRODUCT,
    atMs,
    quantity: decimalText(absolute),
    unitPrice: unitPriceText(line, absolute, context.minorDigits),
    amount: line.amount === null ? null : Math.abs(line.amount),
    customerDetails: detailsOf(values, CUSTOMER_DETAILS),
    productDetails: detailsOf(values, PRODUCT_DETAILS),
    details: lineDetails(values, line, context),
  };
}

/** Most files say nothing more of a line: then nothing is kept. */
function lineDetails(values: Values, line: Line, { map }: ReadContext): string | null {
  const { documents } = map;
  const originalNumber = line.isReturn ? (values['originalNumber'] ?? null) : null;
  if (line.tax === null && documents === undefined && originalNumber === null && (values['unit'] ?? null) === null)
    return detailsOf(values, LINE_DETAILS);
  const tax = line.tax === null ? null : Math.abs(line.tax);
  const more = { tax, documents: documents ?? null, originalNumber, unit: values['unit'] ?? null };
  return detailsOf({ ...values, ...more }, [...LINE_DETAILS, ...Object.keys(more)]);
}

/** A file with amounts only: the price is what follows from them. */
function unitPriceText(line: Line, quantity: Decimal, minorDigits: number): string {
  if (line.unitPrice !== null) return decimalText(line.unitPrice);
  const count = quantity.digits / 10 ** quantity.scale;
  return count === 0 ? '0' : (Math.abs(line.amount ?? 0) / 10 ** minorDigits / count).toFixed(6);
}
