import type { CustomerView } from './customer-view.ts';
import { NO_SCORE } from './fact-columns.ts';
import { KIND } from './fact-kinds.ts';
import { isComparison, type Window } from './window.ts';
import type { NumberOf, Word } from './word.ts';

/** Words about paying: how late, and for how long nothing came (domain 3.2, no. 11). */
export const paymentWords: readonly Word[] = [
  {
    name: 'days_past_due',
    parameters: ['window'],
    required: 1,
    returns: 'number',
    zh: '窗口内到期的应收平均逾期天数，按金额加权，没有则未知；未付的算到今天，更早的窗口（before）只算已付的',
    en: 'mean days past the agreed due day of what fell due in a window, weighted by amount; unknown without any. What is open counts up to the day looked from, in a window before another only what was paid counts',
    example: "days_past_due('180d') >= 30",
    isMeasure: true,
    make: (call) => daysPastDue(call.window(0)),
  },
  {
    name: 'longest_overdue',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '未付应收中逾期最久的天数，没有逾期则为 0',
    en: 'days past due of the oldest receivable still open; 0 when none is past due',
    example: 'longest_overdue() > 90',
    isMeasure: true,
    make: () => longestOverdue,
  },
];

const TERMS: Readonly<Record<number, string>> = {
  1: 'prepaid',
  2: 'cash_on_delivery',
  3: 'monthly',
  4: 'on_invoice',
  5: 'other',
};

/** The terms in force: those last agreed, or what the customer's record says where none ever were. */
export function termsOf(view: CustomerView): string | null {
  for (let index = view.count - 1; index >= 0; index--) {
    if (view.kind[index] !== KIND.termsChanged) continue;
    view.trace?.add(view.source[index]);
    return TERMS[view.category[index]] ?? null;
  }
  return view.context.terms;
}

/**
 * A mean needs no full window: a habit of one year is one too. What was never paid is nobody's habit, so an earlier window
 * leaves it out.
 */
function daysPastDue(window: Window): NumberOf {
  const isHabit = isComparison(window);
  return (view) => {
    if (!view.isConnected(KIND.receivableDue)) return Number.NaN;
    if (!view.resolve(window, view.asOfDay(KIND.receivableDue))) return Number.NaN;
    const [from, to] = [view.indexAfter(view.windowFrom), view.indexAfter(view.windowTo)];
    let [total, weight] = [0, 0];
    for (let index = from; index < to; index++) {
      const amount = view.amount[index];
      if (view.kind[index] !== KIND.receivableDue || !(amount > 0) || (isHabit && isOpen(view, index))) continue;
      total += amount * daysLate(view, index);
      weight += amount;
      view.trace?.add(view.source[index]);
    }
    return weight > 0 ? total / weight : Number.NaN;
  };
}

function daysLate(view: CustomerView, index: number): number {
  return isOpen(view, index) ? view.asOfDay(KIND.receivableDue) - view.day[index] : view.score[index];
}

/** Whoever looks from a day before the settlement sees it open, also when the settlement is known by now. */
function isOpen(view: CustomerView, index: number): boolean {
  const score = view.score[index];
  return score === NO_SCORE || score > view.asOfDay(KIND.receivableDue) - view.day[index];
}

function longestOverdue(view: CustomerView): number {
  if (!view.isConnected(KIND.receivableDue)) return Number.NaN;
  for (let index = 0; index < view.count; index++) {
    if (view.kind[index] !== KIND.receivableDue || !isOpen(view, index)) continue;
    view.trace?.add(view.source[index]);
    return view.asOfDay(KIND.receivableDue) - view.day[index];
  }
  return 0;
}
