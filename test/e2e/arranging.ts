import { type Journey, receive } from './visitor.ts';

const SPAN = { zh: '环保限产', en: 'Emission limits' } as const;

/** A slack season that the plan cannot know is written down, and counts from then on. */
export const keepSeason: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: 1 });
  const visitor = await receive(company, browser, language);
  const { page, words } = visitor;
  await visitor.signIn(company.person('retention'));
  await visitor.open('/calendars');
  const { seasons } = words.calendars;
  await page.getByRole('button', { name: seasons.add }).click();
  const form = page.getByRole('dialog', { name: seasons.add });
  await form.getByLabel(seasons.name, { exact: true }).fill(SPAN[language]);
  await form.getByLabel(seasons.from, { exact: true }).fill('2027-03-03');
  await form.getByLabel(seasons.to, { exact: true }).fill('2027-03-12');
  await form.getByRole('button', { name: words.calendars.save, exact: true }).click();
  await page.getByText(SPAN[language]).first().waitFor();
  await visitor.look('calendars');
  await visitor.lookOnPhone('calendars');
  visitor.leave();
};
