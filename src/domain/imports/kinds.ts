import { complaintFields } from './complaint-fields.ts';
import { customerFields } from './customer-fields.ts';
import type { Field } from './field.ts';
import { interactionFields } from './interaction-fields.ts';
import { orderFields } from './order-fields.ts';
import { productFields } from './product-fields.ts';

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
