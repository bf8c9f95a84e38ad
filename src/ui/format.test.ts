import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatChange,
  formatDate,
  formatDayHeading,
  formatDuration,
  formatMoney,
  formatMoneyChange,
  formatMoneyExact,
  formatMonth,
  formatNumber,
  formatShare,
  formatWeekday,
  formatYears,
  largestRemainder,
} from './format.ts';

const ZONE = 'Asia/Shanghai';

describe('money', () => {
  it('is said in 万 and 亿 in Chinese', () => {
    expect(formatMoney(1_842_000_000, 'CNY', 'zh')).toBe('¥1,842 万');
    expect(formatMoney(3_860_000, 'CNY', 'zh')).toBe('¥3.86 万');
    expect(formatMoney(42_000_000, 'CNY', 'zh')).toBe('¥42.0 万');
    expect(formatMoney(865_049, 'CNY', 'zh')).toBe('¥8,650');
    expect(formatMoney(12_345_000_000_00, 'CNY', 'zh')).toBe('¥123 亿');
  });

  it('is said in K and M in English and keeps the currency', () => {
    expect(formatMoney(1_842_000_000, 'CNY', 'en')).toBe('¥18.4 M');
    expect(formatMoney(18_600_000, 'GBP', 'en')).toBe('£186 K');
    expect(formatMoney(1_234_567, 'GBP', 'en')).toBe('£12.3 K');
  });

  it('writes differences with a sign that is as wide as a plus, and none on nothing', () => {
    expect(formatMoneyChange(216_000_000, 'CNY', 'zh')).toBe('+216 万');
    expect(formatMoneyChange(-52_000_000, 'CNY', 'zh')).toBe('−52.0 万');
    expect(formatMoneyChange(0, 'CNY', 'zh')).toBe('0');
    expect(formatMoney(-500_00, 'CNY', 'zh')).toBe('−¥500');
    expect(formatMoneyExact(1_860_000, 'CNY')).toBe('¥18,600.00');
  });
});

describe('numbers', () => {
  it('separate thousands and never show minus nought', () => {
    expect(formatNumber(1286)).toBe('1,286');
    expect(formatNumber(-0.04, 1)).toBe('0.0');
    expect(formatChange(-5.5, 1)).toBe('−5.5');
    expect(formatChange(7)).toBe('+7');
    expect(formatShare(0.614, 1)).toBe('61.4%');
  });

  it('rounded by the largest remainder add up to the rounded sum, each within one unit', () => {
    const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (exact) => {
        const shown = largestRemainder(exact, 1);
        const total = exact.reduce((a, b) => a + b, 0);
        expect(shown.reduce((a, b) => a + b, 0)).toBeCloseTo(Math.round(total * 10) / 10, 6);
        for (const [index, value] of exact.entries())
          expect(Math.abs(value - (shown[index] ?? 0))).toBeLessThan(0.1001);
      }),
    );
  });
});

describe('days and durations', () => {
  const now = new Date('2026-11-23T03:00:00Z');

  it('write this year without the year', () => {
    expect(formatDate('2026-11-23', '2026-12-01', 'zh')).toBe('11-23');
    expect(formatDate('2025-11-23', '2026-12-01', 'zh')).toBe('2025-11-23');
    expect(formatDate('2025-11-23', '2026-12-01', 'en')).toBe('Nov 23, 2025');
    expect(formatDayHeading('2026-11-20', '2026-11-23', 'zh')).toBe('11 月 20 日');
    expect(formatMonth('2025-12-01', 'zh')).toBe('25-12');
    expect(formatMonth('2025-12-01', 'en')).toBe('Dec 25');
    expect(formatWeekday('2026-11-23', 'zh')).toBe('周一');
  });

  it('say how long ago in the customer’s zone', () => {
    expect(formatAge(new Date('2026-11-23T02:48:00Z'), now, ZONE, 'zh')).toBe('12 分钟前');
    expect(formatAge(new Date('2026-11-22T10:00:00Z'), now, ZONE, 'zh')).toBe('昨天 18:00');
    expect(formatAge(new Date('2026-11-17T10:00:00Z'), now, ZONE, 'zh')).toBe('6 天前');
    expect(formatAge(new Date('2026-11-23T02:59:50Z'), now, ZONE, 'en')).toBe('just now');
    expect(formatAge(new Date('2026-11-23T00:30:00Z'), now, ZONE, 'zh')).toBe('2 小时前');
  });

  it('speak in hours up to thirty, then in days', () => {
    expect(formatDuration(102 * 60_000, 'zh')).toBe('1:42');
    expect(formatDuration(-38 * 60_000, 'zh')).toBe('0:38');
    expect(formatDuration((26 * 60 + 10) * 60_000, 'zh')).toBe('26:10');
    expect(formatDuration(48 * 3_600_000, 'zh')).toBe('2 天');
    expect(formatDuration(48 * 3_600_000, 'en')).toBe('2 days');
  });

  it('count years together by whole months', () => {
    expect(formatYears('2020-07-10', '2026-11-23', 'zh')).toBe('6 年 4 个月');
    expect(formatYears('2026-11-20', '2026-11-23', 'zh')).toBe('0 个月');
    expect(formatYears('2024-11-30', '2026-11-23', 'en')).toBe('1 y 11 m');
  });
});
