import { monthIndex } from '../kernel/time.ts';
import { amountUnder, dayUnder } from './basis.ts';
import type { CustomerView } from './customer-view.ts';
import { NO_SCORE } from './fact-columns.ts';
import { type FactFilter, factKindOf } from './fact-kinds.ts';
import type { Window } from './window.ts';
import type { NumberOf, Word } from './word.ts';

/** Words that count and add facts of one kind in a window. */
export const factWords: readonly Word[] = [
  {
    name: 'count',
    parameters: ['kind', 'window', 'filter'],
    required: 1,
    returns: 'number',
    zh: '某类事实的次数',
    en: 'how many facts of a kind',
    example: "count('interaction', '90d', 'two_way') >= 2",
    isMeasure: true,
    make: (call) => sum(call.kind(0), call.windowOrAll(1), call.filter(2), () => 1),
  },
  {
    name: 'total',
    parameters: ['kind', 'window', 'filter'],
    required: 1,
    returns: 'number',
    zh: '某类事实的金额（元）或数量之和',
    en: 'sum of amounts (major units) or quantities of a kind',
    example: "total('order', '365d') >= 100000",
    isMeasure: true,
    make: (call) => {
      const kind = call.kind(0);
      const add = sum(kind, call.windowOrAll(1), call.filter(2), amountAt);
      return factKindOf(kind)?.amount === 'money' ? (view) => add(view) / view.settings.minorUnits : add;
    },
  },
  {
    name: 'total_score',
    parameters: ['kind', 'window'],
    required: 1,
    returns: 'number',
    zh: '某类事实的分值之和',
    en: 'sum of the scores of a kind',
    example: "total_score('enquiry_competitor', '90d') >= 3",
    isMeasure: true,
    make: (call) => sum(call.kind(0), call.windowOrAll(1), null, scoreAt),
  },
  {
    name: 'average_score',
    parameters: ['kind', 'window'],
    required: 1,
    returns: 'number',
    zh: '某类事实的平均分，没有则未知',
    en: 'mean score of a kind; unknown without any',
    example: "average_score('survey_csat', '180d') < 60",
    isMeasure: true,
    make: (call) => average(call.kind(0), call.windowOrAll(1), () => 1),
  },
  {
    name: 'weighted_score',
    parameters: ['kind', 'window'],
    required: 1,
    returns: 'number',
    zh: '按金额加权的平均分，没有则未知',
    en: 'mean score of a kind, weighted by amount; unknown without any',
    example: "weighted_score('receivable_due', '180d') > 30",
    isMeasure: true,
    make: (call) => average(call.kind(0), call.windowOrAll(1), amountAt),
  },
  {
    name: 'latest_score',
    parameters: ['kind', 'window'],
    required: 1,
    returns: 'number',
    zh: '某类事实最近一次的分值，没有则未知',
    en: 'the latest score of a kind; unknown without any',
    example: "latest_score('survey_nps', '365d') >= 9",
    isMeasure: true,
    make: (call) => latestScore(call.kind(0), call.windowOrAll(1)),
  },
  {
    name: 'distinct',
    parameters: ['kind', 'window'],
    required: 1,
    returns: 'number',
    zh: '某类事实涉及多少个不同的品类（渠道、性质）',
    en: 'how many different categories facts of a kind have',
    example: "distinct('order_item', '180d') >= 3",
    isMeasure: true,
    make: (call) => {
      const [kind, window] = [call.kind(0), call.windowOrAll(1)];
      return (view) => within(view, kind, window, (from, to) => distinctCategories(view, kind, from, to));
    },
  },
  {
    name: 'days_since',
    parameters: ['kind', 'filter'],
    required: 1,
    returns: 'number',
    zh: '距某类事实最近一次的天数，没有则未知',
    en: 'days since the latest fact of a kind; unknown without any',
    example: "days_since('order') >= 90",
    isMeasure: true,
    make: (call) => daysSince(call.kind(0), call.filter(1)),
  },
  {
    name: 'days_since_first',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '距某类事实第一次的天数，没有则未知',
    en: 'days since the first fact of a kind; unknown without any',
    example: "days_since_first('order') < 90",
    isMeasure: true,
    make: (call) => daysSinceFirst(call.kind(0)),
  },
  {
    name: 'months_without',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '最近一次之后过完的整自然月数，没有则未知',
    en: 'whole calendar months since the latest fact of a kind; unknown without any',
    example: "months_without('order') >= 2",
    isMeasure: true,
    make: (call) => monthsWithout(call.kind(0)),
  },
];

