import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act, Clock } from '../../kernel/act.ts';
import { newId } from '../../kernel/ids.ts';
import { addMonths, formatDay, localDay, localDayOf, parseDay } from '../../kernel/time.ts';
import { compilePlan } from '../../plan/compile-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Book, bookOf, type CustomerContext } from '../../scoring/book.ts';
import { judge } from '../../scoring/judge.ts';
import type { Program } from '../../scoring/program.ts';
import { traceFacts } from '../../scoring/trace-facts.ts';
import { activePlan } from '../plans/plans.ts';
import {
  atKnownCut,
  type Fact,
  factKinds,
  factsForScoring,
  type NewFact,
  record,
  streamBook,
} from '../timeline/timeline.ts';
import {
  type BookCustomer,
  type BookFacts,
  BookFactsBuilder,
  bookFactsOf,
  ownerCoverage,
  type StreamedFact,
} from './book.ts';
import type { Judged, LastJudgement, Said } from './judged.ts';
import { coverageOf, hasChanged, historyDays, type Judging, judgeAll, judgementRow } from './judging.ts';
import { pulseOf } from './pulse.ts';
import {
  type BookRun,
  type CutPoints,
  findBookRun,
  readBookCustomers,
  readDataThrough,
  readLastJudgements,
} from './queries.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import { type BookSummary, summaryOf } from './summary.ts';

export { type Cause, type Colour, colourCode, colourOf, type Said } from './judged.ts';
export {
  type BookRun,
  bookRunsBetween,
  findBookRun,
  firstLiveRun,
  type HistoryPoint,
  healthHistory,
} from './queries.ts';
export type { Receipt } from './receipt.ts';
export { type BookSummary, bandsOf } from './summary.ts';

/** How far back a customer's page shows the score. */
export const HISTORY_MONTHS_SHOWN = 12;
/** One book run at a time: the second waits. */
const RUN_LOCK = 7_205_760;
const ROWS_PER_STATEMENT_MAX = 2_000;
const CUSTOMERS_PER_RESCORE_MAX = 500;

export interface BookWish {
  /** Local day, `2026-11-23`; without one, today. A day before today is kept as history only. */
  readonly asOf?: string;
  /** How many month ends before as-of to judge as well, as known now: after an import, for the demo, after a new plan. */
  readonly months?: number;
}

/**
 * Judges the whole book: streams all facts of one moment of knowledge, judges each customer, stores what changed, and
 * tells the timeline which warning signals were raised or cleared.
 */
export async function judgeBook(db: Db, act: Act, wish: BookWish = {}): Promise<BookRun> {
  const startedAt = act.clock.now();
  const started = performance.now();
  const { plan, version } = await activePlan(db);
  const today = localDay(startedAt.getTime(), plan.timezone);
  const asOfDay = wish.asOf === undefined ? today : parseDay(wish.asOf);
  return atKnownCut(db, act.clock, async (snapshot, knownAt) => {
    const loaded = await loadBook(snapshot, { plan, planVersion: version, knownAt });
    const edge = Math.min(asOfDay, loaded.dataThrough.get(factKinds.order) ?? asOfDay);
    for (const day of historyDays(edge, wish.months ?? 0)) {
      await storeRun(db, act, { ...loaded, asOfDay: day, startedAt, started, isPast: true });
    }
    return storeRun(db, act, { ...loaded, asOfDay, startedAt, started, isPast: asOfDay < today });
  });
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
  };
}

