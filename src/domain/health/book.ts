import type { CustomerContext } from '../../scoring/book.ts';
import { type FactColumns, FactColumnsBuilder, NO_SCORE } from '../../scoring/fact-columns.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import { compareAmounts } from './book-columns.ts';

/** A fact as the stream brings it: customers one after the other, each one's facts oldest first. */
export interface StreamedFact {
  readonly customerId: number;
  readonly kind: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly amount: number | null;
  readonly category: number | null;
  readonly score: number | null;
}

/** All facts of the book as columns; `slices` says where each customer's lie. */
export interface BookFacts {
  readonly columns: FactColumns;
  readonly slices: { get(customerId: number): readonly [from: number, to: number] | undefined };
}

/** A customer as scoring reads it, before what depends on the owner's other customers is known. */
export interface BookCustomer {
  readonly customerId: number;
  readonly ownerA: string | null;
  readonly context: Omit<CustomerContext, 'ownerCoverage'>;
}

const INTERACTION = factKindCode('interaction');
const TWO_WAY = 1;
const COVERAGE_DAYS = 90;
const NO_SLICE: readonly [number, number] = [0, 0];

/** Collects a stream that is sorted by customer and time. */
export class BookFactsBuilder {
  private readonly builder: FactColumnsBuilder;
  private readonly slices = new Map<number, readonly [number, number]>();
  private customerId = -1;
  private from = 0;

  constructor(factsExpected = 0) {
    this.builder = new FactColumnsBuilder(factsExpected);
  }

  push(
    customerId: number,
    kind: number,
    occurredAt: number,
    recordedAt: number,
    amount: number,
    category: number,
    score: number,
  ): void {
    if (customerId !== this.customerId) this.close(customerId);
    this.builder.push(kind, occurredAt, recordedAt, amount, category, score);
  }

  finish(): BookFacts {
    this.close(-1);
    return { columns: this.builder.finish(), slices: this.slices };
  }

  private close(next: number): void {
    if (this.builder.length > this.from) this.slices.set(this.customerId, [this.from, this.builder.length]);
    this.customerId = next;
    this.from = this.builder.length;
  }
}

/** The facts of a few customers in the form of the book; `facts` are in the order of `inOrder`. */
export function bookFactsOf(facts: readonly StreamedFact[]): BookFacts {
  const builder = new FactColumnsBuilder(facts.length);
  const slices = new Map<number, readonly [number, number]>();
  facts.forEach(({ customerId, kind, occurredAt, recordedAt, amount, category, score }, index) => {
    builder.push(kind, occurredAt, recordedAt, amount ?? Number.NaN, category ?? 0, score ?? NO_SCORE);
    slices.set(customerId, [slices.get(customerId)?.[0] ?? index, index + 1]);
  });
  return { columns: builder.finish(), slices };
}

/** Facts customer by customer, each one's in the order in which they are read (see `compare` of book-columns). */
export function inOrder<Fact extends StreamedFact>(facts: readonly Fact[]): Fact[] {
  return [...facts].sort(
    (left, right) =>
      left.customerId - right.customerId ||
      left.occurredAt - right.occurredAt ||
      left.kind - right.kind ||
      (left.category ?? 0) - (right.category ?? 0) ||
      (left.score ?? NO_SCORE) - (right.score ?? NO_SCORE) ||
      compareAmounts(left.amount ?? Number.NaN, right.amount ?? Number.NaN),
  );
}

/** Where a customer's facts lie; an empty slice where there are none. */
export function sliceOf(facts: BookFacts, customerId: number): readonly [from: number, to: number] {
  return facts.slices.get(customerId) ?? NO_SLICE;
}

/** By owner: the share of their customers with a logged contact, of a book in memory. */
export function ownerCoverage(
  facts: BookFacts,
  customers: readonly BookCustomer[],
  day: number,
  localDay: (instantMs: number) => number,
): Map<string, number> {
  const counts = new Map<string, { customers: number; contacted: number }>();
  for (const { customerId, ownerA } of customers) {
    if (ownerA === null) continue;
    const count = counts.get(ownerA) ?? { customers: 0, contacted: 0 };
    count.customers += 1;
    if (hasContact(facts.columns, sliceOf(facts, customerId), day, localDay)) count.contacted += 1;
    counts.set(ownerA, count);
  }
  return new Map([...counts].map(([owner, count]) => [owner, count.contacted / count.customers]));
}

/**
 * Whether the facts [from, to) hold a two-way contact in the 90 days up to `day`. The share of an owner's customers that
 * have one tells "no contact" from "not typed" (domain: coverage of an owner).
 */
export function hasContact(
  { kind, score, occurredAt }: FactColumns,
  [from, to]: readonly [number, number],
  day: number,
  localDay: (instantMs: number) => number,
): boolean {
  for (let index = to - 1; index >= from; index--) {
    const occurred = localDay(occurredAt[index]);
    if (occurred <= day - COVERAGE_DAYS) return false;
    const isTwoWay = kind[index] === INTERACTION && (score[index] & TWO_WAY) === TWO_WAY;
    if (isTwoWay && occurred <= day) return true;
  }
  return false;
}
