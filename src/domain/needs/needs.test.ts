import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { newId } from '../../kernel/ids.ts';
import { addContact, upsertCustomers } from '../customers/customers.ts';
import { listTasks } from '../tasks/tasks.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { needJobs } from './jobs.ts';
import {
  changeNeed,
  checkTechnically,
  endPromise,
  listNeeds,
  listPromises,
  makePromise,
  type NeedRow,
  needGaps,
  needStory,
  postponePromise,
  recordNeed,
  recordNeeds,
  recordPromises,
  settleNeed,
  tellOverdue,
} from './needs.ts';

const page = { limit: 50, offset: 0 };
let world: World;
let member: string;
let customerId: number;
let made = 0;

beforeAll(async () => {
  world = await createWorld({ jobs: needJobs });
  member = newId(world.clock.now());
  const row = { id: member, name: '陈经理', email: 'chen@example.com', role: 'account_manager' } as const;
  await world.db
    .insertInto('member')
    .values({ ...row, created_at: world.clock.now() })
    .execute();
});
beforeEach(async () => {
  world.clock.set('2026-11-23T01:00:00Z');
  const row = { externalId: `N-${++made}`, name: `客户${made}`, ownerA: member, industry: `行业${made}` };
  customerId = (await act((trx) => upsertCustomers(trx, world.act(), [row]))).customerIds[0] ?? Number.NaN;
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

/** The story on the timeline as `kind category score amount`, sorted. */
async function facts(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100, kinds: [43, 44, 45, 46, 47, 48, 49] });
  return items
    .map(
      ({ kind, category, score, amount }) =>
        `${factKindName(kind)} ${category ?? '-'} ${score ?? '-'} ${amount ?? '-'}`,
    )
    .sort();
}

async function story(): Promise<string[]> {
  return (await needStory(world.db, customerId)).map(({ what }) => what).reverse();
}

describe('a need', () => {
  it('is recorded with one sentence, changed and met, and its story is kept', async () => {
    const id = await act((trx) => recordNeed(trx, world.act(member), customerId, { text: '想要小批量定制' }));
    expect(await facts()).toEqual(['need_recorded 7 2 -']);
    world.clock.advance({ days: 1 });
    const better = { nature: 'product', urgency: 3, level: 2, fit: 40 } as const;
    await act((trx) => changeNeed(trx, world.act(member), customerId, id, better));
    await act((trx) => changeNeed(trx, world.act(member), customerId, id, better));
    expect(await facts()).toEqual(['need_recorded 1 3 -']);
    world.clock.advance({ days: 1 });
    const settle = () =>
      act((trx) => settleNeed(trx, world.act(member), customerId, id, { state: 'met', reason: '已上线小批量线' }));
    await settle();
    await settle();
    expect(await facts()).toEqual(['need_met 1 - -', 'need_recorded 1 3 -']);
    expect(await story()).toEqual(['recorded', 'changed', 'met']);
    const changes = await needStory(world.db, customerId);
    expect(changes[1]?.details).toMatchObject({
      urgency: { from: 2, to: 3 },
      nature: { from: 'other', to: 'product' },
    });
    await act((trx) => changeNeed(trx, world.act(member), customerId, id, { level: null }));
    const { items } = await listNeeds(world.db, { customerId }, {}, page);
    expect(items).toMatchObject([{ state: 'met', level: null, fit: 40, stateReason: '已上线小批量线' }]);
  });

  it('is listed unmet first, sorted by what is asked', async () => {
    const rows = [
      { text: '便宜', urgency: 1, level: 1, state: 'met' },
      { text: '省心', urgency: 2, importance: 3, level: 4 },
      { text: '急用', urgency: 3, importance: 1, level: 1 },
    ] as const;
    const saidAt = world.clock.now();
    await act((trx) =>
      recordNeeds(
        trx,
        world.act(),
        rows.map((row) => ({ ...row, customerId, saidAt })),
      ),
    );
    const texts = async (sort: 'urgency' | 'importance' | 'level') =>
      (await listNeeds(world.db, { customerId }, { sort }, page)).items.map(({ text }) => text);
    expect(await texts('urgency')).toEqual(['急用', '省心', '便宜']);
    expect(await texts('importance')).toEqual(['省心', '急用', '便宜']);
    expect(await texts('level')).toEqual(['急用', '省心', '便宜']);
    const unmet = await listNeeds(world.db, { customerId }, { state: 'unmet_or_open' }, page);
    expect(unmet.total).toBe(2);
  });

  it('is counted among the gaps of its kind of customers', async () => {
    const saidAt = world.clock.now();
    const rows: NeedRow[] = [
      { customerId, text: '快', nature: 'delivery', fit: 20, saidAt },
      { customerId, text: '更快', nature: 'delivery', fit: 60, state: 'unmet', saidAt },
      { customerId, text: '慢', nature: 'delivery', state: 'met', saidAt },
      { customerId, text: '算了', nature: 'delivery', state: 'dropped', saidAt },
    ];
    await act((trx) => recordNeeds(trx, world.act(), rows));
    const gaps = await needGaps(world.db, 'industry', { kind: 'all' });
    expect(gaps.find(({ group }) => group === `行业${made}`)).toMatchObject({
      nature: 'delivery',
      needs: 3,
      unmet: 2,
      customers: 1,
      fit: 40,
    });
    const nobody = newId(world.clock.now());
    const invited = { memberId: nobody, at: world.clock.now() };
    expect(await needGaps(world.db, 'tier', { kind: 'members', memberIds: [nobody], invited })).toEqual([]);
  });

  it('that names what is not there is refused', async () => {
    const none = '0192d1f0-0000-7000-8000-000000000000';
    const record = (more: object) =>
      act((trx) => recordNeed(trx, world.act(), customerId, { text: '有问题', ...more }));
    await expect(record({ contactId: none })).rejects.toMatchObject({ code: 'contact_unknown' });
    await expect(record({ ownerId: none })).rejects.toMatchObject({ code: 'member_unknown' });
    await expect(record({ projectId: none })).rejects.toMatchObject({ code: 'project_unknown' });
    const tomorrow = new Date(world.clock.now().getTime() + 1);
    await expect(record({ saidAt: tomorrow })).rejects.toMatchObject({ code: 'occurred_in_future' });
    await expect(act((trx) => changeNeed(trx, world.act(), customerId, none, {}))).rejects.toMatchObject({
      code: 'need_unknown',
    });
    expect(await facts()).toEqual([]);
  });
});

