import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { listEntries } from '../audit/audit.ts';
import { readCustomer } from '../customers/customers.ts';
import { healthJobs } from '../health/jobs.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { addMember } from '../team/team.ts';
import { warningJobs } from '../warnings/jobs.ts';
import { claimCustomer, listCandidates, listPool, releaseCustomer } from './pool.ts';

let world: World;
let chen: string;
let li: string;
let gone: number;
let buying: number;
let publicId: string;

beforeAll(async () => {
  world = await createWorld({ at: '2026-06-10T01:00:00Z', jobs: [...healthJobs, ...warningJobs] });
  await givePlan(world);
  [chen, li] = [await hire('chen'), await hire('li')];
  [gone = 0, buying = 0] = await addCustomers(world, ['gone', 'buying'], { ownerA: chen });
  await orderOn(world, gone, [500]);
  await orderOn(world, buying, [500, 10]);
  await inTransaction((trx) => talkTo(trx, gone));
  world.clock.advance({ days: 200 });
  await orderOn(world, buying, [1]);
  await judgeNow(world);
  publicId = (await readCustomer(world.db, gone)).publicId;
});
afterAll(() => world.close());

function inTransaction<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function hire(name: string): Promise<string> {
  const member = { email: `${name}@example.com`, name, role: 'account_manager', teamId: null, language: 'zh' } as const;
  return (await inTransaction((trx) => addMember(trx, world.act(), member))).id;
}

function talkTo(trx: Trx, customerId: number): Promise<string> {
  const said = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked', summary: '没有新工程' } as const;
  return recordInteraction(trx, world.act(), customerId, said);
}

const everybody = { kind: 'all' } as const;
const claim = (memberId: string) => inTransaction((trx) => claimCustomer(trx, world.act(memberId), memberId, publicId));
const release = (customerId: number) =>
  inTransaction((trx) => releaseCustomer(trx, world.act(chen), customerId, '两年没有回音'));

describe('the pool', () => {
  it('is proposed who gave up buying and talking, and takes nobody else', async () => {
    const names = (await listCandidates(world.db, everybody, world.clock.now())).map(({ name }) => name);
    expect(names).toEqual(['测试gone']);
    await expect(release(buying)).rejects.toMatchObject({ code: 'release_too_early' });
    expect(await listPool(world.db, world.clock.now())).toEqual([]);
  });

  it('keeps the first right for who served the customer last', async () => {
    await release(gone);
    const { items } = await listEntries(world.db, { action: 'released', limit: 10, offset: 0 });
    expect(items.map(({ memberId, details }) => [memberId, details])).toEqual([[chen, { reason: '两年没有回音' }]]);
    const [pooled] = await listPool(world.db, world.clock.now());
    expect(pooled).toMatchObject({ publicId, lastOwner: { name: 'chen' }, protectedUntil: expect.any(Date) });
    await expect(claim(li)).rejects.toMatchObject({ code: 'pool_protected', params: { until: '2027-06-25' } });
    world.clock.advance({ days: 181 });
    await claim(li);
    expect((await readCustomer(world.db, gone)).owners.a?.name).toBe('li');
    await expect(claim(chen)).rejects.toMatchObject({ code: 'not_in_pool' });
  });

  it('gives a member so many a day, also to quick hands', async () => {
    const more = await addCustomers(world, ['m1', 'm2', 'm3', 'm4', 'm5']);
    const ids = await Promise.all(more.map(async (customerId) => (await readCustomer(world.db, customerId)).publicId));
    world.clock.advance({ days: 1 });
    const claims = ids.map((id) => inTransaction((trx) => claimCustomer(trx, world.act(chen), chen, id)));
    const done = await Promise.allSettled(claims);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const refused = done.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(['claims_used_up', 'claims_used_up']);
  });
});
