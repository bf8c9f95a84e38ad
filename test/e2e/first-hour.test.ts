import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { firstHour } from './first-hour.ts';

let browser: OpenBrowser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(() => browser?.close());

describe('on the first day', () => {
  test.each(['zh', 'en'] as const)('two files say who is leaving, in %s', { timeout: 240_000 }, async (language) => {
    await expect(firstHour(browser, language)).resolves.toBeUndefined();
  });
});
