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
  phone_unknown: {
    kind: 'not_found',
    zh: '这位联系人没有登记电话。请先补上电话号码。',
    en: 'This contact has no phone number on record. Add one first.',
  },
} as const satisfies Catalogue;
