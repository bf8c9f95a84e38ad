import { expect } from 'vitest';
import { type Journey, receive, textOf, type Visitor } from './visitor.ts';

/** Today's work, a warning spoken about in one tap, and Ctrl-K to go elsewhere. */
export const handleWarning: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  await visitor.signIn(company.person('retention'));
  await seeToday(visitor);
  await contactFirst(visitor);
  await company.drain();
  await jump(visitor);
  for (const phone of ['today', 'warnings'] as const) {
    await visitor.open(`/${phone}`);
    await visitor.page.locator('.work-row, .data-table').first().waitFor();
    await visitor.lookOnPhone(phone);
  }
  visitor.leave();
};

async function seeToday(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  await page.getByRole('heading', { level: 1, name: words.today.title }).waitFor();
  await page.locator('.work-row').first().waitFor();
  await page.getByText(words.today.hours.title, { exact: true }).waitFor();
  expect(await page.locator('.work-row .ant-btn-primary').count(), 'one primary button').toBe(1);
  await visitor.look('today');
}

/** The first case leaves the list of those to contact and stands among the contacted with its reason. */
async function contactFirst(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  await page.getByRole('link', { name: words.shell.pages.warnings }).click();
  const rows = page.locator('.data-table tbody tr.ant-table-row');
  await rows.first().waitFor();
  const before = await rows.count();
  const customer = await textOf(rows.first().locator('.table-name a'));
  await visitor.look('warnings');
  await rows.first().getByRole('button', { name: words.warnings.contacted }).click();
  const reasons = page.getByRole('dialog', { name: words.warnings.contactTitle });
  await reasons.getByRole('button', { name: words.warnings.reasons.cash }).hover();
  await visitor.look('warnings-reasons');
  await reasons.getByRole('button', { name: words.warnings.reasons.cash }).click();
  await reasons.waitFor({ state: 'hidden' });
  await rows.filter({ hasText: customer }).waitFor({ state: 'hidden' });
  expect(await rows.count()).toBe(before - 1);
  await page.locator('.ant-segmented-item', { hasText: words.warnings.states.contacted }).click();
  await page.waitForURL((url) => url.searchParams.get('state') === 'contacted');
  const contacted = rows.filter({ hasText: customer });
  await contacted.waitFor();
  expect(await textOf(contacted)).toContain(words.warnings.reasons.cash);
  await visitor.look('warnings-contacted');
}

async function jump(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  const box = page.getByRole('combobox', { name: words.shell.palette.title });
  await page.keyboard.press('Control+k');
  await box.fill('lanxu');
  await page.getByRole('option', { name: '常州岚序' }).waitFor();
  await visitor.look('palette');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '常州岚序家居有限公司' }).waitFor();
  await page.keyboard.press('Control+k');
  await box.fill(words.shell.pages.plan);
  await page.getByRole('option', { name: words.shell.pages.plan, exact: true }).click();
  await page.waitForURL('**/plan');
  await page.locator('.panel table tbody tr').first().waitFor();
  await visitor.look('plan');
}
