import type { Said } from '../health/health.ts';
import type { Fact, FactKindName } from '../timeline/timeline.ts';

/** What the owning modules' tables say about a fact of theirs. */
export interface StoryDetail {
  readonly text: string | null;
  readonly number: string | null;
  readonly by: { readonly id: string; readonly name: string } | null;
}

/** Kinds that stand on a customer's page; the rest are parts of them or machinery. */
export const STORY_KINDS = [
  'order',
  'return',
  'delivery',
  'payment',
  'interaction',
  'complaint_opened',
  'complaint_solved',
  'complaint_reopened',
  'survey_nps',
  'survey_csat',
  'enquiry_competitor',
  'enquiry_product',
  'enquiry_policy',
  'referral_made',
  'referral_won',
  'visit',
  'mention',
  'tag_set',
  'tag_removed',
  'tier_changed',
  'owner_changed',
  'contact_left',
  'milestone',
  'warning_signal_raised',
  'warning_signal_cleared',
  'next_need_stated',
  'credit_hold_set',
  'credit_hold_lifted',
  'supplier_change_threatened',
] as const satisfies readonly FactKindName[];

type StoryKind = (typeof STORY_KINDS)[number];

const TITLES: Readonly<Record<StoryKind, Said>> = {
  order: { zh: '订单', en: 'Order' },
  return: { zh: '退货', en: 'Return' },
  delivery: { zh: '交付', en: 'Delivery' },
  payment: { zh: '回款', en: 'Payment' },
  interaction: { zh: '联系', en: 'Contact' },
  complaint_opened: { zh: '投诉', en: 'Complaint' },
  complaint_solved: { zh: '投诉已解决', en: 'Complaint solved' },
  complaint_reopened: { zh: '投诉重新打开', en: 'Complaint reopened' },
  survey_nps: { zh: '推荐打分', en: 'Recommendation answer' },
  survey_csat: { zh: '满意度', en: 'Satisfaction' },
  enquiry_competitor: { zh: '竞品信号', en: 'Competitor signal' },
  enquiry_product: { zh: '新品咨询', en: 'Product enquiry' },
  enquiry_policy: { zh: '政策咨询', en: 'Policy enquiry' },
  referral_made: { zh: '转介绍', en: 'Referral' },
  referral_won: { zh: '转介绍成交', en: 'Referral won' },
  visit: { zh: '到访', en: 'Visit' },
  mention: { zh: '被提及', en: 'Mention' },
  tag_set: { zh: '加标签', en: 'Tag set' },
  tag_removed: { zh: '去标签', en: 'Tag removed' },
  tier_changed: { zh: '客户等级变更', en: 'Tier changed' },
  owner_changed: { zh: '负责人变更', en: 'Owner changed' },
  contact_left: { zh: '联系人离开', en: 'Contact left' },
  milestone: { zh: '里程碑', en: 'Milestone' },
  warning_signal_raised: { zh: '发出预警', en: 'Warning raised' },
  warning_signal_cleared: { zh: '预警解除', en: 'Warning cleared' },
  next_need_stated: { zh: '说了下次需求', en: 'Next need stated' },
  credit_hold_set: { zh: '停货', en: 'Credit hold' },
  credit_hold_lifted: { zh: '恢复供货', en: 'Credit hold lifted' },
  supplier_change_threatened: { zh: '说考虑换供应商', en: 'May change supplier' },
};

/** The heading of an entry: what happened, and the document's number where it has one. */
export function titleOf(kind: StoryKind, detail: StoryDetail | undefined, warning: Said | null): Said {
  const title = TITLES[kind];
  if (warning !== null) return { zh: `${title.zh}：${warning.zh}`, en: `${title.en}: ${warning.en}` };
  const number = detail?.number ?? null;
  return number === null ? title : { zh: `${title.zh} ${number}`, en: `${title.en} ${number}` };
}

/** Days late of a delivery as words; null where there is nothing to say. */
export function deliverySaid({ score, amount }: Fact): Said | null {
  if (score === null) return null;
  const lines = amount ?? 0;
  if (score <= 0) return { zh: `${lines} 行，按时`, en: `${lines} lines, on time` };
  return { zh: `${lines} 行，迟 ${score} 天`, en: `${lines} lines, ${score} days late` };
}
