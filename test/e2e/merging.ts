import { sql } from 'kysely';
import { expect } from 'vitest';
import type { ServedCompany } from './company.ts';
import { type Journey, receive, type Visitor } from './visitor.ts';

interface Known {
  readonly name: string;
  readonly publicId: string;
}

/** Somebody enters a customer that is there already, is told so, enters it anyway; the two are merged, and parted again. */
export const mergeAndUndo: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  await visitor.signIn(company.person('retention'));
  const known = await someCustomer(company, language === 'zh' ? 0 : 1);
  const spelled = known.name.replace('有限公司', '有限责任公司');
  const address = await enterAnyway(visitor, known, spelled);
  await company.drain();
  await merge(visitor, known, spelled);
  await visitor.open(address);
  await visitor.page.waitForURL(`**/customers/${known.publicId}`);
  await undo(visitor, spelled);
  await visitor.open(address);
  await visitor.page.locator('.crumb-here', { hasText: spelled }).waitFor();
  expect(new URL(visitor.page.url()).pathname).toBe(address);
  visitor.leave();
};

async function someCustomer({ world }: ServedCompany, place: number): Promise<Known> {
  const { rows } = await sql<Known>`
    select name, public_id as "publicId" from customer where name like '%有限公司' and name not like '%责任%'
    order by customer_id offset ${place + 20} limit 1`.execute(world.db);
  const [known] = rows;
  if (known === undefined) throw new Error('the demo has companies');
  return known;
}

/** Answers the address of the new customer's page. */
async function enterAnyway({ page, words, open, look }: Visitor, known: Known, spelled: string): Promise<string> {
  await open('/customers');
  await page.getByRole('button', { name: words.duplicates.entry.button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.duplicates.fields.name, { exact: true }).fill(spelled);
  await dialog.getByRole('link', { name: known.name, exact: true }).waitFor();
  await look('duplicate-entry');
  await dialog.getByRole('button', { name: words.duplicates.entry.saveAnyway }).click();
  await page.locator('.crumb-here', { hasText: spelled }).waitFor();
  return new URL(page.url()).pathname;
}

async function merge(visitor: Visitor, known: Known, spelled: string): Promise<void> {
  const { page, words, open } = visitor;
  await open('/duplicates');
  const card = page.locator('.duplicate-group', { hasText: spelled });
  await card.getByRole('link', { name: known.name, exact: true }).waitFor();
  await visitor.look('duplicates');
  await visitor.lookOnPhone('duplicates');
  await card.getByRole('button', { name: words.duplicates.merge }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words.duplicates.movesTitle).waitFor();
  await visitor.look('merge');
  await dialog.getByRole('button', { name: words.duplicates.mergeSave, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await card.waitFor({ state: 'hidden' });
}

async function undo({ page, words, open, look, lookOnPhone }: Visitor, spelled: string): Promise<void> {
  await open('/duplicates?view=merges');
  const row = page.getByRole('row', { name: spelled });
  await look('merges');
  await lookOnPhone('merges');
  await row.getByRole('button', { name: words.duplicates.records.undo, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.duplicates.records.undo, exact: true }).click();
  await row.getByText(words.duplicates.records.undone).waitFor();
}
