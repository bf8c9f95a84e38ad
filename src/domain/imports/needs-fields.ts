import { type Field, type Refusal, words } from './field.ts';
import { product } from './product-fields.ts';
import { contactName, customer, customerName, externalId, member } from './shared-fields.ts';

const DEGREES = {
  '1': ['低', '一般', '不急', 'low'],
  '2': ['中', '普通', '正常', 'medium', 'normal'],
  '3': ['高', '重要', '紧急', '急', 'high', 'urgent'],
};
const NATURES = {
  product: ['产品', '品质', '质量', '定制'],
  delivery: ['交付', '交期', '物流', '送货', '供货'],
  price: ['价格', '账期', '商务', '费用'],
  service: ['服务', '售后', '培训'],
  technical: ['技术', '技术支持', '方案'],
  relation: ['关系', '情感', '合作', 'relationship'],
  other: ['其他', '其它'],
};

const owner: Field = { ...member, headings: words('业务员 跟进人 责任人 承办人 经办人 owner salesperson member') };

export const needFields: readonly Field[] = [
  { ...customer, required: true },
  customerName,
  {
    key: 'saidAt',
    type: 'instant',
    zh: '提出时间',
    en: 'Said at',
    headings: words('日期 时间 提出日期 登记日期 记录日期 date saidon createdat'),
    required: true,
  },
  {
    key: 'text',
    type: 'text',
    zh: '需求',
    en: 'Need',
    headings: words('需求内容 需求描述 内容 描述 客户需求 description text'),
    required: true,
  },
  {
    key: 'kind',
    type: 'choice',
    zh: '显性或隐性',
    en: 'Stated or hidden',
    headings: words('需求类型 显隐性 kind'),
    choices: { stated: ['显性', '显性需求', '明示'], hidden: ['隐性', '隐性需求', '潜在', '潜在需求'] },
  },
  {
    key: 'nature',
    type: 'choice',
    zh: '性质',
    en: 'Nature',
    headings: words('需求性质 分类 需求分类 类别 category type'),
    choices: NATURES,
  },
  { key: 'importance', type: 'choice', zh: '重要性', en: 'Importance', headings: words('重要程度'), choices: DEGREES },
  {
    key: 'urgency',
    type: 'choice',
    zh: '紧急性',
    en: 'Urgency',
    headings: words('紧急程度 优先级 priority'),
    choices: DEGREES,
  },
  {
    key: 'level',
    type: 'choice',
    zh: '需求层次',
    en: 'Level',
    headings: words('马斯洛层次 马斯洛 maslow'),
    choices: {
      '1': ['生理', '基本'],
      '2': ['安全'],
      '3': ['归属', '社交'],
      '4': ['尊重'],
      '5': ['自我实现'],
    },
  },
  { key: 'evidence', type: 'text', zh: '依据', en: 'Evidence', headings: words('证据 原话 备注 notes note') },
  {
    key: 'source',
    type: 'choice',
    zh: '发现途径',
    en: 'Discovered by',
    headings: words('来源 需求来源 获取方式 source'),
    choices: {
      interview: ['访谈', '面谈', '深访'],
      visit: ['拜访', '上门', '走访'],
      call: ['电话', '回访', '电话回访'],
      survey: ['问卷', '调查'],
      complaint: ['投诉'],
      data: ['数据', '数据分析'],
      market_research: ['市场调研', '调研'],
      competitor: ['竞品', '竞品分析'],
    },
  },
  { key: 'project', type: 'text', zh: '项目', en: 'Project', headings: words('项目名称 工程 工程名称 projectname') },
  { ...product, required: false },
  {
    key: 'dueOn',
    type: 'day',
    zh: '期望日期',
    en: 'Due',
    headings: words('期限 要求日期 截止日期 完成期限 dueon duedate'),
  },
  {
    key: 'fit',
    type: 'number',
    zh: '满足度',
    en: 'Fit',
    headings: words('产品满足度 匹配度 fulfilment'),
  },
  {
    key: 'state',
    type: 'choice',
    zh: '状态',
    en: 'State',
    headings: words('处理状态 进展 status'),
    choices: {
      open: ['待处理', '处理中', '跟进中', '未处理', '进行中'],
      met: ['已满足', '已完成', '完成', '已解决', 'done'],
      unmet: ['未满足', '无法满足', '做不到'],
      dropped: ['取消', '已取消', '放弃', '关闭', 'cancelled'],
    },
  },
  { key: 'stateReason', type: 'text', zh: '处理结果', en: 'Result', headings: words('结果 处理说明 原因 reason') },
  contactName,
  owner,
  externalId,
];

const FIT_MAX = 100;

/** How well products meet a need is said on 0–100. */
export function refusedNeed(said: Readonly<Record<string, unknown>>): Refusal | null {
  const fit = Number(said['fit'] ?? 0);
  if (Number.isInteger(fit) && fit >= 0 && fit <= FIT_MAX) return null;
  return { code: 'survey_answer_outside', params: { given: fit, scale: '0-100' } };
}

export const promiseFields: readonly Field[] = [
  { ...customer, required: true },
  customerName,
  {
    key: 'madeAt',
    type: 'instant',
    zh: '承诺日期',
    en: 'Promised at',
    headings: words('日期 时间 承诺时间 登记日期 date madeat'),
    required: true,
  },
  {
    key: 'text',
    type: 'text',
    zh: '承诺',
    en: 'Promise',
    headings: words('承诺内容 承诺事项 内容 描述 description text'),
    required: true,
  },
  {
    key: 'dueOn',
    type: 'day',
    zh: '承诺完成日',
    en: 'Due',
    headings: words('期限 截止日期 完成期限 承诺期限 计划完成日期 约定日期 dueon duedate'),
    required: true,
  },
  {
    key: 'technicalCheck',
    type: 'choice',
    zh: '技术确认',
    en: 'Technical check',
    headings: words('技术评审 可行性 可行性确认 feasibility'),
    choices: {
      none: ['不需要', '无需', '无'],
      needed: ['需要', '待确认', '未确认'],
      passed: ['通过', '已确认', '可行'],
      failed: ['不通过', '不可行', '未通过'],
    },
  },
  {
    key: 'ending',
    type: 'choice',
    zh: '结果',
    en: 'Ending',
    headings: words('兑现情况 履约情况 完成情况 状态 status'),
    choices: {
      kept: ['已兑现', '兑现', '已完成', '完成', 'done'],
      broken: ['未兑现', '未能兑现', '食言', '失约', '取消'],
    },
  },
  {
    key: 'endedOn',
    type: 'day',
    zh: '兑现日期',
    en: 'Ended on',
    headings: words('实际完成日 实际完成日期 完成日期 completedon'),
  },
  {
    key: 'endingText',
    type: 'text',
    zh: '兑现凭证',
    en: 'Evidence',
    headings: words('说明 凭证 原因 备注 note reason'),
  },
  contactName,
  owner,
  externalId,
];
