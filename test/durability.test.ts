import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, isUnavailable } from '../src/database/connect.ts';
import { openDatabase } from '../src/database/embedded.ts';
import { isAppError } from '../src/kernel/errors.ts';
import { type LedgerState, readLedger } from './durability/ledger.ts';
import {
  kill,
  killServer,
  processesOn,
  serverPid,
  startCommand,
  startWriter,
  type Victim,
} from './durability/victim.ts';
import { createTestClock } from './world.ts';

const isLong = import.meta.env.MODE === 'long';
const ROUNDS = isLong ? 1_000 : 25;
const FIRST_BOOTS = isLong ? 100 : 4;
const IMPORTS_KILLED = isLong ? 60 : 3;
const IMPORTED_ORDERS = isLong ? 8_000 : 3_000;
const seed = Math.floor(Math.random() * 2 ** 31);
const clock = createTestClock('2026-11-23T01:00:00Z');
let base: string;
let folders = 0;

// The server's account must be able to enter the folder, and a run's TMPDIR may be private to root.
beforeAll(() => {
  base = mkdtempSync('/tmp/changke-durability-');
  chmodSync(base, 0o711);
});
afterAll(() => {
  for (const pid of processesOn(base)) kill(pid);
  rmSync(base, { recursive: true, force: true });
});

const newFolder = () => join(base, `folder${++folders}`);
const open = (dataFolder: string, role: 'owner' | 'client' = 'client') =>
  openDatabase({ dataFolder, databaseUrl: null, role, clock });

/** A small generator (Numerical Recipes' constants), so that a failing run can be repeated from its seed. */
function randomFrom(state: number): (from: number, to: number) => number {
  let now = state >>> 0;
  return (from, to) => {
    now = (Math.imul(now, 1_664_525) + 1_013_904_223) >>> 0;
    return from + (now / 2 ** 32) * (to - from);
  };
}

async function endedAfter(victim: Victim, milliseconds: number, end: () => void): Promise<void> {
  setTimeout(end, milliseconds);
  await victim.ended;
}

async function ledgerOf(folder: string): Promise<LedgerState & { adopted: boolean }> {
  const opened = await open(folder);
  const database = connect(opened.url);
  const state = await readLedger(database.app);
  await database.close();
  await opened.stop();
  return { ...state, adopted: opened.notices.some(({ code }) => code === 'database_adopted') };
}

describe('what was acknowledged survives', { timeout: 120_000 }, () => {
  test(`D1: ${ROUNDS} rounds of SIGKILL of app and database, or of the app alone (seed ${seed})`, {
    timeout: ROUNDS * 8_000,
  }, async () => {
    const random = randomFrom(seed);
    const folder = newFolder();
    const acked = new Set<number>();
    for (let round = 0; round < ROUNDS; round++) {
      const killsServer = round % 3 !== 2;
      const victim = startWriter(folder, 'owner');
      expect(await victim.isOpen, victim.complaints()).toBe(true);
      await endedAfter(victim, random(50, 700), () => {
        kill(victim.child.pid ?? 0);
        if (killsServer) killServer(folder);
      });
      for (const id of victim.acked) acked.add(id);
      const found = await ledgerOf(folder);
      expect(
        [...acked].filter((id) => !found.ids.has(id)),
        `round ${round}, seed ${seed}`,
      ).toEqual([]);
      expect(found.contradictions, `round ${round}, seed ${seed}`).toEqual([]);
      expect(found.adopted, `round ${round}`).toBe(!killsServer);
    }
    expect(acked.size).toBeGreaterThan(ROUNDS);
    expect(processesOn(folder)).toEqual([]);
  });

  test(`D3: killed during its first boot, the next start works (seed ${seed})`, {
    timeout: FIRST_BOOTS * 20_000,
  }, async () => {
    const random = randomFrom(seed + 1);
    for (let boot = 0; boot < FIRST_BOOTS; boot++) {
      const folder = newFolder();
      const victim = startWriter(folder, 'owner');
      await endedAfter(victim, random(200, 2_000), () => kill(victim.child.pid ?? 0));
      const opened = await open(folder, 'owner');
      await opened.stop();
      expect(processesOn(join(folder, 'pg')), `boot ${boot}, seed ${seed}`).toEqual([]);
    }
  });

  test('D3: a cluster that lacks its heart is moved aside, not used and not deleted', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'pg'), { recursive: true });
    writeFileSync(join(folder, 'pg', 'PG_VERSION'), '18\n');
    const opened = await open(folder);
    expect(opened.notices).toEqual([
      { code: 'database_moved_aside', params: { folder: join(folder, 'pg.incomplete-1') } },
    ]);
    await opened.stop();
    expect(readdirSync(join(folder, 'pg.incomplete-1'))).toEqual(['PG_VERSION']);
  });
});

