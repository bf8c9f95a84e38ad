import { type Field, words } from './field.ts';

export const customer: Field = {
  key: 'customer',
  type: 'identifier',
  zh: '客户编号',
  en: 'Customer ID',
  headings: words(
    '客户编码 客户代码 客户号 客户id 往来单位编码 往来单位编号 购货单位编码 购货单位代码 会员号 会员编号 会员卡号 单位编码 customerid customercode customerno customer cust accountid memberid clientid',
  ),
  required: true,
};

export const customerName: Field = {
  key: 'customerName',
  type: 'text',
  zh: '客户名称',
  en: 'Customer name',
  headings: words(
    '客户 客户简称 客户全称 往来单位 往来单位全名 往来单位名称 购货单位 购货单位名称 单位名称 会员姓名 客户姓名 公司名称 姓名 customername company accountname clientname',
  ),
};

export const contactName: Field = {
  key: 'contact',
  type: 'text',
  zh: '联系人',
  en: 'Contact',
  headings: words('联系人姓名 对接人 contactname contactperson'),
};

export const externalId: Field = {
  key: 'externalId',
  type: 'identifier',
  zh: '单号',
  en: 'Record ID',
  headings: words('编号 工单号 投诉单号 记录编号 记录号 流水号 id recordid ticketid ticketno caseno'),
};

export const member: Field = {
  key: 'member',
  type: 'text',
  zh: '经办人',
  en: 'Colleague',
  headings: words('业务员 跟进人 负责人 员工 邮箱 owner salesperson agent member'),
  refersTo: 'member',
};

const CUSTOMER_KIND_WORDS = {
  company: ['公司', '企业', '单位', 'company', 'b2b', 'business'],
  person: ['个人', '会员', '消费者', 'person', 'individual', 'member', 'b2c'],
};

/** What a file says of a customer beside its name, in whatever kind of file it does so. */
export const place: readonly Field[] = [
  {
    key: 'region',
    type: 'text',
    zh: '地区',
    en: 'Region',
    headings: words('区域 大区 省份 省 area province state'),
  },
  { key: 'city', type: 'text', zh: '城市', en: 'City', headings: words('市 所在城市 town') },
  { key: 'country', type: 'text', zh: '国家', en: 'Country', headings: words('国家地区 nation countryregion') },
  {
    key: 'customerKind',
    type: 'choice',
    zh: '客户类型',
    en: 'Customer kind',
    headings: words('类型 客户性质 customertype type'),
    choices: CUSTOMER_KIND_WORDS,
  },
];
