import { sayNumber } from './diff-expressions.ts';
import type { Limit, Said } from './plan.ts';

/** What a number of a field counts. */
type Unit = 'points' | 'days' | 'minutes' | 'percent' | 'times' | 'each';

interface FieldWords extends Said {
  readonly unit?: Unit;
}

const UNITS: Readonly<Record<Unit, (zh: string, en: string, isOne: boolean) => Said>> = {
  points: (zh, en, isOne) => ({ zh: `${zh} 分`, en: `${en} ${isOne ? 'point' : 'points'}` }),
  days: (zh, en, isOne) => ({ zh: `${zh} 天`, en: `${en} ${isOne ? 'day' : 'days'}` }),
  minutes: (zh, en, isOne) => ({ zh: `${zh} 分钟`, en: `${en} ${isOne ? 'minute' : 'minutes'}` }),
  percent: (zh, en) => ({ zh: `${zh}%`, en: `${en}%` }),
  times: (zh, en, isOne) => ({ zh: `${zh} 次`, en: `${en} ${isOne ? 'time' : 'times'}` }),
  each: (zh, en) => ({ zh: `${zh} 个`, en }),
};

/** What the fields of a plan are called. A field that is missing here is called as the file calls it. */
const FIELDS: Readonly<Record<string, FieldWords>> = {
  act: { zh: '处理', en: 'action' },
  amount: { zh: '金额口径', en: 'amounts' },
  approval: { zh: '启用审批', en: 'approval' },
  bad: { zh: '零分线', en: 'no points at' },
  bands: { zh: '分档', en: 'bands' },
  because: { zh: '说明用的指标', en: 'indicators that explain' },
  burstDays: { zh: '同一波采购间隔', en: 'days within one wave', unit: 'days' },
  burstGapsMin: { zh: '判断成波采购至少间隔数', en: 'gaps needed to see waves', unit: 'each' },
  burstRatio: { zh: '成波采购倍数', en: 'ratio that means waves' },
  by: { zh: '负责人', en: 'owner' },
  caps: { zh: '总分上限', en: 'ceiling on the score' },
  category: { zh: '品类', en: 'category' },
  claimsPerDay: { zh: '每天认领', en: 'claims a day', unit: 'times' },
  classes: { zh: '类别', en: 'class' },
  clear: { zh: '解除条件', en: 'clears when' },
  contactsDue: { zh: '每 90 天应联系', en: 'contacts due in 90 days', unit: 'times' },
  currency: { zh: '货币', en: 'currency' },
  days: { zh: '有效期', en: 'holds for', unit: 'days' },
  daysAfter: { zh: '之后', en: 'after', unit: 'days' },
  daysBefore: { zh: '之前', en: 'before', unit: 'days' },
  description: { zh: '说明', en: 'description' },
  descriptionEn: { zh: '英文说明', en: 'English description' },
  does: { zh: '含义', en: 'what it means' },
  down: { zh: '降级', en: 'moves down' },
  entitlements: { zh: '权益', en: 'entitlement' },
  festivalAfter: { zh: '节后暂停', en: 'held after a festival', unit: 'days' },
  festivalBefore: { zh: '节前暂停', en: 'held before a festival', unit: 'days' },
  forDays: { zh: '持续', en: 'must last', unit: 'days' },
  forWaived: { zh: '免等条件', en: 'needs not last when' },
  frequency: { zh: '频次', en: 'frequency' },
  gapsMax: { zh: '最多看的间隔数', en: 'gaps looked at', unit: 'each' },
  gapsMin: { zh: '至少间隔数', en: 'gaps needed', unit: 'each' },
  good: { zh: '满分线', en: 'full points at' },
  green: { zh: '绿色线', en: 'green from', unit: 'points' },
  hold: { zh: '暂停情形', en: 'held while' },
  holdDays: { zh: '保持', en: 'hold', unit: 'days' },
  inputs: { zh: '输入', en: 'input' },
  knownWeightMin: { zh: '至少已知权重', en: 'weight that must be known', unit: 'percent' },
  level: { zh: '级别', en: 'level' },
  max: { zh: '上限', en: 'ceiling', unit: 'points' },
  minutes: { zh: '每条工作量', en: 'work each', unit: 'minutes' },
  monetary: { zh: '金额', en: 'monetary value' },
  months: { zh: '月份', en: 'months' },
  monthClosesOn: { zh: '月结日', en: 'months close on day' },
  newPerDay: { zh: '每人每天新增', en: 'new ones a day and person', unit: 'each' },
  nextNeedDays: { zh: '预告需求后的沉默', en: 'silence after a stated need', unit: 'days' },
  nextNeedGrace: { zh: '预告需求宽限', en: 'grace after a stated need', unit: 'days' },
  notApplicable: { zh: '不适用条件', en: 'does not apply when' },
  note: { zh: '人工备注', en: 'manual note' },
  openPerPerson: { zh: '每人最多未结', en: 'open ones a person', unit: 'each' },
  options: { zh: '可选值', en: 'choices' },
  peerDays: { zh: '同类客户间隔', en: 'usual gap of others', unit: 'days' },
  peerDaysDefault: { zh: '同类客户默认间隔', en: 'usual gap of others', unit: 'days' },
  peerWeight: { zh: '同类客户权重', en: 'weight of others' },
  perWeek: { zh: '每周', en: 'a week', unit: 'each' },
  pointCaps: { zh: '指标上限', en: 'ceiling on the points' },
  points: { zh: '最多调整', en: 'moves a score by', unit: 'points' },
  protect: { zh: '降级保护条件', en: 'nobody moves down while' },
  protectDays: { zh: '保护期', en: 'first right for', unit: 'days' },
  provisionalWeightMin: { zh: '暂定所需权重', en: 'weight for a provisional colour', unit: 'percent' },
  quietDays: { zh: '解除后静默', en: 'quiet after clearing', unit: 'days' },
  recency: { zh: '最近采购', en: 'recency' },
  regions: { zh: '地区', en: 'regions' },
  returnMargin: { zh: '回升余量', en: 'margin to return', unit: 'points' },
  returns: { zh: '退货口径', en: 'returns' },
  revealsAlarmPerHour: { zh: '每小时提醒线', en: 'looks an hour that raise an alarm', unit: 'times' },
  revealsPerDay: { zh: '每天查看号码', en: 'numbers looked up a day', unit: 'times' },
  review: { zh: '复盘频率', en: 'review' },
  risk: { zh: '风险类型', en: 'risk' },
  says: { zh: '说明句', en: 'sentence' },
  segment: { zh: '客群', en: 'segment' },
  source: { zh: '出处', en: 'source' },
  sponsor: { zh: '高管负责人', en: 'sponsor' },
  springFestival: { zh: '春节', en: 'Spring Festival' },
  staleAfter: { zh: '数据过期', en: 'data is stale after', unit: 'days' },
  steps: { zh: '步骤', en: 'step' },
  suggests: { zh: '建议句', en: 'suggestion' },
  tax: { zh: '税口径', en: 'tax' },
  timezone: { zh: '时区', en: 'time zone' },
  unknown: { zh: '未知时', en: 'when unknown' },
  up: { zh: '升级', en: 'moves up' },
  value: { zh: '取值', en: 'value' },
  weight: { zh: '权重', en: 'weight' },
  when: { zh: '条件', en: 'condition' },
  winters: { zh: '冬季', en: 'winter' },
  within: { zh: '时限', en: 'limit' },
  yellow: { zh: '黄色线', en: 'yellow from', unit: 'points' },
};

