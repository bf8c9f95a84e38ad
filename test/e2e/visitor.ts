/** Somebody at a screen: one person, one language, one width. What is wrong on any page they see fails the journey. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Language } from '../../src/kernel/errors.ts';
import { en, zh } from '../../src/web/i18n/catalogue.ts';
import type { Words } from '../../src/web/i18n/words.ts';
import { nextAddress } from '../office.ts';
import type { OpenBrowser, WatchedPage } from './browser.ts';
import type { Person, ServedCompany } from './company.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../test-output/screenshots/', import.meta.url));
const PATIENCE_MS = 10_000;
const PHONE = { width: 390, height: 844 } as const;

/** Every word of the app, in either language. */
export type AppWords = Words<typeof zh>;

/** A journey as the test calls it: everything in one language, told apart from other runs by `language`. */
export type Journey = (company: ServedCompany, browser: OpenBrowser, language: Language) => Promise<void>;

export interface Visitor {
  readonly page: Page;
  readonly language: Language;
  /** Every word of the app in this language. */
  readonly words: AppWords;
  /** Opens an address of the app and waits for its title. */
  open(path: string): Promise<void>;
  signIn(person: Person): Promise<void>;
  /** Keeps a picture, and what is serious for a screen reader on what is shown now. */
  look(name: string): Promise<void>;
  /** The same over the whole length of a phone's page. */
  lookOnPhone(name: string): Promise<void>;
  /** Refusals that the journey provokes: the browser may write as many of them to the console as errors. */
  forgive(status: number, times: number): void;
  /** Requests without a signal: the browser writes each of them to the console. */
  forgiveSilence(times: number): void;
  /** Fails when anything was wrong on the way. */
  leave(): void;
}

/** Opens a browser window for somebody. The clock on the wall is the company's. */
export async function receive(
  { url, world }: ServedCompany,
  browser: OpenBrowser,
  language: Language,
  size: { width?: number; height?: number } = {},
): Promise<Visitor> {
  const watched = await browser.newPage({
    ...size,
    locale: language === 'zh' ? 'zh-CN' : 'en',
    baseURL: url,
  });
  const { page, troubles } = watched;
  await page.context().setExtraHTTPHeaders({ 'x-forwarded-for': nextAddress() });
  await page.clock.setFixedTime(world.clock.now());
  page.setDefaultTimeout(PATIENCE_MS);
  const findings: string[] = [];
  const forgiven: string[] = [];
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail')
      await page
        .screenshot({ path: join(SCREENSHOTS, `failed-${language}-${task.name.replaceAll(' ', '-')}.png`) })
        .catch(() => null);
    await watched.close();
  });
  // What English shows is what Chinese shows in other words: its pictures are looked at by the long tests.
  const isLookedAt = language === 'zh' || import.meta.env.MODE === 'long';
  const look = async (name: string) => {
    await comeToRest(page);
    if (isLookedAt) await keepPicture(watched, `${language}-${name}`, findings);
  };
  const words: AppWords = language === 'zh' ? zh : en;
  return {
    page,
    language,
    words,
    open: async (path) => {
      await page.goto(path);
      await page.locator('h1').first().waitFor();
    },
    signIn: (person) => signIn(page, words, person),
    look,
    lookOnPhone: async (name) => {
      await page.setViewportSize(PHONE);
      // Charts follow a moment later; whatever still stands out then is a finding.
      await expect
        .poll(() => overhang(page))
        .toBeLessThanOrEqual(0)
        .catch(() => findings.push(`${name}: too wide`));
      await look(`phone-${name}`);
    },
    forgive: (status, times) => {
      forgiven.push(...Array.from({ length: times }, () => `status of ${status}`));
    },
    forgiveSilence: (times) => {
      forgiven.push(...Array.from({ length: times }, () => 'net::ERR_'));
    },
    leave: () => {
      expect([...unforgiven(troubles.consoleErrors, forgiven), ...troubles.cspViolations, ...findings]).toEqual([]);
    },
  };
}

async function signIn(page: Page, words: AppWords, { email, password }: Person): Promise<void> {
  await page.goto('/');
  await page.getByLabel(words.session.email, { exact: true }).fill(email);
  await page.getByLabel(words.session.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: words.session.submit }).click();
  await page.getByRole('navigation', { name: words.shell.navigation }).waitFor();
}

/** A button that is at work or fading has colours of a moment, and is easily missed: what counts is the page at rest. */
async function comeToRest(page: Page): Promise<void> {
  await page.locator('.ant-btn-loading').first().waitFor({ state: 'detached' });
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished),
    ),
  );
}

/** What is wrong is collected, so that one run tells all of it. */
async function keepPicture({ page, accessibilityFindings }: WatchedPage, name: string, findings: string[]) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true, animations: 'disabled' });
  findings.push(...(await accessibilityFindings()).map((finding) => `${name}: ${finding}`));
}

function unforgiven(errors: readonly string[], forgiven: readonly string[]): string[] {
  const left = [...forgiven];
  return errors.filter((error) => {
    const index = left.findIndex((text) => error.includes(text));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Pixels to the right of the screen: a phone scrolls down, never sideways. */
function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** What a person would read there now. */
export async function textOf(place: Locator): Promise<string> {
  return (await place.innerText()).trim();
}
