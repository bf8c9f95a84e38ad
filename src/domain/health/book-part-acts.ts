import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { atSnapshot } from '../../database/snapshot.ts';
import type { Act } from '../../kernel/act.ts';
import { localDayOf } from '../../kernel/time.ts';
import { compilePlan } from '../../plan/compile-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Beginnings, type Book, bookFrom } from '../../scoring/book.ts';
import { type Cut, NO_CUTS } from '../../scoring/cuts.ts';
import type { Program } from '../../scoring/program.ts';
import type { Seasons } from '../../scoring/seasons.ts';
import { activePlan } from '../plans/plans.ts';
import { FactPieces, type GroupedFacts, noBeginnings, settle } from './book-columns.ts';
import { type CustomerColumns, customerAt, placeOf } from './book-customers.ts';
import { readCustomers, readFacts, readVoided } from './book-queries.ts';
import type { RowStamp } from './judgement-rows.ts';
import { coverageOf, type Judging } from './judging.ts';
import { readCategories, readDataThrough, readSeasons } from './queries.ts';
import { idsOfPiece, judgeAndStore, lockPiece } from './storing-acts.ts';
import { addToSummary, noSummary, type SummaryPart } from './summary.ts';
import { noSurvey, type Survey, type SurveyDays, surveyRange } from './survey.ts';

/** What each part of a crew is asked, one after the other; what several share is shared memory. */
export interface LoadOrder {
  readonly snapshot: string;
  readonly knownAtMs: number;
  /** The blocks of the table of facts that this part reads; null: to the end. */
  readonly blocks: readonly [number, number | null];
  /** By customer number, shared: how many facts. */
  readonly counts: Int32Array;
  /** One part reads the customers and what was voided as well. */
  readonly isFirst: boolean;
}

export interface GroupOrder {
  readonly facts: GroupedFacts;
  readonly cursors: Int32Array;
}

export interface SettleOrder {
  readonly facts: GroupedFacts;
  readonly customers: CustomerColumns;
  /** Places of customers. */
  readonly range: readonly [number, number];
}

export interface SurveyOrder extends SurveyDays {
  readonly range: readonly [number, number];
}

export interface WishOrder {
  readonly asOfDay: number;
  readonly beginnings: Beginnings;
  readonly coverage: ReadonlyMap<string, number>;
  readonly range: readonly [number, number];
  /** By the program's order of cuts, shared: the value of the customer at each place. */
  readonly values: readonly Float64Array[];
}

export interface JudgeOrder {
  readonly stamp: RowStamp;
  readonly isPast: boolean;
  readonly hasHistory: boolean;
  readonly beginnings: Beginnings;
  readonly coverage: ReadonlyMap<string, number>;
  readonly cuts: ReadonlyMap<string, Cut>;
  /** Shared: the piece that whoever is free takes next. */
  readonly next: Int32Array;
  readonly pieceEnd: number;
  readonly at: Date;
}

/** What all parts of a run read at its snapshot. */
interface Ground {
  readonly plan: Plan;
  readonly program: Program;
  readonly seasons: Seasons | null;
  readonly dataThrough: ReadonlyMap<number, number>;
  readonly categories: ReadonlyMap<string, readonly number[]>;
  readonly knownAtMs: number;
}

/**
 * One part of a run over the book: in a thread of its own, or the only one in the thread of the caller. Its steps are
 * called in this order: load, group, settle, then survey and judge once for each day.
 */
export class BookPart {
  private readonly db: Db;
  private readonly inTurns: boolean;
  private readonly pieces = new FactPieces();
  private ground: Ground | null = null;
  private facts: GroupedFacts | null = null;
  private customers: CustomerColumns | null = null;

  constructor(db: Db, inTurns: boolean) {
    this.db = db;
    this.inTurns = inTurns;
  }

  /** Answers the customers where this part read them. */
  async load(order: LoadOrder): Promise<CustomerColumns | null> {
    return atSnapshot(this.db, order.snapshot, async (trx) => {
      this.ground = await readGround(trx, order.knownAtMs);
      const customers = order.isFirst ? await readCustomers(trx) : null;
      if (order.isFirst) await readVoided(trx, this.pieces);
      await readFacts(trx, order.blocks, this.pieces);
      this.pieces.countInto(order.counts);
      return customers;
    });
  }

  group({ facts, cursors }: GroupOrder): void {
    this.pieces.scatter(cursors, facts.columns);
  }

