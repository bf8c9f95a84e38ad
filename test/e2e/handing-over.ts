import { expect } from 'vitest';
import { type Journey, receive, type Visitor } from './visitor.ts';

const CUSTOMER = '常州岚序';
const SAID = {
  zh: {
    need: '售后响应要快，最好当天回话',
    message: '请安排专人对接',
    answer: '已指定罗小满当天回话',
    promise: '下周送三块样品',
  },
  en: {
    need: 'After-sales should answer the same day',
    message: 'Please name one person',
    answer: 'Luo Xiaoman answers the same day',
    promise: 'Three samples next week',
  },
} as const;

/** A need is written down and handed to another department; there it is received and answered, and both sides see it. */
export const handNeedOver: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: 1 });
  const sender = await receive(company, browser, language);
  await sender.signIn(company.person('manager-1'));
  await openNeeds(sender);
  await writeDown(sender);
  await send(sender);
  const receiver = await receive(company, browser, language);
  await receiver.signIn(company.person('agent-1'));
  await receiver.page.setViewportSize({ width: 390, height: 844 });
  await answer(receiver);
  await sender.open('/handovers?box=sent');
  const card = sender.page.locator('.hand-over', { hasText: SAID[language].need });
  await card.getByText(SAID[language].answer).waitFor();
  await sender.look('hand-overs');
  await openNeeds(sender);
  await sender.page.locator('.need-story').getByText(SAID[language].answer).waitFor();
  await sender.look('customer-needs');
  await sender.lookOnPhone('customer-needs');
  sender.leave();
  receiver.leave();
};

async function openNeeds({ page, words, open }: Visitor): Promise<void> {
  await open('/customers?query=lanxu');
  await page.getByRole('link', { name: CUSTOMER }).click();
  await page.getByRole('link', { name: words.customer.tabs.needs }).click();
  await page.getByRole('heading', { name: words.needs.record.title }).waitFor();
}

/** A sentence and a tap: who and by when are proposed. A promise may wait for its technical check, loudly. */
async function writeDown({ page, words, language }: Visitor): Promise<void> {
  const { need, promise } = SAID[language];
  const save = page.getByRole('button', { name: words.needs.record.save, exact: true });
  await page.getByLabel(words.needs.record.sentence, { exact: true }).fill(need);
  await page.getByText(words.needs.natures.service).first().waitFor();
  await save.click();
  await page.locator('.need-words', { hasText: need }).first().waitFor();
  await expect.poll(() => page.getByLabel(words.needs.record.sentence, { exact: true }).inputValue()).toBe('');
  await page.getByTitle(words.needs.record.promise, { exact: true }).click();
  await page.getByLabel(words.needs.record.sentence, { exact: true }).fill(promise);
  await page.getByLabel(words.needs.record.check, { exact: true }).check();
  await save.click();
  await page.locator('.need-words', { hasText: promise }).waitFor();
  await page.locator('.ant-alert').first().waitFor();
}

/** The department that answers for such needs is proposed. */
async function send({ page, words, language }: Visitor): Promise<void> {
  const { need, message } = SAID[language];
  await page.getByRole('button', { name: words.needs.acts.label.replace('{{text}}', need) }).click();
  await page.getByRole('menuitem', { name: words.needs.acts.handOver }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('客户服务组').waitFor();
  await dialog.getByLabel(words.needs.handOver.message, { exact: true }).fill(message);
  await page.locator('.ant-zoom-appear').waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: words.needs.acts.save }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.hand-over', { hasText: message }).waitFor();
}

async function answer({ page, words, language, open, lookOnPhone }: Visitor): Promise<void> {
  const { need, answer: said } = SAID[language];
  await open('/handovers');
  const card = page.locator('.hand-over', { hasText: need });
  await card.getByRole('button', { name: words.needs.handOvers.receive, exact: true }).click();
  await card.waitFor({ state: 'hidden' });
  await open('/handovers?box=received');
  await card.getByRole('button', { name: words.needs.handOvers.answer, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.needs.handOvers.answerText, { exact: true }).fill(said);
  await dialog.getByRole('button', { name: words.needs.acts.save }).click();
  await dialog.waitFor({ state: 'hidden' });
  await card.getByText(said).waitFor();
  expect(await card.getByRole('button').count()).toBe(0);
  await lookOnPhone('hand-overs');
}
