import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act, Clock } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { addMonths, formatDay, localDay, localDayOf, parseDay } from '../../kernel/time.ts';
import { compilePlan } from '../../plan/compile-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { effectiveBasis } from '../../scoring/basis.ts';
import { type Book, bookOf, type CustomerContext } from '../../scoring/book.ts';
import { colourOf } from '../../scoring/colour.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { judge } from '../../scoring/judge.ts';
import type { JudgementState } from '../../scoring/judgement.ts';
import type { Colour, Program } from '../../scoring/program.ts';
import type { Seasons } from '../../scoring/seasons.ts';
import { traceFacts } from '../../scoring/trace-facts.ts';
import { activePlan, planActivations } from '../plans/plans.ts';
import { atKnownCut, type Fact, factKinds, factsForScoring, streamBook } from '../timeline/timeline.ts';
import { publishJudged } from './announcing-jobs.ts';
import {
  type BookCustomer,
  type BookFacts,
  BookFactsBuilder,
  bookFactsOf,
  ownerCoverage,
  type StreamedFact,
  sliceOf,
} from './book.ts';
import type { Judged, LastJudgement, Said } from './judged.ts';
import { coverageOf, historyDays, type Judging, judgeAll, startingState, yearUpTo } from './judging.ts';
import { pulseOf } from './pulse.ts';
import {
  type BookRun,
  type CutPoints,
  findBookRun,
  healthHistory,
  readBookCustomers,
  readDataThrough,
  readLastJudgements,
  readSeasons,
} from './queries.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { storeHistory, storeJudgements } from './storing-acts.ts';
import { type BookSummary, summaryOf } from './summary.ts';

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
/** Some ten milliseconds of work. */
const CUSTOMERS_PER_TURN = 100;

export interface BookWish {
  /** Local day, `2026-11-23`; without one, today. A day before today is kept as history only. */
  readonly asOf?: string;
  /** How many month ends before as-of to judge as well, as known now: after an import, for the demo, after a new plan. */
  readonly months?: number;
}

/**
 * Judges the whole book: streams all facts of one moment of knowledge, judges each customer, stores what changed, and
 * tells the timeline which warning signals were raised or cleared. Throws `as_of_in_future`.
 */
export async function judgeBook(db: Db, act: Act, wish: BookWish = {}): Promise<BookRun> {
  const startedAt = act.clock.now();
  const started = performance.now();
  const { plan, version } = await activePlan(db);
  const today = localDay(startedAt.getTime(), plan.timezone);
  const asOfDay = wish.asOf === undefined ? today : parseDay(wish.asOf);
  if (asOfDay > today) throw new AppError('as_of_in_future', { today: formatDay(today) });
  // Judging and storing may take longer than a transaction may idle, so the snapshot is only held while loading.
  const loaded = await atKnownCut(db, act.clock, (snapshot, knownAt) =>
    loadBook(snapshot, { plan, planVersion: version, knownAt }),
  );
  const edge = Math.min(asOfDay, loaded.dataThrough.get(factKinds.order) ?? asOfDay);
  for (const day of historyDays(edge, wish.months ?? 0)) {
    await storeRun(db, act, { ...loaded, asOfDay: day, startedAt, started, isPast: true });
  }
  return storeRun(db, act, { ...loaded, asOfDay, startedAt, started, isPast: asOfDay < today });
}

interface LoadedBook {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly program: Program;
  readonly knownAt: Date;
  readonly facts: BookFacts;
  readonly customers: readonly BookCustomer[];
  readonly last: ReadonlyMap<number, LastJudgement>;
  readonly dataThrough: ReadonlyMap<number, number>;
  readonly seasons: Seasons | null;
}

interface RunWish extends LoadedBook {
  readonly asOfDay: number;
  readonly startedAt: Date;
  /** The process's own stopwatch at the start, in ms. */
  readonly started: number;
  readonly isPast: boolean;
}

async function loadBook(snapshot: Trx, given: { plan: Plan; planVersion: number; knownAt: Date }): Promise<LoadedBook> {
  const builder = new BookFactsBuilder();
  await streamBook(snapshot, (customerId, kind, occurredAt, recordedAt, amount, category, score) =>
    builder.push(customerId, kind, occurredAt, recordedAt, amount, category, score),
  );
  return {
    ...given,
    program: programOf(given.plan),
    facts: builder.finish(),
    customers: await readBookCustomers(snapshot, null),
    last: await readLastJudgements(snapshot, null),
    dataThrough: await readDataThrough(snapshot),
    seasons: await readSeasons(snapshot, given.plan, given.knownAt),
  };
}

/** Judges the loaded book as of one day and keeps the result. */
async function storeRun(db: Db, act: Act, run: RunWish): Promise<BookRun> {
  const { plan, asOfDay, knownAt, facts, customers, dataThrough, seasons } = run;
  const known = { knownAtMs: knownAt.getTime(), timezone: plan.timezone, dataThrough, seasons };
  const book = bookOf(facts.columns, { asOfDay, ...known });
  const coverage = ownerCoverage(facts, customers, asOfDay, localDayOf(plan.timezone));
  const last = run.isPast ? new Map<number, LastJudgement>() : run.last;
  const judging: Judging = { ...run, book, coverage, last };
  const judged = await judgeInTurns(judging);
  const ordersThrough = Math.min(asOfDay, dataThrough.get(factKinds.order) ?? asOfDay);
  const pulse = pulseOf(facts, ordersThrough, localDayOf(plan.timezone));
  const summary = { ...summaryOf(judged, pulse), ordersThrough: formatDay(ordersThrough) };
  return db.transaction().execute(async (trx) => {
    // One book run keeps its results at a time: the second waits.
    await sql`select pg_advisory_xact_lock(hashtext('book run'))`.execute(trx);
    const row = bookRunRow(run, summary, cutPointsOf(book, coverage));
    if (run.isPast) await storeHistory(trx, judged, judging, knownAt);
    else await storeJudgements(trx, act, { judged, judging, knownAt, bookId: row.id });
    await trx.insertInto('book_run').values(row).execute();
    if (!run.isPast) await publishJudged(trx, []);
    return {
      asOf: row.as_of,
      knownAt,
      planVersion: row.plan_version,
      customers: row.customers,
      facts: row.facts,
      startedAt: row.started_at,
      seconds: row.seconds,
      cutPoints: cutPointsOf(book, coverage),
      summary,
    };
  });
}

