import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { factKindName, factsForScoring } from '../timeline/timeline.ts';
import {
  approveTerm,
  disputeReceivable,
  endDispute,
  liftHold,
  listHolds,
  listPayments,
  listReceivables,
  listTerms,
  type PaymentRow,
  proposeTerm,
  type ReceivableRow,
  readAging,
  readPaymentMonths,
  readReceivableFigures,
  recordPayments,
  recordReceivables,
  recordTerms,
  setHold,
  type TermRow,
} from './receivables.ts';

const TODAY = '2026-11-23';
const DAYS = { timezone: 'Asia/Shanghai', monthClosesOn: 31 };
let world: World;
let customerId = 0;
let customersMade = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const act = <Result>(work: (trx: Trx) => Promise<Result>) => world.db.transaction().execute(work);
const at = () => world.act();

async function newCustomer(): Promise<void> {
  const row = { externalId: `R-${++customersMade}` };
  customerId = (await act((trx) => upsertCustomers(trx, at(), [row]))).customerIds[0] ?? Number.NaN;
}

const owe = (...rows: Omit<ReceivableRow, 'customerId'>[]) =>
  act((trx) =>
    recordReceivables(
      trx,
      at(),
      rows.map((row) => ({ ...row, customerId })),
      DAYS,
    ),
  );
const pay = (...rows: Omit<PaymentRow, 'customerId'>[]) =>
  act((trx) =>
    recordPayments(
      trx,
      at(),
      rows.map((row) => ({ ...row, customerId })),
      DAYS,
    ),
  );
const agree = (...rows: Omit<TermRow, 'customerId'>[]) =>
  act((trx) =>
    recordTerms(
      trx,
      at(),
      rows.map((row) => ({ ...row, customerId })),
      DAYS,
    ),
  );

/** The valid facts as `kind day amount score`, in the order of their days. */
async function story(...kinds: string[]): Promise<string[]> {
  const facts = await factsForScoring(world.db, [customerId], new Date('2030-01-01T00:00:00Z'));
  return facts
    .map((fact) => {
      const day = fact.occurredAt.toISOString().slice(0, 10);
      return [factKindName(fact.kind), day, fact.amount ?? '-', fact.score ?? '-'].join(' ');
    })
    .filter((line) => kinds.includes(line.split(' ')[0] ?? ''))
    .sort();
}

