import { monthIndex, monthStart } from '../kernel/time.ts';
import type { CustomerView } from './customer-view.ts';
import { NO_SCORE } from './fact-columns.ts';
import { factKindOf, isMoney, KIND } from './fact-kinds.ts';
import { distinctCategories } from './fact-words.ts';
import { sameSeasonDay } from './lunar-new-year.ts';
import { netSpend } from './net-spend.ts';
import { Statistics } from './statistics.ts';
import { previousWindow, type Stretch, type Window } from './window.ts';
import type { Call, NumberOf, What, Word } from './word.ts';

/** A rise needs so many facts in the later window (G-05): from none to one is no rise. */
const RISE_FACTS_MIN = 2;
const MONTHS_MAX = 60;
const YEARLY_MONTHS_MAX = 24;

/** Words that compare windows and months with each other. */
export const trendWords: readonly Word[] = [
  {
    name: 'change',
    parameters: ['kind', 'window', 'what'],
    required: 2,
    returns: 'number',
    zh: '窗口比前一个同长窗口的升降（0.5 为升五成），按次数、金额、均额、平均分或品类数；后一窗口不足 2 次不算升',
    en: 'rise or fall of a window against the one before (0.5 is half more), by count, total, average, score or distinct; a rise needs 2 facts in the later one',
    example: "change('complaint_opened', '90d') >= 0.5",
    isMeasure: true,
    make: (call) => change(call.kind(0), call.window(1), call.what(2)),
  },
  {
    name: 'slope',
    parameters: ['kind', 'constant', 'what'],
    required: 2,
    ranges: { 1: { min: 2, max: MONTHS_MAX } },
    returns: 'number',
    zh: '最近几个整自然月的趋势：平均每月增减多少（次数、金额、均额、平均分或品类数）',
    en: 'trend over the last whole calendar months: how much more or less each month (count, total, average, score or distinct)',
    example: "slope('survey_csat', 6, 'score') < 0",
    isMeasure: true,
    make: (call) => monthly(call, slopeOf),
  },
  {
    name: 'monthly_average',
    parameters: ['kind', 'constant', 'what'],
    required: 2,
    ranges: { 1: { min: 1, max: MONTHS_MAX } },
    returns: 'number',
    zh: '最近几个整自然月的月平均（次数、金额、均额、平均分或品类数）',
    en: 'mean of the last whole calendar months (count, total, average, score or distinct)',
    example: "slope('order', 12, 'total') <= -0.05 * monthly_average('order', 12, 'total')",
    isMeasure: true,
    make: (call) => monthly(call, () => series.average),
  },
  {
    name: 'monthly_deviation',
    parameters: ['kind', 'constant', 'what'],
    required: 2,
    ranges: { 1: { min: 2, max: MONTHS_MAX } },
    returns: 'number',
    zh: '最近几个整自然月之间的标准差',
    en: 'standard deviation between the last whole calendar months',
    example:
      "total('order', whole_months(1)) < monthly_average('order', 24, 'total') - monthly_deviation('order', 24, 'total')",
    isMeasure: true,
    make: (call) => monthly(call, () => series.deviation),
  },
  {
    name: 'months_with',
    parameters: ['kind', 'constant'],
    required: 2,
    ranges: { 1: { min: 1, max: MONTHS_MAX } },
    returns: 'number',
    zh: '最近几个整自然月中有这类事实的月数',
    en: 'how many of the last whole calendar months have a fact of the kind',
    example: "months_with('order', 12) >= 10",
    isMeasure: true,
    make: (call) => monthsWith(call.kind(0), call.constant(1)),
  },
  {
    name: 'months_below_last_year',
    parameters: ['kind', 'constant', 'constant'],
    required: 2,
    ranges: { 1: { min: 1, max: YEARLY_MONTHS_MAX }, 2: { min: 0.01, max: 2, isFraction: true } },
    returns: 'number',
    zh: '到上月为止连续几个月低于去年同月（按农历对齐、按有效天折算；第三个数为几成以下，缺省为 1），最多数到第二个数',
    en: 'how many months in a row, up to the last whole one, lay below the same month a year before, aligned on the lunar new year and per season-day; the third number is the share below which one counts',
    example: "months_below_last_year('order', 3, 0.8) >= 3",
    isMeasure: true,
    make: (call) => monthsBelowLastYear(call.kind(0), call.constant(1), call.has(2) ? call.constant(2) : 1),
  },
];