/** What the words that a plan may choose from are called. */
const CHOICES: Readonly<Record<string, Said>> = {
  none: { zh: '不需要', en: 'none' },
  two_persons: { zh: '两人复核', en: 'two persons' },
  automatic: { zh: '自动', en: 'automatic' },
  approved: { zh: '需批准', en: 'approved' },
  need: { zh: '需求', en: 'need' },
  relation: { zh: '关系', en: 'relation' },
  external: { zh: '外部', en: 'external' },
  leave_out: { zh: '不计入', en: 'left out' },
  neutral: { zh: '按中间分', en: 'neutral' },
  worst: { zh: '按最低分', en: 'worst' },
  ordered: { zh: '下单', en: 'ordered' },
  shipped: { zh: '出库', en: 'shipped' },
  invoiced: { zh: '开票', en: 'invoiced' },
  received: { zh: '回款', en: 'received' },
  included: { zh: '含税', en: 'tax included' },
  excluded: { zh: '不含税', en: 'tax excluded' },
  on_return_date: { zh: '计入退货日', en: 'on their own day' },
  on_order_date: { zh: '计入原单日', en: 'on the day of their order' },
  monthly: { zh: '每月', en: 'monthly' },
  quarterly: { zh: '每季度', en: 'quarterly' },
  yearly: { zh: '每年', en: 'yearly' },
  festival: { zh: '节假日', en: 'festival' },
  stale_feed: { zh: '数据过期', en: 'stale feed' },
  credit_hold: { zh: '停货', en: 'credit hold' },
  new_customer: { zh: '新客户', en: 'new customer' },
  next_need: { zh: '预告需求', en: 'stated need' },
  quintiles: { zh: '五等分', en: 'quintiles' },
  account_manager: { zh: '客户经理', en: 'account manager' },
  assistant: { zh: '内勤', en: 'assistant' },
  success_supervisor: { zh: '客户成功主管', en: 'success supervisor' },
  executive_sponsor: { zh: '高管负责人', en: 'executive sponsor' },
  credit_controller: { zh: '信控', en: 'credit controller' },
  sales: { zh: '销售', en: 'sales' },
  after_sales: { zh: '售后', en: 'after-sales' },
  technical: { zh: '技术', en: 'technical' },
  product_manager: { zh: '产品经理', en: 'product manager' },
  store_guide: { zh: '导购', en: 'store guide' },
  store_manager: { zh: '店长', en: 'store manager' },
};

