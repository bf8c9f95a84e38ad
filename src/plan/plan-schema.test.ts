import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePlan } from './parse-plan.ts';
import { planSchema } from './plan-schema.ts';

type Schema = Record<string, unknown>;

const FILES = ['building-materials', 'retail'];
const HERE = import.meta.url;

/** The paths at which a value is not as the schema says; only what our schema is made of is understood. */
function misfits(schema: Schema, value: unknown, path = ''): string[] {
  const { anyOf, enum: words, type, ...rest } = schema;
  if (Array.isArray(anyOf)) return anyOf.some((each: Schema) => misfits(each, value, path).length === 0) ? [] : [path];
  if (Array.isArray(words)) return words.includes(value) ? [] : [path];
  if (![type].flat().includes(typeOf(value))) return [path];
  if (Array.isArray(value)) return value.flatMap((each, at) => misfits(rest.items as Schema, each, `${path}.${at}`));
  if (typeof value === 'object' && value !== null) return misfitsOfMap(rest, value as Schema, path);
  const { pattern, minLength = 0, minimum = -Infinity, maximum = Infinity } = rest;
  const isFine =
    typeof value === 'number'
      ? value >= Number(minimum) && value <= Number(maximum)
      : String(value).length >= Number(minLength) && new RegExp(String(pattern ?? '')).test(String(value));
  return isFine ? [] : [path];
}

function misfitsOfMap(schema: Schema, map: Schema, path: string): string[] {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const missing = ((schema.required ?? []) as string[]).filter((key) => !(key in map)).map((key) => `${path}.${key}`);
  const wrong = Object.entries(map).flatMap(([key, value]) => {
    const own = (properties[key] ?? schema.additionalProperties) as Schema | false | undefined;
    return typeof own !== 'object' ? [`${path}.${key}`] : misfits(own, value, `${path}.${key}`);
  });
  return [...missing, ...wrong];
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

test.each(FILES)('the ready-made plan %s is as its schema says', (name) => {
  const text = readFileSync(new URL(`../../plans/${name}.yaml`, HERE), 'utf8');
  expect(text.startsWith('# yaml-language-server: $schema=plan.schema.json\n')).toBe(true);
  expect(misfits(planSchema(), parse(text))).toEqual([]);
});

test('a slip is refused by the schema where the reader refuses it', () => {
  const text = readFileSync(new URL('../../plans/building-materials.yaml', HERE), 'utf8');
  const slips = [
    ['currency: CNY', 'curency: CNY'],
    ['weight: 16', 'wieght: 16'],
    ['weight: 16', 'weight: 160'],
    ['risk: external', 'risk: outside'],
    ['hold: 3d', 'hold: 3 days'],
    ['within: 24 elapsed_hours', 'within: 24h'],
    ['name_en: Building-materials customer plan', 'name_en: 3'],
    ['limits: { new_per_day: 3', 'limits: { new_a_day: 3'],
    ['key: steward', 'key: Steward'],
    ['bands: quintiles', 'bands: thirds'],
  ] as const;
  for (const [from, to] of slips) {
    expect(text).toContain(from);
    const wrong = text.replace(from, to);
    expect(misfits(planSchema(), parse(wrong)), to).not.toEqual([]);
    expect(parsePlan(wrong).plan, to).toBeNull();
  }
});
