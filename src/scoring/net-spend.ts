import { amountUnder, dayUnder } from './basis.ts';
import type { CustomerView } from './customer-view.ts';

/** The amount of the days (fromDay, toDay] in minor units, on the basis of the plan as far as the book allows. */
export function netSpend(view: CustomerView, fromDay: number, toDay: number): number {
  const { basis } = view;
  // A return that counts on the day of its order may lie behind the window.
  const end = basis.returns === 'on_order_date' ? view.count : view.indexAfter(toDay);
  let net = 0;
  for (let index = view.indexAfter(fromDay); index < end; index++) {
    const [kind, category] = [view.kind[index], view.category[index]];
    const amount = amountUnder(basis, kind, category, view.amount[index]);
    if (amount === 0) continue;
    const day = dayUnder(basis, kind, category, view.score[index], view.day[index]);
    if (day <= fromDay || day > toDay) continue;
    net += amount;
    view.trace?.add(view.source[index]);
  }
  return net;
}