const LEVELS: Readonly<Record<number, Said>> = {
  1: { zh: '一级', en: 'level 1' },
  2: { zh: '二级', en: 'level 2' },
  3: { zh: '三级', en: 'level 3' },
};

const LIMIT_UNITS: Readonly<Record<Limit['unit'], Said>> = {
  working_days: { zh: '个工作日', en: 'working day' },
  working_hours: { zh: '个工作小时', en: 'working hour' },
  elapsed_hours: { zh: '小时', en: 'hour' },
};

/** What a field is called. */
export function fieldWords(field: string): Said {
  const { zh, en } = FIELDS[field] ?? { zh: field, en: field };
  return { zh, en };
}

/** A value of a field as people say it. */
export function sayValue(field: string, value: unknown): Said {
  if (value === null || value === undefined) return { zh: '无', en: 'none' };
  if (typeof value === 'number')
    return field === 'level' ? (LEVELS[value] ?? sayNumber(value)) : sayCount(field, value);
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'string') return CHOICES[value] ?? { zh: value, en: value };
  if (Array.isArray(value)) return sayList(value.map((each) => sayValue(field, each)));
  if (isLimit(value)) return sayLimit(value);
  if (isSaid(value)) return value;
  const fields = Object.entries(value).map(([key, each]) => labelled(fieldWords(key), sayValue(key, each)));
  return sayList(fields);
}

/** Several things said one after the other. */
export function sayList(items: readonly Said[]): Said {
  if (items.length === 0) return { zh: '无', en: 'none' };
  return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') };
}

/** A name before a value: 权重 16 分. */
export function labelled(label: Said, value: Said): Said {
  return { zh: `${label.zh} ${value.zh}`, en: `${label.en} ${value.en}` };
}

/** True for a count in one of the three clock words. */
export function isLimit(value: unknown): value is Limit {
  return typeof value === 'object' && value !== null && 'count' in value && 'unit' in value;
}

/** True for a sentence in both languages. */
export function isSaid(value: unknown): value is Said {
  if (typeof value !== 'object' || value === null) return false;
  return 'zh' in value && 'en' in value && typeof value.zh === 'string' && typeof value.en === 'string';
}

function sayCount(field: string, value: number): Said {
  const { zh, en } = sayNumber(value);
  const unit = FIELDS[field]?.unit;
  return unit === undefined ? { zh, en } : UNITS[unit](zh, en, value === 1);
}

function sayLimit({ count, unit }: Limit): Said {
  const { zh, en } = LIMIT_UNITS[unit];
  return { zh: `${count} ${zh}`, en: `${count} ${en}${count === 1 ? '' : 's'}` };
}
