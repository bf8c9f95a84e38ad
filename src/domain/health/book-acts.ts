import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { exportSnapshot } from '../../database/snapshot.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { formatDay, localDay, parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Beginnings, bookFrom } from '../../scoring/book.ts';
import { type Cut, type CutGroupName, cutGroupOf, cutOf, NO_CUTS } from '../../scoring/cuts.ts';
import { activePlan } from '../plans/plans.ts';
import { atKnownCut, factKinds } from '../timeline/timeline.ts';
import { publishJudged } from './announcing-jobs.ts';
import { groupedFacts, mergeBeginnings, noBeginnings, sharedFloats, sharedInts } from './book-columns.ts';
import { type CustomerColumns, customerAt } from './book-customers.ts';
import { programOf } from './book-part-acts.ts';
import { type BookExtent, readExtent } from './book-queries.ts';
import { type Crew, crewFor } from './crew-acts.ts';
import { historyDays } from './judging.ts';
import { type BookRun, type CutPoints, hasHistoryOf, readDataThrough } from './queries.ts';
import { pieceOf } from './storing-acts.ts';
import { type BookSummary, mergeSummary, noSummary } from './summary.ts';
import { coverageBy, mergeSurvey, noSurvey } from './survey.ts';

/** Customer numbers index arrays, and are read as 32 bits. */
const ID_MAX = 2 ** 30;

export interface BookWish {
  /** Local day, `2026-11-23`; without one, today. A day before today is kept as history only. */
  readonly asOf?: string;
  /** How many month ends before as-of to judge as well, as known now: after an import, for the demo, after a new plan. */
  readonly months?: number;
  /** How many threads judge; without a wish as many as there are cores, none for a small book. */
  readonly threads?: number;
}

/**
 * Judges the whole book: reads all facts of one moment of knowledge, judges each customer, stores what changed, and
 * tells the timeline which warning signals were raised or cleared. One run at a time; the second waits. Throws
 * `as_of_in_future`.
 */
export async function judgeBook(db: Db, act: Act, wish: BookWish = {}): Promise<BookRun> {
  const startedAt = act.clock.now();
  const started = performance.now();
  const { plan, version } = await activePlan(db);
  const today = localDay(startedAt.getTime(), plan.timezone);
  const asOfDay = wish.asOf === undefined ? today : parseDay(wish.asOf);
  if (asOfDay > today) throw new AppError('as_of_in_future', { today: formatDay(today) });
  const crew = crewFor(db, (await readExtent(db)).customers, wish.threads);
  try {
    const loaded = await atKnownCut(db, act.clock, (snapshot, knownAt) =>
      load(snapshot, crew, { plan, planVersion: version, knownAt }),
    );
    return await db.transaction().execute(async (gate) => {
      await oneRunAtATime(gate);
      const run = { db, act, crew, startedAt, started, ...loaded };
      const edge = Math.min(asOfDay, loaded.dataThrough.get(factKinds.order) ?? asOfDay);
      for (const day of historyDays(edge, wish.months ?? 0)) await runFor({ ...run, asOfDay: day, isPast: true });
      return runFor({ ...run, asOfDay, isPast: asOfDay < today });
    });
  } finally {
    await crew.close();
  }
}

/** The transaction does nothing but hold the lock, for as long as the run takes. */
async function oneRunAtATime(gate: Trx): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(gate);
  await sql`set local statement_timeout = 0`.execute(gate);
  await sql`select pg_advisory_xact_lock(hashtext('book run'))`.execute(gate);
}

interface LoadWish {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly knownAt: Date;
}

interface LoadedBook extends LoadWish {
  readonly extent: BookExtent;
  readonly customers: CustomerColumns;
  readonly facts: number;
  readonly beginnings: Beginnings;
  readonly dataThrough: ReadonlyMap<number, number>;
}

async function load(snapshot: Trx, crew: Crew, given: LoadWish): Promise<LoadedBook> {
  const { knownAt } = given;
  const extent = await readExtent(snapshot);
  assert(extent.idMax < ID_MAX, 'customer numbers have outgrown the engine');
  const id = await exportSnapshot(snapshot);
  const counts = sharedInts(extent.idMax + 1);
  const share = Math.ceil(extent.blocks / crew.parts);
  const read = await crew.all('load', (part) => ({
    snapshot: id,
    knownAtMs: knownAt.getTime(),
    blocks: [part * share, part === crew.parts - 1 ? null : (part + 1) * share],
    counts,
    isFirst: part === crew.parts - 1,
  }));
  const customers = read.find((each) => each !== null);
  assert(customers, 'one part of a crew reads the customers');
  const { cursors, ...facts } = groupedFacts(counts);
  await crew.all('group', () => ({ facts, cursors }));
  const range = rangesOf(customers, crew);
  const beginnings = noBeginnings();
  for (const each of await crew.all('settle', (part) => ({ facts, customers, range: range(part) }))) {
    mergeBeginnings(beginnings, each);
  }
  const dataThrough = await readDataThrough(snapshot);
  return { ...given, extent, customers, facts: facts.columns.length, beginnings, dataThrough };
}

