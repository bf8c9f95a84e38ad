import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { newId } from '../../kernel/ids.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import type { ContactFields } from './contact.ts';
import {
  addContact,
  changeContact,
  createCustomer,
  ensureProjects,
  listContacts,
  listOwnerChanges,
  ownerFor,
  recordConsent,
  rolesOf,
  setOwner,
} from './customers.ts';
import { addDate, forgetDates, listDates } from './date-acts.ts';
import { leaveContact, returnContact } from './departure-acts.ts';
import { addGroup, changeGroup, listGroups } from './group-acts.ts';
import { addKnownPerson, addRelationTo, peopleOf } from './people-acts.ts';
import { addProject, changeProject, listProjects } from './project-acts.ts';
import { endRelation } from './relation-acts.ts';
import { assignRole, endRole } from './role-acts.ts';
import { serviceTeam } from './role-queries.ts';

const ALL = { kind: 'all' } as const;

let world: World;
let chen: string;
let li: string;
let zhao: string;

beforeAll(async () => {
  world = await createWorld();
  [chen, li, zhao] = [await someMember('陈经理'), await someMember('李工'), await someMember('赵总')];
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

/** Acts of one minute each, so that the order of things is the order of the clock. */
function later<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  world.clock.advance({ minutes: 1 });
  return act(work);
}

async function someMember(name: string): Promise<string> {
  const id = newId(world.clock.now());
  const row = { id, name, email: `${id}@example.com`, role: 'account_manager', created_at: world.clock.now() } as const;
  await world.db.insertInto('member').values(row).execute();
  return id;
}

function someCustomer(name: string) {
  return act((trx) => createCustomer(trx, world.act(chen), { name, ownerA: chen }));
}

async function story(customerId: number): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100 });
  return items
    .map(({ kind, category, score, amount }) => `${factKindName(kind)} ${category ?? score ?? amount ?? ''}`.trim())
    .filter((said) => !/^(customer_created|owner_changed)/.test(said))
    .sort();
}

