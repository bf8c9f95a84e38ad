import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diffPlans } from './diff.ts';
import { parsePlan } from './parse-plan.ts';
import type { Plan } from './plan.ts';

/** A small plan with something of every part in it. */
const BASE = `name: 测试方案
name_en: Test plan
timezone: Asia/Shanghai
currency: CNY
basis: { amount: shipped, tax: included, returns: on_return_date, month_closes_on: 26 }
approval: none
tiers:
  - { key: strategic, name: 战略客户, name_en: Strategic, when: "spend('365d') >= 10000000", contacts: 6, entitlements: [{ key: visits, name: 高管拜访, name_en: Executive visits }] }
  - { key: key, name: 重点客户, name_en: Key, when: "spend('365d') >= 500000 && years_as_customer() >= 3", contacts: 3 }
  - { key: ordinary, name: 普通客户, name_en: Ordinary, when: "true", contacts: 1 }
schemes:
  industry:
    name: 行业等级
    name_en: Industry
    classes:
      - { key: large, name: 大客户, name_en: Large, when: "spend('365d') >= 100000" }
      - { key: small, name: 小客户, name_en: Small, when: "true" }
indicators:
  silence: { name: 沉默程度, name_en: Silence, risk: need, weight: 60, inputs: { days: "silent_days('order')" }, value: "silence_ratio('order')", good: 1, bad: 2, caps: [{ when: ">= 3", max: 39 }], says: "{days:whole} 天", says_en: "{days:whole} days" }
  complaints: { name: 投诉次数, name_en: Complaints, risk: relation, weight: 40, value: "count('complaint_opened', '180d')", good: 0, bad: 4, unknown: leave_out }
health: { green: 70, yellow: 40, hold: 3d }
stages:
  - { key: silent, name: 沉默, name_en: Silent, when: "days_since('order') >= 180" }
  - { key: active, name: 活跃, name_en: Active, when: "true" }
segments:
  dormant: { name: 沉睡客户, name_en: Dormant, when: "days_since('order') >= 90" }
  large_silent: { name: 大而沉默, name_en: Large and silent, when: "spend('24m') >= 500000 && days_since('order') >= 90" }
warnings:
  - { key: broken, name: 节奏中断, name_en: Rhythm broken, level: 1, risk: need, when: "silence_ratio('order') >= 1.5", clear: "days_since('order') < 30", hold: [festival], quiet: 45d, minutes: 20, act: { by: account_manager, within: 1 working_days } }
  - { key: many, name: 投诉变多, name_en: More complaints, level: 2, risk: relation, when: "count('complaint_opened', '90d') >= 2", clear: "open_complaints() == 0", act: { by: success_supervisor, within: 2 working_days } }
stock: { per_week: 10 }
`;

function planOf(text: string): Plan {
  const { plan, problems } = parsePlan(text);
  if (plan === null) throw new Error(JSON.stringify(problems, null, 1));
  return plan;
}

interface Row {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** The sentences, in both languages, in the order told. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly kind: string;
}

function row(what: string, kind: string, from: string, to: string, zh: string | string[], en: string | string[]): Row {
  return { what, kind, from, to, zh: [zh].flat(), en: [en].flat() };
}

const silent = '  - { key: silent, name: 沉默, name_en: Silent, when: "days_since(\'order\') >= 180" }\n';
const active = '  - { key: active, name: 活跃, name_en: Active, when: "true" }\n';
const dormant = '  dormant: { name: 沉睡客户, name_en: Dormant, when: "days_since(\'order\') >= 90" }\n';

