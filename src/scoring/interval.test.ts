import { describe, expect, it } from 'vitest';
import { meanInterval, shareInterval } from './interval.ts';

describe('shareInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3 (Wilson without correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is the published interval', (successes, trials, low, high) => {
    const interval = shareInterval(successes, trials);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('says nothing of nobody', () => expect(shareInterval(0, 0)).toBeNull());
});

describe('meanInterval', () => {
  it('is the mean plus and minus 1.96 standard errors', () => {
    // 2, 4, 6: mean 4, standard deviation 2, standard error 2/√3.
    expect(meanInterval(3, 12, 56)).toEqual({
      value: 4,
      low: expect.closeTo(1.7368, 3),
      high: expect.closeTo(6.2632, 3),
    });
  });

  it('says nothing of a single value', () => expect(meanInterval(1, 5, 25)).toBeNull());
});
