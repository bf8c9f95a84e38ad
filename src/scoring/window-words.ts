import { previousWindow, type Stretch, type Window, windowBefore, windowBetween, windowYearsAgo } from './window.ts';
import type { Call, Word } from './word.ts';

const MONTHS_MAX = 60;
const YEARS_MAX = 9;
const FACTOR_MAX = 20;

/** Words that make windows of other windows. */
export const windowWords: readonly Word[] = [
  window(
    'own',
    '窗口：自身间隔中位数的几倍，至少、至多',
    'a window of so many own median gaps, at least and at most so long',
    "occasions('order', own(3, '90d', '540d')) >= 2",
    (call) => ownWindow('median', call),
    { parameters: ['constant', 'days', 'days'], ranges: { 0: { min: 0.1, max: FACTOR_MAX, isFraction: true } } },
  ),
  window(
    'own80',
    '窗口：自身节奏（gap80）的几倍，至少、至多',
    'a window of so many own rhythms (gap80), at least and at most so long',
    "distinct('order_item', own80(4, '90d', '365d')) >= 3",
    (call) => ownWindow('gap80', call),
    { parameters: ['constant', 'days', 'days'], ranges: { 0: { min: 0.1, max: FACTOR_MAX, isFraction: true } } },
  ),
  window(
    'before',
    '窗口：在另一窗口之前的那一段',
    'a window that ends where another one begins',
    "count('complaint_opened', before('365d', '90d')) >= 1",
    (call) => windowBefore(call.window(0), call.window(1)),
    { parameters: ['length', 'window'] },
  ),
  window(
    'previous',
    '窗口：紧接在前的同长窗口',
    'the window of the same length just before',
    "count('order', '90d') < count('order', previous('90d'))",
    (call) => previousWindow(call.window(0)),
    { parameters: ['window'] },
  ),
  window(
    'between',
    '窗口：两个时点之间，如 180 天前到 90 天前（同用天或同用月）',
    'a window between two days back, from 180 days ago to 90 days ago for instance; both in days or both in months',
    "count('order', between('180d', '90d')) == 0",
    (call) => windowBetween(call.window(0), call.window(1)) ?? call.window(0),
    { parameters: ['days', 'days'] },
  ),
  window(
    'last_year',
    '窗口：去年的相同日期',
    'the same dates a year before',
    "total('order', '90d') < 0.8 * total('order', last_year('90d'))",
    (call) => windowYearsAgo(call.window(0), 1, 'date'),
    { parameters: ['window'] },
  ),
  window(
    'same_season',
    '窗口：往年同季（按农历对齐，长度不变；几年前，缺省为 1）',
    'the same part of the season of an earlier year, aligned on the lunar new year and as long (how many years back, else 1)',
    "count('order', '90d') < count('order', same_season('90d'))",
    (call) => windowYearsAgo(call.window(0), call.has(1) ? call.constant(1) : 1, 'season'),
    { parameters: ['window', 'constant'], ranges: { 1: { min: 1, max: YEARS_MAX } } },
  ),
  window(
    'whole_months',
    '窗口：最近几个过完的自然月',
    'the last calendar months that are over',
    "total('order', whole_months(3)) < 100000",
    (call) => ({ unit: 'whole_months', length: call.constant(0), after: null }),
    { parameters: ['constant'], ranges: { 0: { min: 1, max: MONTHS_MAX } } },
  ),
  window('this_month', '窗口：本月至今', 'the calendar month so far', "count('order', this_month()) == 0", () => {
    return { unit: 'this_month', after: null };
  }),
  window('this_year', '窗口：今年至今', 'the calendar year so far', 'spend(this_year()) >= 1000000', () => {
    return { unit: 'this_year', after: null };
  }),
];

function window(
  name: string,
  zh: string,
  en: string,
  example: string,
  make: (call: Call) => Window,
  { parameters = [], ranges }: Partial<Pick<Word, 'parameters' | 'ranges'>> = {},
): Word {
  const required = name === 'same_season' ? 1 : parameters.length;
  return { name, parameters, required, ranges, returns: 'window', zh, en, example, isMeasure: false, make };
}

/** The limits are written as days and meant as season-days, like the own gap. */
function ownWindow(gap: 'median' | 'gap80', call: Call): Stretch {
  const [min, max] = [call.window(1), call.window(2)];
  if (min.unit !== 'days' || max.unit !== 'days') throw new Error('limits of an own window are days');
  return { unit: 'own', gap, factor: call.constant(0), daysMin: min.length, daysMax: max.length, after: null };
}
