/** A figure with the range that 95 of 100 such samples would hold it in. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of the normal distribution: two sides of 2.5 % leave 95 %. */
const Z = 1.959964;

/**
 * A share with Wilson's score interval, 0–1; right for small samples and shares near 0 or 1, where the plain interval
 * leaves the scale. Null where nobody was asked. (Wilson 1927, JASA 22, 209–212.)
 */
export function shareInterval(successes: number, trials: number): Interval | null {
  if (trials <= 0) return null;
  const share = successes / trials;
  const shrink = 1 + Z ** 2 / trials;
  const middle = (share + Z ** 2 / (2 * trials)) / shrink;
  const half = (Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))) / shrink;
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A mean with its normal interval from count, sum and sum of squares. Null below two values: nothing tells the spread. */
export function meanInterval(count: number, sum: number, sumOfSquares: number): Interval | null {
  if (count < 2) return null;
  const value = sum / count;
  const variance = Math.max(0, (sumOfSquares - count * value ** 2) / (count - 1));
  const half = Z * Math.sqrt(variance / count);
  return { value, low: value - half, high: value + half };
}
