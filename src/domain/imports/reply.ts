import { assert, type ErrorCode, type Language, type MessageParams, sentence } from '../../kernel/errors.ts';
import type { Changes, ChunkCounts } from './chunk.ts';
import type { ImportKind } from './kinds.ts';
import type { ReadingSummary } from './reading.ts';
import type { Outcome } from './row.ts';
import { type Reason, sortReasons } from './tally.ts';

/** Fields of one row before and after, for the page that shows what an import would do. */
export interface DiffRow {
  readonly change: 'created' | 'updated';
  readonly file: string;
  readonly line: number;
  /** The ids that name the row: customer, order, product. */
  readonly subject: readonly string[];
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[];
}

/** What an import did, free of any language, as it is stored. */
export interface ImportResult {
  readonly kind: ImportKind;
  readonly dryRun: boolean;
  readonly rowsRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
  readonly reasons: readonly Reason[];
  readonly records: Readonly<Record<string, Changes>>;
  readonly dataThrough: string | null;
  readonly encodings: Readonly<Record<string, number>>;
  readonly diff: readonly DiffRow[];
  readonly seconds: number;
}

export interface ReplyReason {
  readonly code: ErrorCode;
  readonly outcome: Outcome;
  readonly count: number;
  readonly firstFile: string;
  readonly firstLine: number;
  readonly firstColumn: string | null;
  readonly message: string;
}

/** The result as people and programs get it: reasons with a sentence, and where the rows to correct are. */
export type ImportReply = Omit<ImportResult, 'reasons'> & {
  readonly reasons: readonly ReplyReason[];
  readonly errorFile: string | null;
};

/** What the parts of an import found out. */
export interface Findings {
  readonly kind: ImportKind;
  readonly dryRun: boolean;
  readonly read: ReadingSummary;
  readonly done: ChunkCounts;
  /** Reasons found when the rows were held against the database. */
  readonly late: readonly Reason[];
  readonly diff: readonly DiffRow[];
  readonly dataThrough: string | null;
  readonly seconds: number;
}

/** Puts together what was read and what was applied. Rows read = created + updated + unchanged + skipped + failed. */
export function resultOf({ kind, dryRun, read, done, late, diff, dataThrough, seconds }: Findings): ImportResult {
  const { created, updated, unchanged } = done.rows;
  const skipped = read.skipped + done.rows.skipped;
  const failed = read.failed + done.rows.failed;
  assert(created + updated + unchanged + skipped + failed === read.rowsRead, `${read.rowsRead} rows do not add up`);
  return {
    kind,
    dryRun,
    rowsRead: read.rowsRead,
    created,
    updated,
    unchanged,
    skipped,
    failed,
    reasons: sortReasons([...read.reasons, ...late]),
    records: done.records,
    dataThrough,
    encodings: countEncodings(read),
    diff,
    seconds,
  };
}

function countEncodings(read: ReadingSummary): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { encoding } of read.files) counts[encoding] = (counts[encoding] ?? 0) + 1;
  return counts;
}

/** The stored result in one language. */
export function replyOf(result: ImportResult, language: Language, errorFile: string | null): ImportReply {
  return { ...result, reasons: result.reasons.map((reason) => replyReason(reason, language)), errorFile };
}

function replyReason({ params, ...reason }: Reason, language: Language): ReplyReason {
  return { ...reason, message: reasonText(reason.code, params, language) };
}

/** The sentence of a reason. */
export function reasonText(code: ErrorCode, params: MessageParams, language: Language): string {
  return sentence(code, params, language);
}
