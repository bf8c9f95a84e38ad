/** Where a part of the plan stands in its text. Pure. */

export interface LineRange {
  /** Counted from 0, the last one included. */
  readonly first: number;
  readonly last: number;
}

/**
 * The lines that declare `key`: a mapping key (`order_frequency:`) or a list entry (`- { key: strategic, … }`), with
 * all lines indented deeper. Null when the text does not spell the key so.
 */
export function linesOf(text: string, key: string): LineRange | null {
  const lines = text.split('\n');
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const declares = new RegExp(`^\\s*(?:${name}:|-\\s*\\{?\\s*key:\\s*${name}\\b)`);
  const first = lines.findIndex((line) => declares.test(line));
  if (first === -1) return null;
  const depth = indentOf(lines[first] ?? '');
  const rest = lines.slice(first + 1);
  const after = rest.findIndex((line) => line.trim() !== '' && indentOf(line) <= depth);
  const count = after === -1 ? rest.length : after;
  return { first, last: lastWritten(lines, first, first + count) };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Blank lines at the end belong to nobody. */
function lastWritten(lines: readonly string[], first: number, last: number): number {
  let at = last;
  while (at > first && (lines[at] ?? '').trim() === '') at -= 1;
  return at;
}
