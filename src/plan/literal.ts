import { type ASTNode, planName } from './language.ts';
import type { Scope } from './scope.ts';

/** What is known of an expression before any customer is: what it writes out, and the settings of the plan. */

/** The text written out at a node, or that of the setting named there; else null. */
export function literalText(node: ASTNode | undefined, scope: Scope): string | null {
  if (node?.op === 'value' && typeof node.args === 'string') return node.args;
  const value = settingAt(node, scope);
  return typeof value === 'string' ? value : null;
}

/** The number written out at a node, or that of the setting named there; else null. */
export function literalNumber(node: ASTNode, scope: Scope): number | null {
  if (node.op === '-_') {
    const positive = literalNumber(node.args, scope);
    return positive === null ? null : -positive;
  }
  if (node.op === 'value' && typeof node.args === 'number') return node.args;
  const value = settingAt(node, scope);
  return typeof value === 'number' ? value : null;
}

/** The value of the setting that a node names; undefined where it names none. */
export function settingAt(node: ASTNode | undefined, scope: Scope): number | string | undefined {
  return node?.op === 'id' ? scope.inputs.get(planName(node.args))?.value : undefined;
}

/** A tree as text, the same however it was spaced and whichever setting says the value. */
export function canonicalText(node: ASTNode, scope: Scope): string {
  const setting = settingAt(node, scope);
  if (setting !== undefined) return JSON.stringify(setting);
  switch (node.op) {
    case 'value':
      return typeof node.args === 'string' ? JSON.stringify(node.args) : String(node.args);
    case 'id':
      return planName(node.args);
    case 'call':
      return `${node.args[0]}(${node.args[1].map((each) => canonicalText(each, scope)).join(',')})`;
    case 'list':
      return `[${node.args.map((each) => canonicalText(each, scope)).join(',')}]`;
    case '-_':
    case '!_':
      return `${node.op[0]}(${canonicalText(node.args, scope)})`;
    default: {
      const parts = node.args as readonly ASTNode[];
      return `(${parts.map((each) => canonicalText(each, scope)).join(` ${node.op} `)})`;
    }
  }
}