/** Judges the loaded book as of one day and keeps the result. */
async function storeRun(db: Db, act: Act, run: RunWish): Promise<BookRun> {
  const { plan, asOfDay, knownAt, facts, customers, dataThrough } = run;
  const book = bookOf(facts.columns, { asOfDay, knownAtMs: knownAt.getTime(), timezone: plan.timezone, dataThrough });
  const coverage = ownerCoverage(facts, customers, asOfDay, localDayOf(plan.timezone));
  const last = run.isPast ? new Map<number, LastJudgement>() : run.last;
  const judging: Judging = { ...run, book, coverage, last };
  const judged = judgeAll(judging);
  const ordersThrough = Math.min(asOfDay, dataThrough.get(factKinds.order) ?? asOfDay);
  const pulse = pulseOf(facts, ordersThrough, localDayOf(plan.timezone));
  const summary = { ...summaryOf(judged, pulse), ordersThrough: formatDay(ordersThrough) };
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${RUN_LOCK})`.execute(trx);
    const row = bookRunRow(run, summary, cutPointsOf(book, coverage));
    if (run.isPast) await storeHistory(trx, judged, judging, knownAt);
    else await storeJudgements(trx, act, { judged, judging, knownAt, bookId: row.id });
    await trx.insertInto('book_run').values(row).execute();
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
  return { connected, coverage: Object.fromEntries(coverage) };
}

/** As many rows as one statement takes. */
function* chunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX)
    yield rows.slice(start, start + ROWS_PER_STATEMENT_MAX);
}

interface Stored {
  readonly judged: readonly Judged[];
  readonly judging: Judging;
  readonly knownAt: Date;
  readonly bookId: string | null;
}

/** Today's judgements, the history of what changed, and the signals as facts. */
async function storeJudgements(trx: Trx, act: Act, stored: Stored): Promise<void> {
  const { judged, judging, knownAt, bookId } = stored;
  for (const rows of chunks(judged)) {
    await upsertJudgements(
      trx,
      rows.map((each) => judgementRow(each, judging)),
      { knownAt, bookId, at: act.at },
    );
  }
  const changed = judged.filter((each) => hasChanged(each, judging.last.get(each.customerId)));
  await storeHistory(trx, changed, judging, knownAt);
  await record(trx, act, signalFacts(judged, judging, act.at));
}

async function upsertJudgements(
  trx: Trx,
  rows: readonly ReturnType<typeof judgementRow>[],
  { knownAt, bookId, at }: { knownAt: Date; bookId: string | null; at: Date },
): Promise<void> {
  await sql`
    insert into judgement (customer_id, book_id, as_of, known_at, judged_at, plan_version, score, colour, provisional,
      coverage, stage, tier, standing, amount_year, orders_year, last_order_on, indicator_values, indicator_points,
      segments, signals, cause, state)
    select customer_id, ${bookId}::uuid, as_of, ${knownAt}, ${at}, plan_version, score, colour, provisional,
      coverage, stage, tier, standing, amount_year, orders_year, last_order_on,
      translate(indicator_values::text, '[]', '{}')::double precision[],
      translate(indicator_points::text, '[]', '{}')::real[],
      segments::bit varying, signals::bit varying, cause, state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      customer_id bigint, as_of date, plan_version integer, score smallint, colour smallint, provisional boolean,
      coverage smallint, stage text, tier text, standing real, amount_year bigint, orders_year integer,
      last_order_on date, indicator_values jsonb, indicator_points jsonb, segments text, signals text, cause jsonb,
      state jsonb)
    on conflict (customer_id) do update set
      book_id = coalesce(excluded.book_id, judgement.book_id), as_of = excluded.as_of, known_at = excluded.known_at,
      judged_at = excluded.judged_at, plan_version = excluded.plan_version, score = excluded.score,
      colour = excluded.colour, provisional = excluded.provisional, coverage = excluded.coverage,
      stage = excluded.stage, tier = excluded.tier, standing = excluded.standing,
      amount_year = excluded.amount_year, orders_year = excluded.orders_year, last_order_on = excluded.last_order_on,
      indicator_values = excluded.indicator_values, indicator_points = excluded.indicator_points,
      segments = excluded.segments, signals = excluded.signals, cause = excluded.cause, state = excluded.state
    where judgement.known_at <= excluded.known_at`.execute(trx);
}

/** Rows judged at the time stay as they were; what was only worked out afterwards is replaced by better knowledge. */
async function storeHistory(trx: Trx, judged: readonly Judged[], judging: Judging, knownAt: Date): Promise<void> {
  for (const rows of chunks(judged)) {
    await sql`
      insert into judgement_history (customer_id, as_of, known_at, plan_version, score, colour, coverage, tier,
        amount_year, indicator_points, cause)
      select customer_id, as_of, ${knownAt}, plan_version, score, colour, coverage, tier, amount_year,
        translate(indicator_points::text, '[]', '{}')::real[], cause
      from jsonb_to_recordset(${JSON.stringify(rows.map((each) => judgementRow(each, judging)))}::jsonb) as given (
        customer_id bigint, as_of date, plan_version integer, score smallint, colour smallint, coverage smallint,
        tier text, amount_year bigint, indicator_points jsonb, cause jsonb)
      on conflict (customer_id, as_of) do update set
        known_at = excluded.known_at, plan_version = excluded.plan_version, score = excluded.score,
        colour = excluded.colour, coverage = excluded.coverage, tier = excluded.tier,
        amount_year = excluded.amount_year, indicator_points = excluded.indicator_points, cause = excluded.cause
      where excluded.known_at::date <= excluded.as_of + 1
        or judgement_history.known_at::date > judgement_history.as_of + 1`.execute(trx);
  }
}

/** Raised and cleared signals as facts: amount = plan version, category = place of the rule in the plan (from 1), score = level. */
function signalFacts(judged: readonly Judged[], { plan, planVersion, last }: Judging, occurredAt: Date): NewFact[] {
  const place = new Map(plan.warnings.map((warning, index) => [warning.key, index + 1]));
  const levels = new Map(plan.warnings.map((warning) => [warning.key, warning.level]));
  const fact = (customerId: number, kind: NewFact['kind'], key: string): NewFact => {
    const [category, score] = [place.get(key) ?? null, levels.get(key) ?? null];
    return { customerId, kind, occurredAt, amount: planVersion, category, score };
  };
  return judged.flatMap(({ customerId, judgement }) => {
    const standing = new Set(last.get(customerId)?.signals ?? []);
    const raised = judgement.signals.filter(({ key }) => !standing.has(key));
    const now = new Set(judgement.signals.map(({ key }) => key));
    const cleared = [...standing].filter((key) => !now.has(key));
    return [
      ...raised.map(({ key }) => fact(customerId, factKinds.warning_signal_raised, key)),
      ...cleared.map((key) => fact(customerId, factKinds.warning_signal_cleared, key)),
    ];
  });
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
  await db.transaction().execute((trx) => storeJudgements(trx, act, { judged, judging, knownAt, bookId: null }));
}

async function loadSome(
  snapshot: Trx,
  { plan, version }: { plan: Plan; version: number },
  customerIds: readonly number[],
  knownAt: Date,
): Promise<Judging> {
  const facts = bookFactsOf(await factsOfSome(snapshot, customerIds, knownAt));
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

async function factsOfSome(db: Db, customerIds: readonly number[], knownAt: Date): Promise<StreamedFact[]> {
  const found: StreamedFact[] = [];
  for (const customerId of customerIds) {
    for (const fact of await factsForScoring(db, customerId, knownAt)) found.push(streamed(fact));
  }
  return found;
}

/** The book of a few customers: connected kinds and owners' coverage as the last run of the whole book saw them. */
async function bookAsRun(
  db: Db,
  plan: Plan,
  { columns }: BookFacts,
  { asOfDay, knownAt }: { asOfDay: number; knownAt: Date },
): Promise<{ book: Book; coverage: ReadonlyMap<string, number> }> {
  const dataThrough = await readDataThrough(db);
  const book = bookOf(columns, { asOfDay, knownAtMs: knownAt.getTime(), timezone: plan.timezone, dataThrough });
  const run = (await findBookRun(db, formatDay(asOfDay))) ?? (await findBookRun(db));
  for (const kind of run?.cutPoints.connected ?? []) book.connected[kind] = 1;
  return { book, coverage: new Map(Object.entries(run?.cutPoints.coverage ?? {})) };
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
  const facts = await factsForScoring(db, customerId, knownAt);
  const bookFacts = bookFactsOf(facts.map(streamed));
  const [customer] = await readBookCustomers(db, [customerId]);
  const last = (await readLastJudgements(db, [customerId])).get(customerId);
  const program = programOf(plan);
  const look = async (day: number) => {
    const { book, coverage } = await bookAsRun(db, plan, bookFacts, { asOfDay: day, knownAt });
    const context: CustomerContext = { ...customer.context, ownerCoverage: coverageOf({ coverage }, customer) };
    const before = last?.asOfDay === day ? last.before : null;
    const judgement = judge(program, book, bookFacts.columns, 0, facts.length, context, before);
    return { judgement, traces: () => traceFacts(program, book, bookFacts.columns, 0, facts.length, context) };
  };
  const before = (await look(addMonths(asOfDay, -1))).judgement;
  const now = await look(asOfDay);
  const tierHeld = customer.context.tier;
  const said = { plan, planVersion: version, knownAt, facts, tierHeld, before };
  return receiptOf({ ...said, now: now.judgement, traces: now.traces() });
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
