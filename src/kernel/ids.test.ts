import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

test('ids are version 7, carry their time, sort by it and do not repeat', () => {
  const at = new Date('2026-11-23T03:00:00.123Z');
  const ids = Array.from({ length: 2_000 }, () => newId(at));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(at.getTime());
  expect(newId(new Date(at.getTime() + 1)) > (ids[0] ?? '')).toBe(true);
  expect(isId(ids[0] ?? '')).toBe(true);
  expect(isId('17850')).toBe(false);
});
