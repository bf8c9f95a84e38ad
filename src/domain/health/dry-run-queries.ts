import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { localDay } from '../../kernel/time.ts';
import { compilePlan } from '../../plan/compile-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { streamBook } from '../timeline/timeline.ts';
import { BookFactsBuilder } from './book.ts';
import { type LoadedFacts, type LookPair, lookAt, type Side, sideOf } from './dry-run.ts';
import { readBookCustomers, readCategories, readDataThrough, readLastJudgements, readSeasons } from './queries.ts';

/** Some ten milliseconds of work. */
const CUSTOMERS_PER_TURN = 50;
/** Of how many customers at most the last thirty days are gone through again. */
const SAMPLED_MAX = 1_000;

export interface DryWish {
  /** The plan to try. */
  readonly plan: Plan;
  /** The plan in force. */
  readonly against: Plan;
  readonly visit: (pair: LookPair) => void;
  readonly progress?: (done: number, total: number) => Promise<void> | void;
}

export interface DryJudged {
  readonly asOfDay: number;
  readonly customers: number;
  /** Of how many of them the last thirty days were gone through. */
  readonly sampled: number;
}

/**
 * Judges everybody by two plans at the same moment, as a run over the book would, from the states that are stored; keeps
 * nothing, not even the cut of what was known.
 */
export async function dryJudge(db: Db, clock: Clock, wish: DryWish): Promise<DryJudged> {
  const { loaded, sides } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((snapshot) => load(snapshot, clock, wish));
  const { customers, asOfDay } = loaded;
  const every = Math.max(1, Math.ceil(customers.length / SAMPLED_MAX));
  for (let start = 0; start < customers.length; start += CUSTOMERS_PER_TURN) {
    const turn = customers.slice(start, start + CUSTOMERS_PER_TURN);
    turn.forEach((customer, at) => {
      wish.visit(lookAt(loaded, sides, customer, (start + at) % every === 0));
    });
    await wish.progress?.(start + turn.length, customers.length);
    await setImmediate();
  }
  return { asOfDay, customers: customers.length, sampled: Math.ceil(customers.length / every) };
}

async function load(
  snapshot: Trx,
  clock: Clock,
  { plan, against }: DryWish,
): Promise<{ loaded: LoadedFacts; sides: { before: Side; after: Side } }> {
  const knownAt = await knownNow(snapshot, clock);
  const builder = new BookFactsBuilder();
  await streamBook(snapshot, (customerId, kind, occurredAt, recordedAt, amount, category, score) =>
    builder.push(customerId, kind, occurredAt, recordedAt, amount, category, score),
  );
  const loaded: LoadedFacts = {
    facts: builder.finish(),
    customers: await readBookCustomers(snapshot, null),
    last: await readLastJudgements(snapshot, null),
    asOfDay: localDay(knownAt.getTime(), plan.timezone),
    known: {
      knownAtMs: knownAt.getTime(),
      dataThrough: await readDataThrough(snapshot),
      categories: await readCategories(snapshot),
    },
  };
  const side = async (of: Plan): Promise<Side> =>
    sideOf(loaded, of, compilePlan(of), await readSeasons(snapshot, of, knownAt));
  return { loaded, sides: { before: await side(against), after: await side(plan) } };
}

/** Everything recorded so far is known, also what was recorded just after the last run where the clock stands still. */
async function knownNow(snapshot: Trx, clock: Clock): Promise<Date> {
  const { rows } = await sql<{ knownAt: Date }>`select known_at as "knownAt" from timeline_cut`.execute(snapshot);
  const afterCut = (rows[0]?.knownAt.getTime() ?? 0) + 1;
  return new Date(Math.max(clock.now().getTime(), afterCut));
}
