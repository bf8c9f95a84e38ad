import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { tables } from '../../database/classes.ts';
import { holdTiers, setRuleTags } from '../customers/customers.ts';
import { mergeCustomers, undoMerge } from '../customers/merge-acts.ts';
import { addMember } from '../team/team.ts';
import { dataThrough, type ImportKind, undoConflicts, undoImport } from './imports.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await createImportWorld();
});
afterAll(() => world.close());
beforeEach(() => world.wipe());

/** What is not put back: the story itself and the books of imports. Versions and times of change only go forward. */
const ASIDE = /^(fact|fact_kind|audit_entry|timeline_cut|import_.*|migration|book_run|auth\..*)$/;

/** Everything the database says now. Facts by what they say of whom, as their ids are new where they were recorded anew. */
async function everything() {
  const said: Record<string, unknown> = {};
  for (const { table } of tables) {
    if (ASIDE.test(table)) continue;
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(t) - '{fact_ids,version,updated_at}'::text[])::text as row from ${sql.table(table)} t order by 1`.execute(
      world.db,
    );
    said[table] = rows.map(({ row }) => row);
  }
  const { rows } = await sql<{ fact: string }>`
    select jsonb_build_array(customer_id, kind, occurred_at, amount, category, score)::text as fact from fact
    where voids is null and not exists (
      select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id) order by 1`.execute(
    world.db,
  );
  return { ...said, facts: rows.map(({ fact }) => fact), ties: await loose() };
}

/** Facts that rows name and that count no more: none, ever. */
async function loose() {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (
      select customer_id, unnest(fact_ids) as id from customer_order union all
      select customer_id, unnest(fact_ids) from interaction union all
      select customer_id, unnest(fact_ids) from complaint) as named
    where not exists (select from fact where fact.customer_id = named.customer_id and fact.id = named.id and voids is null
      and not exists (select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id))`.execute(
    world.db,
  );
  return rows;
}

