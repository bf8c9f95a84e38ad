import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import { copyNumbersOut } from '../../database/copy.ts';
import { closeTrace, type Trace, traceFacts } from '../../database/trace.ts';
import type { Act, Clock } from '../../kernel/act.ts';
import { assert } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { NO_SCORE } from '../../scoring/fact-columns.ts';
import type { Fact, FactKey, FactKind, NewFact } from './fact.ts';
import { publishFacts } from './jobs.ts';

export { type Change, type ChangeCounts, noChanges } from './change.ts';
export {
  type Fact,
  type FactKey,
  type FactKind,
  type FactKindName,
  factKindName,
  factKinds,
  type NewFact,
} from './fact.ts';

/** Writers of facts hold it shared until their commit, a run holds it alone while it fixes what it knows. */
const CUT_LOCK = 7_205_759;
const FACTS_PER_STATEMENT_MAX = 5_000;
const FACTS_PAGE_MAX = 200;

export interface RecordOptions {
  /** True for imports and demo data: no job per call, whoever calls rescores once at the end. */
  readonly quiet?: boolean;
  /** Whatever the act does is kept with this import, so that it can be taken back. */
  readonly trace?: Trace;
}

/**
 * Records facts in the caller's transaction and publishes one job per subscriber, carrying customers and kinds.
 * Answers the ids in the order given.
 */
export async function record(
  trx: Trx,
  act: Act,
  facts: readonly NewFact[],
  options: RecordOptions = {},
): Promise<string[]> {
  if (facts.length === 0) return [];
  const recordedAt = await recordingMoment(trx, act.clock);
  const ids = facts.map((fact) => fact.id ?? newId(recordedAt));
  for (let start = 0; start < facts.length; start += FACTS_PER_STATEMENT_MAX) {
    const end = start + FACTS_PER_STATEMENT_MAX;
    await insertFacts(trx, facts.slice(start, end), ids.slice(start, end), recordedAt);
  }
  const customerIds = facts.map((fact) => fact.customerId);
  await traceFacts(
    trx,
    options.trace,
    sql`select * from unnest(${customerIds}::bigint[], ${ids}::uuid[]) as f (customer_id, id)`,
  );
  await closeTrace(trx, options.trace);
  if (!options.quiet) await publishFacts(trx, changedBy(facts));
  return ids;
}

async function insertFacts(trx: Trx, facts: readonly NewFact[], ids: readonly string[], recordedAt: Date) {
  await sql`
    insert into fact (customer_id, id, kind, occurred_at, recorded_at, amount, category, score)
    select customer_id, id, kind, occurred_at, ${recordedAt}, amount, category, score
    from unnest(
      ${facts.map((fact) => fact.customerId)}::bigint[],
      ${ids}::uuid[],
      ${facts.map((fact) => fact.kind)}::smallint[],
      ${facts.map((fact) => fact.occurredAt)}::timestamptz[],
      ${facts.map((fact) => fact.amount ?? null)}::bigint[],
      ${facts.map((fact) => fact.category ?? null)}::integer[],
      ${facts.map((fact) => fact.score ?? null)}::smallint[]
    ) as given (customer_id, id, kind, occurred_at, amount, category, score)`.execute(trx);
}

/**
 * Voids facts: for each a new fact of the same kind and time whose `voids` names it. The voiding fact itself counts
 * nowhere; what is true instead is recorded beside it. A fact that is void already, or unknown, is left alone.
 */
export async function voidFacts(
  trx: Trx,
  act: Act,
  targets: readonly FactKey[],
  options: RecordOptions = {},
): Promise<void> {
  if (targets.length === 0) return;
  const recordedAt = await recordingMoment(trx, act.clock);
  const { rows } = await sql<{ customerId: number; kind: FactKind; id: string }>`
    insert into fact (customer_id, id, kind, occurred_at, recorded_at, voids)
    select target.customer_id, given.id, target.kind, target.occurred_at, ${recordedAt}, target.id
    from unnest(
      ${targets.map((target) => target.customerId)}::bigint[],
      ${targets.map((target) => target.id)}::uuid[],
      ${targets.map(() => newId(recordedAt))}::uuid[]
    ) as given (customer_id, target_id, id)
    join fact target on target.customer_id = given.customer_id and target.id = given.target_id
    where target.voids is null and not exists (
      select from fact voiding where voiding.customer_id = target.customer_id and voiding.voids = target.id)
    returning customer_id as "customerId", kind, id`.execute(trx);
  const customerIds = rows.map((row) => row.customerId);
  const ids = rows.map((row) => row.id);
  await traceFacts(
    trx,
    options.trace,
    sql`select * from unnest(${customerIds}::bigint[], ${ids}::uuid[]) as f (customer_id, id)`,
  );
  if (!options.quiet && rows.length > 0) await publishFacts(trx, changedBy(rows));
}

