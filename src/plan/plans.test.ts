import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePlan } from './compile-plan.ts';
import { parsePlan } from './parse-plan.ts';

const FILES = ['building-materials', 'retail'];

test.each(FILES)('the ready-made plan %s has no mistakes and compiles', (name) => {
  const text = readFileSync(new URL(`../../plans/${name}.yaml`, import.meta.url), 'utf8');
  const { plan, problems } = parsePlan(text);
  expect(problems).toEqual([]);
  expect(plan?.indicators.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  if (plan !== null) expect(compilePlan(plan).indicators).toHaveLength(12);
});
