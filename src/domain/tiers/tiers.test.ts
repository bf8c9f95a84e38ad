import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givePlanWith, inTransaction, type Judged, judgedAs } from '../../../test/tiers.ts';
import { addCustomers } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { readCustomer, setTag } from '../customers/customers.ts';
import { listTasks } from '../tasks/tasks.ts';
import { addMember } from '../team/team.ts';
import {
  approveMoves,
  endOverride,
  entitlementsOf,
  followTagRules,
  listChanges,
  listOverrides,
  listProposals,
  overrideTier,
  proposeMoves,
  refuseMoves,
  tierCard,
  tierMatrix,
} from './tiers.ts';

const everybody = { kind: 'all' } as const;
const first = { scope: everybody, limit: 20, offset: 0 };
const MOVES = 'tier_moves: { up: automatic, down: approved, hold: 90d }';
const TAGS = `
tags:
  - { tag: 三个月未下单, when: "days_since('order') >= 90", act: { by: account_manager, within: 1 working_days }, does: 问需求是否变化, does_en: Ask whether needs changed }
  - { tag: 关注环保, when: "count('enquiry_policy', '90d') >= 2", does: 推送碳足迹报告, does_en: Send the carbon footprint report }
`;

let world: World;
let version: number;
let chen: string;
let wang: string;

beforeAll(async () => {
  world = await createWorld({ at: '2026-06-10T01:00:00Z' });
  version = await givePlanWith(world, { tier_moves: MOVES, tags: TAGS });
  [chen, wang] = [await hire('chen', 'account_manager'), await hire('wang', 'retention_lead')];
});
afterAll(() => world.close());

async function hire(name: string, role: 'account_manager' | 'retention_lead'): Promise<string> {
  const member = { email: `${name}@example.com`, name, role, teamId: null, language: 'zh' } as const;
  return (await inTransaction(world, (trx) => addMember(trx, world.act(), member))).id;
}

async function customer(name: string): Promise<number> {
  const [customerId = 0] = await addCustomers(world, [name], { ownerA: chen });
  return customerId;
}

async function judge(customerId: number, judged: Judged): Promise<void> {
  await judgedAs(world, version, customerId, judged);
  await proposeMoves(world.db, world.act(), [customerId]);
}

const tierOf = async (customerId: number) => (await readCustomer(world.db, customerId)).tier;
const proposals = (state: 'ripe' | 'waiting' = 'ripe') => listProposals(world.db, { ...first, state });
const card = (customerId: number) => tierCard(world.db, world.clock.now(), customerId);

async function openOf(customerId: number): Promise<string> {
  const proposal = (await card(customerId)).proposal;
  if (proposal === null) throw new Error('a proposal is open');
  return proposal.id;
}

