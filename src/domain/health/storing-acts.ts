import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type CopyValue, copyTextIn, rowText } from '../../database/copy.ts';
import type { Act } from '../../kernel/act.ts';
import { factKinds, type NewFact, record } from '../timeline/timeline.ts';
import type { Judged } from './judged.ts';
import { hasChanged, type Judging, judgementRow } from './judging.ts';

/** A few rows come as one parameter; for more, a temporary table filled by COPY is worth the making. */
const ROWS_PER_PARAMETER_MAX = 2_000;
const ROWS_PER_PIECE = 500;
/** Lists tell who changed colour since so many days before the judgement. */
const DAYS_MOVED = 30;

export interface Stored {
  readonly judged: readonly Judged[];
  readonly judging: Judging;
  readonly knownAt: Date;
  readonly bookId: string | null;
}

/**
 * Today's judgements, the history of what changed, and the signals as facts. Of two runs that overlap the one that knew
 * more is kept, whichever ends last, and what both saw is told once.
 */
export async function storeJudgements(trx: Trx, act: Act, stored: Stored): Promise<void> {
  const { judging, knownAt, bookId } = stored;
  const held = await lockHeld(trx, stored.judged);
  const judged = stored.judged.filter(({ customerId }) => (held.get(customerId)?.knownAt ?? knownAt) <= knownAt);
  await upsertJudgements(trx, await givenRows(trx, judged, judging), { knownAt, bookId, at: act.at });
  const changed = judged.filter((each) => hasChanged(each, judging.last.get(each.customerId)));
  await storeHistory(trx, changed, judging, knownAt);
  await record(trx, act, signalFacts(judged, judging, held, act.at));
}

/** What is stored of a customer at the moment of storing: how much it knew, and the keys of its standing warnings. */
interface Held {
  readonly knownAt: Date;
  readonly signals: readonly string[];
}

async function lockHeld(trx: Trx, judged: readonly Judged[]): Promise<Map<number, Held>> {
  const { rows } = await sql<Held & { customerId: number }>`
    select customer_id as "customerId", known_at as "knownAt", state -> 'signals' as signals
    from judgement where customer_id = any(${judged.map(({ customerId }) => customerId)}::bigint[])
    order by customer_id for update`.execute(trx);
  return new Map(rows.map((row) => [row.customerId, row]));
}

/** The columns that come with each row; `givenColumns` says how the database reads them. */
const GIVEN_NAMES = [
  ...(['customer_id', 'as_of', 'plan_version', 'score', 'colour', 'provisional', 'coverage', 'stage', 'tier'] as const),
  ...(['standing', 'amount_year', 'orders_year', 'last_order_on', 'indicator_values', 'indicator_points'] as const),
  ...(['segments', 'signals', 'cause', 'state'] as const),
] satisfies (keyof ReturnType<typeof judgementRow>)[];

const givenColumns = sql`
  customer_id bigint, as_of date, plan_version integer, score smallint, colour smallint, provisional boolean,
  coverage smallint, stage text, tier text, standing real, amount_year bigint, orders_year integer,
  last_order_on date, indicator_values jsonb, indicator_points jsonb, segments text, signals text, cause jsonb,
  state jsonb`;

/** A customer may have been merged away since the run began. */
const stillThere = sql`exists (select from customer where customer.customer_id = given.customer_id)`;

/** Judgements as rows that a statement can select from: `given` with the columns above. */
async function givenRows(trx: Trx, judged: readonly Judged[], judging: Judging): Promise<RawBuilder<unknown>> {
  if (judged.length <= ROWS_PER_PARAMETER_MAX) {
    const rows = JSON.stringify(judged.map((each) => judgementRow(each, judging)));
    return sql`jsonb_to_recordset(${rows}::jsonb) as given (${givenColumns})`;
  }
  await sql`create temp table if not exists judgement_batch (${givenColumns}) on commit drop`.execute(trx);
  await sql`truncate judgement_batch`.execute(trx);
  await copyTextIn(trx, 'judgement_batch', GIVEN_NAMES, piecesOf(judged, judging));
  return sql`judgement_batch as given`;
}

function* piecesOf(judged: readonly Judged[], judging: Judging): Generator<Buffer> {
  for (let start = 0; start < judged.length; start += ROWS_PER_PIECE) {
    const rows = judged.slice(start, start + ROWS_PER_PIECE).map((each) => judgementRow(each, judging));
    yield Buffer.from(rows.map((row) => rowText(GIVEN_NAMES.map((name) => copied(row[name])))).join(''));
  }
}

