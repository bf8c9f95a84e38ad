import { localDayOf } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { effectiveBasis } from '../../scoring/basis.ts';
import { type Book, type BookWish, bookOf, type CustomerContext } from '../../scoring/book.ts';
import { type Cut, cutGroupOf, cutOf } from '../../scoring/cuts.ts';
import { judge } from '../../scoring/judge.ts';
import type { Judgement, JudgementState } from '../../scoring/judgement.ts';
import type { Program } from '../../scoring/program.ts';
import { type BookCustomer, type BookFacts, ownerCoverage, sliceOf } from './book.ts';
import type { HeldRow } from './held.ts';
import { coverageOf, startingState, yearUpTo } from './judging.ts';

/** One customer as two plans see it at the same moment, knowing the same. */
export interface LookPair {
  readonly customerId: number;
  /** Of the last twelve months, in minor units, on the basis of the plan in force. */
  readonly amountYear: number;
  readonly before: Judgement;
  readonly after: Judgement;
  /** By plan: the warnings raised in the last thirty days, as far as a look every ten days sees them; null: not asked. */
  readonly month: { readonly before: readonly string[]; readonly after: readonly string[] } | null;
}

/** The book as one moment knows it: what both plans are given. */
export interface LoadedFacts {
  readonly facts: BookFacts;
  readonly customers: readonly BookCustomer[];
  readonly last: ReadonlyMap<number, HeldRow>;
  readonly asOfDay: number;
  /** What of the book does not depend on a plan. */
  readonly known: Omit<BookWish, 'asOfDay' | 'timezone' | 'seasons' | 'cuts'>;
}

/** One plan over the loaded book. */
export interface Side {
  readonly plan: Plan;
  readonly program: Program;
  readonly book: Book;
  readonly coverage: ReadonlyMap<string, number>;
  /** The book ten, twenty and thirty days ago, the earliest first, then today. */
  readonly month: readonly Book[];
}

const MONTH_STEPS_DAYS = [30, 20, 10, 0] as const;

/** What a plan needs to know of the whole book before it judges anybody. */
export function sideOf(loaded: LoadedFacts, plan: Plan, program: Program, seasons: BookWish['seasons']): Side {
  const { facts, customers, asOfDay, known } = loaded;
  const wish = { ...known, asOfDay, timezone: plan.timezone, seasons };
  const plain = bookOf(facts.columns, wish);
  const coverage = ownerCoverage(facts, customers, asOfDay, localDayOf(plan.timezone));
  const cuts = cutsOf(program, plain, facts, customers, coverage);
  const month = MONTH_STEPS_DAYS.map((days) => bookOf(facts.columns, { ...wish, cuts, asOfDay: asOfDay - days }));
  return { plan, program, book: { ...plain, cuts }, coverage, month };
}

/** The cut points that a program reads, over everybody. */
function cutsOf(
  program: Program,
  book: Book,
  facts: BookFacts,
  customers: readonly BookCustomer[],
  coverage: ReadonlyMap<string, number>,
): ReadonlyMap<string, Cut> {
  if (program.cuts.length === 0) return new Map();
  const ids = Float64Array.from(customers, ({ customerId }) => customerId);
  const values = program.cuts.map(() => new Float64Array(customers.length));
  customers.forEach((customer, at) => {
    const context = contextOf(customer, coverage);
    program.view.load(facts.columns, ...sliceOf(facts, customer.customerId), book, context);
    program.cuts.forEach((wish, index) => {
      values[index][at] = wish.of(program.view);
    });
  });
  return new Map(
    program.cuts.map((wish, index) => {
      const groups = customers.map((customer) => cutGroupOf(wish.within, contextOf(customer, coverage)));
      return [wish.key, cutOf(values[index], ids, groups, wish)];
    }),
  );
}

function contextOf(customer: BookCustomer, coverage: ReadonlyMap<string, number>): CustomerContext {
  return { ...customer.context, ownerCoverage: coverageOf({ coverage }, customer) };
}

/** One customer under both plans; `isSampled` also asks what the last thirty days would have raised. */
export function lookAt(
  loaded: LoadedFacts,
  sides: { readonly before: Side; readonly after: Side },
  customer: BookCustomer,
  isSampled: boolean,
): LookPair {
  const { before, after } = sides;
  const start = startingState(loaded.last.get(customer.customerId), loaded.asOfDay);
  const slice = sliceOf(loaded.facts, customer.customerId);
  const basis = effectiveBasis(before.plan.basis, before.book.amounts);
  const localDay = localDayOf(before.plan.timezone);
  const year = yearUpTo(before.book, basis, loaded.facts.columns, slice, localDay);
  const look = (side: Side) => judgeOn(loaded, side, side.book, customer, start);
  const raised = (side: Side) => raisedInMonth(loaded, side, customer);
  return {
    customerId: customer.customerId,
    amountYear: year.amount,
    before: look(before),
    after: look(after),
    month: isSampled ? { before: raised(before), after: raised(after) } : null,
  };
}

function judgeOn(
  { facts }: LoadedFacts,
  { program, coverage }: Side,
  book: Book,
  customer: BookCustomer,
  start: JudgementState | null,
): Judgement {
  const slice = sliceOf(facts, customer.customerId);
  return judge(program, book, facts.columns, ...slice, contextOf(customer, coverage), start);
}

/** From thirty days ago, without memory, to today: what stood then already is not counted. */
function raisedInMonth(loaded: LoadedFacts, side: Side, customer: BookCustomer): string[] {
  let state: JudgementState | null = null;
  const raised: string[] = [];
  for (const book of side.month) {
    const judgement: Judgement = judgeOn(loaded, side, book, customer, state);
    if (state !== null) raised.push(...judgement.signals.filter((each) => each.raisedNow).map(({ key }) => key));
    state = judgement.state;
  }
  return raised;
}
