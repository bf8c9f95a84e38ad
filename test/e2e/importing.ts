import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { ServedCompany } from './company.ts';
import { gb18030 } from './gb18030.ts';
import { type Journey, receive, textOf, type Visitor } from './visitor.ts';

const HEADINGS = '订单号,日期,客户编号,客户名称,商品编号,商品名称,数量,单价,金额';
/** Each row: what the file has, and what it ought to have had. */
const ROWS = [
  ['1,2026-11-19,C0001,常州岚序家居有限公司,E2E-1,岩板 800×2600,12,260.00,3120.00'],
  ['1,2026-11-19,C0001,常州岚序家居有限公司,E2E-2,门套线,40,18.50,740.00'],
  ['2,2026-11-20,C0002,宁波澜筑装饰工程有限公司,E2E-1,岩板 800×2600,6,260.00,1560.00'],
  ['3,2026-13-40,C0002,宁波澜筑装饰工程有限公司,E2E-2,门套线,10,18.50,185.00', '2026-13-40', '2026-11-20'],
  ['4,2026-11-20,C0002,宁波澜筑装饰工程有限公司,E2E-2,门套线,十箱,18.50,185.00', '十箱', '10'],
  ['5,2026-11-21,,,E2E-2,门套线,10,18.50,185.00', '2026-11-21,,,', '2026-11-21,C0001,常州岚序家居有限公司,'],
] as const;
const ROWS_WRONG = 3;

/** A file with bad rows: seen, tried, imported, its bad rows corrected and loaded; the same once more changes nothing. */
export const importAndCorrect: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  await visitor.signIn(company.person('retention'));
  const file = gb18030([HEADINGS, ...ROWS.map(([row]) => `E2E-${language}-${row}`)].join('\r\n'));
  await choose(visitor, '十一月出库.csv', file);
  await seePreview(visitor);
  await tryAndImport(visitor, company);
  await seeProblems(visitor);
  const corrected = correct(await downloadProblems(visitor));
  const total = { read: ROWS.length, wrong: 0 };
  await importDirectly(visitor, company, 'corrected.csv', Buffer.from(corrected));
  expect(await figures(visitor)).toEqual([ROWS_WRONG, ROWS_WRONG, 0, 0, 0, total.wrong]);
  await visitor.look('imports-corrected');
  await importDirectly(visitor, company, '十一月出库.csv', file);
  const [read, created, updated, unchanged] = await figures(visitor);
  expect([read, created, updated, unchanged]).toEqual([total.read, 0, 0, ROWS.length - ROWS_WRONG]);
  await visitor.page.getByRole('button', { name: visitor.words.imports.back }).click();
  await visitor.page.locator('.data-table').waitFor();
  await visitor.look('imports');
  visitor.leave();
};

async function choose({ page, words }: Visitor, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('link', { name: words.shell.pages.imports, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.imports.title }).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByText(words.imports.preview.title, { exact: true }).waitFor();
  await page.getByRole('region', { name: words.imports.preview.sample }).waitFor();
}

/** The encoding is told, the columns are matched by their headings, the first rows are readable. */
async function seePreview(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  const sample = page.getByRole('region', { name: words.imports.preview.sample });
  await sample.getByRole('cell', { name: '常州岚序家居有限公司' }).first().waitFor();
  await page
    .getByText(/gb18030/i)
    .first()
    .waitFor();
  expect(await page.locator('.import-column:not(.import-column-free)').count()).toBeGreaterThanOrEqual(9);
  await visitor.look('imports-preview');
}

async function tryAndImport(visitor: Visitor, company: ServedCompany): Promise<void> {
  const { page, words } = visitor;
  await page.getByRole('button', { name: words.imports.preview.rehearse, exact: true }).click();
  await page.getByText(words.imports.running.titleDry, { exact: true }).waitFor();
  await company.drain();
  await page.getByText(words.imports.result.titleDry, { exact: true }).waitFor();
  expect((await figures(visitor)).slice(0, 2)).toEqual([ROWS.length, ROWS.length - ROWS_WRONG]);
  await visitor.look('imports-dry-run');
  await page.getByRole('button', { name: words.imports.result.confirm }).click();
  await finish(visitor, company);
  const [read, created, updated, unchanged, skipped, failed] = await figures(visitor);
  expect([read, created, updated, unchanged]).toEqual([ROWS.length, ROWS.length - ROWS_WRONG, 0, 0]);
  expect((skipped ?? 0) + (failed ?? 0)).toBe(ROWS_WRONG);
}

/** Each bad row is named with its line, column and reason. */
async function seeProblems(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  const problems = page.getByRole('region', { name: words.imports.result.problems });
  const rows = problems.locator('tbody tr.ant-table-row');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(ROWS_WRONG);
  const date = rows.filter({ hasText: '2026-13-40' });
  expect(await textOf(date)).toMatch(visitor.language === 'zh' ? /第 5 行[\s\S]*日期/ : /line 5[\s\S]*日期/);
  expect(await textOf(rows.filter({ hasText: '十箱' }))).toContain('数量');
  await visitor.look('imports-problems');
}

async function downloadProblems({ page, words }: Visitor): Promise<string> {
  const arrives = page.waitForEvent('download');
  await page.getByRole('button', { name: words.imports.result.download }).click();
  const download = await arrives;
  return readFile(await download.path(), 'utf8');
}

function correct(text: string): string {
  return ROWS.reduce((corrected, [, wrong, right]) => {
    return wrong === undefined || right === undefined ? corrected : corrected.replace(wrong, right);
  }, text);
}

async function importDirectly(visitor: Visitor, company: ServedCompany, name: string, file: Buffer): Promise<void> {
  await visitor.page.getByRole('button', { name: visitor.words.imports.newImport }).click();
  await choose(visitor, name, file);
  await visitor.page.getByRole('button', { name: visitor.words.imports.preview.run, exact: true }).click();
  await finish(visitor, company);
}

async function finish({ page, words }: Visitor, company: ServedCompany): Promise<void> {
  await page.getByText(words.imports.running.title, { exact: true }).waitFor();
  await company.drain();
  await page.getByText(words.imports.result.title, { exact: true }).waitFor();
}

/** Read, created, updated, unchanged, skipped, failed. */
async function figures({ page }: Visitor): Promise<number[]> {
  const texts = await page.locator('.import-figures .figures').allInnerTexts();
  return texts.map((text) => Number(text.replaceAll(',', '')));
}
