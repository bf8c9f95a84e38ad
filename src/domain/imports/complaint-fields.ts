import { type Field, words } from './field.ts';
import { contactName, customer, customerName, externalId, member } from './shared-fields.ts';

export const complaintFields: readonly Field[] = [
  customer,
  customerName,
  {
    key: 'openedAt',
    type: 'instant',
    zh: '投诉时间',
    en: 'Opened at',
    headings: words('投诉日期 受理时间 受理日期 日期 时间 登记日期 date openedat createdat'),
    required: true,
  },
  {
    key: 'nature',
    type: 'choice',
    zh: '性质',
    en: 'Nature',
    headings: words('投诉性质 投诉类型 类型 类别 type category'),
    choices: {
      quality: ['质量', '品质', '产品质量'],
      logistics: ['物流', '配送', '运输', '交期', 'delivery'],
      service: ['服务', '态度'],
      price: ['价格', '费用'],
      other: ['其他', '其它'],
    },
  },
  {
    key: 'severity',
    type: 'choice',
    zh: '分级',
    en: 'Severity',
    headings: words('级别 严重程度 等级 投诉等级 level priority'),
    choices: {
      general: ['一般', '普通', '轻微', 'minor', 'low'],
      important: ['重要', '较重', '严重', 'medium'],
      major: ['重大', '特别严重', 'critical', 'high'],
    },
  },
  {
    key: 'summary',
    type: 'text',
    zh: '投诉内容',
    en: 'Summary',
    headings: words('内容 问题描述 描述 摘要 description text'),
    required: true,
  },
  {
    key: 'resolvedAt',
    type: 'instant',
    zh: '解决时间',
    en: 'Resolved at',
    headings: words('解决日期 结案日期 完成时间 closedat resolvedat'),
  },
  {
    key: 'solution',
    type: 'text',
    zh: '解决方案',
    en: 'Solution',
    headings: words('处理结果 处理方案 处理意见 resolution'),
  },
  { key: 'confirmed', type: 'boolean', zh: '客户确认', en: 'Confirmed', headings: words('是否确认 回访确认') },
  contactName,
  member,
  externalId,
];
