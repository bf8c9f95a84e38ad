import type { Language } from '../kernel/errors.ts';
import type { Basis } from '../scoring/basis.ts';
import type { EvidenceValue, IndicatorJudgement } from '../scoring/judgement.ts';
import type { PlanIndicator } from './plan.ts';

const UNKNOWN = { zh: '未知', en: 'unknown' } as const;
const NOT_APPLICABLE = { zh: '不适用', en: 'not applicable' } as const;
const TRUTH = { zh: ['否', '是'], en: ['no', 'yes'] } as const;

/** How `{name:form}` shows a number; without a form it has up to two decimals. */
const FORMS: Readonly<Record<string, (value: number, language: Language) => string>> = {
  one: (value) => String(Math.round(value * 10) / 10),
  whole: (value) => String(Math.round(value)),
  percent: (value) => `${Math.round(value * 100)}%`,
  money: shortAmount,
};

const AMOUNT_WORDS = {
  zh: { ordered: '下单', shipped: '出库', invoiced: '开票', received: '回款' },
  en: { ordered: 'ordered', shipped: 'shipped', invoiced: 'invoiced', received: 'received' },
} as const;
const TAX_WORDS = {
  zh: { included: '含税', excluded: '不含税' },
  en: { included: 'tax included', excluded: 'tax excluded' },
} as const;
const RETURN_WORDS = {
  zh: { on_return_date: '退货计入退货日', on_order_date: '退货计入原单日' },
  en: { on_return_date: 'returns on their own day', on_order_date: 'returns on the day of their order' },
} as const;
/** Months that close on the 31st are the calendar's. */
const CALENDAR_MONTH_CLOSES_ON = 31;

/** The basis of an amount (口径) in one line; where the facts did not allow what the plan wants, it says both. */
export function sayBasis(
  basis: Basis & { readonly effective: Pick<Basis, 'amount' | 'tax'> },
  language: Language,
): string {
  const { effective, monthClosesOn } = basis;
  const missing = (wanted: string) =>
    language === 'zh' ? `（方案要${wanted}，尚无数据）` : ` (plan: ${wanted}, no data yet)`;
  const amounts = AMOUNT_WORDS[language];
  const taxes = TAX_WORDS[language];
  const parts = [
    amounts[effective.amount] + (effective.amount === basis.amount ? '' : missing(amounts[basis.amount])),
    taxes[effective.tax] + (effective.tax === basis.tax ? '' : missing(taxes[basis.tax])),
    RETURN_WORDS[language][basis.returns],
    monthWords(monthClosesOn, language),
  ];
  return `${language === 'zh' ? '口径：' : 'Basis: '}${parts.join(' · ')}`;
}

/** The same in two words, for where there is little room: which amount, with tax or without. */
export function sayBasisBriefly(
  { effective }: { readonly effective: Pick<Basis, 'amount' | 'tax'> },
  language: Language,
): string {
  return `${AMOUNT_WORDS[language][effective.amount]} · ${TAX_WORDS[language][effective.tax]}`;
}

function monthWords(closesOn: number, language: Language): string {
  if (closesOn === CALENDAR_MONTH_CLOSES_ON) return language === 'zh' ? '自然月' : 'calendar months';
  return language === 'zh' ? `财务月 ${closesOn} 日结` : `months close on day ${closesOn}`;
}

/** One row of a receipt in words: `9 单 ÷ 14 单 = 0.64`. An input that is unknown is said to be so. */
export function sayIndicator(indicator: PlanIndicator, judged: IndicatorJudgement, language: Language): string {
  if (judged.notApplicable) return NOT_APPLICABLE[language];
  if (judged.value === null) return UNKNOWN[language];
  return sayWith(indicator.says?.[language] ?? '{value}', judged.evidence, language);
}

/** A sentence of the plan with its `{input}` and `{input:form}` filled in. */
export function sayWith(
  template: string,
  evidence: Readonly<Record<string, EvidenceValue>>,
  language: Language,
): string {
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (_hole, name: string, form = '') => {
    return sayValue(evidence[name] ?? null, form, language);
  });
}

function sayValue(value: EvidenceValue, form: string, language: Language): string {
  if (value === null) return UNKNOWN[language];
  if (typeof value === 'boolean') return TRUTH[language][value ? 1 : 0];
  if (typeof value === 'string') return value;
  const say = FORMS[form];
  return say === undefined ? String(Math.round(value * 100) / 100) : say(value, language);
}

/** Major units, shortened as people say them: 248 万, 2.48M. */
function shortAmount(value: number, language: Language): string {
  const [unit, word] = language === 'zh' ? [10_000, ' 万'] : [1_000, 'k'];
  if (Math.abs(value) < unit) return String(Math.round(value));
  const inUnits = value / unit;
  return `${Math.abs(inUnits) < 100 ? Math.round(inUnits * 10) / 10 : Math.round(inUnits)}${word}`;
}