/** What is gathered of one customer; only ever of one at a time. */
const found = new Statistics();
const series = new Statistics();
const totals = new Float64Array(MONTHS_MAX);
const counts = new Int32Array(MONTHS_MAX);

function change(kind: number, window: Window, what: What): NumberOf {
  const before = previousWindow(window);
  return (view) => {
    const earlier = measured(view, kind, before, what);
    const later = measured(view, kind, window, what);
    if (Number.isNaN(later) || Number.isNaN(earlier)) return Number.NaN;
    if (later > earlier && found.count < RISE_FACTS_MIN) return 0;
    return (later - earlier) / baseOf(earlier, what, later);
  };
}

/** Counts rise from nothing as from one; an amount or a mean that was nothing has no share to rise by. */
function baseOf(earlier: number, what: What, later: number): number {
  if (what === 'count' || what === 'distinct') return Math.max(earlier, 1);
  if (earlier === 0) return later === 0 ? 1 : Number.NaN;
  return Math.abs(earlier);
}

/** One figure of a window, in stored units; `found.count` is left at how many facts it has. */
function measured(view: CustomerView, kind: number, window: Window, what: What): number {
  if (!view.enter(kind, window)) return Number.NaN;
  const { sliceFrom, sliceTo } = view;
  found.clear();
  for (let index = sliceFrom; index < sliceTo; index++) {
    if (view.kind[index] !== kind) continue;
    const value = figureOf(view, index, what);
    if (Number.isNaN(value)) continue;
    found.add(value);
    view.trace?.add(view.source[index]);
  }
  if (what === 'count') return found.count;
  if (what === 'distinct') return distinctCategories(view, kind, sliceFrom, sliceTo);
  return what === 'total' ? found.total : found.average;
}

function figureOf(view: CustomerView, index: number, what: What): number {
  if (what === 'count' || what === 'distinct') return 1;
  if (what === 'score') return view.score[index] === NO_SCORE ? Number.NaN : view.score[index];
  return view.amount[index];
}

/** Months are compared with each other, so the first of them must lie behind the first fact. */
function monthly(call: Call, read: (months: number, what: What) => number): NumberOf {
  const [kind, months, what] = [call.kind(0), call.constant(1), call.what(2)];
  const window = wholeMonths(months);
  const inMoney = isMoney(kind) && (what === 'total' || what === 'average');
  return (view) => {
    if (!view.enter(kind, window) || view.count === 0 || view.windowFrom < view.day[0] - 1) return Number.NaN;
    fillMonths(view, kind, months, what);
    series.clear();
    for (let month = 0; month < months; month++) {
      const value = monthFigure(month, what);
      if (!Number.isNaN(value)) series.add(value);
    }
    const figure = read(months, what);
    return inMoney ? figure / view.settings.minorUnits : figure;
  };
}

/** Adds up the months of the slice entered, the first of which holds the day after `windowFrom`. */
function fillMonths(view: CustomerView, kind: number, months: number, what: What): void {
  totals.fill(0, 0, months);
  counts.fill(0, 0, months);
  const first = monthIndex(view.windowFrom + 1);
  for (let index = view.sliceFrom; index < view.sliceTo; index++) {
    const value = view.kind[index] === kind ? figureOf(view, index, what) : Number.NaN;
    if (Number.isNaN(value)) continue;
    const month = monthIndex(view.day[index]) - first;
    totals[month] += value;
    counts[month] += 1;
    view.trace?.add(view.source[index]);
  }
  if (what === 'distinct') fillDistinct(view, kind, months, first);
}

