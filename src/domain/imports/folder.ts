import { AppError } from '../../kernel/errors.ts';
import { localDay, timeOfDay } from '../../kernel/time.ts';
import type { ImportKind } from './kinds.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A file that changed within this time may still be being written. */
export const SETTLED_MS = MINUTE_MS;

/** A folder whose new files are brought in every night. */
export interface ImportFolder {
  readonly name: string;
  readonly kind: ImportKind;
  /** Relative to the folder the server allows. */
  readonly folder: string;
  /** Of the file names, with `*` and `?`. */
  readonly pattern: string;
  /** A saved map; null: columns are guessed from the headings. */
  readonly mapName: string | null;
  /** Minutes after local midnight. */
  readonly atMinute: number;
  /** So many days without a new file are nothing unusual. */
  readonly daysMax: number;
}

/** How a folder fares. */
export interface FolderState extends ImportFolder {
  readonly createdAt: Date;
  readonly checkedAt: Date | null;
  readonly lastFileAt: Date | null;
}

/** Refuses what leads out of the allowed folder by its words alone; links are looked at when files are read. */
export function checkFolder(folder: string): string {
  const parts = folder.replaceAll('\\', '/').split('/');
  const isInside = !/^([/\\]|[A-Za-z]:)/.test(folder) && parts.every((part) => part !== '..') && !folder.includes('\0');
  if (!isInside) throw new AppError('import_folder_outside', { folder });
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** Whether a file name fits a pattern, capitals or not; hidden and temporary files of spreadsheets never do. */
export function fitsPattern(name: string, pattern: string): boolean {
  if (/^(\.|~\$)/.test(name) || /\.(tmp|part|crdownload)$/i.test(name)) return false;
  return fits(name.toLowerCase(), pattern.toLowerCase());
}

/** Only the last star ever takes more: a pattern of many does not make a night of it, as an expression would. */
function fits(name: string, pattern: string): boolean {
  let [at, place, star, taken] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[place] === '*') [star, taken, place] = [place, at, place + 1];
    else if (pattern[place] === '?' || pattern[place] === name[at]) [at, place] = [at + 1, place + 1];
    else if (star >= 0) [taken, at, place] = [taken + 1, taken + 1, star + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(place));
}

/** True from its time of the day on until it was looked at that day. */
export function isDue(folder: FolderState, now: Date, zone: string): boolean {
  if (timeOfDay(now.getTime(), zone) < folder.atMinute * MINUTE_MS) return false;
  return folder.checkedAt === null || localDay(folder.checkedAt.getTime(), zone) < localDay(now.getTime(), zone);
}

/** True when no new file came for longer than is usual. */
export function isLate({ lastFileAt, createdAt, daysMax }: FolderState, now: Date): boolean {
  return now.getTime() - (lastFileAt ?? createdAt).getTime() > daysMax * DAY_MS;
}
