import { addMonths, monthIndex, monthStart } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { type EffectiveBasis, effectiveBasis } from '../../scoring/basis.ts';
import type { Book } from '../../scoring/book.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import { judge } from '../../scoring/judge.ts';
import type { Judgement, JudgementState } from '../../scoring/judgement.ts';
import type { Program } from '../../scoring/program.ts';
import { type BookCustomer, type BookFacts, sliceOf } from './book.ts';
import type { HeldRow } from './held.ts';
import { causeOf, type Judged, type Said, sayWarning, type YearOfOrders, yearOfOrders } from './judged.ts';
import { unpackState } from './state.ts';

/** Everything a set of customers is judged with. */
export interface Judging {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly program: Program;
  readonly book: Book;
  readonly facts: BookFacts;
  /** By owner: share of their customers with a logged contact. */
  readonly coverage: ReadonlyMap<string, number>;
}

const ORDER = factKindCode('order');

/** Judges one customer, starting from a state. Pure: the same input gives the same bytes. */
export function judgeOne(
  judging: Judging,
  customer: BookCustomer,
  before: JudgementState | null,
  localDay: (instantMs: number) => number,
): Judged {
  const { program, book, facts, plan } = judging;
  const [from, to] = sliceOf(facts, customer.customerId);
  const ownerCoverage = coverageOf(judging, customer);
  const judgement = judge(program, book, facts.columns, from, to, { ...customer.context, ownerCoverage }, before);
  const basis = effectiveBasis(plan.basis, book.amounts);
  const year = yearUpTo(book, basis, facts.columns, [from, to], localDay);
  return {
    customerId: customer.customerId,
    judgement,
    tier: customer.context.tier ?? judgement.tier ?? lowestTier(plan),
    year,
    cause: causeOf(plan, judgement),
    before,
  };
}

/** The year of the facts [from, to) as of the book's day, each kind up to where its feed is complete. */
export function yearUpTo(
  { asOfDay, dataThroughDay }: Book,
  basis: EffectiveBasis,
  columns: FactColumns,
  slice: readonly [number, number],
  localDay: (instantMs: number) => number,
): YearOfOrders {
  const orders = Math.min(asOfDay, dataThroughDay[ORDER]);
  const amounts = Math.min(asOfDay, dataThroughDay[basis.plus]);
  return yearOfOrders(columns, slice, basis, { orders, amounts }, localDay);
}

/** A judgement starts from the state of an earlier day: the same day judged twice starts where it started before. */
export function startingState(held: HeldRow | undefined, asOfDay: number): JudgementState | null {
  if (held === undefined || !(held.asOfDay <= asOfDay)) return null;
  const { state, before } = unpackState(held.state, held.asOfDay, held.colour);
  return held.asOfDay === asOfDay ? before : state;
}

/** An owner whose customers nobody counted yet is unknown. */
export function coverageOf({ coverage }: Pick<Judging, 'coverage'>, { ownerA }: BookCustomer): number {
  return ownerA === null ? Number.NaN : (coverage.get(ownerA) ?? Number.NaN);
}

function lowestTier(plan: Plan): string {
  return plan.tiers[plan.tiers.length - 1].key;
}

/** Why the warnings stand that do: who reads them later has no facts at hand. */
export function saidOf(plan: Plan, judgement: Judgement): Readonly<Record<string, Said>> {
  if (judgement.signals.length === 0) return NOTHING_SAID;
  const standing = new Set(judgement.signals.map(({ key }) => key));
  const warnings = plan.warnings.filter(({ key }) => standing.has(key));
  return Object.fromEntries(warnings.map((warning) => [warning.key, sayWarning(plan, judgement, warning)]));
}

const NOTHING_SAID: Readonly<Record<string, Said>> = {};

/**
 * The past days that give a young book its history: the last `months` month ends, and the day one month before as-of,
 * with which boards and receipts compare. Oldest first.
 */
export function historyDays(asOfDay: number, months: number): number[] {
  if (months === 0) return [];
  const thisMonth = monthIndex(asOfDay);
  const ends = Array.from({ length: months }, (_, back) => monthStart(thisMonth - back) - 1);
  return [...new Set([...ends, addMonths(asOfDay, -1)])].sort((left, right) => left - right);
}
