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
  task_unknown: {
    kind: 'not_found',
    zh: '找不到这项待办。请刷新页面后重新选择。',
    en: 'No such task. Reload the page and choose again.',
  },
} as const satisfies Catalogue;
