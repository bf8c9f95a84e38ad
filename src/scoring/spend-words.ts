import type { CustomerView } from './customer-view.ts';
import { sameSeasonDay } from './lunar-new-year.ts';
import { netSpend } from './net-spend.ts';
import { previousWindow, type Window } from './window.ts';
import type { NumberOf, Word } from './word.ts';

/** Earlier than any day of a book. */
const ALWAYS = Number.NEGATIVE_INFINITY;
const YEARS_MAX = 9;

/** Words about the amount as the company counts it (口径). */
export const spendWords: readonly Word[] = [
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
    name: 'change_of_spend',
    parameters: ['window'],
    required: 1,
    returns: 'number',
    zh: '窗口的采购额（按方案口径）比前一个同长窗口的升降',
    en: 'rise or fall of the amount on the basis of the plan against the window before',
    example: "change_of_spend('180d') <= -0.2",
    isMeasure: true,
    make: (call) => changeOfSpend(call.window(0)),
  },
  {
    name: 'spend_last_years',
    parameters: ['window', 'constant'],
    required: 2,
    ranges: { 1: { min: 1, max: YEARS_MAX } },
    returns: 'number',
    zh: '往年同季的平均采购额（按农历对齐，至多几年），不足则未知',
    en: 'mean spend in the same season of up to so many earlier years, aligned on the lunar new year',
    example: "spend('120d') / spend_last_years('120d', 2) < 0.8",
    isMeasure: true,
    make: (call) => spendLastYears(call.window(0), call.constant(1)),
  },
];

function spend(window: Window | null): NumberOf {
  return (view) => {
    if (!view.enter(view.basis.plus, window)) return Number.NaN;
    const from = window === null ? ALWAYS : view.windowFrom;
    const to = window === null ? view.asOfDay(view.basis.plus) : view.windowTo;
    return netSpend(view, from, to) / view.settings.minorUnits;
  };
}

function changeOfSpend(window: Window): NumberOf {
  const before = previousWindow(window);
  return (view) => {
    const { plus } = view.basis;
    if (!view.enter(plus, before)) return Number.NaN;
    const earlier = netSpend(view, view.windowFrom, view.windowTo);
    if (!view.enter(plus, window)) return Number.NaN;
    const later = netSpend(view, view.windowFrom, view.windowTo);
    if (earlier <= 0) return earlier === later ? 0 : Number.NaN;
    return (later - earlier) / earlier;
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
