import { type Field, words } from './field.ts';
import { contactName, customer, customerName, externalId, member } from './shared-fields.ts';

const CHANNELS = {
  phone: ['电话', '致电', '来电', '通话', 'call'],
  visit: ['拜访', '上门', '走访', '面谈'],
  wecom: ['企业微信', '企微', '微信', 'wechat'],
  email: ['邮件', '电子邮件', 'e-mail', 'mail'],
  sms: ['短信', 'text'],
  meeting: ['会议', '开会'],
  portal: ['门户', '网站'],
  other: ['其他', '其它'],
};
const RESULTS = {
  talked: ['已沟通', '接通', '聊过', '已联系', '沟通', 'reached'],
  no_answer: ['未接', '未接通', '无人接听', '没接', 'noanswer'],
  price_asked: ['询价', '问价', '报价'],
  delivery_pressed: ['催货', '催交期'],
  complained: ['抱怨', '投诉'],
  small_talk: ['寒暄', '问候'],
  other: ['其他', '其它'],
};

export const interactionFields: readonly Field[] = [
  { ...customer, required: true },
  customerName,
  {
    key: 'occurredAt',
    type: 'instant',
    zh: '时间',
    en: 'Time',
    headings: words('日期 联系时间 跟进时间 拜访时间 沟通时间 发生时间 date datetime occurredat'),
    required: true,
  },
  {
    key: 'channel',
    type: 'choice',
    zh: '渠道',
    en: 'Channel',
    headings: words('联系方式 沟通方式 跟进方式 type'),
    choices: CHANNELS,
  },
  {
    key: 'direction',
    type: 'choice',
    zh: '方向',
    en: 'Direction',
    headings: words('呼入呼出'),
    choices: {
      in: ['来', '呼入', '客户发起', 'inbound', 'incoming'],
      out: ['去', '呼出', '我方发起', 'outbound', 'outgoing'],
    },
  },
  {
    key: 'twoWay',
    type: 'boolean',
    zh: '双向',
    en: 'Two-way',
    headings: words('是否接通 有效沟通 是否回复 twoway answered'),
  },
  {
    key: 'result',
    type: 'choice',
    zh: '结果',
    en: 'Outcome',
    headings: words('沟通结果 跟进结果 outcome result'),
    choices: RESULTS,
  },
  {
    key: 'summary',
    type: 'text',
    zh: '内容',
    en: 'Summary',
    headings: words('沟通内容 跟进内容 备注 摘要 notes note comment'),
  },
  contactName,
  member,
  externalId,
];
