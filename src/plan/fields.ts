import { isMap, isScalar, isSeq, type Node, Scalar, YAMLMap } from 'yaml';
import { parseWindow } from '../scoring/window.ts';
import { nearest } from './nearest.ts';
import type { Borders, Expression, Limit } from './plan.ts';
import type { PlanSource } from './plan-source.ts';
import type { Finding } from './problem.ts';

/** What a plan may hold at most of one thing; nobody reads a plan of more. */
const LIST_MAX = 500;
const TEXT_MAX = 2_000;
const KEY_FORM = /^[a-z][a-z0-9_]{0,39}$/;

/** A value that stands among the plan's settings: `$first_contact`. */
const SETTING_FORM = /^\$([a-z][a-z0-9_]{0,39})$/;
const LIMIT_FORM = /^(\d{1,3}) (working_days|working_hours|elapsed_hours)$/;
const NO_LIMIT: Limit = { count: 1, unit: 'working_days' };
const NO_BORDERS: Borders = [1, 2, 3, 4];

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly otherwise?: number;
}

/**
 * One map of the file, read key by key. Reading never stops: what is missing or wrong is reported with its place and
 * replaced, so that one check finds every mistake.
 */
export class Fields {
  readonly path: string;
  readonly node: YAMLMap;
  private readonly source: PlanSource;
  /** True for a map that stands in for one that is missing. */
  private isSilent = false;
  private readonly nodes = new Map<string, { key: Node; value: Node | null }>();

  constructor(source: PlanSource, node: YAMLMap, path: string, allowed: readonly string[]) {
    this.source = source;
    this.node = node;
    this.path = path;
    for (const pair of node.items) this.take(pair.key as Node, (pair.value ?? null) as Node | null, allowed);
  }

  has(key: string): boolean {
    return this.nodes.has(key);
  }

  keys(): string[] {
    return [...this.nodes.keys()];
  }

  isScalar(key: string): boolean {
    return isScalar(this.nodes.get(key)?.value);
  }

  /** The node to point at for a key, or the map itself. */
  at(key: string): Node {
    const found = this.nodes.get(key);
    return found?.value ?? found?.key ?? this.node;
  }

  report(key: string, finding: Finding): void {
    this.source.report(this.at(key), this.pathOf(key), finding);
  }

  /** Text that must be there, unless `otherwise` is given. */
  text(key: string, otherwise?: string): string {
    const scalar = this.scalar(key, otherwise === undefined);
    if (scalar === null) return otherwise ?? '';
    if (typeof scalar.value !== 'string') return this.refuse(key, { code: 'not_text', word: key }, '');
    const isEmpty = scalar.value.trim() === '' || scalar.value.length > TEXT_MAX;
    return isEmpty ? this.refuse(key, { code: 'empty_text', word: key }, '') : scalar.value;
  }

  /** A name for code: `order_frequency`. */
  key(key = 'key'): string {
    const text = this.text(key);
    if (text !== '' && !KEY_FORM.test(text)) this.report(key, { code: 'bad_key', word: text });
    return text;
  }

  number(key: string, { min, max, otherwise }: NumberRange): number {
    const scalar = this.setScalar(key, otherwise === undefined);
    if (scalar === null) return otherwise ?? min;
    if (typeof scalar.value !== 'number') return this.refuse(key, { code: 'not_a_number', word: key }, min);
    const isInside = scalar.value >= min && scalar.value <= max;
    if (!isInside) return this.refuse(key, { code: 'out_of_range', word: key, params: { min, max } }, min);
    return scalar.value;
  }

  choice<Choice extends string | number>(key: string, choices: readonly Choice[], otherwise?: Choice): Choice {
    const scalar = this.setScalar(key, otherwise === undefined);
    const fallback = otherwise ?? choices[0];
    if (scalar === null) return fallback;
    return this.chosen(scalar, this.pathOf(key), choices) ?? fallback;
  }

  /** A list of words, each one of the choices. */
  choices<Choice extends string>(key: string, choices: readonly Choice[]): Choice[] {
    const chosen = this.items(key).map((item, index) => {
      return isScalar(item) ? this.chosen(item, `${this.pathOf(key)}.${index}`, choices) : null;
    });
    return chosen.filter((each) => each !== null);
  }

