import { type Field, words } from './field.ts';
import { customer, customerName } from './shared-fields.ts';

const CONTACT_ROLES = {
  decider: ['决策', '决策人', '拍板', '老板', 'decides'],
  buyer: ['采购', '采购人', '下单', 'buys'],
  user: ['使用', '使用人', '技术', '现场', 'uses'],
  payer: ['付款', '付款人', '财务', 'pays'],
  influencer: ['影响', '影响人', '设计', '监理', 'influences'],
};
const ATTITUDES = {
  supporter: ['支持', '友好', 'friendly'],
  neutral: ['中立', '一般'],
  critic: ['反对', '不满', 'hostile'],
};
const CHANNELS = {
  phone: ['电话', '手机', 'call'],
  wecom: ['企业微信', '企微', '微信', 'wechat'],
  email: ['邮件', '邮箱', 'mail'],
  sms: ['短信', 'text'],
  portal: ['门户', '自助'],
  visit: ['拜访', '上门', '当面', 'inperson'],
};

/** People at customers and the posts they hold. */
export const contactFields: readonly Field[] = [
  { ...customer, required: true },
  {
    key: 'contact',
    type: 'text',
    zh: '联系人',
    en: 'Contact',
    headings: words('联系人姓名 姓名 对接人 name contactname contactperson'),
    required: true,
  },
  customerName,
  { key: 'post', type: 'text', zh: '职务', en: 'Post', headings: words('岗位 职位 部门职务 title jobtitle position') },
  {
    key: 'role',
    type: 'choice',
    zh: '决策角色',
    en: 'Decision role',
    headings: words('角色 决策链角色 role'),
    choices: CONTACT_ROLES,
  },
  { key: 'phone', type: 'text', zh: '手机', en: 'Phone', headings: words('电话 手机号 手机号码 联系电话 mobile tel') },
  { key: 'email', type: 'text', zh: '邮箱', en: 'Email', headings: words('电子邮箱 邮件 mail') },
  { key: 'wecom', type: 'text', zh: '企业微信', en: 'WeCom', headings: words('微信 微信号 企微 wechat') },
  { key: 'birthday', type: 'day', zh: '生日', en: 'Birthday', headings: words('出生日期 birthdate dateofbirth') },
  { key: 'fromOn', type: 'day', zh: '到任日期', en: 'From', headings: words('入职日期 任职开始 开始日期 startdate') },
  { key: 'leftOn', type: 'day', zh: '离职日期', en: 'Left', headings: words('离开日期 任职结束 结束日期 enddate') },
  { key: 'attitude', type: 'choice', zh: '态度', en: 'Attitude', headings: words('立场 stance'), choices: ATTITUDES },
  {
    key: 'preferredChannel',
    type: 'choice',
    zh: '偏好渠道',
    en: 'Preferred channel',
    headings: words('偏好联系方式 联系偏好 channel'),
    choices: CHANNELS,
  },
];

const STAGES = {
  lead: ['线索', '意向', '前期'],
  bidding: ['投标', '投标中', '报价', 'tender'],
  won: ['中标', '已中标', '签约', 'signed'],
  building: ['在建', '施工', '施工中', '供货中', 'ongoing'],
  done: ['完工', '竣工', '已完成', 'completed'],
  stopped: ['停工', '停止', '丢标', '取消', 'cancelled', 'lost'],
};

const projectName: Field = {
  key: 'project',
  type: 'text',
  zh: '项目名称',
  en: 'Project',
  headings: words('项目 工程 工程名称 projectname'),
  required: true,
};
const siteName: Field = {
  key: 'site',
  type: 'text',
  zh: '收货点',
  en: 'Site',
  headings: words('收货点名称 工地 收货地点 送货点 sitename deliverypoint'),
};

/** Projects of customers. */
export const projectFields: readonly Field[] = [
  { ...customer, required: true },
  projectName,
  customerName,
  {
    key: 'stage',
    type: 'choice',
    zh: '项目阶段',
    en: 'Stage',
    headings: words('阶段 状态 项目状态 进度 status'),
    choices: STAGES,
  },
  {
    key: 'startsOn',
    type: 'day',
    zh: '开工日期',
    en: 'Starts on',
    headings: words('开始日期 预计开工 开工时间 startdate'),
  },
  {
    key: 'nextNeedOn',
    type: 'day',
    zh: '下次需求日期',
    en: 'Next need on',
    headings: words('下次用料 下次要货 预计要货日期 nextneed'),
  },
  {
    key: 'expectedAmount',
    type: 'money',
    zh: '预计金额',
    en: 'Expected amount',
    headings: words('预估金额 项目金额 合同金额 amount'),
  },
  {
    key: 'expectedVolume',
    type: 'text',
    zh: '预计用量',
    en: 'Expected volume',
    headings: words('预估用量 用量 volume'),
  },
  { key: 'address', type: 'text', zh: '项目地址', en: 'Address', headings: words('地址 工程地址 地点 location') },
  {
    key: 'mainContractor',
    type: 'text',
    zh: '总包单位',
    en: 'Main contractor',
    headings: words('总包 施工单位 总承包 contractor'),
  },
  siteName,
];

/** Where customers receive goods. */
export const siteFields: readonly Field[] = [
  { ...customer, required: true },
  { ...siteName, required: true },
  customerName,
  { key: 'address', type: 'text', zh: '收货地址', en: 'Address', headings: words('地址 详细地址 送货地址 location') },
];

const RELATIONS = {
  affiliate: ['关联', '关联公司', '关联企业', '兄弟公司', 'affiliated'],
  dealer_of: ['经销', '经销商', '代理', 'dealer'],
  referred_by: ['转介绍', '介绍', '由其介绍', 'referral'],
  household: ['家庭', '家人', '同户', 'family'],
};

/** How customers belong together: the customer is affiliate of, dealer of, referred by the other one. */
export const relationFields: readonly Field[] = [
  { ...customer, required: true },
  {
    key: 'relation',
    type: 'choice',
    zh: '关系',
    en: 'Relation',
    headings: words('关系类型 kind relationtype'),
    choices: RELATIONS,
    required: true,
  },
  {
    key: 'other',
    type: 'identifier',
    zh: '对方客户编号',
    en: 'Other customer ID',
    headings: words('关联客户编号 对方编号 终端客户编号 介绍人编号 othercustomer relatedcustomer'),
    required: true,
    refersTo: 'customer',
  },
  customerName,
  { key: 'since', type: 'day', zh: '开始日期', en: 'Since', headings: words('起始日期 from startdate') },
  { key: 'until', type: 'day', zh: '结束日期', en: 'Until', headings: words('终止日期 to enddate') },
  { key: 'note', type: 'text', zh: '说明', en: 'Note', headings: words('备注 remark comment') },
];
