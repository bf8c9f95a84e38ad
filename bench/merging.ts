import { machineClock } from '../src/clock.ts';
import { connect, type Database } from '../src/database/connect.ts';
import { openDatabase } from '../src/database/embedded.ts';
import { migrate } from '../src/database/migrate.ts';
import { findDuplicates } from '../src/domain/customers/duplicate-acts.ts';
import { mergeCustomers, undoMerge } from '../src/domain/customers/merge-acts.ts';
import { installQueue } from '../src/jobs/install.ts';
import { systemAct } from '../src/kernel/act.ts';
import { type MergingBook, makeMergingBook } from './merging-book.ts';
import { withFolder } from './program.ts';

const CUSTOMERS = 500_000;
const UNDONE = 200;

/** Finding planted duplicates in a large book, merging each group, taking some back. */
export function merging(customers = CUSTOMERS): Promise<Record<string, number>> {
  return withFolder(async (folder) => {
    const opened = await openDatabase({ dataFolder: folder, databaseUrl: null, role: 'owner', clock: machineClock });
    await migrate(opened.url, { at: machineClock.now(), afterwards: installQueue });
    const database = connect(opened.url, { statementTimeoutMs: 1_200_000 });
    try {
      const book = await makeMergingBook(database, customers);
      const finding = await measureFinding(database, book);
      return { customers, groups: book.groups.length, ...finding, ...(await measureMerges(database, book)) };
    } finally {
      await database.close();
      await opened.stop();
    }
  });
}

async function measureFinding({ app, pool }: Database, { groups }: MergingBook): Promise<Record<string, number>> {
  const started = performance.now();
  const found = await findDuplicates(app, systemAct(machineClock));
  const findSeconds = (performance.now() - started) / 1000;
  const { rows } = await pool.query<{ members: number[] }>(
    `select array_agg(distinct id) as members from duplicate_candidate
     cross join lateral (values (low_id), (high_id)) as member (id) group by group_id`,
  );
  const wordOf = (members: readonly number[]) =>
    members
      .map(Number)
      .sort((one, other) => one - other)
      .join(' ');
  const planted = new Set(groups.map(wordOf));
  const right = rows.filter(({ members }) => planted.has(wordOf(members))).length;
  return {
    findSeconds,
    groupsFound: found.groups,
    recallPercent: (100 * right) / planted.size,
    precisionPercent: (100 * right) / Math.max(1, rows.length),
  };
}

/** Each group into its first customer, one transaction per merge as a person would ask for it. */
async function measureMerges({ app }: Database, { groups }: MergingBook): Promise<Record<string, number>> {
  const milliseconds: number[] = [];
  const merges: string[] = [];
  for (const [survivorId = 0, ...rest] of groups) {
    const started = performance.now();
    for (const mergedId of rest) {
      const wish = { survivorId, mergedId };
      merges.push(await app.transaction().execute((trx) => mergeCustomers(trx, systemAct(machineClock), wish)));
    }
    milliseconds.push(performance.now() - started);
  }
  const undone: number[] = [];
  for (const id of merges.reverse().slice(0, UNDONE)) {
    const started = performance.now();
    await app.transaction().execute((trx) => undoMerge(trx, systemAct(machineClock), id));
    undone.push(performance.now() - started);
  }
  return {
    merges: merges.length,
    groupMergedP50Milliseconds: quantile(milliseconds, 0.5),
    groupMergedP95Milliseconds: quantile(milliseconds, 0.95),
    undoneP50Milliseconds: quantile(undone, 0.5),
    undoneP95Milliseconds: quantile(undone, 0.95),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
