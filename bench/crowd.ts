import { createApp } from '../src/app.ts';
import { machineClock } from '../src/clock.ts';
import { connect, type Database } from '../src/database/connect.ts';
import { openDatabase } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import { judgeBook, judgeCustomers } from '../src/domain/health/health.ts';
import { syncCases } from '../src/domain/warnings/warnings.ts';
import { installQueue } from '../src/jobs/install.ts';
import { systemAct } from '../src/kernel/act.ts';
import { cloneCustomers } from './crowd-clones.ts';
import { makeCrowd } from './crowd-company.ts';
import { crowdRequests, signedIn } from './crowd-requests.ts';
import { peakMegabytes } from './memory.ts';
import { withFolder } from './program.ts';

const CUSTOMERS = 100_000;
/** What an order, its line and a talk now and then come to, of those that lie within the years of the history. */
const FACTS_PER_ORDER = 2.36;
/** Beyond so many customers the book is made of clones of this many: its pages are measured, not the engine. */
const JUDGED_MAX = 200_000;
const PATTERN = 20_000;
const HISTORY_MONTHS = 2;
const SECRET = 'a secret of the benchmarks, long enough to sign with';
const RESCORED = 40;
const WARM_UP = 3;
const WORST_PRINTED = 20;

/** A company of 100,000 customers, or as many as wished: what its pages, the whole book and one new judgement cost. */
export function crowd(customers = CUSTOMERS, facts?: number): Promise<Record<string, number>> {
  const ordersPerCustomer = facts === undefined ? 10 : Math.max(1, facts / customers / FACTS_PER_ORDER);
  return withFolder(async (folder) => {
    const opened = await openDatabase({ dataFolder: folder, databaseUrl: null, role: 'owner', clock: machineClock });
    await migrate(opened.url, { at: machineClock.now(), afterwards: installQueue });
    const database = connect(opened.url, { statementTimeoutMs: 600_000 });
    try {
      const started = performance.now();
      const pattern = customers > JUDGED_MAX ? PATTERN : customers;
      const company = await makeCrowd(database, machineClock, { customers: pattern, ordersPerCustomer });
      const book =
        pattern === customers ? await measureBook(database) : await cloneBook(database, opened.url, customers);
      return {
        makingSeconds: secondsSince(started),
        ...book,
        ...(await measureRescores(database)),
        ...(await measurePages(database, company)),
      };
    } finally {
      await database.close();
      await opened.stop();
    }
  });
}

/** A book of clones of a judged one; answers how large it came out. */
async function cloneBook({ app, pool }: Database, url: string, customers: number): Promise<Record<string, number>> {
  const act = systemAct(machineClock);
  await judgeBook(app, act, { months: HISTORY_MONTHS });
  await syncCases(app, act);
  await cloneCustomers(url, PATTERN, customers);
  const { rows } = await pool.query<{ customers: string; facts: string }>(
    'select (select count(*) from customer) as customers, (select count(*) from fact) as facts',
  );
  return { customers: Number(rows[0].customers), facts: Number(rows[0].facts) };
}

/** The first run over the book writes all rows, the second the few that changed; the cases are made between them. */
async function measureBook({ app }: Database): Promise<Record<string, number>> {
  const act = systemAct(machineClock);
  const first = await timed(() => judgeBook(app, act));
  const cases = await timed(() => syncCases(app, act));
  const history = await timed(() => judgeBook(app, act, { months: 1 }));
  const again = await timed(() => judgeBook(app, act));
  return {
    bookFacts: again.result.facts,
    bookFirstSeconds: first.seconds,
    bookAgainSeconds: again.seconds,
    bookWithHistorySeconds: history.seconds,
    casesSeconds: cases.seconds,
    cases: cases.result,
    peakMegabytes: peakMegabytes(),
  };
}

/** One customer judged anew, from the call to its commit. */
async function measureRescores({ app, pool }: Database): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ customerId: number }>(
    'select customer_id as "customerId" from customer order by md5(customer_id::text) limit $1',
    [RESCORED + WARM_UP],
  );
  const milliseconds: number[] = [];
  for (const { customerId } of rows) {
    const { seconds } = await timed(() => judgeCustomers(app, systemAct(machineClock), [customerId]));
    milliseconds.push(seconds * 1000);
  }
  return percentiles('rescore', milliseconds.slice(WARM_UP));
}

/** Each page asked again and again through the program's own front door. */
async function measurePages(
  database: Database,
  company: Awaited<ReturnType<typeof makeCrowd>>,
): Promise<Record<string, number>> {
  const config = { publicUrl: null, trustedProxies: [] };
  const app = await createApp({ database, clock: machineClock, config, secret: SECRET, staticFolder: null, log: null });
  try {
    const figures: Record<string, number> = {};
    for (const request of await crowdRequests(database)) {
      const ask = await signedIn(app.api, company[request.as]);
      const milliseconds: number[] = [];
      for (const url of [...request.urls.slice(0, WARM_UP), ...request.urls]) {
        milliseconds.push((await timed(() => ask(url))).seconds * 1000);
      }
      Object.assign(figures, percentiles(`${request.name} as ${request.as} `, milliseconds.slice(WARM_UP)));
    }
    printWorst(figures);
    return figures;
  } finally {
    await app.close();
  }
}

/** The slowest pages, so that nobody has to look for them among hundreds of figures. */
function printWorst(figures: Readonly<Record<string, number>>): void {
  const slowest = Object.entries(figures)
    .filter(([name]) => name.endsWith('P95Milliseconds'))
    .sort(([, left], [, right]) => right - left)
    .slice(0, WORST_PRINTED);
  for (const [name, value] of slowest) console.error(`${value.toFixed(0).padStart(8)} ms  ${name}`);
}

function percentiles(name: string, milliseconds: readonly number[]): Record<string, number> {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { [`${name}P50Milliseconds`]: at(0.5), [`${name}P95Milliseconds`]: at(0.95) };
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: secondsSince(started) };
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
