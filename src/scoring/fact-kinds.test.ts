import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { columnsOf, connectedKinds } from './fact-columns.ts';
import { FACT_KINDS, factKind, factKindCode, factKindOf, KIND } from './fact-kinds.ts';
import { parseWindow } from './window.ts';

test('the reference table of the database mirrors the kinds', () => {
  const rows = ['0001-ground', '0007-more-facts', '0022-tiers'].flatMap((name) => {
    const sql = readFileSync(new URL(`../database/migrations/${name}.sql`, import.meta.url), 'utf8');
    const seed = sql.slice(sql.indexOf('insert into fact_kind'));
    return [...seed.slice(0, seed.indexOf(';')).matchAll(/\((\d+), '(\w+)'\)/g)];
  });
  expect(rows.map(([, code, name]) => [Number(code), name])).toEqual(FACT_KINDS.map(({ code, key }) => [code, key]));
});

test('kinds are found by key and by code', () => {
  expect(factKindCode('order')).toBe(KIND.order);
  expect(factKindOf(KIND.complaintOpened)?.key).toBe('complaint_opened');
  expect(factKind('oder')).toBeUndefined();
  expect(() => factKindCode('oder')).toThrow(/no such kind/);
});

test('columns grow, sort and say what is connected', () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({
    kind: KIND.order,
    occurredAt: 300 - index,
    amount: index,
  }));
  const columns = columnsOf([...rows, { kind: KIND.return, occurredAt: 500, recordedAt: 900 }]);
  expect(columns.length).toBe(301);
  expect(columns.amount[0]).toBe(299);
  expect([KIND.order, KIND.return].map((kind) => connectedKinds(columns, 600, 800)[kind])).toEqual([1, 0]);
  expect(connectedKinds(columns, 600, 900)[KIND.return]).toBe(1);
});

test.each([
  ['90d', 'days', 90],
  ['12w', 'days', 84],
  ['24m', 'months', 24],
  ['2y', 'months', 24],
])('window %s', (text, unit, length) => {
  expect(parseWindow(text)).toMatchObject({ unit, length });
});

test.each(['', '90', 'd90', '0d', '11y', '-3d', '9999d'])('window “%s” is refused', (text) => {
  expect(parseWindow(text)).toBeNull();
});