const rowNumber = async (number: string) => {
  const { items } = await listReceivables(world.db, customerId, { state: 'all', today: TODAY, limit: 50, offset: 0 });
  const found = items.find((item) => item.number === number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};

/**
 * By hand: three invoices of 100, 200 and 300 yuan due at the end of August, September and October. 250 come on
 * 10 October without a name: 100 for the first (40 days late), 150 of the second (10 late). 80 more on 5 November
 * name the third (5 late). A credit note of 20 takes back part of the third. So 50 of the second and 200 of the third
 * are open on 23 November, 54 and 23 days past due.
 */
describe('the golden example', () => {
  it('is told as it was reckoned by hand', async () => {
    await newCustomer();
    await owe(
      { number: 'F1', invoicedOn: '2026-07-15', dueOn: '2026-08-31', amount: 10_000, tax: 1_150 },
      { number: 'F2', invoicedOn: '2026-08-15', dueOn: '2026-09-30', amount: 20_000 },
      { number: 'F3', invoicedOn: '2026-09-15', dueOn: '2026-10-31', amount: 30_000 },
      { number: 'H1', kind: 'credit_note', invoicedOn: '2026-10-20', amount: 2_000, correctsNumber: 'F3' },
    );
    await pay(
      { number: 'P1', paidOn: '2026-10-10', amount: 25_000 },
      { number: 'P2', paidOn: '2026-11-05', amount: 8_000, receivableNumber: 'F3' },
    );
    expect(await story('receivable_due')).toEqual([
      'receivable_due 2026-08-31 10000 40',
      'receivable_due 2026-09-30 15000 10',
      'receivable_due 2026-09-30 5000 -',
      'receivable_due 2026-10-31 20000 -',
      'receivable_due 2026-10-31 8000 5',
    ]);
    expect(await story('invoice', 'credit_note', 'tax', 'payment')).toEqual([
      'credit_note 2026-10-20 2000 -',
      'invoice 2026-07-15 10000 -',
      'invoice 2026-08-15 20000 -',
      'invoice 2026-09-15 30000 -',
      'payment 2026-10-10 25000 -',
      'payment 2026-11-05 8000 -',
      'tax 2026-07-15 1150 -',
    ]);
    expect(await readAging(world.db, customerId, TODAY)).toEqual({
      open: 25_000,
      notDue: 0,
      days1To30: 20_000,
      days31To60: 5_000,
      days61To90: 0,
      daysOver90: 0,
      retention: 0,
      disputed: 0,
      unallocated: 0,
    });
    expect(await readPaymentMonths(world.db, customerId, TODAY, 12)).toEqual([
      {
        month: '2026-10',
        paid: 25_000,
        payments: 1,
        paymentDays: (10_000 * 87 + 15_000 * 56) / 25_000,
        daysPastDue: 22,
      },
      { month: '2026-11', paid: 8_000, payments: 1, paymentDays: 51, daysPastDue: 5 },
    ]);
    expect(await readReceivableFigures(world.db, customerId, TODAY)).toEqual({
      open: 25_000,
      overdue: 25_000,
      daysPastDueMax: 54,
      onHold: null,
      terms: null,
    });
    const { items } = await listPayments(world.db, customerId, { limit: 10, offset: 0 });
    expect(items[1]).toMatchObject({
      settled: [
        { number: 'F1', amount: 10_000 },
        { number: 'F2', amount: 15_000 },
      ],
    });
  });

  it('twice changes nothing, and a corrected payment voids what it said', async () => {
    const before = await story('receivable_due', 'payment');
    const again = await pay({ number: 'P1', paidOn: '2026-10-10', amount: 25_000 });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
    expect(await story('receivable_due', 'payment')).toEqual(before);
    await pay({ number: 'P1', paidOn: '2026-10-10', amount: 25_000, receivableNumber: 'F2' });
    expect(await story('payment')).toEqual(['payment 2026-10-10 25000 -', 'payment 2026-11-05 8000 -']);
    expect(await rowNumber('F2')).toMatchObject({ open: 0, settledOn: '2026-10-10', daysPastDue: 10 });
    expect(await rowNumber('F1')).toMatchObject({ open: 5_000, daysPastDue: 84 });
  });
});

describe('terms', () => {
  it.each([
    ['prepaid', 0, 31, '2026-09-27', '2026-09-27'],
    ['on_invoice', 30, 31, '2026-09-27', '2026-10-27'],
    ['monthly', 30, 31, '2026-09-27', '2026-10-30'],
    ['monthly', 30, 26, '2026-09-26', '2026-10-26'],
    ['monthly', 30, 26, '2026-09-27', '2026-11-25'],
    ['monthly', 0, 31, '2026-02-10', '2026-02-28'],
  ] as const)(
    '%s %i, months closing on %i: invoiced on %s, due on %s',
    async (kind, days, monthClosesOn, invoicedOn, dueOn) => {
      await newCustomer();
      const options = { ...DAYS, monthClosesOn };
      await act((trx) => recordReceivables(trx, at(), [{ customerId, number: 'F', invoicedOn, amount: 100 }], options));
      await act((trx) => recordTerms(trx, at(), [{ customerId, kind, days, startsOn: '2025-01-01' }], options));
      expect(await rowNumber('F')).toMatchObject({ dueOn, agreedDueOn: dueOn });
    },
  );

  it('in force are told as they change, and those before come back at their end', async () => {
    await newCustomer();
    await agree(
      { kind: 'monthly', days: 30, startsOn: '2025-01-01' },
      { kind: 'monthly', days: 90, startsOn: '2026-03-01', endsOn: '2026-08-31', reason: '回款困难' },
    );
    expect(await story('terms_changed')).toEqual([
      'terms_changed 2025-01-01 30 -',
      'terms_changed 2026-03-01 90 -',
      'terms_changed 2026-09-01 30 -',
    ]);
  });

  it('longer and approved move what is open from their start, so that it is not late', async () => {
    await newCustomer();
    await agree({ kind: 'monthly', days: 30, startsOn: '2025-01-01' });
    await owe(
      { number: 'F1', invoicedOn: '2026-06-15', amount: 100 },
      { number: 'F2', invoicedOn: '2026-08-15', amount: 200 },
    );
    await pay({ number: 'P1', paidOn: '2026-09-01', amount: 100 });
    const wanted = {
      kind: 'monthly',
      days: 120,
      startsOn: '2026-10-01',
      endsOn: '2026-12-31',
      movesOpen: true,
      reason: '展期',
    } as const;
    const id = await act((trx) => proposeTerm(trx, at(), customerId, wanted));
    expect(await act((trx) => proposeTerm(trx, at(), customerId, wanted))).toBe(id);
    expect(await rowNumber('F2')).toMatchObject({ daysPastDue: 54 });
    await act((trx) => approveTerm(trx, at(), customerId, id));
    expect(await rowNumber('F2')).toMatchObject({ dueOn: '2026-09-30', agreedDueOn: '2026-12-29', daysPastDue: null });
    expect(await story('receivable_due')).toEqual([
      'receivable_due 2026-07-30 100 33',
      'receivable_due 2026-12-29 200 -',
    ]);
    expect((await listTerms(world.db, customerId, TODAY)).map((term) => [term.days, term.state, term.inForce])).toEqual(
      [
        [120, 'approved', true],
        [30, 'approved', false],
      ],
    );
  });

  it('with retention money keep a part back that is never late', async () => {
    await newCustomer();
    await agree({ kind: 'on_invoice', days: 30, retentionPercent: 5, startsOn: '2025-01-01' });
    await owe(
      { number: 'F1', invoicedOn: '2026-06-01', amount: 10_010 },
      { number: 'Q1', kind: 'retention_money', invoicedOn: '2026-06-01', dueOn: '2026-07-01', amount: 700 },
    );
    await pay({ number: 'P1', paidOn: '2026-07-01', amount: 10_000 });
    expect(await story('receivable_due')).toEqual(['receivable_due 2026-07-01 9509 0']);
    const aging = await readAging(world.db, customerId, TODAY);
    expect(aging).toMatchObject({ open: 1_201, retention: 1_201, notDue: 0, unallocated: 491 });
  });
});

describe('a dispute', () => {
  it('takes the invoice out of what is late, and its end brings it back', async () => {
    await newCustomer();
    await owe({ number: 'F1', invoicedOn: '2026-06-01', dueOn: '2026-07-01', amount: 500 });
    const { id } = await rowNumber('F1');
    const dispute = { since: '2026-07-05', reason: '数量不符' };
    await act((trx) => disputeReceivable(trx, at(), customerId, id, dispute));
    await act((trx) => disputeReceivable(trx, at(), customerId, id, dispute));
    expect(await story('receivable_due')).toEqual([]);
    expect(await readAging(world.db, customerId, TODAY)).toMatchObject({ open: 500, disputed: 500, daysOver90: 0 });
    await act((trx) => endDispute(trx, at(), customerId, id));
    expect(await story('receivable_due')).toEqual(['receivable_due 2026-07-01 500 -']);
    expect(await readAging(world.db, customerId, TODAY)).toMatchObject({ open: 500, disputed: 0, daysOver90: 500 });
  });
});

describe('a credit hold', () => {
  it('is set once and lifted once, each a fact', async () => {
    await newCustomer();
    const first = await act((trx) => setHold(trx, at(), customerId, '逾期超过 90 天'));
    expect(await act((trx) => setHold(trx, at(), customerId, '再说一次'))).toBe(first);
    expect(await readReceivableFigures(world.db, customerId, TODAY)).toMatchObject({
      onHold: { reason: '逾期超过 90 天' },
    });
    await act((trx) => liftHold(trx, at(), customerId, first, '已付清'));
    await act((trx) => liftHold(trx, at(), customerId, first, '已付清'));
    expect(await listHolds(world.db, customerId)).toMatchObject([{ liftReason: '已付清' }]);
    expect(await story('credit_hold_set', 'credit_hold_lifted')).toHaveLength(2);
  });
});
