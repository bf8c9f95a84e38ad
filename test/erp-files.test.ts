import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportResult, parseMap } from '../src/domain/imports/imports.ts';
import { factKinds, factsForScoring, record } from '../src/domain/timeline/timeline.ts';
import { dayStart, formatDay, localDayOf, parseDay } from '../src/kernel/time.ts';
import { type AmountBasis, amountsByMonth, amountsIn, type Basis, effectiveBasis } from '../src/scoring/basis.ts';
import { columnsOf } from '../src/scoring/fact-columns.ts';
import { type ErpBook, erpBook } from './erp-book.ts';
import {
  ERP_PROGRAMS,
  type ErpProgram,
  firstHourFiles,
  outboundFile,
  RECEIVABLE_PROGRAMS,
  receivablesFile,
} from './erp-files.ts';
import { createImportWorld, type ImportWorld } from './import-world.ts';

const ZONE = 'Asia/Shanghai';
const TODAY = parseDay('2026-11-20');
const book = erpBook({ seed: 26, customers: 14, days: 420, today: TODAY });
const WITHOUT_ORIGINALS: readonly ErpProgram[] = ['chanjet-tplus', 'grasp'];
/** Programs whose lists have no code of the customer: the name is the key. */
const keyOf = (program: ErpProgram, customer: { key: string; name: string }) =>
  program === 'grasp' ? customer.name : customer.key;

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(() => world.wipe());

async function load(program: ErpProgram, documents = ''): Promise<ImportResult> {
  const request = world.request('orders', outboundFile(program, book));
  const map = parseMap(`kind: orders\ncurrency: CNY\ntimezone: ${ZONE}\n${documents}`);
  return world.run({ ...request, map });
}

/** Finance's own addition: month by month with its closing day, on the day of the return or of the goods' own paper. */
function added(program: ErpProgram, { lines }: ErpBook, wish: Basis): Record<string, number> {
  const sums = new Map<string, number>();
  const knowsOriginals = !WITHOUT_ORIGINALS.includes(program);
  for (const line of lines) {
    const isBack = wish.returns === 'on_order_date' && knowsOriginals && line.originalDay !== null;
    const label = `${keyOf(program, line.customer)} ${monthOf(isBack ? (line.originalDay ?? 0) : line.day, wish.monthClosesOn)}`;
    const amount = wish.tax === 'included' ? line.gross : line.net;
    sums.set(label, (sums.get(label) ?? 0) + (line.isReturn ? -amount : amount));
  }
  return withoutZeros(sums);
}

function monthOf(day: number, closesOn: number): string {
  const [year = 0, month = 0, date = 0] = formatDay(day).split('-').map(Number);
  const months = year * 12 + month - 1 + (date > closesOn ? 1 : 0);
  return `${Math.floor(months / 12)}-${(months % 12) + 1}`;
}

function withoutZeros(sums: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries(
    [...sums].filter(([, amount]) => amount !== 0).sort(([left], [right]) => left.localeCompare(right)),
  );
}

/** What Changke says, customer by customer and month by month, and on which basis. */
async function told(wish: Basis): Promise<{ sums: Record<string, number>; amount: AmountBasis; tax: string }> {
  const { rows } = await sql<{ customerId: number; key: string }>`
    select customer_id as "customerId", key from customer_identity where scheme = 'external'`.execute(world.db);
  const ids = rows.map(({ customerId }) => customerId);
  const facts = await factsForScoring(world.db, ids, new Date(world.clock.now().getTime() + 60_000));
  const columns = (ofId: number | null) =>
    columnsOf(
      facts
        .filter(({ customerId }) => ofId === null || customerId === ofId)
        .map(({ kind, occurredAt, amount, category, score }) => ({
          ...{ kind, occurredAt: occurredAt.getTime(), amount: amount ?? undefined },
          ...{ category: category ?? undefined, score: score ?? undefined },
        })),
    );
  const basis = effectiveBasis(wish, amountsIn(columns(null), Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY));
  const sums = new Map<string, number>();
  for (const { customerId, key } of rows) {
    const own = columns(customerId);
    const ends = { day: TODAY, localDay: localDayOf(ZONE) };
    const months = amountsByMonth(own, [0, own.length], { ...basis, monthClosesOn: wish.monthClosesOn }, ends);
    for (const [month, amount] of months)
      sums.set(`${key} ${1970 + Math.floor(month / 12)}-${(month % 12) + 1}`, amount);
  }
  return { sums: withoutZeros(sums), amount: basis.amount, tax: basis.tax };
}

