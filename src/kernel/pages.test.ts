import { expect, test } from 'vitest';
import { pageQuery } from './pages.ts';

test('a page has defaults and limits', () => {
  expect(pageQuery({})).toEqual({ limit: 50, offset: 0 });
  expect(() => pageQuery({ limit: 201 })).toThrow(/between 1 and 200/);
  expect(() => pageQuery({ offset: -1 })).toThrow(/offset/);
});
