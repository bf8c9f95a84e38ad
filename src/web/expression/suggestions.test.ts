import { describe, expect, it } from 'vitest';
import { suggestionsAt } from './suggestions.ts';

const NAMES = {
  indicators: [{ key: 'silence', name: '沉默程度' }],
  warnings: [{ key: 'rhythm_broken', name: '节奏中断' }],
  segments: [{ key: 'dormant', name: '沉睡客户' }],
};

function labels(before: string): string[] {
  return suggestionsAt(before, NAMES)?.options.map(({ label }) => label) ?? [];
}

describe('what may be written next', () => {
  it('is every word of the language, with what it means and an example', () => {
    const found = suggestionsAt('type == "person" && days_s', NAMES);
    expect(found?.replaces).toBe(6);
    const word = found?.options.find(({ label }) => label === 'days_since');
    expect(word).toMatchObject({ apply: 'days_since(', signature: '(kind, filter?, filter?, filter?)' });
    expect(word?.means.zh).not.toBe('');
    expect(word?.example).toContain('days_since(');
    expect(labels('')).toContain('tier');
  });

  it('is what fits the argument inside quotes', () => {
    expect(labels("days_since('")).toContain('order');
    expect(suggestionsAt("days_since('or", NAMES)?.replaces).toBe(2);
    expect(labels("count('interaction', '")).toContain('90d');
    expect(labels("count('interaction', '90d', '")).toContain('two_way');
    expect(labels("count('order') > 3 && indicator('")).toEqual(['silence']);
    expect(labels("warning('")).toEqual(['rhythm_broken']);
    expect(labels("max(1, days_since('order')) > 3 && in_segment('dor")).toEqual(['dormant']);
  });

  it('is nothing inside a text of no call', () => {
    expect(suggestionsAt("type == 'per", NAMES)).toBeNull();
  });
});
