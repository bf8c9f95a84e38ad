/**
 * Rounds parts to integers that sum to `total` exactly: each is rounded down, and what is missing goes one by one to
 * the largest remainders, earlier parts first. The parts must be ≥ 0 and sum to `total` within one half each.
 */
export function shareOut(parts: readonly number[], total: number): number[] {
  const whole = parts.map((part) => Math.floor(part));
  let missing = total - whole.reduce((sum, each) => sum + each, 0);
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part - Math.floor(part) }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index);
  for (const { index } of byRemainder) {
    if (missing <= 0) break;
    whole[index] += 1;
    missing -= 1;
  }
  return whole;
}
