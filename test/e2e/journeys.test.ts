import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld } from '../world.ts';
import { agreeTerms } from './agreeing.ts';
import { keepSeason } from './arranging.ts';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { type ServedCompany, serveCompany } from './company.ts';
import { correctCustomer } from './correcting.ts';
import { keepEntryBudget } from './entry-budget.ts';
import { readBrief, visitWithoutSignal } from './field.ts';
import { findAndUnderstand } from './finding.ts';
import { readGroup } from './grouping.ts';
import { handNeedOver } from './handing-over.ts';
import { handleWarning } from './handling.ts';
import { importAndCorrect } from './importing.ts';
import { changePasswordAndLeave, respectLimits } from './leaving.ts';
import { mergeAndUndo } from './merging.ts';
import { changePlan } from './planning.ts';
import { recordContact } from './recording.ts';
import { buildSegment } from './segmenting.ts';
import { pasteAndUndo } from './taking-back.ts';
import { tendTheBook } from './tending.ts';

let company: ServedCompany;
let browser: OpenBrowser;

beforeAll(async () => {
  [company, browser] = await Promise.all([createWorld().then(serveCompany), openBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await company?.close();
});

/** What the two languages show alike is walked in both; what differs in words only, in English by the long tests. */
const IN_BOTH = [
  ['find a customer and understand its score', findAndUnderstand],
  ['record a contact', recordContact],
  ['visit without a signal', visitWithoutSignal],
  ['speak about a warning', handleWarning],
  ['hand a need over and receive it', handNeedOver],
  ['merge two customers and undo it', mergeAndUndo],
  ['agree other terms', agreeTerms],
  ['read a group', readGroup],
  ['import a file and correct it', importAndCorrect],
  ['change the password and leave', changePasswordAndLeave],
  ['see and do no more than one may', respectLimits],
] as const;
const IN_CHINESE_FIRST = [
  ['read one page before a visit', readBrief],
  ['write things down within the budget of keys and taps', keepEntryBudget],
  ['keep a season', keepSeason],
  ['correct a customer', correctCustomer],
  ['build a segment', buildSegment],
  ['tend what is everybody’s', tendTheBook],
  ['paste a table and take it back', pasteAndUndo],
] as const;

const isLong = import.meta.env.MODE === 'long';

describe.each(['zh', 'en'] as const)('in a browser, in %s', (language) => {
  test.each([...IN_BOTH, ...(language === 'zh' || isLong ? IN_CHINESE_FIRST : [])])(
    '%s',
    // A browser on two busy cores misses a click now and then; what fails twice is broken.
    { timeout: 90_000, retry: 1 },
    async (_title, journey) => {
      await journey(company, browser, language);
      expect(company.failures).toEqual([]);
    },
  );
});

/** Colours that another plan gave are held for days after it is rolled back: this comes when all else is done. */
describe('in a browser, last of all', () => {
  test.each(isLong ? (['zh', 'en'] as const) : (['zh'] as const))(
    'change the plan and roll it back, in %s',
    { timeout: 90_000, retry: 1 },
    async (language) => {
      await changePlan(company, browser, language);
      expect(company.failures).toEqual([]);
    },
  );
});
