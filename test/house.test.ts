// The style as a program: every rule of the house that can be a test, and a proof that each of them bites.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { banRules } from './house/bans.ts';
import { type House, type Rule, readHouse, withChanges } from './house/house.ts';
import { findCycles, importRules } from './house/imports.ts';
import { nameRules } from './house/names.ts';
import { paperRules } from './house/papers.ts';
import { planted } from './house/planted.ts';
import { roleRules } from './house/roles.ts';
import { measureFunctions, quantile, sizeRules } from './house/sizes.ts';

const rules: Rule[] = [...importRules, ...roleRules, ...sizeRules, ...banRules, ...nameRules, ...paperRules];
const house = readHouse(path.resolve(import.meta.dirname, '..'));

function breachesOf(one: House, rule: Rule): string[] {
  return rule.find(one).map(({ file, line, what }) => `${file}:${line} ${what}`);
}

describe('the house', () => {
  for (const rule of rules) {
    it(`keeps: ${rule.name}`, () => expect(breachesOf(house, rule).join('\n')).toBe(''));
  }

  it('has figures to be proud of', () => {
    const functions = house.sources.filter(({ isTest }) => !isTest).flatMap(measureFunctions);
    const lines = functions.map((one) => one.lines);
    const figures = {
      'functions outside tests': functions.length,
      'median lines of a function': quantile(lines, 0.5),
      'p99 lines of a function': quantile(lines, 0.99),
      'cycles of imports': findCycles(house.sources).length,
      any: breachesOf(house, named('any')).length,
      suppressions: breachesOf(house, named('suppressions')).length,
    };
    console.log(
      Object.entries(figures)
        .map(([what, count]) => `${what}: ${count}`)
        .join('\n'),
    );
    expect(figures['median lines of a function']).toBeLessThanOrEqual(8);
    expect(figures['p99 lines of a function']).toBeLessThanOrEqual(50);
  });
});

describe('the checker', () => {
  const changes = Object.assign({}, ...planted.map((one) => one.files)) as Record<string, string>;
  const broken = withChanges(house, changes);

  it('has a planted breach for every rule', () => {
    expect(new Set(planted.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  for (const { rule, at, says } of planted) {
    it(`names a breach of ${rule} in ${at}`, () => {
      const found = breachesOf(broken, named(rule)).filter((line) => line.startsWith(`${at} `));
      expect(found.join('\n')).toMatch(says);
    });
  }
});

function named(name: string): Rule {
  const rule = rules.find((one) => one.name === name);
  if (!rule) throw new Error(`There is no rule "${name}".`);
  return rule;
}
