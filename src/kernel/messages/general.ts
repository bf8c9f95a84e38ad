import type { Catalogue } from './message.ts';

/** Words that any folder may need: input, dates, money, pages. */
export const generalMessages = {
  input_invalid: {
    kind: 'invalid',
    zh: '{field} 不正确：{reason}。请改正后再试。',
    en: '{field} is not valid: {reason}. Correct it and try again.',
  },
  not_found: {
    kind: 'not_found',
    zh: '找不到{what}。它可能已被删除，请返回列表重新选择。',
    en: 'No such {what}. It may be gone; go back to the list and choose again.',
  },
  changed_meanwhile: {
    kind: 'conflict',
    zh: '您打开后，这条记录已被别人修改。请刷新后再试。',
    en: 'Someone changed this record after you opened it. Reload and try again.',
  },
  body_too_large: {
    kind: 'too_large',
    zh: '内容太大：上限 {limit}。请分成几份再提交。',
    en: 'Too large: the limit is {limit}. Split it and send the parts.',
  },
  too_many_requests: {
    kind: 'too_many',
    zh: '请求太频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  internal_error: {
    kind: 'unavailable',
    zh: '系统出错了，我们没有保存任何改动。请把编号 {requestId} 告诉管理员。',
    en: 'Something broke on our side and nothing was saved. Tell your administrator the number {requestId}.',
  },
  date_malformed: {
    kind: 'invalid',
    zh: '“{text}”不是日期。请写成 2026-11-23。',
    en: '“{text}” is not a date. Write it as 2026-11-23.',
  },
  zone_unknown: {
    kind: 'invalid',
    zh: '不认识时区“{zone}”。请写成 Asia/Shanghai 这样的名字。',
    en: 'Unknown time zone “{zone}”. Write a name such as Asia/Shanghai.',
  },
  currency_unknown: {
    kind: 'invalid',
    zh: '不认识货币“{currency}”。请写三个字母的代码，如 CNY。',
    en: 'Unknown currency “{currency}”. Write a three-letter code such as CNY.',
  },
  amount_malformed: {
    kind: 'invalid',
    zh: '“{text}”不是金额。请写成 1234.50。',
    en: '“{text}” is not an amount. Write it as 1234.50.',
  },
  amount_too_precise: {
    kind: 'invalid',
    zh: '金额“{text}”的小数位太多：{currency} 最多 {digits} 位。',
    en: 'Amount “{text}” has too many decimals: {currency} has at most {digits}.',
  },
  amount_too_large: {
    kind: 'invalid',
    zh: '金额“{text}”太大，无法精确保存。请检查单位。',
    en: 'Amount “{text}” is too large to be stored exactly. Check its unit.',
  },
  page_out_of_range: {
    kind: 'invalid',
    zh: '分页参数 {field} 应在 {min} 到 {max} 之间。',
    en: 'Page parameter {field} must be between {min} and {max}.',
  },
  working_time_too_far: {
    kind: 'invalid',
    zh: '{days} 天之内凑不够时限要的工作时间。请检查工作日历。',
    en: '{days} days hold less working time than the limit asks for. Check the working calendar.',
  },
  number_too_large: {
    kind: 'invalid',
    zh: '数字 {number} 太大，无法精确表示。请检查单位。',
    en: 'The number {number} is too large to be exact. Check its unit.',
  },
} as const satisfies Catalogue;
