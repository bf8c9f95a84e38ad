import { monthIndex, weekday } from '../kernel/time.ts';
import type { CustomerView } from './customer-view.ts';
import { lunarNewYears } from './lunar-new-year.ts';
import type { NumberOf, Word } from './word.ts';

/** A habit of the week is read from so many days with an occasion at most, and needs so many at least. */
const HABIT_DAYS_MAX = 12;
const HABIT_DAYS_MIN = 4;

/** Words about the days of the week, the month and the festival. */
export const calendarWords: readonly Word[] = [
  {
    name: 'usual_weekday',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '最近 12 个采购日中最常见的星期几（1 = 周一 … 7 = 周日），不足 4 个则未知',
    en: 'the most common day of the week of the last 12 days with an occasion (1 Monday … 7 Sunday); unknown from fewer than 4',
    example: "usual_weekday('order') == 5",
    isMeasure: true,
    make: (call) => habit(call.kind(0), (day) => day + 1),
  },
  {
    name: 'weekday_share',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '这些采购日中落在最常见那天的占比（0–1）',
    en: 'the share of those days that fall on the usual one, 0–1',
    example: "weekday_share('order') >= 0.6",
    isMeasure: true,
    make: (call) => habit(call.kind(0), (_day, share) => share),
  },
  {
    name: 'days_to_usual_weekday',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '距下一个惯常采购星期几还有几天（1–7）',
    en: 'days until the next usual day of the week, 1–7',
    example: "weekday_share('order') >= 0.6 && days_to_usual_weekday('order') == 1",
    isMeasure: true,
    make: (call) => habit(call.kind(0), (day, _share, view) => 1 + ((day - weekday(view.book.asOfDay) + 6) % 7)),
  },
  today(
    'weekday',
    '今天是星期几（1 = 周一 … 7 = 周日）',
    'the day of the week, 1 Monday … 7 Sunday',
    'weekday() == 1',
    (day) => {
      return weekday(day) + 1;
    },
  ),
  today('month', '今天的月份（1–12）', 'the month, 1–12', 'month() == 1', (day) => (monthIndex(day) % 12) + 1),
  today(
    'days_to_spring_festival',
    '距下一个春节还有几天',
    'days until the next Chinese lunar new year',
    'days_to_spring_festival() <= 30',
    (day) => (lunarNewYears().find((festival) => festival >= day) ?? Number.NaN) - day,
  ),
];

/** How often each day of the week came up for the customer at work. */
const occasionsOfWeekday = new Int32Array(7);

function habit(kind: number, read: (day: number, share: number, view: CustomerView) => number): NumberOf {
  return (view) => {
    if (!view.isConnected(kind)) return Number.NaN;
    const { orderDays, orderDayCount } = view.rhythm(kind);
    const days = Math.min(orderDayCount, HABIT_DAYS_MAX);
    if (days < HABIT_DAYS_MIN) return Number.NaN;
    occasionsOfWeekday.fill(0);
    for (let index = orderDayCount - days; index < orderDayCount; index++) {
      occasionsOfWeekday[weekday(orderDays[index])] += 1;
    }
    let usual = 0;
    for (let day = 1; day < 7; day++) if (occasionsOfWeekday[day] > occasionsOfWeekday[usual]) usual = day;
    traceSince(view, kind, orderDays[orderDayCount - days]);
    return read(usual, occasionsOfWeekday[usual] / days, view);
  };
}

function traceSince(view: CustomerView, kind: number, day: number): void {
  if (view.trace === null) return;
  for (let index = view.indexAfter(day - 1); index < view.count; index++) {
    if (view.kind[index] === kind) view.trace.add(view.source[index]);
  }
}

function today(name: string, zh: string, en: string, example: string, read: (day: number) => number): Word {
  const make = () => (view: CustomerView) => read(view.book.asOfDay);
  return { name, parameters: [], required: 0, returns: 'number', zh, en, example, isMeasure: true, make };
}
