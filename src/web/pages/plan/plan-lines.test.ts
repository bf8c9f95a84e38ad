import { describe, expect, it } from 'vitest';
import { linesOf } from './plan-lines.ts';

const TEXT = `tiers:
  - { key: strategic, name: 战略客户 }
  - key: key
    name: 重点客户
indicators:
  silence:
    name: 沉默程度
    weight: 16

  order_frequency: { name: 订单频次 }
`;

describe('linesOf', () => {
  it('finds list entries and mapping keys with what belongs to them', () => {
    expect(linesOf(TEXT, 'strategic')).toEqual({ first: 1, last: 1 });
    expect(linesOf(TEXT, 'key')).toEqual({ first: 2, last: 3 });
    expect(linesOf(TEXT, 'silence')).toEqual({ first: 5, last: 7 });
    expect(linesOf(TEXT, 'order_frequency')).toEqual({ first: 9, last: 9 });
  });

  it('finds nothing where the key is only part of a word', () => {
    expect(linesOf(TEXT, 'order')).toBeNull();
    expect(linesOf(TEXT, 'missing')).toBeNull();
  });
});
