import { addMonths, formatDay, localDayOf, monthIndex, monthStart } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { type EffectiveBasis, effectiveBasis } from '../../scoring/basis.ts';
import type { Book } from '../../scoring/book.ts';
import { colourCode } from '../../scoring/colour.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import { judge } from '../../scoring/judge.ts';
import type { JudgementState } from '../../scoring/judgement.ts';
import type { Program } from '../../scoring/program.ts';
import { type BookCustomer, type BookFacts, sliceOf } from './book.ts';
import {
  bitsOf,
  causeOf,
  type Judged,
  type LastJudgement,
  type Said,
  sayWarning,
  type YearOfOrders,
  yearOfOrders,
} from './judged.ts';

/** Everything a set of customers is judged with. */
export interface Judging {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly program: Program;
  readonly book: Book;
  readonly facts: BookFacts;
  readonly customers: readonly BookCustomer[];
  /** By owner: share of their customers with a logged contact. */
  readonly coverage: ReadonlyMap<string, number>;
  readonly last: ReadonlyMap<number, LastJudgement>;
}

const ORDER = factKindCode('order');

/** Judges every customer given. Pure: the same input gives the same bytes. */
export function judgeAll(judging: Judging): Judged[] {
  const localDay = localDayOf(judging.plan.timezone);
  return judging.customers.map((customer) => judgeOne(judging, customer, localDay));
}

function judgeOne(judging: Judging, customer: BookCustomer, localDay: (instantMs: number) => number): Judged {
  const { program, book, facts, plan } = judging;
  const [from, to] = sliceOf(facts, customer.customerId);
  const before = startingState(judging.last.get(customer.customerId), book.asOfDay);
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
export function startingState(last: LastJudgement | undefined, asOfDay: number): JudgementState | null {
  if (last === undefined || last.asOfDay > asOfDay) return null;
  return last.asOfDay === asOfDay ? last.before : last.state;
}

/** An owner whose customers nobody counted yet is unknown. */
export function coverageOf({ coverage }: Pick<Judging, 'coverage'>, { ownerA }: BookCustomer): number {
  return ownerA === null ? Number.NaN : (coverage.get(ownerA) ?? Number.NaN);
}

function lowestTier(plan: Plan): string {
  return plan.tiers[plan.tiers.length - 1].key;
}

/** One row of the table `judgement`, as JSON that the database takes apart. */
export function judgementRow(judged: Judged, { plan, planVersion }: Pick<Judging, 'plan' | 'planVersion'>) {
  const { judgement, year, cause, tier, before } = judged;
  return {
    customer_id: judged.customerId,
    as_of: formatDay(judgement.asOfDay),
    plan_version: planVersion,
    score: judgement.scoreTenths,
    colour: colourCode(judgement.colour),
    provisional: judgement.provisional,
    coverage: Math.round(judgement.coverage),
    stage: judgement.stage,
    tier,
    standing: judgement.standing,
    amount_year: year.amount,
    orders_year: year.orders,
    last_order_on: year.lastOrderDay === null ? null : formatDay(year.lastOrderDay),
    indicator_values: judgement.indicators.map(({ value }) => value),
    indicator_points: judgement.indicators.map(({ points }) => points),
    segments: bitsOf(plan.segments, judgement.segments),
    signals: bitsOf(
      plan.warnings,
      judgement.signals.map(({ key }) => key),
    ),
    cause,
    state: { current: judgement.state, before, ...signalsSaid(plan, judged) },
  };
}

/** The warnings that stand and why, kept beside the state: who reads them later has no facts at hand. */
function signalsSaid(plan: Plan, { judgement }: Judged): { signals: string[]; said: Record<string, Said> } {
  const standing = new Set(judgement.signals.map(({ key }) => key));
  const warnings = plan.warnings.filter(({ key }) => standing.has(key));
  return {
    signals: warnings.map(({ key }) => key),
    said: Object.fromEntries(warnings.map((warning) => [warning.key, sayWarning(plan, judgement, warning)])),
  };
}

/** Worth a row of history: another colour or tier, or a point or more up or down. */
export function hasChanged(judged: Judged, last: LastJudgement | undefined): boolean {
  if (last === undefined) return true;
  const { judgement, tier } = judged;
  if (colourCode(judgement.colour) !== last.colour || tier !== last.tier) return true;
  return Math.abs((judgement.scoreTenths ?? -1000) - (last.scoreTenths ?? -1000)) >= 10;
}

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
