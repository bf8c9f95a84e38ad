import { expect } from 'vitest';
import { type Journey, receive, textOf, type Visitor } from './visitor.ts';

/** Each language writes things of its own, since both run in one book; the second turns more customers red. */
const NAMES = {
  zh: { indicator: '静默天数', segment: '静默客户', warning: '静默太久', english: 'quiet', cap: 120 },
  en: {
    indicator: 'Days of silence',
    segment: 'Silent customers',
    warning: 'Silent for long',
    english: 'silent',
    cap: 30,
  },
} as const;
const WEIGHT = '30';
/** Of the plan that comes with the program. */
const INDICATORS = 12;
const TRIAL_MS = 30_000;
/** The board is kept for a moment where the machine is busy: whoever looks again sees it. */
const SEEN_MS = 30_000;
let tries = 0;

/**
 * An administrator adds a thirteenth indicator, a segment and a warning that use it, tries them on the live data, puts them
 * in force, sees the board change, and rolls back: no line of code.
 */
export const changePlan: Journey = async (company, browser, language) => {
  company.world.clock.advance({ minutes: 1 });
  tries++;
  const visitor = await receive(company, browser, language);
  await visitor.signIn(company.person('administrator'));
  const before = await boardOf(visitor);
  await visitor.open('/plan');
  await addIndicator(visitor);
  await capInText(visitor);
  await addSegment(visitor);
  await addWarning(visitor);
  await mendByOneTap(visitor);
  await tryOut(visitor);
  await saveAndActivate(visitor);
  await company.drain();
  await expect.poll(() => boardOf(visitor), { timeout: SEEN_MS, interval: 500 }).not.toBe(before);
  await visitor.look('plan-board-after');
  company.world.clock.advance({ minutes: 1 });
  await rollBack(visitor);
  await company.drain();
  visitor.leave();
};

/** How many customers have which colour, as the board says it. */
async function boardOf({ page, open }: Visitor): Promise<string> {
  await open('/health');
  return textOf(page.locator('.tier-sums'));
}

async function openPart({ page, words }: Visitor, part: 'indicators' | 'segments' | 'warnings'): Promise<void> {
  await page.locator('.plan-part', { hasText: words.plan.nav[part] }).first().click();
  await page.locator('.plan-form').getByRole('button', { name: words.plan.fresh.open, exact: true }).click();
}

async function fill({ page }: Visitor, label: string, text: string): Promise<void> {
  await page.locator('.fresh-entry').getByLabel(label, { exact: true }).first().fill(text);
}

async function add({ page, words }: Visitor): Promise<void> {
  const fresh = page.locator('.fresh-entry');
  await fresh.getByRole('button', { name: words.plan.fresh.add, exact: true }).click();
  await fresh.waitFor({ state: 'detached' });
}

async function name(visitor: Visitor, part: 'indicator' | 'segment' | 'warning'): Promise<void> {
  const { language, words } = visitor;
  await fill(visitor, words.plan.field.name, NAMES[language][part]);
  await fill(visitor, words.plan.field.key, keyOf(visitor, part));
}

function keyOf({ language }: Visitor, part: string): string {
  return `${NAMES[language].english}_${part}_${tries}`;
}

async function addIndicator(visitor: Visitor): Promise<void> {
  const { page, words } = visitor;
  await openPart(visitor, 'indicators');
  await name(visitor, 'indicator');
  await page.locator('.fresh-entry').getByLabel(words.plan.field.value, { exact: true }).click();
  await page.keyboard.type("days_since('ord");
  await page.locator('.cm-tooltip-autocomplete').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.cm-tooltip-autocomplete').waitFor({ state: 'detached' });
  await visitor.look('plan-new-indicator');
  await fill(visitor, words.plan.field.value, "days_since('order')");
  await fill(visitor, words.plan.field.good, '30');
  await fill(visitor, words.plan.field.bad, '365');
  await fill(visitor, words.plan.field.weight, WEIGHT);
  await add(visitor);
  await page.locator('.weights').getByRole('button', { name: words.plan.mendWeights }).click();
  await page.locator('.check-fine').waitFor();
}

