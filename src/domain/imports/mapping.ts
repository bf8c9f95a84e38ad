import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import { ENCODINGS } from './encoding.ts';
import { type Field, headingsOf, plainHeading } from './field.ts';
import { fieldsOf, IMPORT_KINDS, type ImportKind } from './kinds.ts';

export const MAP_LENGTH_MAX = 100_000;
const NAME_LENGTH_MAX = 200;
const ALIASES_MAX = 10;

const heading = z.string().min(1).max(NAME_LENGTH_MAX);
const columnRule = z.union([
  heading.transform((column) => ({ column, whole_number: false })),
  z.strictObject({ column: heading, whole_number: z.boolean().default(false) }),
]);
const prefix = z.string().min(1).max(20);

const mapSchema = z.strictObject({
  name: z.string().min(1).max(NAME_LENGTH_MAX).optional(),
  kind: z.enum(IMPORT_KINDS),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  timezone: z.string().min(1).max(64).optional(),
  plan: z.string().min(1).max(NAME_LENGTH_MAX).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  sheet: z.union([z.string().min(1), z.number().int().min(1).max(1000)]).optional(),
  header_row: z.number().int().min(1).max(1000).optional(),
  header_lines: z.number().int().min(1).max(2).optional(),
  program: z.string().min(1).max(NAME_LENGTH_MAX).optional(),
  ready: z.string().min(1).max(NAME_LENGTH_MAX).optional(),
  documents: z.enum(['ordered', 'shipped', 'invoiced']).optional(),
  tax: z.enum(['included', 'excluded']).default('included'),
  fill_down: z.boolean().default(false),
  skip_states: z.array(z.string().min(1).max(NAME_LENGTH_MAX)).max(20).default([]),
  dates: z.enum(['year_month_day', 'day_month_year', 'month_day_year']).default('year_month_day'),
  data_through: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  columns: z.record(z.string(), columnRule).default({}),
  constants: z.record(z.string(), z.string().max(NAME_LENGTH_MAX)).default({}),
  returns: z
    .strictObject({ number_prefix: prefix.optional(), negative_quantity: z.boolean().default(true) })
    .default({ negative_quantity: true }),
  bad_debts: z.strictObject({ number_prefix: prefix, skip: z.boolean().default(false) }).optional(),
});

/** How the columns of a file become our fields, and what else has to be known about it (docs/import-maps.md). */
export type ImportMap = z.infer<typeof mapSchema>;

/**
 * Reads a map file. A mistake is an AppError that names line, column and what is expected there.
 */
export function parseMap(text: string): ImportMap {
  const lines = new LineCounter();
  const document = parseDocument(text.slice(0, MAP_LENGTH_MAX), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) throw mistake(lines, broken.pos[0], firstLine(broken.message));
  const read = mapSchema.safeParse(plainValue(document, lines));
  if (!read.success) {
    const issue = read.error.issues[0];
    throw mistake(lines, positionOf(document, issue?.path ?? []), issueText(issue));
  }
  checkFields(document, lines, read.data);
  return read.data;
}

function plainValue(document: Document, lines: LineCounter): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    // An alias that refers to nothing, or to too much.
    throw mistake(lines, 0, firstLine(error instanceof Error ? error.message : String(error)));
  }
}

/** The map of a file about which nobody has said anything yet. */
export function emptyMap(kind: ImportKind): ImportMap {
  return mapSchema.parse({ kind });
}

/** Checks a map that came as data, as from a form. */
export function checkMap(map: unknown): ImportMap {
  const read = mapSchema.safeParse(map);
  if (read.success) return read.data;
  throw new AppError('import_map_malformed', { line: 1, column: 1, text: issueText(read.error.issues[0]) });
}

function checkFields(document: Document, lines: LineCounter, map: ImportMap): void {
  const known = new Set(fieldsOf(map.kind).map((field) => field.key));
  for (const part of ['columns', 'constants'] as const) {
    const stranger = Object.keys(map[part]).find((key) => !known.has(key));
    if (stranger === undefined) continue;
    const text = `${stranger} → ${nearest(stranger, [...known])} (${[...known].join(', ')})`;
    throw mistake(lines, positionOf(document, [part, stranger]), text);
  }
}

function mistake(lines: LineCounter, offset: number, text: string): AppError {
  const { line, col } = lines.linePos(offset);
  return new AppError('import_map_malformed', { line: Math.max(line, 1), column: Math.max(col, 1), text });
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function issueText(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return '';
  return [issue.path.join('.'), firstLine(issue.message)].filter((part) => part !== '').join(': ');
}

/** Where the key or value of a path stands in the text. */
function positionOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let position = 0;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
    if (pair === undefined) break;
    if (isScalar(pair.key)) position = pair.key.range?.[0] ?? position;
    node = pair.value;
  }
  return position;
}

