import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOffice, type Office, type PersonKey } from '../../../test/office.ts';
import { jpegFrame, pngPicture } from '../../../test/pictures.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { newId } from '../../kernel/ids.ts';
import { addContact, createCustomer, findCustomer } from '../customers/customers.ts';
import { taskRoutes } from '../tasks/routes.ts';
import { createTask } from '../tasks/tasks.ts';
import { teamRoutes } from '../team/routes.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { interactionRoutes } from './routes.ts';
import { visitRoutes } from './visit-routes.ts';

let world: World;
let office: Office;
let customer: { customerId: number; publicId: string };

beforeAll(async () => {
  world = await createWorld();
  const find = (publicId: string, scope: Parameters<typeof findCustomer>[2]) => findCustomer(world.db, publicId, scope);
  office = await createOffice(world, [...teamRoutes, ...taskRoutes, ...interactionRoutes, ...visitRoutes], find);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

async function newCustomer(): Promise<void> {
  const { memberId } = office.people.account_manager;
  const row = { name: `客户 ${newId(world.clock.now())}`, kind: 'company', ownerA: memberId } as const;
  customer = await world.db.transaction().execute((trx) => createCustomer(trx, world.act(), row));
}

function post(path: string, payload: object, asker: PersonKey = 'account_manager') {
  return office.ask(asker, { method: 'POST', url: `/api/customers/${customer.publicId}/${path}`, payload });
}

async function get(path: string) {
  return (await office.ask('account_manager', { url: `/api/customers/${customer.publicId}/${path}` })).json();
}

function ids(count: number): string[] {
  return Array.from({ length: count }, () => newId(world.clock.now()));
}

async function kinds(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customer.customerId, { limit: 100, kinds: [7, 13, 19] });
  return items.map((fact) => `${factKindName(fact.kind)} ${fact.category ?? '-'} ${fact.score ?? '-'}`).sort();
}

function minutesAgo(minutes: number): string {
  return new Date(world.clock.now().getTime() - minutes * 60_000).toISOString();
}

const call = { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked' } as const;

describe('a contact with an id made on the phone', () => {
  it('is one record, however often and at the same time it is sent', async () => {
    await newCustomer();
    const [id] = ids(1);
    const sent = Array.from({ length: 6 }, () => post('interactions', { ...call, id, summary: '报了价' }));
    for (const reply of await Promise.all(sent)) expect([reply.statusCode, reply.json()]).toEqual([200, { id }]);
    await post('interactions', { ...call, id, summary: '别的话' });
    expect((await get('interactions')).items).toMatchObject([{ id, summary: '报了价' }]);
    expect(await kinds()).toEqual(['interaction 1 1']);
  });

  it('happened when it was written, if that can be', async () => {
    await newCustomer();
    const [first, second] = ids(2);
    const at = minutesAgo(3 * 24 * 60);
    await post('interactions', { ...call, id: first, recordedOffline: { at } });
    // A phone that runs a little ahead means now.
    await post('interactions', { ...call, id: second, channel: 'wecom', recordedOffline: { at: minutesAgo(-5) } });
    expect((await get('interactions')).items).toMatchObject([
      { id: second, occurredAt: world.clock.now().toISOString() },
      { id: first, occurredAt: at, recordedAt: world.clock.now().toISOString() },
    ]);
    const late = await post('interactions', { ...call, recordedOffline: { at: minutesAgo(15 * 24 * 60) } });
    expect([late.statusCode, late.json().code]).toEqual([400, 'recorded_too_late']);
    const early = await post('interactions', { ...call, recordedOffline: { at: minutesAgo(-60) } });
    expect(early.json().code).toBe('occurred_in_future');
  });
});

describe('a task', () => {
  it('is closed by the contact that did it, once', async () => {
    await newCustomer();
    const [id] = ids(1);
    const { customerId } = customer;
    const taskId = await world.db
      .transaction()
      .execute((trx) => createTask(trx, world.act(), { customerId, title: '回电' }));
    const close = () => post(`tasks/${taskId}/contacts`, { ...call, id, outcome: 'price_asked', summary: '要报价' });
    const replies = await Promise.all([close(), close(), close()]);
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 200]);
    expect((await get('interactions')).items).toMatchObject([{ id, outcome: 'price_asked' }]);
    const done = await office.ask('account_manager', { url: '/api/tasks?owner=all&state=done' });
    expect(done.json().items).toMatchObject([{ id: taskId, completion: { outcome: '要报价' } }]);
    const unknown = await post(`tasks/${ids(1)[0]}/contacts`, call);
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'task_unknown']);
  });
});

