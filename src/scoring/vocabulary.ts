import type { CustomerView } from './customer-view.ts';
import { customerWords } from './customer-words.ts';
import { factWords } from './fact-words.ts';
import { paymentWords, termsOf } from './payment-words.ts';
import { rhythmWords } from './rhythm-words.ts';
import { scalarWords } from './scalar-words.ts';
import type { Evaluator, Word } from './word.ts';

/** A name that stands for a value of the customer, without brackets. */
export interface Name {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly example: string;
  readonly evaluator: Evaluator;
}

/** Every function of the language, in the order of docs/plan.md. */
export const WORDS: readonly Word[] = [...factWords, ...rhythmWords, ...customerWords, ...paymentWords, ...scalarWords];

/** Every name of the language. */
export const NAMES: readonly Name[] = [
  text(
    'type',
    '客户类型：company 或 person',
    'company or person',
    "type == 'person'",
    (view) => view.context.customerType,
  ),
  text(
    'tier',
    '客户等级：已定的，未定时为建议的',
    'the tier held, or the one proposed where none is',
    "tier in ['strategic', 'key']",
    (view) => view.tier,
  ),
  text('region', '地区', 'region', "region == '华东'", (view) => view.context.region),
  text('pattern', '登记的采购方式', 'declared buying pattern', "pattern == 'project'", (view) => view.context.pattern),
  text('terms', '付款条件', 'terms of payment', "terms != 'prepaid'", termsOf),
  truth('new_customer', '是否新客观察期', 'whether the new-customer track holds', 'new_customer', (view) => {
    return view.findings.isNewCustomer;
  }),
  truth('credit_hold', '是否停货', 'whether a credit hold lasts', 'credit_hold', (view) => {
    return Number.isNaN(view.holdDay) ? 0 : 1;
  }),
  number(
    'value',
    '本指标的取值（用于封顶条件）',
    'the value of this indicator, in its caps',
    'value >= 1.5',
    (view) => {
      return view.findings.value;
    },
  ),
  number('standing', '等级分', 'the standing from which tiers are proposed', 'standing >= 50', (view) => {
    return view.findings.standing;
  }),
  number('health', '健康分', 'the health score', 'health < 40', (view) => view.findings.score),
];

function text(name: string, zh: string, en: string, example: string, run: (view: CustomerView) => string | null): Name {
  return { name, zh, en, example, evaluator: { type: 'text', run } };
}

function truth(name: string, zh: string, en: string, example: string, run: (view: CustomerView) => number): Name {
  return { name, zh, en, example, evaluator: { type: 'boolean', run } };
}

function number(name: string, zh: string, en: string, example: string, run: (view: CustomerView) => number): Name {
  return { name, zh, en, example, evaluator: { type: 'number', run } };
}
