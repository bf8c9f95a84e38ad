import { type CellProblem, type Decimal, isProblem, multiplyToMinor, readDecimal, toMinor } from './cells.ts';
import type { ImportMap } from './mapping.ts';
import type { FieldValue, Values } from './row.ts';

/** What a line came to, in minor units, with the sign of the file. */
export interface LineAmount {
  /** With tax where the file says how much that is. */
  readonly gross: number;
  readonly tax: number | null;
  /** What should be known about it although the line is used. */
  readonly notice: 'tax_contradicts' | 'tax_unknown' | null;
}

/** Rounding of each line by itself may differ by this much, in minor units. */
const TOLERANCE = 1;

/**
 * The amount of a line out of whichever two of net, tax, rate and gross the file has; they have to add up to the cent.
 * Null: the file says none.
 */
export function lineAmount(
  values: Values,
  { quantity, unitPrice }: { readonly quantity: Decimal; readonly unitPrice: Decimal | null },
  { map, minorDigits }: { readonly map: ImportMap; readonly minorDigits: number },
): LineAmount | CellProblem | null {
  const isNetFile = map.tax === 'excluded';
  const told = moneyOf(values['amount']);
  const priced =
    told === null && unitPrice !== null && moneyOf(values['netAmount']) === null
      ? multiplyToMinor(quantity, unitPrice, minorDigits)
      : null;
  if (isProblem(priced)) return priced;
  const main = told ?? priced;
  const net = moneyOf(values['netAmount']) ?? (isNetFile ? main : null);
  const gross = isNetFile && moneyOf(values['netAmount']) === null ? null : main;
  const rate = rateOf(values['taxRate']);
  if (isProblem(rate)) return rate;
  const tax = moneyOf(values['tax']);
  if (gross !== null) return ofGross(gross, net, tax, rate);
  return net === null ? null : ofNet(net, tax, rate);
}

function ofGross(gross: number, net: number | null, tax: number | null, rate: Decimal | null): LineAmount {
  if (tax !== null) {
    const isOff = net !== null && Math.abs(gross - net - tax) > TOLERANCE;
    return { gross, tax, notice: isOff || isOpposed(gross, tax) ? 'tax_contradicts' : null };
  }
  if (net !== null)
    return { gross, tax: gross - net, notice: isOpposed(gross, gross - net) ? 'tax_contradicts' : null };
  return { gross, tax: rate === null ? null : gross - withoutTax(gross, rate), notice: null };
}

function ofNet(net: number, given: number | null, rate: Decimal | null): LineAmount {
  const tax = given ?? (rate === null ? null : shareOf(net, rate));
  return { gross: net + (tax ?? 0), tax, notice: tax === null ? 'tax_unknown' : null };
}

function isOpposed(gross: number, tax: number): boolean {
  return gross * tax < 0;
}

/** A rate as `13%`, `13` or `0.13`. */
function rateOf(value: FieldValue | undefined): Decimal | CellProblem | null {
  if (typeof value !== 'string' || value === '') return null;
  const isPercent = /[%％]\s*$/.test(value);
  const rate = readDecimal(value.replace(/[%％]\s*$/, ''));
  if (isProblem(rate)) return rate;
  const isWhole = isPercent || Math.abs(rate.digits) > 10 ** rate.scale;
  return isWhole ? { digits: rate.digits, scale: rate.scale + 2 } : rate;
}

function shareOf(amount: number, rate: Decimal): number {
  const share = toMinor({ digits: amount * rate.digits, scale: rate.scale }, 0);
  return isProblem(share) ? 0 : share;
}

function withoutTax(gross: number, { digits, scale }: Decimal): number {
  const unit = 10 ** scale;
  return Math.sign(gross) * Math.round((Math.abs(gross) * unit) / (unit + digits));
}

function moneyOf(value: FieldValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
