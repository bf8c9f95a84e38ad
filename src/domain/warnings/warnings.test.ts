import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { setOwner } from '../customers/customers.ts';
import { healthJobs } from '../health/jobs.ts';
import { warningJobs } from './jobs.ts';
import { caseChange, type OpenCase, type Signal } from './warning.ts';
import { type Case, contactCase, endCase, readCases, syncCases, threatenSupplierChange } from './warnings.ts';

let world: World;
let leaving: number;
let steady: number;

const everyone = { scope: { kind: 'all' }, limit: 50, offset: 0 } as const;

beforeAll(async () => {
  world = await createWorld({ at: '2026-06-10T01:00:00Z', jobs: [...healthJobs, ...warningJobs] });
  await givePlan(world);
  [leaving = 0, steady = 0] = await addCustomers(world, ['leaving', 'steady']);
  await orderOn(world, leaving, every(30, 3));
  await orderOn(world, steady, every(30, 3));
  await judgeNow(world);
  await world.drain();
});
afterAll(() => world.close());

async function casesOf(customerId: number): Promise<Case[]> {
  return (await readCases(world.db, { ...everyone, customerId })).items;
}

/** The steady one goes on buying while time passes. */
async function pass(days: number): Promise<void> {
  world.clock.advance({ days });
  await orderOn(world, steady, [1]);
  await judgeNow(world);
  await world.drain();
}

describe('a customer who stops', () => {
  it('gets one case with owner, limit and a reason once its rhythm is broken, and the steady one none', async () => {
    await pass(25);
    expect(await casesOf(leaving)).toEqual([]);
    await pass(27);
    await pass(27);
    const [opened, ...more] = await casesOf(leaving);
    expect(more).toEqual([]);
    expect(opened).toMatchObject({ level: 1, risk: 'need', stock: false, ended: null });
    expect(opened?.signals.map(({ key }) => key)).toEqual(['rhythm_broken']);
    expect(opened?.signals[0]?.sentence.zh).not.toBe('');
    expect(opened?.dueAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
    expect(await casesOf(steady)).toEqual([]);
  });

  it('is not warned of twice', async () => {
    await syncCases(world.db, world.act());
    await pass(1);
    expect(await casesOf(leaving)).toHaveLength(1);
  });

  it('keeps the contact with its reason in the contact ledger', async () => {
    const [opened] = await casesOf(leaving);
    await world.db.transaction().execute((trx) =>
      contactCase(trx, world.act(), {
        customerId: leaving,
        caseId: opened?.id ?? '',
        reason: 'stock_full',
        note: '仓库还有',
        channel: 'phone',
      }),
    );
    const [contacted] = await casesOf(leaving);
    expect(contacted?.contact?.reason).toBe('stock_full');
    const ledger = await world.db
      .selectFrom('interaction')
      .select('summary')
      .where('customer_id', '=', leaving)
      .execute();
    expect(ledger).toEqual([{ summary: '库存还够：仓库还有' }]);
  });

  it('has recovered when orders are back; the cause is what it said', async () => {
    await orderOn(world, leaving, [0]);
    await world.drain();
    await pass(1);
    const [ended] = await casesOf(leaving);
    expect(ended?.ended).toMatchObject({ outcome: 'recovered', cause: 'stock_full' });
  });
});

describe('a person', () => {
  it('raises level 3 at once when the customer may change its supplier; saying it twice is one case', async () => {
    const said = '再这样我们就换一家';
    const first = await world.db
      .transaction()
      .execute((trx) => threatenSupplierChange(trx, world.act(), { customerId: steady, said }));
    const again = await world.db
      .transaction()
      .execute((trx) => threatenSupplierChange(trx, world.act(), { customerId: steady, said }));
    expect(again).toBe(first);
    await world.drain();
    const found = await casesOf(steady);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ id: first, level: 3 });
    expect(found[0]?.signals.filter(({ cleared }) => !cleared).map(({ key }) => key)).toEqual(['change_supplier']);
  });

  it('ends a case with a cause; a standing signal does not open the next one tomorrow', async () => {
    const [opened] = await casesOf(steady);
    const lead = await anybody();
    await world.db.transaction().execute((trx) =>
      endCase(trx, world.act(lead), {
        customerId: steady,
        caseId: opened?.id ?? '',
        outcome: 'false_alarm',
        cause: '听错了',
      }),
    );
    await pass(1);
    expect(await casesOf(steady)).toHaveLength(1);
  });

  it('is told when the case has ended already', async () => {
    const [ended] = await casesOf(steady);
    const again = world.db.transaction().execute((trx) =>
      contactCase(trx, world.act(), {
        customerId: steady,
        caseId: ended?.id ?? '',
        reason: 'other',
        channel: 'phone',
      }),
    );
    await expect(again).rejects.toMatchObject({ code: 'warning_ended' });
  });
});

