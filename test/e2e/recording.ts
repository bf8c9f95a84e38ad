import { type Journey, receive } from './visitor.ts';

const MINUTES_BETWEEN = 5;

/** An account manager writes down a call; it stands on the customer's timeline and is counted in the score's facts. */
export const recordContact: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: MINUTES_BETWEEN });
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  const said = language === 'zh' ? '下月工地开工，要两车瓷砖' : 'The site opens next month, two loads of tiles';
  await visitor.signIn(company.person('manager-1'));
  await visitor.open('/customers?query=lanxu');
  await page.getByRole('link', { name: '常州岚序' }).click();
  await page.getByRole('button', { name: words.customer.contact.button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words.customer.channels.visit, { exact: true }).click();
  await dialog.getByLabel(words.customer.contact.summary).fill(said);
  await visitor.look('customer-record');
  await dialog.getByRole('button', { name: words.customer.contact.save }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.timeline-entry', { hasText: said }).waitFor();
  await company.drain();
  await page.reload();
  await page.locator('.timeline-entry', { hasText: said }).waitFor();
  await page.locator('table.receipt').waitFor();
  await visitor.lookOnPhone('customer');
  visitor.leave();
};