  texts(key: string): string[] {
    return this.items(key).flatMap((item, index) => {
      this.source.place(`${this.pathOf(key)}.${index}`, item, item);
      return isScalar(item) ? [String(item.value)] : [];
    });
  }

  numbers(key: string, { min, max }: NumberRange): number[] {
    return this.items(key).flatMap((item, index) => {
      const value = isScalar(item) ? item.value : null;
      if (typeof value === 'number' && value >= min && value <= max) return [value];
      const code = typeof value === 'number' ? 'out_of_range' : 'not_a_number';
      this.source.report(item, `${this.pathOf(key)}.${index}`, { code, word: key, params: { min, max } });
      return [];
    });
  }

  /** Four numbers, each above the one before. */
  borders(key: string): Borders {
    if (!this.has(key)) return this.missing(key) ?? NO_BORDERS;
    const found = this.numbers(key, { min: -1e12, max: 1e12 });
    const isAscending = found.every((each, index) => index === 0 || each > found[index - 1]);
    if (found.length !== 4 || !isAscending) return this.refuse(key, { code: 'bad_borders', word: key }, NO_BORDERS);
    return [found[0], found[1], found[2], found[3]];
  }

  numberOrText(key: string): number | string {
    const scalar = this.scalar(key, true);
    if (scalar === null) return 0;
    return isNumberOrText(scalar.value) ? scalar.value : this.refuse(key, { code: 'not_text', word: key }, 0);
  }

  numbersOrTexts(key: string): (number | string)[] {
    return this.items(key).flatMap((item) => (isScalar(item) && isNumberOrText(item.value) ? [item.value] : []));
  }

  /** `2 working_days`. */
  limit(key: string): Limit {
    const scalar = this.setScalar(key, true);
    if (scalar === null) return NO_LIMIT;
    const [, count, unit] = LIMIT_FORM.exec(String(scalar.value)) ?? [];
    if (Number(count) > 0) return { count: Number(count), unit: unit as Limit['unit'] };
    return this.refuse(key, { code: 'bad_limit', word: String(scalar.value) }, NO_LIMIT);
  }

  /** Days written as `3d` or `45d`. */
  days(key: string, otherwise: number): number {
    const scalar = this.setScalar(key, false);
    if (scalar === null) return otherwise;
    const window = parseWindow(String(scalar.value));
    if (window?.unit === 'days') return window.length;
    return this.refuse(key, { code: 'bad_days', word: String(scalar.value) }, otherwise);
  }

  expression(key: string): Expression {
    return this.maybeExpression(key) ?? this.emptyExpression(key);
  }

  /** `>= 3` is short for `value >= 3`; numbers and true may stand without quotes. */
  maybeExpression(key: string): Expression | null {
    const scalar = this.scalar(key, false);
    if (scalar === null) return null;
    if (typeof scalar.value === 'object') return null;
    return this.source.expression(scalar, String(scalar.value), this.pathOf(key));
  }

  /** The map under a key, with only these keys allowed in it; null when it is missing and not required. */
  map(key: string, allowed: readonly string[], isRequired = true): Fields | null {
    const found = this.nodes.get(key);
    if (found === undefined) return isRequired ? this.missing(key) : null;
    if (isMap(found.value)) return new Fields(this.source, found.value, this.pathOf(key), allowed);
    this.report(key, { code: 'not_a_map' });
    return null;
  }

  /** The map under a key, or one without keys; what is missing in a missing map is said once, for the map. */
  mapOrEmpty(key: string, allowed: readonly string[], isRequired: boolean): Fields {
    const found = this.map(key, allowed, isRequired);
    if (found !== null) return found;
    const empty = new Fields(this.source, new YAMLMap(), this.pathOf(key), allowed);
    empty.isSilent = isRequired || this.has(key);
    return empty;
  }

