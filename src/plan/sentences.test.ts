import { expect, test } from 'vitest';
import type { EvidenceValue, IndicatorJudgement } from '../scoring/judgement.ts';
import type { PlanIndicator } from './plan.ts';
import { sayIndicator } from './sentences.ts';

function said(
  template: string,
  evidence: Record<string, EvidenceValue>,
  more: Partial<IndicatorJudgement> = {},
): string {
  const nothing = { text: 'true', path: '', placeOf: () => ({ line: 1, column: 1, length: 1 }) };
  const indicator: PlanIndicator = {
    key: 'x',
    name: 'x',
    nameEn: 'x',
    risk: 'need',
    weight: 1,
    inputs: [],
    value: nothing,
    good: 1,
    bad: 0,
    unknown: 'leave_out',
    notApplicable: null,
    pointCaps: [],
    caps: [],
    says: { zh: template, en: template },
  };
  const judged: IndicatorJudgement = {
    key: 'x',
    value: 0.642,
    points: 64,
    colour: 'yellow',
    weight: 1,
    contributionTenths: 64,
    maximumTenths: 100,
    notApplicable: false,
    evidence: { value: 0.642, ...evidence },
    ...more,
  };
  return sayIndicator(indicator, judged, 'zh');
}

test.each<[string, Record<string, EvidenceValue>, string]>([
  ['{orders} 单 ÷ {usual} 单 = {value}', { orders: 9, usual: 14 }, '9 单 ÷ 14 单 = 0.64'],
  ['{usual:one}', { usual: 3.18 }, '3.2'],
  ['{days:whole}', { days: 40.4 }, '40'],
  ['{share:percent}', { share: 0.123 }, '12%'],
  ['{spent:money}', { spent: 2_480_000 }, '248 万'],
  ['{spent:money}', { spent: 52_340 }, '5.2 万'],
  ['{spent:money}', { spent: 980 }, '980'],
  ['{long}', { long: true }, '是'],
  ['{answer}', { answer: null }, '未知'],
  ['{missing}', {}, '未知'],
])('%s', (template, evidence, sentence) => {
  expect(said(template, evidence)).toBe(sentence);
});

test('an unknown value is said to be so, and so is what does not apply', () => {
  expect(said('{value}', {}, { value: null })).toBe('未知');
  expect(said('{value}', {}, { notApplicable: true, value: null })).toBe('不适用');
});
