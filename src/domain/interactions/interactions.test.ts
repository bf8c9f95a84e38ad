import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { addContact, upsertCustomers } from '../customers/customers.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { type InteractionRow, listInteractions, recordInteraction, recordInteractions } from './interactions.ts';

let world: World;
let customerId: number;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function newCustomer(): Promise<void> {
  const row = { externalId: `I-${++made}`, name: `客户${made}` };
  customerId = (await act((trx) => upsertCustomers(trx, world.act(), [row]))).customerIds[0] ?? Number.NaN;
}

/** The story as `kind category score`, sorted. */
async function story(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100, kinds: [7, 13, 36] });
  return items.map((fact) => `${factKindName(fact.kind)} ${fact.category ?? '-'} ${fact.score ?? '-'}`).sort();
}

function row(more: Partial<InteractionRow> = {}): InteractionRow {
  return {
    customerId,
    channel: 'phone',
    direction: 'out',
    twoWay: true,
    outcome: 'talked',
    summary: '问了下个月的用量',
    occurredAt: new Date('2026-11-20T02:00:00Z'),
    ...more,
  };
}

describe('an interaction', () => {
  it('is a fact with its channel, direction and the weight of who was spoken to', async () => {
    await newCustomer();
    const decider = await act((trx) => addContact(trx, world.act(), customerId, { name: '陈总', role: 'decider' }));
    const given = {
      channel: 'wecom',
      direction: 'in',
      twoWay: true,
      outcome: 'price_asked',
      contactId: decider,
    } as const;
    await act((trx) => recordInteraction(trx, world.act(), customerId, given));
    expect(await story()).toEqual(['interaction 3 7']);
    const { items } = await listInteractions(world.db, customerId, { limit: 10, offset: 0 });
    expect(items[0]).toMatchObject({ channel: 'wecom', contact: { name: '陈总' }, occurredAt: world.clock.now() });
  });

  it('with a rival in it is a fact of that too, and so is a threat to leave', async () => {
    await newCustomer();
    const given = { ...row(), competitorSignal: 2, competitor: '同城板材', supplierChangeThreatened: true } as const;
    await act((trx) => recordInteraction(trx, world.act(), customerId, given));
    expect(await story()).toEqual(['enquiry_competitor - 2', 'interaction 1 1', 'supplier_change_threatened - -']);
  });
});

describe('an interaction that cannot be', () => {
  it('is refused: tomorrow, or with a contact of somebody else', async () => {
    await newCustomer();
    const record = (more: Partial<InteractionRow>) =>
      act((trx) => recordInteraction(trx, world.act(), customerId, row(more)));
    const tomorrow = new Date(world.clock.now().getTime() + 1);
    await expect(record({ occurredAt: tomorrow })).rejects.toMatchObject({ code: 'occurred_in_future' });
    const contactId = '0192d1f0-0000-7000-8000-000000000000';
    await expect(record({ contactId })).rejects.toMatchObject({ code: 'contact_unknown' });
    expect(await story()).toEqual([]);
  });
});

describe('interactions as a set', () => {
  const record = (...rows: InteractionRow[]) => act((trx) => recordInteractions(trx, world.act(), rows));

  it('are known again by channel, time and summary, also within one call', async () => {
    await newCustomer();
    expect(await record(row(), row(), row({ channel: 'visit' }))).toMatchObject({ created: 2, unchanged: 1 });
    expect(await record(row(), row({ channel: 'visit' }))).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await story()).toEqual(['interaction 1 1', 'interaction 2 1']);
  });

  it('with an external id may change; their facts follow', async () => {
    await newCustomer();
    await record(row({ externalId: 'X1', twoWay: false, outcome: 'no_answer', competitorSignal: 1 }));
    expect(await story()).toEqual(['enquiry_competitor - 1', 'interaction 1 0']);
    expect(await record(row({ externalId: 'X1' }))).toMatchObject({ updated: 1 });
    expect(await story()).toEqual(['interaction 1 1']);
    expect(await record(row({ externalId: 'X1' }))).toMatchObject({ unchanged: 1 });
  });

  it('find their contact by name', async () => {
    await newCustomer();
    await act((trx) => addContact(trx, world.act(), customerId, { name: '王采购', role: 'buyer' }));
    await record(row({ contactName: '王采购' }), row({ contactName: '没有这人', channel: 'email' }));
    expect(await story()).toEqual(['interaction 1 3', 'interaction 4 1']);
  });
});
