import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act, Clock } from '../../kernel/act.ts';
import { addMonths, formatDay, localDay, localDayOf, parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { effectiveBasis } from '../../scoring/basis.ts';
import { type Book, bookOf, type CustomerContext } from '../../scoring/book.ts';
import { colourOf } from '../../scoring/colour.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { judge } from '../../scoring/judge.ts';
import type { JudgementState } from '../../scoring/judgement.ts';
import type { Colour } from '../../scoring/program.ts';
import { traceFacts } from '../../scoring/trace-facts.ts';
import { activePlan, planActivations } from '../plans/plans.ts';
import { atKnownCut, type Fact, factsForScoring } from '../timeline/timeline.ts';
import { publishJudged } from './announcing-jobs.ts';
import { type BookCustomer, type BookFacts, bookFactsOf, inOrder, type StreamedFact, sliceOf } from './book.ts';
import { programOf } from './book-part-acts.ts';
import type { Said } from './judged.ts';
import { coverageOf, type Judging, judgeOne, startingState, yearUpTo } from './judging.ts';
import {
  type BookRun,
  findBookRun,
  healthHistory,
  readBookCustomers,
  readCategories,
  readDataThrough,
  readLastJudgements,
  readSeasons,
  readStanding,
  readWhatOthersFollow,
} from './queries.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { judgeAndStore, lockRescored } from './storing-acts.ts';

export { type BookWish, judgeBook } from './book-acts.ts';
export type { LookPair } from './dry-run.ts';
export { dryJudge } from './dry-run-queries.ts';
export type { Cause, Said } from './judged.ts';
export {
  type BookRun,
  bookRunsBetween,
  findBookRun,
  firstLiveRun,
} from './queries.ts';
export type { Receipt } from './receipt.ts';
export { type BookSummary, bandsOf } from './summary.ts';

/** How far back a customer's page shows the score. */
const HISTORY_MONTHS_SHOWN = 12;
const CUSTOMERS_PER_RESCORE_MAX = 500;

/** Judges a few customers anew after facts of theirs; what only a run over the book can know is taken from the last one. */
export async function judgeCustomers(db: Db, act: Act, customerIds: readonly number[]): Promise<void> {
  for (let start = 0; start < customerIds.length; start += CUSTOMERS_PER_RESCORE_MAX) {
    await judgeSome(db, act, customerIds.slice(start, start + CUSTOMERS_PER_RESCORE_MAX));
  }
}

async function judgeSome(db: Db, act: Act, customerIds: readonly number[]): Promise<void> {
  const active = await activePlan(db);
  const { some, knownAt } = await atKnownCut(db, act.clock, async (snapshot, cut) => ({
    some: await loadSome(snapshot, active, customerIds, cut),
    knownAt: cut,
  }));
  const { asOfDay } = some.judging.book;
  const times = { asOfDay, knownAtMs: knownAt.getTime(), judgedAtMs: act.at.getTime() };
  const stamp = { bookId: null, planVersion: active.version, ...times };
  const storing = { judging: some.judging, stamp, isPast: false, hasHistory: true, inTurns: false };
  await db.transaction().execute(async (trx) => {
    await lockRescored(trx, customerIds);
    const before = await readWhatOthersFollow(trx, customerIds);
    await judgeAndStore(trx, act, storing, pieceOfSome(some.customers), () => {});
    const after = await readWhatOthersFollow(trx, customerIds);
    const changed = customerIds.filter((id) => before.get(id) !== after.get(id));
    if (changed.length > 0) await publishJudged(trx, changed);
  });
}

function pieceOfSome(customers: readonly BookCustomer[]) {
  const own = customers.map(({ customerId }) => customerId);
  return { customers, ids: (column: RawBuilder<unknown>) => sql`${column} = any(${own}::bigint[])` };
}

async function loadSome(
  snapshot: Trx,
  { plan, version }: { plan: Plan; version: number },
  customerIds: readonly number[],
  knownAt: Date,
): Promise<{ judging: Judging; customers: BookCustomer[] }> {
  const facts = bookFactsOf(inOrder((await factsForScoring(snapshot, customerIds, knownAt)).map(streamed)));
  const asOfDay = localDay(knownAt.getTime(), plan.timezone);
  const { book, coverage } = await bookAsRun(snapshot, plan, facts, { asOfDay, knownAt });
  const judging = { plan, planVersion: version, program: programOf(plan), book, facts, coverage };
  return { judging, customers: await readBookCustomers(snapshot, customerIds) };
}

/** The book of a few customers: connected kinds and owners' coverage as the last run by then saw the whole book. */
async function bookAsRun(
  db: Db,
  plan: Plan,
  { columns }: BookFacts,
  { asOfDay, knownAt }: { asOfDay: number; knownAt: Date },
): Promise<SeenBook> {
  const known = await readKnown(db, plan, knownAt);
  const run = (await findBookRun(db, formatDay(asOfDay), knownAt)) ?? (await findBookRun(db, null, knownAt));
  return bookBeside(run, columns, { asOfDay, ...known });
}

interface SeenBook {
  readonly book: Book;
  readonly coverage: ReadonlyMap<string, number>;
}

async function readKnown(db: Db, plan: Plan, knownAt: Date) {
  const dataThrough = await readDataThrough(db);
  const seasons = await readSeasons(db, plan, knownAt);
  const categories = await readCategories(db);
  return { knownAtMs: knownAt.getTime(), timezone: plan.timezone, dataThrough, seasons, categories };
}

/** What only a run over the book can know, put beside a few customers' facts. */
function bookBeside(run: BookRun | null, columns: FactColumns, wish: Parameters<typeof bookOf>[1]): SeenBook {
  const book = bookOf(columns, wish);
  for (const kind of run?.cutPoints.connected ?? []) book.connected[kind] = 1;
  const amounts = book.amounts | (run?.cutPoints.amounts ?? 0);
  const cuts = new Map(Object.entries(run?.cutPoints.cuts ?? {}));
  return { book: { ...book, amounts, cuts }, coverage: new Map(Object.entries(run?.cutPoints.coverage ?? {})) };
}

export interface ExplainWish {
  /** Local day; today unless said. */
  readonly asOf?: string;
  /** Only what was recorded by then; now unless said. */
  readonly knownAt?: Date;
}

/** The receipt of one customer's score as of a day, with only what was known at a moment. */
export async function explain(db: Db, clock: Clock, customerId: number, wish: ExplainWish = {}): Promise<Receipt> {
  const { plan, version } = await activePlan(db);
  const knownAt = wish.knownAt ?? clock.now();
  const asOfDay = wish.asOf === undefined ? localDay(clock.now().getTime(), plan.timezone) : parseDay(wish.asOf);
  const facts = inOrder((await factsForScoring(db, [customerId], knownAt)).map(streamed));
  const bookFacts = bookFactsOf(facts);
  const [customer] = await readBookCustomers(db, [customerId]);
  const last = (await readLastJudgements(db, [customerId])).get(customerId);
  const program = programOf(plan);
  const look = async (day: number) => {
    const { book, coverage } = await bookAsRun(db, plan, bookFacts, { asOfDay: day, knownAt });
    const context: CustomerContext = { ...customer.context, ownerCoverage: coverageOf({ coverage }, customer) };
    const judgement = judge(program, book, bookFacts.columns, 0, facts.length, context, startingState(last, day));
    return { judgement, book, traces: () => traceFacts(program, book, bookFacts.columns, 0, facts.length, context) };
  };
  const before = (await look(addMonths(asOfDay, -1))).judgement;
  const now = await look(asOfDay);
  const tierHeld = customer.context.tier;
  const basis = effectiveBasis(plan.basis, now.book.amounts);
  const { amount, orders } = yearUpTo(now.book, basis, bookFacts.columns, [0, facts.length], localDayOf(plan.timezone));
  const year = { amount, orders, basis: basis.amount, tax: basis.tax };
  const said = { plan, planVersion: version, knownAt, facts: facts.map(({ fact }) => fact), tierHeld, before, year };
  return receiptOf({ ...said, now: now.judgement, traces: now.traces() });
}

/** What a day of the past would have shown: the colour, and the amount of the twelve months before in minor units. */
export interface PastDay {
  readonly colour: Colour;
  readonly amountYear: number;
  readonly segments: readonly string[];
}

/**
 * A few customers on past days, oldest day first, by the plan in force and all that is known now: what it would have said
 * then. One row per customer, one entry per day.
 */
export async function lookBack(
  db: Db,
  clock: Clock,
  customerIds: readonly number[],
  days: readonly number[],
): Promise<Map<number, PastDay[]>> {
  const { plan } = await activePlan(db);
  const knownAt = clock.now();
  const facts = bookFactsOf(inOrder((await factsForScoring(db, customerIds, knownAt)).map(streamed)));
  const customers = await readBookCustomers(db, customerIds);
  const program = programOf(plan);
  const localDayIn = localDayOf(plan.timezone);
  const past = new Map<number, PastDay[]>(customerIds.map((customerId) => [customerId, []]));
  const states = new Map<number, JudgementState>();
  const known = await readKnown(db, plan, knownAt);
  const run = await findBookRun(db, null, knownAt);
  for (const asOfDay of days) {
    const { book, coverage } = bookBeside(run, facts.columns, { asOfDay, ...known });
    for (const customer of customers) {
      const { customerId, context } = customer;
      const seen = { ...context, ownerCoverage: coverageOf({ coverage }, customer) };
      const before = states.get(customerId) ?? null;
      const slice = sliceOf(facts, customerId);
      const { colour, state, segments } = judge(program, book, facts.columns, ...slice, seen, before);
      const basis = effectiveBasis(plan.basis, book.amounts);
      const { amount: amountYear } = yearUpTo(book, basis, facts.columns, slice, localDayIn);
      states.set(customerId, state);
      past.get(customerId)?.push({ colour, amountYear, segments });
    }
  }
  return past;
}

/** How a customer was judged over the last twelve months, and when plans came into force. Scores in points. */
export async function healthStory(db: Db, clock: Clock, customerId: number) {
  const { plan } = await activePlan(db);
  const today = localDay(clock.now().getTime(), plan.timezone);
  const from = formatDay(addMonths(today, -HISTORY_MONTHS_SHOWN));
  const points = await healthHistory(db, customerId, from, formatDay(today));
  return {
    points: points.map(({ asOf, score, colour, planVersion }) => ({
      ...{ asOf, planVersion, colour: colourOf(colour) },
      score: score === null ? null : score / 10,
    })),
    activations: await planActivations(db),
  };
}

/** By customer: the segments that a plan puts them in today, by what is known now; nothing is kept. */
export async function segmentsUnder(db: Db, clock: Clock, plan: Plan, customerIds: readonly number[]) {
  const load = (trx: Trx) => loadSome(trx, { plan, version: 0 }, customerIds, clock.now());
  const { judging, customers } = await db.transaction().execute(load);
  const last = await readLastJudgements(db, customerIds);
  const localDayIn = localDayOf(plan.timezone);
  const judged = customers.map((customer) => {
    const before = startingState(last.get(customer.customerId), judging.book.asOfDay);
    return judgeOne(judging, customer, before, localDayIn);
  });
  return new Map(judged.map(({ customerId, judgement }) => [customerId, judgement.segments]));
}

/** A warning's signal as it stands now, with the sentence that says why. */
export interface StandingSignal {
  readonly customerId: number;
  readonly key: string;
  readonly level: 1 | 2 | 3;
  readonly risk: 'need' | 'relation' | 'external';
  readonly said: Said;
}

/** By customer: the signals that stand; `ids` null means the whole book. */
export async function standingSignals(db: Db, ids: readonly number[] | null): Promise<StandingSignal[]> {
  const { plan } = await activePlan(db);
  const last = await readStanding(db, ids);
  return [...last].flatMap(([customerId, { state, said }]) =>
    plan.warnings
      .filter(({ key }) => state.warnings[key]?.since != null)
      .map(({ key, level, risk }) => ({ customerId, key, level, risk, said: said[key] ?? { zh: '', en: '' } })),
  );
}

function streamed(fact: Fact): StreamedFact & { readonly fact: Fact } {
  return { ...fact, occurredAt: fact.occurredAt.getTime(), recordedAt: fact.recordedAt.getTime(), fact };
}
