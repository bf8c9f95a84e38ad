/** The candidate that a misspelt word most likely meant, or null when none is close. Small slips and swaps count. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let [best, bestDistance] = [null as string | null, Math.max(1, Math.floor(word.length / 2)) + 0.5];
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let [before, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const changed = last[column - 1] + (isSame ? 0 : 1);
      const swapped = isSwap ? before[column - 2] + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(changed, last[column] + 1, current[column - 1] + 1, swapped));
    }
    [before, last] = [last, current];
  }
  return last[to.length];
}
