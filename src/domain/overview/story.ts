import { formatDay } from '../../kernel/time.ts';
import type { Said } from '../health/health.ts';
import type { Fact, FactKindName } from '../timeline/timeline.ts';

/** What the owning modules' tables say about a fact of theirs. */
export interface StoryDetail {
  /** The document's number. */
  readonly number: string | null;
  /** A sentence somebody wrote. */
  readonly text: string | null;
  /** Who or what it is about: a person, a project, a tag, a competitor, a department. */
  readonly name: string | null;
  /** What belongs to the name: who it was before, a day, an answer, a quantity. */
  readonly extra: string | null;
  /** What the fact's category stands for: a kind of terms, a role, a relation, a stage. */
  readonly key: string | null;
  readonly by: { readonly id: string; readonly name: string } | null;
}

/** What a reader may narrow the story to. */
export const STORY_GROUPS = ['order', 'contact', 'complaint', 'need', 'money', 'profile'] as const;
export type StoryGroup = (typeof STORY_GROUPS)[number];

/** Kinds that stand on a customer's page, by group; the rest are parts of them or machinery. */
const KINDS = {
  order: ['order', 'return', 'delivery', 'shipment', 'customer_stock'],
  contact: [
    ...(['interaction', 'visit', 'portal_visit', 'mention', 'enquiry_competitor', 'enquiry_product'] as const),
    ...(['enquiry_policy', 'survey_nps', 'survey_csat', 'survey_ces', 'referral_made', 'referral_won'] as const),
    ...(['supplier_change_threatened'] as const),
  ],
  complaint: [
    ...(['complaint_opened', 'complaint_solved', 'complaint_reopened', 'complaint_limit_missed'] as const),
    ...(['warning_signal_raised', 'warning_signal_cleared'] as const),
  ],
  need: [
    ...(['need_recorded', 'need_met', 'need_handed_over', 'need_received', 'promise_made', 'promise_kept'] as const),
    ...(['promise_overdue', 'next_need_stated'] as const),
  ],
  money: [
    ...(['payment', 'invoice', 'credit_note', 'receivable_due', 'terms_changed', 'credit_hold_set'] as const),
    ...(['credit_hold_lifted'] as const),
  ],
  profile: [
    ...(['tag_set', 'tag_removed', 'tier_changed', 'owner_changed', 'role_changed', 'relation_changed'] as const),
    ...(['project_changed', 'contact_joined', 'contact_left', 'customer_merged', 'merge_undone', 'milestone'] as const),
  ],
} as const satisfies Record<StoryGroup, readonly FactKindName[]>;

export type StoryKind = (typeof KINDS)[StoryGroup][number];
export const STORY_KINDS: readonly StoryKind[] = STORY_GROUPS.flatMap((group): readonly StoryKind[] => KINDS[group]);

/** Kinds that only they are told who may read the tables that the facts come from. */
const SECTIONS: Readonly<Record<'promises' | 'receivables' | 'complaints', readonly StoryKind[]>> = {
  promises: KINDS.need.filter((kind) => kind !== 'next_need_stated'),
  receivables: ['payment', 'invoice', 'credit_note', 'receivable_due', 'terms_changed'],
  complaints: ['complaint_opened', 'complaint_solved', 'complaint_reopened', 'complaint_limit_missed'],
};

/** The kinds of one group, or of all, as far as a reader may know of them. */
export function kindsToTell(
  group: StoryGroup | undefined,
  may: Readonly<Record<keyof typeof SECTIONS, boolean>>,
): StoryKind[] {
  const hidden = new Set<StoryKind>([
    ...(may.promises ? [] : SECTIONS.promises),
    ...(may.receivables ? [] : SECTIONS.receivables),
    ...(may.complaints ? [] : SECTIONS.complaints),
  ]);
  return (group === undefined ? STORY_KINDS : KINDS[group]).filter((kind) => !hidden.has(kind));
}