function rangesOf({ ids }: CustomerColumns, { parts }: Crew): (part: number) => readonly [number, number] {
  const at = (part: number) => Math.floor((ids.length * part) / parts);
  return (part) => [at(part), at(part + 1)];
}

interface Run extends LoadedBook {
  readonly db: Db;
  readonly act: Act;
  readonly crew: Crew;
  readonly startedAt: Date;
  /** The process's own stopwatch at the start, in ms. */
  readonly started: number;
  readonly asOfDay: number;
  readonly isPast: boolean;
}

/** Judges the loaded book as of one day and keeps the result. */
async function runFor(run: Run): Promise<BookRun> {
  const { db, act, crew, asOfDay, isPast, customers, beginnings, plan } = run;
  const ordersThrough = Math.min(asOfDay, run.dataThrough.get(factKinds.order) ?? asOfDay);
  const { coverage, pulse } = await surveyed(run, ordersThrough);
  const cuts = await cutsOf(run, coverage);
  const id = newId(run.startedAt);
  const times = { asOfDay, knownAtMs: run.knownAt.getTime(), judgedAtMs: act.at.getTime() };
  const stamp = { bookId: bytesOf(id), planVersion: run.planVersion, ...times };
  const hasHistory = await hasHistoryOf(db, formatDay(asOfDay));
  const next = sharedInts(1);
  const pieceEnd = pieceOf(customers.ids.at(-1) ?? 0) + 1;
  const order = { stamp, isPast, hasHistory, beginnings, coverage, cuts, next, pieceEnd, at: act.at };
  const summary = noSummary();
  for (const part of await crew.all('judge', () => order)) mergeSummary(summary, part);
  const timezone = plan.timezone;
  const { connected, amounts } = bookFrom(beginnings, { asOfDay, knownAtMs: times.knownAtMs, timezone });
  const kinds = [...connected.keys()].filter((kind) => connected[kind] === 1);
  const cutPoints = {
    connected: kinds,
    amounts,
    coverage: Object.fromEntries(coverage),
    cuts: Object.fromEntries(cuts),
  };
  return keepRun(run, id, cutPoints, { ...summary, pulse, ordersThrough: formatDay(ordersThrough) });
}

/** The cut points that the plan reads, over everybody. */
async function cutsOf(run: Run, coverage: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, Cut>> {
  const { cuts: wishes } = programOf(run.plan);
  if (wishes.length === 0) return NO_CUTS;
  const { crew, customers, asOfDay, beginnings } = run;
  const range = rangesOf(customers, crew);
  const values = wishes.map(() => sharedFloats(customers.ids.length));
  await crew.all('measure', (part) => ({ asOfDay, beginnings, coverage, values, range: range(part) }));
  const ids = Float64Array.from(customers.ids);
  const cuts = new Map<string, Cut>();
  const groups = new Map<CutGroupName, (string | null)[]>();
  for (const [index, { key, within, shares }] of wishes.entries()) {
    const known = groups.get(within) ?? groupsOf(customers, within);
    groups.set(within, known);
    cuts.set(key, cutOf(values[index], ids, known, { shares }));
    await setImmediate();
  }
  return cuts;
}

/** By place: in which group each customer is ranked. */
function groupsOf(customers: CustomerColumns, within: CutGroupName): (string | null)[] {
  return Array.from(customers.ids, (_, place) => cutGroupOf(within, customerAt(customers, place).context));
}

async function surveyed({ crew, customers, asOfDay }: Run, ordersThrough: number) {
  const range = rangesOf(customers, crew);
  const survey = noSurvey(customers.lists.owner.length);
  for (const part of await crew.all('survey', (each) => ({ asOfDay, ordersThrough, range: range(each) }))) {
    mergeSurvey(survey, part);
  }
  return { pulse: survey.pulse, coverage: coverageBy(survey, customers.lists.owner) };
}

async function keepRun(run: Run, id: string, cutPoints: CutPoints, summary: BookSummary): Promise<BookRun> {
  const kept = {
    asOf: formatDay(run.asOfDay),
    knownAt: run.knownAt,
    planVersion: run.planVersion,
    customers: run.customers.ids.length,
    facts: run.facts,
    startedAt: run.startedAt,
    seconds: (performance.now() - run.started) / 1000,
  };
  await run.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('book_run')
      .values({
        id,
        as_of: kept.asOf,
        known_at: kept.knownAt,
        plan_version: kept.planVersion,
        customers: kept.customers,
        facts: kept.facts,
        started_at: kept.startedAt,
        seconds: kept.seconds,
        cut_points: JSON.stringify(cutPoints),
        summary: JSON.stringify(summary),
      })
      .execute();
    if (!run.isPast) await publishJudged(trx, []);
  });
  return { ...kept, cutPoints, summary };
}

function bytesOf(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}
