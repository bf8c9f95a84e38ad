import { CutWishes } from '../scoring/cut-wishes.ts';
import { filterOf } from '../scoring/fact-filters.ts';
import { type FactKind, factKind, factKindCode } from '../scoring/fact-kinds.ts';
import { parseWindow, type Window } from '../scoring/window.ts';
import { type Argument, Call, type Evaluator, type NumberOf, type Parameter, type Word } from '../scoring/word.ts';
import { type ASTNode, nameOf, planName, typeOf, wordOf } from './language.ts';
import { canonicalText, literalNumber, literalText } from './literal.ts';
import type { Scope } from './scope.ts';

/**
 * What the expressions of one program share: measures by the call that asks for them, so that equal calls are computed
 * once for a customer, and what must be known of the whole book first.
 */
export class MeasureCache {
  readonly cuts = new CutWishes();
  private readonly byCall = new Map<string, NumberOf>();

  /** How many different measures each customer costs. */
  get size(): number {
    return this.byCall.size;
  }

  /** The measure of a call, made at its first use. */
  once(call: string, make: () => NumberOf): NumberOf {
    const known = this.byCall.get(call);
    if (known !== undefined) return known;
    const measure = oncePerCustomer(make());
    this.byCall.set(call, measure);
    return measure;
  }
}

type Binary = (left: number, right: number) => number;

/** What the first argument of a call tells about the others. */
interface FirstArgument {
  readonly kind: FactKind | undefined;
  readonly scheme: Scope['schemes'][number] | undefined;
}

/** Unknown goes through arithmetic by itself, since it is NaN; nothing may become infinite. */
const ARITHMETIC: Readonly<Record<string, Binary>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? Number.NaN : left / right),
};

const COMPARISON: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

/** Compiles a checked tree to closures; no text is ever evaluated. */
export class ExpressionCompiler {
  private readonly scope: Scope;
  private readonly cache: MeasureCache;

  constructor(scope: Scope, cache: MeasureCache) {
    this.scope = scope;
    this.cache = cache;
  }

  compile(node: ASTNode): Evaluator {
    if (typeOf(node) === 'text') return { type: 'text', run: this.text(node) };
    return { type: typeOf(node) === 'boolean' ? 'boolean' : 'number', run: this.number(node) };
  }

  /** A number or a truth. */
  number(node: ASTNode): NumberOf {
    switch (node.op) {
      case 'value':
        return constant(typeof node.args === 'boolean' ? Number(node.args) : Number(node.args));
      case 'id':
        return this.name(node.args);
      case 'call':
        return this.call(node.args[0], node.args[1]);
      case '-_':
        return negated(this.number(node.args));
      case '!_':
        return opposite(this.number(node.args));
      case '&&':
        return both(this.number(node.args[0]), this.number(node.args[1]));
      case '||':
        return either(this.number(node.args[0]), this.number(node.args[1]));
      case '?:':
        return chosen(this.number(node.args[0]), this.number(node.args[1]), this.number(node.args[2]));
      case 'in':
        return this.membership(node.args[0], node.args[1]);
      default:
        return this.binary(node);
    }
  }

  private binary(node: ASTNode): NumberOf {
    if (!Array.isArray(node.args)) throw new Error(`cannot compile ${node.op}`);
    const [left, right] = node.args as [ASTNode, ASTNode];
    const compare = COMPARISON[node.op];
    if (compare === undefined) return arithmetic(ARITHMETIC[node.op], this.number(left), this.number(right));
    return typeOf(left) === 'text'
      ? this.textEquality(left, right, node.op)
      : comparison(compare, this.number(left), this.number(right));
  }

  private text(node: ASTNode): (view: Parameters<NumberOf>[0]) => string | null {
    if (node.op === 'value') return () => String(node.args);
    if (node.op === 'id') return this.textName(node.args);
    if (node.op !== '?:') throw new Error(`cannot compile text ${node.op}`);
    const [condition, yes, no] = [this.number(node.args[0]), this.text(node.args[1]), this.text(node.args[2])];
    return (view) => {
      const isMet = condition(view);
      if (Number.isNaN(isMet)) return null;
      return isMet === 1 ? yes(view) : no(view);
    };
  }

  private name(celName: string): NumberOf {
    const input = this.scope.inputs.get(planName(celName));
    if (typeof input?.value === 'number') return constant(input.value);
    if (input !== undefined) {
      const { slot } = input;
      return (view) => view.findings.inputs[slot] as number;
    }
    const evaluator = nameOf(celName)?.evaluator;
    if (evaluator === undefined || evaluator.type === 'text') throw new Error(`no number is named ${celName}`);
    return evaluator.run;
  }

  private textName(celName: string): (view: Parameters<NumberOf>[0]) => string | null {
    const input = this.scope.inputs.get(planName(celName));
    if (input !== undefined) {
      const { slot, value } = input;
      if (typeof value === 'string') return () => value;
      return (view) => view.findings.inputs[slot] as string | null;
    }
    const evaluator = nameOf(celName)?.evaluator;
    if (evaluator?.type !== 'text') throw new Error(`no text is named ${celName}`);
    return evaluator.run;
  }

  private call(name: string, given: readonly ASTNode[]): NumberOf {
    const word = wordOf(name);
    if (word === undefined || word.returns === 'window') throw new Error(`no measure is named ${name}`);
    const make = () => {
      const made = word.make(new Call(this.arguments(word, given), this.cache.cuts));
      if (typeof made !== 'function') throw new Error(`${name} makes no measure`);
      return made;
    };
    if (!word.isMeasure) return make();
    const parts = given.map((each) => canonicalText(each, this.scope));
    return this.cache.once(`${name}(${parts.join(',')})`, make);
  }