const TITLES: Readonly<Record<StoryKind, Said>> = {
  order: { zh: '订单', en: 'Order' },
  return: { zh: '退货', en: 'Return' },
  delivery: { zh: '交付', en: 'Delivery' },
  shipment: { zh: '出库', en: 'Shipment' },
  customer_stock: { zh: '客户库存', en: 'Stock of the customer' },
  interaction: { zh: '联系', en: 'Contact' },
  visit: { zh: '拜访', en: 'Visit' },
  portal_visit: { zh: '客户来访', en: 'The customer came' },
  mention: { zh: '被提及', en: 'Mention' },
  enquiry_competitor: { zh: '竞品信号', en: 'Competitor signal' },
  enquiry_product: { zh: '新品咨询', en: 'Product enquiry' },
  enquiry_policy: { zh: '政策咨询', en: 'Policy enquiry' },
  survey_nps: { zh: '推荐打分', en: 'Recommendation answer' },
  survey_csat: { zh: '满意度', en: 'Satisfaction' },
  survey_ces: { zh: '费力度', en: 'Effort' },
  referral_made: { zh: '转介绍', en: 'Referral' },
  referral_won: { zh: '转介绍成交', en: 'Referral won' },
  supplier_change_threatened: { zh: '说考虑换供应商', en: 'May change supplier' },
  complaint_opened: { zh: '投诉', en: 'Complaint' },
  complaint_solved: { zh: '投诉已解决', en: 'Complaint solved' },
  complaint_reopened: { zh: '投诉重新打开', en: 'Complaint reopened' },
  complaint_limit_missed: { zh: '投诉处理超时', en: 'Complaint past its limit' },
  warning_signal_raised: { zh: '发出预警', en: 'Warning raised' },
  warning_signal_cleared: { zh: '预警解除', en: 'Warning cleared' },
  need_recorded: { zh: '需求', en: 'Need' },
  need_met: { zh: '需求已满足', en: 'Need met' },
  need_handed_over: { zh: '需求转办', en: 'Need handed over' },
  need_received: { zh: '转办已签收', en: 'Hand-over received' },
  promise_made: { zh: '我们承诺', en: 'Promise made' },
  promise_kept: { zh: '承诺兑现', en: 'Promise kept' },
  promise_overdue: { zh: '承诺逾期', en: 'Promise overdue' },
  next_need_stated: { zh: '说了下次需求', en: 'Next need stated' },
  payment: { zh: '回款', en: 'Payment' },
  invoice: { zh: '开票', en: 'Invoice' },
  credit_note: { zh: '红字发票', en: 'Credit note' },
  receivable_due: { zh: '应收到期', en: 'Receivable due' },
  terms_changed: { zh: '账期变更', en: 'Terms changed' },
  credit_hold_set: { zh: '停货', en: 'Credit hold' },
  credit_hold_lifted: { zh: '恢复供货', en: 'Credit hold lifted' },
  tag_set: { zh: '加标签', en: 'Tag set' },
  tag_removed: { zh: '去标签', en: 'Tag removed' },
  tier_changed: { zh: '客户等级变更', en: 'Tier changed' },
  owner_changed: { zh: '负责人变更', en: 'Owner changed' },
  role_changed: { zh: '服务小组变更', en: 'Service team changed' },
  relation_changed: { zh: '客户关系变更', en: 'Relation changed' },
  project_changed: { zh: '项目', en: 'Project' },
  contact_joined: { zh: '联系人到任', en: 'Contact joined' },
  contact_left: { zh: '联系人离开', en: 'Contact left' },
  customer_merged: { zh: '合并了重复客户', en: 'A duplicate was merged in' },
  merge_undone: { zh: '合并已撤销', en: 'A merge was undone' },
  milestone: { zh: '里程碑', en: 'Milestone' },
};

/** Kinds whose name belongs to the heading: what the fact is about. */
const NAMED: readonly StoryKind[] = [
  ...(['contact_joined', 'contact_left', 'project_changed', 'next_need_stated', 'tag_set', 'tag_removed'] as const),
  ...(['customer_merged', 'merge_undone', 'enquiry_competitor', 'enquiry_product', 'enquiry_policy'] as const),
];

/** The heading of an entry: what happened, and the document's number, or the name, where it has one. */
export function titleOf(kind: StoryKind, detail: Pick<StoryDetail, 'number' | 'name'>, warning: Said | null): Said {
  const title = TITLES[kind];
  if (warning !== null) return { zh: `${title.zh}：${warning.zh}`, en: `${title.en}: ${warning.en}` };
  const named = detail.number ?? (NAMED.includes(kind) ? detail.name : null);
  return named === null ? title : { zh: `${title.zh} ${named}`, en: `${title.en} ${named}` };
}

type Sayer = (fact: Fact, detail: StoryDetail) => Said | null;

const SAYERS: Partial<Readonly<Record<StoryKind, Sayer>>> = {
  delivery: deliverySaid,
  receivable_due: dueSaid,
  terms_changed: ({ amount }, { key }) => joined(wordOf(TERMS, key), amount === null ? null : days(amount)),
  promise_made: (_, { text, extra }) => joined(same(text), dueBy(extra)),
  promise_overdue: ({ amount }, { text }) => joined(same(text), amount === null ? null : dueBy(formatDay(amount))),
  promise_kept: ({ score }, { text }) =>
    joined(
      same(text),
      (score ?? 0) > 0 ? { zh: `比最初约定迟 ${score} 天`, en: `${score} days after the first date` } : null,
    ),
  need_recorded: (_, { text, extra }) => joined(same(text), dueBy(extra)),
  need_handed_over: (_, { text, name }) =>
    joined(name === null ? null : { zh: `转 ${name}`, en: `to ${name}` }, same(text)),
  need_received: (_, { text, name }) => joined(same(name), same(text)),
  next_need_stated: ({ amount }) => (amount === null ? null : same(formatDay(amount))),
  enquiry_competitor: ({ score }, { text }) => joined(wordOf(SIGNALS, String(score)), same(text)),
  survey_nps: (_, { extra, text }) => joined(same(extra), same(text)),
  survey_csat: (_, { extra, text }) => joined(same(extra), same(text)),
  survey_ces: (_, { extra, text }) => joined(same(extra), same(text)),
  portal_visit: (_, { extra, text }) => joined(wordOf(PLACES, extra), same(text)),
  customer_stock: (_, { name, extra, text }) => joined(same(name), same(extra), same(text)),
  mention: (_, { name, text }) => joined(same(name), same(text)),
  visit: (_, { name, text }) => joined(same(name), same(text)),
  payment: (_, { name }) => same(name),
  owner_changed: ({ category }, { name, extra, text }) =>
    joined(same(category === 2 ? 'B' : 'A'), fromTo(extra, name), same(text)),
  role_changed: (_, { key, name, text }) => joined(wordOf(ROLES, key), same(name), same(text)),
  relation_changed: (_, { key }) => wordOf(RELATIONS, key),
  project_changed: (_, { key }) => wordOf(STAGES, key),
};

