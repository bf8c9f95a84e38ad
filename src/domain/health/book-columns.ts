import { AMOUNTS, amountBit } from '../../scoring/basis.ts';
import type { Beginnings } from '../../scoring/book.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { KIND_CODE_END } from '../../scoring/fact-kinds.ts';

/** Added to the kind of a mark that takes away one equal fact: the content of a fact that was voided. */
export const VOIDED = 128;
const ROWS_PER_PIECE = 1 << 18;
/** Up to so many facts a customer's are put in order in place; they come nearly in order of time. */
const IN_PLACE_MAX = 96;
const AMOUNT_BITS = Math.log2(Math.max(...Object.values(AMOUNTS))) + 1;

/** One piece of the facts as they come, customers mixed. */
interface FactPiece {
  readonly customerId: Int32Array;
  readonly kind: Uint8Array;
  readonly occurredAt: Float64Array;
  readonly amount: Float64Array;
  readonly category: Int32Array;
  readonly score: Int16Array;
  length: number;
}

/** Takes facts as they come, without knowing how many there will be and without ever copying those it has. */
export class FactPieces {
  pieces: FactPiece[] = [];

  push(customerId: number, kind: number, occurredAt: number, amount: number, category: number, score: number): void {
    let piece = this.pieces.at(-1);
    if (piece === undefined || piece.length === ROWS_PER_PIECE) piece = this.grow();
    const at = piece.length;
    piece.customerId[at] = customerId;
    piece.kind[at] = kind;
    piece.occurredAt[at] = occurredAt;
    piece.amount[at] = amount;
    piece.category[at] = category;
    piece.score[at] = score;
    piece.length = at + 1;
  }

  /** Adds how many facts each customer has to `counts`, which several threads share. */
  countInto(counts: Int32Array): void {
    for (const { customerId, length } of this.pieces) {
      for (let index = 0; index < length; index++) Atomics.add(counts, customerId[index], 1);
    }
  }

  /** Puts each fact to those of its customer and forgets the pieces; `cursors` tell where each one's next goes. */
  scatter(cursors: Int32Array, columns: WritableColumns): void {
    for (const piece of this.pieces) {
      for (let index = 0; index < piece.length; index++) {
        const at = Atomics.add(cursors, piece.customerId[index], 1);
        columns.kind[at] = piece.kind[index];
        columns.occurredAt[at] = piece.occurredAt[index];
        columns.amount[at] = piece.amount[index];
        columns.category[at] = piece.category[index];
        columns.score[at] = piece.score[index];
      }
    }
    this.pieces = [];
  }

  private grow(): FactPiece {
    const piece = {
      customerId: new Int32Array(ROWS_PER_PIECE),
      kind: new Uint8Array(ROWS_PER_PIECE),
      occurredAt: new Float64Array(ROWS_PER_PIECE),
      amount: new Float64Array(ROWS_PER_PIECE),
      category: new Int32Array(ROWS_PER_PIECE),
      score: new Int16Array(ROWS_PER_PIECE),
      length: 0,
    };
    this.pieces.push(piece);
    return piece;
  }
}