/** What has no form is written in the text. A cap shows at once, where another colour would hold for days first. */
async function capInText({ page, language }: Visitor): Promise<void> {
  await page.locator('.plan-line-lit', { hasText: `weight: ${WEIGHT}` }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(`caps: [{ when: "value >= ${NAMES[language].cap}", max: 39 }]`);
  await page.keyboard.press('Escape');
  await page.locator('.entry-foot', { hasText: 'caps' }).waitFor();
  await page.locator('.check-fine').waitFor();
}

async function addSegment(visitor: Visitor): Promise<void> {
  await openPart(visitor, 'segments');
  await name(visitor, 'segment');
  await fill(visitor, visitor.words.plan.field.when, `indicator('${keyOf(visitor, 'indicator')}') >= 30`);
  await add(visitor);
}

async function addWarning(visitor: Visitor): Promise<void> {
  const { words } = visitor;
  await openPart(visitor, 'warnings');
  await name(visitor, 'warning');
  await fill(visitor, words.plan.field.when, `indicator('${keyOf(visitor, 'indicator')}') >= 120`);
  await fill(visitor, words.plan.field.clear, `indicator('${keyOf(visitor, 'indicator')}') < 30`);
  await add(visitor);
  await visitor.page.locator('.check-fine').waitFor();
}

/** A slip in the text is shown at its line, and mended by one tap. */
async function mendByOneTap({ page, words, look }: Visitor): Promise<void> {
  const condition = page.locator('.entry-card').getByLabel(words.plan.field.when, { exact: true }).first();
  const right = await textOf(condition);
  await condition.fill(right.replace('indicator(', 'indicater('));
  const problem = page.locator('.plan-problem').first();
  await problem.waitFor();
  await look('plan-problem');
  await problem.getByRole('button', { name: words.plan.mendTo.replace('{{word}}', 'indicator') }).click();
  await page.locator('.check-fine').waitFor();
  expect(await textOf(condition)).toBe(right);
}

async function tryOut({ page, words, look, lookOnPhone }: Visitor): Promise<void> {
  await page.locator('.page-actions').getByRole('button', { name: words.plan.try.start, exact: true }).click();
  await page.locator('.try-verdict').waitFor({ timeout: TRIAL_MS });
  await look('plan-dry-run');
  await lookOnPhone('plan-dry-run');
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function saveAndActivate({ page, words }: Visitor): Promise<void> {
  const actions = page.locator('.page-actions');
  const dialog = page.getByRole('dialog');
  await actions.getByRole('button', { name: words.plan.save.open, exact: true }).click();
  await dialog.getByLabel(words.plan.reason, { exact: true }).fill(words.plan.save.why);
  await dialog.getByRole('button', { name: words.plan.save.save, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await actions.getByRole('button', { name: words.plan.ask.open, exact: true }).click();
  await dialog.getByRole('button', { name: words.plan.ask.activate, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.version-mark', { hasText: words.plan.state.in_force }).waitFor();
}

async function rollBack({ page, words, open, look }: Visitor): Promise<void> {
  await open('/plan');
  await page.locator('.page-actions').getByRole('button', { name: words.plan.rollBack.open, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.plan.reason, { exact: true }).fill(words.plan.rollBack.why);
  await dialog.getByRole('button', { name: words.plan.rollBack.act, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => page.locator('.entry-head').count(), { timeout: SEEN_MS }).toBe(INDICATORS);
  await page.locator('.plan-part', { hasText: words.plan.nav.versions }).click();
  await page.locator('.plan-versions').getByText(words.plan.state.replaced, { exact: true }).first().waitFor();
  await look('plan-versions');
}
