// A source file as the rules see it: its text, what it imports and exports, and the parts of its tree that matter.
import path from 'node:path';
import { type EcmaScriptModule, parseSync } from 'oxc-parser';
import { isGenerated, isTest, type Room, roomOf } from './layout.ts';

/** A part of the tree; every further property is looked at where it is used. */
export interface Node {
  type: string;
  start: number;
  end: number;
  parent: Node | null;
  [property: string]: unknown;
}

export interface Import {
  specifier: string;
  /** The imported file as a path from the root; null for a package. */
  target: string | null;
  isType: boolean;
  line: number;
}

export interface Source {
  path: string;
  text: string;
  room: Room;
  isTest: boolean;
  isGenerated: boolean;
  imports: Import[];
  comments: { text: string; line: number }[];
  module: EcmaScriptModule;
  /** All parts of the given types, in no particular order. */
  nodes: (...types: string[]) => Node[];
  /** The line, from 1, of an offset into the text. */
  lineAt: (offset: number) => number;
}

const parsed = new Map<string, Source>();

/** Parses a file once per text; a second house that differs in one file costs one file. */
export function parseSource(file: string, text: string): Source {
  const known = parsed.get(file);
  if (known?.text === text) return known;
  const source = parse(file, text);
  parsed.set(file, source);
  return source;
}

function parse(file: string, text: string): Source {
  const { program, module, comments } = parseSync(file, text);
  const lineAt = lineFinder(text);
  const byType = indexByType(program as unknown as Node);
  const nodes = (...types: string[]) => types.flatMap((type) => byType.get(type) ?? []);
  const source: Source = {
    ...{ path: file, text, room: roomOf(file), isTest: isTest(file), isGenerated: isGenerated(file) },
    ...{ module, nodes, lineAt, imports: [] },
    comments: comments.map(({ value, start }) => ({ text: value, line: lineAt(start) })),
  };
  source.imports = importsOf(source);
  return source;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function indexByType(program: Node): Map<string, Node[]> {
  const byType = new Map<string, Node[]>();
  const pending: Node[] = [program];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const same = byType.get(node.type);
    if (same) same.push(node);
    else byType.set(node.type, [node]);
    for (const child of childrenOf(node)) {
      child.parent = node;
      pending.push(child);
    }
  }
  return byType;
}

function childrenOf(node: Node): Node[] {
  const values = Object.entries(node).flatMap(([key, value]) => (key === 'parent' ? [] : value));
  return values.filter(isNode);
}

/** Whether a property of a part of the tree is itself such a part. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** All ways in which a file can name another one: import, export from, import(), import types, new URL(…). */
function importsOf(source: Source): Import[] {
  const { module } = source;
  const make = (specifier: string, start: number, isType: boolean): Import => ({
    ...{ specifier, isType, line: source.lineAt(start) },
    target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(source.path), specifier) : null,
  });
  const isAllTypes = (entries: { isType: boolean }[]) => entries.length > 0 && entries.every(({ isType }) => isType);
  return [
    ...module.staticImports.map(({ moduleRequest, start, entries }) =>
      make(moduleRequest.value, start, isAllTypes(entries)),
    ),
    ...module.staticExports.flatMap(({ start, entries }) => {
      const from = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest;
      return from ? [make(from.value, start, isAllTypes(entries))] : [];
    }),
    ...literals(source, 'ImportExpression', 'source').map(([text, start]) => make(text, start, false)),
    ...literals(source, 'TSImportType', 'source').map(([text, start]) => make(text, start, true)),
    ...urls(source).map(([text, start]) => make(text, start, false)),
    ...programs(source).map(([text, start]) => make(`./${text}`, start, false)),
  ];
}

function literals(source: Source, type: string, property: string): [string, number][] {
  return source.nodes(type).flatMap((node) => literal(node[property]));
}

/** `new URL('./other.ts', import.meta.url)`: how a worker thread is named. */
function urls(source: Source): [string, number][] {
  const calls = source.nodes('NewExpression').filter(({ callee }) => isNode(callee) && callee.name === 'URL');
  return calls
    .flatMap((node) => literal((node.arguments as Node[])[0]))
    .filter(([text]) => /^\.{1,2}\/.*\.tsx?$/.test(text));
}

/** `join(import.meta.dirname, 'other.ts')`: how a program beside this one is named that runs in a process of its own. */
function programs(source: Source): [string, number][] {
  return source
    .nodes('CallExpression')
    .filter(({ start, end }) => source.text.slice(start, end).includes('import.meta.dirname'))
    .flatMap((node) => (node.arguments as Node[]).flatMap(literal))
    .filter(([text]) => /^[\w-]+\.tsx?$/.test(text));
}

function literal(value: unknown): [string, number][] {
  return isNode(value) && typeof value.value === 'string' ? [[value.value, value.start]] : [];
}
