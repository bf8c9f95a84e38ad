import { expect, test } from 'vitest';
import { demoCompany } from './company.ts';
import { demoFacts } from './facts.ts';
import { asKnownAt, newsOf } from './replay.ts';

const company = demoCompany({ today: '2026-11-23' });
const END = Date.parse('2026-11-24T00:00:00+08:00');
const MONTHS = ['2025-06-01', '2026-03-10', '2026-10-31', '2026-11-20'].map((day) =>
  Date.parse(`${day}T12:00:00+08:00`),
);

test('spans that follow each other bring every row, and the last word on each is the whole truth', () => {
  const orders = new Map<string, unknown>();
  const complaints = new Map<string, unknown>();
  let after = Number.NEGATIVE_INFINITY;
  for (const until of [...MONTHS, END]) {
    const news = newsOf(company, { after, until });
    for (const order of news.orders) orders.set(order.number, order);
    for (const complaint of news.complaints) complaints.set(complaint.key, complaint);
    after = until;
  }
  expect([...orders.values()].length).toBe(company.orders.length);
  expect(company.orders.every((order) => JSON.stringify(orders.get(order.number)) === JSON.stringify(order))).toBe(
    true,
  );
  expect(complaints.size).toBe(company.complaints.length);
  expect(company.complaints.every((each) => JSON.stringify(complaints.get(each.key)) === JSON.stringify(each))).toBe(
    true,
  );
});

test('nothing is known before it happened', () => {
  const [, moment] = MONTHS;
  const facts = [...demoFacts(asKnownAt(company, moment)).values()].flat();
  expect(facts.length).toBeGreaterThan(10_000);
  expect(facts.every((fact) => fact.occurredAt <= moment)).toBe(true);
});
