import type { Catalogue } from './message.ts';

/** Needs, promises, hand-overs, survey answers and observations. */
export const needMessages = {
  need_unknown: {
    kind: 'not_found',
    zh: '找不到这条需求。请刷新客户的“需求与承诺”后重新选择。',
    en: "No such need. Reload the customer's needs and promises and choose again.",
  },
  promise_unknown: {
    kind: 'not_found',
    zh: '找不到这条承诺。请刷新客户的“需求与承诺”后重新选择。',
    en: "No such promise. Reload the customer's needs and promises and choose again.",
  },
  promise_ended: {
    kind: 'conflict',
    zh: '这条承诺已经有结果（兑现或未能兑现），不能再改。如有新约定，请另记一条承诺。',
    en: 'This promise has its ending already, kept or broken. Record what was agreed since as a new promise.',
  },
  hand_over_unknown: {
    kind: 'not_found',
    zh: '找不到这条转办，或它不是转给您或您的团队的。请刷新“转办”页面。',
    en: 'No such hand-over, or not one to you or your team. Reload the hand-overs.',
  },
  hand_over_addressee: {
    kind: 'invalid',
    zh: '请选择转给一个团队，或转给一位同事，二选一。',
    en: 'Hand it to one team or to one colleague: choose exactly one.',
  },
  hand_over_answered: {
    kind: 'conflict',
    zh: '这条转办已经答复过。请刷新后查看答复。',
    en: 'This hand-over has been answered already. Reload to see the answer.',
  },
  survey_scale_unfit: {
    kind: 'invalid',
    zh: '“{question}”不能用 {scale} 分制。推荐打分只用 0-10；满意度和费力度可用 0-10、1-5、1-7 或 0-100。',
    en: '{question} cannot be answered on the scale {scale}. Recommendation takes 0-10 only; satisfaction and effort take 0-10, 1-5, 1-7 or 0-100.',
  },
  survey_answer_outside: {
    kind: 'invalid',
    zh: '{given} 不在 {scale} 分制以内。请核对答案，或改选正确的分制。',
    en: '{given} is not on the scale {scale}. Check the answer, or choose the right scale.',
  },
  observation_incomplete: {
    kind: 'invalid',
    zh: '还缺“{field}”。竞品信号要强度（1–3），客户来访要地点，客户库存要产品和数量。',
    en: '{field} is missing: a competitor signal needs its strength (1–3), a visit of the customer its place, stock its product and quantity.',
  },
} as const satisfies Catalogue;
