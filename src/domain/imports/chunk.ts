import type { RecordOptions } from '../timeline/timeline.ts';
import type { ImportKind } from './kinds.ts';
import type { SourceFile } from './reading.ts';
import { BUCKETS } from './staging-text.ts';

/** Rows that one transaction applies, about; one bucket is never divided. */
export const CHUNK_ROWS = 25_000;

/** A range of buckets that is applied in one transaction. Number 0 is what all others need first. */
export interface Chunk {
  readonly number: number;
  readonly firstBucket: number;
  readonly lastBucket: number;
  readonly rows: number;
}

/** Orders apply in the zone of the file: a delivery date is a day there. */
export interface ApplyContext {
  readonly importId: string;
  readonly timezone: string;
  /** What every set act of an import is told: quiet, as the run tells once at its end. */
  readonly recording: RecordOptions;
}

/** All that has to be known to apply the staged rows of one run. */
export interface ApplyPlan extends ApplyContext {
  readonly kind: ImportKind;
  readonly files: readonly SourceFile[];
  readonly chunks: readonly Chunk[];
}

/** Neighbouring buckets put together until a chunk is full: the same rows give the same chunks. */
export function planChunks(buckets: readonly number[], chunkRows: number = CHUNK_ROWS): Chunk[] {
  const chunks: Chunk[] = [];
  let first = 0;
  let rows = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    rows += buckets[bucket] ?? 0;
    const isFull = rows >= chunkRows || bucket === BUCKETS - 1;
    if (!isFull) continue;
    if (rows > 0) chunks.push({ number: chunks.length + 1, firstBucket: first, lastBucket: bucket, rows });
    first = bucket + 1;
    rows = 0;
  }
  return chunks;
}

export interface Changes {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What one chunk did: rows by what became of them, and things by kind. */
export interface ChunkCounts {
  readonly rows: Changes & { readonly failed: number; readonly skipped: number };
  readonly records: Readonly<Record<string, Changes>>;
}

export const NOTHING_DONE: ChunkCounts = {
  rows: { created: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 },
  records: {},
};

/** The sum of what several chunks did. */
export function addCounts(left: ChunkCounts, right: ChunkCounts): ChunkCounts {
  const records = { ...left.records };
  for (const [kind, changes] of Object.entries(right.records)) {
    const known = records[kind];
    records[kind] = known === undefined ? changes : sum(known, changes);
  }
  return {
    rows: {
      ...sum(left.rows, right.rows),
      failed: left.rows.failed + right.rows.failed,
      skipped: left.rows.skipped + right.rows.skipped,
    },
    records,
  };
}

function sum(left: Changes, right: Changes): Changes {
  return {
    created: left.created + right.created,
    updated: left.updated + right.updated,
    unchanged: left.unchanged + right.unchanged,
  };
}
