import { monthIndex } from '../kernel/time.ts';
import type { CustomerView } from './customer-view.ts';
import { NO_SCORE } from './fact-columns.ts';
import { isMoney } from './fact-kinds.ts';
import { IntegerSet } from './integer-set.ts';
import type { Sieve } from './sieve.ts';
import { Statistics, Values } from './statistics.ts';
import type { Window } from './window.ts';
import type { Call, NumberOf, Parameter, Word } from './word.ts';

/** As many filters as one call takes; a fact has to pass all of them. */
const FILTERS: readonly Parameter[] = ['filter', 'filter', 'filter'];
const KIND_WINDOW_FILTERS: readonly Parameter[] = ['kind', 'window', ...FILTERS];

/** Words that count, add and look up the facts of one kind in a window. */
export const factWords: readonly Word[] = [
  about('count', '某类事实的次数', 'how many facts of a kind', "count('interaction', '90d', 'two_way') >= 2", count),
  about(
    'total',
    '某类事实的金额（元）或数量之和',
    'sum of amounts (major units) or quantities of a kind',
    "total('order', '365d') >= 100000",
    (call) => amounts(call, (found) => found.total),
  ),
  about(
    'average',
    '某类事实的平均金额（元）或数量，没有则未知',
    'mean amount (major units) or quantity of a kind; unknown without any',
    "average('order', '365d') < 5000",
    (call) => amounts(call, (found) => found.average),
  ),
  about(
    'minimum',
    '某类事实的最小金额或数量，没有则未知',
    'smallest amount or quantity of a kind; unknown without any',
    "minimum('order', '365d') >= 1000",
    (call) => amounts(call, (found) => found.least),
  ),
  about(
    'maximum',
    '某类事实的最大金额或数量，没有则未知',
    'largest amount or quantity of a kind; unknown without any',
    "maximum('order', '365d') >= 100000",
    (call) => amounts(call, (found) => found.most),
  ),
  about(
    'median',
    '某类事实金额或数量的中位数，没有则未知',
    'median amount or quantity of a kind; unknown without any',
    "median('order', '24m') < 5000",
    median,
  ),
  about(
    'deviation',
    '某类事实金额或数量的标准差，少于两次则未知',
    'standard deviation of the amounts or quantities; unknown from fewer than two',
    "deviation('order', '24m') > average('order', '24m')",
    (call) => amounts(call, (found) => found.deviation),
  ),
  about(
    'first_amount',
    '窗口内第一次的金额或数量，没有则未知',
    'amount or quantity of the first fact in the window; unknown without any',
    "first_amount('order') >= 50000",
    (call) => edge(call, 1, amountOf),
  ),
  about(
    'latest_amount',
    '窗口内最近一次的金额或数量，没有则未知',
    'amount or quantity of the latest fact in the window; unknown without any',
    "latest_amount('order') < 0.5 * median('order', '24m')",
    (call) => edge(call, -1, amountOf),
  ),
  about(
    'total_score',
    '某类事实的分值之和',
    'sum of the scores of a kind',
    "total_score('enquiry_competitor', '90d') >= 3",
    (call) => scores(call, (found) => found.total),
  ),
  about(
    'average_score',
    '某类事实的平均分，没有则未知',
    'mean score of a kind; unknown without any',
    "average_score('survey_csat', '180d') < 60",
    (call) => scores(call, (found) => found.average),
  ),
  about(
    'minimum_score',
    '某类事实的最低分，没有则未知',
    'lowest score of a kind; unknown without any',
    "minimum_score('survey_csat', '180d') <= 40",
    (call) => scores(call, (found) => found.least),
  ),
  about(
    'maximum_score',
    '某类事实的最高分，没有则未知',
    'highest score of a kind; unknown without any',
    "maximum_score('promise_kept', '180d') > 7",
    (call) => scores(call, (found) => found.most),
  ),
  about(
    'deviation_score',
    '某类事实分值的标准差，少于两次则未知',
    'standard deviation of the scores; unknown from fewer than two',
    "deviation_score('survey_csat', '12m') > 20",
    (call) => scores(call, (found) => found.deviation),
  ),
  about(
    'weighted_score',
    '按金额加权的平均分，没有则未知',
    'mean score of a kind, weighted by amount; unknown without any',
    "weighted_score('receivable_due', '180d') > 30",
    weightedScore,
  ),
  about(
    'first_score',
    '窗口内第一次的分值，没有则未知',
    'score of the first fact in the window; unknown without any',
    "first_score('survey_nps') >= 9 && latest_score('survey_nps') <= 6",
    (call) => edge(call, 1, scoreOf),
  ),
  about(
    'latest_score',
    '某类事实最近一次的分值，没有则未知',
    'the latest score of a kind; unknown without any',
    "latest_score('survey_nps', '365d') >= 9",
    (call) => edge(call, -1, scoreOf),
  ),
  about(
    'distinct',
    '某类事实涉及多少个不同的品类（渠道、性质）',
    'how many different categories facts of a kind have',
    "distinct('order_item', '180d') >= 3",
    distinct,
  ),
  {
    ...about(
      'share',
      '某类事实中符合筛选的次数占比，没有则未知',
      'share of the facts of a kind that pass the filters; unknown without any',
      "share('order', '365d', 'amount < 5000') >= 0.6",
      (call) => share(call, () => 1),
    ),
    required: 3,
  },
  {
    ...about(
      'share_of_total',
      '某类事实中符合筛选的金额（数量）占比，没有则未知',
      'share of the amounts of a kind in facts that pass the filters; unknown without any',
      "share_of_total('order_item', '180d', 'category:环保板') < 0.2",
      (call) => share(call, amountOrZero),
    ),
    required: 3,
  },
  {
    ...about(
      'days_since',
      '距某类事实最近一次的天数，没有则未知',
      'days since the latest fact of a kind; unknown without any',
      "days_since('order') >= 90",
      (call) => daysSince(call, -1),
    ),
    parameters: ['kind', ...FILTERS],
  },
  {
    ...about(
      'days_since_first',
      '距某类事实第一次的天数，没有则未知',
      'days since the first fact of a kind; unknown without any',
      "days_since_first('order') < 90",
      (call) => daysSince(call, 1),
    ),
    parameters: ['kind', ...FILTERS],
  },
  {
    ...about(
      'months_without',
      '最近一次之后过完的整自然月数，没有则未知',
      'whole calendar months since the latest fact of a kind; unknown without any',
      "months_without('order') >= 2",
      monthsWithout,
    ),
    parameters: ['kind', ...FILTERS],
  },
];

