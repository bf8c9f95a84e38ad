import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { pngPicture } from '../pictures.ts';
import type { ServedCompany } from './company.ts';
import { type Journey, receive, type Visitor } from './visitor.ts';

const CUSTOMER = '常州岚序';
const PHONE = { width: 390, height: 844 } as const;
const HOURS_WITHOUT_SIGNAL = 3;
/** Every question a page asks without a signal is an error that the browser writes down. */
const UNANSWERED_MAX = 500;

/**
 * A visit without a network: checked in, written up with a photo, a call noted; the page closed and opened again; then
 * the signal is back, and the page dies in the middle of sending. Everything arrives once, with the time it was written.
 */
export const visitWithoutSignal: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: 5 });
  const visitor = await receive(company, browser, language);
  const { page } = visitor;
  const context = page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 31.81, longitude: 119.97, accuracy: 12 });
  await visitor.signIn(company.person('manager-1'));
  await page.setViewportSize(PHONE);
  await visitor.open('/record');
  await page.getByText(CUSTOMER).first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const writtenAt = company.world.clock.now();
  const before = await kept(company);
  visitor.forgiveSilence(UNANSWERED_MAX);
  await context.setOffline(true);
  await page.reload();
  await writeVisit(visitor);
  await noteCall(visitor);
  await page.reload();
  await page.locator('.entry-list > li').nth(3).waitFor();
  await visitor.look('phone-record-waiting');
  expect(await kept(company), 'nothing arrives without a signal').toEqual(before);
  company.world.clock.advance({ hours: HOURS_WITHOUT_SIGNAL });
  await page.clock.setFixedTime(company.world.clock.now());
  await dieWhileSending(page);
  const again = await context.newPage();
  await again.goto('/record');
  await again.getByText(visitor.words.recording.queue.empty).waitFor();
  const after = await kept(company);
  expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 2, 1]);
  expect(await newest(company)).toEqual({ occurredAt: writtenAt, measured: true, contacts: 1 });
  expect(company.failures).toEqual([]);
  visitor.leave();
};

/** From the list to the form, and what was seen; offline, so nothing of it can be asked. */
async function writeVisit({ page, words, look }: Visitor): Promise<void> {
  const line = page.locator('.record-list > li', { hasText: CUSTOMER });
  await line.getByRole('link', { name: words.recording.page.visit }).click();
  await page.getByRole('button', { name: words.recording.visit.checkIn }).click();
  await page.getByText(words.recording.visit.checkedIn.split('{{')[0] || words.recording.visit.checkIn).waitFor();
  await page.getByLabel(words.recording.visit.cameFor, { exact: true }).fill('送样');
  await page.getByLabel(words.recording.visit.heard, { exact: true }).fill('下月开工，要两车');
  await page.getByLabel(words.recording.visit.promised, { exact: true }).fill('周五前报价');
  await page.getByLabel(words.recording.visit.due).fill('2026-12-04');
  const photo = { name: 'shelf.png', mimeType: 'image/png', buffer: pngPicture(640, 480) };
  await page.locator('input[type=file]').setInputFiles(photo);
  await page.locator('.visit-photo img').waitFor();
  await look('phone-visit');
  await page.getByRole('button', { name: words.recording.visit.save }).click();
  await page.getByRole('heading', { name: words.recording.queue.title }).waitFor();
}

async function noteCall({ page, words }: Visitor): Promise<void> {
  const line = page.locator('.record-list > li', { hasText: CUSTOMER });
  await line.getByRole('button', { name: words.customer.contact.button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.customer.contact.outcomes.delivery_pressed }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The server has the visit, but its answer never reaches the page, which is gone. */
async function dieWhileSending(page: Page): Promise<void> {
  const arrived = new Promise<void>((resolve) => {
    void page.route('**/api/customers/*/visits', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      resolve();
    });
  });
  await page.context().setOffline(false);
  await arrived;
  await page.close();
}

/** How many visits, contacts and photos there are. */
async function kept({ world }: ServedCompany): Promise<readonly number[]> {
  const { rows } = await sql<{ visits: number; contacts: number; photos: number }>`
    select (select count(*) from visit) as visits, (select count(*) from interaction) as contacts,
      (select count(*) from visit_photo) as photos`.execute(world.db);
  const [{ visits, contacts, photos } = { visits: 0, contacts: 0, photos: 0 }] = rows;
  return [visits, contacts, photos];
}

async function newest({ world }: ServedCompany) {
  const { rows } = await sql<{ occurredAt: Date; measured: boolean; contacts: number }>`
    select occurred_at as "occurredAt", latitude is not null as measured,
      (select count(*) from interaction where interaction.customer_id = visit.customer_id
        and channel = 'phone' and interaction.occurred_at = visit.occurred_at) as contacts
    from visit order by checked_in_at desc limit 1`.execute(world.db);
  return rows[0];
}

/** One page to read at the gate: it opens fast, says what it must, and fits a phone and a sheet of paper. */
export const readBrief: Journey = async (company, browser, language) => {
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  await visitor.signIn(company.person('manager-1'));
  await visitor.open('/customers?query=lanxu');
  await page.getByRole('link', { name: CUSTOMER }).click();
  const reply = page.waitForResponse((response) => response.url().endsWith('/brief') && response.ok());
  await page.getByRole('link', { name: words.recording.page.brief }).click();
  const bytes = (await (await reply).body()).length;
  expect(bytes, 'bytes of the brief').toBeLessThan(20_000);
  await page.getByRole('heading', { name: words.brief.promises.title }).waitFor();
  for (const part of [
    'receivables',
    'complaint',
    'people',
    'lastVisit',
    'buying',
    'next',
    'dates',
    'contacts',
  ] as const) {
    await page.getByRole('heading', { name: words.brief[part].title }).waitFor();
  }
  await visitor.look('brief');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.page-bar').isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await visitor.lookOnPhone('brief');
  const began = performance.now();
  await page.reload();
  await page.getByRole('heading', { name: words.brief.contacts.title }).waitFor();
  expect(performance.now() - began, 'milliseconds until the brief can be read').toBeLessThan(2_000);
  visitor.leave();
};
