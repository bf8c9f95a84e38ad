import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { newId } from '../../kernel/ids.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import {
  addContact,
  changeContact,
  changeCustomer,
  createCustomer,
  customerConditions,
  findCustomer,
  holdTiers,
  listContacts,
  listOwnerChanges,
  maskPhone,
  readCustomer,
  recordConsents,
  removeTag,
  resolveCustomer,
  revealPhone,
  setOwner,
  setTag,
  upsertCustomers,
} from './customers.ts';
import { leaveContact } from './departure-acts.ts';

let world: World;
let chen: string;
let li: string;

beforeAll(async () => {
  world = await createWorld();
  [chen, li] = [await someMember('陈经理'), await someMember('李经理')];
});

afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function someMember(name: string): Promise<string> {
  const id = newId(world.clock.now());
  const row = { id, name, email: `${id}@example.com`, role: 'account_manager', created_at: world.clock.now() } as const;
  await world.db.insertInto('member').values(row).execute();
  return id;
}

async function story(customerId: number): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100 });
  return items.map((fact) => `${factKindName(fact.kind)} ${fact.category ?? fact.score ?? ''}`.trim()).sort();
}

async function audited(customerId: number): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select action || ' ' || subject as what from audit_entry where customer_id = ${customerId} order by at, id`.execute(
    world.db,
  );
  return rows.map((row) => row.what);
}

describe('customers as a set', () => {
  const rows = [
    {
      externalId: 'S1',
      name: '华东建材有限公司',
      shortName: '华东建材',
      region: '华东',
      tags: ['重点'],
      contactName: '陈总',
      contactPhone: '13812348000',
    },
    { externalId: 'S2' },
  ];

  it('are created with facts, and change nothing the second time', async () => {
    const first = await act((trx) =>
      upsertCustomers(trx, world.act(), [{ ...rows[0], ownerA: chen }, { externalId: 'S2' }]),
    );
    expect(first).toMatchObject({ created: 2, changes: ['created', 'created'] });
    const [customerId = 0, second = 0] = first.customerIds;
    expect(await readCustomer(world.db, customerId)).toMatchObject({
      kind: 'company',
      name: '华东建材有限公司',
      owners: { a: { id: chen, name: '陈经理' }, b: null },
      externalIds: [{ scheme: 'external', key: 'S1' }],
      tags: [{ tag: '重点', reason: '' }],
    });
    expect((await readCustomer(world.db, second)).name).toBe('S2');
    expect(await story(customerId)).toEqual([
      'customer_created',
      'owner_changed 1',
      expect.stringMatching(/^tag_set \d+$/),
    ]);
    const again = await act((trx) => upsertCustomers(trx, world.act(), rows));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, customerIds: first.customerIds });
    expect(await story(customerId)).toHaveLength(3);
  });

  it('keep what is not given, and say what changed', async () => {
    world.clock.advance({ days: 1 });
    const changed = await act((trx) =>
      upsertCustomers(trx, world.act(), [
        { externalId: 'S1', name: '华东新材料有限公司', ownerA: li, contactName: '陈总', contactRole: 'decider' },
      ]),
    );
    expect(changed).toMatchObject({ updated: 1 });
    const customerId = changed.customerIds[0] ?? 0;
    expect(await readCustomer(world.db, customerId)).toMatchObject({
      name: '华东新材料有限公司',
      region: '华东',
      owners: { a: { id: li } },
    });
    expect(await story(customerId)).toEqual(expect.arrayContaining(['attribute_changed 2']));
    expect(await listContacts(world.db, customerId)).toMatchObject([
      { name: '陈总', role: 'decider', phoneMasked: '138****8000' },
    ]);
    expect(await listOwnerChanges(world.db, customerId)).toMatchObject([
      { part: 'a', from: { id: chen }, to: { id: li } },
      { part: 'a', from: null, to: { id: chen } },
    ]);
    const found = await world.db
      .selectFrom('customer')
      .select('name')
      .where(await customerConditions(world.db, { query: '新材' }))
      .execute();
    expect(found).toEqual([{ name: '华东新材料有限公司' }]);
  });
});

describe('one customer', () => {
  it('is created once per external id, changed by version, and told about', async () => {
    const { customerId, publicId } = await act((trx) =>
      createCustomer(trx, world.act(chen), { name: '西南板业', externalId: 'E1', group: '西南集团' }),
    );
    await expect(
      act((trx) => createCustomer(trx, world.act(chen), { name: '别家', externalId: 'E1' })),
    ).rejects.toMatchObject({ code: 'external_id_taken' });
    world.clock.advance({ minutes: 1 });
    const { version, name } = await readCustomer(world.db, customerId);
    expect(name).toBe('西南板业');
    const change = (fields: object, at: number) =>
      act((trx) => changeCustomer(trx, world.act(chen), customerId, fields, at));
    await change({ region: '西南', group: null }, version);
    await change({ region: '西南' }, version);
    await expect(change({ region: '华南' }, version)).rejects.toMatchObject({ code: 'changed_meanwhile' });
    expect(await readCustomer(world.db, customerId)).toMatchObject({ region: '西南', group: null, publicId });
    expect(await story(customerId)).toEqual(['attribute_changed 4', 'attribute_changed 6', 'customer_created']);
    expect(await audited(customerId)).toEqual(['created customer', 'changed customer']);
  });

  it('is found by its public id inside the scope only', async () => {
    const { customerId, publicId } = await act((trx) => createCustomer(trx, world.act(chen), { name: '北方建工' }));
    await act((trx) => setOwner(trx, world.act(), customerId, { part: 'b', memberId: li, reason: '分工' }));
    const find = (memberId: string) =>
      findCustomer(world.db, publicId, { kind: 'members', memberIds: [memberId], invited: null });
    expect(await find(li)).toBe(customerId);
    expect(await find(chen)).toBeNull();
    expect(await findCustomer(world.db, publicId, { kind: 'all' })).toBe(customerId);
    expect(await findCustomer(world.db, newId(world.clock.now()), { kind: 'all' })).toBeNull();
  });

  it('changes hands, tags and tier once, and only to members there are', async () => {
    const { customerId } = await act((trx) => createCustomer(trx, world.act(chen), { name: '南方建工' }));
    const owner = { part: 'a', memberId: li, reason: '交接' } as const;
    for (const _ of [1, 2]) {
      await act((trx) => setOwner(trx, world.act(), customerId, owner));
      await act((trx) => setTag(trx, world.act(), customerId, { tag: '易流失', reason: '换了采购' }));
      await act((trx) => holdTiers(trx, world.act(), [{ customerId, tier: 'key', way: 'given' }]));
    }
    await act((trx) => removeTag(trx, world.act(), customerId, '易流失'));
    await act((trx) => removeTag(trx, world.act(), customerId, '易流失'));
    const stranger = { ...owner, memberId: newId(world.clock.now()) };
    await expect(act((trx) => setOwner(trx, world.act(), customerId, stranger))).rejects.toMatchObject({
      code: 'member_unknown',
    });
    expect((await story(customerId)).map((line) => line.split(' ')[0])).toEqual([
      'customer_created',
      'owner_changed',
      'tag_removed',
      'tag_set',
      'tier_changed',
    ]);
    expect(await readCustomer(world.db, customerId)).toMatchObject({
      tier: 'key',
      tags: [],
      owners: { a: { id: li } },
    });
  });
});

describe('a contact', () => {
  it('shows its phone only to who asks for it, and that is kept', async () => {
    const { customerId } = await act((trx) => createCustomer(trx, world.act(chen), { name: '东升装饰' }));
    const id = await act((trx) =>
      addContact(trx, world.act(chen), customerId, { name: '周工', phone: '13912345678', role: 'buyer' }),
    );
    await act((trx) => changeContact(trx, world.act(chen), customerId, id, { post: '采购经理' }));
    expect(JSON.stringify(await listContacts(world.db, customerId))).not.toContain('13912345678');
    expect(await act((trx) => revealPhone(trx, world.act(chen), customerId, id))).toBe('13912345678');
    expect(await audited(customerId)).toContain('revealed contact_phone');
    await act((trx) => leaveContact(trx, world.act(chen), { customerId, contactId: id, scope: { kind: 'all' } }));
    await act((trx) => leaveContact(trx, world.act(chen), { customerId, contactId: id, scope: { kind: 'all' } }));
    expect(await story(customerId)).toEqual(['contact_left 2', 'customer_created']);
    const elsewhere = act((trx) => revealPhone(trx, world.act(chen), customerId + 1, id));
    await expect(elsewhere).rejects.toMatchObject({ code: 'contact_unknown' });
  });

  it('gives and withdraws consent; the newest word counts', async () => {
    const { customerId } = await act((trx) => createCustomer(trx, world.act(chen), { name: '同意测试' }));
    const contactId = await act((trx) => addContact(trx, world.act(chen), customerId, { name: '吴姐' }));
    const say = (given: boolean) =>
      act((trx) =>
        recordConsents(trx, world.act(chen), [{ customerId, contactId, channel: 'sms', given, source: '电话' }]),
      );
    expect([await say(true), await say(true)]).toEqual([1, 0]);
    world.clock.advance({ minutes: 1 });
    expect(await say(false)).toBe(1);
    const [contact] = await listContacts(world.db, customerId);
    expect(contact?.consents).toEqual({ phone: null, sms: false, email: null, wecom: null, portal: null });
  });

  it('masks phones of every length', () => {
    expect(['13812348000', '+8613812348000', '0571-88886666', '110', ''].map(maskPhone)).toEqual([
      '138****8000',
      '+86138****8000',
      '0571-****6666',
      '*10',
      '',
    ]);
  });
});

describe('searching', () => {
  it('takes a name, its sound, an external id, and filters beside it', async () => {
    const rows = [
      { externalId: 'F-100', name: '杭州湾防水材料', region: '华东', tags: ['沿海'] },
      { externalId: 'F-200', name: '杭州防火板厂', region: '华南' },
    ];
    await act((trx) => upsertCustomers(trx, world.act(), rows));
    const names = async (filters: object) => {
      const condition = await customerConditions(world.db, filters);
      const found = await world.db.selectFrom('customer').select('name').where(condition).orderBy('name').execute();
      return found.map((row) => row.name);
    };
    const both = ['杭州湾防水材料', '杭州防火板厂'];
    expect(await names({ query: '杭州' })).toEqual(both);
    expect(await names({ query: 'hangzhou' })).toEqual(both);
    expect(await names({ query: 'hzw' })).toEqual(both.slice(0, 1));
    expect(await names({ query: '杭州 防火' })).toEqual(both.slice(1));
    expect(await names({ query: 'f-200' })).toEqual(both.slice(1));
    expect(await names({ query: "'; drop table customer; --" })).toEqual([]);
    expect(await names({ query: '%' })).toEqual([]);
    expect(await names({ query: '杭州', region: '华东' })).toEqual(both.slice(0, 1));
    expect(await names({ tag: '沿海' })).toEqual(both.slice(0, 1));
    expect(await names({ query: '杭州', owner: 'none' })).toEqual(both);
  });

  it('resolves what a person types on the command line', async () => {
    const byKey = await resolveCustomer(world.db, 'F-100');
    expect(await resolveCustomer(world.db, `#${byKey}`)).toBe(byKey);
    expect(await resolveCustomer(world.db, '杭州湾防水材料')).toBe(byKey);
    await expect(resolveCustomer(world.db, '没有这家')).rejects.toMatchObject({ code: 'customer_unknown' });
    await act((trx) => upsertCustomers(trx, world.act(), [{ name: '同名' }, { name: '同名' }]));
    await expect(resolveCustomer(world.db, '同名')).rejects.toMatchObject({ code: 'customer_ambiguous' });
  });
});
