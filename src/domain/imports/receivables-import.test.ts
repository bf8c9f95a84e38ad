import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { listReceivables, listTerms, readAging } from '../receivables/receivables.ts';
import { dataThrough, type ImportKind, undoImport } from './imports.ts';

const TODAY = '2026-11-23';
let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.wipe();
  await run('customers', '客户编号,客户名称\nC1,张三建材\nC2,李四装饰\n');
});

const run = async (kind: ImportKind, text: string) => {
  world.clock.advance({ minutes: 1 });
  return (await world.finish(world.request(kind, text))).result;
};

/** By hand: 1,130.00 in two lines and a red letter of 130.00 against it; 500.00 of it were paid. 500.00 are open. */
const RECEIVABLES = `客户编号,发票号,开票日期,到期日,价税合计,税额,单据类型,原发票号
C1,F1,2026-08-15,2026-09-30,1000.00,115.04,销售发票,
C1,F1,2026-08-15,2026-09-30,130.00,14.96,销售发票,
C1,H1,2026-09-01,,-130.00,-14.96,,F1
C1,Q1,2026-08-15,,50.00,,质保金,
C2,F2,2026-09-10,,200.00,,,
`;
const PAYMENTS = `客户编号,收款单号,收款日期,收款金额,核销发票号,结算方式
C1,S1,2026-10-20,300.00,F1,电汇
C1,S1,2026-10-20,200.00,,电汇
C2,S2,2026-11-01,50.00,,承兑
`;
const TERMS = `客户编号,账期,天数,生效日期,失效日期,备注
C2,月结30天,,2025-01-01,,合同
C2,月结,90,2026-09-01,2026-12-31,回款困难
`;

async function customer(key: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select customer_id as id from customer_identity where key = ${key} and scheme = 'external'`.execute(world.db);
  return rows[0]?.id ?? Number.NaN;
}

async function facts(): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select concat_ws(' ', key, fact_kind.name, occurred_at::date, amount, category, score) as said
    from fact join fact_kind on code = kind join customer_identity using (customer_id)
    where scheme = 'external' and kind in (6, 16, 39, 40, 41, 42) and voids is null and not exists (
      select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
    order by 1`.execute(world.db);
  return rows.map(({ said }) => said);
}

const KINDS = [
  ['receivables', RECEIVABLES, 5],
  ['payments', PAYMENTS, 3],
  ['terms', TERMS, 2],
] as const;

describe('what is owed, paid and agreed, as ERP systems list it', () => {
  it('adds up to the cent, whichever file came first', async () => {
    for (const [kind, text, created] of KINDS) expect(await run(kind, text)).toMatchObject({ created, failed: 0 });
    const said = await facts();
    expect(said).toEqual([
      'C1 credit_note 2026-09-01 13000',
      'C1 invoice 2026-08-15 113000',
      'C1 invoice 2026-08-15 5000',
      'C1 payment 2026-10-20 20000',
      'C1 payment 2026-10-20 30000',
      'C1 receivable_due 2026-09-30 50000',
      'C1 receivable_due 2026-09-30 50000 20',
      'C1 tax 2026-08-15 13000 39',
      'C1 tax 2026-09-01 1496 40',
      'C2 invoice 2026-09-10 20000',
      'C2 payment 2026-11-01 5000',
      'C2 receivable_due 2026-12-29 15000',
      'C2 receivable_due 2026-12-29 5000 -58',
      'C2 terms_changed 2025-01-01 30 3',
      'C2 terms_changed 2026-09-01 90 3',
      'C2 terms_changed 2027-01-01 30 3',
    ]);
    expect(await readAging(world.db, await customer('C1'), TODAY)).toMatchObject({
      open: 55_000,
      days31To60: 50_000,
      retention: 5_000,
      unallocated: 0,
    });
    expect(await dataThrough(world.db, 'payments')).toBe('2026-11-01');
    await world.wipe();
    await run('customers', '客户编号,客户名称\nC1,张三建材\nC2,李四装饰\n');
    for (const [kind, text] of [...KINDS].reverse()) await run(kind, text);
    expect(await facts()).toEqual(said);
  });

  it('again changes nothing', async () => {
    for (const [kind, text] of KINDS) await run(kind, text);
    const said = await facts();
    for (const [kind, text, rows] of KINDS)
      expect(await run(kind, text)).toMatchObject({ unchanged: rows, updated: 0 });
    expect(await facts()).toEqual(said);
  });

  it('reads terms as people write them', async () => {
    const words = ['月结60天', '票到30天', '款到发货', '货到付款', 'net 45', '按合同'];
    const lines = words.map((word, index) => `C1,${word},2026-0${index + 1}-01`);
    await run('terms', `客户编号,账期,生效日期\n${lines.join('\n')}\n`);
    const terms = await listTerms(world.db, await customer('C1'), TODAY);
    expect(terms.map(({ kind, days }) => `${kind} ${days}`).reverse()).toEqual([
      'monthly 60',
      'on_invoice 30',
      'prepaid 0',
      'cash_on_delivery 0',
      'on_invoice 45',
      'other 0',
    ]);
  });
});

describe('an import of receivables taken back', () => {
  it.each(KINDS)('%s: leaves what the others make of it', async (kind, text) => {
    for (const [other, itsText] of KINDS) if (other !== kind) await run(other, itsText);
    const before = await facts();
    world.clock.advance({ minutes: 1 });
    const { importId } = await world.finish(world.request(kind, text));
    expect(await facts()).not.toEqual(before);
    world.clock.advance({ minutes: 1 });
    expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ left: 0 });
    expect(await facts()).toEqual(before);
  });

  it('puts a changed document back', async () => {
    await run('receivables', RECEIVABLES);
    await run('payments', PAYMENTS);
    const before = await facts();
    world.clock.advance({ minutes: 1 });
    const changed = RECEIVABLES.replace('C2,F2,2026-09-10,,200.00', 'C2,F2,2026-09-10,,40.00');
    const { importId } = await world.finish(world.request('receivables', changed));
    world.clock.advance({ minutes: 1 });
    await undoImport(world.db, world.act(), importId);
    expect(await facts()).toEqual(before);
    const wanted = { state: 'all', today: TODAY, limit: 10, offset: 0 } as const;
    const { items } = await listReceivables(world.db, await customer('C2'), wanted);
    expect(items).toMatchObject([{ number: 'F2', amount: 20_000, open: 15_000 }]);
  });
});