/** The sentence under the heading; null where the heading says all. */
export function storySaid(kind: StoryKind, fact: Fact, detail: StoryDetail): Said | null {
  const say = SAYERS[kind];
  return say ? say(fact, detail) : same(detail.text);
}

function deliverySaid({ score, amount }: Fact): Said | null {
  if (score === null) return null;
  const lines = amount ?? 0;
  if (score <= 0) return { zh: `${lines} 行，按时`, en: `${lines} lines, on time` };
  return { zh: `${lines} 行，迟 ${score} 天`, en: `${lines} lines, ${score} days late` };
}

function dueSaid({ score }: Fact): Said {
  if (score === null) return { zh: '还没付清', en: 'not paid yet' };
  if (score <= 0) return { zh: '按时付清', en: 'paid in time' };
  return { zh: `迟 ${score} 天付清`, en: `paid ${score} days late` };
}

function same(text: string | null): Said | null {
  return text === null ? null : { zh: text, en: text };
}

function days(count: number): Said {
  return { zh: `${count} 天`, en: `${count} days` };
}

function dueBy(day: string | null): Said | null {
  return day === null ? null : { zh: `${day} 前`, en: `by ${day}` };
}

function fromTo(from: string | null, to: string | null): Said {
  return { zh: `${from ?? '无'} → ${to ?? '无'}`, en: `${from ?? 'nobody'} → ${to ?? 'nobody'}` };
}

function joined(...parts: readonly (Said | null)[]): Said | null {
  const said = parts.filter((part) => part !== null);
  if (said.length === 0) return null;
  return { zh: said.map(({ zh }) => zh).join('，'), en: said.map(({ en }) => en).join(', ') };
}

type Words = Readonly<Record<string, Said>>;

function wordOf(words: Words, key: string | null): Said | null {
  return (key === null ? undefined : words[key]) ?? null;
}

const TERMS: Words = {
  prepaid: { zh: '预付', en: 'prepaid' },
  cash_on_delivery: { zh: '货到付款', en: 'cash on delivery' },
  monthly: { zh: '月结', en: 'monthly' },
  on_invoice: { zh: '票到', en: 'on invoice' },
  other: { zh: '其他', en: 'other' },
};

const SIGNALS: Words = {
  1: { zh: '在比价', en: 'compares prices' },
  2: { zh: '见到报价或样品', en: 'has a quotation or a sample' },
  3: { zh: '想试别家', en: 'wants to try them' },
};

const PLACES: Words = {
  portal: { zh: '客户门户', en: 'the portal' },
  website: { zh: '网站', en: 'the website' },
  site: { zh: '工厂或门店', en: 'our site or shop' },
};

const ROLES: Words = {
  sponsor: { zh: '高管负责人', en: 'sponsor' },
  expert_sales: { zh: '销售顾问', en: 'sales expert' },
  expert_technical: { zh: '技术专家', en: 'technical expert' },
  expert_supply: { zh: '供应链专员', en: 'supply expert' },
  line_owner: { zh: '产品线负责人', en: 'owner of a line' },
  region_owner: { zh: '区域负责人', en: 'owner of a region' },
  collaborator: { zh: '协作人', en: 'collaborator' },
};

const RELATIONS: Words = {
  affiliate: { zh: '关联公司', en: 'affiliate' },
  dealer_of: { zh: '经销与终端', en: 'dealer and end customer' },
  referred_by: { zh: '介绍', en: 'referral' },
  household: { zh: '一家人', en: 'household' },
};

const STAGES: Words = {
  lead: { zh: '线索', en: 'lead' },
  bidding: { zh: '投标', en: 'bidding' },
  won: { zh: '中标', en: 'won' },
  building: { zh: '在建', en: 'building' },
  done: { zh: '完工', en: 'done' },
  stopped: { zh: '停止', en: 'stopped' },
};
