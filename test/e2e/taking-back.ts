import { expect } from 'vitest';
import type { ServedCompany } from './company.ts';
import { type Journey, receive, type Visitor } from './visitor.ts';

const HEADINGS = ['客户编号', '客户名称', '地区', '采购模式'];

/** A table pasted from a spreadsheet: what is wrong stands in its cell; tried, imported, and taken back whole. */
export const pasteAndUndo: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  await visitor.signIn(company.person('retention'));
  await page.getByRole('link', { name: words.shell.pages.imports, exact: true }).click();
  await page.getByRole('button', { name: words.imports.paste.open }).click();
  const rows = [HEADINGS, [`E2E-P-${language}`, '粘贴建材', '华东', '飞鸽']];
  await page.getByLabel(words.imports.paste.area).fill(rows.map((cells) => cells.join('\t')).join('\n'));
  await page.locator('td.import-grid-bad').waitFor();
  await visitor.look('imports-paste');
  await page.locator('td.import-grid-bad input').fill('月度');
  await page.locator('td.import-grid-bad').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words.imports.paste.proceed, exact: true }).click();
  await page.getByRole('button', { name: words.imports.preview.rehearse, exact: true }).click();
  await seeResult(visitor, company, words.imports.result.titleDry);
  await page.getByRole('button', { name: words.imports.result.confirm }).click();
  await seeResult(visitor, company, words.imports.result.title);
  await page.getByRole('button', { name: words.imports.undo.button, exact: true }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: words.imports.undo.button, exact: true }).click();
  await page.getByText(words.imports.undo.running, { exact: true }).waitFor();
  await company.drain();
  await page.getByText(words.imports.undo.all, { exact: true }).waitFor();
  await visitor.look('imports-undone');
  expect(await page.getByRole('button', { name: words.imports.undo.button, exact: true }).count()).toBe(0);
  visitor.leave();
};

async function seeResult({ page }: Visitor, company: ServedCompany, title: string): Promise<void> {
  await page.locator('.ant-progress').waitFor();
  await company.drain();
  await page.getByText(title, { exact: true }).waitFor();
}
