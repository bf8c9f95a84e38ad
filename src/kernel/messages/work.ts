import type { Catalogue } from './message.ts';

/** Tasks, warnings, health. */
export const workMessages = {
  as_of_in_future: {
    kind: 'invalid',
    zh: '不能评定将来的某一天。今天是 {today}，请给出今天或以前的日期。',
    en: 'A day to come cannot be judged. Today is {today}: give that day or an earlier one.',
  },
  book_not_judged: {
    kind: 'not_found',
    zh: '还没有算过健康度。请先导入订单；导入后会自动计算，也可以运行 npm run cli -- score',
    en: 'Nothing has been judged yet. Import orders first; judging follows by itself, or run npm run cli -- score',
  },
  warning_ended: {
    kind: 'conflict',
    zh: '这张预警单已经结束。请刷新页面，看看是谁结束的、为什么。',
    en: 'This case has ended already. Reload the page to see who ended it and why.',
  },
  working_periods_unfit: {
    kind: 'invalid',
    zh: '工作时段 {from}–{to} 与别的时段重叠，或结束不晚于开始。请改好后再保存。',
    en: 'The working period {from}–{to} overlaps another one, or does not end after it begins. Correct it and save again.',
  },
  notice_line_unclear: {
    kind: 'invalid',
    zh: '放假通知第 {line} 行看不懂：“{text}”（共 {count} 行）。请写成“2027-02-06 放假 春节”或“2027-02-14 上班”。',
    en: 'Line {line} of the notice is not understood: “{text}” ({count} lines in all). Write 2027-02-06 off Spring Festival, or 2027-02-14 work.',
  },
  notice_empty: {
    kind: 'invalid',
    zh: '通知里没有 {year} 年的日期。请粘贴带日期的放假安排。',
    en: 'The notice names no day of {year}. Paste the arrangement with its dates.',
  },
  notice_of_other_year: {
    kind: 'invalid',
    zh: '{day} 不在 {year} 年。请在那一年的日历里录入。',
    en: '{day} is not a day of {year}. Enter it in the calendar of its own year.',
  },
  season_span_reversed: {
    kind: 'invalid',
    zh: '淡季的结束日 {to} 早于开始日 {from}。请对调两个日期。',
    en: 'The span ends on {to}, before it begins on {from}. Swap the two days.',
  },
  tier_unknown: {
    kind: 'invalid',
    zh: '方案里没有等级“{tier}”。请从现行方案的等级中选择。',
    en: 'The plan has no tier “{tier}”. Choose one of the plan in force.',
  },
  review_day_unfit: {
    kind: 'invalid',
    zh: '复核日期要在 {from} 到 {to} 之间。请换一天。',
    en: 'The review has to be between {from} and {to}. Choose another day.',
  },
  override_unknown: {
    kind: 'not_found',
    zh: '找不到这条等级特批。请刷新页面。',
    en: 'No such override. Reload the page.',
  },
  task_unknown: {
    kind: 'not_found',
    zh: '找不到这项待办。请刷新页面后重新选择。',
    en: 'No such task. Reload the page and choose again.',
  },
} as const satisfies Catalogue;
