import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { firstHour } from './first-hour.ts';

/** English has the same steps: the long tests walk them. */
const LANGUAGES = import.meta.env.MODE === 'long' ? (['zh', 'en'] as const) : (['zh'] as const);

let browser: OpenBrowser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);

afterAll(() => browser?.close());

describe('on the first day', () => {
  test.each(LANGUAGES)('two files say who is leaving, in %s', { timeout: 240_000 }, async (language) => {
    await expect(firstHour(browser, language)).resolves.toBeUndefined();
  });
});
