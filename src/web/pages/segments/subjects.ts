/** What the form of a segment offers to look at: the three dimensions of classifying customers, and every word of the language. */
import type { FormCondition, Subject } from '../../../plan/segment-form.ts';
import { NAMES, WORDS } from '../../../scoring/vocabulary.ts';
import type { Parameter, Word } from '../../../scoring/word.ts';
import type { Said } from '../../../ui/locale.tsx';

/** Value contribution, need features, behaviour; what else is known; and the language itself. */
export const DIMENSIONS = ['value', 'need', 'behaviour', 'state', 'language'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type SubjectType = 'number' | 'boolean' | 'text';

export interface Choice {
  /** Unique among the choices; a word with its first argument where that makes it another question. */
  readonly key: string;
  readonly dimension: Dimension;
  readonly label: Said;
  readonly start: FormCondition;
}

function ask(
  dimension: Dimension,
  zh: string,
  en: string,
  [name, given, is, value]: [string, Subject['given'], FormCondition['is'], (string | number | string[])?],
): Choice {
  const subject = { name, given };
  // Each line below says a condition whole: what its kind needs is there.
  const start = (value === undefined ? { is, subject } : { is, subject, value }) as FormCondition;
  return { key: keyOf(subject), dimension, label: { zh, en }, start };
}

/** Questions people ask in their own words, each with a sensible beginning. */
const ASKED: readonly Choice[] = [
  ask('value', '采购额（元）', 'Spend', ['spend', ['365d'], '>=', 500_000]),
  ask('value', '订单数', 'Orders', ['count', ['order', '365d'], '>=', 3]),
  ask('value', '等级', 'Tier', ['tier', null, 'in', ['strategic']]),
  ask('value', '等级分', 'Standing', ['standing', null, '>=', 50]),
  ask('value', '健康分', 'Health score', ['health', null, '<', 40]),
  ask('value', '价值档 M（1–5）', 'Monetary class M (1–5)', ['rfm_monetary', null, '>=', 4]),
  ask('value', 'RFM 类别', 'RFM class', ['rfm_class', null, '==', '']),
  ask('need', '客户类型', 'Type of customer', ['type', null, '==', 'company']),
  ask('need', '采购方式', 'Buying pattern', ['pattern', null, '==', 'project']),
  ask('need', '付款条件', 'Terms of payment', ['terms', null, '==', 'prepaid']),
  ask('need', '采购品类数', 'Categories bought', ['distinct', ['order_item', '365d'], '>=', 3]),
  ask('need', '登记的需求', 'Needs recorded', ['count', ['need_recorded', '365d'], '>=', 1]),
  ask('need', '产品咨询', 'Product enquiries', ['count', ['enquiry_product', '180d'], '>=', 2]),
  ask('need', '投诉', 'Complaints', ['count', ['complaint_opened', '180d'], '>=', 3]),
  ask('need', '平均满意度', 'Mean satisfaction', ['average_score', ['survey_csat', '365d'], '<', 60]),
  ask('behaviour', '距上次下单天数', 'Days since the last order', ['days_since', ['order'], '>=', 90]),
  ask('behaviour', '连续无单整月', 'Whole months without an order', ['months_without', ['order'], '>=', 3]),
  ask('behaviour', '沉默程度（倍）', 'Silence against the own rhythm', ['silence_ratio', ['order'], '>=', 1.5]),
  ask('behaviour', '采购次数', 'Buying occasions', ['occasions', ['order', '365d'], '>=', 6]),
  ask('behaviour', '联系次数', 'Contacts', ['count', ['interaction', '90d', 'two_way'], '<', 1]),
  ask('behaviour', '距上次联系天数', 'Days since the last contact', [
    'days_since',
    ['interaction', 'two_way'],
    '>=',
    60,
  ]),
  ask('behaviour', '转介绍', 'Referrals', ['count', ['referral_made', '365d'], '>=', 1]),
  ask('state', '地区', 'Region', ['region', null, 'in', ['华东']]),
  ask('state', '标签', 'Tag', ['has_tag', [''], 'true']),
  ask('state', '阶段', 'Stage', ['stage', null, '==', 'active']),
  ask('state', '健康颜色', 'Health colour', ['colour', null, '==', 'red']),
  ask('state', '属于另一客群', 'In another segment', ['in_segment', [''], 'true']),
  ask('state', '预警未解除', 'A warning is open', ['warning', [''], 'true']),
  ask('state', '指标取值', 'Value of an indicator', ['indicator', [''], '<=', 0.7]),
  ask('state', '指标得分', 'Points of an indicator', ['points', [''], '<', 40]),
  ask('state', '合作年数', 'Years as a customer', ['years_as_customer', [], '>=', 3]),
  ask('state', '停货中', 'Credit hold', ['credit_hold', null, 'true']),
  ask('state', '新客观察期', 'New customer', ['new_customer', null, 'true']),
];

/** What only a place of the plan knows has no meaning in a segment. */
const ELSEWHERE: ReadonlySet<string> = new Set(['value', 'order_since_warning', 'raised_by_hand', 'known', 'unknown']);
const OPEN_PARAMETERS: readonly Parameter[] = ['number', 'boolean', 'any'];
const FIRST_ARGUMENTS: Partial<Record<Parameter, string | number>> = {
  kind: 'order',
  window: '90d',
  length: '90d',
  days: '24m',
  constant: 1,
  what: 'count',
  group: 'book',
};

/** Everything the form can begin a condition with. */
export const CHOICES: readonly Choice[] = [...ASKED.filter(({ start }) => exists(start.subject)), ...fromLanguage()];

function exists({ name, given }: Subject): boolean {
  return given === null ? NAMES.some((each) => each.name === name) : WORDS.some((each) => each.name === name);
}

function fromLanguage(): Choice[] {
  const names = NAMES.filter(({ name }) => !ELSEWHERE.has(name) && !isAsked(name)).map(({ name, zh, en }): Choice => {
    const subject = { name, given: null };
    return { key: keyOf(subject), dimension: 'language', label: { zh, en }, start: beginning(subject) };
  });
  const words = WORDS.filter((word) => isWritable(word)).map((word): Choice => {
    const given = word.parameters.slice(0, word.required).map((parameter) => FIRST_ARGUMENTS[parameter] ?? '');
    const subject = { name: word.name, given };
    const label = { zh: `${word.zh}（${word.name}）`, en: `${word.en} (${word.name})` };
    return { key: `${word.name}()`, dimension: 'language', label, start: beginning(subject) };
  });
  return [...names, ...words];
}

/** Everything between its brackets can be written out in a form. */
function isWritable(word: Word): boolean {
  const isWhole = word.parameters.slice(0, word.required).every((each) => !OPEN_PARAMETERS.includes(each));
  return word.returns !== 'window' && !ELSEWHERE.has(word.name) && isWhole;
}

function isAsked(name: string): boolean {
  return ASKED.some(({ start }) => start.subject.name === name && start.subject.given === null);
}

/** A condition on a subject that nothing is said of yet. */
export function beginning(subject: Subject): FormCondition {
  const type = typeOfSubject(subject);
  if (type === 'boolean') return { is: 'true', subject };
  return type === 'text' ? { is: '==', subject, value: '' } : { is: '>=', subject, value: 1 };
}

/** What a subject gives. */
export function typeOfSubject({ name, given }: Subject): SubjectType {
  if (given === null) return NAMES.find((each) => each.name === name)?.evaluator.type ?? 'number';
  return wordNamed(name)?.returns === 'boolean' ? 'boolean' : 'number';
}

/** The word of the language with this name. */
export function wordNamed(name: string): Word | undefined {
  return WORDS.find((word) => word.name === name);
}

/** The choice that a condition began with, as far as it can be told. */
export function choiceOf(subject: Subject): Choice | undefined {
  return CHOICES.find(({ key }) => key === keyOf(subject)) ?? CHOICES.find(({ key }) => key === `${subject.name}()`);
}

function keyOf({ name, given }: Subject): string {
  if (given === null) return name;
  const kind = wordNamed(name)?.parameters[0] === 'kind' ? given[0] : undefined;
  return `${name}:${kind ?? ''}`;
}
