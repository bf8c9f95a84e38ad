/** Edits of a plan's text by the forms: each changes the characters of one value, and nothing else. Pure. */
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { contentEnd, type Path, type PlanTree, type Value } from './plan-tree.ts';
import { quoted, valueText } from './value-text.ts';

/** One replacement of characters. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export function applyChange(text: string, { from, to, insert }: TextChange): string {
  return text.slice(0, from) + insert + text.slice(to);
}

/**
 * Writes a value at a path, in the style of what stood there; where nothing stood, behind those of `before` that are
 * there. Null where the text cannot hold it (no such entry, or the value is there already).
 */
export function setValue(tree: PlanTree, path: Path, value: Value, before: readonly string[] = []): TextChange | null {
  const node = tree.node(path);
  const found = tree.pair(path);
  if (node === null && found === null) return insertRaw(tree, path, fieldText(value), before);
  if (tree.value(path) === value || !isScalar(node) || !node.range) return null;
  const indent = columnOf(tree.text, startOf(found?.pair.key)) + 2;
  const [from, end] = node.range;
  const raw = tree.text.slice(from, end);
  const insert = valueText(value, { type: node.type, indent });
  // A value that was left out stands right behind its colon.
  if (raw === '') return { from, to: end, insert: tree.text[from - 1] === ':' ? ` ${insert}` : insert };
  return { from, to: from + raw.trimEnd().length, insert };
}

/** Puts a list of words at a path, `[festival, next_need]`; only what is new or gone is touched. */
export function setWords(
  tree: PlanTree,
  path: Path,
  words: readonly string[],
  before: readonly string[],
): TextChange | null {
  const node = tree.node(path);
  const flow = `[${words.map((word) => valueText(word, { type: undefined, indent: 0 })).join(', ')}]`;
  if (node === null) return insertRaw(tree, path, flow, before);
  if (!isSeq(node) || node.range === null || node.range === undefined) return null;
  if (tree.values(path).join('\n') === words.join('\n')) return null;
  return { from: node.range[0], to: contentEnd(tree.text, node, node.range[0]), insert: flow };
}

/** Takes a key, an entry or an item out, with the comment right above an entry. */
export function removeAt(tree: PlanTree, path: Path): TextChange | null {
  const parent = tree.node(path.slice(0, -1));
  const last = path.at(-1);
  if (isSeq(parent)) return removeItem(tree, parent, Number(last));
  const found = tree.pair(path);
  if (found === null) return null;
  return removePair(tree, path, found.map, found.pair);
}

/** A new entry of a part: its code, then its fields in order. Expressions come in quotes. */
export interface NewEntry {
  readonly key: string;
  readonly fields: readonly (readonly [string, string])[];
}

/** Appends an entry to a part written as a map (`indicators`), or as a list (`warnings`); makes the part if need be. */
export function addEntry(tree: PlanTree, section: string, kind: 'map' | 'list', entry: NewEntry): TextChange | null {
  const node = tree.node([section]);
  const isEmpty = (isMap(node) || isSeq(node)) && node.items.length === 0;
  if (node === null || isEmpty) return beginPart(tree, section, kind, entry);
  if (kind === 'map' && isMap(node)) {
    const first = node.items[0];
    if (node.flow === true) return insertPair(tree, node, `${entry.key}: { ${flowFields(entry)} }`, []);
    const indent = columnOf(tree.text, startOf(first?.key));
    return insertLines(tree, node, blockLines(entry, kind, indent));
  }
  if (kind === 'list' && isSeq(node) && node.flow !== true) {
    return insertLines(tree, node, blockLines(entry, kind, dashColumn(tree.text, node)));
  }
  return null;
}

/** How a field of a new entry is written. */
export function fieldText(value: Value, isExpression = false): string {
  return isExpression && typeof value === 'string' ? quoted(value) : valueText(value, { type: undefined, indent: 0 });
}

function beginPart(tree: PlanTree, section: string, kind: 'map' | 'list', entry: NewEntry): TextChange {
  const lines = [`${section}:`, ...blockLines(entry, kind, 2)].join('\n');
  const span = tree.span([section]);
  if (span !== null) return { ...span, insert: lines };
  const end = tree.text.trimEnd().length;
  return { from: end, to: end, insert: `\n\n${lines}` };
}

function blockLines({ key, fields }: NewEntry, kind: 'map' | 'list', indent: number): string[] {
  const pad = ' '.repeat(indent);
  const rest = fields.map(([name, text]) => `${pad}  ${name}: ${text}`);
  return [kind === 'map' ? `${pad}${key}:` : `${pad}- key: ${key}`, ...rest];
}

function flowFields({ fields }: NewEntry): string {
  return fields.map(([name, text]) => `${name}: ${text}`).join(', ');
}

