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
  await dialog.getByLabel(words.recording.form.sentence).fill(said);
  await dialog.getByRole('button', { name: words.recording.competitor.button }).click();
  await dialog.getByText(words.recording.competitor.signals.quoted).click();
  await visitor.look('customer-record');
  await dialog.getByRole('button', { name: words.customer.contact.outcomes.price_asked }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.timeline-entry', { hasText: said }).first().waitFor();
  await company.drain();
  await page.reload();
  await page.locator('.timeline-entry', { hasText: said }).first().waitFor();
  await page.locator('table.receipt').waitFor();
  await visitor.lookOnPhone('customer');
  visitor.leave();
};