/** The candidate with the fewest edits, to say what was probably meant. */
function nearest(word: string, candidates: readonly string[]): string {
  const ranked = candidates.map((candidate) => ({ candidate, edits: editDistance(word, candidate) }));
  return ranked.toSorted((left, right) => left.edits - right.edits)[0]?.candidate ?? '';
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** For every field the heading it is read from, as far as the headings are known words; no heading is used twice. */
export function guessColumns(kind: ImportKind, headings: readonly string[]): Record<string, string> {
  const guess: Record<string, string> = {};
  const free = placesOf(headings);
  for (const field of fieldsOf(kind)) {
    const hit = headingsOf(field).find((word) => free.has(word));
    if (hit === undefined) continue;
    const heading = free.get(hit) ?? hit;
    guess[field.key] = heading;
    for (const word of readingsOf(heading)) if (free.get(word) === heading) free.delete(word);
  }
  return withNameAsCustomer(guess);
}

/** Stands between the group and the name of a heading of two lines: `数量|出库`. */
export const GROUP_MARK = '|';

/** The plain words a heading may be known by; one of two lines by both in either order, or by its lower line. */
export function readingsOf(heading: string): string[] {
  const [group, name] = heading.split(GROUP_MARK).map(plainHeading);
  if (group === undefined || name === undefined) return [plainHeading(heading)];
  return [plainHeading(heading), group + name, name + group, name];
}

/** By plain word the heading it means, the first one where several could be meant, whole headings before parts. */
function placesOf(headings: readonly string[]): Map<string, string> {
  const places = new Map(headings.map((text) => [plainHeading(text), text] as const).reverse());
  for (const text of headings) for (const word of readingsOf(text)) if (!places.has(word)) places.set(word, text);
  return places;
}

/** Guesses for the fields a map does not mention, from the headings it does not use. */
export function freeGuesses(map: ImportMap, headings: readonly string[]): Record<string, string> {
  const taken = new Set(Object.values(map.columns).flatMap((rule) => plainHeading(rule.column)));
  const free = headings.filter((heading) => !readingsOf(heading).some((word) => taken.has(word)));
  const guess = guessColumns(map.kind, free);
  return Object.fromEntries(Object.entries(guess).filter(([key]) => map.columns[key] === undefined));
}

/** A file that knows customers only by name: then the name is what identifies them. */
function withNameAsCustomer(guess: Record<string, string>): Record<string, string> {
  const { customerName } = guess;
  return guess['customer'] === undefined && customerName !== undefined ? { ...guess, customer: customerName } : guess;
}

/** One field of the map, found in the file: its place among the columns, or a constant. */
export interface BoundField {
  readonly field: Field;
  /** Index of the column, -1 for a constant. */
  readonly index: number;
  readonly heading: string;
  readonly constant: string | null;
  readonly wholeNumber: boolean;
}

/**
 * Binds a map to the headings of one file; fields the map does not mention are guessed where `guess` is true.
 * Refused, with sentences naming them: columns of the map the file does not have, required fields without column.
 */
export function bindMap(map: ImportMap, headings: readonly string[], file: string, guess: boolean): BoundField[] {
  const guessed = guess ? freeGuesses(map, headings) : {};
  const place = new Map([...placesOf(headings)].map(([word, text]) => [word, headings.indexOf(text)]));
  const absent = Object.values(map.columns).filter((rule) => !place.has(plainHeading(rule.column)));
  if (absent.length > 0) throw absentColumns(absent, headings, file);
  const bound = fieldsOf(map.kind).flatMap((field) => bindField(field, map, guessed, place));
  const missing = fieldsOf(map.kind).filter(
    (field) => field.required && !bound.some((one) => one.field.key === field.key),
  );
  if (missing.length > 0) {
    throw new AppError('import_columns_missing', {
      file,
      fields: missing.map((field) => `${field.zh} ${field.en}`).join(', '),
    });
  }
  return bound;
}

function absentColumns(absent: readonly { column: string }[], headings: readonly string[], file: string): AppError {
  const columns = absent.map((rule) => rule.column).join(', ');
  return new AppError('import_columns_absent', { file, columns, found: headings.slice(0, 30).join(', ') });
}

function bindField(
  field: Field,
  map: ImportMap,
  guessed: Record<string, string>,
  place: ReadonlyMap<string, number>,
): BoundField[] {
  const rule = map.columns[field.key];
  const heading = rule?.column ?? guessed[field.key];
  const constant = map.constants[field.key] ?? null;
  if (heading === undefined)
    return constant === null ? [] : [{ field, index: -1, heading: field.en, constant, wholeNumber: false }];
  return [
    {
      field,
      index: place.get(plainHeading(heading)) ?? -1,
      heading,
      constant,
      wholeNumber: rule?.whole_number ?? false,
    },
  ];
}