describe('a person with several posts', () => {
  it('brings name, phone, birthday and consents along, and what is said later counts everywhere', async () => {
    const [first, second] = [await someCustomer('甲建材'), await someCustomer('乙装饰')];
    const fields: ContactFields & { name: string } = { name: '周工', phone: '13912345678', birthday: '1980-05-01' };
    const id = await later((trx) => addContact(trx, world.act(chen), first.customerId, { ...fields, role: 'buyer' }));
    await later((trx) =>
      recordConsent(trx, world.act(chen), first.customerId, id, { channel: 'sms', given: true, source: '签到表' }),
    );
    const [{ personId } = { personId: '' }] = await listContacts(world.db, first.customerId);
    const where = { customerId: second.customerId, personId, scope: ALL };
    const other = await later((trx) =>
      addKnownPerson(trx, world.act(chen), where, { post: '顾问', role: 'influencer' }),
    );
    expect(await listContacts(world.db, second.customerId)).toMatchObject([
      {
        id: other,
        personId,
        name: '周工',
        phoneMasked: '139****5678',
        birthday: '1980-05-01',
        consents: { sms: true },
      },
    ]);
    expect(await story(second.customerId)).toEqual(['consent_changed 5']);
    await later((trx) =>
      changeContact(trx, world.act(chen), second.customerId, other, { phone: '13700001111', post: '总顾问' }),
    );
    await later((trx) =>
      recordConsent(trx, world.act(chen), second.customerId, other, { channel: 'sms', given: false, source: '电话' }),
    );
    const [here] = await peopleOf(world.db, first.customerId, ALL);
    expect(here).toMatchObject({
      phoneMasked: '137****1111',
      post: null,
      role: 'buyer',
      consents: { sms: false },
      elsewhere: [{ publicId: second.publicId, customer: '乙装饰', post: '总顾问', leftOn: null }],
    });
    expect(await story(first.customerId)).toEqual(['consent_changed 5', 'consent_changed 5']);
    const blind = { kind: 'members', memberIds: [li], invited: null } as const;
    expect(await peopleOf(world.db, first.customerId, blind)).toMatchObject([{ elsewhere: [], elsewhereHidden: 1 }]);
    const unseen = { ...where, scope: blind };
    await expect(later((trx) => addKnownPerson(trx, world.act(li), unseen, {}))).rejects.toMatchObject({
      code: 'person_unknown',
    });
  });

  it('leaves: who succeeds, and where to; a name that is nobody’s becomes a lead', async () => {
    const { customerId } = await someCustomer('丙地产');
    const id = await later((trx) =>
      addContact(trx, world.act(chen), customerId, {
        name: '吴总',
        role: 'decider',
        post: '采购总监',
        phone: '13600002222',
      }),
    );
    const departure = { leftOn: '2026-11-20', successor: { name: '郑总' }, newCompany: { name: '丁集团采购' } };
    const done = await later((trx) =>
      leaveContact(trx, world.act(chen), { customerId, contactId: id, scope: ALL }, departure),
    );
    expect(done).toMatchObject({ newCompany: { isLead: true } });
    expect(await listContacts(world.db, customerId)).toMatchObject([
      { id: done.successorId, name: '郑总', role: 'decider', post: '采购总监', fromOn: '2026-11-20' },
      { id, name: '吴总', leftOn: '2026-11-20', successor: { name: '郑总' } },
    ]);
    expect(await story(customerId)).toEqual(['contact_joined 1', 'contact_left 1']);
    const [gone] = (await peopleOf(world.db, customerId, ALL)).slice(-1);
    expect(gone?.elsewhere).toMatchObject([{ customer: '丁集团采购', fromOn: '2026-11-20' }]);
    const { rows: leads } = await world.database.pool.query(
      `select tag, reason, owner_a as "ownerA" from customer_tag join customer using (customer_id) where name = '丁集团采购'`,
    );
    expect(leads).toEqual([{ tag: '线索', reason: '吴总 2026-11-20 从 丙地产 到任', ownerA: chen }]);
    await later((trx) => returnContact(trx, world.act(chen), customerId, id));
    expect(await story(customerId)).toEqual(['contact_joined 1']);
    const early = { customerId, contactId: done.successorId ?? '', scope: ALL };
    await expect(
      later((trx) => leaveContact(trx, world.act(chen), early, { leftOn: '2026-11-01' })),
    ).rejects.toMatchObject({ code: 'departure_before_start' });
  });
});

