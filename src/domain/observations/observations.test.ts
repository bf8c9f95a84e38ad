import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { upsertProducts } from '../products/products.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { listObservations, type ObservationRow, recordObservation, recordObservations } from './observations.ts';

const occurredAt = new Date('2026-11-01T02:00:00Z');
let world: World;
let customerId: number;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
  await act((trx) => upsertProducts(trx, world.act(), [{ code: 'P1', name: '瓷砖胶', category: '胶' }]));
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function newCustomer(): Promise<void> {
  const row = { externalId: `O-${++made}`, name: `客户${made}` };
  customerId = (await act((trx) => upsertCustomers(trx, world.act(), [row]))).customerIds[0] ?? Number.NaN;
}

async function facts(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100, kinds: [13, 14, 15, 20, 51, 52] });
  return items
    .map((fact) => [factKindName(fact.kind), fact.amount, fact.score].map((part) => part ?? '-').join(' '))
    .sort();
}

function row(more: Partial<ObservationRow>): ObservationRow {
  return { customerId, kind: 'mention', occurredAt, ...more };
}

describe('an observation', () => {
  it('is a fact of its kind, with what that counts', async () => {
    await newCustomer();
    const rows = [
      row({ kind: 'competitor_enquiry', subject: '同城板材', strength: 2 }),
      row({ kind: 'competitor_enquiry', subject: '远方板材' }),
      row({ kind: 'product_enquiry', subject: '防霉胶', productCode: 'P1' }),
      row({ kind: 'policy_enquiry', subject: '绿色建材' }),
      row({ kind: 'mention', subject: '行业论坛' }),
      row({ kind: 'customer_visit', place: 'website', quantity: 4 }),
      row({ kind: 'customer_stock', productCode: 'P1', quantity: 120.4, unit: '袋' }),
    ];
    expect(await act((trx) => recordObservations(trx, world.act(), rows))).toMatchObject({ created: 7 });
    expect(await act((trx) => recordObservations(trx, world.act(), rows))).toMatchObject({ created: 0, unchanged: 7 });
    expect(await facts()).toEqual([
      'customer_stock 120 -',
      'enquiry_competitor - 1',
      'enquiry_competitor - 2',
      'enquiry_policy - -',
      'enquiry_product - -',
      'mention - -',
      'portal_visit 4 -',
    ]);
    const page = await listObservations(world.db, world.act(), customerId, 'customer_stock', { limit: 5, offset: 0 });
    expect(page).toMatchObject({
      items: [{ quantity: 120.4, unit: '袋', product: { name: '瓷砖胶' } }],
      total: 1,
      counts: { competitor_enquiry: 2, mention: 1, customer_visit: 4 },
    });
  });

  it('with an external id may change; its fact follows', async () => {
    await newCustomer();
    const stock = (quantity: number) =>
      act((trx) => {
        const given = row({ kind: 'customer_stock', externalId: 'S1', productCode: 'P1', quantity });
        return recordObservations(trx, world.act(), [given]);
      });
    await stock(10);
    expect(await stock(8)).toMatchObject({ updated: 1 });
    expect(await stock(8)).toMatchObject({ unchanged: 1 });
    expect(await facts()).toEqual(['customer_stock 8 -']);
  });

  it('that lacks what its kind needs is refused', async () => {
    await newCustomer();
    const record = (given: Parameters<typeof recordObservation>[3]) =>
      act((trx) => recordObservation(trx, world.act(), customerId, given));
    await expect(record({ kind: 'customer_visit' })).rejects.toMatchObject({ params: { field: 'place' } });
    await expect(record({ kind: 'customer_stock', productCode: 'P1' })).rejects.toMatchObject({
      code: 'observation_incomplete',
    });
    const stock = { kind: 'customer_stock', productCode: '无', quantity: 1 } as const;
    await expect(record(stock)).rejects.toMatchObject({ code: 'not_found' });
    const tomorrow = new Date(world.clock.now().getTime() + 1);
    await expect(record({ kind: 'mention', occurredAt: tomorrow })).rejects.toMatchObject({
      code: 'occurred_in_future',
    });
    expect(await facts()).toEqual([]);
  });
});
