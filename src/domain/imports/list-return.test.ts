import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { type SheetCell, workbookOf } from '../../kernel/workbook.ts';
import { changeCustomer, findCustomer } from '../customers/customers.ts';
import { addMember } from '../team/team.ts';
import { applyReturn, findImport, readReturn, readReturnRows, receiveList, undoImport } from './imports.ts';
import { RETURN_FIELDS, type ReturnField, type ReturnRow, returnCells, returnColumns } from './list-return.ts';
import { readWorkbook } from './workbook.ts';

const ALL = { kind: 'all' } as const;
const HIDDEN = 3;
let world: ImportWorld;
let me: string;
beforeAll(async () => {
  world = await createImportWorld();
  const person = (name: string) => ({ name, email: `${name}@example.test`, role: 'account_manager' as const });
  ({ id: me } = await world.db.transaction().execute((trx) => addMember(trx, world.act(), person('wang'))));
  await world.db.transaction().execute((trx) => addMember(trx, world.act(), person('li')));
});
afterAll(() => world.close());

async function book(): Promise<ReturnRow[]> {
  const { rows } = await world.db
    .selectFrom('customer')
    .select('public_id')
    .orderBy('customer_id')
    .execute()
    .then((rows) => ({ rows }));
  const known = await readReturnRows(
    world.db,
    rows.map((row) => row.public_id),
    ALL,
  );
  return rows.flatMap((row) => known.get(row.public_id) ?? []);
}

const fill = async () => {
  await world.wipe();
  const text =
    '客户编号,客户名称,地区,采购模式,合作起始,账期\nC1,张三,华东,月度,2024-01-05,月结30\nC2,=李四,,,,\nC3, 王五,华北,项目型,,现结\n';
  await world.run(world.request('customers', text));
};

async function sendBack(rows: readonly (readonly SheetCell[])[]): Promise<string> {
  const columns = [...returnColumns, { heading: '等级', kind: 'text' as const }];
  const bytes = workbookOf({ name: '客户', columns, rows, note: 'CK-1 who' }, deflateRawSync);
  return receiveList(world.db, world.act(me), '客户.xlsx', Readable.from([Buffer.from(bytes)]));
}

const edit = fc.record({
  row: fc.nat(2),
  field: fc.constantFrom(...RETURN_FIELDS),
  text: fc.constantFrom('', '甲', '=1+1', '007', '2025-02-03', 'wang', 'li', '项目型', '&<"\u{1f600}'),
});

/** What a cell can be; the others are told and change nothing. */
function meant(field: ReturnField, text: string): string | null | undefined {
  if (text === '') return field === 'customerName' ? undefined : null;
  if (field === 'since') return text === '2025-02-03' ? text : undefined;
  if (field === 'pattern') return text === '项目型' ? 'project' : undefined;
  if (field === 'ownerA' || field === 'ownerB') return ['wang', 'li'].includes(text) ? text : undefined;
  return text;
}

describe('a list that comes back from Excel', () => {
  it('keeps every value as it is written', async () => {
    await fill();
    const rows = (await book()).map((row) => [...returnCells(row)]);
    const bytes = Buffer.from(workbookOf({ name: '客户', columns: returnColumns, rows }, deflateRawSync));
    const read: unknown[][] = [];
    for await (const page of readWorkbook({ name: 'x', bytes, sheet: null }))
      read.push(...page.map((row) => [...row.cells]));
    const day = returnColumns.findIndex(({ kind }) => kind === 'day');
    expect(read[1]?.[day]).toEqual(new Date('2024-01-05T00:00:00Z'));
    expect(read[2]?.[HIDDEN]).toBe('=李四');
    expect(read.slice(1).map((cells) => cells[0])).toEqual(rows.map((cells) => cells[0]));
  });

  it('changes exactly the cells that were edited', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
        await fill();
        const before = await book();
        const table = before.map((row) => [...returnCells(row), '战略']);
        for (const { row, field, text } of edits) (table[row] ?? [])[HIDDEN + RETURN_FIELDS.indexOf(field)] = text;
        const id = await sendBack(table);
        expect((await readReturn(world.db, world.act(me), id, ALL)).ignored).toEqual(['等级']);
        await applyReturn(world.db, world.act(me), id, ALL, []);
        const last = new Map(edits.map(({ row, field, text }) => [`${row} ${field}`, text]));
        const expected = before.map((customer, row) => {
          const changed = RETURN_FIELDS.map((field) => {
            const text = last.get(`${row} ${field}`);
            const value = text === undefined ? undefined : meant(field, text);
            return [field, value === undefined ? customer[field] : value];
          });
          return Object.fromEntries(changed);
        });
        const now = (await book()).map((row) => Object.fromEntries(RETURN_FIELDS.map((field) => [field, row[field]])));
        expect(now).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  }, 90_000);

  it('says where somebody else changed the same cell since, and leaves it alone unless told otherwise', async () => {
    await fill();
    const before = await book();
    const [first] = before;
    const table = before.map((row) => [...returnCells(row), null]);
    const region = HIDDEN + RETURN_FIELDS.indexOf('region');
    const terms = HIDDEN + RETURN_FIELDS.indexOf('terms');
    Object.assign(table[0] ?? [], { [region]: '华南', [terms]: '月结60' });
    const customerId = (await findCustomer(world.db, first?.publicId ?? '', ALL)) ?? 0;
    await world.db
      .transaction()
      .execute((trx) =>
        changeCustomer(trx, world.act(me), customerId, { region: '西北', city: '西安' }, first?.version ?? 0),
      );
    const id = await sendBack(table);
    const diff = await readReturn(world.db, world.act(me), id, ALL);
    expect(diff.cells.map(({ field, mine, theirs, isConflict }) => [field, mine, theirs, isConflict])).toEqual([
      ['region', '华南', '西北', true],
      ['terms', '月结60', '月结30', false],
    ]);
    expect(await applyReturn(world.db, world.act(me), id, ALL, [])).toEqual({ cells: 1, customers: 1, left: 1 });
    expect((await book())[0]).toMatchObject({ region: '西北', city: '西安', terms: '月结60' });
    const again = await sendBack(table);
    const chosen = [{ publicId: first?.publicId ?? '', field: 'region' }] as const;
    await applyReturn(world.db, world.act(me), again, ALL, chosen);
    expect((await book())[0]).toMatchObject({ region: '华南', city: '西安', terms: '月结60' });
    expect(await findImport(world.db, again)).toMatchObject({ state: 'finished', undoable: false });
    await expect(undoImport(world.db, world.act(me), again)).rejects.toMatchObject({ code: 'return_not_undoable' });
  });

  it('is nobody else’s, reaches no further than its sender, and no other file passes for one', async () => {
    await fill();
    const table = (await book()).map((row) => [...returnCells({ ...row, region: '新' }), null]);
    const id = await sendBack([...table, table[0] ?? []]);
    await expect(readReturn(world.db, world.act(), id, ALL)).rejects.toMatchObject({ code: 'import_not_found' });
    const own = { kind: 'members', memberIds: [me], invited: null } as const;
    expect(await readReturn(world.db, world.act(me), id, own)).toMatchObject({ cells: [], rows: 4, strangers: 4 });
    const other = await receiveList(
      world.db,
      world.act(me),
      'x.csv',
      Readable.from([Buffer.from('客户编号,客户名称\nC1,张三\n')]),
    );
    await expect(readReturn(world.db, world.act(me), other, ALL)).rejects.toMatchObject({ code: 'return_not_ours' });
  });
});