function fillDistinct(view: CustomerView, kind: number, months: number, first: number): void {
  for (let month = 0; month < months; month++) {
    const from = view.indexAfter(monthStart(first + month) - 1);
    totals[month] = distinctCategories(view, kind, from, view.indexAfter(monthStart(first + month + 1) - 1));
  }
}

/** A month without facts has none of them, but no average. */
function monthFigure(month: number, what: What): number {
  if (what !== 'average' && what !== 'score') return totals[month];
  return counts[month] > 0 ? totals[month] / counts[month] : Number.NaN;
}

/** The least-squares slope of the months just filled; unknown from fewer than two known ones. */
function slopeOf(months: number, what: What): number {
  let [known, sumX, sumY, sumXY, sumXX] = [0, 0, 0, 0, 0];
  for (let month = 0; month < months; month++) {
    const value = monthFigure(month, what);
    if (Number.isNaN(value)) continue;
    known += 1;
    sumX += month;
    sumY += value;
    sumXY += month * value;
    sumXX += month * month;
  }
  const width = known * sumXX - sumX * sumX;
  return width > 0 ? (known * sumXY - sumX * sumY) / width : Number.NaN;
}

function monthsWith(kind: number, months: number): NumberOf {
  const window = wholeMonths(months);
  return (view) => {
    if (!view.enter(kind, window)) return Number.NaN;
    let [last, active] = [-1, 0];
    for (let index = view.sliceFrom; index < view.sliceTo; index++) {
      if (view.kind[index] !== kind) continue;
      view.trace?.add(view.source[index]);
      const month = monthIndex(view.day[index]);
      if (month !== last) active += 1;
      last = month;
    }
    return active;
  };
}

function monthsBelowLastYear(kind: number, monthsMax: number, ratio: number): NumberOf {
  return (view) => {
    const counted = kind === KIND.order ? view.basis.plus : kind;
    if (!view.isConnected(counted)) return Number.NaN;
    const current = monthIndex(view.asOfDay(counted) + 1);
    let below = 0;
    while (below < monthsMax) {
      const difference = againstLastYear(view, kind, current - 1 - below, ratio);
      if (Number.isNaN(difference)) return Number.NaN;
      if (difference >= 0) break;
      below += 1;
    }
    return below;
  };
}

/** What a month has per season-day above a share of what the same month of last year had; NaN without that month. */
function againstLastYear(view: CustomerView, kind: number, month: number, ratio: number): number {
  const [from, to] = [monthStart(month) - 1, monthStart(month + 1) - 1];
  const before = sameSeasonDay(to, 1);
  const beforeFrom = Math.min(sameSeasonDay(from, 1), before - 1);
  if (view.count === 0 || beforeFrom < view.day[0] - 1) return Number.NaN;
  const now = volume(view, kind, from, to) / view.season.between(from, to);
  return now - (ratio * volume(view, kind, beforeFrom, before)) / view.season.between(beforeFrom, before);
}

/** Orders by their amount on the plan's basis, other kinds by their amounts, or how many where they have none. */
function volume(view: CustomerView, kind: number, from: number, to: number): number {
  if (kind === KIND.order) return netSpend(view, from, to);
  const hasAmount = factKindOf(kind)?.amount !== undefined;
  let total = 0;
  const end = view.indexAfter(to);
  for (let index = view.indexAfter(from); index < end; index++) {
    if (view.kind[index] !== kind) continue;
    total += hasAmount ? view.amount[index] || 0 : 1;
    view.trace?.add(view.source[index]);
  }
  return total;
}

function wholeMonths(length: number): Stretch {
  return { unit: 'whole_months', length, after: null };
}
