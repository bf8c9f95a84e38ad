import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { BinaryRowWriter } from '../../database/binary-writer.ts';
import type { Trx } from '../../database/connect.ts';
import { copyBytesIn } from '../../database/copy.ts';
import type { Act } from '../../kernel/act.ts';
import { formatDay, localDay, localDayOf } from '../../kernel/time.ts';
import { factKinds, type NewFact, record } from '../timeline/timeline.ts';
import type { BookCustomer } from './book.ts';
import { readHeld } from './book-queries.ts';
import { type HeldRow, nothingHeld } from './held.ts';
import type { Judged } from './judged.ts';
import {
  HISTORY_COLUMNS,
  hasChanged,
  JUDGEMENT_COLUMNS,
  type RowStamp,
  writeHistory,
  writeJudgement,
} from './judgement-rows.ts';
import { type Judging, judgeOne, saidOf, startingState } from './judging.ts';
import { standingOf, unpackState } from './state.ts';

/** Lists tell who changed colour since so many days before the judgement. */
const DAYS_MOVED = 30;
/** Some ten milliseconds of work, after which others of this process may do theirs. */
const CUSTOMERS_PER_TURN = 250;
/** Customers whose numbers share these bits are stored in one transaction, which rescoring of one of them respects. */
const PIECE_BITS = 13;
const PIECE_LOCK = 7_205_760;
const CUSTOMER_LOCK = 7_205_761;

/** Some customers to judge and to store, and how the database names them. */
export interface Piece {
  readonly customers: Iterable<BookCustomer>;
  /** A condition on `customer_id` that is true of these at least. */
  readonly ids: (column: RawBuilder<unknown>) => RawBuilder<unknown>;
}

export interface Storing {
  readonly judging: Judging;
  readonly stamp: RowStamp;
  /** A day before today: kept as history only. */
  readonly isPast: boolean;
  /** Whether there was history of this day before: it is replaced. */
  readonly hasHistory: boolean;
  /** Whether somebody waits on this thread, so that long work is to be done in turns. */
  readonly inTurns: boolean;
}

/** The number of the piece that a customer belongs to, and the customers' numbers that belong to a piece. */
export function pieceOf(customerId: number): number {
  return customerId >>> PIECE_BITS;
}

export function idsOfPiece(piece: number): readonly [from: number, to: number] {
  return [piece << PIECE_BITS, (piece + 1) << PIECE_BITS];
}

/** A run stores a piece alone: rescoring of its customers waits, and is then the one that knows more. */
export async function lockPiece(trx: Trx, piece: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PIECE_LOCK}, ${piece})`.execute(trx);
}

/** Customers are rescored one run at a time each, and not while a run over the book stores their piece. */
export async function lockRescored(trx: Trx, customerIds: readonly number[]): Promise<void> {
  const pieces = [...new Set(customerIds.map(pieceOf))].sort((left, right) => left - right);
  const ids = [...customerIds].sort((left, right) => left - right);
  await sql`
    select pg_advisory_xact_lock_shared(${PIECE_LOCK}, piece) from unnest(${pieces}::integer[]) as piece`.execute(trx);
  await sql`
    select pg_advisory_xact_lock(${CUSTOMER_LOCK}, (id & 2147483647)::integer) from unnest(${ids}::bigint[]) as id`.execute(
    trx,
  );
}

/**
 * Judges customers and stores what is new of them: today's judgement, the history of what changed, and the signals as
 * facts. Of two runs that overlap the one that knew more is kept, and what both saw is told once, because each starts from
 * what is stored. The caller holds the locks. `onJudged` hears of everybody, stored or not.
 */
export async function judgeAndStore(
  trx: Trx,
  act: Act,
  storing: Storing,
  piece: Piece,
  onJudged: (judged: Judged) => void,
): Promise<void> {
  const rows = await heldRows(trx, storing, piece);
  const writing = new Writing(storing);
  const localDayIn = localDayOf(storing.judging.plan.timezone);
  let sinceTurn = 0;
  for (const customer of piece.customers) {
    const held = rows.get(customer.customerId) ?? nothingHeld(customer.customerId);
    const before = storing.isPast ? null : startingState(held, storing.stamp.asOfDay);
    const judged = judgeOne(storing.judging, customer, before, localDayIn);
    onJudged(judged);
    // A customer may have been merged away since the run began.
    if (rows.has(customer.customerId)) writing.add(judged, held);
    sinceTurn += 1;
    if (storing.inTurns && sinceTurn % CUSTOMERS_PER_TURN === 0) await setImmediate();
  }
  await writing.store(trx, act);
}

async function heldRows(trx: Trx, { stamp, isPast, judging }: Storing, piece: Piece): Promise<Map<number, HeldRow>> {
  const rows = new Map<number, HeldRow>();
  const monthBefore = formatDay(stamp.asOfDay - DAYS_MOVED);
  await readHeld(trx, piece.ids(sql`customer.customer_id`), monthBefore, (row) => rows.set(row.customerId, row));
  if (isPast) for (const id of await keptAsSaid(trx, { stamp, judging }, piece)) rows.delete(id);
  return rows;
}

/**
 * Rows of history that stay as they are: those judged on their own day, but for what was known later that day, and those
 * that knew more. What was only worked out afterwards is replaced by better knowledge.
 */
async function keptAsSaid(trx: Trx, { stamp, judging }: Pick<Storing, 'stamp' | 'judging'>, piece: Piece) {
  const zone = judging.plan.timezone;
  const isOwnDay = localDay(stamp.knownAtMs, zone) <= stamp.asOfDay;
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from judgement_history
    where ${piece.ids(sql`customer_id`)} and as_of = ${formatDay(stamp.asOfDay)}::date
      and (known_at > ${new Date(stamp.knownAtMs)}
        or (not ${isOwnDay} and (known_at at time zone ${zone})::date <= as_of))`.execute(trx);
  return rows.map(({ customerId }) => customerId);
}

