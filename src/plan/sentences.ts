import type { Language } from '../kernel/errors.ts';
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

/** One row of a receipt in words: `9 单 ÷ 14 单 = 0.64`. An input that is unknown is said to be so. */
export function sayIndicator(indicator: PlanIndicator, judged: IndicatorJudgement, language: Language): string {
  if (judged.notApplicable) return NOT_APPLICABLE[language];
  if (judged.value === null) return UNKNOWN[language];
  const template = indicator.says?.[language] ?? '{value}';
  return template.replace(/\{(\w+)(?::(\w+))?\}/g, (_hole, name: string, form = '') => {
    return sayValue(judged.evidence[name] ?? null, form, language);
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
