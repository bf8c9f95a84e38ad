import { KIND_CODE_END } from './fact-kinds.ts';

/** Stands in `score` for "none". */
export const NO_SCORE = -32_768;

/**
 * Facts as columns: one index is one fact. One customer is a slice [from, to), ascending by `occurredAt`.
 * Voided facts and those that void them are left out by whoever loads.
 */
export interface FactColumns {
  readonly kind: Uint8Array | Uint16Array;
  /** Milliseconds since 1970. */
  readonly occurredAt: Float64Array;
  /** Null: everything was known by whatever moment is asked for, as in the snapshot of a run. */
  readonly recordedAt: Float64Array | null;
  /** Minor units of money or a count; NaN for none. */
  readonly amount: Float64Array;
  /** 0 for none. */
  readonly category: Int32Array;
  readonly score: Int16Array;
  readonly length: number;
}

/** One fact as people write it in tests and pages. */
export interface FactRow {
  readonly kind: number;
  readonly occurredAt: number;
  readonly recordedAt?: number;
  readonly amount?: number;
  readonly category?: number;
  readonly score?: number;
}

const CAPACITY_MIN = 64;

/** Collects facts in the order given into columns that grow. */
export class FactColumnsBuilder {
  private kind: Uint8Array;
  private occurredAt: Float64Array;
  private recordedAt: Float64Array;
  private amount: Float64Array;
  private category: Int32Array;
  private score: Int16Array;
  private size = 0;

  constructor(capacity = CAPACITY_MIN) {
    const room = Math.max(CAPACITY_MIN, capacity);
    this.kind = new Uint8Array(room);
    this.occurredAt = new Float64Array(room);
    this.recordedAt = new Float64Array(room);
    this.amount = new Float64Array(room);
    this.category = new Int32Array(room);
    this.score = new Int16Array(room);
  }

  /** Adds one fact; `amount` NaN, `category` 0 and `score` NO_SCORE mean none. */
  push(kind: number, occurredAt: number, recordedAt: number, amount: number, category: number, score: number): void {
    if (this.size === this.kind.length) this.grow();
    this.kind[this.size] = kind;
    this.occurredAt[this.size] = occurredAt;
    this.recordedAt[this.size] = recordedAt;
    this.amount[this.size] = amount;
    this.category[this.size] = category;
    this.score[this.size] = score;
    this.size += 1;
  }

  get length(): number {
    return this.size;
  }

  /** The columns collected so far, without copying. */
  finish(): FactColumns {
    return {
      kind: this.kind.subarray(0, this.size),
      occurredAt: this.occurredAt.subarray(0, this.size),
      recordedAt: this.recordedAt.subarray(0, this.size),
      amount: this.amount.subarray(0, this.size),
      category: this.category.subarray(0, this.size),
      score: this.score.subarray(0, this.size),
      length: this.size,
    };
  }

  private grow(): void {
    const room = this.kind.length * 2;
    this.kind = enlarged(this.kind, new Uint8Array(room));
    this.occurredAt = enlarged(this.occurredAt, new Float64Array(room));
    this.recordedAt = enlarged(this.recordedAt, new Float64Array(room));
    this.amount = enlarged(this.amount, new Float64Array(room));
    this.category = enlarged(this.category, new Int32Array(room));
    this.score = enlarged(this.score, new Int16Array(room));
  }
}

/** The columns of a few facts of one customer, sorted by time. */
export function columnsOf(rows: readonly FactRow[]): FactColumns {
  const builder = new FactColumnsBuilder(rows.length);
  for (const row of [...rows].sort((left, right) => left.occurredAt - right.occurredAt)) {
    const { kind, occurredAt, recordedAt = occurredAt, amount = Number.NaN, category = 0, score = NO_SCORE } = row;
    builder.push(kind, occurredAt, recordedAt, amount, category, score);
  }
  return builder.finish();
}

/** By kind code: 1 when the company has any such fact that happened and was known by the two moments. */
export function connectedKinds(columns: FactColumns, asOfMs: number, knownAtMs: number): Uint8Array {
  const connected = new Uint8Array(KIND_CODE_END);
  for (let index = 0; index < columns.length; index++) {
    const kind = columns.kind[index];
    if (connected[kind] === 1) continue;
    if (columns.occurredAt[index] <= asOfMs && isKnown(columns, index, knownAtMs)) connected[kind] = 1;
  }
  return connected;
}

/** Whether a fact had been recorded by a moment. */
export function isKnown({ recordedAt }: FactColumns, index: number, knownAtMs: number): boolean {
  return recordedAt === null || recordedAt[index] <= knownAtMs;
}

function enlarged<Column extends { set(from: ArrayLike<number>): void }>(from: ArrayLike<number>, to: Column): Column {
  to.set(from);
  return to;
}