describe('a move down', () => {
  it('is put to somebody when it has lasted, with what changed, and holds once it is approved', async () => {
    const customerId = await customer('down');
    await judge(customerId, { proposed: 'key', standing: 56, amountYear: 1_080_000_000 });
    expect(await tierOf(customerId)).toBe('key');
    world.clock.advance({ days: 40 });
    await judge(customerId, { proposed: 'ordinary', standing: 48, amountYear: 972_000_000 });
    expect(await proposals()).toMatchObject({ total: 0 });
    expect((await proposals('waiting')).items).toMatchObject([
      { customer: { name: '测试down' }, direction: 'down', since: '2026-07-20', readyOn: '2026-10-18' },
    ]);
    world.clock.advance({ days: 90 });
    await judge(customerId, { proposed: 'ordinary', standing: 47, amountYear: 972_000_000 });
    const [proposal] = (await proposals()).items;
    expect(proposal).toMatchObject({
      ...{ from: { key: 'key', name: '重点客户' }, to: { key: 'ordinary', nameEn: 'Ordinary' } },
      said: { zh: '等级分 56 → 47；近 12 个月采购额 ¥1,080 万 → ¥972 万（−10%）' },
    });
    const ids = [proposal?.id ?? ''];
    const approve = () => inTransaction(world, (trx) => approveMoves(trx, world.act(wang), everybody, ids));
    expect(await approve()).toEqual({ decided: 1, left: 0 });
    expect(await approve()).toEqual({ decided: 0, left: 1 });
    expect(await tierOf(customerId)).toBe('ordinary');
    const { changes } = await card(customerId);
    expect(changes.map(({ from, to, way, decidedBy }) => [from?.key, to?.key, way, decidedBy?.name])).toEqual([
      ['key', 'ordinary', 'approved', 'wang'],
      [undefined, 'key', 'first', undefined],
    ]);
    expect(changes[0]).toMatchObject({ planVersion: version, said: proposal?.said });
  });

  it('is not anybody’s to approve whose customers these are not', async () => {
    const customerId = await customer('elsewhere');
    await judge(customerId, { proposed: 'key' });
    world.clock.advance({ days: 31 });
    await judge(customerId, { proposed: 'ordinary' });
    world.clock.advance({ days: 90 });
    await judge(customerId, { proposed: 'ordinary' });
    const ids = [await openOf(customerId)];
    const nobody = { kind: 'members', memberIds: [wang], invited: null } as const;
    expect(await inTransaction(world, (trx) => approveMoves(trx, world.act(wang), nobody, ids))).toEqual({
      decided: 0,
      left: 1,
    });
    const refusal = { ids, reason: '年底有大项目' };
    expect(await inTransaction(world, (trx) => refuseMoves(trx, world.act(wang), everybody, refusal))).toEqual({
      decided: 1,
      left: 0,
    });
    await judge(customerId, { proposed: 'ordinary' });
    expect((await card(customerId)).proposal).toMatchObject({ isRipe: false });
    await judge(customerId, { proposed: 'key' });
    expect((await card(customerId)).proposal).toBeNull();
  });

  it('is not proposed for one that the plan protects', async () => {
    const customerId = await customer('protected');
    await judge(customerId, { proposed: 'strategic' });
    world.clock.advance({ days: 40 });
    await judge(customerId, { proposed: 'key', isProtected: true });
    expect(await card(customerId)).toMatchObject({ proposal: null, isProtected: true });
  });
});

describe('a word of a person', () => {
  it('holds against what is proposed until its review, which becomes a task and brings the proposal back', async () => {
    const customerId = await customer('word');
    await judge(customerId, { proposed: 'strategic', standing: 82 });
    world.clock.advance({ days: 40 });
    await judge(customerId, { proposed: 'key', standing: 74 });
    const word = { tier: 'strategic', reason: '行业标准引用我们的参数', reviewOn: '2027-12-31' };
    const id = await inTransaction(world, (trx) => overrideTier(trx, world.act(wang), customerId, word));
    world.clock.advance({ days: 100 });
    await judge(customerId, { proposed: 'key', standing: 70 });
    const kept = await card(customerId);
    expect(kept).toMatchObject({
      tier: { key: 'strategic' },
      proposal: { isRipe: false, readyOn: '2027-12-31' },
      override: { id, reason: word.reason, isDue: false, by: { name: 'wang' } },
    });
    expect(kept.changes[0]).toMatchObject({ way: 'kept', reason: word.reason, decidedBy: { name: 'wang' } });
    world.clock.set('2027-12-31T01:00:00Z');
    await judge(customerId, { proposed: 'key', standing: 70 });
    await judge(customerId, { proposed: 'key', standing: 70 });
    expect((await card(customerId)).proposal).toMatchObject({ isRipe: true });
    const due = await listOverrides(world.db, world.clock.now(), { ...first, isDue: true });
    expect(due.items).toMatchObject([{ customer: { name: '测试word' }, proposed: { key: 'key' }, isDue: true }]);
    const asked = () => listTasks(world.db, { scope: everybody, ownerId: wang, state: 'open' }, first);
    expect((await asked()).items).toMatchObject([{ title: '复核等级特批', why: word.reason }]);
    const ending = { id, reason: '订单恢复，按方案走' };
    await inTransaction(world, (trx) => endOverride(trx, world.act(wang), customerId, ending));
    await inTransaction(world, (trx) => endOverride(trx, world.act(wang), customerId, ending));
    expect(await asked()).toMatchObject({ total: 0 });
    expect(await tierOf(customerId)).toBe('strategic');
  });

  it('is refused for a tier that the plan does not have, and for a review that is no day to come', async () => {
    const customerId = await customer('unfit');
    const say = (tier: string, reviewOn: string) =>
      inTransaction(world, (trx) => overrideTier(trx, world.act(wang), customerId, { tier, reviewOn, reason: '试' }));
    await expect(say('gold', '2028-06-30')).rejects.toMatchObject({ code: 'tier_unknown' });
    await expect(say('key', '2020-01-01')).rejects.toMatchObject({ code: 'review_day_unfit' });
    await say('key', '2028-06-30');
    expect(await tierOf(customerId)).toBe('key');
    expect(await entitlementsOf(world.db, customerId)).toMatchObject({ key: 'key' });
  });
});