/**
 * Makes the empty temporary table `fact_batch (customer_id, id, kind, occurred_at, amount, category, score, voids)` in
 * the caller's transaction: the form of `record` for sets that are already in the database.
 */
export async function openFactBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists fact_batch (
      customer_id bigint not null,
      id uuid not null default gen_random_uuid(),
      kind smallint not null,
      occurred_at timestamptz not null,
      amount bigint,
      category integer,
      score smallint,
      voids uuid
    ) on commit drop`.execute(trx);
  await sql`truncate fact_batch`.execute(trx);
}

/** Records everything in `fact_batch` as one call; answers how many facts that were. */
export async function recordFactBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<number> {
  const recordedAt = await recordingMoment(trx, act.clock);
  const { numAffectedRows = 0n } = await sql`
    insert into fact (customer_id, id, kind, occurred_at, recorded_at, amount, category, score, voids)
    select customer_id, id, kind, occurred_at, ${recordedAt}::timestamptz, amount, category, score, voids
    from fact_batch`.execute(trx);
  await traceFacts(trx, options.trace, sql`select customer_id, id from fact_batch`);
  await closeTrace(trx, options.trace);
  if (!options.quiet && numAffectedRows > 0n) await publishFacts(trx, await changedByBatch(trx));
  return Number(numAffectedRows);
}

async function changedByBatch(trx: Trx): Promise<{ customerIds: number[]; kinds: FactKind[] }> {
  const { rows } = await sql<{ customerIds: number[]; kinds: FactKind[] }>`
    select array_agg(distinct customer_id) as "customerIds", array_agg(distinct kind) as kinds from fact_batch`.execute(
    trx,
  );
  const [changed] = rows;
  assert(changed !== undefined, 'an aggregate has one row');
  return { customerIds: changed.customerIds.map(Number), kinds: changed.kinds };
}

/**
 * Fixes a moment of knowledge and does `work` on a snapshot that holds exactly the facts recorded up to it: no writer
 * is between its clock and its commit at that moment, and every later one gets a later `recordedAt`.
 */
export async function atKnownCut<Result>(
  db: Db,
  clock: Clock,
  work: (snapshot: Trx, knownAt: Date) => Promise<Result>,
): Promise<Result> {
  const snapshot = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    const knownAt = await db.transaction().execute((gate) => fixCut(gate, snapshot, clock));
    const result = await work(snapshot, knownAt);
    await snapshot.commit().execute();
    return result;
  } catch (error) {
    await snapshot.rollback().execute();
    throw error;
  }
}

async function fixCut(gate: Trx, snapshot: Trx, clock: Clock): Promise<Date> {
  await sql`select pg_advisory_xact_lock(${CUT_LOCK})`.execute(gate);
  const knownAt = await afterLastCut(gate, clock);
  await sql`
    insert into timeline_cut (id, known_at) values (1, ${knownAt})
    on conflict (id) do update set known_at = excluded.known_at`.execute(gate);
  // The first statement of a transaction opens its snapshot, here while no writer can commit.
  await sql`select 1`.execute(snapshot);
  return knownAt;
}

/**
 * The moment at which this transaction records what scores are made of, so that a run that has fixed what it knows does
 * not know it, and each later one does.
 */
export async function recordingMoment(trx: Trx, clock: Clock): Promise<Date> {
  await sql`select pg_advisory_xact_lock_shared(${CUT_LOCK})`.execute(trx);
  return afterLastCut(trx, clock);
}

/** Now, or just after the last cut where this clock stands still or lags behind the one that made it. */
async function afterLastCut(trx: Trx, clock: Clock): Promise<Date> {
  const { rows } = await sql<{ knownAt: Date }>`select known_at as "knownAt" from timeline_cut`.execute(trx);
  const now = clock.now();
  const cut = rows[0]?.knownAt;
  return cut !== undefined && cut >= now ? new Date(cut.getTime() + 1) : now;
}

function changedBy(facts: readonly { customerId: number; kind: FactKind }[]) {
  return {
    customerIds: [...new Set(facts.map((fact) => fact.customerId))],
    kinds: [...new Set(facts.map((fact) => fact.kind))],
  };
}

export interface FactPageQuery {
  /** Only facts that occurred before it. */
  readonly before?: Date;
  readonly kinds?: readonly FactKind[];
  readonly limit: number;
}

/**
 * One page of a customer's story, newest first, without what was voided; `more` counts what lies further back. What
 * happened at the same moment as the page's last fact stands on it too, so that `before` it skips nothing.
 */
export async function factsOfCustomer(
  db: Db,
  customerId: number,
  query: FactPageQuery,
): Promise<{ items: Fact[]; more: number }> {
  assert(query.limit <= FACTS_PAGE_MAX, `a page has at most ${FACTS_PAGE_MAX} facts`);
  const wanted = sql`
    fact.customer_id = ${customerId} and ${isValid()}
    and (${query.before ?? null}::timestamptz is null or fact.occurred_at < ${query.before ?? null})
    and (${query.kinds ?? null}::smallint[] is null or fact.kind = any(${query.kinds ?? null}))`;
  const { rows } = await sql<Fact>`
    select * from (
      select ${factColumns} from fact where ${wanted}
      order by fact.occurred_at desc fetch first ${query.limit} rows with ties) page
    order by "occurredAt" desc, id desc limit ${FACTS_PAGE_MAX}`.execute(db);
  const { rows: counts } = await sql<{ count: number }>`select count(*) from fact where ${wanted}`.execute(db);
  return { items: rows, more: Number(counts[0]?.count ?? 0) - rows.length };
}

/** Facts by their ids, without those that were voided; in no order. For receipts. */
export async function factsByIds(db: Db, customerId: number, ids: readonly string[]): Promise<Fact[]> {
  const { rows } = await sql<Fact>`
    select ${factColumns} from fact
    where fact.customer_id = ${customerId} and fact.id = any(${ids}::uuid[]) and ${isValid()}`.execute(db);
  return rows;
}

/** All valid facts of a few customers recorded up to `knownAt`, each one's oldest first: what scoring them reads. */
export async function factsForScoring(db: Db, customerIds: readonly number[], knownAt: Date): Promise<Fact[]> {
  const { rows } = await sql<Fact>`
    select ${factColumns} from fact
    where fact.customer_id = any(${customerIds}::bigint[]) and fact.recorded_at <= ${knownAt} and ${isValid(knownAt)}
    order by fact.customer_id, fact.occurred_at, fact.id`.execute(db);
  return rows;
}

/** Takes one fact of the stream: times in ms, amount NaN, category 0 and score -32768 where there is none. */
export type PushFact = (
  customerId: number,
  kind: number,
  occurredAt: number,
  recordedAt: number,
  amount: number,
  category: number,
  score: number,
) => void;

/**
 * Streams all valid facts, customer by customer and each one's oldest first, what happened at the same moment by what it
 * says, without an object per fact.
 * Answers how many there were.
 */
export async function streamBook(trx: Trx, push: PushFact): Promise<number> {
  const query = sql`
    select fact.customer_id, fact.kind, fact.occurred_at, fact.recorded_at, fact.amount, coalesce(fact.category, 0),
      coalesce(fact.score, ${NO_SCORE}::smallint)
    from fact where ${isValid()}
    order by fact.customer_id, fact.occurred_at, fact.kind, coalesce(fact.category, 0),
      coalesce(fact.score, ${NO_SCORE}::smallint), fact.amount nulls first`;
  const kinds = ['int8', 'int2', 'timestamptz', 'timestamptz', 'int8', 'int4', 'int2'] as const;
  return copyNumbersOut(trx, query, kinds, (values) => {
    const [customerId = 0, kind = 0, occurredAt = 0, recordedAt = 0, amount = 0, category = 0, score = 0] = values;
    push(customerId, kind, occurredAt, recordedAt, amount, category, score);
  });
}

const factColumns = sql`
  fact.customer_id as "customerId", fact.id, fact.kind, fact.occurred_at as "occurredAt",
  fact.recorded_at as "recordedAt", fact.amount, fact.category, fact.score`;

/** Neither voids another fact nor was voided, as far as was known at the moment (or is now). */
function isValid(knownAt: Date | null = null) {
  return sql`fact.voids is null and not exists (
    select from fact voiding
    where voiding.customer_id = fact.customer_id and voiding.voids = fact.id
      and (${knownAt}::timestamptz is null or voiding.recorded_at <= ${knownAt}))`;
}
