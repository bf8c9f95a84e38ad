import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { newId } from '../../kernel/ids.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { holdTiers } from '../customers/customers.ts';
import { activePlan } from '../plans/plans.ts';
import { readConcerned, readMoveStates } from './move-queries.ts';
import { remindOfReviews } from './override-acts.ts';
import { type MoveStep, nextStep } from './tier-move.ts';
import { sayMove } from './tier-said.ts';

/** A transaction holds the rows of its customers, so it takes few. */
const CUSTOMERS_PER_SET_MAX = 500;

/**
 * Compares the tiers that standing proposes with those held: opens, changes, ripens and withdraws proposals, takes those
 * that need nobody's approval, and asks for the reviews that are due. Twice is harmless; `customerIds` null means the
 * whole book. Answers how many customers were concerned.
 */
export async function proposeMoves(db: Db, act: Act, customerIds: readonly number[] | null): Promise<number> {
  const { plan, version } = await activePlan(db);
  const today = localDay(act.at.getTime(), plan.timezone);
  const concerned = await readConcerned(db, customerIds);
  let changed = 0;
  for (let start = 0; start < concerned.length; start += CUSTOMERS_PER_SET_MAX) {
    const some = concerned.slice(start, start + CUSTOMERS_PER_SET_MAX);
    changed += await db.transaction().execute((trx) => moveSome(trx, act, { plan, version, today }, some));
  }
  await remindOfReviews(db, act, formatDay(today));
  return changed;
}

interface Governing {
  readonly plan: Plan;
  readonly version: number;
  readonly today: number;
}

/** Two runs at once wait for each other at the first customer they share. */
async function moveSome(trx: Trx, act: Act, governing: Governing, ids: readonly number[]): Promise<number> {
  await sql`
    select from customer where customer_id = any(${[...ids]}::bigint[]) order by customer_id for no key update`.execute(
    trx,
  );
  const states = await readMoveStates(trx, governing.plan, ids);
  const steps = states.flatMap((state) => nextStep(governing.plan, state, governing.today) ?? []);
  await endProposals(trx, act, steps);
  await changeProposals(trx, act, governing, steps);
  await openProposals(trx, act, governing, steps);
  await takeTiers(trx, act, governing.plan, steps);
  return steps.length;
}

async function endProposals(trx: Trx, act: Act, steps: readonly MoveStep[]): Promise<void> {
  const ending = steps.flatMap(({ state, ends }) => (state.open && ends ? [{ id: state.open.id, state, ends }] : []));
  await sql`
    update tier_proposal set ended_at = ${act.at}, outcome = given.outcome
    from unnest(${ending.map(({ state }) => state.customerId)}::bigint[], ${ending.map(({ id }) => id)}::uuid[],
      ${ending.map(({ ends }) => ends)}::text[]) as given (customer_id, id, outcome)
    where tier_proposal.customer_id = given.customer_id and tier_proposal.id = given.id`.execute(trx);
}

async function changeProposals(trx: Trx, act: Act, { plan }: Governing, steps: readonly MoveStep[]): Promise<void> {
  const rows = steps.flatMap(({ state, to, changes }) => {
    if (!changes || !state.open) return [];
    const { customerId, before, now } = state;
    return [{ customerId, id: state.open.id, to, isRipe: changes.isRipe, said: sayMove(plan, before, now), now }];
  });
  if (rows.length === 0) return;
  await sql`
    update tier_proposal set to_tier = "to", said = given.said, measures = now,
      ripe_at = case when "isRipe" then coalesce(ripe_at, ${act.at}) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      "customerId" bigint, id uuid, "to" text, "isRipe" boolean, said jsonb, now jsonb)
    where tier_proposal.customer_id = "customerId" and tier_proposal.id = given.id`.execute(trx);
}

async function openProposals(trx: Trx, act: Act, governing: Governing, steps: readonly MoveStep[]): Promise<void> {
  const { plan, version, today } = governing;
  const rows = steps.flatMap(({ state, to, opens }) => {
    if (!opens) return [];
    const { customerId, held, before, now } = state;
    return [{ customerId, id: newId(act.at), from: held, to, ...opens, said: sayMove(plan, before, now), now }];
  });
  if (rows.length === 0) return;
  await sql`
    insert into tier_proposal (customer_id, id, from_tier, to_tier, direction, said, measures, plan_version, since, made_at,
      ripe_at)
    select "customerId", id, "from", "to", direction, said, now, ${version}, ${formatDay(today)}::date, ${act.at},
      case when "isRipe" then ${act.at}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      "customerId" bigint, id uuid, "from" text, "to" text, direction text, "isRipe" boolean, said jsonb, now jsonb)`.execute(
    trx,
  );
}

/** A first tier is what scores were made with already; what moves afterwards changes what is due, so it is judged anew. */
async function takeTiers(trx: Trx, act: Act, plan: Plan, steps: readonly MoveStep[]): Promise<void> {
  const rows = steps.flatMap(({ state: { customerId, before, now }, to, hold }) => {
    const said = sayMove(plan, hold === 'first' ? null : before, now);
    return hold ? [{ customerId, tier: to, way: hold, measures: now, said }] : [];
  });
  const first = rows.filter(({ way }) => way === 'first');
  await holdTiers(trx, act, first, { quiet: true });
  await holdTiers(
    trx,
    act,
    rows.filter(({ way }) => way !== 'first'),
  );
}
