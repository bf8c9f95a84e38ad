import type { Catalogue } from './message.ts';

/** Orders, interactions, complaints and their facts. */
export const factMessages = {
  order_unknown: {
    kind: 'not_found',
    zh: '找不到这张订单。请返回客户的订单列表重新选择。',
    en: "No such order. Go back to the customer's orders and choose again.",
  },
  occurred_in_future: {
    kind: 'invalid',
    zh: '发生时间不能晚于现在。请改为实际发生的时间；以后要做的事请建待办。',
    en: 'It cannot have happened later than now. Give the time it happened; for what is still to do make a task.',
  },
  complaint_unknown: {
    kind: 'not_found',
    zh: '找不到这条投诉。请返回客户的投诉列表重新选择。',
    en: "No such complaint. Go back to the customer's complaints and choose again.",
  },
  complaint_not_resolved: {
    kind: 'conflict',
    zh: '这条投诉还没有解决，不需要重新打开。',
    en: 'This complaint is still open, there is nothing to reopen.',
  },
} as const satisfies Catalogue;
