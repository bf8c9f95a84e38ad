import type { CustomerView } from './customer-view.ts';
import { KIND } from './fact-kinds.ts';
import { distinctCategories, netSpend } from './fact-words.ts';
import { sameSeasonDay } from './lunar-new-year.ts';
import type { Rhythm } from './rhythm.ts';
import { type Window, windowBefore } from './window.ts';
import type { NumberOf, Word } from './word.ts';

/** Earlier than any day of a book. */
const ALWAYS = Number.NEGATIVE_INFINITY;
/** A rate needs this many season-days of history before the window (domain 3.2, no. 1). */
const RATE_HISTORY_MIN = 90;

/** Words about the own rhythm of a customer (domain 3.1). */
export const rhythmWords: readonly Word[] = [
  {
    name: 'occasions',
    parameters: ['kind', 'window'],
    required: 1,
    returns: 'number',
    zh: '采购次：净额为正的不同日子，一波供货算一次',
    en: 'distinct days with a net positive order; one wave of a project is one',
    example: "occasions('order', '365d') >= 6",
    isMeasure: true,
    make: (call) => occasions(call.kind(0), call.windowOrAll(1)),
  },
  {
    name: 'gaps',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '已知的间隔个数（最多 12）',
    en: 'how many own gaps are known, at most 12',
    example: "gaps('order') < 3",
    isMeasure: true,
    make: (call) => ofRhythm(call.kind(0), (rhythm) => rhythm.gapCount),
  },
  {
    name: 'median_gap',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '自身间隔的中位数（有效天）',
    en: 'median own gap in season-days',
    example: "median_gap('order') > 60",
    isMeasure: true,
    make: (call) => ofRhythm(call.kind(0), (rhythm) => rhythm.gapMedian),
  },
  {
    name: 'gap80',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '自身节奏：间隔的第 80 百分位，向同类收缩（有效天）',
    en: 'own rhythm: 80th percentile of the gaps, shrunk to the peers, in season-days',
    example: "gap80('order') > 120",
    isMeasure: true,
    make: (call) => ofRhythm(call.kind(0), (rhythm) => rhythm.gap80),
  },
  {
    name: 'is_bursty',
    parameters: ['kind'],
    required: 1,
    returns: 'boolean',
    zh: '是否成波采购（项目型）',
    en: 'whether buying comes in waves, as projects do',
    example: "is_bursty('order')",
    isMeasure: true,
    make: (call) => ofRhythm(call.kind(0), (rhythm) => (rhythm.isBursty ? 1 : 0)),
  },
  {
    name: 'silence_ratio',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '沉默程度：距上次的有效天 ÷ 自身节奏；有下次需求日的从该日算起',
    en: 'season-days since the last occasion ÷ own rhythm; counts from a stated next need where there is one',
    example: "silence_ratio('order') >= 1.5",
    isMeasure: true,
    make: (call) => silenceRatio(call.kind(0)),
  },
  {
    name: 'days_to_next_need',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '距客户说好的下次需求日还有几天；上次采购后没说过则未知',
    en: 'days until the next need the customer stated since the last purchase; unknown when none was stated',
    example: 'days_to_next_need() >= 0',
    isMeasure: true,
    make: () => (view) => statedNeed(view, view.rhythm(KIND.order).lastDay) - view.book.asOfDay,
  },
  {
    name: 'silent_days',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '距上次采购的有效天',
    en: 'season-days since the last occasion',
    example: "silent_days('order') >= 90",
    isMeasure: true,
    make: (call) => {
      const kind = call.kind(0);
      return ofRhythm(kind, (rhythm, view) => view.season.between(rhythm.lastDay, view.asOfDay(kind)));
    },
  },
  {
    name: 'expected',
    parameters: ['kind', 'window', 'days'],
    required: 3,
    returns: 'number',
    zh: '按窗口之前的自身频率，窗口内应有的采购次',
    en: 'occasions to expect in the window at the own rate before it',
    example: "expected('order', own(3, '90d', '540d'), '24m') >= 3",
    isMeasure: true,
    make: (call) => expected(call.kind(0), call.window(1), call.window(2)),
  },
  {
    name: 'own_cycles',
    parameters: ['kind', 'constant', 'constant'],
    required: 3,
    returns: 'number',
    zh: '最近有几个完整的自身周期（最多几个，周期 = 几倍节奏）',
    en: 'how many whole own cycles lie behind (at most so many; cycle = so many gap80)',
    example: "own_cycles('order', 8, 1.25) >= 4",
    isMeasure: true,
    make: (call) => cycles(call.kind(0), call.constant(1), call.constant(2), (_active, all) => all),
  },
  {
    name: 'active_cycles',
    parameters: ['kind', 'constant', 'constant'],
    required: 3,
    returns: 'number',
    zh: '其中有采购的周期数',
    en: 'how many of those cycles have an occasion',
    example: "active_cycles('order', 8, 1.25) / own_cycles('order', 8, 1.25) >= 0.9",
    isMeasure: true,
    make: (call) => cycles(call.kind(0), call.constant(1), call.constant(2), (active) => active),
  },
  {
    name: 'categories_before',
    parameters: ['window', 'constant', 'constant'],
    required: 3,
    returns: 'number',
    zh: '之前几个同长窗口的平均品类数（每个窗口至少几次采购）',
    en: 'mean number of categories in up to so many equal windows before, each with so many occasions at least',
    example: "categories_before(own80(4, '90d', '365d'), 4, 3) >= 5",
    isMeasure: true,
    make: (call) => categoriesBefore(call.window(0), call.constant(1), call.constant(2)),
  },
  {
    name: 'spend',
    parameters: ['window'],
    required: 0,
    returns: 'number',
    zh: '采购额（元）：按方案口径，如出库减退货',
    en: 'the amount on the basis of the plan, shipments less returns for instance, in major units',
    example: "spend('365d') >= 1000000",
    isMeasure: true,
    make: (call) => spend(call.windowOrAll(0)),
  },
  {
    name: 'spend_last_years',
    parameters: ['window', 'constant'],
    required: 2,
    returns: 'number',
    zh: '往年同季的平均采购额（按农历对齐，至多几年），不足则未知',
    en: 'mean spend in the same season of up to so many earlier years, aligned on the lunar new year',
    example: "spend('120d') / spend_last_years('120d', 2) < 0.8",
    isMeasure: true,
    make: (call) => spendLastYears(call.window(0), call.constant(1)),
  },
  {
    name: 'season_days',
    parameters: ['window'],
    required: 1,
    returns: 'number',
    zh: '窗口内的有效天',
    en: 'season-days in a window',
    example: "season_days('90d') >= 60",
    isMeasure: true,
    make: (call) => {
      const window = call.window(0);
      return (view) => {
        if (!view.resolve(window, view.asOfDay(KIND.order))) return Number.NaN;
        return view.season.between(view.windowFrom, view.windowTo);
      };
    },
  },
  {
    name: 'own',
    parameters: ['constant', 'days', 'days'],
    required: 3,
    returns: 'window',
    zh: '窗口：自身间隔中位数的几倍，至少、至多',
    en: 'a window of so many own median gaps, at least and at most so long',
    example: "occasions('order', own(3, '90d', '540d')) >= 2",
    isMeasure: false,
    make: (call) => ownWindow('median', call.constant(0), call.window(1), call.window(2)),
  },
  {
    name: 'own80',
    parameters: ['constant', 'days', 'days'],
    required: 3,
    returns: 'window',
    zh: '窗口：自身节奏（gap80）的几倍，至少、至多',
    en: 'a window of so many own rhythms (gap80), at least and at most so long',
    example: "distinct('order_item', own80(4, '90d', '365d')) >= 3",
    isMeasure: false,
    make: (call) => ownWindow('gap80', call.constant(0), call.window(1), call.window(2)),
  },
  {
    name: 'before',
    parameters: ['window', 'window'],
    required: 2,
    returns: 'window',
    zh: '窗口：在另一窗口之前的那一段',
    en: 'a window that ends where another one begins',
    example: "count('complaint_opened', before('365d', '90d')) >= 1",
    isMeasure: false,
    make: (call) => windowBefore(call.window(0), call.window(1)),
  },
];