  /** Answers when the facts of the range began, by kind. */
  settle({ facts, customers, range }: SettleOrder): Beginnings {
    this.facts = facts;
    this.customers = customers;
    const beginnings = noBeginnings();
    for (let place = range[0]; place < range[1]; place++) {
      const id = customers.ids[place];
      facts.ends[id] = settle(facts.columns, facts.starts[id], facts.ends[id], beginnings);
    }
    return beginnings;
  }

  survey({ range, ...days }: SurveyOrder): Survey {
    const { ground, facts, customers } = this.loaded();
    const survey = noSurvey(customers.lists.owner.length);
    surveyRange(survey, customers, facts, range, days, localDayOf(ground.plan.timezone));
    return survey;
  }

  /** Measures what the plan wants to know of the whole book, for the customers of a range. */
  measure({ range, values, asOfDay, beginnings, coverage }: WishOrder): void {
    const { facts, customers } = this.loaded();
    const { program, book } = this.judgingFor({ asOfDay, beginnings, coverage, cuts: NO_CUTS, planVersion: 0 });
    for (let place = range[0]; place < range[1]; place++) {
      const customer = customerAt(customers, place);
      const context = { ...customer.context, ownerCoverage: coverageOf({ coverage }, customer) };
      const id = customer.customerId;
      program.view.load(facts.columns, facts.starts[id], facts.ends[id], book, context);
      program.cuts.forEach((wish, index) => {
        values[index][place] = wish.of(program.view);
      });
    }
  }

  /** Judges and stores piece after piece until none is left; answers what its own add to the summary of the run. */
  async judge(order: JudgeOrder): Promise<SummaryPart> {
    const summary = noSummary();
    const { asOfDay, planVersion } = order.stamp;
    const judging = this.judgingFor({ ...order, asOfDay, planVersion });
    const act: Act = { memberId: null, at: order.at, clock: { now: () => order.at } };
    for (let piece = nextOf(order); piece < order.pieceEnd; piece = nextOf(order)) {
      const [from, to] = idsOfPiece(piece);
      const customers = this.customersOf(from, to);
      await this.db.transaction().execute(async (trx) => {
        await lockPiece(trx, piece);
        const ids = (column: ReturnType<typeof sql>) => sql`${column} >= ${from} and ${column} < ${to}`;
        await judgeAndStore(trx, act, { ...order, judging, inTurns: this.inTurns }, { customers, ids }, (judged) =>
          addToSummary(summary, judged),
        );
      });
    }
    return summary;
  }

  private judgingFor(
    given: Pick<JudgeOrder, 'beginnings' | 'coverage' | 'cuts'> & Pick<RowStamp, 'asOfDay' | 'planVersion'>,
  ): Judging {
    const { asOfDay, planVersion, beginnings, coverage, cuts } = given;
    const { ground, facts } = this.loaded();
    const { plan, program, ...known } = ground;
    const wish = { asOfDay, timezone: plan.timezone, cuts, ...known };
    const book: Book = bookFrom(beginnings, wish);
    const slices = { get: (id: number) => [facts.starts[id], facts.ends[id]] as const };
    return { plan, program, planVersion, book, coverage, facts: { columns: facts.columns, slices } };
  }

  private *customersOf(from: number, to: number) {
    const { customers } = this.loaded();
    const end = placeOf(customers, to);
    for (let place = placeOf(customers, from); place < end; place++) yield customerAt(customers, place);
  }

  private loaded(): { ground: Ground; facts: GroupedFacts; customers: CustomerColumns } {
    const { ground, facts, customers } = this;
    if (ground === null || facts === null || customers === null) throw new Error('a book is judged once it is loaded');
    return { ground, facts, customers };
  }
}

function nextOf({ next }: JudgeOrder): number {
  return Atomics.add(next, 0, 1);
}

async function readGround(trx: Trx, knownAtMs: number): Promise<Ground> {
  const { plan } = await activePlan(trx);
  return {
    plan,
    program: programOf(plan),
    seasons: await readSeasons(trx, plan, new Date(knownAtMs)),
    dataThrough: await readDataThrough(trx),
    categories: await readCategories(trx),
    knownAtMs,
  };
}

const programs = new WeakMap<Plan, Program>();

/** A plan is compiled once; `plans` answers the same object for the same version. */
export function programOf(plan: Plan): Program {
  const known = programs.get(plan);
  if (known) return known;
  const program = compilePlan(plan);
  programs.set(plan, program);
  return program;
}
