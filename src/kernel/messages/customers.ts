import type { Catalogue } from './message.ts';

/** Customers, contacts, owners, products. */
export const customerMessages = {
  customer_unknown: {
    kind: 'not_found',
    zh: '找不到客户“{customer}”。请用外部编号、# 加系统编号，或完整的客户名称。',
    en: 'No such customer: {customer}. Give an external id, # and our number, or the full name.',
  },
  customer_ambiguous: {
    kind: 'conflict',
    zh: '有多位客户都叫“{customer}”。请改用外部编号，或 # 加系统编号。',
    en: 'More than one customer is called {customer}. Give the external id, or # and our number.',
  },
  external_id_taken: {
    kind: 'conflict',
    zh: '编号“{externalId}”已属于另一位客户。请换一个编号，或修改那位客户。',
    en: 'The id {externalId} already belongs to another customer. Use another one, or change that customer.',
  },
  contact_unknown: {
    kind: 'not_found',
    zh: '找不到这位联系人。请刷新客户页面后重新选择。',
    en: 'No such contact. Reload the customer page and choose again.',
  },
  reveals_used_up: {
    kind: 'too_many',
    zh: '今天查看完整号码的次数已用完（每天 {limit} 次）。明天再看，或请管理员在维护方案里调整 access.reveals_per_day。',
    en: 'You have looked up all the phone numbers a day allows ({limit}). Go on tomorrow, or ask for access.reveals_per_day in the plan to be changed.',
  },
  not_in_pool: {
    kind: 'conflict',
    zh: '这位客户已有负责人，不在公海里。请刷新列表。',
    en: 'This customer has an owner and is not in the pool. Refresh the list.',
  },
  pool_protected: {
    kind: 'conflict',
    zh: '这位客户在保护期内，{until} 之前只能由原负责人领取。',
    en: 'This customer is protected: until {until} only who served it last may claim it.',
  },
  claims_used_up: {
    kind: 'too_many',
    zh: '今天的领取次数已用完（每天 {limit} 家）。明天再领。',
    en: 'You have claimed all the customers a day allows ({limit}). Go on tomorrow.',
  },
  pool_missing: {
    kind: 'conflict',
    zh: '当前方案没有公海（pool）。请先在维护方案里写明规则。',
    en: 'The plan in force has no pool. Say its rules in the plan first.',
  },
  release_too_early: {
    kind: 'conflict',
    zh: '这位客户近 12 个月有订单或有未结的预警，不能转公海。',
    en: 'This customer ordered within twelve months or has an open warning, so it cannot go to the pool.',
  },
  phone_unknown: {
    kind: 'not_found',
    zh: '这位联系人没有登记电话。请先补上电话号码。',
    en: 'This contact has no phone number on record. Add one first.',
  },
} as const satisfies Catalogue;
