import { dayOf, formatDay, parseDay } from './time.ts';

/** A day of which a notice speaks: off, or worked in exchange. */
export interface NoticeDay {
  readonly day: number;
  readonly works: boolean;
  readonly name: string;
}

/** What a notice of holidays says, and the lines that say a date but not what becomes of it. */
export interface Notice {
  readonly days: readonly NoticeDay[];
  readonly problems: readonly { readonly line: number; readonly text: string }[];
}

/** A range of dates longer than this is a slip of the pen. */
const RANGE_DAYS_MAX = 31;
const NAME_CHARACTERS_MAX = 20;

const DATE = String.raw`(?:(\d{4})[-年/.])?(\d{1,2})[-月/.](\d{1,2})日?`;
const END = String.raw`(?:\s*(?:至|到|~|～|—|–|-)\s*(?:(?:(\d{4})[-年/.])?(\d{1,2})[-月/.])?(\d{1,2})(?:日|(?!\d|[-月/.])))?`;
const TOKEN = new RegExp(`${DATE}${END}|(放假|休息|holiday|\\boff\\b)|(上班|补班|\\bwork)`, 'giu');
const HEADING = /^\s*(?:[一二三四五六七八九十]+、)?\s*([^\d：:]{1,12})[：:]/u;

/**
 * Reads a notice of a year's public holidays: lines like `2027-02-06 放假 春节`, the sentences of the State Council's own
 * notice (`二、春节：2月5日至11日放假调休，共7天。1月31日上班。`), or JSON of `{ day, works, name }`.
 */
export function parseNotice(text: string, year: number): Notice {
  const trimmed = text.trim();
  return trimmed.startsWith('[') || trimmed.startsWith('{') ? ofJson(trimmed) : ofLines(text, year);
}

function ofLines(text: string, year: number): Notice {
  const days = new Map<number, NoticeDay>();
  const problems: { line: number; text: string }[] = [];
  text.split('\n').forEach((line, index) => {
    const read = readLine(line, year);
    for (const each of read.days) days.set(each.day, each);
    if (read.isUnclear) problems.push({ line: index + 1, text: line.trim() });
  });
  return { days: sorted(days), problems };
}

/** Dates wait for the word that says what becomes of them; a date of another year, like that of the signature, may. */
function readLine(line: string, year: number): { days: NoticeDay[]; isUnclear: boolean } {
  const plain = line.replaceAll(/（[^）]*）|\([^)]*\)/gu, '');
  const heading = HEADING.exec(plain)?.[1]?.trim();
  const found: { day: number; works: boolean }[] = [];
  let waiting: number[] = [];
  let isUnclear = false;
  let end = 0;
  for (const match of plain.matchAll(TOKEN)) {
    if (match[7] === undefined && match[8] === undefined) {
      const range = rangeOf(match, year);
      isUnclear ||= range === null;
      waiting.push(...(range ?? []));
      continue;
    }
    found.push(...waiting.map((day) => ({ day, works: match[8] !== undefined })));
    waiting = [];
    end = match.index + match[0].length;
  }
  const name = (
    heading ??
    plain
      .slice(end)
      .replaceAll(/[\s。，,;；:：]/gu, ' ')
      .trim()
  ).slice(0, NAME_CHARACTERS_MAX);
  const isOfYear = (day: number) => formatDay(day).startsWith(String(year));
  return { days: found.map((each) => ({ ...each, name })), isUnclear: isUnclear || waiting.some(isOfYear) };
}

/** The days from a date up to the one after 至; null where there is no such date. */
function rangeOf(match: RegExpExecArray, year: number): number[] | null {
  const from = dayIn(Number(match[1] ?? year), match[2], match[3]);
  if (from === null) return null;
  if (match[6] === undefined) return [from];
  const to = dayIn(Number(match[4] ?? match[1] ?? year), match[5] ?? match[2], match[6]);
  if (to === null || to < from || to - from >= RANGE_DAYS_MAX) return null;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function dayIn(year: number, month: string | undefined, dayOfMonth: string | undefined): number | null {
  const day = dayOf(year, Number(month), Number(dayOfMonth));
  const [, monthRead = 0, dayRead = 0] = formatDay(day).split('-').map(Number);
  return monthRead === Number(month) && dayRead === Number(dayOfMonth) ? day : null;
}

/** Our own form and the one of the public lists: `{ days: [{ date, isOffDay, name }] }`. */
function ofJson(text: string): Notice {
  try {
    const read: unknown = JSON.parse(text);
    const entries = Array.isArray(read) ? read : (read as { days?: unknown }).days;
    if (!Array.isArray(entries)) return unreadable(text);
    const days = entries.map(ofEntry);
    return { days: sorted(new Map(days.map((each) => [each.day, each]))), problems: [] };
  } catch {
    return unreadable(text);
  }
}

function ofEntry(entry: Readonly<Record<string, unknown>>): NoticeDay {
  const works = typeof entry.isOffDay === 'boolean' ? !entry.isOffDay : entry.works;
  if (typeof works !== 'boolean') throw new TypeError('works is true or false');
  const name = typeof entry.name === 'string' ? entry.name.slice(0, NAME_CHARACTERS_MAX) : '';
  return { day: parseDay(String(entry.day ?? entry.date)), works, name };
}

function unreadable(text: string): Notice {
  return { days: [], problems: [{ line: 1, text: text.slice(0, 80) }] };
}

function sorted(days: ReadonlyMap<number, NoticeDay>): NoticeDay[] {
  return [...days.values()].sort((left, right) => left.day - right.day);
}
