import { DAY_MS, formatDay } from '../../kernel/time.ts';
import type { SheetColumn } from '../../kernel/workbook.ts';
import { type CellProblem, cellText, isProblem, problem, readWallTime } from './cells.ts';
import { customerFields } from './customer-fields.ts';
import { type Field, plainHeading } from './field.ts';

/** The hidden columns by which a list of ours is known when it comes back: whose row, which version, what it said. */
export const RETURN_MARKS = { key: 'changke:customers', version: 'changke:version', was: 'changke:was' } as const;

/** What people may change in a list of customers that comes back; everything else in it is only read. */
export const RETURN_FIELDS = [
  'customerName',
  'shortName',
  'group',
  'industry',
  'region',
  'city',
  'country',
  'since',
  'pattern',
  'terms',
  'ownerA',
  'ownerB',
] as const;

export type ReturnField = (typeof RETURN_FIELDS)[number];
/** One text per field: a code for a choice, `YYYY-MM-DD` for a day, a member's name for an owner; null for nothing. */
export type ReturnValues = Readonly<Record<ReturnField, string | null>>;

/** A customer as a list says it, with what the hidden columns need. */
export interface ReturnRow extends ReturnValues {
  readonly publicId: string;
  readonly version: number;
}

function fieldOf(key: ReturnField): Field {
  const field = customerFields.find((one) => one.key === key);
  if (field === undefined) throw new Error(`customers have no field ${key}`);
  return field;
}

/** The columns of a list that can come back: the hidden ones, then those people may change. */
export const returnColumns: readonly SheetColumn[] = [
  ...Object.values(RETURN_MARKS).map((heading) => ({ heading, kind: 'text', isHidden: true }) as const),
  ...RETURN_FIELDS.map((key) => ({ heading: fieldOf(key).zh, kind: key === 'since' ? 'day' : 'text' }) as const),
];

/** The cells of one row under `returnColumns`. */
export function returnCells(row: ReturnRow): (string | null)[] {
  const was = JSON.stringify(RETURN_FIELDS.map((key) => row[key]));
  return [row.publicId, String(row.version), was, ...RETURN_FIELDS.map((key) => shownValue(key, row[key]))];
}

/** A choice as people read it. */
function shownValue(key: ReturnField, value: string | null): string | null {
  return (value !== null && fieldOf(key).choices?.[value]?.[0]) || value;
}

/** Which column of a file each field stands in; fields whose column was deleted are left alone. */
export interface ReturnPlaces {
  readonly marks: Readonly<Record<keyof typeof RETURN_MARKS, number>>;
  readonly fields: ReadonlyMap<ReturnField, number>;
  /** Headings that change nothing. */
  readonly ignored: readonly string[];
}

/** Null for a file that is none of our lists. */
export function findPlaces(headings: readonly string[]): ReturnPlaces | null {
  const at = (heading: string) => headings.findIndex((text) => plainHeading(text) === plainHeading(heading));
  const marks = { key: at(RETURN_MARKS.key), version: at(RETURN_MARKS.version), was: at(RETURN_MARKS.was) };
  if (marks.key < 0 || marks.version < 0) return null;
  const fields = new Map(
    RETURN_FIELDS.map((key) => [key, at(fieldOf(key).zh)] as const).filter(([, place]) => place >= 0),
  );
  const known = new Set([...Object.values(marks), ...fields.values()]);
  return { marks, fields, ignored: headings.filter((heading, index) => heading !== '' && !known.has(index)) };
}

/** One cell that somebody changed, or that two changed in different ways. */
export interface ReturnCell {
  readonly publicId: string;
  readonly name: string;
  readonly field: ReturnField;
  readonly mine: string | null;
  readonly theirs: string | null;
  /** True: the customer says something else now than when the list was taken, and neither is what the file says. */
  readonly isConflict: boolean;
  /** What the cell cannot be; nothing of it is used. */
  readonly problem: CellProblem | null;
}

/** What one row of the file changes, held against what the customer says now. */
export function changedCells(cells: readonly string[], places: ReturnPlaces, now: ReturnRow): ReturnCell[] {
  const before = valuesBefore(cells, places, now);
  return [...places.fields].flatMap(([field, place]): ReturnCell[] => {
    const read = readValue(field, cells[place] ?? '');
    const told = { publicId: now.publicId, name: now.customerName ?? '', field, theirs: now[field], isConflict: false };
    if ('problem' in read) return [{ ...told, mine: cells[place] ?? '', problem: read.problem }];
    const mine = read.value;
    const was = before?.[field];
    if (mine === now[field] || (was !== undefined && mine === was)) return [];
    return [{ ...told, mine, isConflict: was === undefined || was !== now[field], problem: null }];
  });
}

/** What the list said when it was taken: kept in a hidden column; without it an unchanged version says the same. */
function valuesBefore(cells: readonly string[], { marks }: ReturnPlaces, now: ReturnRow): ReturnValues | null {
  const kept = keptValues(cells[marks.was] ?? '');
  if (kept !== null) return kept;
  return cells[marks.version] === String(now.version) ? now : null;
}

function keptValues(text: string): ReturnValues | null {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list) || list.length !== RETURN_FIELDS.length) return null;
    return Object.fromEntries(
      RETURN_FIELDS.map((key, index) => [key, typeof list[index] === 'string' ? list[index] : null]),
    ) as Record<ReturnField, string | null>;
  } catch {
    return null;
  }
}

type Read = { readonly value: string | null } | { readonly problem: CellProblem };

function readValue(key: ReturnField, cell: string): Read {
  const text = cellText(cell);
  if (text === '') return key === 'customerName' ? { problem: problem('import_cell_required', text) } : { value: null };
  if (key === 'since') return readDay(text);
  const { choices } = fieldOf(key);
  if (choices === undefined) return { value: text };
  const hit = Object.entries(choices).find(([code, words]) =>
    [code, ...words].some((word) => plainHeading(word) === plainHeading(text)),
  );
  if (hit !== undefined) return { value: hit[0] };
  const allowed = Object.values(choices).map(([word = '']) => word);
  return { problem: problem('import_choice_unknown', text, { allowed: allowed.join(', ') }) };
}

function readDay(text: string): Read {
  const wall = readWallTime(text, 'year_month_day');
  return isProblem(wall) ? { problem: wall } : { value: formatDay(Math.floor(wall.wallMs / DAY_MS)) };
}
