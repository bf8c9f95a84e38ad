import { test, vi } from 'vitest';

vi.mock('../domain/imports/imports.ts', () => import('../domain/imports/feed-acts.ts'));

import pg from 'pg';
import { createWorld } from '../../test/world.ts';
import { systemAct } from '../kernel/act.ts';
import { MovingClock } from './clock.ts';
import { demoCompany } from './company.ts';
import { loadGround } from './load-ground.ts';
import { loadNews } from './load-news.ts';
import { loadTasks } from './load-tasks.ts';
import { loadMembers } from './members.ts';
import { demoMoments } from './moments.ts';
import { newsOf } from './replay.ts';

const spent = new Map<string, { n: number; ms: number }>();
const original = pg.Client.prototype.query;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const text = typeof args[0] === 'string' ? args[0] : String((args[0] as { text?: string })?.text ?? '?');
  const started = performance.now();
  const result = (original as (...a: unknown[]) => unknown).apply(this, args);
  const key = text.trim().replace(/\s+/g, ' ').slice(0, 90);
  if (result instanceof Promise)
    return result.finally(() => {
      const e = spent.get(key) ?? { n: 0, ms: 0 };
      e.n++;
      e.ms += performance.now() - started;
      spent.set(key, e);
    });
  return result;
} as typeof pg.Client.prototype.query;
test('ground', async () => {
  const world = await createWorld();
  const company = demoCompany({ today: '2026-11-23' });
  let t = performance.now();
  const lap = (...what: unknown[]) => {
    console.log(...what, Math.round(performance.now() - t));
    t = performance.now();
  };
  const moments = demoMoments(world.clock.now(), company.timezone);
  const past = new MovingClock(moments[0]);
  const keys = await world.db.transaction().execute(async (trx) => {
    const members = await loadMembers(trx, systemAct(past), company);
    return loadGround(trx, systemAct(past), company, members);
  });
  lap('ground');
  let after = Number.NEGATIVE_INFINITY;
  const tasks = new Map<string, string>();
  for (const moment of moments) {
    past.moveTo(moment);
    const news = newsOf(company, { after, until: moment.getTime() });
    await world.db.transaction().execute(async (trx) => {
      await loadNews(trx, systemAct(past), keys, news);
      await loadTasks(trx, past, keys, news.tasks, tasks);
    });
    lap(moment.toISOString(), news.orders.length, news.interactions.length);
    after = moment.getTime();
  }
  const kinds = await world.db
    .selectFrom('fact')
    .innerJoin('fact_kind', 'fact_kind.code', 'fact.kind')
    .select((f) => ['name', f.fn.countAll<number>().as('n')])
    .groupBy('name')
    .execute();
  console.log(kinds);
  for (const [k, e] of [...spent].sort((a, b) => b[1].ms - a[1].ms).slice(0, 25)) console.log(Math.round(e.ms), e.n, k);
  await world.close();
}, 60000);
