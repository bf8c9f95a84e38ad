import { type Journey, receive } from './visitor.ts';

/** Customers that belong together are added up: from the list of groups into the first one. */
export const readGroup: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  await visitor.signIn(company.person('retention'));
  await page.getByRole('link', { name: words.shell.pages.groups, exact: true }).click();
  const list = page.getByRole('region', { name: words.particulars.groups.title });
  await list.getByRole('link').first().waitFor();
  await visitor.look('groups');
  await list.getByRole('link').first().click();
  await page.getByText(words.people.group.sum, { exact: true }).first().waitFor();
  await visitor.look('group');
  await visitor.lookOnPhone('group');
  visitor.leave();
};