/** Runs over the facts in a window; NaN when the kind is not connected or the window is unknown. */
export function within(
  view: CustomerView,
  kind: number,
  window: Window | null,
  run: (from: number, to: number) => number,
): number {
  if (!view.isConnected(kind)) return Number.NaN;
  if (window === null) return run(0, view.count);
  if (!view.resolve(window, view.asOfDay(kind))) return Number.NaN;
  // Nothing can be compared with a time from which we have no facts.
  const isTooEarly = window.after !== null && (view.count === 0 || view.windowFrom < view.day[0] - 1);
  if (isTooEarly) return Number.NaN;
  const { windowFrom, windowTo } = view;
  return run(view.indexAfter(windowFrom), view.indexAfter(windowTo));
}

/** How many different categories the facts [from, to) of a kind have. */
export function distinctCategories(view: CustomerView, kind: number, from: number, to: number): number {
  let distinct = 0;
  for (let index = from; index < to; index++) {
    const category = view.category[index];
    if (view.kind[index] !== kind || category <= 0) continue;
    view.trace?.add(view.source[index]);
    if (!seenBefore(view, kind, category, from, index)) distinct += 1;
  }
  return distinct;
}

function seenBefore(view: CustomerView, kind: number, category: number, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (view.category[index] === category && view.kind[index] === kind) return true;
  }
  return false;
}

function sum(
  kind: number,
  window: Window | null,
  filter: FactFilter | null,
  valueAt: (view: CustomerView, index: number) => number,
): NumberOf {
  return (view) =>
    within(view, kind, window, (from, to) => {
      let total = 0;
      for (let index = from; index < to; index++) {
        if (view.kind[index] !== kind || !passes(filter, view.score[index])) continue;
        total += valueAt(view, index);
        view.trace?.add(view.source[index]);
      }
      return total;
    });
}

function average(
  kind: number,
  window: Window | null,
  weightAt: (view: CustomerView, index: number) => number,
): NumberOf {
  return (view) =>
    within(view, kind, window, (from, to) => {
      let [total, weight] = [0, 0];
      for (let index = from; index < to; index++) {
        if (view.kind[index] !== kind || view.score[index] === NO_SCORE) continue;
        total += view.score[index] * weightAt(view, index);
        weight += weightAt(view, index);
        view.trace?.add(view.source[index]);
      }
      return weight > 0 ? total / weight : Number.NaN;
    });
}

function latestScore(kind: number, window: Window | null): NumberOf {
  return (view) =>
    within(view, kind, window, (from, to) => {
      let [day, total, count] = [Number.NaN, 0, 0];
      for (let index = to - 1; index >= from && !(view.day[index] < day); index--) {
        if (view.kind[index] !== kind || view.score[index] === NO_SCORE) continue;
        // Several answers of one day have no order among them, so their mean is the latest.
        day = view.day[index];
        total += view.score[index];
        count += 1;
        view.trace?.add(view.source[index]);
      }
      return count > 0 ? total / count : Number.NaN;
    });
}

function daysSince(kind: number, filter: FactFilter | null): NumberOf {
  return (view) => {
    const index = view.isConnected(kind) ? latestIndex(view, kind, filter) : -1;
    return index < 0 ? Number.NaN : view.asOfDay(kind) - view.day[index];
  };
}

function daysSinceFirst(kind: number): NumberOf {
  return (view) => {
    for (let index = 0; index < view.count; index++) {
      if (view.kind[index] === kind) return view.asOfDay(kind) - view.day[index];
    }
    return Number.NaN;
  };
}

function monthsWithout(kind: number): NumberOf {
  return (view) => {
    const index = view.isConnected(kind) ? latestIndex(view, kind, null) : -1;
    if (index < 0) return Number.NaN;
    // As-of's own month counts once its last day is over, which is what the day after it tells.
    return Math.max(0, monthIndex(view.asOfDay(kind) + 1) - monthIndex(view.day[index]) - 1);
  };
}

function latestIndex(view: CustomerView, kind: number, filter: FactFilter | null): number {
  for (let index = view.count - 1; index >= 0; index--) {
    if (view.kind[index] !== kind || !passes(filter, view.score[index])) continue;
    view.trace?.add(view.source[index]);
    return index;
  }
  return -1;
}

function passes(filter: FactFilter | null, score: number): boolean {
  if (filter === null) return true;
  if (score === NO_SCORE) return false;
  const { bits = 0, from = NO_SCORE, to = -NO_SCORE } = filter;
  return (score & bits) === bits && score >= from && score <= to;
}

function amountAt(view: CustomerView, index: number): number {
  return view.amount[index] || 0;
}

function scoreAt(view: CustomerView, index: number): number {
  return view.score[index] === NO_SCORE ? 0 : view.score[index];
}

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
