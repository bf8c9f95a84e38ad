import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { formatDay, parseDay } from '../../kernel/time.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { factKinds, factsForScoring } from '../timeline/timeline.ts';
import {
  listPayments,
  listReceivables,
  type PaymentRow,
  type ReceivableRow,
  readAging,
  recordPayments,
  recordReceivables,
} from './receivables.ts';

/** Each run costs some transactions; a longer run would only take longer. */
const RUNS = 25;
const TODAY = '2026-11-23';
const FIRST_DAY = parseDay('2026-01-01');
const DAYS = { timezone: 'Asia/Shanghai', monthClosesOn: 31 };

let world: World;
let customersMade = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const day = fc.integer({ min: 0, max: 300 }).map((offset) => formatDay(FIRST_DAY + offset));
const amount = fc.integer({ min: 1, max: 1_000 });
const NAMES = ['F1', 'F2', 'F3', 'F4', 'F5'];
const name = fc.option(fc.constantFrom(...NAMES, 'nowhere'), { nil: null, freq: 2 });

const document = fc.record({
  kind: fc.constantFrom('invoice', 'invoice', 'invoice', 'credit_note', 'retention_money'),
  invoicedOn: day,
  daysToPay: fc.integer({ min: 0, max: 90 }),
  amount,
  correctsNumber: name,
  isDisputed: fc.boolean(),
});
const documents = fc.array(document, { minLength: 1, maxLength: NAMES.length }).map((given) =>
  given.map(({ daysToPay, isDisputed, correctsNumber, ...rest }, index): Omit<ReceivableRow, 'customerId'> => {
    const dueOn = formatDay(parseDay(rest.invoicedOn) + daysToPay);
    const isCredit = rest.kind === 'credit_note';
    const disputedSince = isDisputed && !isCredit ? rest.invoicedOn : null;
    return {
      ...rest,
      number: NAMES[index] ?? '',
      dueOn,
      disputedSince,
      correctsNumber: isCredit ? correctsNumber : null,
    };
  }),
);
const payments = fc
  .array(fc.record({ paidOn: day, amount, receivableNumber: name }), { maxLength: 6 })
  .map((given) => given.map((row, index): Omit<PaymentRow, 'customerId'> => ({ ...row, number: `P${index}` })));

it('what settles what is what pouring by hand gives, in whatever order it came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      payments,
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      async (owed, paid, turns) => {
        const customerId = await newCustomer();
        await bringIn(customerId, shuffled([...owed, ...paid], turns));
        const expected = poured(owed, paid);
        const { items } = await listReceivables(world.db, customerId, {
          state: 'all',
          today: TODAY,
          limit: 50,
          offset: 0,
        });
        const isOwed = (number: string) => expected.open.has(number);
        expect(new Map(items.filter((one) => isOwed(one.number)).map((one) => [one.number, one.open]))).toEqual(
          expected.open,
        );
        const list = await listPayments(world.db, customerId, { limit: 50, offset: 0 });
        for (const { number, unallocated, settled, amount: total } of list.items) {
          expect(settled.reduce((sum, part) => sum + part.amount, unallocated)).toBe(total);
          expect([number, unallocated]).toEqual([number, expected.left.get(number)]);
        }
        await agingAddsUp(
          customerId,
          [...expected.open.values()].reduce((sum, open) => sum + open, 0),
        );
        await duesAddUp(customerId, owed, expected.credited);
      },
    ),
    { numRuns: RUNS },
  );
}, 60_000);

async function newCustomer(): Promise<number> {
  const row = { externalId: `PP-${++customersMade}` };
  const { customerIds } = await world.db.transaction().execute((trx) => upsertCustomers(trx, world.act(), [row]));
  return customerIds[0] ?? Number.NaN;
}

type Row = Omit<ReceivableRow, 'customerId'> | Omit<PaymentRow, 'customerId'>;

async function bringIn(customerId: number, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    await world.db.transaction().execute(async (trx) => {
      if ('paidOn' in row) await recordPayments(trx, world.act(), [{ ...row, customerId }], DAYS);
      else await recordReceivables(trx, world.act(), [{ ...row, customerId }], DAYS);
    });
  }
}

function shuffled(rows: readonly Row[], turns: readonly number[]): Row[] {
  const keyed = rows.map((row, index) => ({ row, turn: turns[index] ?? 0 }));
  return keyed.sort((left, right) => left.turn - right.turn).map(({ row }) => row);
}

interface Vessel {
  readonly number: string;
  left: number;
}

/** The same with buckets: named ones first, then whatever is left over into whatever is due first. */
function poured(owed: readonly Omit<ReceivableRow, 'customerId'>[], paid: readonly Omit<PaymentRow, 'customerId'>[]) {
  const sources = [
    ...paid.map((one) => ({ ...one, day: one.paidOn, names: one.receivableNumber, isCredit: false, left: one.amount })),
    ...owed
      .filter((one) => one.kind === 'credit_note')
      .map((one) => ({ ...one, day: one.invoicedOn, names: one.correctsNumber, isCredit: true, left: one.amount })),
  ].sort(
    (a, b) => a.day.localeCompare(b.day) || Number(b.isCredit) - Number(a.isCredit) || a.number.localeCompare(b.number),
  );
  const targets = owed.filter((one) => one.kind !== 'credit_note').map((one) => ({ ...one, left: one.amount }));
  const credited = new Map<string, number>();
  const pour = (source: Vessel & { isCredit: boolean }, target: Vessel) => {
    const part = Math.min(source.left, target.left);
    source.left -= part;
    target.left -= part;
    if (source.isCredit) credited.set(target.number, (credited.get(target.number) ?? 0) + part);
  };
  for (const source of sources) for (const target of targets) if (target.number === source.names) pour(source, target);
  const byDue = targets
    .filter((one) => one.kind === 'invoice')
    .sort(
      (a, b) =>
        Number(Boolean(a.disputedSince)) - Number(Boolean(b.disputedSince)) ||
        String(a.dueOn).localeCompare(String(b.dueOn)) ||
        a.invoicedOn.localeCompare(b.invoicedOn) ||
        a.number.localeCompare(b.number),
    );
  for (const source of sources) for (const target of byDue) pour(source, target);
  const lefts = (vessels: readonly Vessel[]) => new Map(vessels.map(({ number, left }) => [number, left]));
  return { open: lefts(targets), left: lefts(sources), credited };
}

async function agingAddsUp(customerId: number, open: number): Promise<void> {
  const { open: total, unallocated, ...parts } = await readAging(world.db, customerId, TODAY);
  expect(total).toBe(open);
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(open);
  expect(unallocated).toBeGreaterThanOrEqual(0);
}

/** The dues of the invoices not in dispute sum to what was ever to be paid. */
async function duesAddUp(
  customerId: number,
  owed: readonly Omit<ReceivableRow, 'customerId'>[],
  credited: ReadonlyMap<string, number>,
): Promise<void> {
  const facts = await factsForScoring(world.db, [customerId], world.clock.now());
  const told = facts.filter((fact) => fact.kind === factKinds.receivable_due);
  const wanted = owed.filter((one) => one.kind === 'invoice' && !one.disputedSince);
  const toPay = wanted.reduce((sum, one) => sum + one.amount - (credited.get(one.number) ?? 0), 0);
  expect(told.reduce((sum, fact) => sum + (fact.amount ?? 0), 0)).toBe(toPay);
}
