import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOffice, type Office } from '../../../test/office.ts';
import { routesOnDisk } from '../../../test/routes-on-disk.ts';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { createCustomer, findCustomer } from '../customers/customers.ts';
import { addGroup } from '../customers/group-acts.ts';
import { judgeBook } from '../health/health.ts';
import { activatePlan, addPlanVersion } from '../plans/plans.ts';
import { groupHealth } from './group.ts';

const THRESHOLDS = { green: 70, yellow: 40 };

let world: World;
let office: Office;

beforeAll(async () => {
  world = await createWorld();
  const plan = readFileSync('plans/building-materials.yaml', 'utf8');
  await act(async (trx) => activatePlan(trx, world.act(), await addPlanVersion(trx, world.act(), plan, 'test')));
  office = await createOffice(world, await routesOnDisk(), (publicId, scope) =>
    findCustomer(world.db, publicId, scope),
  );
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

function child(amountYear: number, score: number | null) {
  const tier = { key: '', name: '', nameEn: '' };
  const customer = { publicId: '', name: '', shortName: null, tier, provisional: false, score };
  return { amountYear, customer: { ...customer, colour: 'unknown' } } as const;
}

describe('the health of a group', () => {
  const of = (...children: [number, number | null][]) =>
    groupHealth(
      children.map(([amount, score]) => child(amount, score)),
      THRESHOLDS,
    );

  it('is weighted by amount and no better than its worst large customer', () => {
    expect(of([900, 80], [100, 20])).toMatchObject({ score: 74, colour: 'green', cappedBy: null });
    expect(of([600, 90], [400, 30])).toMatchObject({ score: 30, weighted: 66, colour: 'red' });
    expect(of([600, 50], [400, 90])).toMatchObject({ score: 50, weighted: 66, colour: 'yellow' });
    expect(of([0, 50], [0, 90])).toMatchObject({ score: 50, weighted: 70 });
  });

  it('is unknown while less than half of the amount is judged', () => {
    expect(of([600, null], [400, 90])).toMatchObject({ score: null, colour: 'unknown', judgedShare: 0.4 });
    expect(of([500, null], [500, 90])).toMatchObject({ score: 90, judgedShare: 0.5 });
    expect(of()).toMatchObject({ score: null, colour: 'unknown' });
  });

  it('never leaves the range of its customers, nor lies above a large one', () => {
    const children = fc.array(fc.tuple(fc.nat(1_000_000), fc.option(fc.nat(100))), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(children, (given) => {
        const { score } = of(...given);
        if (score === null) return;
        const scores = given.flatMap(([, each]) => (each === null ? [] : [each]));
        const sum = given.reduce((whole, [amount]) => whole + amount, 0);
        const large = given.flatMap(([amount, each]) =>
          each !== null && amount >= 0.3 * sum && sum > 0 ? [each] : [],
        );
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores));
        expect(score).toBeLessThanOrEqual(Math.min(Math.max(...scores), ...large));
      }),
    );
  });
});

describe('the page of a group', () => {
  it('adds up all that lies below it, as far as the reader reaches', async () => {
    const top = await act((trx) => addGroup(trx, world.act(), { name: '大集团', parentId: null }));
    await act((trx) => addGroup(trx, world.act(), { name: '华东片', parentId: top }));
    const mine = office.people.account_manager.memberId;
    const strangers = office.people.stranger.memberId;
    const add = (name: string, group: string, ownerA: string) =>
      act((trx) => createCustomer(trx, world.act(), { name, group, ownerA }));
    const [one, two] = [await add('一分厂', '大集团', mine), await add('二分厂', '华东片', mine)];
    await add('三分厂', '华东片', strangers);
    await judgeBook(world.db, world.act());
    await judged(one.customerId, 600, 900);
    await judged(two.customerId, 400, 300);
    const page = async (asker: 'account_manager' | 'administrator') =>
      (await office.ask(asker, { url: `/api/groups/${top}` })).json();
    expect(await page('account_manager')).toMatchObject({
      group: { name: '大集团' },
      customers: 2,
      outside: 1,
      amountYear: 1000,
      groups: [{ name: '华东片', customers: 1, amountYear: 400 }],
      health: { score: 30, weighted: 66, colour: 'red', cappedBy: { name: '二分厂' } },
      items: [{ customer: { name: '一分厂' } }, { customer: { name: '二分厂' }, group: { name: '华东片' } }],
    });
    expect(await page('administrator')).toMatchObject({ customers: 3, outside: 0 });
    const list = (await office.ask('account_manager', { url: '/api/group-sums' })).json();
    expect(list.items).toMatchObject([
      { group: { id: top }, parent: null, groups: 1, customers: 2, outside: 1, amountYear: 1000, score: 30 },
      { group: { name: '华东片' }, parent: '大集团', groups: 0, customers: 1, outside: 1, amountYear: 400 },
    ]);
    const nobody = await office.ask('account_manager', { url: `/api/groups/${one.publicId}` });
    expect([nobody.statusCode, nobody.json().code]).toEqual([404, 'group_unknown']);
  });
});

/** What a run would have judged. */
async function judged(customerId: number, amount: number, scoreTenths: number): Promise<void> {
  await world.database.pool.query('update judgement set amount_year = $2, score = $3 where customer_id = $1', [
    customerId,
    amount,
    scoreTenths,
  ]);
}

describe('relations', () => {
  it('are drawn by three steps, and count who lies outside of what one sees', async () => {
    const ask = async (name: string, owner: string) =>
      act((trx) => createCustomer(trx, world.act(), { name, ownerA: owner }));
    const mine = office.people.account_manager.memberId;
    const chain: { publicId: string }[] = [];
    for (const name of ['甲', '乙', '丙', '丁', '戊']) chain.push(await ask(`关系${name}`, mine));
    const [hidden] = [await ask('关系外', office.people.stranger.memberId)];
    const relate = (from: number, other: string) =>
      office.ask('administrator', {
        method: 'POST',
        url: `/api/customers/${chain[from]?.publicId}/relations`,
        payload: { other, kind: 'referred_by' },
      });
    for (let from = 0; from < 4; from++) {
      expect((await relate(from, chain[from + 1]?.publicId ?? '')).statusCode).toBe(200);
    }
    await relate(0, hidden?.publicId ?? '');
    const graph = async (asker: 'account_manager' | 'administrator') =>
      (await office.ask(asker, { url: `/api/customers/${chain[0]?.publicId}/relations` })).json();
    const own = await graph('account_manager');
    expect(own.nodes.map((node: { name: string; ring: number }) => [node.name, node.ring])).toEqual([
      ['关系甲', 0],
      ['关系乙', 1],
      ['关系丙', 2],
      ['关系丁', 3],
    ]);
    expect(own).toMatchObject({ hidden: 1, isCut: false });
    expect(own.edges).toHaveLength(3);
    expect(JSON.stringify(own)).not.toContain(hidden?.publicId);
    expect((await graph('administrator')).nodes).toHaveLength(5);
    const refused = await office.ask('account_manager', {
      method: 'POST',
      url: `/api/customers/${chain[1]?.publicId}/relations`,
      payload: { other: hidden?.publicId, kind: 'affiliate' },
    });
    expect(refused.json().code).toBe('customer_unknown');
  });
});
