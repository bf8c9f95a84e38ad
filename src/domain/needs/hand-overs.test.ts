import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOffice, type Office, type PersonKey } from '../../../test/office.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { createCustomer, findCustomer } from '../customers/customers.ts';
import { listTasks } from '../tasks/tasks.ts';
import { teamRoutes } from '../team/routes.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { handOverRoutes } from './hand-over-routes.ts';
import { tellOverdue } from './needs.ts';
import { promiseRoutes } from './promise-routes.ts';
import { needRoutes } from './routes.ts';

let world: World;
let office: Office;
let customerId: number;
let of: string;
let needId: string;
let promiseId: string;

beforeAll(async () => {
  world = await createWorld();
  const routes = [...teamRoutes, ...needRoutes, ...promiseRoutes, ...handOverRoutes];
  office = await createOffice(world, routes, (publicId, scope) => findCustomer(world.db, publicId, scope));
  const wanted = { name: '南山建材', ownerA: office.people.account_manager.memberId };
  const made = await world.db.transaction().execute((trx) => createCustomer(trx, world.act(), wanted));
  customerId = made.customerId;
  of = `/api/customers/${made.publicId}`;
  needId = (await post('account_manager', `${of}/needs`, { text: '交期缩短到 7 天' })).json().id;
  const promise = { text: '下批 7 天到', dueOn: '2026-12-20', technicalCheck: 'needed' };
  promiseId = (await post('account_manager', `${of}/promises`, promise)).json().id;
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function post(who: PersonKey, url: string, payload?: object) {
  return office.ask(who, { method: 'POST', url, payload });
}

async function inbox(who: PersonKey, box: string) {
  return (await office.ask(who, { url: `/api/hand-overs?box=${box}` })).json();
}

async function told(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 50, kinds: [48, 49] });
  return items.map(({ kind }) => factKindName(kind) ?? '').sort();
}

describe('a need handed to another department', () => {
  it('is received and answered there, and both sides see it', async () => {
    const toMember = office.people.stranger.memberId;
    const wish = { toMember, message: '请看能否插单', dueOn: '2026-11-25' };
    const sent = await post('account_manager', `${of}/needs/${needId}/hand-overs`, wish);
    expect(sent.statusCode).toBe(200);
    const { id } = sent.json();
    expect((await post('account_manager', `${of}/needs/${needId}/hand-overs`, wish)).json()).toEqual({ id });
    expect(await inbox('stranger', 'unreceived')).toMatchObject({
      items: [
        { id, text: '交期缩短到 7 天', message: '请看能否插单', customer: { name: '南山建材', reachable: false } },
      ],
      counts: { unreceived: 1, received: 0, sent: 0, overdue: 0 },
    });
    expect(await inbox('account_manager', 'sent')).toMatchObject({
      items: [{ receivedAt: null }],
      counts: { sent: 1 },
    });
    expect((await post('stranger', `/api/hand-overs/${id}/receipts`)).statusCode).toBe(204);
    expect((await post('stranger', `/api/hand-overs/${id}/receipts`)).statusCode).toBe(204);
    const answer = { answer: 'accepted', text: '下周起给南山留产能' };
    expect((await post('stranger', `/api/hand-overs/${id}/answers`, answer)).statusCode).toBe(204);
    expect((await post('stranger', `/api/hand-overs/${id}/answers`, answer)).statusCode).toBe(204);
    const other = await post('stranger', `/api/hand-overs/${id}/answers`, { answer: 'declined', text: '不行' });
    expect(other.json()).toMatchObject({ code: 'hand_over_answered' });
    expect(await inbox('account_manager', 'sent')).toMatchObject({
      items: [{ receivedBy: { name: 'stranger' }, answer: 'accepted', answerText: '下周起给南山留产能' }],
    });
    expect((await office.ask('account_manager', { url: `${of}/hand-overs` })).json().items).toHaveLength(1);
    expect(await told()).toEqual(['need_handed_over', 'need_received']);
    const story = (await office.ask('account_manager', { url: `${of}/need-story` })).json().items;
    const ofNeed = story.filter((one: { promiseId: string | null }) => one.promiseId === null);
    expect(ofNeed.map((one: { what: string }) => one.what).sort()).toEqual([
      'answered',
      'handed_over',
      'received',
      'recorded',
    ]);
  });

  it('is for its addressee only, and goes to exactly one', async () => {
    const toMember = office.people.stranger.memberId;
    const url = `${of}/needs/${needId}/hand-overs`;
    const { id } = (await post('account_manager', url, { toMember, message: '再看看' })).json();
    for (const who of ['account_manager', 'administrator', 'viewer'] as const) {
      const refused = await post(who, `/api/hand-overs/${id}/receipts`);
      expect([refused.statusCode, refused.json().code]).toEqual([404, 'hand_over_unknown']);
    }
    const code = async (wish: object, who: PersonKey = 'account_manager') => (await post(who, url, wish)).json().code;
    const toTeam = '0192d1f0-0000-7000-8000-000000000000';
    expect(await code({ message: '给谁' })).toBe('hand_over_addressee');
    expect(await code({ message: '都给', toMember, toTeam })).toBe('hand_over_addressee');
    expect(await code({ message: '没有这队', toTeam })).toBe('team_unknown');
    expect(await code({ message: '没有这人', toMember: toTeam })).toBe('member_unknown');
    expect(await code({ message: '我不能', toMember }, 'viewer')).toBe('permission_missing');
    expect(await code({ message: '不是我的', toMember }, 'stranger')).toBe('customer_not_found');
  });
});

describe('a promise handed to a team', () => {
  it('becomes a task of its sender when nobody receives it in time; the answer settles the technical check', async () => {
    const teams = await world.db.selectFrom('team').select(['id', 'name']).execute();
    const toTeam = teams.find(({ name }) => name === '二组')?.id;
    const wish = { toTeam, message: '7 天做得到吗', dueOn: '2026-11-24' };
    const { id } = (await post('account_manager', `${of}/promises/${promiseId}/hand-overs`, wish)).json();
    world.clock.set('2026-11-25T01:00:00Z');
    await tellOverdue(world.db, world.act());
    await tellOverdue(world.db, world.act());
    const tasks = async (state: 'open' | 'done') =>
      (await listTasks(world.db, { scope: { kind: 'all' }, state, customerId }, { limit: 9, offset: 0 })).items;
    expect(await tasks('open')).toMatchObject([
      { title: 'Hand-over not received: 下批 7 天到', owner: { name: 'account_manager' } },
    ]);
    expect(await inbox('stranger', 'overdue')).toMatchObject({
      items: [{ id, overdue: true, technicalCheck: 'needed' }],
    });
    expect(await inbox('account_manager', 'overdue')).toMatchObject({ total: 1 });
    const answer = { answer: 'declined', text: '模具要 10 天', check: 'failed' };
    expect((await post('stranger', `/api/hand-overs/${id}/answers`, answer)).statusCode).toBe(204);
    expect(await tasks('open')).toEqual([]);
    const [promise] = (await office.ask('account_manager', { url: `${of}/promises` })).json().items;
    expect(promise).toMatchObject({
      technicalCheck: 'failed',
      checkedBy: { name: 'stranger' },
      checkReason: '模具要 10 天',
    });
  });
});

it('fails nowhere inside the server while all this is asked', () => {
  expect(office.failures).toEqual([]);
});