  private arguments(word: Word, given: readonly ASTNode[]): Argument[] {
    const first = literalText(given[0], this.scope) ?? '';
    const context = { kind: factKind(first), scheme: this.scope.schemes.find(({ key }) => key === first) };
    return given.map((node, index) => this.argument(word.parameters[index], node, context));
  }

  private argument(parameter: Parameter, node: ASTNode, { kind, scheme }: FirstArgument): Argument {
    const text = literalText(node, this.scope) ?? '';
    switch (parameter) {
      case 'kind':
        return { is: 'kind', code: factKindCode(text) };
      case 'filter':
        return { is: 'filter', filter: (kind === undefined ? null : filterOf(kind, text)) ?? {} };
      case 'window':
      case 'length':
      case 'days':
        return { is: 'window', window: this.window(node) };
      case 'constant':
        return { is: 'constant', value: literalNumber(node, this.scope) ?? Number.NaN };
      case 'indicator':
        return { is: 'index', index: this.scope.indicators.indexOf(text) };
      case 'warning':
        return { is: 'index', index: this.scope.warnings.indexOf(text) };
      case 'segment':
        return { is: 'index', index: this.scope.segments.indexOf(text) };
      case 'badge':
        return { is: 'index', index: this.scope.badges.indexOf(text) };
      case 'scheme':
        return { is: 'index', index: this.scope.schemes.findIndex(({ key }) => key === text) };
      case 'class':
        return { is: 'index', index: scheme?.classes.indexOf(text) ?? -1 };
      case 'tag':
      case 'what':
      case 'group':
      case 'channel':
        return { is: 'text', text };
      default:
        return { is: 'evaluator', evaluator: this.compile(node), text: canonicalText(node, this.scope) };
    }
  }

  private window(node: ASTNode): Window {
    if (node.op !== 'call') {
      const window = parseWindow(literalText(node, this.scope) ?? '');
      if (window === null) throw new Error('a window that is none came through the check');
      return window;
    }
    const word = wordOf(node.args[0]);
    const made = word?.make(new Call(this.arguments(word, node.args[1]), this.cache.cuts));
    if (made === undefined || typeof made === 'function') throw new Error(`${node.args[0]} makes no window`);
    return made;
  }

  private membership(item: ASTNode, list: ASTNode): NumberOf {
    if (list.op !== 'list') throw new Error('only a written list can be searched');
    if (typeOf(item) === 'text') {
      const [value, texts] = [this.text(item), list.args.map((each) => this.text(each))];
      return (view) => {
        const text = value(view);
        return text === null ? Number.NaN : Number(texts.some((each) => each(view) === text));
      };
    }
    const [value, numbers] = [this.number(item), list.args.map((each) => this.number(each))];
    return (view) => {
      const number = value(view);
      return Number.isNaN(number) ? Number.NaN : Number(numbers.some((each) => each(view) === number));
    };
  }

  private textEquality(left: ASTNode, right: ASTNode, operator: string): NumberOf {
    const [one, other] = [this.text(left), this.text(right)];
    const whenEqual = operator === '==' ? 1 : 0;
    return (view) => {
      const [first, second] = [one(view), other(view)];
      if (first === null || second === null) return Number.NaN;
      return first === second ? whenEqual : 1 - whenEqual;
    };
  }
}

function constant(value: number): NumberOf {
  return () => value;
}

function negated(value: NumberOf): NumberOf {
  return (view) => -value(view);
}

/** 1 − NaN is NaN: the opposite of unknown is unknown. */
function opposite(value: NumberOf): NumberOf {
  return (view) => 1 - value(view);
}

/** False wins over unknown, unknown over true. */
function both(left: NumberOf, right: NumberOf): NumberOf {
  return (view) => {
    const first = left(view);
    if (first === 0) return 0;
    const second = right(view);
    return second === 0 ? 0 : first * second;
  };
}

/** True wins over unknown, unknown over false. */
function either(left: NumberOf, right: NumberOf): NumberOf {
  return (view) => {
    const first = left(view);
    if (first === 1) return 1;
    const second = right(view);
    return second === 1 ? 1 : first + second;
  };
}

function chosen(condition: NumberOf, yes: NumberOf, no: NumberOf): NumberOf {
  return (view) => {
    const isMet = condition(view);
    if (Number.isNaN(isMet)) return Number.NaN;
    return isMet === 1 ? yes(view) : no(view);
  };
}

function arithmetic(compute: Binary, left: NumberOf, right: NumberOf): NumberOf {
  return (view) => compute(left(view), right(view));
}

function comparison(compare: (left: number, right: number) => boolean, left: NumberOf, right: NumberOf): NumberOf {
  return (view) => {
    const [first, second] = [left(view), right(view)];
    if (Number.isNaN(first) || Number.isNaN(second)) return Number.NaN;
    return compare(first, second) ? 1 : 0;
  };
}

/** Watched measures run anew, so that the watcher sees the facts they look at. */
function oncePerCustomer(measure: NumberOf): NumberOf {
  let [generation, value] = [-1, Number.NaN];
  return (view) => {
    if (view.trace !== null) return measure(view);
    if (view.generation !== generation) [generation, value] = [view.generation, measure(view)];
    return value;
  };
}
