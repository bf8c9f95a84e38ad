/** The text of a plan as a tree of nodes: what the forms show, and where in the text it stands. Pure. */
import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';

/** Where something is in the plan: `['warnings', 3, 'act', 'by']`. */
export type Path = readonly (string | number)[];
export type Value = string | number | boolean;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One thing of a part, under its code. */
export interface Entry {
  readonly key: string;
  readonly path: Path;
}

/** A text that is well-formed YAML with pairs at its top. */
export class PlanTree {
  readonly text: string;
  readonly root: YAMLMap;

  private constructor(text: string, root: YAMLMap) {
    this.text = text;
    this.root = root;
  }

  /** Null where the text is no plan at all; whoever checks it says where. */
  static of(text: string): PlanTree | null {
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
    return document.errors.length === 0 && isMap(document.contents) ? new PlanTree(text, document.contents) : null;
  }

  node(path: Path): Node | null {
    let at: Node | null = this.root;
    for (const step of path) at = childOf(at, step);
    return at;
  }

  /** The pair whose value is at the path, in its map. */
  pair(path: Path): { map: YAMLMap; pair: Pair } | null {
    const map = this.node(path.slice(0, -1));
    if (!isMap(map)) return null;
    const pair = map.items.find(({ key }) => keyOf(key) === String(path.at(-1)));
    return pair === undefined ? null : { map, pair };
  }

  value(path: Path): Value | undefined {
    const node = this.node(path);
    if (!isScalar(node)) return undefined;
    const { value } = node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
  }

  /** The scalars of a list, as texts. */
  values(path: Path): string[] {
    const node = this.node(path);
    return isSeq(node) ? node.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : [])) : [];
  }

  /** The keys written in the map at a path. */
  keys(path: Path): string[] {
    const node = this.node(path);
    return isMap(node) ? node.items.map(({ key }) => keyOf(key)) : [];
  }

  /** The things of a part: the keys of a map, or the items of a list by their own `key` (or `tag`). */
  entries(section: string): Entry[] {
    const node = this.node([section]);
    if (isMap(node)) return this.keys([section]).map((key) => ({ key, path: [section, key] }));
    if (!isSeq(node)) return [];
    return node.items.map((_item, index) => {
      const key = this.value([section, index, 'key']) ?? this.value([section, index, 'tag']);
      return { key: String(key ?? index), path: [section, index] };
    });
  }

  entry(section: string, key: string): Entry | undefined {
    return this.entries(section).find((each) => each.key === key);
  }

  /** The characters from the beginning of the key, or of the item, to the end of what belongs to it. */
  span(path: Path): Span | null {
    const found = this.pair(path);
    const node = this.node(path);
    const start = found === null ? startOf(node) : startOf(found.pair.key as Node);
    if (start === null) return null;
    return { from: start, to: contentEnd(this.text, node, start) };
  }
}

/** The end of a node without the line breaks that close a block. */
export function contentEnd(text: string, node: Node | null, otherwise: number): number {
  let end = lastOf(node) ?? otherwise;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** A key as the plan writes it. */
export function keyOf(key: unknown): string {
  return isScalar(key) ? String((key as Scalar).value) : '';
}

function childOf(node: Node | null, step: string | number): Node | null {
  if (isSeq(node)) return (node.items[Number(step)] as Node | undefined) ?? null;
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => keyOf(key) === String(step));
  return (pair?.value as Node | null | undefined) ?? null;
}

function startOf(node: Node | null): number | null {
  return node?.range?.[0] ?? null;
}

function lastOf(node: Node | null): number | null {
  if (node === null) return null;
  const isFlow = (isMap(node) || isSeq(node)) && node.flow === true;
  if (isScalar(node) || isFlow) return node.range?.[1] ?? null;
  if (isSeq(node)) return lastOf((node.items.at(-1) as Node | undefined) ?? null);
  if (!isMap(node)) return node.range?.[1] ?? null;
  const pair = node.items.at(-1);
  return (
    lastOf((pair?.value as Node | null | undefined) ?? null) ?? (pair?.key as Node | undefined)?.range?.[1] ?? null
  );
}
