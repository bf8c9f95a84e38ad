import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from './line-changes.ts';

describe('changed lines', () => {
  it('are those that are new or different', () => {
    expect(changedLines('a\nb\nc', 'a\nb\nc')).toEqual([]);
    expect(changedLines('a\nb\nc', 'a\nx\nb\nd')).toEqual([2, 4]);
    expect(changedLines('', 'a')).toEqual([1]);
  });

  it('leave a text that the other one contains in order', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changed = new Set(changedLines(before.join('\n'), after.join('\n')));
        let from = 0;
        for (const [at, line] of after.entries()) {
          if (changed.has(at + 1)) continue;
          const found = before.indexOf(line, from);
          if (found < 0 && after.length > 0 && before.length > 0) expect(`${line} at ${at}`).toBe('in the text before');
          from = found + 1;
        }
        expect(changed.size).toBeLessThanOrEqual(Math.max(1, after.length));
      }),
    );
  });
});
