import type { Fields, NumberRange } from './fields.ts';
import type { Borders, Expression, Limit, NamedExpression } from './plan.ts';

/** A piece of JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What may stand under a key of the file: how it is read, and what an editor is told of it. */
export interface Part<Value> {
  readonly isRequired: boolean;
  readonly schema: Schema;
  read(fields: Fields, key: string): Value;
}

/** A map of the file, by the keys that it may have. */
export type Shape = Readonly<Record<string, Part<unknown>>>;

type Camel<Key extends string> = Key extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : Key;

/** What is read of a map: the file's `name_en` is our `nameEn`. */
export type Read<Of extends Shape> = {
  readonly [Key in keyof Of & string as Camel<Key>]: Of[Key] extends Part<infer Value> ? Value : never;
};

const KEY_PATTERN = '^[a-z][a-z0-9_]{0,39}$';
const DAYS_PATTERN = '^[0-9]{1,4}[dw]$';
const LIMIT_PATTERN = '^[0-9]{1,3} (working_days|working_hours|elapsed_hours)$';
/** A value that stands among the settings: `$first_contact`. */
const SETTING: Schema = { type: 'string', pattern: '^\\$[a-z][a-z0-9_]{0,39}$' };
const EXPRESSION: Schema = { type: ['string', 'number', 'boolean'] };

/** Everything that a map says. */
export function readShape<Of extends Shape>(fields: Fields, shape: Of): Read<Of> {
  const entries = Object.entries(shape).map(([key, part]) => [camel(key), part.read(fields, key)]);
  return Object.fromEntries(entries) as Read<Of>;
}

/** JSON Schema of a map: other keys are refused. */
export function schemaOf(shape: Shape): Schema {
  const required = Object.keys(shape).filter((key) => shape[key].isRequired);
  const properties = Object.fromEntries(Object.entries(shape).map(([key, { schema }]) => [key, schema]));
  return { type: 'object', additionalProperties: false, ...(required.length > 0 ? { required } : {}), properties };
}

/** The same part with a sentence for whoever writes it. */
export function about<Value>(part: Part<Value>, zh: string, en: string): Part<Value> {
  return { ...part, schema: { description: `${zh} ${en}`, ...part.schema } };
}

/** Text that must be there. */
export function text(): Part<string> {
  return part(true, { type: 'string', minLength: 1 }, (fields, key) => fields.text(key));
}

/** Text that may be left out. */
export function maybeText(): Part<string | null> {
  return part(false, { type: 'string', minLength: 1 }, (fields, key) => (fields.has(key) ? fields.text(key) : null));
}

/** A name for code: `order_frequency`. */
export function key(): Part<string> {
  return part(true, { type: 'string', pattern: KEY_PATTERN }, (fields, name) => fields.key(name));
}

/** A number, required where nothing stands in for it. */
export function number(range: NumberRange): Part<number> {
  const { min, max, otherwise } = range;
  const schema = { type: 'number', minimum: min, maximum: max, ...defaultOf(otherwise) };
  return part(otherwise === undefined, orSetting(schema), (fields, name) => fields.number(name, range));
}

/** One of these words or numbers, required where none stands in for it. */
export function choice<Choice extends string | number>(choices: readonly Choice[], otherwise?: Choice): Part<Choice> {
  const schema = orSetting({ enum: [...choices], ...defaultOf(otherwise) });
  return part(otherwise === undefined, schema, (fields, name) => fields.choice(name, choices, otherwise));
}

/** One of these words, or nothing. */
export function maybeChoice<Choice extends string>(choices: readonly Choice[]): Part<Choice | null> {
  const schema = orSetting({ enum: [...choices] });
  return part(false, schema, (fields, name) => (fields.has(name) ? fields.choice(name, choices) : null));
}

/** A list of words, each one of the choices. */
export function choices<Choice extends string>(of: readonly Choice[]): Part<Choice[]> {
  const schema = { type: 'array', items: { enum: [...of] } };
  return part(false, schema, (fields, name) => fields.choices(name, of));
}

/** A list of the keys of other parts; whether these exist is seen when the whole plan is read. */
export function keys(): Part<string[]> {
  const schema = { type: 'array', items: { type: 'string', pattern: KEY_PATTERN } };
  return part(false, schema, (fields, name) => fields.texts(name));
}

/** A list of texts. */
export function texts(): Part<string[]> {
  return part(false, { type: 'array', items: { type: 'string' } }, (fields, name) => fields.texts(name));
}

/** A list of numbers between two ends. */
export function numbers(min: number, max: number): Part<number[]> {
  const schema = { type: 'array', items: { type: 'number', minimum: min, maximum: max } };
  return part(false, schema, (fields, name) => fields.numbers(name, { min, max }));
}

