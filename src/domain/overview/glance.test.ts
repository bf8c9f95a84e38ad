import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createOffice, type Office } from '../../../test/office.ts';
import { type Book, createBook } from '../../../test/office-book.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { parseDay } from '../../kernel/time.ts';
import type { PlanHealth } from '../../plan/plan.ts';
import { findCustomer } from '../customers/customers.ts';
import { assignRole } from '../customers/role-acts.ts';
import { judgeBook } from '../health/health.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { teamRoutes } from '../team/routes.ts';
import { heldColour, rhythmSaid } from './glance.ts';
import { overviewRoutes } from './routes.ts';

let world: World;
let office: Office;
let book: Book;

beforeAll(async () => {
  world = await createWorld();
  office = await createOffice(world, [...teamRoutes, ...overviewRoutes], (publicId, scope) =>
    findCustomer(world.db, publicId, scope),
  );
  book = await createBook(world, office);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

function own() {
  const customer = book.customers.find(({ key }) => key === 'own');
  if (customer === undefined) throw new Error('the book has a customer of the account manager');
  return customer;
}

async function read(asker: Parameters<Office['ask']>[0], page: string) {
  const reply = await office.ask(asker, { url: `/api/customers/${own().publicId}/${page}` });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

describe('the page of a customer', () => {
  it('shows what is promised, owed, held back and missing', async () => {
    const said = 'said-by-customer-of-own';
    const profile = await read('account_manager', 'profile');
    expect(profile).toMatchObject({
      hold: { reason: said, since: expect.any(String) },
      promises: { open: 1, overdue: 0, items: [{ text: said, dueOn: '2026-12-31', overdue: false }] },
      needs: { open: 1, items: [{ text: said }] },
      receivables: { open: 10_000, overdueInvoices: expect.any(Number) },
      roles: [{ role: 'sponsor', member: { name: 'executive' } }],
      projects: [{ name: said, stage: expect.any(String) }],
      counts: { needs: 2, projects: 1, relations: 2 * (book.customers.length - 1) },
    });
    expect(profile.missing).toEqual(expect.arrayContaining(['no_decider', 'no_region']));
    expect(profile.missing).not.toContain('no_owner');
    expect(JSON.stringify(profile)).not.toContain('1391234');
  });

  it('says when the customer was judged last, also where nothing changed', async () => {
    await judgeBook(world.db, world.act());
    world.clock.advance({ minutes: 5 });
    await judgeBook(world.db, world.act());
    expect((await read('account_manager', 'profile')).judgedAt).toBe(world.clock.now().toISOString());
  });

  it('names who was invited and until when, and why a tag is there', async () => {
    const { customerId } = own();
    world.clock.advance({ minutes: 1 });
    const endsAt = new Date(world.clock.now().getTime() + 86_400_000);
    await world.db.transaction().execute(async (trx) => {
      const invited = {
        role: 'collaborator',
        memberId: office.people.colleague.memberId,
        purpose: '联合拜访',
      } as const;
      await assignRole(trx, world.act(), customerId, { ...invited, endsAt });
    });
    const { roles } = await read('viewer', 'profile');
    expect(roles).toEqual([
      expect.objectContaining({ role: 'collaborator', purpose: '联合拜访', endsAt: endsAt.toISOString() }),
      expect.objectContaining({ role: 'sponsor' }),
    ]);
  });

  it('keeps money and its reasons from who may not read receivables', async () => {
    const profile = await read('service_agent', 'profile');
    expect(profile.receivables).toBeNull();
    expect(profile.hold).toMatchObject({ reason: null });
    const { items } = await read('service_agent', 'timeline');
    const kinds = items.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain('credit_hold_set');
    expect(kinds).not.toContain('invoice');
  });
});

describe('the story', () => {
  it('tells new kinds with whom and what they are about', async () => {
    const { items } = await read('account_manager', 'timeline');
    const byKind = new Map(items.map((item: { kind: string }) => [item.kind, item]));
    const said = 'said-by-customer-of-own';
    expect(byKind.get('need_recorded')).toMatchObject({ detail: { zh: said } });
    expect(byKind.get('promise_made')).toMatchObject({ detail: { zh: `${said}，2026-12-31 前` } });
    expect(byKind.get('credit_hold_set')).toMatchObject({ detail: { zh: said } });
    expect(byKind.get('need_handed_over')).toMatchObject({ detail: { zh: `转 administrator，${said}` } });
    expect(byKind.get('invoice')).toMatchObject({ title: { zh: `开票 ${said}` }, amount: 10_000 });
    expect(byKind.get('relation_changed')).toMatchObject({ detail: { zh: '介绍', en: 'referral' } });
    expect(byKind.get('owner_changed')).toMatchObject({ detail: { zh: expect.stringMatching(/^A，无 → /) } });
  });

  it('can be narrowed to one group, and says nothing of what is only to come', async () => {
    const { items } = await read('account_manager', 'timeline?kinds=money');
    const kinds = new Set(items.map(({ kind }: { kind: string }) => kind));
    expect(kinds).toEqual(new Set(['invoice', 'credit_hold_set', 'receivable_due'].filter((kind) => kinds.has(kind))));
    const now = world.clock.now().getTime() + 86_400_000;
    for (const { occurredAt } of items) expect(Date.parse(occurredAt)).toBeLessThan(now);
  });

  it('does not say the sentence of a contact twice where a competitor was heard in it', async () => {
    const { customerId } = own();
    world.clock.advance({ minutes: 1 });
    const heard = {
      channel: 'phone',
      direction: 'out',
      twoWay: true,
      outcome: 'price_asked',
      summary: '对手便宜',
    } as const;
    await world.db
      .transaction()
      .execute((trx) =>
        recordInteraction(trx, world.act(), customerId, { ...heard, competitorSignal: 2, competitor: '东岩' }),
      );
    const { items } = await read('account_manager', 'timeline?kinds=contact');
    const signal = items.find(({ kind }: { kind: string }) => kind === 'enquiry_competitor');
    expect(signal).toMatchObject({ title: { zh: '竞品信号 东岩' }, detail: { zh: '见到报价或样品' } });
    expect(JSON.stringify(items).split('对手便宜')).toHaveLength(3);
  });
});

const health = { green: 70, yellow: 40, returnMargin: 3, holdDays: 7 } as PlanHealth;
const settled = { pending: null, pendingSince: null };

test.each([
  [
    { colourCode: 2, scoreTenths: 860, pending: 'green', pendingSince: parseDay('2026-11-20') },
    { towards: 'green', until: '2026-11-27', from: null },
  ],
  [
    { colourCode: 2, scoreTenths: 712, ...settled },
    { towards: 'green', until: null, from: 73 },
  ],
  [
    { colourCode: 1, scoreTenths: 410, ...settled },
    { towards: 'yellow', until: null, from: 43 },
  ],
  [{ colourCode: 2, scoreTenths: 500, ...settled }, null],
  [{ colourCode: 3, scoreTenths: 860, ...settled }, null],
  [{ colourCode: 0, scoreTenths: null, ...settled }, null],
] as const)('a colour of %j is held by %j', (shown, expected) => {
  expect(heldColour(shown, health)).toEqual(expected);
});

test.each([
  ['2026-11-23', 0],
  ['2026-12-25', 5],
])('seen from %s the next order is %i days late', (today, lateDays) => {
  const rhythm = { days: 30, lastDay: parseDay('2026-11-20'), inWaves: false };
  expect(rhythmSaid(rhythm, today)).toEqual({
    days: 30,
    inWaves: false,
    lastOn: '2026-11-20',
    nextOn: '2026-12-20',
    lateDays,
  });
});
