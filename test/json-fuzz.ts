import fc from 'fast-check';
import { z } from 'zod';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Texts that have broken programs before: empty, long, quoting, control, bidirectional, lone surrogates, numbers in disguise. */
const NASTY = [
  '',
  ' ',
  "'",
  '"',
  '\\',
  '%',
  '_',
  '\u0000',
  '\u202e',
  '\ud800',
  '𠮷',
  '{{x}}',
  '../..',
  '=1+1',
  'NaN',
  '1e999',
  '-0',
  '__proto__',
  'constructor',
];
const NASTY_NUMBERS = [0, -1, 1, 0.5, -0, 2 ** 31, 2 ** 53, 2 ** 63, 1e308, -1e308, 200, 100_000];

const nastyText = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constant('长'.repeat(5000)),
);
const anything = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  nastyText,
  fc.constantFrom(...NASTY_NUMBERS),
  fc.jsonValue({ maxDepth: 3 }),
);

type Inner = (schema: JsonSchema) => fc.Arbitrary<unknown>;

/** Values near a schema: mostly what it asks for, so that they get in, and now and then what it does not. */
export function nearly(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return fc.oneof({ arbitrary: fitting(json), weight: 2 }, { arbitrary: near(json), weight: 1 });
}

function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  return shaped(schema, fitting);
}

function near(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: shaped(schema, near), weight: 5 }, { arbitrary: anything, weight: 1 });
}

function shaped(schema: JsonSchema, inner: Inner): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return shapedObject(schema, inner);
  if (type === 'array') return fc.array(inner(schema.items ?? {}), { maxLength: 5 });
  if (type === 'number' || type === 'integer') return numberIn(schema);
  if (type === 'boolean') return fc.boolean();
  return type === 'string' ? textNear(schema.format) : anything;
}

function shapedObject({ properties = {}, required = [] }: JsonSchema, inner: Inner): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, inner(each)]));
  const known = fc.record(model, { requiredKeys: [...required] });
  if (inner === fitting) return known;
  return fc
    .tuple(known, fc.dictionary(nastyText, anything, { maxKeys: 2 }))
    .map(([some, more]) => ({ ...some, ...more }));
}

function numberIn({ minimum = 0, maximum = 2 ** 31 }: JsonSchema): fc.Arbitrary<number> {
  const [min, max] = [Math.ceil(minimum), Math.floor(maximum)];
  return fc.oneof(
    fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) }),
    fc.constantFrom(min, max),
  );
}

function textNear(format: string | undefined): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.oneof(fc.uuid(), nastyText);
  if (format === 'date')
    return fc.oneof(fc.constantFrom('2026-11-23', '0001-01-01', '9999-12-31', '2026-02-30'), nastyText);
  if (format === 'date-time')
    return fc.oneof(
      fc.constantFrom('2026-11-23T01:00:00Z', '0000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z'),
      nastyText,
    );
  return fc.oneof(fc.string({ maxLength: 20 }), nastyText);
}