async function anybody(id = '0198c0de-0000-7000-8000-000000000001'): Promise<string> {
  const row = {
    id,
    email: `${id}@example.com`,
    name: '某人',
    role: 'retention_lead',
    created_at: world.clock.now(),
  } as const;
  await world.db
    .insertInto('member')
    .values(row)
    .onConflict((known) => known.doNothing())
    .execute();
  return id;
}

describe('two at once', () => {
  it('open one case each, and neither fails', async () => {
    const several = await addCustomers(world, ['twice-1', 'twice-2', 'twice-3']);
    for (const customerId of several) await orderOn(world, customerId, every(30, 3, 100));
    await judgeNow(world);
    await Promise.all([1, 2, 3].map(() => syncCases(world.db, world.act())));
    for (const customerId of several) expect(await casesOf(customerId)).toHaveLength(1);
    await world.drain();
  });

  it('what a person raised stays open until a judgement knew of it', async () => {
    const [threatening = 0] = await addCustomers(world, ['threatening']);
    await orderOn(world, threatening, every(30, 3));
    await judgeNow(world);
    world.clock.advance({ minutes: 1 });
    const threat = { customerId: threatening, said: '准备换供应商' };
    const lead = await anybody();
    await world.db.transaction().execute((trx) => threatenSupplierChange(trx, world.act(lead), threat));
    await syncCases(world.db, world.act(), [threatening]);
    expect((await casesOf(threatening)).map(({ ended }) => ended)).toEqual([null]);
    await world.drain();
    expect((await casesOf(threatening)).map(({ ended }) => ended)).toEqual([null]);
  });
});

describe('a customer that is handed over', () => {
  it('takes its open case along', async () => {
    const [from, to] = [await anybody(), await anybody('0198c0de-0000-7000-8000-000000000002')];
    const [moving = 0] = await addCustomers(world, ['moving'], { ownerA: from });
    await orderOn(world, moving, every(30, 3, 100));
    await judgeNow(world);
    await world.drain();
    expect((await casesOf(moving))[0]?.owner?.id).toBe(from);
    world.clock.advance({ minutes: 1 });
    const change = { part: 'a', memberId: to, reason: '换人' } as const;
    await world.db.transaction().execute((trx) => setOwner(trx, world.act(from), moving, change));
    await world.drain();
    expect((await casesOf(moving))[0]?.owner?.id).toBe(to);
  });
});

describe('the first day', () => {
  it('is the day on which there were customers, seen from where the company is; what rises later is no stock', async () => {
    const fresh = await createWorld({ at: '2026-10-31T01:00:00Z', jobs: [...healthJobs, ...warningJobs] });
    try {
      await givePlan(fresh);
      await judgeNow(fresh);
      fresh.clock.advance({ days: 1 });
      const [customerId = 0] = await addCustomers(fresh, ['old']);
      await orderOn(fresh, customerId, every(30, 3, 100));
      await judgeNow(fresh, { months: 1 });
      await fresh.drain();
      const opened = await readCases(fresh.db, { ...everyone, customerId });
      expect(opened.items).toMatchObject([{ stock: true, dueAt: null }]);
      fresh.clock.advance({ days: 1 });
      await fresh.db
        .transaction()
        .execute((trx) => threatenSupplierChange(trx, fresh.act(), { customerId, said: '要换人' }));
      const risen = await readCases(fresh.db, { ...everyone, customerId });
      expect(risen.items).toMatchObject([{ stock: false, level: 3 }]);
    } finally {
      await fresh.close();
    }
  });
});

describe('caseChange', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const level = fc.constantFrom<1 | 2 | 3>(1, 2, 3);
  const signals = fc
    .uniqueArray(fc.record({ key, level }), { selector: (each) => each.key })
    .map((all): Signal[] => all.map((each) => ({ ...each, customerId: 1, risk: 'need', said: { zh: '', en: '' } })));
  const open = fc.option(
    fc.record({ level, keys: fc.uniqueArray(key, { minLength: 1 }) }).map(
      ({ level: held, keys }): OpenCase => ({
        customerId: 1,
        id: 'case',
        level: held,
        signals: keys.map((each) => ({ id: each, key: each, judged: true })),
      }),
    ),
  );

  it('leads to a case with exactly the standing signals, and to nothing more when asked again', () => {
    fc.assert(
      fc.property(signals, open, (standing, before) => {
        const change = caseChange(1, standing, before);
        const held = new Set(before?.signals.map((each) => each.key));
        for (const each of change?.raise ?? []) held.add(each.key);
        for (const each of change?.clear ?? []) held.delete(each);
        expect([...held].sort()).toEqual(standing.map((each) => each.key).sort());
        const after = {
          customerId: 1,
          id: 'case',
          level: change?.level ?? before?.level ?? 1,
          signals: [...held].map((each) => ({ id: each, key: each, judged: true })),
        };
        expect(caseChange(1, standing, held.size > 0 ? after : null)).toBeNull();
        if (change && before) expect(change.level).toBeGreaterThanOrEqual(before.level);
      }),
    );
  });
});