const WISHES: readonly Omit<Basis, 'amount'>[] = (['included', 'excluded'] as const).flatMap((tax) =>
  (['on_return_date', 'on_order_date'] as const).flatMap((returns) =>
    [31, 26].map((monthClosesOn) => ({ tax, returns, monthClosesOn })),
  ),
);

describe('what other programs export', () => {
  it.each(ERP_PROGRAMS)('%s comes in by itself, and every sum is that of the books to the cent', async (program) => {
    const result = await load(program);
    expect(result).toMatchObject({
      created: book.lines.length,
      failed: 0,
      rowsRead: book.lines.length + 2,
      skipped: 2,
    });
    for (const wish of WISHES) {
      const { sums, ...basis } = await told({ amount: 'shipped', ...wish });
      expect(basis).toEqual({ amount: 'shipped', tax: wish.tax });
      expect(sums).toEqual(added(program, book, { amount: 'shipped', ...wish }));
    }
    expect(await load(program)).toMatchObject({ created: 0, updated: 0, unchanged: book.lines.length });
  });

  it.each(['ordered', 'invoiced'] as const)(
    'the same lines as papers of %s goods add up under that name',
    async (amount) => {
      await load('generic', `documents: ${amount}\n`);
      for (const wish of WISHES) {
        const { sums, ...basis } = await told({ amount, ...wish });
        expect(basis).toEqual({ amount, tax: wish.tax });
        expect(sums).toEqual(added('generic', book, { amount, ...wish }));
      }
    },
  );

  it('what was received is added by the day it came in, and is never called free of tax', async () => {
    await load('generic');
    const { rows } = await sql<{ customerId: number; key: string }>`
      select customer_id as "customerId", key from customer_identity where scheme = 'external'`.execute(world.db);
    const paid = book.invoices.flatMap(({ customer, paid: amount, paidDay }) => {
      const customerId = rows.find(({ key }) => key === customer.key)?.customerId ?? Number.NaN;
      if (paidDay === null) return [];
      return [{ customerId, kind: factKinds.payment, occurredAt: dayStart(paidDay, ZONE), amount }];
    });
    await world.db.transaction().execute((trx) => record(trx, world.act(), paid, { quiet: true }));
    const expected = new Map<string, number>();
    for (const { customer, paid: amount, paidDay } of book.invoices) {
      if (paidDay === null) continue;
      const label = `${customer.key} ${monthOf(paidDay, 26)}`;
      expected.set(label, (expected.get(label) ?? 0) + amount);
    }
    const wish = { amount: 'received', tax: 'excluded', returns: 'on_return_date', monthClosesOn: 26 } as const;
    expect(await told(wish)).toEqual({ sums: withoutZeros(expected), amount: 'received', tax: 'included' });
  });

  it.each(RECEIVABLE_PROGRAMS)('what is still owed, by %s, is that of the books', async (program) => {
    await load(program);
    const map = parseMap(`kind: receivables\ncurrency: CNY\ntimezone: ${ZONE}\n`);
    const open = book.invoices.filter(({ amount, paid }) => amount > paid);
    const result = await world.run({ ...world.request('receivables', receivablesFile(program, book)), map });
    expect(result).toMatchObject({ created: open.length, failed: 0, skipped: 0 });
    const { rows } = await sql<{ owed: number }>`
      select sum(amount)::bigint as owed from receivable`.execute(world.db);
    expect(rows[0]?.owed).toBe(open.reduce((sum, { amount, paid }) => sum + amount - paid, 0));
  });

  it('the two files of the first hour are the same every time, with leavers and silent ones among them', () => {
    const { outbound, receivables, book: large } = firstHourFiles('kingdee-cloud', TODAY);
    expect(large.customers.length).toBe(300);
    const fates = large.customers.map(({ fate }) => fate);
    for (const fate of ['left', 'silent', 'fading'] as const) {
      expect(fates.filter((each) => each === fate).length).toBeGreaterThan(5);
    }
    expect(outbound.length).toBeGreaterThan(4_000_000);
    expect(firstHourFiles('kingdee-cloud', TODAY).receivables.equals(receivables)).toBe(true);
  }, 60_000);
});