/** Orders of two lines each, enough of them that an import takes a while. */
function orderFile(orders: number): string {
  const lines = Array.from({ length: 2 * orders }, (_, index) => {
    const order = Math.floor(index / 2);
    const day = `2026-${String((order % 9) + 1).padStart(2, '0')}-${String((order % 27) + 1).padStart(2, '0')}`;
    return `N${order},${day},C${order % 300},客户${order % 300},P${index % 7},${(index % 5) + 1},${(index % 11) + 3}`;
  });
  return ['单号,日期,客户编号,客户名称,商品编码,数量,单价', ...lines].join('\n');
}

/** What an import comes to; and what of it stands alone: an order that is not its lines, or without its fact. */
async function booksOf(folder: string) {
  let opened = await open(folder);
  try {
    return await readBooks(opened.url);
  } catch (error) {
    // The killed server may still be on its way down when somebody asks: a second asking meets the next one.
    if (!isUnavailable(error)) throw error;
    await opened.stop();
    opened = await open(folder);
    return await readBooks(opened.url);
  } finally {
    await opened.stop();
  }
}

async function readBooks(url: string): Promise<{ whole: string; halves: number } | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ whole: string; halves: number }>(`
    with standing as (
      select * from fact where voids is null and not exists (
        select from fact later where later.customer_id = fact.customer_id and later.voids = fact.id)
    ), line as (select customer_id, order_id, sum(amount) as amount from order_line group by 1, 2)
    select json_build_array((select count(*) from customer), (select count(*) from customer_identity where scheme = 'external'),
        (select count(*) from customer_order), (select sum(amount) from customer_order),
        (select count(*) from order_line), (select count(*) from standing), (select sum(amount) from standing))::text as whole,
      (select count(*)::int from customer_order known
        left join line on line.customer_id = known.customer_id and line.order_id = known.id
        where known.amount is distinct from line.amount or cardinality(known.fact_ids) = 0 or exists (
          select from unnest(known.fact_ids) as named (id)
          where not exists (select from standing where standing.customer_id = known.customer_id and standing.id = named.id))) as halves`);
  await client.end();
  return rows[0];
}

describe('an import that is killed', { timeout: 240_000 }, () => {
  const map = () => join(base, 'orders.map.yaml');
  const importing = (folder: string, orders: number) => {
    const file = join(base, `orders${orders}.csv`);
    writeFileSync(file, orderFile(orders));
    return startCommand(folder, ['import', 'orders', file, '--map', map(), '--json']);
  };
  const imported = async (folder: string, orders: number) => {
    const command = importing(folder, orders);
    expect(await command.ended, command.complaints()).toBe(0);
  };

  test(`leaves nothing half done, and run again it is done once (seed ${seed})`, async () => {
    writeFileSync(map(), 'kind: orders\ncurrency: CNY\ntimezone: Asia/Shanghai\n');
    const [reference, folder] = [newFolder(), newFolder()];
    // The first command makes the database: what is killed below is an import, and nothing else.
    for (const each of [reference, folder]) await imported(each, 1);
    const began = performance.now();
    await imported(reference, IMPORTED_ORDERS);
    const took = performance.now() - began;
    const random = randomFrom(seed + 2);
    for (let round = 0; round < IMPORTS_KILLED; round++) {
      const victim = importing(folder, IMPORTED_ORDERS);
      await endedAfter(victim, random(0.4, 0.95) * took, () => {
        kill(victim.child.pid ?? 0);
        if (round % 2 === 0) killServer(folder);
      });
      expect(await booksOf(folder), `round ${round}, seed ${seed}`).toMatchObject({ halves: 0 });
    }
    await imported(folder, IMPORTED_ORDERS);
    expect(await booksOf(folder)).toEqual(await booksOf(reference));
  });
});

