import { type CsvError, type Parser, parse } from 'csv-parse';
import { AppError, type ErrorCode } from '../../kernel/errors.ts';
import type { Cell } from './cells.ts';
import type { Encoding } from './encoding.ts';

/** One row as the file has it, before anything is known about columns. `line` is where the row begins, from 1. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** What is wrong with the row as a whole; such a row is reported and not used. */
  readonly flaw: ErrorCode | null;
}

export interface TextSource {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly encoding: Encoding;
  /** The bytes end inside a character. */
  readonly cut: boolean;
}

/** Longest row in characters: a quote nobody closes must not swallow the file into memory. */
export const ROW_LENGTH_MAX = 1_000_000;
const DELIMITERS = [',', '\t', ';', '|', '，'];
const DELIMITER_LINES = 20;

/**
 * Reads delimited text row by row; the separator is found in the first lines. Blank rows are not rows.
 * Memory is bound by one piece of the stream and one row.
 */
export async function* readDelimited(source: TextSource): AsyncGenerator<RawRow[]> {
  const state = new RowCollector();
  let parser: Parser | null = null;
  try {
    for await (const text of decoded(source)) {
      if (text === '') continue;
      parser ??= openParser(text, state);
      state.endsWithNewline = text.endsWith('\n') || text.endsWith('\r');
      await fed(parser, text);
      yield state.take();
    }
    if (parser !== null) await ended(parser);
  } catch (error) {
    state.close(error);
  }
  yield state.rest(source.cut);
}

/** The rows parsed so far; the newest is held back, because only the end of the file tells whether it is whole. */
class RowCollector {
  endsWithNewline = false;
  private rows: RawRow[] = [];
  private held: RawRow | null = null;
  private width = 0;
  private linesRead = 0;

  add(cells: string[], isSpread: boolean): void {
    const line = this.linesRead + 1;
    this.linesRead += 1 + (isSpread ? newlinesIn(cells) : 0);
    if (cells.every((cell) => cell.trim() === '')) return;
    this.release();
    this.held = { line, cells, flaw: null };
  }

  take(): RawRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  /** A parser stops only at a quote that never closes; anything else is a bug and goes on. */
  close(error: unknown): void {
    const code = (error as Partial<CsvError>).code;
    if (code !== 'CSV_QUOTE_NOT_CLOSED' && code !== 'CSV_MAX_RECORD_SIZE') throw error;
    this.release();
    this.rows.push({ line: this.linesRead + 1, cells: [], flaw: 'import_quote_open' });
  }

  rest(isCut: boolean): RawRow[] {
    const last = this.held;
    this.held = null;
    if (last !== null) {
      const isShort = !this.endsWithNewline && last.cells.length < this.width;
      this.rows.push(isCut || isShort ? { ...last, flaw: 'import_row_cut_off' } : last);
    }
    return this.take();
  }

  private release(): void {
    if (this.held === null) return;
    this.rows.push(this.held);
    this.width = this.held.cells.length;
    this.held = null;
  }
}

function openParser(start: string, state: RowCollector): Parser {
  let linesBefore = 0;
  const parser = parse({
    delimiter: delimiterOf(start),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: ROW_LENGTH_MAX,
    on_record: (record: string[], context) => {
      // The parser counts a line break inside quotes twice when it is two characters, so such rows are counted again.
      const isSpread = context.lines > linesBefore + 1;
      linesBefore = context.lines;
      state.add(record, isSpread);
      return null;
    },
  });
  // Errors arrive through the callbacks of write and end; without a listener they would also end the process.
  parser.on('error', () => undefined);
  parser.resume();
  return parser;
}

function newlinesIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function fed(parser: Parser, text: string): Promise<void> {
  return new Promise((resolve, reject) => parser.write(text, (error) => (error ? reject(error) : resolve())));
}

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', () => resolve());
    parser.end();
  });
}

/** The separator that splits the first lines most evenly: the one with the highest count every line shares. */
export function delimiterOf(start: string): string {
  const lines = start
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, DELIMITER_LINES);
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(lines, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function evenness(lines: readonly string[], delimiter: string): number {
  const counts = lines
    .map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1)
    .toSorted((a, b) => a - b);
  return counts[Math.floor((counts.length - 1) / 2)] ?? 0;
}

async function* decoded(source: TextSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(source.encoding, { fatal: !source.cut });
  try {
    for await (const chunk of source.bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new AppError('import_encoding_wrong', { file: source.name, encoding: source.encoding });
    throw error;
  }
}
