import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { isAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { openComplaint, resolveComplaint } from '../complaints/complaints.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { recordOrders } from '../orders/orders.ts';
import { factKinds } from '../timeline/timeline.ts';
import { addContact, changeCustomer, findCustomer, readCustomer, setOwner, upsertCustomers } from './customers.ts';
import { mergeCustomers, previewMerge, undoMerge } from './merge-acts.ts';
import { listMerges } from './merge-queries.ts';

const ALL = { kind: 'all' } as const;
let world: World;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  world.clock.advance({ minutes: 1 });
  return world.db.transaction().execute(work);
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly keyOfB: string;
  readonly publicIdOfB: string;
}

async function somePair(given: object = {}): Promise<Pair> {
  const keys = [`A${++made}`, `B${made}`] as const;
  const rows = [
    { externalId: keys[0], name: `上海一家${made}有限公司`, city: '上海' },
    { externalId: keys[1], name: `一家${made}（上海）公司`, industry: '装修', since: '2019-05-01', ...given },
  ];
  const { customerIds, publicIds } = await act((trx) => upsertCustomers(trx, world.act(), rows));
  return { a: customerIds[0] ?? 0, b: customerIds[1] ?? 0, keyOfB: keys[1], publicIdOfB: publicIds[1] ?? '' };
}

function merge(survivorId: number, mergedId: number): Promise<string> {
  return act((trx) => mergeCustomers(trx, world.act(), { survivorId, mergedId }));
}

function undo(id: string): Promise<string> {
  return act((trx) => undoMerge(trx, world.act(), id));
}

