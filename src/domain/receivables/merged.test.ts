import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { mergeCustomers, undoMerge } from '../customers/merge-acts.ts';
import { receivableJobs } from './jobs.ts';
import { readAging, recordPayments, recordReceivables } from './receivables.ts';

const DAYS = { timezone: 'Asia/Shanghai', monthClosesOn: 31 };
const TODAY = '2026-11-23';
let world: World;
beforeAll(async () => {
  world = await createWorld({ jobs: receivableJobs });
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  world.clock.advance({ minutes: 1 });
  return world.db.transaction().execute(work);
}

it('what one had paid settles what the other owed once they are one, and no longer when they are two again', async () => {
  const rows = [
    { externalId: 'A', name: '一家' },
    { externalId: 'B', name: '一家公司' },
  ];
  const { customerIds } = await act((trx) => upsertCustomers(trx, world.act(), rows));
  const [a = 0, b = 0] = customerIds;
  const owed = { customerId: a, number: 'I1', invoicedOn: '2026-09-01', dueOn: '2026-09-30', amount: 10_000 };
  await act((trx) => recordReceivables(trx, world.act(), [owed], DAYS));
  const paid = { customerId: b, number: 'P1', paidOn: '2026-09-10', amount: 6_000 };
  await act((trx) => recordPayments(trx, world.act(), [paid], DAYS));
  const id = await act((trx) => mergeCustomers(trx, world.act(), { survivorId: a, mergedId: b }));
  await world.drain();
  expect(await readAging(world.db, a, TODAY)).toMatchObject({ open: 4_000, unallocated: 0 });
  await act((trx) => undoMerge(trx, world.act(), id));
  await world.drain();
  expect(await readAging(world.db, a, TODAY)).toMatchObject({ open: 10_000, unallocated: 0 });
  expect(await readAging(world.db, b, TODAY)).toMatchObject({ open: 0, unallocated: 6_000 });
});
