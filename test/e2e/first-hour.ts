import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../src/kernel/errors.ts';
import { formatDay, localDay } from '../../src/kernel/time.ts';
import type { ErpBook, Fate } from '../erp-book.ts';
import { firstHourFiles } from '../erp-files.ts';
import { createWorld } from '../world.ts';
import type { OpenBrowser } from './browser.ts';
import { type ServedCompany, serveEmptyCompany } from './company.ts';
import { Hand } from './hand.ts';
import { receive, textOf, type Visitor } from './visitor.ts';

const ZONE = 'Asia/Shanghai';
const PERSON_SECONDS_MAX = 600;
const RUN_MS = 60_000;
const YEAR_DAYS = 365;
/** Days since the last line of the generated books: they end on a Friday, the files come in on a Monday. */
const BOOK_AGE_DAYS = 3;
const OUTBOUND = '销售出库单列表.csv';
const RECEIVABLES = '应收单列表.csv';

interface NamedBytes {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * The first hour: from a fresh start to who is leaving and why, with two files as the ERP exports them. What is owed
 * comes first, as people do not know the order. Every act is counted and turned into a person's time.
 */
export async function firstHour(browser: OpenBrowser, language: Language): Promise<void> {
  const company = await serveEmptyCompany(await createWorld());
  try {
    const today = localDay(company.world.clock.now().getTime(), ZONE) - BOOK_AGE_DAYS;
    const { outbound, receivables, book } = firstHourFiles('kingdee-cloud', today);
    const visitor = await receive(company, browser, language);
    await walk(visitor, company, csv(OUTBOUND, outbound), csv(RECEIVABLES, receivables));
    await seeTruth(company, book);
    await seeSameFigures(visitor.page, book);
    await comeWithWrongFiles(visitor, company, csv(RECEIVABLES, receivables));
    visitor.leave();
    expect(company.failures).toEqual([]);
  } finally {
    await company.close();
  }
}

function csv(name: string, buffer: Buffer): NamedBytes {
  return { name, mimeType: 'text/csv', buffer };
}

async function walk(visitor: Visitor, company: ServedCompany, outbound: NamedBytes, owed: NamedBytes): Promise<void> {
  const { page, words } = visitor;
  const hand = new Hand(page);
  const started = performance.now();
  await page.goto('/');
  await page.getByLabel(words.session.email, { exact: true }).waitFor();
  await hand.begin();
  await signIn(visitor, hand, company);
  const first = page.getByRole('button', { name: words.ui.firstStep.action, exact: true });
  await first.waitFor();
  await visitor.look('first-hour-today');
  await hand.read(page.locator('main'));
  await hand.tap(first);
  await bring(page, hand, owed);
  const bringCustomers = page.getByRole('button', { name: words.imports.preview.bringCustomers, exact: true });
  await bringCustomers.waitFor();
  await visitor.look('first-hour-owed-first');
  await hand.read(page.locator('.import-ready').last());
  await hand.tap(bringCustomers);
  await bring(page, hand, outbound);
  await importAsTold(visitor, hand, company, 'first-hour-outbound');
  await hand.choose(page.getByRole('button', { name: RECEIVABLES }));
  await importAsTold(visitor, hand, company, 'first-hour-owed');
  await hand.choose(page.getByRole('button', { name: words.imports.verdict.leaving, exact: true }));
  await page.locator('.stock-headline').waitFor();
  await page.locator('.data-table').nth(2).waitFor();
  await hand.read(page.locator('main .panel').first());
  const cost = await hand.cost();
  const ran = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(
    `first hour: ${cost.taps} taps, ${cost.keys} keys, ${cost.seconds} s of a person, run in ${ran} s\n` +
      `first hour: ${await textOf(page.locator('.stock-headline'))}\n`,
  );
  expect(cost.seconds + ran).toBeLessThanOrEqual(PERSON_SECONDS_MAX);
  await visitor.look('stock-list');
  await visitor.lookOnPhone('stock-list');
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function signIn({ page, words }: Visitor, hand: Hand, company: ServedCompany): Promise<void> {
  const { email, password } = company.person('administrator');
  await hand.tap(page.getByLabel(words.session.email, { exact: true }));
  await hand.type(email);
  await hand.press('Tab');
  await hand.type(password);
  await hand.press('Enter');
}

/** The drop area, and in the window of the system the file and the button. */
async function bring(page: Page, hand: Hand, file: NamedBytes): Promise<void> {
  const opens = page.waitForEvent('filechooser');
  await hand.choose(page.locator('.import-drop'));
  hand.tapElsewhere(2);
  await (await opens).setFiles(file);
}

/** Follows the primary button of each page: tries, imports, and reads what came of it. */
async function importAsTold(visitor: Visitor, hand: Hand, company: ServedCompany, name: string): Promise<void> {
  const { page, words } = visitor;
  const rehearse = page.getByRole('button', { name: words.imports.preview.rehearse, exact: true });
  await rehearse.waitFor();
  await visitor.look(`${name}-recognised`);
  await hand.read(page.locator('.import-ready').first());
  await hand.choose(rehearse);
  const confirm = page.getByRole('button', { name: words.imports.result.confirm, exact: true });
  await end(page, company, words.imports.result.titleDry);
  await hand.read(page.locator('.import-sentence'));
  await hand.choose(confirm);
  await end(page, company, words.imports.result.title);
  await visitor.look(`${name}-done`);
  await hand.read(page.locator('.import-sentence'));
}

async function end(page: Page, company: ServedCompany, title: string): Promise<void> {
  await page.locator('.ant-progress').waitFor();
  await company.drain();
  await page.getByText(title, { exact: true }).waitFor({ timeout: RUN_MS });
}

/** Of those whom the generator let go, how many are found; of the steady ones, how many are named wrongly. */
async function seeTruth({ world }: ServedCompany, { customers }: ErpBook): Promise<void> {
  const { rows } = await sql<{ key: string; lost: boolean }>`
    select identity.key, judgement.stage = 'lost' as lost from customer_identity as identity
    join judgement on judgement.customer_id = identity.customer_id
    where identity.scheme = 'external' and (judgement.stage = 'lost' or exists (
      select from warning_case where warning_case.customer_id = identity.customer_id and warning_case.ended_at is null))`.execute(
    world.db,
  );
  const found = new Map(rows.map(({ key, lost }) => [key, lost ? 'lost' : 'leaving']));
  const of = (fate: Fate) => customers.filter((one) => one.fate === fate);
  const seen = (fate: Fate) => of(fate).filter(({ key }) => found.has(key)).length;
  const told = (['left', 'silent', 'fading', 'steady'] as const).map(
    (fate) => `${fate} ${seen(fate)} of ${of(fate).length}`,
  );
  process.stdout.write(`first hour, found: ${told.join(', ')}\n`);
  expect(seen('left') / of('left').length).toBeGreaterThanOrEqual(0.95);
  expect(seen('silent') / of('silent').length).toBeGreaterThanOrEqual(0.75);
  expect(seen('steady') / of('steady').length).toBeLessThanOrEqual(0.05);
}

/** To the cent: the list's sum, its largest customer's figure and that customer's page are those of the books. */
async function seeSameFigures(page: Page, { lines, today }: ErpBook): Promise<void> {
  const inYear = lines.filter(({ day }) => day > today - YEAR_DAYS && day <= today);
  const sum = (of: typeof lines) => of.reduce((all, { gross, isReturn }) => all + (isReturn ? -gross : gross), 0);
  const ask = (path: string) => page.evaluate(async (url) => (await fetch(url)).json(), path);
  const list = await ask('/api/customers?sort=-amountYear&limit=1');
  expect(list.sums.amountYear).toBe(sum(inYear));
  const [{ customer, amountYear }] = list.items;
  expect(amountYear).toBe(sum(inYear.filter((line) => line.customer.name === customer.name)));
  const profile = await ask(`/api/customers/${customer.publicId}/profile`);
  expect(profile.amountYear).toBe(amountYear);
  const [red, yellow] = [
    await ask('/api/customers?colour=red&limit=1'),
    await ask('/api/customers?colour=yellow&limit=1'),
  ];
  const board = await ask('/api/health-board');
  expect(board.total.valueAtRisk).toBe(red.sums.amountYear + yellow.sums.amountYear);
  process.stdout.write(`first hour, year to ${formatDay(today)}: ${sum(inYear)} cents everywhere\n`);
}

/** What people also bring: an old workbook, a list without its columns, the same file again; and a change of mind. */
async function comeWithWrongFiles(visitor: Visitor, company: ServedCompany, owed: NamedBytes): Promise<void> {
  const { page, words, language } = visitor;
  const old = { ...owed, name: '应收.xls', buffer: Buffer.from('d0cf11e0a1b11ae100000000', 'hex') };
  await drop(visitor, old);
  await page.getByText(language === 'zh' ? '另存为 .xlsx' : 'save it as .xlsx').waitFor();
  await drop(
    visitor,
    csv('缺列.csv', Buffer.from('\ufeff出库单号,客户名称,商品编号,商品名称,数量,含税金额\nX1,甲,P1,板,1,10\n')),
  );
  await page.getByText(words.imports.preview.missing.split('{{')[0] ?? '').waitFor();
  expect(await page.getByRole('button', { name: words.imports.preview.rehearse, exact: true }).isDisabled()).toBe(true);
  await importDirectly(visitor, company, owed, words.imports.verdict.same);
  await page.goto('/imports');
  const owedBefore = page.locator('tr').filter({ hasText: /新增 314|314 (created|new)/ });
  await owedBefore.getByRole('button', { name: words.imports.history.open }).click();
  await page.getByRole('button', { name: words.imports.undo.button, exact: true }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: words.imports.undo.button, exact: true }).click();
  await page.getByText(words.imports.undo.running, { exact: true }).waitFor();
  await company.drain();
  await page.getByText(words.imports.undo.all, { exact: true }).waitFor();
  await importDirectly(visitor, company, owed, /314/);
}

async function drop({ page, open }: Visitor, file: NamedBytes): Promise<void> {
  await open('/imports');
  await page.locator('input[type=file]').setInputFiles(file);
}

async function importDirectly(visitor: Visitor, company: ServedCompany, file: NamedBytes, told: string | RegExp) {
  const { page, words } = visitor;
  await drop(visitor, file);
  await page.getByRole('button', { name: words.imports.preview.run, exact: true }).click();
  await end(page, company, words.imports.result.title);
  expect(await textOf(page.locator('.import-sentence'))).toMatch(told);
}