/** The limits are written as days and meant as season-days, like the own gap. */
function ownWindow(gap: 'median' | 'gap80', factor: number, min: Window, max: Window): Window {
  if (min.unit !== 'days' || max.unit !== 'days') throw new Error('limits of an own window are days');
  return { unit: 'own', gap, factor, daysMin: min.length, daysMax: max.length, after: null };
}

function ofRhythm(kind: number, read: (rhythm: Rhythm, view: CustomerView) => number): NumberOf {
  return (view) => {
    if (!view.isConnected(kind)) return Number.NaN;
    traceOccasions(view, kind, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    return read(view.rhythm(kind), view);
  };
}

function occasions(kind: number, window: Window | null): NumberOf {
  return (view) => {
    if (!view.isConnected(kind)) return Number.NaN;
    if (window === null) return view.rhythm(kind).count;
    if (!view.resolve(window, view.asOfDay(kind))) return Number.NaN;
    const { windowFrom, windowTo } = view;
    if (window.after !== null && (view.count === 0 || windowFrom < view.day[0] - 1)) return Number.NaN;
    traceOccasions(view, kind, windowFrom, windowTo);
    return view.rhythm(kind).countBetween(windowFrom, windowTo);
  };
}

function silenceRatio(kind: number): NumberOf {
  return ofRhythm(kind, (rhythm, view) => {
    const asOfDay = view.asOfDay(kind);
    const ratio = view.season.between(rhythm.lastDay, asOfDay) / rhythm.gap80;
    const need = statedNeed(view, rhythm.lastDay);
    if (Number.isNaN(need)) return ratio;
    const late = view.season.between(need, asOfDay);
    return late <= 0 ? Math.min(ratio, 1) : Math.max(Math.min(ratio, 1), 1 + late / view.settings.rhythm.nextNeedDays);
  });
}

/** The day of the next need, if one was stated after the last order and lies after it; else NaN. */
export function statedNeed(view: CustomerView, lastDay: number): number {
  for (let index = view.count - 1; index >= 0 && !(view.day[index] < lastDay); index--) {
    if (view.kind[index] !== KIND.nextNeedStated) continue;
    view.trace?.add(view.source[index]);
    return view.amount[index] > lastDay ? view.amount[index] : Number.NaN;
  }
  return Number.NaN;
}

function expected(kind: number, window: Window, base: Window): NumberOf {
  return (view) => {
    if (!view.isConnected(kind) || !view.resolve(window, view.asOfDay(kind))) return Number.NaN;
    const { windowFrom, windowTo } = view;
    const rhythm = view.rhythm(kind);
    if (rhythm.count === 0 || !view.resolve(base, windowFrom)) return Number.NaN;
    // From the first occasion on, and without it: a count that starts with an occasion would be one too high.
    const from = Math.max(view.windowFrom, rhythm.days[0]);
    const length = view.season.between(from, windowFrom);
    if (length < RATE_HISTORY_MIN) return Number.NaN;
    traceOccasions(view, kind, from, windowTo);
    return (rhythm.countBetween(from, windowFrom) / length) * view.season.between(windowFrom, windowTo);
  };
}

function cycles(
  kind: number,
  cyclesMax: number,
  factor: number,
  pick: (active: number, all: number) => number,
): NumberOf {
  return ofRhythm(kind, (rhythm, view) => {
    if (Number.isNaN(rhythm.gap80) || rhythm.count === 0) return Number.NaN;
    const asOfDay = view.asOfDay(kind);
    const length = factor * rhythm.gap80;
    const all = Math.min(cyclesMax, Math.floor(view.season.between(rhythm.days[0], asOfDay) / length));
    let [active, end] = [0, asOfDay];
    for (let cycle = 1; cycle <= all; cycle++) {
      const start = view.season.back(asOfDay, cycle * length);
      if (rhythm.countBetween(start, end) > 0) active += 1;
      end = start;
    }
    return pick(active, all);
  });
}

function categoriesBefore(window: Window, windowsMax: number, occasionsMin: number): NumberOf {
  return (view) => {
    if (!view.isConnected(KIND.orderItem) || !view.resolve(window, view.asOfDay(KIND.order))) return Number.NaN;
    const rhythm = view.rhythm(KIND.order);
    const length = view.season.between(view.windowFrom, view.windowTo);
    if (rhythm.count === 0 || rhythm.countBetween(view.windowFrom, view.windowTo) < occasionsMin) return Number.NaN;
    let [total, windows, to] = [0, 0, view.windowFrom];
    for (let step = 0; step < windowsMax; step++) {
      const from = view.season.back(to, length);
      if (from < rhythm.days[0] - 1) break;
      if (rhythm.countBetween(from, to) >= occasionsMin) {
        total += distinctCategories(view, KIND.orderItem, view.indexAfter(from), view.indexAfter(to));
        windows += 1;
      }
      to = from;
    }
    return windows > 0 ? total / windows : Number.NaN;
  };
}

function spend(window: Window | null): NumberOf {
  return (view) => {
    const { plus } = view.basis;
    if (!view.isConnected(plus)) return Number.NaN;
    if (window === null) return netSpend(view, ALWAYS, view.asOfDay(plus)) / view.settings.minorUnits;
    if (!view.resolve(window, view.asOfDay(plus))) return Number.NaN;
    return netSpend(view, view.windowFrom, view.windowTo) / view.settings.minorUnits;
  };
}

function spendLastYears(window: Window, yearsMax: number): NumberOf {
  return (view) => {
    const { plus } = view.basis;
    if (!view.isConnected(plus) || !view.resolve(window, view.asOfDay(plus))) return Number.NaN;
    const { windowFrom, windowTo } = view;
    const firstDay = firstDayOf(view, plus);
    let [rate, years] = [0, 0];
    for (let back = 1; back <= yearsMax; back++) {
      const [from, to] = [sameSeasonDay(windowFrom, back), sameSeasonDay(windowTo, back)];
      const length = view.season.between(from, to);
      if (!(from >= firstDay - 1) || length <= 0) break;
      rate += netSpend(view, from, to) / length;
      years += 1;
    }
    if (years === 0) return Number.NaN;
    return ((rate / years) * view.season.between(windowFrom, windowTo)) / view.settings.minorUnits;
  };
}

/** The first day with an occasion of orders, with a fact of any other kind; NaN without any. */
function firstDayOf(view: CustomerView, kind: number): number {
  const rhythm = view.rhythm(kind);
  return rhythm.count > 0 ? rhythm.days[0] : Number.NaN;
}

/** Notes the facts behind the occasions of (from, to]. */
function traceOccasions(view: CustomerView, kind: number, from: number, to: number): void {
  if (view.trace === null) return;
  for (let index = 0; index < view.count; index++) {
    if (view.kind[index] === kind && view.day[index] > from && view.day[index] <= to)
      view.trace.add(view.source[index]);
  }
}
