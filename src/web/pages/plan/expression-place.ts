/** Where in the plan's text an expression is being written. Pure. */

/** Keys whose values are expressions, wherever they stand. */
const EXPRESSION_KEYS = new Set([
  ...['when', 'value', 'clear', 'for_waived', 'not_applicable', 'standing', 'protect'],
  ...['recency', 'frequency', 'monetary'],
]);
const KEYED = /^(\s*(?:- )?)([\w]+):(?:\s|$)/;
/** A long expression is folded over a few lines, never over a page. */
const LINES_MAX = 20;

/** The expression up to the cursor, or null where something else is written. */
export function expressionBefore(text: string): string | null {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  const inBraces = /[{,]\s*(\w+):\s*"([^"]*)$/.exec(last);
  if (inBraces !== null) return isExpression(inBraces[1] ?? '', lines) ? (inBraces[2] ?? '') : null;
  for (let at = lines.length - 1; at >= Math.max(0, lines.length - LINES_MAX); at--) {
    const line = lines[at] ?? '';
    if (/^\s*#/.test(line)) return null;
    const keyed = KEYED.exec(line);
    if (keyed === null) continue;
    if (!isExpression(keyed[2] ?? '', lines.slice(0, at + 1))) return null;
    const begun = line.slice(keyed[0].length);
    return [begun, ...lines.slice(at + 1)].join(' ').replace(/^(>-?|"|\s)+/, '');
  }
  return null;
}

/** Whether a key's value is an expression: by its own name, or since it is an input under a name of the author's. */
function isExpression(key: string, lines: readonly string[]): boolean {
  if (EXPRESSION_KEYS.has(key)) return true;
  const indent = indentOf(lines.at(-1) ?? '');
  const above = lines.slice(0, -1).findLast((line) => KEYED.test(line) && indentOf(line) < indent);
  return above !== undefined && KEYED.exec(above)?.[2] === 'inputs';
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
