import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { type ClockWord, dueAt } from '../../kernel/working-time.ts';
import { loadCalendar } from '../clocks/clocks.ts';
import { activePlan } from '../plans/plans.ts';

const CASES_PER_STATEMENT_MAX = 2_000;

interface RunningLimit {
  readonly customerId: number;
  readonly id: string;
  readonly from: Date;
  readonly count: number;
  readonly unit: ClockWord;
}

/**
 * Works out anew when open cases are due, on the calendar as it is now: hours that pass stay what they are. Doing it
 * twice is harmless. Answers how many limits moved.
 */
export async function recomputeDueTimes(db: Db): Promise<number> {
  const { plan } = await activePlan(db);
  const calendar = await loadCalendar(db);
  let moved = 0;
  let after: Pick<RunningLimit, 'customerId' | 'id'> | undefined = { customerId: 0, id: FIRST_ID };
  while (after !== undefined) {
    const limits: RunningLimit[] = await runningLimits(db, after);
    const dues = limits.map((limit) => dueAt(limit.from, limit, calendar, plan.timezone));
    const { numAffectedRows = 0n } = await sql`
      update warning_case set due_at = given.due_at, due_provisional = given.provisional
      from unnest(${limits.map(({ customerId }) => customerId)}::bigint[], ${limits.map(({ id }) => id)}::uuid[],
        ${limits.map(({ from }) => from)}::timestamptz[], ${dues.map(({ at }) => at)}::timestamptz[],
        ${dues.map(({ provisional }) => provisional)}::boolean[]) as given (customer_id, id, due_from, due_at, provisional)
      where warning_case.customer_id = given.customer_id and warning_case.id = given.id
        and warning_case.ended_at is null and warning_case.due_from = given.due_from
        and (warning_case.due_at, warning_case.due_provisional) is distinct from (given.due_at, given.provisional)`.execute(
      db,
    );
    moved += Number(numAffectedRows);
    after = limits.length < CASES_PER_STATEMENT_MAX ? undefined : limits.at(-1);
  }
  return moved;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

async function runningLimits(db: Db, after: Pick<RunningLimit, 'customerId' | 'id'>): Promise<RunningLimit[]> {
  const { rows } = await sql<RunningLimit>`
    select customer_id as "customerId", id, due_from as "from", due_count as count, due_unit as unit
    from warning_case
    where ended_at is null and due_from is not null and due_unit <> 'elapsed_hours'
      and (customer_id, id) > (${after.customerId}, ${after.id}::uuid)
    order by customer_id, id limit ${CASES_PER_STATEMENT_MAX}`.execute(db);
  return rows;
}
