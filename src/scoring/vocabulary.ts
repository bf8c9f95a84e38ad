import { calendarWords } from './calendar-words.ts';
import type { CustomerView } from './customer-view.ts';
import { customerWords } from './customer-words.ts';
import { cutWords } from './cut-words.ts';
import { factWords } from './fact-words.ts';
import { findingWords } from './finding-words.ts';
import { paymentWords, termsOf } from './payment-words.ts';
import { rhythmWords } from './rhythm-words.ts';
import { scalarWords } from './scalar-words.ts';
import { spendWords } from './spend-words.ts';
import { trendWords } from './trend-words.ts';
import { windowWords } from './window-words.ts';
import type { Evaluator, Word } from './word.ts';

/** A name that stands for a value of the customer, without brackets. */
export interface Name {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly example: string;
  readonly evaluator: Evaluator;
  /** True when it is found by this judgement on its way: nothing of that may be ranked over the book. */
  readonly isFinding: boolean;
}

/** Words that belong together. */
export interface WordGroup {
  readonly zh: string;
  readonly en: string;
  readonly words: readonly Word[];
}

/** The functions of the language in the groups of docs/plan.md. */
export const WORD_GROUPS: readonly WordGroup[] = [
  { zh: '事实', en: 'Facts', words: factWords },
  { zh: '升降与趋势', en: 'Rise, fall and trend', words: trendWords },
  { zh: '采购额', en: 'Spend', words: spendWords },
  { zh: '采购节奏', en: 'Rhythm', words: rhythmWords },
  { zh: '窗口', en: 'Windows', words: windowWords },
  { zh: '日历', en: 'Calendar', words: calendarWords },
  { zh: '客户', en: 'The customer', words: customerWords },
  { zh: '付款', en: 'Payment', words: paymentWords },
  { zh: '与其他客户相比', en: 'Among the others', words: cutWords },
  { zh: '数字', en: 'Numbers', words: scalarWords },
  { zh: '已得出的结果', en: 'What was found before', words: findingWords },
];

/** Every function of the language, in the order of docs/plan.md. */
export const WORDS: readonly Word[] = WORD_GROUPS.flatMap(({ words }) => words);

/** Every name of the language. */
export const NAMES: readonly Name[] = [
  ...[
    text('type', '客户类型：company 或 person', 'company or person', "type == 'person'", (view) => {
      return view.context.customerType;
    }),
    text('region', '地区', 'region', "region == '华东'", (view) => view.context.region),
    text('city', '城市', 'city', "city in ['上海', '杭州']", (view) => view.context.city),
    text('industry', '行业', 'industry', "industry == '家居'", (view) => view.context.industry),
    text('pattern', '登记的采购方式', 'declared buying pattern', "pattern == 'project'", (view) => {
      return view.context.pattern;
    }),
    text('terms', '付款条件', 'terms of payment', "terms != 'prepaid'", termsOf),
    truth('credit_hold', '是否停货', 'whether a credit hold lasts', 'credit_hold', (view) => {
      return Number.isNaN(view.holdDay) ? 0 : 1;
    }),
  ],
  ...[
    text(
      'tier',
      '客户等级：已定的，未定时为建议的',
      'the tier held, or the one proposed where none is',
      "tier in ['strategic', 'key']",
      (view) => view.tier,
    ),
    text('stage', '生命周期阶段', 'the lifecycle stage', "stage == 'silent'", (view) => view.findings.stage),
    truth('new_customer', '是否新客观察期', 'whether the new-customer track holds', 'new_customer', (view) => {
      return view.findings.isNewCustomer;
    }),
    number('standing', '等级分', 'the standing from which tiers are proposed', 'standing >= 50', (view) => {
      return view.findings.standing;
    }),
    number('health', '健康分', 'the health score', 'health < 40', (view) => view.findings.score),
    text(
      'colour',
      '健康颜色：green、yellow 或 red，灰色为未知',
      'green, yellow or red; grey is unknown',
      "colour == 'red'",
      (view) => {
        return view.findings.colour;
      },
    ),
    number(
      'rfm_recency',
      'RFM 最近消费（1–5，5 最好）',
      'recency of RFM, 1–5, 5 the best',
      'rfm_recency >= 4',
      (view) => {
        return view.findings.rfm[0];
      },
    ),
    number('rfm_frequency', 'RFM 消费频次（1–5）', 'frequency of RFM, 1–5', 'rfm_frequency <= 2', (view) => {
      return view.findings.rfm[1];
    }),
    number('rfm_monetary', 'RFM 消费金额（1–5）', 'monetary value of RFM, 1–5', 'rfm_monetary == 5', (view) => {
      return view.findings.rfm[2];
    }),
    text('rfm_class', 'RFM 类别', 'the class of RFM', "rfm_class == 'champion'", (view) => view.findings.rfmClass),
    number(
      'value',
      '本指标的取值（用于封顶条件）',
      'the value of this indicator, in its caps',
      'value >= 1.5',
      (view) => {
        return view.findings.value;
      },
    ),
  ].map((name) => ({ ...name, isFinding: true })),
];

function text(name: string, zh: string, en: string, example: string, run: (view: CustomerView) => string | null): Name {
  return { name, zh, en, example, evaluator: { type: 'text', run }, isFinding: false };
}

function truth(name: string, zh: string, en: string, example: string, run: (view: CustomerView) => number): Name {
  return { name, zh, en, example, evaluator: { type: 'boolean', run }, isFinding: false };
}

function number(name: string, zh: string, en: string, example: string, run: (view: CustomerView) => number): Name {
  return { name, zh, en, example, evaluator: { type: 'number', run }, isFinding: false };
}