  /** The items of a list, each a map with only these keys. */
  list(key: string, allowed: readonly string[], isRequired = false): Fields[] {
    if (isRequired && !this.has(key)) this.missing(key);
    return this.items(key).flatMap((item, index) => {
      const path = `${this.pathOf(key)}.${index}`;
      this.source.place(path, item, item);
      if (isMap(item)) return [new Fields(this.source, item, path, allowed)];
      this.source.report(item, path, { code: 'not_a_map' });
      return [];
    });
  }

  /** The entries of a map whose keys are chosen by the author: `indicators: { silence: { … } }`. */
  entries(key: string, allowed: readonly string[], isRequired = false): { key: string; fields: Fields }[] {
    const found = this.openMap(key, isRequired);
    if (found === null) return [];
    return found.keys().flatMap((each) => {
      if (!KEY_FORM.test(each)) found.report(each, { code: 'bad_key', word: each });
      const fields = found.map(each, allowed);
      return fields === null ? [] : [{ key: each, fields }];
    });
  }

  /** A map whose keys are chosen by the author, read by the caller. */
  openMap(key: string, isRequired = false): Fields | null {
    const value = this.nodes.get(key)?.value;
    const allowed = isMap(value) ? value.items.map((pair) => String((pair.key as Scalar).value)) : [];
    return this.map(key, allowed, isRequired);
  }

  private items(key: string): Node[] {
    const found = this.nodes.get(key);
    if (found === undefined) return [];
    if (!isSeq(found.value)) return this.refuse(key, { code: 'not_a_list' }, []);
    const items = found.value.items as Node[];
    if (items.length <= LIST_MAX) return items;
    return this.refuse(key, { code: 'too_many', word: key, params: { count: items.length, limit: LIST_MAX } }, []);
  }

  private chosen<Choice extends string | number>(
    node: Scalar,
    path: string,
    choices: readonly Choice[],
  ): Choice | null {
    const found = choices.find((choice) => choice === node.value);
    if (found !== undefined) return found;
    const word = String(node.value);
    const names = choices.map(String);
    const params = { choices: names.join(', ') };
    // Numbers are never near each other in spelling.
    const near = typeof choices[0] === 'string' ? nearest(word, names) : null;
    this.source.report(node, path, { code: 'not_a_choice', word, nearest: near, params });
    return null;
  }

  private scalar(key: string, isRequired: boolean): Scalar | null {
    const found = this.nodes.get(key);
    if (found === undefined) return isRequired ? this.missing(key) : null;
    if (isScalar(found.value) && found.value.value !== null) return found.value;
    return this.refuse(key, { code: 'not_text', word: key }, null);
  }

  /** The scalar under a key, or the setting that it names. */
  private setScalar(key: string, isRequired: boolean): Scalar | null {
    const scalar = this.scalar(key, isRequired);
    const name = SETTING_FORM.exec(String(scalar?.value))?.[1];
    if (scalar === null || name === undefined) return scalar;
    const value = this.source.settings.get(name);
    if (value === undefined) {
      const near = nearest(name, this.source.settings.keys());
      return this.refuse(key, { code: 'unknown_setting', word: name, nearest: near }, null);
    }
    const set = new Scalar(value);
    set.range = scalar.range;
    return set;
  }

  private emptyExpression(key: string): Expression {
    if (!this.has(key)) this.missing(key);
    return { text: 'true', path: this.pathOf(key), placeOf: () => ({ line: 1, column: 1, length: 1 }) };
  }

  private take(key: Node, value: Node | null, allowed: readonly string[]): void {
    const word = isScalar(key) ? String(key.value) : '';
    const path = this.pathOf(word);
    if (this.nodes.has(word)) this.source.report(key, path, { code: 'duplicate_key', word });
    this.source.place(path, key, value);
    if (allowed.includes(word)) this.nodes.set(word, { key, value });
    else this.source.report(key, path, { code: 'unknown_key', word, nearest: nearest(word, allowed) });
  }

  private missing(key: string): null {
    if (!this.isSilent) this.source.report(this.node, this.path, { code: 'missing_key', word: key });
    return null;
  }

  private refuse<Value>(key: string, finding: Finding, otherwise: Value): Value {
    this.report(key, finding);
    return otherwise;
  }

  private pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}

function isNumberOrText(value: unknown): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