it('the page counts who moved, who waits and what the plan leaves open', async () => {
  const { moves, counts, tiers } = await tierMatrix(world.db, world.clock.now(), everybody);
  expect(moves).toEqual([]);
  expect(counts).toEqual({ ripe: 1, waiting: 0, overrides: 1, due: 0 });
  expect(tiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(5);
  const { items } = await listChanges(world.db, first);
  expect(items.map(({ way }) => way).sort()).toEqual(['approved', 'kept', 'override']);
});

describe('tags that follow a rule', () => {
  const follow = () => followTagRules(world.db, world.act(), null);
  const tagsOf = async (customerId: number) => (await readCustomer(world.db, customerId)).tags.map(({ tag }) => tag);

  it('come and go with it, ask for work once per setting, and leave a person’s tags alone', async () => {
    const [one, two] = [await customer('one'), await customer('two')];
    await inTransaction(world, (trx) => setTag(trx, world.act(chen), two, { tag: '关注环保', reason: '自己说的' }));
    await judgedAs(world, version, one, { proposed: 'key', tags: '11' });
    await judgedAs(world, version, two, { proposed: 'key', tags: '01' });
    await follow();
    await follow();
    expect((await tagsOf(one)).sort()).toEqual(['三个月未下单', '关注环保'].sort());
    const open = () => listTasks(world.db, { scope: everybody, ownerId: chen, state: 'open' }, first);
    expect((await open()).items).toMatchObject([{ title: '问需求是否变化', why: '方案标签：三个月未下单' }]);
    await judgedAs(world, version, one, { proposed: 'key', tags: '00' });
    await judgedAs(world, version, two, { proposed: 'key', tags: '00' });
    await follow();
    expect(await tagsOf(one)).toEqual([]);
    expect(await tagsOf(two)).toEqual(['关注环保']);
    expect((await open()).total).toBe(0);
    await judgedAs(world, version, one, { proposed: 'key', tags: '10' });
    await follow();
    expect((await open()).total).toBe(1);
    const { rows } = await sql<{ kind: number }>`
      select kind from fact where customer_id = ${one} and kind in (21, 22) order by kind`.execute(world.db);
    expect(rows.map(({ kind }) => kind)).toEqual([21, 21, 21, 22, 22]);
  });

  it('ask nobody for more than the plan allows in a day', async () => {
    const many = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(customer));
    for (const customerId of many) await judgedAs(world, version, customerId, { proposed: 'key', tags: '10' });
    world.clock.advance({ days: 1 });
    const open = async () => {
      await follow();
      return (await listTasks(world.db, { scope: everybody, ownerId: chen, state: 'open' }, first)).total;
    };
    expect(await open()).toBe(4);
    expect(await open()).toBe(4);
    world.clock.advance({ days: 1 });
    expect(await open()).toBe(6);
  });
});
