import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { formatNumber } from '../../src/ui/format.ts';
import { type Journey, receive, textOf, type Visitor } from './visitor.ts';

/** The customer of the first story: its name, two characters of it, and how these are typed. */
const WANTED = { name: '常州岚序家居有限公司', shortName: '常州岚序', characters: '岚序', pinyin: 'lanxu' } as const;
const INDICATORS = 12;
const TENTHS = 10;

/** Sign in, read the board, open a list through a figure, find a customer and read why it scores what it scores. */
export const findAndUnderstand: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  await refuseWrongPassword(visitor, company.person('retention').email);
  await visitor.signIn(company.person('retention'));
  await openListFromBoard(visitor);
  await search(visitor);
  await visitor.page.getByRole('link', { name: WANTED.shortName }).click();
  await readReceipt(visitor);
  await openFacts(visitor);
  await readTabs(visitor);
  await visitor.lookOnPhone('customer-complaints');
  visitor.leave();
};

async function refuseWrongPassword(visitor: Visitor, email: string): Promise<void> {
  const { page, words } = visitor;
  await page.goto('/');
  await page.getByLabel(words.session.email, { exact: true }).waitFor();
  await visitor.look('sign-in');
  await page.getByLabel(words.session.email, { exact: true }).fill(email);
  await page.getByLabel(words.session.password, { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: words.session.submit }).click();
  const sentence = await textOf(page.getByRole('alert'));
  expect(sentence).toMatch(visitor.language === 'zh' ? /密码.*。/ : /password.*\./i);
  visitor.forgive(401, 1);
}

/** The band segment says how many it counts; its list has as many, and says in its address what it is narrowed to. */
async function openListFromBoard(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  await page.getByRole('link', { name: words.shell.pages.health, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.health.title }).waitFor();
  const segment = page.locator('.band-segment.segment-red').first();
  const label = await segment.getAttribute('aria-label');
  await visitor.look('health');
  await segment.click();
  await page.getByRole('heading', { level: 1, name: words.customers.title }).waitFor();
  const rows = rowsOf(page);
  await rows.first().waitFor();
  expect(new URL(page.url()).searchParams.get('colour')).toBe('red');
  expect(new URL(page.url()).searchParams.get('tier')).not.toBeNull();
  const count = await rows.count();
  expect(Number(/\d+/.exec(label ?? '')?.[0])).toBe(count);
  expect(await rows.locator('.chip-red').count()).toBe(count);
  await visitor.look('customers-red');
  await page.getByRole('button', { name: words.ui.filter.clear }).click();
}

async function search(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  const box = page.getByRole('searchbox', { name: words.customers.search });
  for (const text of [WANTED.pinyin, WANTED.characters]) {
    await box.fill(text);
    await box.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('query') === text);
    // Other names may sound alike, but few.
    await page.locator('.page-caption', { hasText: /^[1-9] / }).waitFor();
    await page.getByRole('link', { name: WANTED.shortName }).waitFor();
  }
}

/** What each indicator gave, to the tenth, adds up to the sum at the foot, and the sum is the score. */
async function readReceipt(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  await page.getByRole('heading', { level: 1, name: WANTED.name }).waitFor();
  const table = page.locator('table.receipt');
  await table.waitFor();
  const lines = table.locator('tbody tr');
  expect(await lines.count()).toBe(INDICATORS);
  const given = await table.locator('tbody tr td:nth-child(6) b').allInnerTexts();
  const tenths = given.map((text) => Math.round(Number(text) * TENTHS)).reduce((sum, one) => sum + one, 0);
  const sum = await textOf(table.locator('tfoot td:nth-child(4) b'));
  expect(sum).toBe(formatNumber(tenths / TENTHS, 1));
  const headline = Number.parseInt(await textOf(page.locator('.receipt-score .headline')), 10);
  expect(headline).toBe(Math.floor(tenths / TENTHS));
  await page.getByRole('heading', { name: words.customer.timeline.title }).waitFor();
  await page.locator('.timeline-entry').first().waitFor();
  await visitor.look('customer');
}

async function openFacts(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  await page.locator('.receipt-open').first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('columnheader', { name: words.customer.drawer.recorded }).waitFor();
  expect(await rowsOf(page.locator('.ant-drawer')).count()).toBeGreaterThan(0);
  await visitor.look('customer-facts');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
}

/** Each tab counts what it holds: lines of a table, or the cards of the people. */
async function readTabs(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  for (const tab of ['orders', 'contacts', 'complaints'] as const) {
    const link = page.locator('nav.tabs').getByRole('link', { name: words.customer.tabs[tab] });
    const count = Number(/\d+/.exec(await textOf(link))?.[0] ?? 0);
    await link.click();
    await page.waitForURL(`**/${tab}`);
    const shown = {
      orders: page
        .getByRole('region', { name: words.customer.tabs.orders, exact: true })
        .locator('tbody tr.ant-table-row'),
      complaints: rowsOf(page),
    };
    const rows = tab === 'contacts' ? page.locator('article.person') : shown[tab];
    await (count === 0 ? page.locator('.state h3') : rows.first()).waitFor();
    expect(await rows.count()).toBe(Math.min(count, 50));
    await visitor.look(`customer-${tab}`);
  }
}

/** The lines of the table shown. */
function rowsOf(place: Pick<Page, 'locator'>) {
  return place.locator('.data-table tbody tr.ant-table-row');
}