/** Judges everybody, letting other work of this process (requests, the job's heartbeat) through now and then. */
async function judgeInTurns(judging: Judging): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let start = 0; start < judging.customers.length; start += CUSTOMERS_PER_TURN) {
    const customers = judging.customers.slice(start, start + CUSTOMERS_PER_TURN);
    judged.push(...judgeAll({ ...judging, customers }));
    await setImmediate();
  }
  return judged;
}

function bookRunRow(run: RunWish, summary: BookSummary, cutPoints: CutPoints) {
  return {
    id: newId(run.startedAt),
    as_of: formatDay(run.asOfDay),
    known_at: run.knownAt,
    plan_version: run.planVersion,
    customers: run.customers.length,
    facts: run.facts.columns.length,
    started_at: run.startedAt,
    seconds: (performance.now() - run.started) / 1000,
    cut_points: JSON.stringify(cutPoints),
    summary: JSON.stringify(summary),
  };
}

function cutPointsOf(book: Book, coverage: ReadonlyMap<string, number>): CutPoints {
  const connected = [...book.connected.keys()].filter((kind) => book.connected[kind] === 1);
  return { connected, amounts: book.amounts, coverage: Object.fromEntries(coverage) };
}

/** Judges a few customers anew after facts of theirs; what only a run over the book can know is taken from the last one. */
export async function judgeCustomers(db: Db, act: Act, customerIds: readonly number[]): Promise<void> {
  for (let start = 0; start < customerIds.length; start += CUSTOMERS_PER_RESCORE_MAX) {
    await judgeSome(db, act, customerIds.slice(start, start + CUSTOMERS_PER_RESCORE_MAX));
  }
}

async function judgeSome(db: Db, act: Act, customerIds: readonly number[]): Promise<void> {
  const active = await activePlan(db);
  const { judging, knownAt } = await atKnownCut(db, act.clock, async (snapshot, cut) => ({
    judging: await loadSome(snapshot, active, customerIds, cut),
    knownAt: cut,
  }));
  const judged = judgeAll(judging);
  await db.transaction().execute(async (trx) => {
    await storeJudgements(trx, act, { judged, judging, knownAt, bookId: null });
    await publishJudged(trx, customerIds);
  });
}

async function loadSome(
  snapshot: Trx,
  { plan, version }: { plan: Plan; version: number },
  customerIds: readonly number[],
  knownAt: Date,
): Promise<Judging> {
  const facts = bookFactsOf((await factsForScoring(snapshot, customerIds, knownAt)).map(streamed));
  const asOfDay = localDay(knownAt.getTime(), plan.timezone);
  const { book, coverage } = await bookAsRun(snapshot, plan, facts, { asOfDay, knownAt });
  return {
    plan,
    planVersion: version,
    program: programOf(plan),
    book,
    facts,
    coverage,
    customers: await readBookCustomers(snapshot, customerIds),
    last: await readLastJudgements(snapshot, customerIds),
  };
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
  return { knownAtMs: knownAt.getTime(), timezone: plan.timezone, dataThrough, seasons };
}

/** What only a run over the book can know, put beside a few customers' facts. */
function bookBeside(run: BookRun | null, columns: FactColumns, wish: Parameters<typeof bookOf>[1]): SeenBook {
  const book = bookOf(columns, wish);
  for (const kind of run?.cutPoints.connected ?? []) book.connected[kind] = 1;
  const amounts = book.amounts | (run?.cutPoints.amounts ?? 0);
  return { book: { ...book, amounts }, coverage: new Map(Object.entries(run?.cutPoints.coverage ?? {})) };
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
  const facts = await factsForScoring(db, [customerId], knownAt);
  const bookFacts = bookFactsOf(facts.map(streamed));
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
  const said = { plan, planVersion: version, knownAt, facts, tierHeld, before, year };
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
  const facts = bookFactsOf((await factsForScoring(db, customerIds, knownAt)).map(streamed));
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
  const judging = await db.transaction().execute(load);
  return new Map(judgeAll(judging).map(({ customerId, judgement }) => [customerId, judgement.segments]));
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
  const last = await readLastJudgements(db, ids);
  return [...last].flatMap(([customerId, { signals, said }]) =>
    plan.warnings
      .filter(({ key }) => signals.includes(key))
      .map(({ key, level, risk }) => ({ customerId, key, level, risk, said: said[key] ?? { zh: '', en: '' } })),
  );
}

function streamed(fact: Fact): StreamedFact {
  return { ...fact, occurredAt: fact.occurredAt.getTime(), recordedAt: fact.recordedAt.getTime() };
}

const programs = new WeakMap<Plan, Program>();

/** A plan is compiled once; `plans` answers the same object for the same version. */
function programOf(plan: Plan): Program {
  const known = programs.get(plan);
  if (known) return known;
  const program = compilePlan(plan);
  programs.set(plan, program);
  return program;
}
