import { expect } from 'vitest';
import { type Journey, receive, textOf } from './visitor.ts';

/** A segment made of a form: counted while it is written, saved, its members looked at and carried away. */
export const buildSegment: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  const said = words.segments;
  await visitor.signIn(company.person('retention'));
  await visitor.open('/segments');
  await page.getByRole('link', { name: language === 'zh' ? '沉睡客户' : 'Dormant', exact: true }).waitFor();
  await visitor.look('segments');
  await page.getByRole('button', { name: said.create, exact: true }).click();
  await page.getByRole('button', { name: said.add }).click();
  const panel = page.locator('.panel', { hasText: said.live });
  await panel.locator('.headline').waitFor();
  await page.getByLabel(said.valueLabel).fill('15000000');
  await page.getByLabel(said.valueLabel).press('Tab');
  await expect.poll(() => panel.locator('.live-sample li').count(), { timeout: 10_000 }).toBeLessThan(10);
  const counted = Number.parseInt(await textOf(panel.locator('.headline')), 10);
  expect(counted).toBeGreaterThan(0);
  await page.getByLabel(said.name, { exact: true }).fill('千五百万大户');
  await page.getByLabel(said.reason).fill('年终走访名单');
  await visitor.look('segment-builder');
  await page.getByRole('button', { name: said.save, exact: true }).click();
  await page.getByRole('heading', { name: said.memberList, exact: true }).waitFor();
  await company.drain();
  await page.reload();
  await expect
    .poll(async () => Number.parseInt(await textOf(page.locator('.headline')), 10), { timeout: 10_000 })
    .toBe(counted);
  await page.getByRole('region', { name: said.memberList, exact: true }).locator('tbody tr').first().waitFor();
  await visitor.look('segment');
  const arrives = page.waitForEvent('download');
  await page.getByRole('button', { name: words.ui.export.button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.ui.export.reason).fill('年终走访');
  await dialog.getByRole('button', { name: words.ui.export.save }).click();
  expect((await arrives).suggestedFilename()).toMatch(/xlsx$/);
  await visitor.lookOnPhone('segment');
  visitor.leave();
};