/** Days as `3d`. */
export function days(otherwise: number): Part<number> {
  const schema = orSetting({ type: 'string', pattern: DAYS_PATTERN, default: `${otherwise}d` });
  return part(false, schema, (fields, name) => fields.days(name, otherwise));
}

/** A limit as `2 working_days`. */
export function limit(): Part<Limit> {
  const schema = orSetting({ type: 'string', pattern: LIMIT_PATTERN });
  return part(true, schema, (fields, name) => fields.limit(name));
}

/** Four ascending numbers. */
export function borders(): Part<Borders> {
  const schema = { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 4 };
  return part(true, schema, (fields, name) => fields.borders(name));
}

/** An expression that must be there. */
export function expression(): Part<Expression> {
  return part(true, EXPRESSION, (fields, name) => fields.expression(name));
}

/** An expression that may be left out. */
export function maybeExpression(): Part<Expression | null> {
  return part(false, EXPRESSION, (fields, name) => fields.maybeExpression(name));
}

/** Expressions under names of the author's choice. */
export function namedExpressions(): Part<NamedExpression[]> {
  const schema = { type: 'object', additionalProperties: EXPRESSION };
  return part(false, schema, (fields, name) => {
    const named = fields.openMap(name);
    return named?.keys().map((each) => ({ name: each, expression: named.expression(each) })) ?? [];
  });
}

/** Numbers under names of the author's choice. */
export function namedNumbers(range: NumberRange): Part<Readonly<Record<string, number>>> {
  const item = { type: 'number', minimum: range.min, maximum: range.max };
  return part(false, { type: 'object', additionalProperties: item }, (fields, name) => {
    const named = fields.openMap(name);
    return Object.fromEntries(named?.keys().map((each) => [each, named.number(each, range)]) ?? []);
  });
}

/** A value of a setting: a number or a text. */
export function scalar(): Part<number | string> {
  return part(true, { type: ['number', 'string'] }, (fields, name) => fields.numberOrText(name));
}

/** A list of numbers or texts. */
export function scalars(): Part<(number | string)[]> {
  const schema = { type: 'array', items: { type: ['number', 'string'] } };
  return part(false, schema, (fields, name) => fields.numbersOrTexts(name));
}

/** A map; one that may be left out has something that stands in for each of its keys. */
export function map<Of extends Shape>(shape: Of, isRequired = false): Part<Read<Of>> {
  return part(isRequired, schemaOf(shape), (fields, name) => {
    return readShape(fields.mapOrEmpty(name, Object.keys(shape), isRequired), shape);
  });
}

/** A map that means something by being there. */
export function maybeMap<Of extends Shape>(shape: Of): Part<Read<Of> | null> {
  return part(false, schemaOf(shape), (fields, name) => {
    const found = fields.map(name, Object.keys(shape), false);
    return found === null ? null : readShape(found, shape);
  });
}

/** A list of maps. */
export function list<Of extends Shape>(shape: Of, isRequired = false): Part<Read<Of>[]> {
  const schema = { type: 'array', items: schemaOf(shape) };
  return part(isRequired, schema, (fields, name) => {
    return fields.list(name, Object.keys(shape), isRequired).map((each) => readShape(each, shape));
  });
}

/** Maps under keys of the author's choice. */
export function entries<Of extends Shape>(
  shape: Of,
  isRequired = false,
): Part<({ readonly key: string } & Read<Of>)[]> {
  const schema = {
    type: 'object',
    propertyNames: { pattern: KEY_PATTERN },
    additionalProperties: schemaOf(shape),
  };
  return part(isRequired, schema, (fields, name) => {
    const found = fields.entries(name, Object.keys(shape), isRequired);
    return found.map((each) => ({ key: each.key, ...readShape(each.fields, shape) }));
  });
}

/** Either a word or a map. */
export function wordOrMap<Word extends string, Of extends Shape>(word: Word, shape: Of): Part<Word | Read<Of>> {
  const schema = { anyOf: [{ enum: [word] }, schemaOf(shape)] };
  return part(false, schema, (fields, name) => {
    if (!fields.has(name) || fields.isScalar(name)) return fields.choice(name, [word], word);
    const found = fields.map(name, Object.keys(shape), false);
    return found === null ? word : readShape(found, shape);
  });
}

function part<Value>(isRequired: boolean, schema: Schema, read: Part<Value>['read']): Part<Value> {
  return { isRequired, schema, read };
}

function defaultOf(otherwise: unknown): Schema {
  return otherwise === undefined ? {} : { default: otherwise };
}

function orSetting(schema: Schema): Schema {
  return { anyOf: [schema, SETTING] };
}

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