async function count(table: string, customerId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where customer_id = ${customerId}`.execute(world.db);
  return Number(rows[0]?.count);
}

async function openCase(customerId: number, level: number): Promise<void> {
  await sql`insert into warning_case (customer_id, id, level, risk, opened_at)
    values (${customerId}, ${newId(world.clock.now())}, ${level}, 'need', ${world.clock.now()})`.execute(world.db);
}

describe('a merge', () => {
  it('leads old addresses and old numbers to the survivor', async () => {
    const { a, b, keyOfB, publicIdOfB } = await somePair();
    const id = await merge(a, b);
    expect(await findCustomer(world.db, publicIdOfB, ALL)).toBe(a);
    const again = await act((trx) => upsertCustomers(trx, world.act(), [{ externalId: keyOfB, region: '华东' }]));
    expect(again).toMatchObject({ created: 0, updated: 1, customerIds: [a] });
    await undo(id);
    expect(await findCustomer(world.db, publicIdOfB, ALL)).toBe(b);
    expect((await readCustomer(world.db, a)).region).toBe('华东');
  });

  it('takes over what the survivor lacks, and gives it back unless somebody changed it since', async () => {
    const { a, b } = await somePair({ region: '华东' });
    const id = await merge(a, b);
    const merged = await readCustomer(world.db, a);
    expect(merged).toMatchObject({ industry: '装修', since: '2019-05-01', region: '华东' });
    await act((trx) => changeCustomer(trx, world.act(), a, { industry: '家装' }, merged.version));
    await undo(id);
    expect(await readCustomer(world.db, a)).toMatchObject({ industry: '家装', since: null, region: null });
    expect(await readCustomer(world.db, b)).toMatchObject({ industry: '装修', since: '2019-05-01', region: '华东' });
  });

  it('leaves one open case, at the higher level, and gives both back', async () => {
    const { a, b } = await somePair();
    await openCase(a, 1);
    await openCase(b, 3);
    const id = await merge(a, b);
    const cases = () =>
      sql<{ customerId: number; level: number }>`
      select customer_id as "customerId", level from warning_case
      where customer_id in (${a}, ${b}) and ended_at is null order by 1`.execute(world.db);
    expect((await cases()).rows).toEqual([{ customerId: a, level: 3 }]);
    expect(await count('warning_case', a)).toBe(2);
    await undo(id);
    expect((await cases()).rows).toEqual([
      { customerId: a, level: 1 },
      { customerId: b, level: 3 },
    ]);
  });

  it('renumbers what has the same number, visibly, and the sum stays', async () => {
    const { a, b } = await somePair();
    const [now, line] = [world.clock.now(), { productId: 1, quantity: 1, unitPrice: 1, amount: 100 }];
    await sql`insert into product (id, code, name, created_at) values (1, 'P1', '板材', ${now})`.execute(world.db);
    for (const customerId of [a, b]) {
      const order = { customerId, number: 'SO-1', kind: 'order', orderedAt: now, lines: [line] } as const;
      await act((trx) => recordOrders(trx, world.act(), [order], { timezone: 'Asia/Shanghai' }));
    }
    const preview = await previewMerge(world.db, world.act(), { survivorId: a, mergedId: b });
    expect(preview.renumbered).toEqual([{ from: 'SO-1', to: 'SO-1 (2)' }]);
    expect(await count('customer_order', b)).toBe(1);
    const id = await merge(a, b);
    expect(await count('customer_order', a)).toBe(2);
    await undo(id);
    const { rows } = await sql<{ number: string }>`
      select number from customer_order where customer_id = ${b}`.execute(world.db);
    expect(rows).toEqual([{ number: 'SO-1' }]);
  });

  it('that is undone keeps what came after it with the survivor, but for what hangs on rows that go back', async () => {
    const { a, b } = await somePair();
    const contactId = await act((trx) => addContact(trx, world.act(), b, { name: '陈总' }));
    const complaintId = await act((trx) =>
      openComplaint(trx, world.act(), b, { nature: 'quality', severity: 'general', summary: 'x' }),
    );
    const id = await merge(a, b);
    const call = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked' } as const;
    const talk = (given: object) =>
      act((trx) => recordInteraction(trx, world.act(), a, { ...call, occurredAt: world.clock.now(), ...given }));
    await talk({ summary: '老客户自己的' });
    await talk({ summary: '和陈总', contactId });
    await act((trx) => resolveComplaint(trx, world.act(), a, complaintId, { solution: 'y', confirmed: true }));
    await undo(id);
    const talks = (customerId: number) =>
      sql<{ summary: string }>`
      select summary from interaction where customer_id = ${customerId}`.execute(world.db);
    expect((await talks(a)).rows).toEqual([{ summary: '老客户自己的' }]);
    expect((await talks(b)).rows).toEqual([{ summary: '和陈总' }]);
    expect(await count('complaint_resolution', b)).toBe(1);
    const { rows } = await sql<{ customerId: number }>`
      select customer_id as "customerId" from fact where kind = ${factKinds.complaint_solved}`.execute(world.db);
    expect(rows).toEqual([{ customerId: b }]);
  });

  it('is told on the timeline, in the audit log, and listed with who has to be undone first', async () => {
    const { a, b } = await somePair();
    const { b: c } = await somePair();
    const first = await merge(a, b);
    const second = await merge(a, c);
    expect(await count('audit_entry', a)).toBeGreaterThan(0);
    const refused = await undo(first).catch((error: unknown) => error);
    expect(isAppError(refused, 'merge_later') && refused.params['merged']).toContain('一家');
    const { items } = await listMerges(world.db, ALL, { limit: 2, offset: 0 });
    expect(items.map(({ id, waitsFor }) => [id, waitsFor !== null])).toEqual([
      [second, false],
      [first, true],
    ]);
    await undo(second);
    await undo(first);
    expect(isAppError(await undo(first).catch((error: unknown) => error), 'merge_undone')).toBe(true);
    const { rows } = await sql<{ kind: number; customerId: number }>`
      select kind, customer_id as "customerId" from fact
      where kind in (${factKinds.customer_merged}, ${factKinds.merge_undone}) and customer_id in (${a}, ${b}, ${c})
      order by recorded_at, customer_id`.execute(world.db);
    expect(rows.filter(({ kind }) => kind === factKinds.customer_merged)).toHaveLength(2);
    expect(rows.filter(({ kind }) => kind === factKinds.merge_undone)).toHaveLength(4);
  });

  it('of the same two at once is done once; the other hears so', async () => {
    const { a, b } = await somePair();
    const both = await Promise.allSettled([merge(a, b), merge(b, a), merge(a, b)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of both) {
      if (each.status === 'rejected') expect(isAppError(each.reason, 'merge_gone')).toBe(true);
    }
  });

  it('previewed changes nothing, and says what the merge then does', async () => {
    const { a, b } = await somePair({ taxNumber: '91310000MA1FL2X1X7' });
    await act((trx) => setOwner(trx, world.act(), b, { part: 'a', memberId: null, reason: '' }));
    const preview = await previewMerge(world.db, world.act(), { survivorId: a, mergedId: b });
    expect(await readCustomer(world.db, b)).toMatchObject({ customerId: b });
    const id = await merge(a, b);
    const { rows } = await sql<{ counts: object }>`select counts from customer_merge where id = ${id}`.execute(
      world.db,
    );
    expect(rows[0]?.counts).toEqual(preview.counts);
    expect(preview.conflicts.find(({ field }) => field === 'since')).toMatchObject({ proposed: 'merged' });
  });
});

describe('a merge of customers', () => {
  async function somebody(left: boolean): Promise<string> {
    const id = newId(world.clock.now());
    await sql`insert into member (id, email, name, role, language, created_at, left_at)
      values (${id}, ${`${id}@example.com`}, '前同事', 'account_manager', 'zh-CN', ${world.clock.now()},
        ${left ? world.clock.now() : null})`.execute(world.db);
    return id;
  }

  const own = (customerId: number, memberId: string) =>
    sql`update customer set owner_a = ${memberId}::uuid where customer_id = ${customerId}`.execute(world.db);
  const ownerOf = async (customerId: number) => (await readCustomer(world.db, customerId)).owners.a?.id ?? null;

  it('does not hand one to a colleague who left us, neither when they become one nor when they part', async () => {
    const [gone, leaving, staying] = [await somebody(true), await somebody(false), await somebody(false)];
    const first = await somePair();
    await own(first.b, gone);
    const id = await merge(first.a, first.b);
    expect(await ownerOf(first.a)).toBeNull();
    await undo(id);
    expect(await ownerOf(first.b)).toBe(gone);

    const second = await somePair();
    await own(second.a, leaving);
    await own(second.b, staying);
    const wish = { survivorId: second.a, mergedId: second.b, choices: { ownerA: 'merged' } } as const;
    const taken = await act((trx) => mergeCustomers(trx, world.act(), wish));
    expect(await ownerOf(second.a)).toBe(staying);
    await sql`update member set left_at = ${world.clock.now()} where id = ${leaving}`.execute(world.db);
    await undo(taken);
    expect(await ownerOf(second.a)).toBeNull();
    expect(await ownerOf(second.b)).toBe(staying);
  });

  it('keeps aside what a phone sent to both under one id', async () => {
    const { a, b } = await somePair();
    const call = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked', summary: '同一通' } as const;
    const id = newId(world.clock.now());
    for (const customerId of [a, b]) {
      await act((trx) => recordInteraction(trx, world.act(), customerId, { ...call, id }));
    }
    const mergeId = await merge(a, b);
    expect(await count('interaction', a)).toBe(1);
    await undo(mergeId);
    expect([await count('interaction', a), await count('interaction', b)]).toEqual([1, 1]);
  });

  it('can be taken back also where a run that began before it judged the one that is gone', async () => {
    const { a, b } = await somePair();
    const judge = async () => {
      await sql`insert into plan_version (version, name, text, checksum, reason, created_at)
        values (1, '', '', '', '', ${world.clock.now()})
        on conflict do nothing`.execute(world.db);
      await sql`insert into judgement_history (customer_id, as_of, known_at, plan_version, score, colour, coverage, tier,
          amount_year, indicator_points)
        values (${b}, '2026-11-22', ${world.clock.now()}, 1, 50, 1, 0, '', 0, '{}')`.execute(world.db);
    };
    await judge();
    const id = await merge(a, b);
    await judge();
    await undo(id);
    expect(await count('judgement_history', b)).toBe(1);
  });
});

describe('what is append-only', () => {
  it('changes hands in a merge only: not for the app, nor for the owner who merges nothing', async () => {
    const { a } = await somePair();
    const { rows } = await sql<{ id: string }>`select id from fact where customer_id = ${a} limit 1`.execute(world.db);
    const change = 'update fact set amount = 1 where customer_id = $1 and id = $2';
    const tried = async (role: string, setting: string): Promise<string> => {
      const client = new pg.Client({ connectionString: world.url });
      await client.connect();
      try {
        await client.query(`set role ${role}`);
        await client.query(`select set_config('changke.merging', $1, false)`, [setting]);
        return await client.query(change, [a, rows[0]?.id]).then(
          () => 'done',
          (error: pg.DatabaseError) => error.code ?? '',
        );
      } finally {
        await client.end();
      }
    };
    expect(await tried('changke_app', 'on')).toBe('42501');
    expect(await tried('changke_owner', '')).toBe('42501');
  });

  it('moves by rules that name every key that two customers could both hold', async () => {
    const { rows } = await sql<{ name: string }>`
      select name from merge_tables() where has_keys and not exists (
        select from merge_rule where table_name = name and rule in ('keep_mine', 'lift', 'renumber', 'finish'))`.execute(
      world.db,
    );
    expect(rows.map(({ name }) => `${name}: say in merge_rule what happens when both customers have one`)).toEqual([]);
  });

  it('moves by rules that name only what is there', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from merge_rule
      where column_name <> '' and not exists (
        select from information_schema.columns told
        where told.table_schema = 'public' and told.table_name = merge_rule.table_name
          and told.column_name = merge_rule.column_name)`.execute(world.db);
    expect(rows).toEqual([]);
  });
});