function about(name: string, zh: string, en: string, example: string, make: (call: Call) => NumberOf): Word {
  const [parameters, required, returns, isMeasure] = [KIND_WINDOW_FILTERS, 1, 'number', true] as const;
  return { name, parameters, required, returns, zh, en, example, isMeasure, make };
}

/** What is gathered of one customer; only ever of one at a time. */
const found = new Statistics();
const values = new Values();
const categories = new IntegerSet();

type ValueAt = (view: CustomerView, index: number) => number;

/** Fills `found` with the values of the facts in a window; false where nothing may be said. NaN is no value. */
export function gather(
  view: CustomerView,
  kind: number,
  window: Window | null,
  sieve: Sieve | null,
  valueAt: ValueAt,
): boolean {
  if (!view.enter(kind, window) || (sieve !== null && !sieve.isReady(view))) return false;
  found.clear();
  for (let index = view.sliceFrom; index < view.sliceTo; index++) {
    if (view.kind[index] !== kind || (sieve !== null && !sieve.lets(view, index))) continue;
    const value = valueAt(view, index);
    if (Number.isNaN(value)) continue;
    found.add(value);
    view.trace?.add(view.source[index]);
  }
  return true;
}

function amounts(call: Call, read: (found: Statistics) => number): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  const inMoney = isMoney(kind);
  return (view) => {
    if (!gather(view, kind, window, sieve, amountOf)) return Number.NaN;
    return inMoney ? read(found) / view.settings.minorUnits : read(found);
  };
}

function scores(call: Call, read: (found: Statistics) => number): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  return (view) => (gather(view, kind, window, sieve, scoreOf) ? read(found) : Number.NaN);
}

function count(call: Call): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  return (view) => countIn(view, kind, window, sieve);
}

/** How many facts of a kind lie in a window; NaN where nothing may be said. */
export function countIn(view: CustomerView, kind: number, window: Window | null, sieve: Sieve | null): number {
  if (!view.enter(kind, window) || (sieve !== null && !sieve.isReady(view))) return Number.NaN;
  let facts = 0;
  for (let index = view.sliceFrom; index < view.sliceTo; index++) {
    if (view.kind[index] !== kind || (sieve !== null && !sieve.lets(view, index))) continue;
    facts += 1;
    view.trace?.add(view.source[index]);
  }
  return facts;
}

function median(call: Call): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  const inMoney = isMoney(kind);
  return (view) => {
    if (!view.enter(kind, window) || (sieve !== null && !sieve.isReady(view))) return Number.NaN;
    values.clear();
    for (let index = view.sliceFrom; index < view.sliceTo; index++) {
      if (view.kind[index] !== kind || Number.isNaN(view.amount[index])) continue;
      if (sieve !== null && !sieve.lets(view, index)) continue;
      values.add(view.amount[index]);
      view.trace?.add(view.source[index]);
    }
    return inMoney ? values.quantile(0.5) / view.settings.minorUnits : values.quantile(0.5);
  };
}