/** The rows of one piece while they are made, and then written. */
class Writing {
  private readonly storing: Storing;
  private readonly judgements = writers.take();
  private readonly history = writers.take();
  private readonly facts: NewFact[] = [];
  /** Customers whose rows are replaced. */
  private readonly replaced: number[] = [];
  private readonly told: number[] = [];
  private readonly asOfDay: number;

  constructor(storing: Storing) {
    this.storing = storing;
    this.asOfDay = storing.stamp.asOfDay;
  }

  add(judged: Judged, held: HeldRow): void {
    const { stamp, isPast, judging } = this.storing;
    if (isPast) this.addHistory(judged, held);
    if (isPast || held.knownAtMs > stamp.knownAtMs) return;
    const { plan, program } = judging;
    const said = saidOf(plan, judged.judgement);
    const found = program.view.findings;
    const tags = plan.tags.map(({ tag }) => tag);
    const isNew = writeJudgement(this.judgements, judged, { said, found, tags, stamp, held });
    if (isNew && !Number.isNaN(held.asOfDay)) this.replaced.push(judged.customerId);
    if (hasChanged(judged, held)) this.addHistory(judged, held);
    this.facts.push(...signalFacts(judged, held, judging, stamp));
  }

  async store(trx: Trx, act: Act): Promise<void> {
    const { judgements, history, replaced, told } = this;
    if (replaced.length > 0) {
      await sql`delete from judgement where customer_id = any(${replaced}::bigint[])`.execute(trx);
    }
    if (judgements.rows > 0) await copyBytesIn(trx, 'judgement', JUDGEMENT_COLUMNS, [judgements.finish()]);
    if (told.length > 0) {
      await sql`
        delete from judgement_history
        where customer_id = any(${told}::bigint[]) and as_of = ${formatDay(this.asOfDay)}::date`.execute(trx);
    }
    if (history.rows > 0) await copyBytesIn(trx, 'judgement_history', HISTORY_COLUMNS, [history.finish()]);
    writers.giveBack(judgements, history);
    await record(trx, act, this.facts);
  }

  private addHistory(judged: Judged, held: HeldRow): void {
    writeHistory(this.history, judged, this.storing.stamp);
    if (this.storing.hasHistory || held.asOfDay === this.asOfDay) this.told.push(judged.customerId);
  }
}

/** Buffers of millions of bytes are used again. */
const writers = {
  free: [] as BinaryRowWriter[],
  take(): BinaryRowWriter {
    const writer = writers.free.pop() ?? new BinaryRowWriter();
    writer.clear();
    return writer;
  },
  giveBack(...back: BinaryRowWriter[]): void {
    writers.free.push(...back);
  },
};

/** Raised and cleared signals as facts: amount = plan version, category = place of the rule in the plan (from 1), score = level. */
function signalFacts({ customerId, judgement }: Judged, held: HeldRow, { plan, planVersion }: Judging, at: RowStamp) {
  const before = held.state === null ? [] : standingOf(unpackState(held.state, 0, 0).state);
  if (before.length === 0 && judgement.signals.length === 0) return [];
  const fact = (kind: NewFact['kind'], key: string): NewFact => {
    const place = plan.warnings.findIndex((warning) => warning.key === key);
    const [category, score] = place < 0 ? [null, null] : [place + 1, plan.warnings[place].level];
    return { customerId, kind, occurredAt: new Date(at.judgedAtMs), amount: planVersion, category, score };
  };
  const now = judgement.signals.map(({ key }) => key);
  return [
    ...now.filter((key) => !before.includes(key)).map((key) => fact(factKinds.warning_signal_raised, key)),
    ...before.filter((key) => !now.includes(key)).map((key) => fact(factKinds.warning_signal_cleared, key)),
  ];
}
