import {
  COMPLAINT_FILTERS,
  CONSENT_FILTERS,
  CONTACT_FILTERS,
  CONTACT_ROLE_FILTERS,
  DELIVERY_FILTERS,
  type NamedFilters,
  NEED_FILTERS,
  OWNER_FILTERS,
  PAPER_FILTERS,
  PLACE_FILTERS,
  PROJECT_FILTERS,
  RELATION_FILTERS,
  SERVICE_ROLE_FILTERS,
  TERM_FILTERS,
} from './fact-filters.ts';

/** What the `amount` of a kind of fact counts. */
export type AmountMeaning = 'money' | 'count' | 'day';

/** One kind of fact on the timeline. Codes never change meaning; the reference table of the database mirrors them. */
export interface FactKind {
  readonly code: number;
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly amount?: AmountMeaning;
  readonly score?: string;
  readonly category?: string;
  /** Conditions on score or category that an expression may name. */
  readonly filters?: NamedFilters;
}

/** All kinds, by code. */
export const FACT_KINDS: readonly FactKind[] = [
  {
    code: 1,
    key: 'order',
    zh: '订单',
    en: 'order',
    amount: 'money',
    category: 'kind of papers',
    filters: PAPER_FILTERS,
  },
  { code: 2, key: 'order_item', zh: '订单品类', en: 'order item', amount: 'money', category: 'product category' },
  { code: 3, key: 'return', zh: '退货', en: 'return', amount: 'money', score: 'days since its order' },
  { code: 4, key: 'return_item', zh: '退货品类', en: 'return item', amount: 'money', category: 'product category' },
  {
    code: 5,
    key: 'delivery',
    zh: '交付',
    en: 'delivery',
    amount: 'count',
    score: 'days late',
    filters: DELIVERY_FILTERS,
  },
  { code: 6, key: 'payment', zh: '回款', en: 'payment', amount: 'money' },
  {
    code: 7,
    key: 'interaction',
    zh: '联系',
    en: 'contact',
    score: 'bits',
    category: 'channel',
    filters: CONTACT_FILTERS,
  },
  {
    code: 8,
    key: 'complaint_opened',
    zh: '投诉',
    en: 'complaint',
    score: 'severity',
    category: 'nature',
    filters: COMPLAINT_FILTERS,
  },
  {
    code: 9,
    key: 'complaint_solved',
    zh: '投诉解决',
    en: 'complaint solved',
    amount: 'count',
    score: 'severity',
    category: 'nature',
    filters: COMPLAINT_FILTERS,
  },
  {
    code: 10,
    key: 'complaint_reopened',
    zh: '投诉重开',
    en: 'complaint reopened',
    score: 'severity',
    category: 'nature',
    filters: COMPLAINT_FILTERS,
  },
  { code: 11, key: 'survey_nps', zh: '推荐打分', en: 'recommendation answer', score: '0–10' },
  { code: 12, key: 'survey_csat', zh: '满意度', en: 'satisfaction answer', score: '0–100' },
  { code: 13, key: 'enquiry_competitor', zh: '竞品信号', en: 'competitor signal', score: '1–3' },
  { code: 14, key: 'enquiry_product', zh: '产品咨询', en: 'product enquiry', category: 'product category' },
  { code: 15, key: 'enquiry_policy', zh: '政策咨询', en: 'policy enquiry' },
  { code: 16, key: 'receivable_due', zh: '应收到期', en: 'receivable due', amount: 'money', score: 'days past due' },
  { code: 17, key: 'referral_made', zh: '转介绍', en: 'referral' },
  { code: 18, key: 'referral_won', zh: '转介绍成交', en: 'referral won' },
  { code: 19, key: 'visit', zh: '拜访', en: 'visit' },
  { code: 20, key: 'mention', zh: '公开提及', en: 'mention' },
  { code: 21, key: 'tag_set', zh: '打标签', en: 'tag set', category: 'tag' },
  { code: 22, key: 'tag_removed', zh: '去标签', en: 'tag removed', category: 'tag' },
  { code: 23, key: 'tier_changed', zh: '等级变更', en: 'tier changed' },
  { code: 24, key: 'owner_changed', zh: '负责人变更', en: 'owner changed', category: 'part', filters: OWNER_FILTERS },
  { code: 25, key: 'attribute_changed', zh: '资料变更', en: 'attribute changed' },
  {
    code: 26,
    key: 'consent_changed',
    zh: '同意变更',
    en: 'consent changed',
    score: 'given 1, withdrawn 0',
    category: 'channel',
    filters: CONSENT_FILTERS,
  },
  { code: 27, key: 'note', zh: '备注', en: 'note' },
  { code: 28, key: 'contact_left', zh: '联系人离开', en: 'contact left', score: 'role', filters: CONTACT_ROLE_FILTERS },
  { code: 29, key: 'milestone', zh: '里程碑', en: 'milestone' },
  { code: 30, key: 'warning_signal_raised', zh: '预警触发', en: 'warning raised' },
  { code: 31, key: 'warning_signal_cleared', zh: '预警解除', en: 'warning cleared' },
  { code: 32, key: 'next_need_stated', zh: '下次需求', en: 'next need stated', amount: 'day' },
  { code: 33, key: 'customer_created', zh: '建档', en: 'customer created' },
  { code: 34, key: 'credit_hold_set', zh: '停货', en: 'credit hold set' },
  { code: 35, key: 'credit_hold_lifted', zh: '停货解除', en: 'credit hold lifted' },
  { code: 36, key: 'supplier_change_threatened', zh: '考虑换供应商', en: 'change of supplier threatened' },
  {
    code: 37,
    key: 'complaint_limit_missed',
    zh: '投诉超时',
    en: 'complaint past its limit',
    score: 'severity',
    category: 'nature',
    filters: COMPLAINT_FILTERS,
  },
  { code: 38, key: 'shipment', zh: '出库', en: 'shipment', amount: 'money' },
  { code: 39, key: 'invoice', zh: '开票', en: 'invoice', amount: 'money' },
  { code: 40, key: 'credit_note', zh: '红字发票', en: 'credit note', amount: 'money' },
  { code: 41, key: 'tax', zh: '税额', en: 'tax', amount: 'money', category: 'kind of fact it is part of' },
  {
    code: 42,
    key: 'terms_changed',
    zh: '账期变更',
    en: 'terms changed',
    amount: 'count',
    category: 'kind of terms',
    filters: TERM_FILTERS,
  },
  {
    code: 43,
    key: 'need_recorded',
    zh: '需求',
    en: 'need',
    category: 'nature',
    score: 'urgency 1–3',
    filters: NEED_FILTERS,
  },
  { code: 44, key: 'need_met', zh: '需求满足', en: 'need met', category: 'nature', filters: NEED_FILTERS },
  { code: 45, key: 'promise_made', zh: '承诺', en: 'promise', amount: 'day' },
  { code: 46, key: 'promise_kept', zh: '承诺兑现', en: 'promise kept', score: 'days late' },
  { code: 47, key: 'promise_overdue', zh: '承诺逾期', en: 'promise overdue', amount: 'day' },
  { code: 48, key: 'need_handed_over', zh: '需求转办', en: 'need handed over' },
  { code: 49, key: 'need_received', zh: '转办签收', en: 'hand-over received' },
  { code: 50, key: 'survey_ces', zh: '费力度', en: 'effort answer', score: '0–100' },
  {
    code: 51,
    key: 'portal_visit',
    zh: '客户来访',
    en: 'visit of the customer',
    amount: 'count',
    category: 'place',
    filters: PLACE_FILTERS,
  },
  {
    code: 52,
    key: 'customer_stock',
    zh: '客户库存',
    en: 'stock of the customer',
    amount: 'count',
    category: 'product category',
  },
  {
    code: 53,
    key: 'relation_changed',
    zh: '关系变更',
    en: 'relation changed',
    category: 'kind of relation',
    filters: RELATION_FILTERS,
  },
  {
    code: 54,
    key: 'role_changed',
    zh: '服务角色变更',
    en: 'service role changed',
    category: 'role',
    filters: SERVICE_ROLE_FILTERS,
  },
  {
    code: 55,
    key: 'contact_joined',
    zh: '联系人到任',
    en: 'contact joined',
    score: 'role',
    filters: CONTACT_ROLE_FILTERS,
  },
  { code: 56, key: 'customer_merged', zh: '客户合并', en: 'customers merged' },
  { code: 57, key: 'merge_undone', zh: '合并撤销', en: 'merge undone' },
  {
    code: 58,
    key: 'project_changed',
    zh: '项目变更',
    en: 'project changed',
    category: 'stage',
    filters: PROJECT_FILTERS,
  },
  { code: 60, key: 'manual_note', zh: '人工洞察', en: 'note on the health', amount: 'day', score: 'points' },
];

