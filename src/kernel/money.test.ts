import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountText, formatAmount, lineAmount, minorDigits, parseAmount } from './money.ts';

test.each([
  ['1234.5', 'CNY', 123_450],
  ['￥1,234.50', 'CNY', 123_450],
  ['１２', 'CNY', 1_200],
  ['(12.00)', 'CNY', -1_200],
  ['−3', 'CNY', -300],
  ['12.500', 'CNY', 1_250],
  ['7', 'JPY', 7],
  ['1,234,567元', 'CNY', 123_456_700],
])('%s in %s is %d', (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor);
});

test.each([
  ['12.345', /too many decimals/],
  ['1,23', /not an amount/],
  ['1e5', /not an amount/],
  ['', /not an amount/],
  ['abc', /not an amount/],
  ['99999999999999999', /too large/],
])('%s is refused', (text, reason) => {
  expect(() => parseAmount(text, 'CNY')).toThrow(reason);
});

test('a line is multiplied exactly and rounded once', () => {
  expect(lineAmount('3', '0.335', 'CNY')).toBe(101);
  expect(lineAmount('-3', '0.335', 'CNY')).toBe(-101);
  expect(lineAmount('6', '2.55', 'GBP')).toBe(1_530);
});

test('text of an amount reads back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('CNY', 'JPY', 'KWD'), (minor, currency) => {
      expect(parseAmount(amountText(minor, currency), currency)).toBe(minor);
    }),
  );
  expect(formatAmount(123_450, 'CNY')).toBe('¥1,234.50');
  expect(() => minorDigits('yuan')).toThrow(/Unknown currency/);
});
