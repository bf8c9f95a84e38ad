import { expect, test } from 'vitest';
import { AppError, isAppError, sentence } from './errors.ts';
import { messages } from './messages.ts';

test('every code has a sentence in both languages that names the same params', () => {
  for (const [code, message] of Object.entries(messages)) {
    // A param may itself be a sentence, given once per language as {zh} and {en}.
    const holes = (text: string) => [...new Set(text.replace(/\{(zh|en)\}/g, '{said}').match(/\{\w+\}/g) ?? [])].sort();
    expect(message.zh, code).toMatch(/[一-鿿]/);
    expect(holes(message.en), code).toEqual(holes(message.zh));
  }
});

test('an AppError carries code, params and kind, and its sentence is filled', () => {
  const error = new AppError('date_malformed', { text: '23/11' });
  expect(error.kind).toBe('invalid');
  expect(error.message).toBe('“23/11” is not a date. Write it as 2026-11-23.');
  expect(sentence('date_malformed', { text: '23/11' }, 'zh')).toContain('“23/11”不是日期');
  expect(isAppError(error, 'date_malformed')).toBe(true);
  expect(isAppError(error, 'not_found')).toBe(false);
});
