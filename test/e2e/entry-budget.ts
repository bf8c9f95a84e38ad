import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { createTask } from '../../src/domain/tasks/tasks.ts';
import type { ServedCompany } from './company.ts';
import { type Cost, Hand } from './hand.ts';
import { type Journey, receive, type Visitor } from './visitor.ts';

const CUSTOMER = '常州岚序';
const SIZES = [
  ['desk', { width: 1440, height: 900 }],
  ['phone', { width: 390, height: 844 }],
] as const;

/** Taps without the words, and the seconds that a person may need with them. */
const BUDGETS = {
  contact: { taps: 3, seconds: 15 },
  task: { taps: 3, seconds: 5 },
  rival: { taps: 3, seconds: 10 },
  visit: { taps: 6, seconds: 90 },
  need: { taps: 3, seconds: 20 },
  promise: { taps: 3, seconds: 20 },
} as const;

/**
 * A manager writes for eight minutes a day and then stops, so what an act costs is a rule of the house: keys and taps
 * are counted on the real pages and turned into seconds by a published model. An act above its budget fails here.
 */
export const keepEntryBudget: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page } = visitor;
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ latitude: 31.81, longitude: 119.97, accuracy: 12 });
  await visitor.signIn(company.person('manager-1'));
  const { publicId } = await customerOf(company);
  for (const [size, pixels] of SIZES) {
    company.world.clock.advance({ minutes: 1 });
    await page.clock.setFixedTime(company.world.clock.now());
    await page.setViewportSize(pixels);
    const hand = new Hand(page);
    hold(size, 'contact', await contact(visitor, hand, publicId));
    hold(size, 'rival', await rival(visitor, hand, publicId));
    hold(
      size,
      'task',
      await task(visitor, hand, company, `${language} ${size} ${company.world.clock.now().toISOString()}`),
    );
    hold(size, 'visit', await visit(visitor, hand, publicId));
    hold(size, 'need', await need(visitor, hand, publicId, 'need'));
    hold(size, 'promise', await need(visitor, hand, publicId, 'promise'));
  }
  visitor.leave();
};

function hold(size: string, act: keyof typeof BUDGETS, cost: Cost): void {
  const budget = BUDGETS[act];
  process.stdout.write(`entry budget ${size} ${act}: ${cost.taps} taps, ${cost.keys} keys, ${cost.seconds} s\n`);
  expect(cost.taps, `${act} on a ${size}: taps`).toBeLessThanOrEqual(budget.taps);
  expect(cost.seconds, `${act} on a ${size}: seconds`).toBeLessThanOrEqual(budget.seconds);
}

/** From the customer's page: the button, a sentence, the outcome. */
async function contact({ page, words, open }: Visitor, hand: Hand, publicId: string): Promise<Cost> {
  await open(`/customers/${publicId}`);
  const button = page.getByRole('button', { name: words.customer.contact.button });
  await button.waitFor();
  await hand.begin();
  await hand.tap(button);
  const dialog = page.getByRole('dialog');
  const sentence = dialog.getByLabel(words.recording.form.sentence);
  await sentence.waitFor();
  if (!(await hasCursor(sentence.page(), words.recording.form.sentence))) await hand.tap(sentence);
  await hand.type('问了瓷砖价');
  await hand.choose(dialog.getByRole('button', { name: words.customer.contact.outcomes.price_asked }));
  await dialog.waitFor({ state: 'hidden' });
  return hand.cost();
}

/** Only that a rival was heard of, and how the talk went. */
async function rival({ page, words, open }: Visitor, hand: Hand, publicId: string): Promise<Cost> {
  await open(`/customers/${publicId}`);
  const button = page.getByRole('button', { name: words.customer.contact.button });
  await button.waitFor();
  await hand.begin();
  await hand.tap(button);
  const dialog = page.getByRole('dialog');
  await hand.choose(dialog.getByRole('button', { name: words.recording.competitor.button }));
  await hand.choose(dialog.getByRole('button', { name: words.customer.contact.outcomes.talked }));
  await dialog.waitFor({ state: 'hidden' });
  return hand.cost();
}

/** From today's list: done, and what came of it; that is the contact record too. */
async function task({ page, words, open }: Visitor, hand: Hand, company: ServedCompany, title: string): Promise<Cost> {
  const { customerId } = await customerOf(company);
  const { memberId: ownerId } = company.person('manager-1');
  const dueAt = company.world.clock.now();
  const act = company.world.act(ownerId);
  await company.world.db.transaction().execute((trx) => createTask(trx, act, { customerId, title, ownerId, dueAt }));
  await open('/today');
  const row = page.locator('.work-row', { hasText: title });
  await row.waitFor();
  await hand.begin();
  await hand.tap(row.getByRole('button', { name: words.today.complete.button }));
  const dialog = page.getByRole('dialog', { name: words.today.complete.title });
  await hand.choose(dialog.getByRole('button', { name: words.customer.contact.outcomes.delivery_pressed }));
  await row.waitFor({ state: 'hidden' });
  return hand.cost();
}

/** From the customer's page: the visit, the check-in, three lines, saved. */
async function visit({ page, words, open }: Visitor, hand: Hand, publicId: string): Promise<Cost> {
  await open(`/customers/${publicId}`);
  const link = page.getByRole('link', { name: words.recording.visit.button, exact: true });
  await link.waitFor();
  await hand.begin();
  await hand.tap(link);
  await hand.tap(page.getByRole('button', { name: words.recording.visit.checkIn }));
  await page.locator('.visit-checked-in').waitFor();
  await expect.poll(() => hasCursor(page, words.recording.visit.cameFor)).toBe(true);
  await hand.type('送样对账');
  await hand.tap(page.getByLabel(words.recording.visit.heard, { exact: true }));
  await hand.type('月底开工要两车瓷砖');
  await hand.tap(page.getByLabel(words.recording.visit.promised, { exact: true }));
  await hand.type('周五前报价');
  await hand.tap(page.getByRole('button', { name: words.recording.visit.save }));
  await page.locator('.customer-header').waitFor();
  return hand.cost();
}

/** On the customer's needs: which of the two, a sentence, saved; who and by when are proposed. */
async function need({ page, words, open }: Visitor, hand: Hand, publicId: string, what: 'need' | 'promise') {
  await open(`/customers/${publicId}/needs`);
  const form = page.locator('.record-need');
  const sentence = form.getByLabel(words.needs.record.sentence);
  await sentence.waitFor();
  await hand.begin();
  if (what === 'promise') await hand.choose(form.getByText(words.needs.record.promise, { exact: true }));
  await hand.tap(sentence);
  await hand.type('周五前送三块样品');
  const saved = page.waitForResponse((reply) => reply.request().method() === 'POST' && reply.ok());
  await hand.tap(form.getByRole('button', { name: words.needs.record.save, exact: true }));
  await saved;
  return hand.cost();
}

/** Whether the field of this label has the cursor. */
function hasCursor(page: Page, label: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const field = document.activeElement;
    const named = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.labels?.[0] : null;
    return field?.getAttribute('aria-label') === wanted || (named?.textContent ?? '').includes(wanted);
  }, label);
}

async function customerOf({ world }: ServedCompany): Promise<{ customerId: number; publicId: string }> {
  const { rows } = await sql<{ customerId: number; publicId: string }>`
    select customer_id as "customerId", public_id as "publicId" from customer where short_name = ${CUSTOMER}`.execute(
    world.db,
  );
  if (rows[0] === undefined) throw new Error(`the demo has no ${CUSTOMER}`);
  return rows[0];
}
