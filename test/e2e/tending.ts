import { createCustomer } from '../../src/domain/customers/customers.ts';
import { type Journey, receive } from './visitor.ts';

const NOTICE = '2027-02-06至2027-02-12 放假 春节\n2027-02-14 上班';

/** What is everybody's: the year's notice is pasted, a customer without a region mended, one without an owner claimed. */
export const tendTheBook: Journey = async (company, browser, language) => {
  const { world } = company;
  world.clock.advance({ minutes: 1 });
  const name = `${language} 新港建材经营部`;
  await world.db.transaction().execute((trx) => createCustomer(trx, world.act(), { name, kind: 'company' }));
  await enterNotice(company, browser, language);
  await mendAndClaim(company, browser, language, name);
};

const enterNotice: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  const { notice, next } = words.calendars;
  await visitor.signIn(company.person('retention'));
  await visitor.open('/calendars');
  await page.getByRole('button', { name: next, exact: true }).click();
  await page.getByRole('button', { name: notice.button }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox').fill(NOTICE);
  await form.getByText(notice.found_other.replace('{{count}}', '8')).waitFor();
  await form.getByRole('button', { name: notice.save, exact: true }).click();
  await page
    .getByText(words.calendars.announced.split('{{')[0] ?? '')
    .first()
    .waitFor();
  await visitor.look('calendars-announced');
  visitor.leave();
};

async function mendAndClaim(...[company, browser, language, name]: [...Parameters<Journey>, string]): Promise<void> {
  const lead = await receive(company, browser, language);
  await lead.signIn(company.person('retention'));
  await lead.open('/quality?flaw=no_region');
  const flawed = lead.page.getByRole('row', { name });
  await flawed.getByLabel(lead.words.quality.inputs.region, { exact: true }).fill('华东');
  await flawed.getByRole('button', { name: lead.words.quality.save, exact: true }).click();
  await lead.page.getByText(lead.words.quality.saved, { exact: true }).waitFor();
  await flawed.waitFor({ state: 'detached' });
  lead.leave();
  const manager = await receive(company, browser, language);
  await manager.signIn(company.person('manager-1'));
  await manager.open('/pool');
  const free = manager.page.getByRole('row', { name });
  await free.getByRole('button', { name: manager.words.pool.claim, exact: true }).click();
  await free.waitFor({ state: 'detached' });
  await manager.open(`/customers?query=${encodeURIComponent(name)}`);
  await manager.page.getByRole('link', { name }).waitFor();
  manager.leave();
}
