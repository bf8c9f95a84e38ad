import { describe, expect, it } from 'vitest';
import { expressionBefore } from './expression-place.ts';

describe('where an expression is written', () => {
  it.each([
    ["  dormant: { name: 沉睡, when: \"type == 'person' && da", "type == 'person' && da"],
    ['    value: "(orders + 1) / us', '(orders + 1) / us'],
    ["    when: >-\n      months_without('order') >= 2\n      && sil", "months_without('order') >= 2       && sil"],
    ['    inputs:\n      orders: "occ', 'occ'],
    ['standing: >-\n  0.6 * log_', '0.6 * log_'],
  ])('%s', (text, expression) => {
    expect(expressionBefore(text)).toBe(expression);
  });

  it.each(['    name: 沉', '    weight: 1', '    # value: "x', '  - { key: a, name: "b', 'tiers:\n  '])(
    'not in %s',
    (text) => {
      expect(expressionBefore(text)).toBeNull();
    },
  );
});
