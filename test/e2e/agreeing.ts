import { type Journey, receive, type Visitor } from './visitor.ts';

const CUSTOMER = '常州岚序';
const REASON = { zh: '对方预算收紧', en: 'Their budget was cut' } as const;
/** Each language asks for terms of its own, since both run in one book. */
const DAYS = { zh: '75', en: '80' } as const;

/** Other terms are asked for on the customer's page, and whoever decides credit is told and approves them. */
export const agreeTerms: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: 1 });
  const asker = await receive(company, browser, language);
  await asker.signIn(company.person('manager-1'));
  await openReceivables(asker);
  const { terms } = asker.words.receivables;
  await asker.page.getByRole('button', { name: terms.propose, exact: true }).click();
  await asker.page.getByLabel(terms.days, { exact: true }).fill(DAYS[language]);
  await asker.page.getByLabel(terms.reason, { exact: true }).fill(REASON[language]);
  await asker.page.getByRole('button', { name: asker.words.receivables.form.save, exact: true }).click();
  const asked = asker.page.locator('.term-list li', { hasText: REASON[language] });
  await asked.getByText(terms.states.proposed, { exact: true }).waitFor();
  await asker.look('terms-proposed');
  const decider = await receive(company, browser, language);
  await decider.signIn(company.person('retention'));
  await openReceivables(decider);
  const wanted = decider.page.locator('.term-list li', { hasText: REASON[language] });
  await wanted.getByRole('button', { name: terms.approve, exact: true }).click();
  await wanted.getByRole('button', { name: terms.approve, exact: true }).waitFor({ state: 'detached' });
  await decider.lookOnPhone('terms-approved');
  asker.leave();
  decider.leave();
};

async function openReceivables({ page, words, open }: Visitor): Promise<void> {
  await open('/customers?query=lanxu');
  await page.getByRole('link', { name: CUSTOMER }).click();
  await page.getByRole('link', { name: words.customer.tabs.receivables }).click();
  await page.getByRole('heading', { name: words.receivables.terms.title }).waitFor();
}