const numberOf = async (key: string) => {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer_identity where key = ${key} and scheme = 'external'`.execute(
    world.db,
  );
  return rows[0]?.customerId ?? 0;
};

const finish = async (kind: ImportKind, text: string) => {
  world.clock.advance({ minutes: 1 });
  return (await world.finish(world.request(kind, text))).importId;
};

const id = fc.integer({ min: 1, max: 5 });
const word = fc.constantFrom('华东', '华北', '');
type Row = readonly (string | number)[];
const files = {
  customers: fc.tuple(id, word, fc.constantFrom('老张', '小李', ''), fc.constantFrom('老客户', '月结', ''), word),
  products: fc.tuple(id, fc.constantFrom('板材', '五金', ''), fc.constantFrom('吊顶', '')),
  orders: fc.tuple(id, id, id, fc.integer({ min: -3, max: 9 }), fc.constantFrom('2026-01-09', '')),
  interactions: fc.tuple(
    id,
    id,
    fc.constantFrom('电话', '拜访'),
    fc.constantFrom('问候', '要报价'),
    fc.constantFrom('老张', ''),
  ),
  complaints: fc.tuple(id, id, fc.constantFrom('一般', '重大'), fc.constantFrom('2026-01-08', '')),
};
const texts: { readonly [Kind in keyof typeof files]: (rows: readonly Row[]) => string } = {
  customers: (rows) =>
    csv(
      '客户编号,客户名称,地区,联系人,标签,集团',
      rows,
      ([c, region, contact, tag, group]) => `C${c},客户${c}${region},${region},${contact},${tag},${group}`,
    ),
  products: (rows) =>
    csv('商品编码,商品名称,大类,小类', rows, ([p, parent, category]) => `P${p},商品${p},${parent},${category}`),
  orders: (rows) =>
    csv(
      '单号,日期,客户编号,商品编号,品类,数量,单价,送达日期,承诺交期',
      rows,
      ([n, c, p, quantity, delivered]) =>
        `N${c}${n},2026-01-0${c},C${c},P${p},品类${p},${quantity},5,${delivered},2026-01-08`,
    ),
  interactions: (rows) =>
    csv(
      '客户编号,记录编号,时间,渠道,内容,联系人',
      rows,
      ([c, e, channel, text, contact]) => `C${c},E${e},2026-01-0${e} 09:00,${channel},${text},${contact}`,
    ),
  complaints: (rows) =>
    csv(
      '客户编号,投诉单号,投诉时间,分级,投诉内容,解决时间',
      rows,
      ([c, e, severity, solved]) => `C${c},T${e},2026-01-0${e},${severity},开裂,${solved}`,
    ),
};

function csv(heading: string, rows: readonly Row[], line: (row: Row) => string): string {
  return `${heading}\n${rows.map((row) => `${line(row)}\n`).join('')}`;
}

const file = fc.constantFrom(...(Object.keys(files) as (keyof typeof files)[])).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    rows: fc.array(files[kind] as fc.Arbitrary<Row>, { minLength: 1, maxLength: 12 }),
  }),
);

describe('taking an import back', () => {
  it('leaves the database as it was before, whatever stood there and whatever came', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 3 }), file, async (earlier, last) => {
        await world.wipe();
        for (const { kind, rows } of earlier) await finish(kind, texts[kind](rows));
        const before = await everything();
        const importId = await finish(last.kind, texts[last.kind](last.rows));
        expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ left: 0 });
        expect(await everything()).toEqual(before);
      }),
      { numRuns: 16 },
    );
  }, 180_000);

  it('takes several back, last first', async () => {
    const before = await everything();
    const orders = '单号,日期,客户编号,商品编号,数量,单价\nN1,2026-01-05,C1,P1,2,5\nN1,2026-01-05,C1,P2,1,7\n';
    const first = await finish('orders', orders);
    const between = await everything();
    const second = await finish('orders', `${orders.replace('P1,2,5', 'P1,3,5')}N2,2026-01-06,C1,P1,1,1\n`);
    expect(await dataThrough(world.db, 'orders')).toBe('2026-01-06');
    await undoImport(world.db, world.act(), second);
    expect(await dataThrough(world.db, 'orders')).toBe('2026-01-05');
    expect(await everything()).toEqual(between);
    await undoImport(world.db, world.act(), first);
    expect(await dataThrough(world.db, 'orders')).toBeNull();
    expect(await everything()).toEqual(before);
    await expect(undoImport(world.db, world.act(), first)).rejects.toMatchObject({ code: 'import_undone' });
  });

  it('leaves alone what a later import changed, and names it', async () => {
    const first = await finish(
      'orders',
      '单号,日期,客户编号,数量,单价\nN1,2026-01-05,C1,2,5\nN2,2026-01-05,C1,2,5\nN3,2026-01-05,C2,2,5\n',
    );
    await finish('orders', '单号,日期,客户编号,数量,单价\nN1,2026-01-05,C1,3,5\n');
    expect(await undoImport(world.db, world.act(), first)).toMatchObject({ left: 3, customers: 1 });
    expect(await undoConflicts(world.db, first, 10)).toEqual({
      total: 3,
      items: [
        { what: 'customer', reason: 'used', customer: 'C1', publicId: expect.any(String), name: 'C1' },
        { what: 'customer_order', reason: 'changed', customer: 'C1', publicId: expect.any(String), name: 'N1' },
        { what: 'product', reason: 'used', customer: null, publicId: null, name: 'unspecified' },
      ],
    });
    expect((await world.story())['lines']).toEqual([
      ['C1', 'N1', 'order', 'unspecified', 1, 3, 1500, '2026-01-04T16:00:00+00:00'],
    ]);
  });

  it('takes several back that say the same row, whatever was told anew in between', async () => {
    await finish('customers', '客户编号,客户名称\nC1,客户一\n');
    const before = await everything();
    const row = (quantity: number) => `单号,日期,客户编号,商品编号,数量,单价\nN1,2026-01-05,C1,P1,${quantity},5\n`;
    const [first, second, third] = [
      await finish('orders', row(2)),
      await finish('orders', row(3)),
      await finish('orders', row(4)),
    ];
    for (const importId of [third, second, first]) {
      expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ left: 0 });
    }
    expect(await everything()).toEqual(before);
  });

  it('tells a return as before whose order it had brought', async () => {
    await finish('orders', '单号,日期,客户编号,商品编号,数量,单价,原单号\nR1,2026-02-05,C1,P1,-1,5,N1\n');
    const before = await everything();
    const importId = await finish('orders', '单号,日期,客户编号,商品编号,数量,单价\nN1,2026-01-05,C1,P1,2,5\n');
    expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ left: 0 });
    expect(await everything()).toEqual(before);
    expect(await loose()).toEqual([{ count: 0 }]);
  });

  it('leaves a customer that was merged away meanwhile, names it, and the merge can still be undone', async () => {
    await finish('customers', '客户编号,客户名称\nC1,客户一\n');
    const importId = await finish('orders', '单号,日期,客户编号,商品编号,数量,单价\nN1,2026-01-05,C2,P1,2,5\n');
    const merge = (survivor: string, merged: string) =>
      world.db.transaction().execute(async (trx) => {
        const [survivorId, mergedId] = [await numberOf(survivor), await numberOf(merged)];
        return mergeCustomers(trx, world.act(), { survivorId, mergedId });
      });
    const mergeId = await merge('C1', 'C2');
    const merged = await everything();
    expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ removed: 0, left: 3 });
    expect({ ...(await everything()), feed: null }).toEqual({ ...merged, feed: null });
    await world.db.transaction().execute((trx) => undoMerge(trx, world.act(), mergeId));
    expect((await world.story())['lines']).toEqual([
      ['C2', 'N1', 'order', 'P1', 1, 2, 1000, '2026-01-04T16:00:00+00:00'],
    ]);
  });

  it('takes the tier and the tags that the plan alone gave a customer with it, but leaves one whose tier a person decided', async () => {
    const customers = await finish(
      'customers',
      texts.customers([
        [1, '', '', '', ''],
        [2, '', '', '', ''],
      ]),
    );
    const [one, two] = [await numberOf('C1'), await numberOf('C2')];
    const member = {
      email: 'li@example.com',
      name: 'li',
      role: 'retention_lead',
      teamId: null,
      language: 'zh',
    } as const;
    await world.db.transaction().execute(async (trx) => {
      const { id: li } = await addMember(trx, world.act(), member);
      const said = { zh: '等级分 60', en: 'standing 60' };
      await holdTiers(
        trx,
        world.act(),
        [one, two].map((customerId) => ({ customerId, tier: 'key', way: 'first', said })),
      );
      await setRuleTags(trx, world.act(), 1, [
        { customerId: one, tag: '三个月未下单', reason: '问需求', reasonEn: 'Ask' },
      ]);
      await holdTiers(trx, world.act(li), [{ customerId: two, tier: 'strategic', way: 'override', reason: '新厂区' }]);
    });
    await undoImport(world.db, world.act(), customers);
    expect([await numberOf('C1'), await numberOf('C2')]).toEqual([0, two]);
  });

  it('leaves a customer into which another was merged since', async () => {
    await finish('customers', '客户编号,客户名称\nC1,客户一\n');
    const importId = await finish('customers', '客户编号,客户名称\nC2,客户二\n');
    const mergeId = await world.db
      .transaction()
      .execute(async (trx) =>
        mergeCustomers(trx, world.act(), { survivorId: await numberOf('C2'), mergedId: await numberOf('C1') }),
      );
    expect(await undoImport(world.db, world.act(), importId)).toMatchObject({ left: 1, customers: 0 });
    await world.db.transaction().execute((trx) => undoMerge(trx, world.act(), mergeId));
    expect((await world.story())['customers']).toEqual([
      ['C1', '客户一', null],
      ['C2', '客户二', null],
    ]);
  });
});
