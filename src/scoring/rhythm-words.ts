import type { CustomerView } from './customer-view.ts';
import { KIND } from './fact-kinds.ts';
import { distinctCategories } from './fact-words.ts';
import type { Rhythm } from './rhythm.ts';
import { Statistics } from './statistics.ts';
import { isComparison, type Window } from './window.ts';
import type { NumberOf, Word } from './word.ts';

/** A rate needs this many season-days of history before the window (domain 3.2, no. 1). */
const RATE_HISTORY_MIN = 90;
/** In how many season-days a rate is said. */
const RATE_DAYS = 30;
const CYCLES_MAX = 64;
const WINDOWS_MAX = 12;

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
    name: 'longest_gap',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '已知间隔中最长的（有效天），没有则未知',
    en: 'the longest of the known gaps in season-days; unknown without any',
    example: "silent_days('order') > longest_gap('order')",
    isMeasure: true,
    make: (call) => ofGaps(call.kind(0), (found) => found.most),
  },
  {
    name: 'gap_variation',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '间隔的变异系数：标准差 ÷ 平均，少于两个间隔则未知',
    en: 'how uneven the known gaps are: standard deviation ÷ mean; unknown from fewer than two',
    example: "gap_variation('order') < 0.5",
    isMeasure: true,
    make: (call) => ofGaps(call.kind(0), (found) => found.deviation / found.average),
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
    name: 'rate_before',
    parameters: ['kind', 'window', 'days'],
    required: 3,
    returns: 'number',
    zh: '窗口之前的自身频率：每 30 有效天的采购次，从之前多长一段算起',
    en: 'the own rate before a window: occasions in 30 season-days, over so long a time before it',
    example: "rate_before('order', '90d', '24m') >= 1",
    isMeasure: true,
    make: (call) => {
      const rate = rateBefore(call.kind(0), call.window(1), call.window(2));
      return (view) => RATE_DAYS * rate(view);
    },
  },
  {
    name: 'own_cycles',
    parameters: ['kind', 'constant', 'constant'],
    required: 3,
    ranges: { 1: { min: 1, max: CYCLES_MAX }, 2: { min: 0.1, max: 20, isFraction: true } },
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
    ranges: { 1: { min: 1, max: CYCLES_MAX }, 2: { min: 0.1, max: 20, isFraction: true } },
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
    ranges: { 1: { min: 1, max: WINDOWS_MAX }, 2: { min: 1, max: 100 } },
    returns: 'number',
    zh: '之前几个同长窗口的平均品类数（每个窗口至少几次采购）',
    en: 'mean number of categories in up to so many equal windows before, each with so many occasions at least',
    example: "categories_before(own80(4, '90d', '365d'), 4, 3) >= 5",
    isMeasure: true,
    make: (call) => categoriesBefore(call.window(0), call.constant(1), call.constant(2)),
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
];

function ofRhythm(kind: number, read: (rhythm: Rhythm, view: CustomerView) => number): NumberOf {
  return (view) => {
    if (!view.isConnected(kind)) return Number.NaN;
    traceOccasions(view, kind, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    return read(view.rhythm(kind), view);
  };
}

/** What is gathered of one customer; only ever of one at a time. */
const gapsFound = new Statistics();

/** Reads the gaps that count: the latest ones, as many as the rhythm knows. */
function ofGaps(kind: number, read: (found: Statistics) => number): NumberOf {
  return ofRhythm(kind, (rhythm, view) => {
    gapsFound.clear();
    for (let later = rhythm.count - rhythm.gapCount; later < rhythm.count; later++) {
      gapsFound.add(view.season.between(rhythm.days[later - 1], rhythm.days[later]));
    }
    return read(gapsFound);
  });
}

function occasions(kind: number, window: Window | null): NumberOf {
  return (view) => {
    if (!view.isConnected(kind)) return Number.NaN;
    if (window === null) return view.rhythm(kind).count;
    if (!view.resolve(window, view.asOfDay(kind))) return Number.NaN;
    const { windowFrom, windowTo } = view;
    if (isComparison(window) && (view.count === 0 || windowFrom < view.day[0] - 1)) return Number.NaN;
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
  const rate = rateBefore(kind, window, base);
  return (view) => {
    const perDay = rate(view);
    if (Number.isNaN(perDay) || !view.resolve(window, view.asOfDay(kind))) return Number.NaN;
    traceOccasions(view, kind, view.windowFrom, view.windowTo);
    return perDay * view.season.between(view.windowFrom, view.windowTo);
  };
}

/** Occasions per season-day. */
function rateBefore(kind: number, window: Window, base: Window): NumberOf {
  return (view) => {
    if (!view.isConnected(kind) || !view.resolve(window, view.asOfDay(kind))) return Number.NaN;
    const to = view.windowFrom;
    const rhythm = view.rhythm(kind);
    if (rhythm.count === 0 || !view.resolve(base, to)) return Number.NaN;
    // From the first occasion on, and without it: a count that starts with an occasion would be one too high.
    const from = Math.max(view.windowFrom, rhythm.days[0]);
    const length = view.season.between(from, to);
    if (length < RATE_HISTORY_MIN) return Number.NaN;
    traceOccasions(view, kind, from, to);
    return rhythm.countBetween(from, to) / length;
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

/** Notes the facts behind the occasions of (from, to]. */
function traceOccasions(view: CustomerView, kind: number, from: number, to: number): void {
  if (view.trace === null) return;
  for (let index = 0; index < view.count; index++) {
    if (view.kind[index] === kind && view.day[index] > from && view.day[index] <= to)
      view.trace.add(view.source[index]);
  }
}
