import type { CustomerContext } from '../../scoring/book.ts';
import { type FactColumns, FactColumnsBuilder, NO_SCORE } from '../../scoring/fact-columns.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';

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
  readonly slices: ReadonlyMap<number, readonly [from: number, to: number]>;
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

/** The facts of a few customers in the form of the book. */
export function bookFactsOf(facts: readonly StreamedFact[]): BookFacts {
  const builder = new BookFactsBuilder(facts.length);
  const sorted = [...facts].sort(
    (left, right) => left.customerId - right.customerId || left.occurredAt - right.occurredAt,
  );
  for (const fact of sorted) {
    const { customerId, kind, occurredAt, recordedAt, amount, category, score } = fact;
    builder.push(customerId, kind, occurredAt, recordedAt, amount ?? Number.NaN, category ?? 0, score ?? NO_SCORE);
  }
  return builder.finish();
}

/** Where a customer's facts lie; an empty slice where there are none. */
export function sliceOf(facts: BookFacts, customerId: number): readonly [from: number, to: number] {
  return facts.slices.get(customerId) ?? NO_SLICE;
}

/**
 * By owner: the share of their customers with any two-way contact logged in the 90 days up to `day`. It tells
 * "no contact" from "not typed" (domain: coverage of an owner).
 */
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
    if (hasContact(facts, customerId, day, localDay)) count.contacted += 1;
    counts.set(ownerA, count);
  }
  return new Map([...counts].map(([owner, count]) => [owner, count.contacted / count.customers]));
}

function hasContact(
  facts: BookFacts,
  customerId: number,
  day: number,
  localDay: (instantMs: number) => number,
): boolean {
  const [from, to] = sliceOf(facts, customerId);
  for (let index = to - 1; index >= from; index--) {
    const occurred = localDay(facts.columns.occurredAt[index]);
    if (occurred <= day - COVERAGE_DAYS) return false;
    const isTwoWay = facts.columns.kind[index] === INTERACTION && (facts.columns.score[index] & TWO_WAY) === TWO_WAY;
    if (isTwoWay && occurred <= day) return true;
  }
  return false;
}
