import { type Journey, receive } from './visitor.ts';

const CUSTOMER = '常州岚序';

/** A customer's particulars are corrected in a drawer; an order opens into its lines. */
export const correctCustomer: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: 1 });
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  const address = `${language} 1`;
  await visitor.signIn(company.person('manager-1'));
  await visitor.open('/customers?query=lanxu');
  await page.getByRole('link', { name: CUSTOMER }).click();
  await page.getByRole('button', { name: words.particulars.edit.button, exact: true }).click();
  await page.getByLabel(words.particulars.edit.fields.address, { exact: true }).fill(address);
  await visitor.look('customer-edit');
  await page.getByRole('button', { name: words.particulars.edit.save, exact: true }).click();
  await page.getByText(words.particulars.edit.saved, { exact: true }).waitFor();
  await page.getByRole('link', { name: words.customer.tabs.orders }).click();
  await page.getByRole('region', { name: words.customer.tabs.orders }).locator('td button').first().click();
  await page.getByRole('region', { name: words.particulars.orders.lines.label }).waitFor();
  await visitor.look('customer-order');
  await page.keyboard.press('Escape');
  await visitor.lookOnPhone('customer-orders');
  await visitor.open('/today');
  await visitor.look('today-agenda');
  visitor.leave();
};
