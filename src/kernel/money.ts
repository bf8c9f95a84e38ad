import { AppError } from './errors.ts';

const CURRENCY = /^[A-Z]{3}$/;
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const TEXT_LENGTH_MAX = 40;

/** A decimal number kept exactly: `digits` ÷ 10^`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** How many decimals the currency's minor unit has (ISO 4217): CNY 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  if (!CURRENCY.test(currency)) throw new AppError('currency_unknown', { currency });
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads an amount in major units (`1,234.50`, `¥1234.5`, `-3`, `(12.00)`) as integer minor units.
 * More decimals than the currency has are refused unless they are zeros.
 */
export function parseAmount(text: string, currency: string): number {
  const digits = minorDigits(currency);
  const decimal = parseDecimal(text);
  const scaled = rescale(decimal, digits);
  if (scaled === null) throw new AppError('amount_too_precise', { text, currency, digits });
  return guarded(scaled, text);
}

/** Quantity × unit price as minor units, computed exactly and rounded once, half away from zero as invoices do. */
export function lineAmount(quantity: string, unitPrice: string, currency: string): number {
  const left = parseDecimal(quantity);
  const right = parseDecimal(unitPrice);
  const product = { digits: left.digits * right.digits, scale: left.scale + right.scale };
  return guarded(rounded(product, minorDigits(currency)), `${quantity} × ${unitPrice}`);
}

/** Minor units as a plain decimal for files and inputs: `123450` → `1234.50`. */
export function amountText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + padded : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** Minor units for people, grouped and with the currency's sign: `¥1,234.50`. */
export function formatAmount(minor: number, currency: string, language: 'zh' | 'en' = 'zh'): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(minor / 10 ** minorDigits(currency));
}

function parseDecimal(text: string): Decimal {
  if (text.length > TEXT_LENGTH_MAX) throw new AppError('amount_malformed', { text: text.slice(0, TEXT_LENGTH_MAX) });
  const plain = withoutDressing(text);
  const match = DECIMAL.exec(plain);
  if (match === null) throw new AppError('amount_malformed', { text });
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** Takes off what people write around a number: width, currency sign, thousands, brackets of bookkeepers. */
function withoutDressing(text: string): string {
  let plain = text.normalize('NFKC').replace(/[\s¥$€£元]/g, '');
  const bracketed = /^\((.*)\)$/.exec(plain);
  if (bracketed !== null) plain = `-${bracketed[1]}`;
  plain = plain.replace('−', '-');
  return GROUPED.test(plain) ? plain.replaceAll(',', '') : plain;
}

function rescale(decimal: Decimal, scale: number): bigint | null {
  if (decimal.scale <= scale) return decimal.digits * 10n ** BigInt(scale - decimal.scale);
  const divisor = 10n ** BigInt(decimal.scale - scale);
  return decimal.digits % divisor === 0n ? decimal.digits / divisor : null;
}

function rounded(decimal: Decimal, scale: number): bigint {
  const exact = rescale(decimal, scale);
  if (exact !== null) return exact;
  const divisor = 10n ** BigInt(decimal.scale - scale);
  const half = decimal.digits < 0n ? -divisor / 2n : divisor / 2n;
  return (decimal.digits + half) / divisor;
}

function guarded(minor: bigint, text: string): number {
  const value = Number(minor);
  if (!Number.isSafeInteger(value)) throw new AppError('amount_too_large', { text });
  return value;
}
