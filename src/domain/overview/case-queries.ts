import type { Db } from '../../database/connect.ts';
import { type Case, type CaseCounts, type CaseWish, countCases, countChosen, readCases } from '../warnings/warnings.ts';
import { readNaming } from './naming-queries.ts';
import { readReferences } from './profile-queries.ts';
import { type CustomerRef, type Naming, referenceOf } from './reference.ts';
import { Remembered, reachOf } from './remembered.ts';

/** A case with the customer as lists name it and the names of its signals. */
export interface ShownCase extends Omit<Case, 'customerId' | 'signals'> {
  readonly customer: CustomerRef;
  readonly valueAtRisk: number;
  readonly signals: readonly (Case['signals'][number] & { readonly name: string; readonly nameEn: string })[];
}

const countsKept = new Remembered<{ total: number; counts: CaseCounts }>({ onlyDear: true });

/** One page of cases. In a large company their numbers may be a minute old, the rows never are. */
export async function cases(db: Db, wish: CaseWish) {
  const naming = await readNaming(db);
  const { items } = await readCases(db, wish);
  const { scope, limit: _limit, offset: _offset, ...asked } = wish;
  const numbers = await countsKept.get(db, JSON.stringify([reachOf(scope), asked]), async () => ({
    total: await countChosen(db, wish),
    counts: await countCases(db, scope),
  }));
  return { items: await shownCases(db, naming, items), ...numbers };
}

/** Cases as pages show them. */
export async function shownCases(db: Db, naming: Naming, items: readonly Case[]): Promise<ShownCase[]> {
  const references = await readReferences(db, [...new Set(items.map(({ customerId }) => customerId))]);
  return items.flatMap(({ customerId, signals, ...rest }) => {
    const row = references.get(customerId);
    if (!row) return [];
    const named = signals.map((signal) => ({ ...signal, ...nameOfWarning(naming, signal.key) }));
    return [{ ...rest, customer: referenceOf(naming, row), valueAtRisk: row.amountYear, signals: named }];
  });
}

function nameOfWarning({ warnings }: Naming, key: string): { name: string; nameEn: string } {
  const warning = warnings.find((each) => each.key === key);
  return { name: warning?.name ?? key, nameEn: warning?.nameEn ?? key };
}
