import type { Database } from '../database/connect.ts';
import { judgeBook } from '../domain/health/health.ts';
import { type Clock, systemAct } from '../kernel/act.ts';
import { MovingClock } from './clock.ts';
import { handleWarnings } from './handling.ts';
import { type Keys, loadGround } from './load-ground.ts';
import { loadNews } from './load-news.ts';
import { loadTasks } from './load-tasks.ts';
import { type CreateMember, loadMembers } from './members.ts';
import { demoMoments, MONTHS_BEFORE } from './moments.ts';
import { newsOf } from './replay.ts';
import type { DemoCompany } from './types.ts';

export interface LoadDemoOptions {
  /** Makes one member; the default makes members without passwords. */
  createMember?: CreateMember;
}

/**
 * Tells the company's story to an empty database through the modules' own acts: the past in spans, at the end of each
 * the book is judged, so scores, warnings and what was done about them carry the dates they would have had. The plan
 * must be in force. Takes seconds; rescores nobody by jobs.
 */
export async function loadDemo(
  database: Database,
  clock: Clock,
  company: DemoCompany,
  { createMember }: LoadDemoOptions = {},
): Promise<Keys> {
  const moments = demoMoments(clock.now(), company.timezone);
  const past = new MovingClock(moments[0]);
  const keys = await database.app.transaction().execute(async (trx) => {
    const members = await loadMembers(trx, systemAct(past), company, createMember);
    return loadGround(trx, systemAct(past), company, members);
  });
  const tasks = new Map<string, string>();
  let after = Number.NEGATIVE_INFINITY;
  for (const moment of moments) {
    past.moveTo(moment);
    const news = newsOf(company, { after, until: moment.getTime() });
    await database.app.transaction().execute(async (trx) => {
      await loadNews(trx, systemAct(past), keys, news);
      await loadTasks(trx, past, keys, news.tasks, tasks);
    });
    await judgeBook(database.app, systemAct(past), moment === moments[0] ? { months: MONTHS_BEFORE } : {});
    await handleWarnings(database, past, company);
    after = moment.getTime();
  }
  return keys;
}
