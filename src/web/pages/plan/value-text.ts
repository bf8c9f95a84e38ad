/** How a value is written in the text of a plan, in the style of what stood there before. Pure. */
import { parseDocument, Scalar } from 'yaml';
import type { Value } from './plan-tree.ts';

/** Long expressions are folded at this column, as the ready-made plans are. */
const FOLD_AT = 118;

/** What stood there before: how it was quoted, and how far its lines are indented. */
export interface Style {
  readonly type: Scalar.Type | undefined;
  readonly indent: number;
}

export function valueText(value: Value, style: Style): string {
  if (typeof value !== 'string') return String(value);
  const isFolded = style.type === Scalar.BLOCK_FOLDED || style.type === Scalar.BLOCK_LITERAL;
  if (isFolded && isFoldable(value)) return foldedText(value, style.indent);
  if (style.type === Scalar.QUOTE_DOUBLE || isFolded) return quoted(value);
  if (style.type === Scalar.QUOTE_SINGLE && !/[\n\t]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return isPlain(value) ? value : quoted(value);
}

/** Always in quotes, as expressions are. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Whether a text means itself without quotes, everywhere. */
function isPlain(text: string): boolean {
  if (text === '' || text !== text.trim() || /[\n\r]| #|: /.test(text)) return false;
  return [`a: ${text}\n`, `a: { b: ${text}, c: [${text}, 1] }\n`].every((probe, at) => {
    const document = parseDocument(probe, { prettyErrors: false });
    if (document.errors.length > 0) return false;
    const paths =
      at === 0
        ? [['a']]
        : [
            ['a', 'b'],
            ['a', 'c', 0],
          ];
    return paths.every((path) => document.getIn(path) === text);
  });
}

/** Folding turns a single space into a line break; other white space would not come back as it was. */
function isFoldable(text: string): boolean {
  return text !== '' && text === text.trim() && !/\s\s|[\n\r\t]/.test(text);
}

function foldedText(text: string, indent: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= FOLD_AT - indent)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return `>-\n${lines.map((line) => ' '.repeat(indent) + line).join('\n')}`;
}