const ROWS: readonly Row[] = [
  row(
    'a limit of a tier',
    'changed',
    '10000000',
    '8000000',
    '战略客户：1000 万 → 800 万',
    'Strategic: 10,000,000 → 8,000,000',
  ),
  row(
    'one of two limits',
    'changed',
    'years_as_customer() >= 3',
    'years_as_customer() >= 2',
    '重点客户：years_as_customer() 3 → 2',
    'Key: years_as_customer() 3 → 2',
  ),
  row(
    'a condition more',
    'changed',
    '>= 10000000"',
    '>= 10000000 && years_as_customer() >= 3"',
    '战略客户：加上“&& years_as_customer() >= 3”',
    'Strategic: “&& years_as_customer() >= 3” added',
  ),
  row(
    'a condition less',
    'changed',
    ' && years_as_customer() >= 3',
    '',
    '重点客户：去掉“&& years_as_customer() >= 3”',
    'Key: “&& years_as_customer() >= 3” taken out',
  ),
  row(
    'a window',
    'changed',
    "count('complaint_opened', '180d')",
    "count('complaint_opened', '90d')",
    '投诉次数：取值 180 天 → 90 天',
    'Complaints: value 180 days → 90 days',
  ),
  row(
    'a word of an expression',
    'changed',
    'value: "silence_ratio(\'order\')"',
    'value: "silence_ratio(\'payment\')"',
    "沉默程度：取值 “'order'” → “'payment'”",
    "Silence: value “'order'” → “'payment'”",
  ),
  row(
    'contacts due',
    'changed',
    'contacts: 6',
    'contacts: 4',
    '战略客户：每 90 天应联系 6 次 → 4 次',
    'Strategic: contacts due in 90 days 6 times → 4 times',
  ),
  row(
    'an entitlement',
    'renamed',
    'name: 高管拜访, name_en: Executive visits',
    'name: 总经理拜访, name_en: Visits by the general manager',
    '权益改名：高管拜访 → 总经理拜访',
    'Entitlement renamed: Executive visits → Visits by the general manager',
  ),
  row(
    'a class of a scheme',
    'changed',
    '100000"',
    '200000"',
    '行业等级 · 大客户：10 万 → 20 万',
    'Industry · Large: 100,000 → 200,000',
  ),
  row(
    'weights',
    'changed',
    'weight: 60',
    'weight: 70',
    ['沉默程度：权重 60 → 70', '投诉次数：权重 40 → 30'],
    ['Silence: weight 60 → 70', 'Complaints: weight 40 → 30'],
  ),
  row(
    'where points begin',
    'changed',
    'good: 0, bad: 4',
    'good: 0, bad: 3',
    '投诉次数：零分线 4 → 3',
    'Complaints: no points at 4 → 3',
  ),
  row(
    'what an unknown means',
    'changed',
    'unknown: leave_out',
    'unknown: worst',
    '投诉次数：未知时 不计入 → 按最低分',
    'Complaints: when unknown left out → worst',
  ),
  row(
    'an input',
    'changed',
    "silent_days('order')",
    "days_since('order')",
    '沉默程度 · days：“silent_days” → “days_since”',
    'Silence · days: “silent_days” → “days_since”',
  ),
  row(
    'a ceiling',
    'changed',
    'max: 39',
    'max: 49',
    '沉默程度 · 总分上限：上限 39 分 → 49 分',
    'Silence · ceiling on the score: ceiling 39 points → 49 points',
  ),
  row(
    'a ceiling more',
    'added',
    'caps: [{ when: ">= 3", max: 39 }]',
    'caps: [{ when: ">= 3", max: 39 }, { when: ">= 2", max: 69 }]',
    '沉默程度：新增总分上限（条件 >= 2，上限 69 分）',
    'Silence: new ceiling on the score (condition >= 2, ceiling 69 points)',
  ),
  row(
    'a band',
    'changed',
    'green: 70',
    'green: 75',
    '健康分：绿色线 70 分 → 75 分',
    'Health: green from 70 points → 75 points',
  ),
  row('a hold', 'changed', 'hold: 3d', 'hold: 5d', '健康分：保持 3 天 → 5 天', 'Health: hold 3 days → 5 days'),
  row(
    'the order of stages',
    'moved',
    silent + active.replace('"true"', '"days_since(\'order\') < 9"'),
    active.replace('"true"', '"days_since(\'order\') < 9"') + silent,
    '沉默：从第 1 位移到第 2 位',
    'Silent: moved from place 1 to 2',
  ),
  row(
    'another name',
    'renamed',
    'name: 沉睡客户, name_en: Dormant',
    'name: 休眠客户, name_en: Sleeping',
    '客群改名：沉睡客户 → 休眠客户',
    'Segment renamed: Dormant → Sleeping',
  ),
  row(
    'another key',
    'renamed',
    '  dormant:',
    '  sleeping:',
    '沉睡客户：键 dormant → sleeping',
    'Dormant: key dormant → sleeping',
  ),
  row(
    'a segment more',
    'added',
    dormant,
    `${dormant}  lost: { name: 流失客户, name_en: Lost, when: "days_since('order') >= 365" }\n`,
    "新增客群：流失客户（days_since('order') >= 365）",
    "New segment: Lost (days_since('order') >= 365)",
  ),
  row('a segment less', 'removed', dormant, '', '删除客群：沉睡客户', 'Removed segment: Dormant'),
  row(
    'a limit of time',
    'changed',
    'within: 1 working_days',
    'within: 24 elapsed_hours',
    '节奏中断 · 处理：时限 1 个工作日 → 24 小时',
    'Rhythm broken · action: limit 1 working day → 24 hours',
  ),
  row(
    'who acts',
    'changed',
    'by: account_manager',
    'by: executive_sponsor',
    '节奏中断 · 处理：负责人 客户经理 → 高管负责人',
    'Rhythm broken · action: owner account manager → executive sponsor',
  ),
  row(
    'a level',
    'changed',
    'level: 1',
    'level: 2',
    '节奏中断：级别 一级 → 二级',
    'Rhythm broken: level level 1 → level 2',
  ),
  row(
    'quiet days',
    'changed',
    'quiet: 45d',
    'quiet: 30d',
    '节奏中断：解除后静默 45 天 → 30 天',
    'Rhythm broken: quiet after clearing 45 days → 30 days',
  ),
  row(
    'the work of a warning',
    'changed',
    'minutes: 20',
    'minutes: 30',
    '节奏中断：每条工作量 20 分钟 → 30 分钟',
    'Rhythm broken: work each 20 minutes → 30 minutes',
  ),
  row(
    'what holds a warning',
    'changed',
    'hold: [festival]',
    'hold: [festival, credit_hold]',
    '节奏中断：暂停情形 节假日 → 节假日、停货',
    'Rhythm broken: held while festival → festival, credit hold',
  ),
  row(
    'when a warning clears',
    'changed',
    "days_since('order') < 30",
    "days_since('order') < 45",
    '节奏中断：解除条件 30 → 45',
    'Rhythm broken: clears when 30 → 45',
  ),
  row(
    'approval',
    'changed',
    'approval: none',
    'approval: two_persons',
    '方案：启用审批 不需要 → 两人复核',
    'Plan: approval none → two persons',
  ),
  row(
    'a basis',
    'changed',
    'amount: shipped',
    'amount: invoiced',
    '口径：金额口径 出库 → 开票',
    'Basis: amounts shipped → invoiced',
  ),
  row(
    'a number of the stock list',
    'changed',
    'per_week: 10',
    'per_week: 20',
    '存量盘点：每周 10 个 → 20 个',
    'Stock list: a week 10 → 20',
  ),
  row(
    'the plan itself',
    'renamed',
    'name: 测试方案\nname_en: Test plan',
    'name: 新方案\nname_en: New plan',
    '方案改名：测试方案 → 新方案',
    'Plan renamed: Test plan → New plan',
  ),
];

