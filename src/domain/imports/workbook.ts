import { AppError } from '../../kernel/errors.ts';
import type { Cell } from './cells.ts';
import type { RawRow } from './csv.ts';
import { createSheetListener } from './sheet.ts';
import { attributeOf, BrokenXml, scanXml, type XmlListener } from './xml.ts';
import { ArchiveTooLarge, BrokenArchive, type UnpackBudget, unpack, type ZipEntry, zipEntries } from './zip.ts';

const MEGABYTE = 1_048_576;
export const WORKBOOK_BYTES_MAX = 50 * MEGABYTE;
export const UNPACKED_BYTES_MAX = 500 * MEGABYTE;
export const PACKING_RATIO_MAX = 100;
/** Below this a high ratio is only an empty sheet with much formatting. */
const RATIO_MATTERS_FROM_BYTES = 20 * MEGABYTE;
/** Shared texts are held in memory, so they have a cap of their own. */
const SHARED_BYTES_MAX = 100 * MEGABYTE;

export interface WorkbookSource {
  readonly name: string;
  readonly bytes: Buffer;
  /** The name of the sheet, or its number from 1; null: the first that is not hidden. */
  readonly sheet: string | number | null;
}

interface Workbook {
  readonly file: Buffer;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly budget: UnpackBudget;
}

/**
 * Reads one sheet of an .xlsx row by row. Refused before anything is unpacked: files that are cut short, locked, or that
 * declare more than 500 MB or a ratio above 100; refused while unpacking: files that declared too little.
 */
export async function* readWorkbook(source: WorkbookSource): AsyncGenerator<RawRow[]> {
  try {
    yield* sheetRows(openWorkbook(source), source);
  } catch (error) {
    throw translated(error, source.name);
  }
}

function translated(error: unknown, file: string): unknown {
  if (error instanceof ArchiveTooLarge)
    return new AppError('import_workbook_too_large', { file, limit: UNPACKED_BYTES_MAX / MEGABYTE });
  const isBroken =
    error instanceof BrokenArchive ||
    error instanceof BrokenXml ||
    error instanceof RangeError ||
    error instanceof TypeError;
  return isBroken ? new AppError('import_workbook_broken', { file }) : error;
}

function openWorkbook({ name, bytes }: WorkbookSource): Workbook {
  if (bytes.length > WORKBOOK_BYTES_MAX)
    throw new AppError('import_file_too_large', { file: name, limit: WORKBOOK_BYTES_MAX / MEGABYTE });
  const entries = zipEntries(bytes);
  if (entries.some((entry) => entry.isLocked)) throw new AppError('import_workbook_old', { file: name });
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpacked > UNPACKED_BYTES_MAX) throw new ArchiveTooLarge();
  if (unpacked > RATIO_MATTERS_FROM_BYTES && unpacked > PACKING_RATIO_MAX * bytes.length) {
    throw new AppError('import_workbook_ratio', { file: name, limit: PACKING_RATIO_MAX });
  }
  const budget = {
    left: Math.min(UNPACKED_BYTES_MAX, Math.max(RATIO_MATTERS_FROM_BYTES, PACKING_RATIO_MAX * bytes.length)),
  };
  return { file: bytes, entries: new Map(entries.map((entry) => [entry.name, entry])), budget };
}

async function* sheetRows(workbook: Workbook, source: WorkbookSource): AsyncGenerator<RawRow[]> {
  const { sheets, isFrom1904 } = await readDirectory(workbook);
  const sheet = chosenSheet(sheets, source);
  const shared = await readSharedTexts(workbook);
  const dateStyles = await readDateStyles(workbook);
  const rows: { line: number; cells: Cell[] }[] = [];
  const listener = createSheetListener({
    shared,
    dateStyles,
    isFrom1904,
    emit: (line, cells) => rows.push({ line, cells }),
  });
  for await (const _ of scanXml(part(workbook, sheet.path), listener)) {
    yield rows
      .splice(0)
      .filter((row) => !isBlank(row.cells))
      .map((row) => ({ ...row, flaw: null }));
  }
}

function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
}

function part(workbook: Workbook, path: string): AsyncGenerator<Uint8Array> {
  const entry = workbook.entries.get(path);
  if (entry === undefined) throw new BrokenArchive(`${path} missing`);
  return unpack(workbook.file, entry, workbook.budget);
}

async function scan(workbook: Workbook, path: string, listener: XmlListener): Promise<void> {
  for await (const _ of scanXml(part(workbook, path), listener));
}

interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

async function readDirectory(workbook: Workbook): Promise<{ sheets: SheetEntry[]; isFrom1904: boolean }> {
  const targets = new Map<string, string>();
  await scan(workbook, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name === 'Relationship')
        targets.set(attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? '');
    },
  });
  const sheets: SheetEntry[] = [];
  let isFrom1904 = false;
  await scan(workbook, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (name === 'sheet') sheets.push(sheetEntry(attributes, targets));
    },
  });
  return { sheets, isFrom1904 };
}

function sheetEntry(attributes: string, targets: ReadonlyMap<string, string>): SheetEntry {
  const target = targets.get(/\s\w+:id="([^"]*)"/.exec(attributes)?.[1] ?? '') ?? '';
  return {
    name: attributeOf(attributes, 'name') ?? '',
    isHidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
    path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
  };
}

function chosenSheet(sheets: readonly SheetEntry[], source: WorkbookSource): SheetEntry {
  const wanted = source.sheet;
  const found =
    typeof wanted === 'number'
      ? sheets[wanted - 1]
      : sheets.find((sheet) => (wanted === null ? !sheet.isHidden : sheet.name === wanted));
  if (found !== undefined) return found;
  const allowed = sheets.map((sheet) => sheet.name).join(', ');
  throw new AppError('import_sheet_missing', { file: source.name, sheet: wanted ?? 1, allowed });
}

/** The texts that cells refer to by number; phonetic guides are not part of a text. */
async function readSharedTexts(workbook: Workbook): Promise<string[]> {
  const entry = workbook.entries.get('xl/sharedStrings.xml');
  if (entry === undefined) return [];
  if (entry.unpackedBytes > SHARED_BYTES_MAX) throw new ArchiveTooLarge();
  const texts: string[] = [];
  let text = '';
  let depth = 0;
  let isText = false;
  await scan(workbook, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') depth++;
      if (name === 't') isText = depth === 0;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 'rPh') depth--;
      if (name === 't') isText = false;
      if (name === 'si') texts.push(text);
    },
  });
  return texts;
}

/** The numbers of the cell styles that show a number as a date or time. */
async function readDateStyles(workbook: Workbook): Promise<ReadonlySet<number>> {
  const styles = new Set<number>();
  if (!workbook.entries.has('xl/styles.xml')) return styles;
  const custom = new Map<string, string>();
  let isCellFormats = false;
  let count = 0;
  await scan(workbook, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt')
        custom.set(attributeOf(attributes, 'numFmtId') ?? '', attributeOf(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') isCellFormats = true;
      if (name !== 'xf' || !isCellFormats) return;
      const format = attributeOf(attributes, 'numFmtId') ?? '0';
      if (showsDate(Number(format), custom.get(format))) styles.add(count);
      count++;
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return styles;
}

/** Built-in formats 14–22, 27–36, 45–47 and 50–58 are dates (ECMA-376 18.8.30); a custom one is when it has y, d or h outside quotes. */
function showsDate(format: number, code: string | undefined): boolean {
  if (code !== undefined) return /[ydhYDH年月日]/.test(code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, ''));
  return (
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58)
  );
}