/** All facts of a book in memory that threads share; those of customer `id` are [starts[id], ends[id]). */
export interface GroupedFacts {
  readonly columns: WritableColumns;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export type WritableColumns = FactColumns & { readonly kind: Uint8Array };

export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/** Room for the counted facts; `cursors` begin where each customer's do. */
export function groupedFacts(counts: Int32Array): GroupedFacts & { readonly cursors: Int32Array } {
  const starts = sharedInts(counts.length);
  let length = 0;
  for (let id = 0; id < counts.length; id++) {
    starts[id] = length;
    length += counts[id];
  }
  const cursors = sharedInts(counts.length);
  cursors.set(starts);
  const columns = {
    kind: new Uint8Array(new SharedArrayBuffer(length)),
    occurredAt: sharedFloats(length),
    recordedAt: null,
    amount: sharedFloats(length),
    category: sharedInts(length),
    score: new Int16Array(new SharedArrayBuffer(length * 2)),
    length,
  };
  return { columns, starts, ends: cursors, cursors };
}

export function noBeginnings(): Beginnings {
  return {
    kinds: new Float64Array(KIND_CODE_END).fill(Number.POSITIVE_INFINITY),
    amounts: new Float64Array(AMOUNT_BITS).fill(Number.POSITIVE_INFINITY),
  };
}

/** The earlier of both, into the first. */
export function mergeBeginnings(into: Beginnings, other: Beginnings): void {
  for (const name of ['kinds', 'amounts'] as const) {
    other[name].forEach((ms, index) => {
      if (ms < into[name][index]) into[name][index] = ms;
    });
  }
}

/** Puts a customer's facts in order, takes out what was voided, and notes when kinds began. Answers where they end. */
export function settle(columns: WritableColumns, from: number, to: number, beginnings: Beginnings): number {
  if (to - from <= IN_PLACE_MAX) insertionSort(columns, from, to);
  else sortApart(columns, from, to);
  const end = takeOutVoided(columns, from, to);
  for (let index = from; index < end; index++) note(beginnings, columns, index);
  return end;
}

function note({ kinds, amounts }: Beginnings, columns: FactColumns, index: number): void {
  const [kind, ms] = [columns.kind[index], columns.occurredAt[index]];
  if (ms < kinds[kind]) kinds[kind] = ms;
  const bit = amountBit(kind, columns.category[index]);
  if (bit === 0) return;
  const place = 31 - Math.clz32(bit);
  if (ms < amounts[place]) amounts[place] = ms;
}

/**
 * The order in which facts of one customer are read: by time, and where that is the same by what they say, so that it
 * depends on nothing but the facts. A mark of a voided fact stands beside those it is equal to.
 */
function compare(columns: WritableColumns, left: number, right: number): number {
  return (
    columns.occurredAt[left] - columns.occurredAt[right] ||
    (columns.kind[left] & (VOIDED - 1)) - (columns.kind[right] & (VOIDED - 1)) ||
    columns.category[left] - columns.category[right] ||
    columns.score[left] - columns.score[right] ||
    compareAmounts(columns.amount[left], columns.amount[right]) ||
    columns.kind[left] - columns.kind[right]
  );
}

/** No amount comes first. */
export function compareAmounts(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  return Number.isNaN(right) ? 1 : left - right;
}

function insertionSort(columns: WritableColumns, from: number, to: number): void {
  const { kind, occurredAt, amount, category, score } = columns;
  for (let index = from + 1; index < to; index++) {
    if (compare(columns, index - 1, index) <= 0) continue;
    let at = index;
    while (at > from && compare(columns, at - 1, at) > 0) {
      swap(kind, at);
      swap(occurredAt, at);
      swap(amount, at);
      swap(category, at);
      swap(score, at);
      at -= 1;
    }
  }
}

function swap(values: { [index: number]: number }, at: number): void {
  const value = values[at];
  values[at] = values[at - 1];
  values[at - 1] = value;
}

function sortApart(columns: WritableColumns, from: number, to: number): void {
  const order = Array.from({ length: to - from }, (_, index) => from + index);
  order.sort((left, right) => compare(columns, left, right));
  for (const values of [columns.kind, columns.occurredAt, columns.amount, columns.category, columns.score]) {
    values.set(
      order.map((index) => values[index]),
      from,
    );
  }
}

function takeOutVoided(columns: WritableColumns, from: number, to: number): number {
  let end = from;
  for (let index = from; index < to; index++) {
    if (columns.kind[index] < VOIDED) keep(columns, index, end++);
    // A mark follows the facts it is equal to, of which the last kept one goes with it.
    else if (end > from) end -= 1;
  }
  return end;
}

function keep({ kind, occurredAt, amount, category, score }: WritableColumns, from: number, to: number): void {
  if (from === to) return;
  kind[to] = kind[from];
  occurredAt[to] = occurredAt[from];
  amount[to] = amount[from];
  category[to] = category[from];
  score[to] = score[from];
}
