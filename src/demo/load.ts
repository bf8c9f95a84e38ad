import type { Database } from '../database/connect.ts';
import { findDuplicates } from '../domain/customers/duplicate-acts.ts';
import { judgeBook } from '../domain/health/health.ts';
import { tellOverdue } from '../domain/needs/needs.ts';
import { followBook } from '../domain/segments/segments.ts';
import { followTagRules, proposeMoves } from '../domain/tiers/tiers.ts';
import { syncCases } from '../domain/warnings/warnings.ts';
import { type Clock, systemAct } from '../kernel/act.ts';
import { DAY_MS } from '../kernel/time.ts';
import { MovingClock } from './clock.ts';
import { handleWarnings } from './handling.ts';
import { type Keys, loadGround } from './load-ground.ts';
import { loadHappenings, loadSeason } from './load-happenings.ts';
import { loadNews } from './load-news.ts';
import { loadGroups, loadPapers, loadProfile } from './load-profile.ts';
import { loadSegments } from './load-segments.ts';
import { loadTasks } from './load-tasks.ts';
import { decideTiers, loadTiers } from './load-tiers.ts';
import { loadVisits } from './load-visits.ts';
import { type CreateMember, loadMembers } from './members.ts';
import { demoMoments, MONTHS_BEFORE, morningOf } from './moments.ts';
import { newsOf, type Span } from './replay.ts';
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
    const ground = await loadGround(trx, systemAct(past), company, members);
    await loadGroups(trx, systemAct(past), company);
    await loadSeason(trx, systemAct(past), company);
    return ground;
  });
  let after = Number.NEGATIVE_INFINITY;
  const story: Story = { database, company, keys, clock: past, tasks: new Map(), needs: new Map(), papersUntil: after };
  for (const [index, moment] of moments.entries()) {
    const isFirst = index === 0;
    const isLast = index === moments.length - 1;
    if (!isFirst && !isLast) await work(story, moment);
    if (index === moments.length - 2) await decideTiers(database, past, keys);
    await tell(story, { after, until: moment.getTime() }, isLast);
    if (isLast) await tellOverdue(database.app, systemAct(past));
    if (isFirst) await loadSegments(database, past, keys);
    await judgeBook(database.app, systemAct(past), isFirst ? { months: MONTHS_BEFORE } : {});
    await followBook(database.app, systemAct(past), []);
    if (isFirst) await loadTiers(database, moment, company, keys);
    await proposeMoves(database.app, systemAct(past), null);
    await followTagRules(database.app, systemAct(past), null);
    await syncCases(database.app, systemAct(past));
    after = moment.getTime();
  }
  await findDuplicates(database.app, systemAct(past));
  return keys;
}

interface Story {
  database: Database;
  company: DemoCompany;
  keys: Keys;
  clock: MovingClock;
  /** What became of the tasks' keys. */
  tasks: Map<string, string>;
  /** What became of the needs' keys. */
  needs: Map<string, string>;
  /** Up to when finance has told what is owed and paid. */
  papersUntil: number;
}

/** Finance closes its books less often than the book is judged; each close works out anew what settles what. */
const PAPERS_MS = 20 * DAY_MS;

/** What people do on the day of a moment, before the book is judged again: calls about warnings, visits. */
async function work({ database, company, clock, keys }: Story, moment: Date): Promise<void> {
  clock.moveTo(morningOf(moment, company.timezone));
  await handleWarnings(database, clock, company);
  await loadVisits(database, clock, company, keys);
}

async function tell(story: Story, span: Span, isLast: boolean): Promise<void> {
  const { database, company, keys, clock, tasks, needs, papersUntil } = story;
  const isClosing = isLast || span.until - papersUntil >= PAPERS_MS;
  clock.moveTo(new Date(span.until));
  const news = newsOf(company, span);
  await database.app.transaction().execute(async (trx) => {
    await loadProfile(trx, systemAct(clock), keys, news, needs);
    if (isClosing) {
      await loadPapers(trx, systemAct(clock), keys, newsOf(company, { after: papersUntil, until: span.until }));
    }
    await loadNews(trx, systemAct(clock), keys, news);
    await loadHappenings(trx, clock, { company, keys, needs }, news.happenings);
    await loadTasks(trx, clock, keys, news.tasks, tasks);
  });
  if (isClosing) story.papersUntil = span.until;
}