/** Some changes need a second one for the plan to stay whole. */
function changed(text: string, { what, from, to }: Row): string {
  expect(text, what).toContain(from);
  const other = text.replace(from, () => to);
  return what === 'weights' ? other.replace('weight: 40', 'weight: 30') : other;
}

function baseFor({ what }: Row): string {
  if (what !== 'the order of stages') return BASE;
  return BASE.replace(active, active.replace('"true"', '"days_since(\'order\') < 9"'));
}

describe('what another version says otherwise', () => {
  test.each(ROWS.map((each) => [each.what, each] as const))('%s', (_what, each) => {
    const base = baseFor(each);
    const changes = diffPlans(planOf(base), planOf(changed(base, each)));
    expect(changes.map(({ zh }) => zh)).toEqual(each.zh);
    expect(changes.map(({ en }) => en)).toEqual(each.en);
    expect(changes[0]?.kind).toBe(each.kind);
  });

  test('layout and comments are nothing', () => {
    const other = BASE.replace("spend('365d') >= 10000000", "spend( '365d' )  >=  10000000").replace(
      'stock:',
      '# why\nstock:',
    );
    expect(diffPlans(planOf(BASE), planOf(other))).toEqual([]);
  });

  test('the pieces of both sides are the sides, with what differs marked', () => {
    const [change] = diffPlans(planOf(BASE), planOf(BASE.replace('10000000', '8000000')));
    const text = (side: 'before' | 'after') => change?.pieces?.[side].map((piece) => piece.text).join('');
    expect([text('before'), text('after')]).toEqual([change?.before?.zh, change?.after?.zh]);
    const marked = (side: 'before' | 'after') => change?.pieces?.[side].filter((piece) => piece.changed);
    expect(marked('before')).toEqual([{ text: '10000000', changed: true }]);
    expect(marked('after')).toEqual([{ text: '8000000', changed: true }]);
  });

  test('there and back again is the same length, and a plan differs from itself in nothing', () => {
    const ready = (name: string) => planOf(readFileSync(new URL(`../../plans/${name}.yaml`, import.meta.url), 'utf8'));
    const [one, other] = [ready('building-materials'), ready('retail')];
    expect(diffPlans(one, one)).toEqual([]);
    const there = diffPlans(one, other);
    expect(there.length).toBeGreaterThan(20);
    for (const { zh, en } of there) expect(`${zh}${en}`).not.toMatch(/undefined|object Object|null/);
  });
});