/** Codes that pure code names itself. */
export const KIND = {
  order: 1,
  orderItem: 2,
  return: 3,
  returnItem: 4,
  delivery: 5,
  payment: 6,
  interaction: 7,
  complaintOpened: 8,
  complaintSolved: 9,
  complaintReopened: 10,
  receivableDue: 16,
  consentChanged: 26,
  complaintLimitMissed: 37,
  nextNeedStated: 32,
  creditHoldSet: 34,
  creditHoldLifted: 35,
  termsChanged: 42,
  shipment: 38,
  invoice: 39,
  creditNote: 40,
  tax: 41,
  manualNote: 60,
} as const;

/** Arrays indexed by kind have this length. */
export const KIND_CODE_END = 256;

const byKey = new Map(FACT_KINDS.map((kind) => [kind.key, kind]));
const byCode = new Map(FACT_KINDS.map((kind) => [kind.code, kind]));

/** The kind with this key, or undefined. */
export function factKind(key: string): FactKind | undefined {
  return byKey.get(key);
}

/** The kind with this code, or undefined. */
export function factKindOf(code: number): FactKind | undefined {
  return byCode.get(code);
}

/** True for a kind whose amounts are stored in minor units and said in major ones. */
export function isMoney(code: number): boolean {
  return byCode.get(code)?.amount === 'money';
}

/** The code of a kind that must exist. */
export function factKindCode(key: string): number {
  const kind = byKey.get(key);
  if (kind === undefined) throw new Error(`no such kind of fact: ${key}`);
  return kind.code;
}
