import { ParseError } from '@marcbachmann/cel-js';
import { type ASTNode, environmentFor, nameOf, parseExpression, planName, wordOf } from './language.ts';

/** What a condition looks at: a name of the language, or a word with everything between its brackets written out. */
export interface Subject {
  readonly name: string;
  /** Null: a name, without brackets. */
  readonly given: readonly (string | number)[] | null;
}

export type Comparison = '>=' | '<=' | '>' | '<' | '==' | '!=';

/** One line of the form. */
export type FormCondition =
  | { readonly is: 'true' | 'false' | 'known' | 'unknown'; readonly subject: Subject }
  | { readonly is: Comparison; readonly subject: Subject; readonly value: string | number }
  | { readonly is: 'in'; readonly subject: Subject; readonly value: readonly string[] };

/** Conditions of which all or any must hold; a group may stand in a group. */
export interface FormGroup {
  readonly is: 'all' | 'any';
  readonly items: readonly (FormGroup | FormCondition)[];
}

const COMPARISONS: readonly string[] = ['>=', '<=', '>', '<', '==', '!='] satisfies Comparison[];
const CHAIN = { '&&': 'all', '||': 'any' } as const;
const SIGN = { all: ' && ', any: ' || ' } as const;

/** Whether an item of a form is a group. */
export function isGroup(item: FormGroup | FormCondition): item is FormGroup {
  return item.is === 'all' || item.is === 'any';
}

/** The expression that a form means; empty for a form without conditions. */
export function writeForm(group: FormGroup): string {
  return group.items
    .map((item) => {
      if (!isGroup(item)) return writeCondition(item);
      return item.items.length > 1 ? `(${writeForm(item)})` : writeForm(item);
    })
    .filter((text) => text !== '')
    .join(SIGN[group.is]);
}

function writeCondition(condition: FormCondition): string {
  const subject = writeSubject(condition.subject);
  switch (condition.is) {
    case 'true':
      return subject;
    case 'false':
      return `!${subject}`;
    case 'known':
      return `known(${subject})`;
    case 'unknown':
      return `!known(${subject})`;
    case 'in':
      return `${subject} in [${condition.value.map(written).join(', ')}]`;
    default:
      return `${subject} ${condition.is} ${written(condition.value)}`;
  }
}

function writeSubject({ name, given }: Subject): string {
  return given === null ? name : `${name}(${given.map(written).join(', ')})`;
}

function written(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** The form that an expression has the shape of, or null where only the text can say it. */
export function readForm(text: string): FormGroup | null {
  if (text.trim() === '') return { is: 'all', items: [] };
  const tree = parsed(text);
  if (tree === null) return null;
  const item = readItem(tree);
  if (item === null) return null;
  return isGroup(item) ? item : { is: 'all', items: [item] };
}

function parsed(text: string): ASTNode | null {
  try {
    return parseExpression(environmentFor(new Map()), text).ast;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}

function readItem(node: ASTNode): FormGroup | FormCondition | null {
  if (node.op !== '&&' && node.op !== '||') return readCondition(node);
  const items = chainOf(node, node.op).map(readItem);
  const known = items.filter((item) => item !== null);
  return known.length === items.length ? { is: CHAIN[node.op], items: known } : null;
}

/** What stands between the signs of one kind: `a && b && c` is one chain. */
function chainOf(node: ASTNode, operator: '&&' | '||'): ASTNode[] {
  if (node.op !== operator) return [node];
  return [...chainOf(node.args[0], operator), ...chainOf(node.args[1], operator)];
}

function readCondition(node: ASTNode): FormCondition | null {
  if (node.op === '!_') {
    const inner = readCondition(node.args);
    if (inner?.is === 'true') return { is: 'false', subject: inner.subject };
    return inner?.is === 'known' ? { is: 'unknown', subject: inner.subject } : null;
  }
  if (node.op === 'call' && node.args[0] === 'known') {
    const subject = subjectOf(node.args[1][0]);
    return subject === null ? null : { is: 'known', subject };
  }
  if (node.op === 'id' || node.op === 'call') {
    const subject = subjectOf(node);
    return subject === null || !isTruth(subject) ? null : { is: 'true', subject };
  }
  return readComparison(node);
}

function readComparison(node: ASTNode): FormCondition | null {
  if (!Array.isArray(node.args) || node.args.length !== 2) return null;
  const [left, right] = node.args as [ASTNode, ASTNode];
  const subject = subjectOf(left);
  if (subject === null) return null;
  if (node.op === 'in') {
    const texts = right.op === 'list' ? right.args.map(textOf) : [null];
    const value = texts.filter((text) => text !== null);
    return value.length === texts.length ? { is: 'in', subject, value } : null;
  }
  const value = literalOf(right);
  return value === null || !COMPARISONS.includes(node.op) ? null : { is: node.op as Comparison, subject, value };
}

function subjectOf(node: ASTNode | undefined): Subject | null {
  if (node?.op === 'id') return nameOf(node.args) === undefined ? null : { name: planName(node.args), given: null };
  if (node?.op !== 'call') return null;
  const [name, given] = node.args;
  const word = wordOf(name);
  if (word === undefined || word.returns === 'window') return null;
  const values = given.map(literalOf);
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? { name, given: known } : null;
}

function literalOf(node: ASTNode): string | number | null {
  return textOf(node) ?? numberOf(node);
}

/** Only what is written out: a setting of the plan stays a name, which the form would lose. */
function textOf(node: ASTNode): string | null {
  return node.op === 'value' && typeof node.args === 'string' ? node.args : null;
}

function numberOf(node: ASTNode): number | null {
  if (node.op === '-_') {
    const positive = numberOf(node.args);
    return positive === null ? null : -positive;
  }
  return node.op === 'value' && typeof node.args === 'number' ? node.args : null;
}

function isTruth({ name, given }: Subject): boolean {
  return given === null ? nameOf(name)?.evaluator.type === 'boolean' : wordOf(name)?.returns === 'boolean';
}