function distinct(call: Call): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  return (view) => {
    if (!view.enter(kind, window) || (sieve !== null && !sieve.isReady(view))) return Number.NaN;
    return distinctCategories(view, kind, view.sliceFrom, view.sliceTo, sieve);
  };
}

/** How many different categories the facts [from, to) of a kind have. */
export function distinctCategories(
  view: CustomerView,
  kind: number,
  from: number,
  to: number,
  sieve: Sieve | null = null,
): number {
  categories.clear();
  for (let index = from; index < to; index++) {
    const category = view.category[index];
    if (view.kind[index] !== kind || category <= 0) continue;
    if (sieve !== null && !sieve.lets(view, index)) continue;
    categories.add(category);
    view.trace?.add(view.source[index]);
  }
  return categories.size;
}

function share(call: Call, weightAt: ValueAt): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.window(1), call.sieve(2)];
  return (view) => {
    if (sieve === null || !view.enter(kind, window) || !sieve.isReady(view)) return Number.NaN;
    let [part, whole] = [0, 0];
    for (let index = view.sliceFrom; index < view.sliceTo; index++) {
      if (view.kind[index] !== kind) continue;
      const weight = weightAt(view, index);
      whole += weight;
      if (sieve.lets(view, index)) part += weight;
      view.trace?.add(view.source[index]);
    }
    return whole > 0 ? part / whole : Number.NaN;
  };
}

function weightedScore(call: Call): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  return (view) => {
    if (!view.enter(kind, window) || (sieve !== null && !sieve.isReady(view))) return Number.NaN;
    let [total, weight] = [0, 0];
    for (let index = view.sliceFrom; index < view.sliceTo; index++) {
      if (view.kind[index] !== kind || view.score[index] === NO_SCORE) continue;
      if (sieve !== null && !sieve.lets(view, index)) continue;
      const own = amountOrZero(view, index);
      total += own * view.score[index];
      weight += own;
      view.trace?.add(view.source[index]);
    }
    return weight > 0 ? total / weight : Number.NaN;
  };
}

/** The value at one end of a window: facts of one day have no order among them, so their mean stands for the day. */
function edge(call: Call, step: 1 | -1, valueAt: ValueAt): NumberOf {
  const [kind, window, sieve] = [call.kind(0), call.windowOrAll(1), call.sieve(2)];
  const inMoney = valueAt === amountOf && isMoney(kind);
  return (view) => {
    if (!view.enter(kind, window) || (sieve !== null && !sieve.isReady(view))) return Number.NaN;
    const units = inMoney ? view.settings.minorUnits : 1;
    let [day, total, facts] = [Number.NaN, 0, 0];
    for (
      let index = step === 1 ? view.sliceFrom : view.sliceTo - 1;
      index >= view.sliceFrom && index < view.sliceTo && !(step * (view.day[index] - day) > 0);
      index += step
    ) {
      const value = view.kind[index] === kind ? valueAt(view, index) : Number.NaN;
      if (Number.isNaN(value) || (sieve !== null && !sieve.lets(view, index))) continue;
      day = view.day[index];
      total += value;
      facts += 1;
      view.trace?.add(view.source[index]);
    }
    return facts > 0 ? total / facts / units : Number.NaN;
  };
}

function daysSince(call: Call, step: 1 | -1): NumberOf {
  const [kind, sieve] = [call.kind(0), call.sieve(1)];
  return (view) => {
    const index = edgeIndex(view, kind, sieve, step);
    return index < 0 ? Number.NaN : view.asOfDay(kind) - view.day[index];
  };
}

function monthsWithout(call: Call): NumberOf {
  const [kind, sieve] = [call.kind(0), call.sieve(1)];
  return (view) => {
    const index = edgeIndex(view, kind, sieve, -1);
    if (index < 0) return Number.NaN;
    // As-of's own month counts once its last day is over, which is what the day after it tells.
    return Math.max(0, monthIndex(view.asOfDay(kind) + 1) - monthIndex(view.day[index]) - 1);
  };
}

/** The index of the first (1) or latest (−1) fact of a kind; −1 where there is none or nothing may be said. */
function edgeIndex(view: CustomerView, kind: number, sieve: Sieve | null, step: 1 | -1): number {
  if (!view.isConnected(kind) || (sieve !== null && !sieve.isReady(view))) return -1;
  for (let index = step === 1 ? 0 : view.count - 1; index >= 0 && index < view.count; index += step) {
    if (view.kind[index] !== kind || (sieve !== null && !sieve.lets(view, index))) continue;
    view.trace?.add(view.source[index]);
    return index;
  }
  return -1;
}

function amountOf(view: CustomerView, index: number): number {
  return view.amount[index];
}

function amountOrZero(view: CustomerView, index: number): number {
  return view.amount[index] || 0;
}

function scoreOf(view: CustomerView, index: number): number {
  return view.score[index] === NO_SCORE ? Number.NaN : view.score[index];
}
