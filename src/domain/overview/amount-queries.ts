import type { Db } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { formatDay, localDayOf } from '../../kernel/time.ts';
import { amountsByMonth, closingDay, fiscalMonth } from '../../scoring/basis.ts';
import { columnsOf } from '../../scoring/fact-columns.ts';
import { activePlan } from '../plans/plans.ts';
import { factsForScoring } from '../timeline/timeline.ts';
import { countedBasis } from './overview.ts';

const MONTHS_SHOWN = 24;

/** What a customer came to in each of the last fiscal months, newest first, on the basis of the book. */
export async function amountMonths(db: Db, clock: Clock, customerId: number) {
  const { plan } = await activePlan(db);
  const { monthClosesOn } = plan.basis;
  const basis = await countedBasis(db, plan.basis);
  const localDay = localDayOf(plan.timezone);
  const day = localDay(clock.now().getTime());
  const facts = await factsForScoring(db, [customerId], clock.now());
  const columns = columnsOf(
    facts.map(({ kind, occurredAt, amount, category, score }) => ({
      ...{ kind, occurredAt: occurredAt.getTime() },
      ...{ amount: amount ?? undefined, category: category ?? undefined, score: score ?? undefined },
    })),
  );
  const sums = amountsByMonth(columns, [0, columns.length], { ...basis, monthClosesOn }, { day, localDay });
  const newest = fiscalMonth(day, monthClosesOn);
  const months = Array.from({ length: MONTHS_SHOWN }, (_, back) => newest - back);
  return {
    basis: { ...plan.basis, effective: { amount: basis.amount, tax: basis.tax } },
    items: months.map((month) => ({
      from: formatDay(closingDay(month - 1, monthClosesOn) + 1),
      to: formatDay(closingDay(month, monthClosesOn)),
      amount: sums.get(month) ?? 0,
    })),
  };
}
