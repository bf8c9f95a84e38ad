import { isAlias, isMap, isSeq, LineCounter, type Node, parseDocument, type Scalar, visit, type YAMLMap } from 'yaml';
import type { Expression } from './plan.ts';
import { type Finding, type Place, type Problem, problemAt } from './problem.ts';

/** About ten thousand lines: more is not a plan. */
export const PLAN_TEXT_MAX = 500_000;

/** The text of a plan, its tree of nodes, and the problems found so far. */
export class PlanSource {
  readonly text: string;
  readonly root: YAMLMap | null;
  readonly problems: Problem[] = [];
  /** The plan's named values; read before everything else. */
  settings: ReadonlyMap<string, number | string> = new Map();
  private readonly lines = new LineCounter();
  private readonly places = new Map<string, { key: Node; value: Node | null }>();

  constructor(text: string) {
    this.text = text;
    this.root = text.length > PLAN_TEXT_MAX ? this.refuseSize() : this.parse();
  }

  /** Notes a problem at a node; without one, at the beginning of the file. */
  report(node: Node | null, path: string, finding: Finding): void {
    this.problems.push(problemAt(this.placeOfNode(node), path, finding));
  }

  /** Remembers where something stands, for what is only seen when the whole plan is read. */
  place(path: string, key: Node, value: Node | null): void {
    this.places.set(path, { key, value });
  }

  /** Notes a problem of a path: at what stands there, or at its key. A path that is not there has that above it. */
  reportAt(path: string, finding: Finding, at: 'key' | 'value' = 'value'): void {
    const found = this.places.get(path);
    const above = path.lastIndexOf('.');
    if (found !== undefined) this.report(found[at] ?? found.key, path, finding);
    else if (above < 0) this.report(this.root, path, finding);
    else this.reportAt(path.slice(0, above), finding, at);
  }

  /** An expression standing in a node, able to say where its characters are in the file. */
  expression(node: Scalar, text: string, path: string): Expression {
    return { text, path, placeOf: (offset, length) => this.placeInScalar(node, text, offset, length) };
  }

  private refuseSize(): null {
    const params = { size: this.text.length, limit: PLAN_TEXT_MAX };
    this.problems.push(problemAt({ line: 1, column: 1, length: 1 }, '', { code: 'too_large', params }));
    return null;
  }

  private parse(): YAMLMap | null {
    const document = parseDocument(this.text, { lineCounter: this.lines, uniqueKeys: false, prettyErrors: false });
    for (const error of document.errors) {
      const place = this.placeAt(error.pos[0], error.pos[1] - error.pos[0]);
      this.problems.push(problemAt(place, '', { code: 'yaml', params: { reason: error.message } }));
    }
    if (this.problems.length > 0) return null;
    visit(document, {
      Alias: (_key, node) => this.report(node, '', { code: 'alias' }),
      Node: (_key, node) => {
        if (!isAlias(node) && node.anchor !== undefined) this.report(node, '', { code: 'alias' });
      },
    });
    if (this.problems.length > 0) return null;
    if (isMap(document.contents)) return document.contents;
    this.report(document.contents, '', { code: 'not_a_map' });
    return null;
  }

  private placeOfNode(node: Node | null): Place {
    const range = node?.range;
    if (range === undefined || range === null) return { line: 1, column: 1, length: 1 };
    const isContainer = isMap(node) || isSeq(node);
    return this.placeAt(range[0], isContainer ? 1 : range[1] - range[0]);
  }

  private placeAt(offset: number, length: number): Place {
    const { line, col } = this.lines.linePos(Math.min(offset, this.text.length));
    return { line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, length) };
  }

  /** Exact for text on one line without escapes; else the first place where the wrong characters stand. */
  private placeInScalar(node: Scalar, text: string, offset: number, length: number): Place {
    const range = node.range;
    if (range === undefined || range === null) return { line: 1, column: 1, length: 1 };
    const raw = this.text.slice(range[0], range[1]);
    const exact = raw.indexOf(text);
    if (exact >= 0) return this.placeAt(range[0] + exact + Math.min(offset, text.length), length);
    const found = raw.indexOf(text.slice(offset, offset + length));
    return this.placeAt(range[0] + Math.max(0, found), length);
  }
}
