import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import {
  type ComplaintRow,
  listComplaints,
  openComplaint,
  readComplaint,
  recordComplaints,
  reopenComplaint,
  resolveComplaint,
} from './complaints.ts';

let world: World;
let customerId: number;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function someCustomer(externalId: string): Promise<number> {
  const { customerIds } = await act((trx) => upsertCustomers(trx, world.act(), [{ externalId, name: externalId }]));
  return customerIds[0] ?? Number.NaN;
}

/** The story as `kind severity amount`, oldest first. */
async function story(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100, kinds: [8, 9, 10] });
  const told = items.map((fact) => `${factKindName(fact.kind)} ${fact.score} ${fact.amount ?? ''}`.trim());
  return told.reverse();
}

const flaw = { nature: 'quality', severity: 'important', summary: '板面起泡' } as const;

describe('a complaint', () => {
  it('is opened, resolved, confirmed, reopened and resolved again', async () => {
    customerId = await someCustomer('C-1');
    const id = await act((trx) => openComplaint(trx, world.act(), customerId, flaw));
    const resolve = (confirmed: boolean) =>
      act((trx) => resolveComplaint(trx, world.act(), customerId, id, { solution: '换货', confirmed }));
    expect(await readComplaint(world.db, customerId, id)).toMatchObject({ state: 'open', resolutions: [], ...flaw });

    world.clock.advance({ hours: 5 });
    await resolve(false);
    await resolve(false);
    expect(await readComplaint(world.db, customerId, id)).toMatchObject({ state: 'resolved' });
    expect(await story()).toEqual(['complaint_opened 2', 'complaint_solved 2 0']);

    world.clock.advance({ hours: 1 });
    await resolve(true);
    expect(await readComplaint(world.db, customerId, id)).toMatchObject({ state: 'confirmed' });
    expect(await story()).toEqual(['complaint_opened 2', 'complaint_solved 2 1']);

    world.clock.advance({ days: 1 });
    await act((trx) => reopenComplaint(trx, world.act(), customerId, id, '又起泡'));
    await act((trx) => reopenComplaint(trx, world.act(), customerId, id, '又起泡'));
    expect(await readComplaint(world.db, customerId, id)).toMatchObject({ state: 'open' });

    world.clock.advance({ days: 1 });
    await resolve(true);
    expect(await readComplaint(world.db, customerId, id)).toMatchObject({ state: 'confirmed' });
    expect(await story()).toEqual([
      'complaint_opened 2',
      'complaint_solved 2 1',
      'complaint_reopened 2',
      'complaint_solved 2 1',
    ]);
    const { items, total } = await listComplaints(world.db, customerId, { limit: 10, offset: 0 });
    expect(total).toBe(1);
    expect(items[0]?.reopenings).toHaveLength(1);
  });

  it('cannot be reopened while it was never resolved, nor found at another customer', async () => {
    customerId = await someCustomer('C-2');
    const id = await act((trx) => openComplaint(trx, world.act(), customerId, flaw));
    const reopen = (customer: number) => act((trx) => reopenComplaint(trx, world.act(), customer, id, '再看'));
    await expect(reopen(customerId)).rejects.toMatchObject({ code: 'complaint_not_resolved' });
    await expect(reopen(await someCustomer('C-3'))).rejects.toMatchObject({ code: 'complaint_unknown' });
  });
});

describe('complaints as a set', () => {
  const row = (more: Partial<ComplaintRow> = {}): ComplaintRow => ({
    customerId,
    externalId: 'K-1',
    openedAt: new Date('2026-10-01T02:00:00Z'),
    ...flaw,
    ...more,
  });
  const record = (...rows: ComplaintRow[]) => act((trx) => recordComplaints(trx, world.act(), rows));

  it('are known again by their external id, and change nothing the second time', async () => {
    customerId = await someCustomer('C-4');
    expect(await record(row(), row())).toMatchObject({ created: 1, unchanged: 1 });
    expect(await record(row())).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    const resolved = { resolvedAt: new Date('2026-10-02T02:00:00Z'), solution: '换货', confirmed: true };
    expect(await record(row(resolved))).toMatchObject({ updated: 1 });
    expect(await record(row(resolved))).toMatchObject({ unchanged: 1 });
    expect(await story()).toEqual(['complaint_opened 2', 'complaint_solved 2 1']);
  });

  it('that were reopened had been held for solved', async () => {
    customerId = await someCustomer('C-5');
    await record(row({ reopenedAt: new Date('2026-10-03T02:00:00Z'), reopenReason: '又来了' }));
    const { items } = await listComplaints(world.db, customerId, { limit: 10, offset: 0 });
    expect(items[0]).toMatchObject({ state: 'open', externalId: 'K-1' });
    expect((await story()).sort()).toEqual(['complaint_opened 2', 'complaint_reopened 2', 'complaint_solved 2 0']);
  });

  it('say what is true now when their severity changes', async () => {
    customerId = await someCustomer('C-6');
    await record(row());
    expect(await record(row({ severity: 'major' }))).toMatchObject({ updated: 1 });
    expect(await story()).toEqual(['complaint_opened 4']);
  });
});
