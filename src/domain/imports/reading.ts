import type { Encoding } from './encoding.ts';
import type { ImportKind } from './kinds.ts';
import type { ImportMap } from './mapping.ts';
import type { Reason } from './tally.ts';

/** Text files may be as large as what a workbook may unpack to. */
export const TEXT_BYTES_MAX = 500 * 1_048_576;
export const ROWS_MAX = 1_000_000;
export const FILES_MAX = 2_000;
/** Rows of a file that a preview shows. */
export const PREVIEW_ROWS_MAX = 20;

export interface SourceFile {
  /** What people call it; the path is where its bytes are now. */
  readonly name: string;
  readonly path: string;
}

/** What the reading thread is asked. */
export interface ReadingRequest {
  readonly mode: 'stage' | 'preview';
  readonly importId: string;
  readonly kind: ImportKind;
  readonly files: readonly SourceFile[];
  readonly map: ImportMap;
  readonly guess: boolean;
  readonly zone: string;
  readonly minorDigits: number;
  /** Rows of each file that a preview shows, where twenty are not enough. */
  readonly previewRows?: number;
}

/** One file as it was found. */
export interface FileRead {
  readonly name: string;
  readonly encoding: string;
  readonly rows: number;
  readonly headings: readonly string[];
}

/** What was read, when all of it was read. */
export interface ReadingSummary {
  readonly rowsRead: number;
  readonly failed: number;
  readonly skipped: number;
  readonly staged: number;
  readonly reasons: readonly Reason[];
  /** Staged rows per bucket. */
  readonly buckets: readonly number[];
  /** The last local day on which something happened, `YYYY-MM-DD`; null for kinds without dates. */
  readonly lastDay: string | null;
  /** SHA-256 over the bytes of all files in order. */
  readonly fingerprint: string;
  readonly files: readonly FileRead[];
  /** The heading of the column that names the customer, or the product. */
  readonly keyHeading: string | null;
}

/** What a person sees of one file before anything is imported. */
export interface FilePreview {
  readonly name: string;
  /** `xlsx` or the encoding that was decided or chosen; null when a person has to choose. */
  readonly encoding: string | null;
  /** The first rows read in each possible encoding, where a person has to choose. */
  readonly candidates: readonly { readonly encoding: Encoding; readonly rows: readonly (readonly string[])[] }[];
  readonly headings: readonly string[];
  readonly headerLine: number | null;
  readonly rows: readonly (readonly string[])[];
  /** For every field the heading it would be read from. */
  readonly columns: Readonly<Record<string, string>>;
  /** The ready map whose columns these are, and the program that writes such files. */
  readonly ready: { readonly key: string; readonly program: string } | null;
  /** What its headings look like, whatever it was uploaded as; null when they fit no kind. */
  readonly looksLike: ImportKind | null;
  /** What is wrong with the file as a whole or its first rows. */
  readonly reasons: readonly Reason[];
}
