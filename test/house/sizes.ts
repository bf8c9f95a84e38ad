// How long things are. A limit is where reading aloud stops working, not where a linter got tired.
import type { Breach, House, Rule } from './house.ts';
import { isNode, type Node, type Source } from './source.ts';

const functionLinesMax = 70;
const fileLinesMax = 399;

export const sizeRules: Rule[] = [
  { name: 'function length', find: longFunctions },
  { name: 'file length', find: longFiles },
];

/** One function of the house and how many lines it spans. */
export interface MeasuredFunction {
  file: string;
  line: number;
  name: string;
  lines: number;
}

function longFunctions({ sources }: House): Breach[] {
  return sources
    .flatMap(measureFunctions)
    .filter(({ lines }) => lines > functionLinesMax)
    .map(({ file, line, name, lines }) => ({
      file,
      line,
      what: `${name} has ${lines} lines: at most ${functionLinesMax}; name its parts and call them, ifs above, loops below`,
    }));
}

/** All functions of a file, nested ones too. A `describe` is a list of tests and not counted. */
export function measureFunctions(source: Source): MeasuredFunction[] {
  if (source.isGenerated) return [];
  const functions = source.nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression');
  return functions
    .filter((node) => !isDescribe(node))
    .map((node) => ({
      file: source.path,
      line: source.lineAt(node.start),
      name: nameOf(node),
      lines: source.lineAt(node.end) - source.lineAt(node.start) + 1,
    }));
}

function isDescribe({ parent }: Node): boolean {
  if (parent?.type !== 'CallExpression' || !isNode(parent.callee)) return false;
  const words = [
    parent.callee.name,
    isNode(parent.callee.callee) && isNode(parent.callee.callee.object) && parent.callee.callee.object.name,
  ];
  return words.includes('describe') || (isNode(parent.callee.object) && parent.callee.object.name === 'describe');
}

function nameOf(node: Node): string {
  const holder = [node.id, node.parent?.id, node.parent?.key].find(
    (one) => isNode(one) && typeof one.name === 'string',
  );
  return isNode(holder) ? String(holder.name) : 'a function';
}

const measured = /\.(tsx?|jsx?|mjs|cjs|css)$/;

function longFiles({ files, sources }: House): Breach[] {
  const generated = new Set(sources.filter(({ isGenerated }) => isGenerated).map(({ path }) => path));
  return [...files].flatMap(([file, text]) => {
    const lines = text.split('\n').length - 1;
    if (!measured.test(file) || generated.has(file) || lines <= fileLinesMax) return [];
    const what = `${lines} lines: fewer than ${fileLinesMax + 1}; split it along its nouns`;
    return [{ file, line: fileLinesMax + 1, what }];
  });
}

/** The value below which `share` (0 to 1) of the sorted figures lie. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
