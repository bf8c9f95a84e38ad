import { complaintFields } from './complaint-fields.ts';
import { customerFields } from './customer-fields.ts';
import { deliveryFields } from './delivery-fields.ts';
import type { Field, Refusal } from './field.ts';
import { interactionFields } from './interaction-fields.ts';
import { needFields, promiseFields, refusedNeed } from './needs-fields.ts';
import { enquiryFields, mentionFields, stockFields, visitFields } from './observation-fields.ts';
import { orderFields } from './order-fields.ts';
import { contactFields, projectFields, relationFields, siteFields } from './people-fields.ts';
import { productFields } from './product-fields.ts';
import { paymentFields, receivableFields, termFields } from './receivable-fields.ts';
import { refusedSurvey, surveyFields } from './survey-fields.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** All that reading a file has to know of its kind; what is done with its rows is said in `importers-acts.ts`. */
export interface KindOfFile {
  readonly name: Words;
  /** One line for people: what such a file holds. */
  readonly what: Words;
  /** In the order in which pages and documents list them. */
  readonly fields: readonly Field[];
  /** The field that says whose row it is; rows of one key are applied together, in the order of the file. */
  readonly keyField: 'customer' | 'product';
  /** What becomes of a row that does not say whose it is. */
  readonly withoutKey: 'failed' | 'skipped';
  /** True: a row of a customer nobody has imported fails. False: such rows create their customer or have none. */
  readonly needsKnownCustomer: boolean;
  /** The field that says when it happened (`instant` or `day`): it fills `at` and the data-through date. */
  readonly timeField: string | null;
  /**
   * What tells two rows of one key apart: names of fields, the first list whose fields are all given, else the last.
   * The last of the rows that mean the same counts. Null: every row counts.
   */
  readonly identity: readonly (readonly string[])[] | null;
  /** Why a row cannot be used although each of its cells can; numbers come as numbers. */
  readonly refuses?: (said: Readonly<Record<string, unknown>>) => Refusal | null;
  /** What the map or the plan has to say before such a file can be read. */
  readonly needs: { readonly currency: boolean; readonly timezone: boolean };
  /** `details`: all values but the key as JSON. `order_lines`: columns of their own, as there are half a million. */
  readonly staging: 'details' | 'order_lines';
}

/** Most kinds tell something about customers whom a file of customers or orders has brought in before. */
const ofKnownCustomer = {
  keyField: 'customer',
  withoutKey: 'skipped',
  needsKnownCustomer: true,
  staging: 'details',
} as const;
const plain = { currency: false, timezone: false } as const;
const timed = { currency: false, timezone: true } as const;
const inMoney = { currency: true, timezone: true } as const;

