import { describe, expect, it } from 'vitest';
import { phoneDigits, searchKeys, searchWords } from './search.ts';

function finds(name: string, query: string): boolean {
  const { grams, pinyin } = searchKeys(name, null);
  const held = new Set(grams);
  return searchWords(query).every(({ text, textDecides, alternatives }) => {
    const isCandidate = alternatives.some((wanted) => wanted.every((gram) => held.has(gram)));
    return isCandidate && (!textDecides || pinyin.includes(text));
  });
}

describe('a customer is found', () => {
  const name = '重庆长江建材（集团）有限公司';
  for (const query of [
    '长江',
    '江',
    '建材',
    '长江建材',
    '建材(集团)',
    'cq',
    'cqcj',
    'changjiang',
    'chongqing',
    'c',
    '重庆 jiancai',
  ]) {
    it(`as ${name} by ${query}`, () => expect(finds(name, query)).toBe(true));
  }
  for (const query of ['长材', 'cj建', 'xy', '江长', 'zz zz']) {
    it(`not as ${name} by ${query}`, () => expect(finds(name, query)).toBe(false));
  }
  for (const query of ['acme', 'AC', 'ltd', '17']) {
    it(`as ACME Ltd 178 by ${query}`, () => expect(finds('ACME Ltd 178', query)).toBe(true));
  }
});

describe('what somebody types', () => {
  it.each([
    ['5678', '5678'],
    ['138 1234 5678', '13812345678'],
    ['+86 138-1234-5678', '8613812345678'],
    ['(021) 5888 0001', '02158880001'],
    ['56789', null],
    ['567', null],
    ['K12345678', null],
    ['12345678901234567890', null],
  ])('%s is the phone %s', (query, digits) => expect(phoneDigits(query)).toBe(digits));
});
