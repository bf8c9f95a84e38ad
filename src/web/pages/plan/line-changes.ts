/** Which lines of a text are not in another one. Pure. */

/** Beyond this many lines on both sides, everything between the shared ends counts as changed. */
const CELLS_MAX = 4_000_000;

/** The lines of `after`, counted from 1, that are new or different in comparison with `before`. */
export function changedLines(before: string, after: string): number[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  const shortest = Math.min(old.length, now.length) - start;
  while (end < shortest && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  const [left, right] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const kept = left.length * right.length > CELLS_MAX ? new Set<number>() : keptLines(left, right);
  return right.flatMap((_line, at) => (kept.has(at) ? [] : [start + at + 1]));
}

/** The indexes of `right` that are part of the longest sequence of lines which both share. */
function keptLines(left: readonly string[], right: readonly string[]): Set<number> {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const [down, across] = [lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0];
      const diagonal = (lengths[(row + 1) * width + column + 1] ?? 0) + 1;
      lengths[row * width + column] = left[row] === right[column] ? diagonal : Math.max(down, across);
    }
  }
  const kept = new Set<number>();
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    const [down, across] = [lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0];
    if (left[row] === right[column]) {
      kept.add(column);
      row++;
      column++;
    } else if (down >= across) row++;
    else column++;
  }
  return kept;
}