describe('needs as a set', () => {
  const record = (...rows: Partial<NeedRow>[]) =>
    act((trx) =>
      recordNeeds(
        trx,
        world.act(),
        rows.map((row) => ({ customerId, text: '要快', saidAt: new Date('2026-11-01T02:00:00Z'), ...row })),
      ),
    );

  it('are known again by external id, else by moment and words; twice the same changes nothing', async () => {
    await act((trx) => addContact(trx, world.act(), customerId, { name: '王采购', role: 'buyer' }));
    const rows = [{ externalId: 'X1', contactName: '王采购', urgency: 3 } as const, {}, {}];
    expect(await record(...rows)).toMatchObject({ created: 2, updated: 0, unchanged: 1 });
    expect(await record(...rows)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(await facts()).toEqual(['need_recorded 7 2 -', 'need_recorded 7 3 -']);
    expect(await record({ externalId: 'X1', state: 'met' })).toMatchObject({ updated: 1 });
    expect(await record({ externalId: 'X1', state: 'met' })).toMatchObject({ unchanged: 1 });
    expect(await facts()).toEqual(['need_met 7 - -', 'need_recorded 7 2 -', 'need_recorded 7 3 -']);
    const { items } = await listNeeds(world.db, { customerId }, { state: 'met' }, page);
    expect(items).toMatchObject([{ contact: { name: '王采购' }, urgency: 3 }]);
  });
});

describe('a promise', () => {
  const dueOn = '2026-11-25';
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  const make = (more = {}) =>
    act((trx) =>
      makePromise(trx, world.act(member), customerId, { text: '周三送样', dueOn, ownerId: member, ...more }),
    );
  const tasks = (state: 'open' | 'done') =>
    listTasks(world.db, { scope: { kind: 'all' }, customerId, state }, page).then(({ items }) => items);

  it('keeps its first date; lateness counts from it', async () => {
    const id = await make();
    world.clock.advance({ minutes: 1 });
    const postpone = (to: string) =>
      act((trx) => postponePromise(trx, world.act(member), customerId, id, { dueOn: to, reason: '缺料' }));
    await postpone('2026-11-30');
    await postpone('2026-11-30');
    world.clock.set('2026-11-29T02:00:00Z');
    const end = (ending: 'kept' | 'broken') =>
      act((trx) => endPromise(trx, world.act(member), customerId, id, { ending, text: '签收单' }));
    await end('kept');
    await end('kept');
    await expect(end('broken')).rejects.toMatchObject({ code: 'promise_ended' });
    await expect(postpone('2026-12-01')).rejects.toMatchObject({ code: 'promise_ended' });
    expect(await facts()).toEqual([`promise_kept - 4 -`, `promise_made - - ${day(dueOn)}`]);
    expect(await story()).toEqual(['promised', 'postponed', 'kept']);
    const { items } = await listPromises(world.db, world.act(), customerId, page);
    expect(items).toMatchObject([{ firstDueOn: dueOn, dueOn: '2026-11-30', ending: 'kept', overdue: false }]);
  });

  it('has its technical check, with who and why', async () => {
    const id = await make({ technicalCheck: 'needed' });
    const check = (result: 'passed' | 'failed') =>
      act((trx) => checkTechnically(trx, world.act(member), customerId, id, { result, reason: '试过了' }));
    for (const result of ['failed', 'passed'] as const) {
      world.clock.advance({ minutes: 1 });
      await check(result);
    }
    const { items } = await listPromises(world.db, world.act(), customerId, page);
    expect(items).toMatchObject([{ technicalCheck: 'passed', checkedBy: { name: '陈经理' }, checkReason: '试过了' }]);
    expect(await story()).toEqual(['promised', 'checked', 'checked']);
  });

  it('that is overdue is a fact and a task, once per date; kept, the task is done', async () => {
    const id = await make();
    world.clock.set('2026-11-25T15:30:00Z');
    await tellOverdue(world.db, world.act());
    expect(await tasks('open')).toEqual([]);
    world.clock.set('2026-11-25T16:30:00Z');
    for (let hour = 0; hour < 30; hour++) {
      await tellOverdue(world.db, world.act());
      world.clock.advance({ hours: 1 });
    }
    expect(await tasks('open')).toMatchObject([{ title: '兑现承诺：周三送样', owner: { name: '陈经理' } }]);
    expect(await facts()).toEqual([`promise_made - - ${day(dueOn)}`, `promise_overdue - - ${day(dueOn)}`]);
    await act((trx) => postponePromise(trx, world.act(), customerId, id, { dueOn: '2026-11-28', reason: '加班' }));
    expect(await tasks('open')).toEqual([]);
    world.clock.set('2026-11-30T01:00:00Z');
    expect(await tellOverdue(world.db, world.act())).toEqual({ promises: 1, handOvers: 0 });
    expect(await tasks('open')).toHaveLength(1);
    await act((trx) => endPromise(trx, world.act(), customerId, id, { ending: 'kept', text: '已送' }));
    expect(await tasks('open')).toEqual([]);
    expect((await tasks('done')).map(({ completion }) => completion?.outcome ?? '').sort()).toEqual([
      '已兑现',
      '已改期',
    ]);
    expect((await facts()).filter((fact) => fact.startsWith('promise_overdue'))).toHaveLength(2);
  });

  it('that was kept in time, as we learn later, was never overdue', async () => {
    const madeAt = world.clock.now();
    const row = { customerId, externalId: 'P1', text: '送样', madeAt, dueOn };
    const record = (more = {}) => act((trx) => recordPromises(trx, world.act(), [{ ...row, ...more }]));
    expect(await record()).toMatchObject({ created: 1 });
    world.clock.advance({ days: 10 });
    await tellOverdue(world.db, world.act());
    expect(await record()).toMatchObject({ unchanged: 1 });
    const kept = { ending: 'kept', endedAt: new Date('2026-11-24T04:00:00Z') };
    expect(await record(kept)).toMatchObject({ updated: 1 });
    expect(await record(kept)).toMatchObject({ unchanged: 1 });
    expect(await facts()).toEqual([`promise_kept - -1 -`, `promise_made - - ${day(dueOn)}`]);
    expect(await tasks('open')).toEqual([]);
  });

  it('is looked after by the job', async () => {
    await make();
    world.clock.set('2026-12-01T01:00:00Z');
    await world.db.transaction().execute(async (trx) => {
      const { enqueue } = await import('../../jobs/jobs.ts');
      await enqueue(trx, 'needs.tell-overdue', {});
    });
    await world.drain();
    expect(await tasks('open')).toHaveLength(1);
  });
});
