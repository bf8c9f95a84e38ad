import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { addMonths, formatDay, localDay, monthIndex, monthStart } from '../../kernel/time.ts';
import { lookBack } from '../health/health.ts';
import { activePlan } from '../plans/plans.ts';
import { followJudgements, keepPast, type PastCount } from './membership-acts.ts';
import { readReach } from './queries.ts';

/** A larger book keeps its own history from now on. */
const CUSTOMERS_MAX = 2_000;
const MONTHS = 12;

/** Keeps memberships, who came and went, and the days' figures in step with judgements; none named means everybody's. */
export async function followBook(db: Db, act: Act, customerIds: readonly number[]): Promise<void> {
  const fresh = await db.transaction().execute((trx) => followJudgements(trx, act, customerIds));
  await workOutPast(db, act, fresh);
}

/**
 * Works out how many would have been in these segments at the last month ends, by what they say now and all that is known
 * now: a new segment of a small book begins with a past.
 */
async function workOutPast(db: Db, act: Act, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const customers = await readReach(db, { kind: 'all' }, 1);
  if (customers.length === 0 || customers.length > CUSTOMERS_MAX) return;
  const { plan } = await activePlan(db);
  const days = monthEnds(localDay(act.at.getTime(), plan.timezone));
  const past = [...(await lookBack(db, act.clock, customers, days)).values()];
  const counts = days.flatMap((day, at): PastCount[] => {
    const then = past.flatMap((story) => story[at] ?? []);
    const bookAmountYear = sum(then.map(({ amountYear }) => amountYear));
    return keys.map((key) => {
      const members = then.filter(({ segments }) => segments.includes(key));
      const amountYear = sum(members.map((member) => member.amountYear));
      return {
        key,
        day: formatDay(day),
        members: members.length,
        amountYear,
        bookCustomers: then.length,
        bookAmountYear,
      };
    });
  });
  await db.transaction().execute((trx) => keepPast(trx, act, keys, counts));
}

function monthEnds(today: number): number[] {
  const from = addMonths(today, -MONTHS);
  return Array.from({ length: MONTHS }, (_, back) => monthStart(monthIndex(today) - MONTHS + 1 + back) - 1).filter(
    (day) => day > from,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
