import { expect } from 'vitest';
import type { OpenBrowser } from './browser.ts';
import type { PersonKey, ServedCompany } from './company.ts';
import { type Journey, receive, textOf, type Visitor } from './visitor.ts';

/** Whose password is changed, so that no other journey's is. */
const CHANGES: Readonly<Record<'zh' | 'en', PersonKey>> = { zh: 'manager-2', en: 'executive' };

/** A new password, signing out and in again, and what people may not see or do. */
export const changePasswordAndLeave: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  const person = company.person(CHANGES[language]);
  const wanted = `${person.password} and one more word`;
  await visitor.signIn(person);
  await openAccount(visitor, words.shell.account.password);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.session.change.current, { exact: true }).fill(person.password);
  await dialog.getByLabel(words.session.change.next, { exact: true }).fill(wanted);
  await dialog.getByLabel(words.session.change.repeat, { exact: true }).fill(wanted);
  await visitor.look('change-password');
  await dialog.getByRole('button', { name: words.session.change.submit }).click();
  await page.getByText(words.session.change.done).waitFor();
  await dialog.waitFor({ state: 'hidden' });
  await openAccount(visitor, words.shell.account.signOut);
  await page.getByRole('button', { name: words.session.submit }).waitFor();
  await page.goto('/customers');
  await page.getByRole('button', { name: words.session.submit }).waitFor();
  await visitor.signIn({ ...person, password: wanted });
  visitor.leave();
};

async function openAccount({ page, words }: Visitor, item: string): Promise<void> {
  await page.getByRole('button', { name: words.shell.account.menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Another team's customer does not exist for an account manager; a viewer finds nothing to press that writes. */
export const respectLimits: Journey = async (company, browser, language) => {
  const publicId = await idOf(company, '常州岚序家居有限公司');
  await meetStranger(company, browser, language, publicId);
  const visitor = await receive(company, browser, language);
  const { words } = visitor;
  const writing = [words.customer.contact.button, words.warnings.contacted, words.warnings.end, words.ui.export.button];
  await visitor.signIn(company.person('viewer'));
  for (const path of ['/today', '/warnings', '/health', '/customers', `/customers/${publicId}`, '/plan']) {
    await visitor.open(path);
    await visitor.page.locator('.panel, .state').first().waitFor();
    for (const name of writing) {
      expect(await visitor.page.getByRole('button', { name, exact: true }).count(), `${name} on ${path}`).toBe(0);
    }
  }
  expect(await visitor.page.getByRole('link', { name: words.shell.pages.imports, exact: true }).count()).toBe(0);
  await visitor.open('/customers?query=zzzz');
  await visitor.page.getByRole('heading', { name: words.customers.noMatch.title }).waitFor();
  await visitor.look('no-match');
  await visitor.lookOnPhone('no-match');
  visitor.leave();
};

async function meetStranger(company: ServedCompany, browser: OpenBrowser, language: 'zh' | 'en', publicId: string) {
  const visitor = await receive(company, browser, language);
  await visitor.signIn(company.person('manager-5'));
  await visitor.page.goto(`/customers/${publicId}`);
  const sentence = await textOf(visitor.page.getByRole('alert'));
  expect(sentence).toMatch(language === 'zh' ? /客户/ : /customer/);
  expect(sentence).not.toContain('常州');
  // Both questions about the customer were refused: who it is, and how it is.
  visitor.forgive(404, 2);
  await visitor.look('stranger');
  await visitor.open('/no/such/page');
  await visitor.page.getByRole('heading', { level: 1, name: visitor.words.shell.notFound.title }).waitFor();
  await visitor.look('not-found');
  visitor.leave();
}

async function idOf({ world }: ServedCompany, name: string): Promise<string> {
  const row = await world.db
    .selectFrom('customer')
    .select('public_id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.public_id;
}
