import type { Database } from '../../database/connect.ts';
import { readyMadeText } from '../../domain/plans/plans.ts';
import { parseDay } from '../../kernel/time.ts';
import { demoCompany } from '../company.ts';

import { S2_CUT_DAYS_AGO } from '../truth.ts';
import type { Finding } from './finding.ts';
import { type CaseSeen, Stage } from './stage.ts';

const TODAY = '2026-11-23';
/** Judged every day once the window is half full of smaller orders, twice before. */
const WATCH_FROM = 65;
const WATCH_TO = 107;

/** Plays story S2 up to a step: a strategic customer shrinks its range while logistics complaints rise. */
export async function playS2(database: Database, _to: number): Promise<Map<number, Finding>> {
  const today = parseDay(TODAY);
  const company = demoCompany({ today: TODAY });
  const cut = today - S2_CUT_DAYS_AGO;
  const stage = await Stage.open(database, company, company.stories.S2, cut, readyMadeText('building-materials'));
  return new Map([[1, await shrink(stage, cut)]]);
}

/** The two signals come one after the other; the story is told when both lie in one case. */
async function shrink(stage: Stage, cut: number): Promise<Finding> {
  await stage.playTo(cut);
  for (const passed of [30, 50]) await stage.playTo(cut + passed);
  let cases: CaseSeen[] = [];
  for (let day = cut + WATCH_FROM; day <= cut + WATCH_TO && !isTold(cases); day += 1) {
    await stage.playTo(day);
    cases = await stage.cases(stage.company.stories.S2);
  }
  const seen = cases.map((each) => `level ${each.level} (${each.signals.join(', ')})`).join('; ');
  return { ok: isTold(cases), found: `${cases.length} case by ${stage.today()}: ${seen || 'none'}` };
}

function isTold(cases: readonly CaseSeen[]): boolean {
  const [first] = cases;
  return cases.length === 1 && first?.level === 2 && new Set(first.signals).size >= 2;
}