describe('our people on a customer', () => {
  it('have named roles, one after the other, and collaborators for a purpose and a time', async () => {
    const { customerId } = await someCustomer('戊幕墙');
    const assign = (fields: Parameters<typeof assignRole>[3]) =>
      later((trx) => assignRole(trx, world.act(chen), customerId, fields));
    const sponsor = await assign({ role: 'sponsor', memberId: zhao, reason: '战略客户' });
    expect(await assign({ role: 'sponsor', memberId: zhao })).toBe(sponsor);
    await assign({ role: 'sponsor', memberId: li, reason: '赵总调岗', commissionNote: '四季度提成归赵总' });
    const endsAt = new Date(world.clock.now().getTime() + 86_400_000);
    const guest = await assign({ role: 'collaborator', memberId: zhao, purpose: '陪访', endsAt });
    await assign({ role: 'region_owner', memberId: zhao, region: '西南' });
    await expect(assign({ role: 'collaborator', memberId: li, purpose: '看看' })).rejects.toMatchObject({
      code: 'role_fields_wrong',
    });
    const team = await serviceTeam(world.db, customerId, world.clock.now());
    expect(team).toMatchObject({ a: { name: '陈经理' }, b: null });
    expect(team.roles.map(({ role, member, right }) => [role, member.name, right])).toEqual([
      ['collaborator', '赵总', 'has_access'],
      ['region_owner', '赵总', 'takes_warnings_of_line'],
      ['sponsor', '李工', 'takes_crises'],
    ]);
    await later((trx) => endRole(trx, world.act(chen), { customerId, id: guest, reason: '访完了' }));
    expect(await rolesOf(world.db, customerId, world.clock.now())).toHaveLength(2);
    await later((trx) =>
      setOwner(trx, world.act(chen), customerId, { part: 'b', memberId: li, reason: '分工', commissionNote: '三七' }),
    );
    const changes = await listOwnerChanges(world.db, customerId);
    expect(
      changes.map(({ part, what, from, to, reason, commissionNote }) => [
        part,
        what,
        from?.name,
        to?.name,
        reason,
        commissionNote,
      ]),
    ).toEqual([
      ['b', null, undefined, '李工', '分工', '三七'],
      ['collaborator', '陪访', '赵总', undefined, '访完了', ''],
      ['region_owner', '西南', undefined, '赵总', '', ''],
      ['collaborator', '陪访', undefined, '赵总', '', ''],
      ['sponsor', null, '赵总', '李工', '赵总调岗', '四季度提成归赵总'],
      ['sponsor', null, undefined, '赵总', '战略客户', ''],
      ['a', null, undefined, '陈经理', 'set', ''],
    ]);
    expect(await story(customerId)).toEqual([
      'role_changed 1',
      'role_changed 1',
      'role_changed 6',
      'role_changed 7',
      'role_changed 7',
    ]);
  });

  it('answer for their line, else their region, else as A', async () => {
    const { customerId } = await someCustomer('己板材');
    const { rows } = await world.database.pool.query<{ id: number }>(
      `insert into category (id, parent_id, name) values (9001, null, '板材'), (9002, 9001, '防火板'), (9003, null, '五金') returning id`,
    );
    const [line = 0, below = 0, hardware = 0] = rows.map(({ id }) => id);
    await later((trx) =>
      assignRole(trx, world.act(), customerId, { role: 'line_owner', memberId: li, categoryId: line }),
    );
    await later((trx) =>
      assignRole(trx, world.act(), customerId, { role: 'region_owner', memberId: zhao, region: '华北' }),
    );
    const at = world.clock.now();
    const owners = [
      { categoryId: line },
      { categoryId: below },
      { categoryId: hardware },
      { region: '华北' },
      { categoryId: below, region: '华北' },
      {},
    ].map((of) => ownerFor(world.db, customerId, { ...of, at }));
    expect(await Promise.all(owners)).toEqual([li, li, chen, zhao, li, chen]);
  });
});

describe('customers among each other', () => {
  it('stand in relations with time, told on both sides, once', async () => {
    const [dealer, site] = [await someCustomer('庚经销'), await someCustomer('辛工地')];
    const relate = (from: typeof dealer, to: typeof dealer, side: 'from' | 'to') =>
      later((trx) =>
        addRelationTo(
          trx,
          world.act(),
          { customerId: from.customerId, scope: ALL },
          {
            other: to.publicId,
            kind: 'dealer_of',
            side,
            since: '2024-01-01',
          },
        ),
      );
    const pairId = await relate(dealer, site, 'from');
    expect(await relate(site, dealer, 'to')).toBe(pairId);
    expect(await story(site.customerId)).toEqual(['relation_changed 2']);
    const end = (until: string) =>
      later((trx) => endRelation(trx, world.act(), { customerId: site.customerId, pairId, until }));
    await expect(end('2023-01-01')).rejects.toMatchObject({ code: 'relation_ends_before_start' });
    await end('2026-10-01');
    await end('2026-10-02');
    const { rows } = await world.database.pool.query(
      `select side, until::text from relation where pair_id = $1 order by side`,
      [pairId],
    );
    expect(rows).toEqual([
      { side: 'from', until: '2026-10-01' },
      { side: 'to', until: '2026-10-01' },
    ]);
    expect(await relate(dealer, site, 'from')).not.toBe(pairId);
  });

  it('lie in groups to any depth, never in a circle', async () => {
    const add = (name: string, parentId: string | null) => act((trx) => addGroup(trx, world.act(), { name, parentId }));
    const top = await add('顶', null);
    const middle = await add('中', top);
    const low = await add('底', middle);
    const move = (id: string, parentId: string | null) => act((trx) => changeGroup(trx, world.act(), id, { parentId }));
    await expect(move(top, low)).rejects.toMatchObject({ code: 'group_circle' });
    await expect(move(top, top)).rejects.toMatchObject({ code: 'group_circle' });
    await expect(add('顶', null)).rejects.toMatchObject({ code: 'group_name_taken' });
    await move(low, top);
    expect((await listGroups(world.db)).find(({ id }) => id === low)?.parentId).toBe(top);
  });
});

