import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { newId } from '../../kernel/ids.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { completeTask, completeTasks, createTask, createTasks, listTasks } from './tasks.ts';

const all = { scope: { kind: 'all' }, state: 'open' } as const;
const page = { limit: 10, offset: 0 };

let world: World;
let member: string;
let customerId: number;

beforeAll(async () => {
  world = await createWorld();
  member = newId(world.clock.now());
  const row = { id: member, name: '陈经理', email: 'chen@example.com', role: 'account_manager' } as const;
  await world.db
    .insertInto('member')
    .values({ ...row, created_at: world.clock.now() })
    .execute();
  const { customerIds } = await act((trx) =>
    upsertCustomers(trx, world.act(), [{ externalId: 'T1', name: '待办客户', ownerA: member }]),
  );
  customerId = customerIds[0] ?? Number.NaN;
});

afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

it('are listed by due time, those without one last', async () => {
  const dueAt = (day: number) => new Date(Date.UTC(2026, 11, day));
  const rows = [
    { customerId, title: '没有期限' },
    { customerId, title: '后天', dueAt: dueAt(3), ownerId: member },
    { customerId, title: '明天', dueAt: dueAt(2), minutes: 5 },
  ];
  const ids = await act((trx) => createTasks(trx, world.act(member), rows));
  const { items, total } = await listTasks(world.db, all, page);
  expect(total).toBe(3);
  expect(items.map((task) => task.title)).toEqual(['明天', '后天', '没有期限']);
  expect(items[1]).toMatchObject({
    id: ids[1],
    customer: { name: '待办客户' },
    owner: { name: '陈经理' },
    minutes: 15,
  });
  expect((await listTasks(world.db, { ...all, ownerId: member }, page)).total).toBe(1);
  expect((await listTasks(world.db, { ...all, dueBefore: dueAt(3) }, page)).total).toBe(1);
});

it('are made once under one id, and completed once', async () => {
  const task = { id: newId(world.clock.now()), customerId, title: '只做一次', ownerId: member };
  await act((trx) => createTask(trx, world.act(), task));
  await act((trx) => createTask(trx, world.act(), task));
  const key = { customerId, taskId: task.id };
  await act((trx) => completeTask(trx, world.act(member), key, '已联系'));
  await act((trx) => completeTask(trx, world.act(member), key, '又一次'));
  const done = await listTasks(world.db, { ...all, state: 'done' }, page);
  expect(done.items).toMatchObject([{ id: task.id, completion: { outcome: '已联系' } }]);
  expect(await act((trx) => completeTasks(trx, world.act(), [{ ...key, outcome: '第三次' }]))).toBe(0);
  const unknown = { customerId, taskId: newId(world.clock.now()) };
  await expect(act((trx) => completeTask(trx, world.act(), unknown, '无'))).rejects.toMatchObject({
    code: 'task_unknown',
  });
});

it('are nobody’s or a member’s', async () => {
  const task = { customerId, title: '给谁', ownerId: newId(world.clock.now()) };
  await expect(act((trx) => createTask(trx, world.act(), task))).rejects.toMatchObject({ code: 'member_unknown' });
});

it('are seen inside the scope only', async () => {
  const foreign = { kind: 'members', memberIds: [newId(world.clock.now())], invited: null } as const;
  expect((await listTasks(world.db, { ...all, scope: foreign }, page)).total).toBe(0);
  const own = { kind: 'members', memberIds: [member], invited: null } as const;
  expect((await listTasks(world.db, { ...all, scope: own }, page)).total).toBe(3);
});

it('are made and completed on record', async () => {
  const id = await act((trx) => createTask(trx, world.act(member), { customerId, title: '留痕', ownerId: member }));
  await act((trx) => completeTask(trx, world.act(member), { customerId, taskId: id }, '好了'));
  await act((trx) => completeTask(trx, world.act(member), { customerId, taskId: id }, '好了'));
  const entries = await world.db.selectFrom('audit_entry').select('action').where('subject_id', '=', id).execute();
  expect(entries.map(({ action }) => action).sort()).toEqual(['completed', 'created']);
});