describe('one owner, who is followed', { timeout: 120_000 }, () => {
  test('D4: a second start is refused within a second, naming the first', async () => {
    const folder = newFolder();
    const first = startWriter(folder, 'owner', 0);
    expect(await first.isOpen, first.complaints()).toBe(true);
    const began = performance.now();
    const refusal = await open(folder, 'owner').catch((error: unknown) => error);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(isAppError(refusal, 'database_already_running') && refusal.params.pid).toBe(first.child.pid);
    const guest = await open(folder);
    await guest.stop();
    expect(serverPid(folder)).not.toBeNull();
    kill(first.child.pid ?? 0, 'SIGTERM');
    expect(await first.ended).toBe(0);
    expect(processesOn(folder)).toEqual([]);
  });

  test('a command that started the server leaves it to those who joined; the last one stops it', async () => {
    const folder = newFolder();
    const first = startWriter(folder, 'client', 0);
    expect(await first.isOpen, first.complaints()).toBe(true);
    const guest = await open(folder);
    const database = connect(guest.url);
    await database.pool.query('select 1');
    kill(first.child.pid ?? 0, 'SIGTERM');
    expect(await first.ended).toBe(0);
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    await guest.stop();
    expect(processesOn(folder)).toEqual([]);
  });

  test('a dead owner’s server is adopted, and stopped by who adopted it', async () => {
    const folder = newFolder();
    const first = startWriter(folder, 'owner', 0);
    expect(await first.isOpen, first.complaints()).toBe(true);
    const server = serverPid(folder);
    kill(first.child.pid ?? 0);
    await first.ended;
    const heir = await open(folder, 'owner');
    expect(heir.notices.map(({ code }) => code)).toEqual(['database_adopted']);
    expect(serverPid(folder)).toBe(server);
    await heir.stop();
    expect(processesOn(folder)).toEqual([]);
  });

  test('two clones start at once, and two commands on one folder share one server', async () => {
    const [one, two] = await Promise.all([open(newFolder(), 'owner'), open(newFolder(), 'owner')]);
    expect(one.url).not.toBe(two.url);
    await Promise.all([one.stop(), two.stop()]);
    const shared = newFolder();
    const writers = [startWriter(shared, 'client', 1), startWriter(shared, 'client', 1)];
    expect(
      await Promise.all(writers.map((writer) => writer.isOpen)),
      writers.map((each) => each.complaints()).join(),
    ).toEqual([true, true]);
    for (const writer of writers) kill(writer.child.pid ?? 0, 'SIGTERM');
    expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([0, 0]);
    expect(processesOn(shared)).toEqual([]);
  });

  test('D11: a frozen server is an unavailable one, and works again when it thaws', async () => {
    const opened = await open(newFolder(), 'owner');
    const database = connect(opened.url);
    const server = serverPid(opened.folder ?? '') ?? 0;
    kill(server, 'SIGSTOP');
    const refusal = await database.pool.query('select 1').catch((error: unknown) => error);
    expect(isUnavailable(refusal)).toBe(true);
    kill(server, 'SIGCONT');
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    await opened.stop();
  });

  test('D11: the server dies under the owner, and comes back by itself at the same address', async () => {
    const folder = newFolder();
    const opened = await open(folder, 'owner');
    const database = connect(opened.url);
    await database.pool.query('select 1');
    killServer(folder);
    const answers = () =>
      database.pool.query('select 1 as one').then(
        ({ rows }) => rows,
        () => [],
      );
    await expect.poll(answers, { timeout: 10_000, interval: 100 }).toEqual([{ one: 1 }]);
    await database.close();
    await opened.stop();
    expect(processesOn(folder)).toEqual([]);
  });
});

/** How often the write-ahead log was synced, as this connection and the background know it now. */
async function walSyncs(client: pg.Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()');
  const { rows } = await client.query<{ syncs: number }>(
    `select coalesce(sum(fsyncs), 0)::int as syncs from pg_stat_io where object = 'wal'`,
  );
  return rows[0]?.syncs ?? 0;
}

describe('what is acknowledged is on disk', { timeout: 120_000 }, () => {
  test('D2: each commit is on disk: the settings are on, and are asked at every boot', async () => {
    const opened = await open(newFolder());
    const client = new pg.Client({ connectionString: opened.url });
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings
       where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses') order by name`,
    );
    await client.end();
    await opened.stop();
    expect(rows.map(({ name, setting }) => `${name}=${setting}`)).toEqual([
      'data_checksums=on',
      'fsync=on',
      'full_page_writes=on',
      'listen_addresses=127.0.0.1',
      'synchronous_commit=on',
    ]);
  });

  test('D2: a commit that returned has been written to the disk', async () => {
    const opened = await open(newFolder());
    const client = new pg.Client({ connectionString: opened.url });
    await client.connect();
    await client.query('create table written (n integer)');
    const before = await walSyncs(client);
    for (let n = 1; n <= 20; n++) await client.query('insert into written values ($1)', [n]);
    expect((await walSyncs(client)) - before).toBeGreaterThanOrEqual(20);
    await client.end();
    await opened.stop();
  });

  test('D2: a foreign server without fsync is refused with a sentence, and an unreachable one too', async () => {
    const { url } = inject('cluster');
    const refusal = openDatabase({ dataFolder: newFolder(), databaseUrl: url, role: 'client', clock });
    await expect(refusal).rejects.toMatchObject({ code: 'database_not_durable' });
    // Nothing listens on port 1.
    const unreachable = openDatabase({
      dataFolder: newFolder(),
      databaseUrl: 'postgres://a@127.0.0.1:1/b',
      role: 'client',
      clock,
    });
    await expect(unreachable).rejects.toMatchObject({ code: 'database_unreachable' });
  });
});
