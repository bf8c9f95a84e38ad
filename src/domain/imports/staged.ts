import { dayStart, parseDay } from '../../kernel/time.ts';
import { decimalText } from './cells.ts';
import type { RawRow } from './csv.ts';
import type { Field } from './field.ts';
import { type ImportKind, kindOf } from './kinds.ts';
import { stageOrderLine, withHead } from './order-line.ts';
import {
  type FieldValue,
  type ReadContext,
  type ReadRow,
  type RowProblem,
  readRow,
  type Values,
  whole,
} from './row.ts';
import { type StageResult, textOf } from './staging-row.ts';

/** Reads one row of a file into what will be stored, with everything that is wrong or worth knowing about it. */
export function stageRow(kind: ImportKind, raw: RawRow, context: ReadContext): StageResult {
  const isOrderLine = kindOf(kind).staging === 'order_lines';
  const plain = readRow(raw, context);
  const read = isOrderLine ? withHead(plain, context) : plain;
  const required = read.problems.length > 0 ? [] : requiredProblems(kind, read.values, context);
  const problems = [...read.problems, ...required];
  const at = timeOf(kind, read.values, context);
  if (problems.some((one) => one.outcome === 'failed')) return { staged: null, problems, atMs: at };
  if (problems.some((one) => one.column === null && one.outcome === 'skipped'))
    return { staged: null, problems, atMs: at };
  return isOrderLine ? stageOrderLine(read, at, context) : stageRecord(kind, read, at, context);
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

function stageRecord(kind: ImportKind, { values }: ReadRow, atMs: number | null, context: ReadContext): StageResult {
  const { keyField } = kindOf(kind);
  const key = textOf(values[keyField]);
  if (key === '') return { staged: null, problems: [whole('no_customer', 'skipped')], atMs };
  const refusal = kindOf(kind).refuses?.(numbersOf(values)) ?? null;
  if (refusal !== null) return { staged: null, problems: [whole(refusal.code, 'failed', refusal.params)], atMs };
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

/** The values with decimals as the numbers they are: what a kind judges, not what is stored. */
function numbersOf(values: Values): Record<string, unknown> {
  const number = (value: Values[string] | undefined) =>
    typeof value === 'object' && value !== null && 'digits' in value ? Number(decimalText(value)) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, number(value) ?? undefined]));
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
  return typeof value === 'object' && value !== null && 'digits' in value ? decimalText(value) : value;
}
