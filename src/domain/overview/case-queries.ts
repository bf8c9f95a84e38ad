import type { Db } from '../../database/connect.ts';
import type { Plan } from '../../plan/plan.ts';
import { activePlan } from '../plans/plans.ts';
import { type Case, type CaseWish, countCases, readCases } from '../warnings/warnings.ts';
import { readReferences } from './profile-queries.ts';
import { type CustomerRef, referenceOf } from './reference.ts';

/** A case with the customer as lists name it and the names of its signals. */
export interface ShownCase extends Omit<Case, 'customerId' | 'signals'> {
  readonly customer: CustomerRef;
  readonly valueAtRisk: number;
  readonly signals: readonly (Case['signals'][number] & { readonly name: string; readonly nameEn: string })[];
}

/** One page of cases. */
export async function cases(db: Db, wish: CaseWish) {
  const { plan } = await activePlan(db);
  const { items, total } = await readCases(db, wish);
  return { items: await shownCases(db, plan, items), total, counts: await countCases(db, wish.scope) };
}

/** Cases as pages show them. */
export async function shownCases(db: Db, plan: Plan, items: readonly Case[]): Promise<ShownCase[]> {
  const references = await readReferences(db, [...new Set(items.map(({ customerId }) => customerId))]);
  return items.flatMap(({ customerId, signals, ...rest }) => {
    const row = references.get(customerId);
    if (!row) return [];
    const named = signals.map((signal) => ({ ...signal, ...nameOfWarning(plan, signal.key) }));
    return [{ ...rest, customer: referenceOf(plan, row), valueAtRisk: row.amountYear, signals: named }];
  });
}

function nameOfWarning(plan: Plan, key: string): { name: string; nameEn: string } {
  const warning = plan.warnings.find((each) => each.key === key);
  return { name: warning?.name ?? key, nameEn: warning?.nameEn ?? key };
}
