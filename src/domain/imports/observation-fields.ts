import { type Field, words } from './field.ts';
import { product, productDetails } from './product-fields.ts';
import { contactName, customer, customerName, externalId, member } from './shared-fields.ts';

const of: readonly Field[] = [{ ...customer, required: true }, customerName];
const seen: readonly Field[] = [contactName, member, externalId];

function moment(headings: string): Field {
  return {
    key: 'occurredAt',
    type: 'instant',
    zh: '时间',
    en: 'Time',
    headings: words(`日期 发生时间 date datetime occurredat ${headings}`),
    required: true,
  };
}

function note(headings: string): Field {
  return { key: 'note', type: 'text', zh: '内容', en: 'Note', headings: words(`备注 说明 notes comment ${headings}`) };
}

const unitAndName = productDetails.filter(({ key }) => key === 'productName' || key === 'unit');
const optionalProduct: Field = { ...product, required: false };

export const enquiryFields: readonly Field[] = [
  ...of,
  moment('咨询时间 询问时间 得知时间'),
  {
    key: 'kind',
    type: 'choice',
    zh: '咨询类型',
    en: 'Kind of enquiry',
    headings: words('类型 咨询类别 信号类型 kind type'),
    choices: {
      competitor_enquiry: ['竞品', '竞品信号', '竞争对手', '比价', 'competitor'],
      product_enquiry: ['产品', '新产品', '产品咨询', '新品', 'product'],
      policy_enquiry: ['政策', '政策咨询', '法规', 'policy'],
    },
    required: true,
  },
  {
    key: 'subject',
    type: 'text',
    zh: '对象',
    en: 'Subject',
    headings: words('竞品名称 竞争对手 竞品 政策名称 咨询产品 主题 competitor policy topic'),
  },
  {
    key: 'strength',
    type: 'choice',
    zh: '信号强度',
    en: 'Strength',
    headings: words('强度 程度'),
    choices: {
      '1': ['弱', '比价', '询价', 'low', 'price compared'],
      '2': ['中', '已报价', '已送样', '见到报价', 'quote seen'],
      '3': ['强', '想换', '准备试用', '试用', 'will try another'],
    },
  },
  note('咨询内容'),
  optionalProduct,
  ...seen,
];

export const mentionFields: readonly Field[] = [
  ...of,
  moment('发布时间 提及时间'),
  {
    key: 'subject',
    type: 'text',
    zh: '平台',
    en: 'Where',
    headings: words('渠道 媒体 网站 论坛 来源 platform channel site source'),
    required: true,
  },
  note('提及内容 标题 正文 title text'),
  { key: 'externalId', type: 'identifier', zh: '链接', en: 'Link', headings: words('网址 url 编号 id') },
];

export const visitFields: readonly Field[] = [
  ...of,
  moment('来访时间 访问时间 登录时间 到店时间'),
  {
    key: 'place',
    type: 'choice',
    zh: '来访地点',
    en: 'Place',
    headings: words('地点 渠道 入口 来源 channel'),
    choices: {
      portal: ['客户门户', '门户', '小程序', '商城'],
      website: ['网站', '官网', '网页', 'web'],
      site: ['门店', '展厅', '工厂', '公司', '到店', '现场', 'shop', 'store', 'showroom'],
    },
    required: true,
  },
  {
    key: 'quantity',
    type: 'number',
    zh: '次数',
    en: 'Times',
    headings: words('访问次数 登录次数 来访次数 count visits'),
  },
  { key: 'subject', type: 'text', zh: '事项', en: 'About', headings: words('来访事由 页面 浏览内容 page reason') },
  ...seen,
];

export const stockFields: readonly Field[] = [
  ...of,
  moment('盘点日期 库存日期 截止日期 上报日期'),
  { ...product, required: true },
  {
    key: 'quantity',
    type: 'number',
    zh: '库存数量',
    en: 'Stock quantity',
    headings: words('数量 库存 结存数量 现存量 期末数量 quantity stock onhand'),
    required: true,
  },
  ...unitAndName,
  note(''),
  externalId,
];
