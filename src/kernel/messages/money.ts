import type { Catalogue } from './message.ts';

/** Receivables, payments, terms. */
export const moneyMessages = {
  receivable_unknown: {
    kind: 'not_found',
    zh: '找不到这张应收单据。请刷新页面后重新选择，或先导入应收单据。',
    en: 'No such receivable. Reload the page and choose again, or import the receivables first.',
  },
  hold_unknown: {
    kind: 'not_found',
    zh: '找不到这条停货记录。请刷新页面后重新选择。',
    en: 'No such credit hold. Reload the page and choose again.',
  },
  term_unknown: {
    kind: 'not_found',
    zh: '找不到这条账期。请刷新页面后重新选择。',
    en: 'No such terms. Reload the page and choose again.',
  },
  term_ends_before_start: {
    kind: 'invalid',
    zh: '账期的截止日早于开始日。请改正其中一个日期。',
    en: 'These terms end before they begin. Correct one of the two days.',
  },
  term_refused: {
    kind: 'conflict',
    zh: '这条账期申请已经被驳回。请重新提出申请。',
    en: 'These terms were refused. Propose them again.',
  },
  term_approved: {
    kind: 'conflict',
    zh: '这条账期已经批准生效，不能再驳回。请另外提出一条新的账期。',
    en: 'These terms were approved already and cannot be refused. Propose other terms instead.',
  },
} as const satisfies Catalogue;
