import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { newId } from '../../kernel/ids.ts';
import { type CustomerRow, changeCustomer, readCustomer, upsertCustomers } from './customers.ts';
import { dismissDuplicates, findDuplicates, recordCheck } from './duplicate-acts.ts';
import { duplicateJobs } from './duplicate-jobs.ts';
import { customersLike, listDuplicates } from './duplicate-queries.ts';
import { groupsOf, type Likeness, resemblance } from './duplicates.ts';
import { mergeCustomers, undoMerge } from './merge-acts.ts';

const ALL = { kind: 'all' } as const;
const PAGE = { limit: 50, offset: 0 };
let world: World;
let wang: string;

beforeAll(async () => {
  world = await createWorld({ jobs: duplicateJobs });
  wang = newId(world.clock.now());
  await world.db
    .insertInto('member')
    .values({ id: wang, name: '王某', email: 'w@example.com', role: 'account_manager', created_at: world.clock.now() })
    .execute();
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  world.clock.advance({ minutes: 1 });
  return world.db.transaction().execute(work);
}

async function bringIn(rows: readonly CustomerRow[]): Promise<number[]> {
  return (await act((trx) => upsertCustomers(trx, world.act(), rows, { quiet: true }))).customerIds;
}

async function setFields(customerId: number, fields: object): Promise<void> {
  const { version } = await readCustomer(world.db, customerId);
  await act((trx) => changeCustomer(trx, world.act(), customerId, fields, version));
}

async function openGroups(): Promise<string[][]> {
  const { items } = await listDuplicates(world.db, ALL, PAGE);
  return items.map(({ members }) => members.map(({ name }) => name).sort()).sort(byText);
}

const plain: Likeness = {
  kind: 'company',
  name: '',
  core: null,
  shortCore: null,
  sound: null,
  place: null,
  taxNumber: null,
  address: null,
  phones: [],
  externals: [],
  groupId: null,
};

describe('likeness', () => {
  const one = { ...plain, core: '华东建材', place: '上海', taxNumber: '91310000MA1FL2X1X7', phones: ['02162345678'] };

  it('is told with its reasons', () => {
    expect(resemblance(one, { ...plain, core: '华东建材', place: '上海' })).toEqual({
      score: 70,
      reasons: ['name', 'place'],
    });
    expect(resemblance(one, { ...plain, core: '华东建村', phones: ['02162345678'] })).toEqual({
      score: 70,
      reasons: ['name_near', 'phone'],
    });
    expect(resemblance(one, { ...plain, core: '新名字', taxNumber: one.taxNumber }).score).toBe(75);
  });

  it('is none between branches of a group, nor by a name in another city alone', () => {
    const elsewhere = { ...one, place: '北京', taxNumber: null };
    expect(resemblance({ ...one, groupId: 'g' }, { ...elsewhere, groupId: 'g' }).score).toBe(0);
    expect(resemblance(one, { ...elsewhere, phones: [] }).score).toBeLessThan(60);
    expect(resemblance(one, { ...one, taxNumber: '91310000MA1FL2X1X8', phones: [] }).score).toBeLessThan(60);
  });

  it('of people needs more than a family phone', () => {
    const mother = { ...plain, kind: 'person' as const, core: '王芳', phones: ['13812348000'] };
    expect(resemblance(mother, { ...mother, core: '李明' }).score).toBeLessThan(60);
    expect(resemblance(mother, mother).score).toBeGreaterThanOrEqual(60);
  });

  it('puts what hangs together into one group', () => {
    const groups = groupsOf([
      { lowId: 1, highId: 2, score: 90 },
      { lowId: 2, highId: 3, score: 70 },
      { lowId: 8, highId: 9, score: 60 },
    ]);
    expect(groups.get(3)).toEqual([1, 2, 3]);
    expect(groups.get(8)).toEqual([8, 9]);
  });
});

describe('spelling', () => {
  it('does not hide a name', async () => {
    const cores = await sql<{ core: string }>`
      select duplicate_name(name) as core from unnest(array['华东建材（上海）有限公司', '上海市华东建材有限责任公司',
        '上海华东建材 集团股份有限公司', 'ＨＵＡＤＯＮＧ Co., Ltd.']) as name`.execute(world.db);
    expect(cores.rows.map(({ core }) => core)).toEqual(['华东建材', '华东建材', '华东建材', 'huadong']);
  });

  it('does not hide a phone, a tax number or an address', async () => {
    const { rows } = await sql`
      select duplicate_phone('+86 138-1234-8000') as phone, duplicate_tax_number('9131 0000 ma1fl2x1x7') as tax,
        duplicate_address('江苏省南京市江宁区天元路 88 号') = duplicate_address('天元路88号') as same`.execute(
      world.db,
    );
    expect(rows[0]).toEqual({ phone: '13812348000', tax: '91310000MA1FL2X1X7', same: true });
  });
});

describe('the book', () => {
  it('is looked through; a group that was told apart never comes back', async () => {
    const [first = 0, second = 0] = await bringIn([
      { externalId: 'D1', name: '上海宏发建材有限公司', city: '上海', groupName: '宏发集团' },
      { externalId: 'D2', name: '宏发建材（上海）有限责任公司', city: '上海' },
      { externalId: 'D3', name: '北京宏发建材有限公司', city: '北京', groupName: '宏发集团' },
      { externalId: 'D4', name: '杭州新安五金有限公司', contactName: '陈', contactPhone: '138 1111 2222' },
      { externalId: 'D5', name: '杭州新安五全有限公司', contactName: '陈', contactPhone: '13811112222' },
    ]);
    await findDuplicates(world.db, world.act());
    expect(await openGroups()).toEqual(
      [
        ['上海宏发建材有限公司', '宏发建材（上海）有限责任公司'],
        ['杭州新安五全有限公司', '杭州新安五金有限公司'],
      ].map((names) => names.sort()),
    );
    const { items } = await listDuplicates(world.db, ALL, PAGE);
    expect(items[0]).toMatchObject({ score: 80, reasons: ['name_near', 'phone', 'place'] });
    expect(items[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    const group = items.find(({ members }) => members.some(({ name }) => name.includes('新安')));
    await act((trx) => dismissDuplicates(trx, world.act(), { groupId: group?.id ?? '', reason: '两家', scope: ALL }));
    await findDuplicates(world.db, world.act());
    expect(await openGroups()).toHaveLength(1);
    const id = await act((trx) => mergeCustomers(trx, world.act(), { survivorId: first, mergedId: second }));
    expect(await openGroups()).toEqual([]);
    await act((trx) => undoMerge(trx, world.act(), id));
    await findDuplicates(world.db, world.act());
    expect(await openGroups()).toEqual([]);
  });

  it('notices by itself who begins to look like another', async () => {
    const [, second = 0] = await bringIn([
      { externalId: 'E1', name: '苏州正大石材有限公司', city: '苏州' },
      { externalId: 'E2', name: '别的名字有限公司' },
    ]);
    await world.drain();
    await setFields(second, { name: '苏州正大石材公司' });
    await world.drain();
    expect(await openGroups()).toEqual([['苏州正大石材公司', '苏州正大石材有限公司'].sort()]);
    await setFields(second, { name: '又改了名字有限公司' });
    await world.drain();
    expect(await openGroups()).toEqual([]);
  });

  it('is asked before somebody is entered; of another’s customer it says whose it is and nothing else', async () => {
    await bringIn([
      { externalId: 'F1', name: '无锡永泰涂料有限公司', ownerA: wang, contactName: '李', contactPhone: '13900001111' },
    ]);
    const typed = { name: '永泰涂料（无锡）公司', phone: '139-0000-1111' };
    const mine = await customersLike(world.db, typed, ALL);
    expect(mine).toMatchObject([{ reach: 'own', name: '无锡永泰涂料有限公司', owner: { name: '王某' } }]);
    const others = await customersLike(world.db, typed, {
      kind: 'members',
      memberIds: [newId(new Date(0))],
      invited: null,
    });
    expect(others).toEqual([{ reach: 'other', ownerName: '王某' }]);
    expect(await customersLike(world.db, { name: '没有这家' }, ALL)).toEqual([]);
  });

  it('is asked by nobody so often that numbers could be tried out', async () => {
    const asked = () => act((trx) => recordCheck(trx, { ...world.act(), memberId: wang }, 0));
    await act(async (trx) => {
      for (let times = 0; times < 600; times++) await recordCheck(trx, { ...world.act(), memberId: wang }, 0);
    });
    await expect(asked()).rejects.toMatchObject({ code: 'too_many_requests' });
    world.clock.advance({ hours: 1 });
    await asked();
  });
});

function byText(left: readonly string[], right: readonly string[]): number {
  return left.join().localeCompare(right.join());
}