/** Lists and objects travel as JSON. */
function copied(value: ReturnType<typeof judgementRow>[(typeof GIVEN_NAMES)[number]]): CopyValue {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

async function upsertJudgements(
  trx: Trx,
  given: RawBuilder<unknown>,
  { knownAt, bookId, at }: { knownAt: Date; bookId: string | null; at: Date },
): Promise<void> {
  await sql`
    insert into judgement (customer_id, book_id, as_of, known_at, judged_at, plan_version, score, colour, provisional,
      coverage, stage, tier, standing, amount_year, orders_year, last_order_on, indicator_values, indicator_points,
      segments, signals, cause, state, colour_month)
    select customer_id, ${bookId}::uuid, as_of, ${knownAt}, ${at}, plan_version, score, colour, provisional,
      coverage, stage, tier, standing, amount_year, orders_year, last_order_on,
      translate(indicator_values::text, '[]', '{}')::double precision[],
      translate(indicator_points::text, '[]', '{}')::real[],
      segments::bit varying, signals::bit varying, cause, state, (
        select nullif(history.colour, 0) from judgement_history history
        where history.customer_id = given.customer_id and history.as_of <= given.as_of - ${DAYS_MOVED}::integer
        order by history.as_of desc limit 1)
    from ${given}
    where ${stillThere}
    on conflict (customer_id) do update set
      book_id = coalesce(excluded.book_id, judgement.book_id), as_of = excluded.as_of, known_at = excluded.known_at,
      judged_at = excluded.judged_at, plan_version = excluded.plan_version, score = excluded.score,
      colour = excluded.colour, provisional = excluded.provisional, coverage = excluded.coverage,
      stage = excluded.stage, tier = excluded.tier, standing = excluded.standing,
      amount_year = excluded.amount_year, orders_year = excluded.orders_year, last_order_on = excluded.last_order_on,
      indicator_values = excluded.indicator_values, indicator_points = excluded.indicator_points,
      segments = excluded.segments, signals = excluded.signals, cause = excluded.cause, state = excluded.state,
      colour_month = excluded.colour_month
    where judgement.known_at <= excluded.known_at`.execute(trx);
}

/**
 * Rows judged on their own day stay as they were, but for what was known later that day; what was only worked out
 * afterwards is replaced by better knowledge.
 */
export async function storeHistory(
  trx: Trx,
  judged: readonly Judged[],
  judging: Judging,
  knownAt: Date,
): Promise<void> {
  const zone = judging.plan.timezone;
  const given = await givenRows(trx, judged, judging);
  await sql`
    insert into judgement_history (customer_id, as_of, known_at, plan_version, score, colour, coverage, tier,
      amount_year, indicator_points, cause)
    select customer_id, as_of, ${knownAt}, plan_version, score, colour, coverage, tier, amount_year,
      translate(indicator_points::text, '[]', '{}')::real[], cause
    from ${given}
    where ${stillThere}
    on conflict (customer_id, as_of) do update set
      known_at = excluded.known_at, plan_version = excluded.plan_version, score = excluded.score,
      colour = excluded.colour, coverage = excluded.coverage, tier = excluded.tier,
      amount_year = excluded.amount_year, indicator_points = excluded.indicator_points, cause = excluded.cause
    where judgement_history.known_at <= excluded.known_at
      and ((excluded.known_at at time zone ${zone})::date <= excluded.as_of
        or (judgement_history.known_at at time zone ${zone})::date > judgement_history.as_of)`.execute(trx);
}

/** Raised and cleared signals as facts: amount = plan version, category = place of the rule in the plan (from 1), score = level. */
function signalFacts(
  judged: readonly Judged[],
  { plan, planVersion }: Judging,
  held: ReadonlyMap<number, Held>,
  occurredAt: Date,
): NewFact[] {
  const place = new Map(plan.warnings.map((warning, index) => [warning.key, index + 1]));
  const levels = new Map(plan.warnings.map((warning) => [warning.key, warning.level]));
  const fact = (customerId: number, kind: NewFact['kind'], key: string): NewFact => {
    const [category, score] = [place.get(key) ?? null, levels.get(key) ?? null];
    return { customerId, kind, occurredAt, amount: planVersion, category, score };
  };
  return judged.flatMap(({ customerId, judgement }) => {
    const standing = new Set(held.get(customerId)?.signals ?? []);
    const raised = judgement.signals.filter(({ key }) => !standing.has(key));
    const now = new Set(judgement.signals.map(({ key }) => key));
    const cleared = [...standing].filter((key) => !now.has(key));
    return [
      ...raised.map(({ key }) => fact(customerId, factKinds.warning_signal_raised, key)),
      ...cleared.map((key) => fact(customerId, factKinds.warning_signal_cleared, key)),
    ];
  });
}
