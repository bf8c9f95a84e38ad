import { type ASTNode, Environment, type TypeCheckResult } from '@marcbachmann/cel-js';
import { NAMES, WORDS } from '../scoring/vocabulary.ts';
import type { Parameter, Word } from '../scoring/word.ts';
import type { Input } from './scope.ts';

export type { ASTNode } from '@marcbachmann/cel-js';

/** Bounds on one expression, so that none can be too large to check or to run. */
const LIMITS = { maxAstNodes: 400, maxDepth: 40, maxListElements: 100, maxCallArguments: 8 };

/** Type names of CEL by ours. */
const CEL_TYPE = { number: 'double', boolean: 'bool', text: 'string', window: 'Window' } as const;

/** CEL reserves `type` for itself; in a plan it is the customer's type. */
const RENAMED: Readonly<Record<string, string>> = { type: 'customer_type' };

const INPUT_FORM = /^[a-z][a-z0-9_]*$/;
/** Words that CEL keeps for itself: its syntax, its types and its own functions. */
const CEL_WORDS: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop'],
  ...[
    'namespace',
    'null',
    'package',
    'return',
    'true',
    'var',
    'void',
    'while',
    'bool',
    'bytes',
    'double',
    'dyn',
    'int',
  ],
  ...[
    'list',
    'map',
    'null_type',
    'optional',
    'optional_type',
    'string',
    'timestamp',
    'duration',
    'google',
    'type',
    'uint',
  ],
  ...['has', 'size', 'cel', 'customer_type'],
]);

class WindowType {}

const wordByName = new Map(WORDS.map((word) => [word.name, word]));
const nameByName = new Map(NAMES.map((name) => [name.name, name]));
const base = baseEnvironment();

/** The word with this name, or undefined. */
export function wordOf(name: string): Word | undefined {
  return wordByName.get(name);
}

/** The name of the language as written in a plan, or undefined. */
export function nameOf(name: string): (typeof NAMES)[number] | undefined {
  return nameByName.get(planName(name));
}

/** Every function and name of the language. */
export function allWords(): string[] {
  return [...wordByName.keys(), ...nameByName.keys()];
}

/** The name as a plan writes it. */
export function planName(celName: string): string {
  return celName === 'customer_type' ? 'type' : celName;
}

/** The language with the inputs of one indicator as further names. */
export function environmentFor(inputs: ReadonlyMap<string, Input>): Environment {
  if (inputs.size === 0) return base;
  const environment = base.clone();
  for (const [name, { type }] of inputs) {
    if (isFreeName(name)) environment.registerVariable(name, CEL_TYPE[type]);
  }
  return environment;
}

/** True when an input may be called so: no other value has the name. A function may, since it stands before brackets. */
export function isFreeName(name: string): boolean {
  return INPUT_FORM.test(name) && !CEL_WORDS.has(name) && !nameByName.has(name);
}

/** The tree of an expression with every whole number as a number like any other. Throws cel-js's ParseError. */
export function parseExpression(
  environment: Environment,
  text: string,
): { ast: ASTNode; check: () => TypeCheckResult } {
  const parsed = environment.parse(text);
  simplify(parsed.ast);
  return { ast: parsed.ast, check: () => parsed.check() };
}

/** The nodes directly under a node. */
export function childrenOf(node: ASTNode): ASTNode[] {
  if (isNode(node.args)) return [node.args];
  if (!Array.isArray(node.args)) return [];
  return (node.args as readonly unknown[]).flat().filter(isNode);
}

/** The checked type of a node in our words. */
export function typeOf(node: ASTNode): 'number' | 'boolean' | 'text' | 'window' | 'other' {
  const checked = 'checkedType' in node ? node.checkedType : undefined;
  const name = typeof checked === 'object' && checked !== null && 'name' in checked ? checked.name : undefined;
  const found = Object.entries(CEL_TYPE).find(([, celName]) => celName === name);
  return found === undefined ? 'other' : (found[0] as keyof typeof CEL_TYPE);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

/** CEL's integers would make `1/2` zero and `2 * 0.5` an error; people who write plans have only numbers. */
function simplify(node: ASTNode): void {
  if (node.op === 'value' && typeof node.args === 'bigint') Object.assign(node, { args: Number(node.args) });
  if (node.op === 'id') Object.assign(node, { args: RENAMED[node.args] ?? node.args });
  for (const child of childrenOf(node)) simplify(child);
}

function baseEnvironment(): Environment {
  const environment = new Environment({ limits: LIMITS }).registerType('Window', { ctor: WindowType });
  for (const { name, evaluator } of NAMES)
    environment.registerVariable(RENAMED[name] ?? name, CEL_TYPE[evaluator.type]);
  for (const word of WORDS) {
    for (const signature of signaturesOf(word)) environment.registerFunction(signature, () => null);
  }
  return environment;
}

/** One signature for each number of arguments and each way to write a window. */
function signaturesOf(word: Word): string[] {
  const signatures: string[] = [];
  for (let count = word.required; count <= word.parameters.length; count++) {
    const lists = word.parameters
      .slice(0, count)
      .reduce<string[][]>(
        (before, parameter) => before.flatMap((list) => celTypes(parameter).map((type) => [...list, type])),
        [[]],
      );
    for (const list of lists) signatures.push(`${word.name}(${list.join(', ')}): ${CEL_TYPE[word.returns]}`);
  }
  return signatures;
}

function celTypes(parameter: Parameter): string[] {
  if (parameter === 'window' || parameter === 'length') return ['string', 'Window'];
  if (parameter === 'number' || parameter === 'constant') return ['double'];
  if (parameter === 'boolean') return ['bool'];
  return parameter === 'any' ? ['double', 'bool', 'string'] : ['string'];
}