/** Behind the last line of a block, whatever comment ends that line included. */
function insertLines(tree: PlanTree, node: YAMLMap | YAMLSeq, lines: readonly string[]): TextChange {
  const end = lineEnd(tree.text, contentEnd(tree.text, node, startOf(node)));
  return { from: end, to: end, insert: `\n${lines.join('\n')}` };
}

/** A pair where none is; the maps around it are made as far as they are missing. */
function insertRaw(tree: PlanTree, path: Path, raw: string, before: readonly string[]): TextChange | null {
  const key = String(path.at(-1));
  if (path.length === 1) {
    const end = tree.text.trimEnd().length;
    return { from: end, to: end, insert: `\n${key}: ${raw}` };
  }
  const parentPath = path.slice(0, -1);
  const parent = tree.node(parentPath);
  if (parent === null) return insertRaw(tree, parentPath, `{ ${key}: ${raw} }`, []);
  return isMap(parent) ? insertPair(tree, parent, `${key}: ${raw}`, before) : null;
}

function insertPair(tree: PlanTree, map: YAMLMap, text: string, before: readonly string[]): TextChange {
  const neighbour = neighbourOf(map, before);
  if (neighbour === undefined) return { from: startOf(map) + 1, to: startOf(map) + 1, insert: ` ${text} ` };
  const end = endOfPair(tree.text, neighbour);
  if (map.flow === true) return { from: end, to: end, insert: `, ${text}` };
  const indent = columnOf(tree.text, startOf(map.items[0]?.key));
  const at = lineEnd(tree.text, end);
  return { from: at, to: at, insert: `\n${' '.repeat(indent)}${text}` };
}

/** The last of the keys after which the new one belongs, or the last of the map. */
function neighbourOf(map: YAMLMap, before: readonly string[]): Pair | undefined {
  const known = map.items.filter(({ key }) => isScalar(key) && before.includes(String(key.value)));
  return known.at(-1) ?? map.items.at(-1);
}

function removePair(tree: PlanTree, path: Path, map: YAMLMap, pair: Pair): TextChange {
  const { text } = tree;
  const index = map.items.indexOf(pair);
  const [from, to] = [startOf(pair.key), endOfPair(text, pair)];
  const next = map.items[index + 1];
  const previous = map.items[index - 1];
  if (map.flow === true) {
    if (next !== undefined) return { from, to: startOf(next.key), insert: '' };
    return { from: previous === undefined ? from : endOfPair(text, previous), to, insert: '' };
  }
  if (previous === undefined && next === undefined) return emptied(tree, path, '{}');
  // The first key of an item stands behind its dash: the next one takes its place.
  if (previous === undefined && next !== undefined && text.slice(lineStart(text, from), from).trim() !== '')
    return { from, to: startOf(next.key), insert: '' };
  const isEntry = isMap(pair.value) && previous !== undefined;
  return wholeLines(text, isEntry ? commentStart(text, from) : lineStart(text, from), to);
}

function removeItem(tree: PlanTree, list: YAMLSeq, index: number): TextChange | null {
  const { text } = tree;
  const item = list.items[index] as Node | undefined;
  if (item === undefined) return null;
  const [from, to] = [startOf(item), contentEnd(text, item, startOf(item))];
  const next = list.items[index + 1] as Node | undefined;
  const previous = list.items[index - 1] as Node | undefined;
  if (list.flow === true) {
    if (next !== undefined) return { from, to: startOf(next), insert: '' };
    return { from: previous === undefined ? from : contentEnd(text, previous, from), to, insert: '' };
  }
  if (list.items.length === 1) return { from: startOf(list), to, insert: '[]' };
  return wholeLines(text, previous === undefined ? lineStart(text, from) : commentStart(text, from), to);
}

/** A map that lost its last pair stays a map. */
function emptied(tree: PlanTree, path: Path, insert: string): TextChange {
  const map = tree.node(path.slice(0, -1));
  return { from: startOf(map), to: contentEnd(tree.text, map, startOf(map)), insert };
}

function wholeLines(text: string, from: number, end: number): TextChange {
  const stop = lineEnd(text, end);
  return { from, to: Math.min(text.length, stop + 1), insert: '' };
}

/** The beginning of the comment lines that stand directly above, indented alike; or of the line itself. */
function commentStart(text: string, offset: number): number {
  let start = lineStart(text, offset);
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '';
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!text.slice(above, start).startsWith(`${indent}#`)) return start;
    start = above;
  }
  return start;
}

function endOfPair(text: string, pair: Pair): number {
  const key = pair.key as Node;
  return contentEnd(text, pair.value as Node | null, key.range?.[1] ?? 0);
}

function startOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}

/** Where the dashes of a list stand. */
function dashColumn(text: string, list: YAMLSeq): number {
  const first = startOf(list.items[0]);
  return columnOf(text, text.lastIndexOf('-', first - 1));
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