describe('a project', () => {
  it('tells its stages and the day of its next need, and takes the need back when it is over', async () => {
    const { customerId } = await someCustomer('壬总包');
    const fields = { name: '高新区二期', stage: 'bidding', nextNeedOn: '2026-12-31' } as const;
    const id = await later((trx) => addProject(trx, world.act(), customerId, fields));
    const day = Date.UTC(2026, 11, 31) / 86_400_000;
    expect(await story(customerId)).toEqual([`next_need_stated ${day}`, 'project_changed 2']);
    const change = (what: object) => later((trx) => changeProject(trx, world.act(), { customerId, id }, what));
    await change({ stage: 'building', nextNeedOn: '2027-01-01', expectedVolume: '3,200 平方米' });
    expect(await story(customerId)).toEqual([`next_need_stated ${day + 1}`, 'project_changed 2', 'project_changed 4']);
    await change({ mainContractor: '中建' });
    await change({ stage: 'stopped' });
    expect(await story(customerId)).toEqual(['project_changed 2', 'project_changed 4', 'project_changed 6']);
    const named = [
      { customerId, name: '高新区二期', stage: 'done' },
      { customerId, name: ' 三期 ', stage: 'building' },
      { customerId, name: '三期', stage: 'building' },
    ] as const;
    await act((trx) => ensureProjects(trx, world.act(), named));
    expect((await listProjects(world.db, customerId)).map(({ name, stage }) => [name, stage])).toEqual([
      ['三期', 'building'],
      ['高新区二期', 'stopped'],
    ]);
  });
});

describe('an important date', () => {
  const consent = {
    purpose: '满月祝福',
    by: 'guardian',
    source: '微信',
    givenOn: '2026-11-01',
    keepUntil: '2026-11-30',
  } as const;

  it('of a family or a child is kept with a consent of its own only, and no longer', async () => {
    const { customerId } = await someCustomer('癸门业');
    const contactId = await later((trx) =>
      addContact(trx, world.act(), customerId, { name: '冯姐', birthday: '1990-02-28' }),
    );
    const add = (fields: Parameters<typeof addDate>[3]) =>
      later((trx) => addDate(trx, world.act(), customerId, fields));
    const refusals = [
      [{ kind: 'wedding', day: '2026-12-01' }, 'date_needs_contact'],
      [{ kind: 'wedding', day: '2026-12-01', contactId }, 'separate_consent_missing'],
      [
        { kind: 'baby_birthday', day: '2026-10-01', contactId, consent: { ...consent, by: 'person' } },
        'guardian_consent_missing',
      ],
      [
        { kind: 'baby_birthday', day: '2026-10-01', contactId, consent: { ...consent, keepUntil: '2030-01-01' } },
        'date_kept_too_long',
      ],
    ] as const;
    for (const [fields, code] of refusals) await expect(add(fields)).rejects.toMatchObject({ code });
    await add({ kind: 'baby_birthday', day: '2026-10-01', contactId, consent });
    await add({ kind: 'cooperation_anniversary', day: '2020-12-05' });
    expect(
      (await listDates(world.db, customerId, world.clock.now())).map(({ kind, nextOn }) => [kind, nextOn]),
    ).toEqual([
      ['cooperation_anniversary', '2026-12-05'],
      ['birthday', '2027-02-28'],
      ['baby_birthday', '2027-10-01'],
    ]);
    world.clock.advance({ days: 10 });
    expect(await act((trx) => forgetDates(trx, world.act()))).toBe(1);
    expect(await listDates(world.db, customerId, world.clock.now())).toHaveLength(2);
  });
});