/** One record per kind, in the order in which people should bring them in. */
const KINDS = {
  customers: {
    name: { zh: '客户', en: 'Customers' },
    what: {
      zh: '客户档案：编号、名称、地区、负责人、联系人',
      en: 'Who they are: number, name, region, owners, contacts',
    },
    fields: customerFields,
    keyField: 'customer',
    withoutKey: 'failed',
    needsKnownCustomer: false,
    timeField: null,
    identity: [['contact']],
    needs: plain,
    staging: 'details',
  },
  products: {
    name: { zh: '商品', en: 'Products' },
    what: {
      zh: '商品档案：编码、名称、两级品类、规格、单位',
      en: 'What we sell: code, name, two levels of categories',
    },
    fields: productFields,
    keyField: 'product',
    withoutKey: 'failed',
    needsKnownCustomer: false,
    timeField: null,
    identity: [[]],
    needs: plain,
    staging: 'details',
  },
  orders: {
    name: { zh: '订单', en: 'Orders' },
    what: {
      zh: '订单或出库明细，一行一个商品；退货为负数',
      en: 'Lines of orders or deliveries, one product each; returns are negative',
    },
    fields: orderFields,
    keyField: 'customer',
    withoutKey: 'skipped',
    needsKnownCustomer: false,
    timeField: 'orderedAt',
    identity: null,
    needs: { currency: true, timezone: true },
    staging: 'order_lines',
  },
  deliveries: {
    name: { zh: '发货', en: 'Deliveries' },
    what: {
      zh: '针对订单的出库、发货明细，一行一个商品；按首次承诺日算准时',
      en: 'Goods that left against orders, one product a line; measured against the first promise',
    },
    fields: deliveryFields,
    keyField: 'customer',
    withoutKey: 'skipped',
    needsKnownCustomer: false,
    timeField: 'orderedAt',
    identity: null,
    needs: { currency: true, timezone: true },
    staging: 'order_lines',
  },
  terms: {
    ...ofKnownCustomer,
    name: { zh: '账期', en: 'Terms of payment' },
    what: { zh: '每个客户从哪天起按什么账期付款', en: 'How each customer pays, and from which day on' },
    fields: termFields,
    timeField: null,
    identity: [['startsOn']],
    needs: timed,
  },
  receivables: {
    ...ofKnownCustomer,
    name: { zh: '应收', en: 'Receivables' },
    what: {
      zh: '发票、红字发票、质保金：单据号、日期、到期日、金额',
      en: 'Invoices, credit notes, retention money: number, day, due day, amount',
    },
    fields: receivableFields,
    timeField: 'invoicedOn',
    identity: null,
    needs: inMoney,
  },
  payments: {
    ...ofKnownCustomer,
    name: { zh: '回款', en: 'Payments' },
    what: { zh: '收款记录，可写明核销哪张发票', en: 'What came in, and which invoice it settles if that is known' },
    fields: paymentFields,
    timeField: 'paidOn',
    identity: null,
    needs: inMoney,
  },
  contacts: {
    ...ofKnownCustomer,
    name: { zh: '联系人', en: 'Contacts' },
    what: { zh: '客户的人：姓名、职务、决策角色、到任和离职', en: 'People at customers: name, post, role, from, left' },
    fields: contactFields,
    timeField: null,
    identity: [['contact']],
    needs: plain,
  },
  sites: {
    ...ofKnownCustomer,
    name: { zh: '收货点', en: 'Sites' },
    what: { zh: '客户收货的地方和地址', en: 'Where customers receive goods' },
    fields: siteFields,
    timeField: null,
    identity: [['site']],
    needs: plain,
  },
  projects: {
    ...ofKnownCustomer,
    name: { zh: '项目', en: 'Projects' },
    what: { zh: '工程项目：阶段、开工、下次需求、预计金额', en: 'Projects: stage, start, next need, expected amount' },
    fields: projectFields,
    timeField: null,
    identity: [['project']],
    needs: { currency: true, timezone: false },
  },
  relations: {
    ...ofKnownCustomer,
    name: { zh: '客户关系', en: 'Relations' },
    what: { zh: '关联公司、经销商与终端、谁介绍了谁', en: 'Affiliates, dealers and end customers, who referred whom' },
    fields: relationFields,
    timeField: null,
    identity: [['relation', 'other']],
    needs: plain,
  },
  interactions: {
    ...ofKnownCustomer,
    name: { zh: '联系记录', en: 'Contacts made' },
    what: { zh: '电话、拜访、微信等跟进记录', en: 'Calls, visits and messages, ours and theirs' },
    fields: interactionFields,
    timeField: 'occurredAt',
    identity: [['externalId'], ['occurredAt', 'channel', 'summary']],
    needs: timed,
  },
  complaints: {
    ...ofKnownCustomer,
    name: { zh: '投诉', en: 'Complaints' },
    what: { zh: '投诉及其处理结果', en: 'Complaints and what became of them' },
    fields: complaintFields,
    timeField: 'openedAt',
    identity: [['externalId'], ['openedAt', 'summary']],
    needs: timed,
  },
  needs: {
    ...ofKnownCustomer,
    name: { zh: '需求', en: 'Needs' },
    what: { zh: '客户的需求：内容、性质、轻重缓急、状态', en: 'What customers need: words, nature, urgency, state' },
    fields: needFields,
    timeField: 'saidAt',
    identity: [['externalId'], ['saidAt', 'text']],
    refuses: refusedNeed,
    needs: timed,
  },
  promises: {
    ...ofKnownCustomer,
    name: { zh: '承诺', en: 'Promises' },
    what: { zh: '我们答应客户的事：内容、期限、兑现情况', en: 'What we promised: words, date, whether it was kept' },
    fields: promiseFields,
    timeField: 'madeAt',
    identity: [['externalId'], ['madeAt', 'text']],
    needs: timed,
  },
  surveys: {
    ...ofKnownCustomer,
    name: { zh: '问卷回答', en: 'Survey answers' },
    what: { zh: '推荐打分、满意度、费力度的回答', en: 'Answers on recommendation, satisfaction and effort' },
    fields: surveyFields,
    timeField: 'answeredAt',
    identity: [['externalId'], ['answeredAt', 'question', 'contact']],
    refuses: refusedSurvey,
    needs: timed,
  },
  enquiries: {
    ...ofKnownCustomer,
    name: { zh: '咨询与竞品信号', en: 'Enquiries' },
    what: { zh: '客户问到的竞品、新产品和政策', en: 'What they asked about rivals, new products and policies' },
    fields: enquiryFields,
    timeField: 'occurredAt',
    identity: [
      ['kind', 'externalId'],
      ['occurredAt', 'kind', 'subject', 'product'],
    ],
    needs: timed,
  },
  mentions: {
    ...ofKnownCustomer,
    name: { zh: '公开提及', en: 'Mentions' },
    what: { zh: '客户在社交媒体和行业论坛上提到我们', en: 'Where customers speak of us in public' },
    fields: mentionFields,
    timeField: 'occurredAt',
    identity: [['externalId'], ['occurredAt', 'subject']],
    needs: timed,
  },
  visits: {
    ...ofKnownCustomer,
    name: { zh: '客户来访', en: 'Visits to us' },
    what: { zh: '客户访问门户、网站、门店或来厂参观', en: 'Customers who came to our portal, website, shop or site' },
    fields: visitFields,
    timeField: 'occurredAt',
    identity: [['externalId'], ['occurredAt', 'place', 'subject']],
    needs: timed,
  },
  stock: {
    ...ofKnownCustomer,
    name: { zh: '客户库存', en: 'Stock of customers' },
    what: { zh: '客户自己的库存，一行一个商品', en: 'What customers have in stock, one product a line' },
    fields: stockFields,
    timeField: 'occurredAt',
    identity: [['externalId'], ['occurredAt', 'product']],
    needs: timed,
  },
} as const satisfies Record<string, KindOfFile>;

export type ImportKind = keyof typeof KINDS;

/** In the order in which people should bring them in. */
export const IMPORT_KINDS = Object.keys(KINDS) as [ImportKind, ...ImportKind[]];

export function isImportKind(word: string): word is ImportKind {
  return IMPORT_KINDS.some((kind) => kind === word);
}

export function kindOf(kind: ImportKind): KindOfFile {
  return KINDS[kind];
}

/** The fields of one kind of file, in the order in which pages and documents list them. */
export function fieldsOf(kind: ImportKind): readonly Field[] {
  return KINDS[kind].fields;
}
