import { once } from 'node:events';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { machineClock } from '../src/clock.ts';
import { connect, type Database } from '../src/database/connect.ts';
import { openDatabase } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import { judgeBook, judgeCustomers } from '../src/domain/health/health.ts';
import { installQueue } from '../src/jobs/install.ts';
import { type Clock, systemAct } from '../src/kernel/act.ts';
import { DAY_MS } from '../src/kernel/time.ts';
import { peakMegabytes } from './memory.ts';
import { withFolder } from './program.ts';
import { makeScoreBook, scorePlanText } from './score-book.ts';

const CUSTOMERS = 1_000_000;
const FACTS_PER_CUSTOMER = 10;
const ROUNDS = 3;
const SEGMENTS = 50;
const RESCORED = 200;

/** The very columns that a run over the book reads. */
const READ = [
  'copy fact (customer_id, kind, occurred_at, amount, category, score) to stdout (format binary)',
  'copy customer (customer_id, kind, region, industry, city, pattern, terms, tier, owner_a, since) to stdout (format binary)',
  'copy customer_tag (customer_id, tag) to stdout (format binary)',
];
/** The tables that it writes; of facts, what it told itself. */
const WRITTEN = [
  { table: 'judgement', rows: 'select * from judgement' },
  { table: 'judgement_history', rows: 'select * from judgement_history' },
  { table: 'fact', rows: 'select * from fact where kind in (30, 31)' },
];

/** The whole book beside bare copies of what it reads and writes, the second day, and single customers. */
export function score(customers = CUSTOMERS, facts = customers * FACTS_PER_CUSTOMER): Promise<Record<string, number>> {
  return withFolder(async (folder) => {
    const opened = await openDatabase({ dataFolder: folder, databaseUrl: null, role: 'owner', clock: machineClock });
    await migrate(opened.url, { at: machineClock.now(), afterwards: installQueue });
    const database = connect(opened.url, { statementTimeoutMs: 0 });
    try {
      const given = { clock: machineClock, size: { customers, facts }, planText: scorePlanText(SEGMENTS) };
      await makeScoreBook(database, opened.url, given);
      return await measureScore(database, opened.url);
    } finally {
      await database.close();
      await opened.stop();
    }
  });
}

/** Measures on a book that is there already and was never judged. */
export async function measureScore(database: Database, url: string): Promise<Record<string, number>> {
  const copyOutSeconds = await median(async () => (await timed(() => copyOut(url))).seconds);
  const book = await timed(() => judgeBook(database.app, systemAct(machineClock)));
  const peakRssMb = peakMegabytes();
  const copyInSeconds = await copyInOf(url);
  const rescores = await measureRescores(database);
  const tomorrow: Clock = { now: () => new Date(machineClock.now().getTime() + DAY_MS) };
  const second = await timed(() => judgeBook(database.app, systemAct(tomorrow)));
  const ratio = book.seconds / (copyOutSeconds + copyInSeconds);
  const secondDay = { secondDaySeconds: second.seconds, facts: book.result.facts };
  return { copyOutSeconds, copyInSeconds, bookSeconds: book.seconds, ratio, ...rescores, peakRssMb, ...secondDay };
}

async function copyOut(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const text of READ) {
      const stream = client.query(to(text));
      stream.resume();
      await once(stream, 'end');
    }
  });
}

/** What was written is read into memory once, and copied into an empty table with the same keys again and again. */
async function copyInOf(url: string): Promise<number> {
  let seconds = 0;
  for (const { table, rows } of WRITTEN) {
    const pieces: Buffer[] = [];
    await withClient(url, async (client) => {
      const stream = client.query(to(`copy (${rows}) to stdout (format binary)`));
      for await (const piece of stream) pieces.push(piece as Buffer);
    });
    seconds += await median(() => copyIn(url, table, pieces));
  }
  return seconds;
}

async function copyIn(url: string, table: string, pieces: readonly Buffer[]): Promise<number> {
  return withClient(url, async (client) => {
    await client.query(`drop table if exists bare; create table bare (like ${table} including indexes)`);
    const started = performance.now();
    const stream = client.query(from('copy bare from stdin (format binary)'));
    for (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
    const seconds = (performance.now() - started) / 1000;
    await client.query('drop table bare');
    return seconds;
  });
}

/** One customer judged anew, from the call to its commit. */
async function measureRescores({ app, pool }: Database): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ customerId: number }>(
    'select customer_id as "customerId" from customer order by hashint8extended(customer_id, 7) limit $1',
    [RESCORED],
  );
  const milliseconds: number[] = [];
  for (const { customerId } of rows) {
    const { seconds } = await timed(() => judgeCustomers(app, systemAct(machineClock), [customerId]));
    milliseconds.push(seconds * 1000);
  }
  const sorted = milliseconds.slice(3).sort((left, right) => left - right);
  return { rescoreP95Ms: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN };
}

/** The median of three measurements. */
async function median(work: () => Promise<number>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    seconds.push(await work());
  }
  return seconds.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; seconds: number }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1000 };
}
