import type { Language } from '../../kernel/errors.ts';
import type { ClockWord } from '../../kernel/working-time.ts';

/** What credit control is asked to look at. */
export type ControlMatter = 'term_proposal' | 'credit_hold' | 'payment_late';

/** How soon each of them wants an answer. */
export const CONTROL_WITHIN: Readonly<Record<ControlMatter, { readonly count: number; readonly unit: ClockWord }>> = {
  term_proposal: { count: 1, unit: 'working_days' },
  credit_hold: { count: 3, unit: 'working_days' },
  payment_late: { count: 2, unit: 'working_days' },
};

/** The task of credit control, in its owner's language; `said` is the reason that was given, or what was noticed. */
export function controlTask(matter: ControlMatter, said: string, language: Language): { title: string; why: string } {
  const [title, why] = WORDS[matter][language];
  return { title, why: why.replace('{said}', said) };
}

const WORDS = {
  term_proposal: {
    zh: ['审批账期申请', '申请理由：{said}。请在客户的应收页批准或退回。'],
    en: ['Decide the proposed terms', 'The reason given: {said}. Approve or refuse them on the receivables tab.'],
  },
  credit_hold: {
    zh: ['停货复核', '停货原因：{said}。请与主责商定解除条件，满足后解除停货。'],
    en: [
      'Review the credit hold',
      'Held because: {said}. Agree with the owner what lifts it, and lift it once that is met.',
    ],
  },
  payment_late: {
    zh: ['核对逾期账款', '{said}。客户经理已收到预警；请核对账龄与争议，并约定还款日期。'],
    en: [
      'Check the late payment',
      '{said}. The owner has the warning; check the ageing and disputes and agree a day of payment.',
    ],
  },
} as const;

/** What became of what was asked. */
export const CONTROL_OUTCOMES = {
  approved: { zh: '已批准', en: 'Approved' },
  refused: { zh: '已退回', en: 'Refused' },
} as const;