describe('a visit', () => {
  const place = { latitude: 31.23, longitude: 121.47, accuracyMetres: 20, place: '东门仓库' };

  it('is stamped at check-in and counts once it is written up', async () => {
    await newCustomer();
    const [id] = ids(1);
    expect((await post('visits', { id, ...place })).json()).toEqual({ id });
    expect(await kinds()).toEqual([]);
    const stamped = world.clock.now().toISOString();
    world.clock.advance({ minutes: 40 });
    const buyer = await world.db
      .transaction()
      .execute((trx) => addContact(trx, world.act(), customer.customerId, { name: '李采购', role: 'buyer' }));
    const { colleague, account_manager: me } = office.people;
    const notes = {
      ...{ cameFor: '对账', heard: '同行便宜 3%', promised: '下周送样', promiseDue: '2026-12-01' },
      ...{ visitorIds: [me.memberId, colleague.memberId], contactIds: [buyer], competitorSignal: 2 },
    };
    const written = await post(`visits/${id}/notes`, notes);
    expect(written.statusCode).toBe(204);
    await post(`visits/${id}/notes`, notes);
    expect(await kinds()).toEqual(['enquiry_competitor - 2', 'interaction 2 3', 'visit - -']);
    const { items } = await get('visits');
    expect(items).toMatchObject([
      { id, writtenUp: true, occurredAt: stamped, checkedInAt: stamped, claimedAt: null, promiseDue: '2026-12-01' },
    ]);
    expect(items[0].visitors.map(({ name }: { name: string }) => name).sort()).toEqual([
      'account_manager',
      'colleague',
    ]);
    expect(items[0].contacts).toEqual([{ id: buyer, name: '李采购' }]);
    expect(items[0]).toMatchObject(place);
    await post(`visits/${id}/notes`, { ...notes, heard: '同行便宜 5%', competitorSignal: null });
    expect(await kinds()).toEqual(['interaction 2 3', 'visit - -']);
    expect((await get('interactions')).items).toMatchObject([{ id, summary: '对账\n同行便宜 5%\n下周送样' }]);
  });

  it('without a signal says when it was, and comes once', async () => {
    await newCustomer();
    const [id] = ids(1);
    const at = minutesAgo(300);
    const visit = { id, ...place, recordedOffline: { at }, notes: { heard: '月底开工' } };
    const replies = await Promise.all([post('visits', visit), post('visits', visit), post('visits', visit)]);
    expect(replies.map((reply) => reply.json())).toEqual([{ id }, { id }, { id }]);
    expect(await kinds()).toEqual(['interaction 2 1', 'visit - -']);
    const { items } = await get('visits');
    expect(items).toMatchObject([{ occurredAt: at, claimedAt: at, checkedInAt: world.clock.now().toISOString() }]);
  });

  it('refuses what it cannot be', async () => {
    await newCustomer();
    const [id] = ids(1);
    const codeOf = async (path: string, payload: object) => (await post(path, payload)).json().code;
    expect(await codeOf('visits', { notes: {} })).toBe('visit_says_nothing');
    expect(await codeOf('visits', { notes: { heard: '…', promiseDue: '2026-12-01' } })).toBe('visit_promise_missing');
    expect(await codeOf('visits', { siteId: id })).toBe('site_unknown');
    expect(await codeOf('visits', { latitude: 3 })).toBe('input_invalid');
    expect(await codeOf('visits', { notes: { heard: '…', visitorIds: [id] } })).toBe('member_unknown');
    expect(await codeOf('visits', { notes: { heard: '…', contactIds: [id] } })).toBe('contact_unknown');
    expect(await codeOf(`visits/${id}/notes`, { heard: '…' })).toBe('visit_unknown');
    expect((await get('visits')).total).toBe(0);
  });
});

describe('a photo of a visit', () => {
  const headers = { 'content-type': 'application/octet-stream' };
  let visitId: string;

  const send = (photoId: string | undefined, payload: Buffer) =>
    office.ask('account_manager', {
      method: 'POST',
      url: `/api/customers/${customer.publicId}/visits/${visitId}/photos?id=${photoId}`,
      payload,
      headers,
    });

  it('is kept without its place, comes back as a file that cannot run, and at most five times', async () => {
    await newCustomer();
    visitId = (await post('visits', { notes: { heard: '拍了货架' } })).json().id;
    const [first = '', ...others] = ids(6);
    const withPlace = jpegFrame(640, 480, [[0xe1, 'Exif\0\0 31.2304N']]);
    const sent = await Promise.all([send(first, withPlace), send(first, withPlace)]);
    expect(sent.map((reply) => reply.json())).toEqual([{ id: first }, { id: first }]);
    const url = `/api/customers/${customer.publicId}/visits/${visitId}/photos/${first}`;
    const back = await office.ask('account_manager', { url });
    expect(back.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    expect(back.headers['content-disposition']).toMatch(/^attachment/);
    expect(back.headers['content-security-policy']).toContain('sandbox');
    expect(back.rawPayload).toEqual(jpegFrame(640, 480));
    expect((await office.ask('stranger', { url })).statusCode).toBe(404);
    for (const id of others.slice(0, 4)) expect((await send(id, pngPicture())).statusCode).toBe(200);
    expect((await send(others[4], pngPicture())).json().code).toBe('visit_photos_full');
    expect((await send(others[3], pngPicture())).statusCode).toBe(200);
    expect((await get('visits')).items[0].photos).toHaveLength(5);
  });

  it('is nothing else', async () => {
    const [id] = ids(1);
    expect((await send(id, Buffer.from('<svg onload="alert(1)">'))).json().code).toBe('photo_unreadable');
    expect((await send(id, Buffer.alloc(400_001))).json().code).toBe('photo_too_large');
    visitId = ids(1)[0] ?? '';
    expect((await send(id, pngPicture())).json().code).toBe('visit_unknown');
  });
});
