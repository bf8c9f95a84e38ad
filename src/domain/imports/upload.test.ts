import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import {
  addUpload,
  beginUpload,
  checkMap,
  findImport,
  listImports,
  previewUpload,
  problemRows,
  sortUpload,
  startUpload,
} from './imports.ts';
import { importJobs } from './jobs.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ jobs: importJobs });
});
afterAll(() => world.close());

const GOOD = '单号,日期,客户编号,金额\nU1,2026-01-05,C1,10\nU2,昨天,C1,20\n';
const settled = { kind: 'orders', currency: 'CNY', timezone: 'Asia/Shanghai' };

async function uploaded(...contents: (string | Buffer)[]): Promise<string> {
  const id = await world.db.transaction().execute((trx) => beginUpload(trx, world.act(), 'orders'));
  for (const [index, content] of contents.entries()) {
    await addUpload(world.db, id, `../u${index}.csv`, Readable.from([Buffer.from(content)]));
  }
  return id;
}

const start = (id: string, dryRun: boolean, map: object = settled) =>
  world.db
    .transaction()
    .execute((trx) => startUpload(trx, world.act(), id, { map: checkMap(map), dryRun, dataThrough: null }));

describe('an uploaded import', () => {
  it('is shown before anything happens', async () => {
    const id = await uploaded(GOOD);
    const [preview] = await previewUpload(world.db, id, checkMap(settled));
    expect(preview).toMatchObject({
      name: 'u0.csv',
      encoding: 'utf-8',
      headings: ['单号', '日期', '客户编号', '金额'],
      columns: { number: '单号', orderedAt: '日期', customer: '客户编号', amount: '金额' },
      rows: [
        ['U1', '2026-01-05', 'C1', '10'],
        ['U2', '昨天', 'C1', '20'],
      ],
    });
    expect(await findImport(world.db, id)).toMatchObject({ state: 'uploaded', result: null });
  });

  it('shows every reading of bytes that may be several things', async () => {
    const id = await uploaded(Buffer.from('abc8a4e1bd73b8b92ca4e9b4c10ab9abb1a92c310a', 'hex'));
    const [preview] = await previewUpload(world.db, id, checkMap(settled));
    expect(preview?.encoding).toBeNull();
    expect(preview?.candidates.map(({ encoding }) => encoding)).toContain('big5');
    const [chosen] = await previewUpload(world.db, id, checkMap({ ...settled, encoding: 'big5' }));
    expect(chosen).toMatchObject({ encoding: 'big5', candidates: [] });
  });

  it('is rehearsed, then done in the background, and tells both', async () => {
    const id = await uploaded(GOOD, '单号,日期,客户编号,金额\nU3,2026-01-06,C2,30\n');
    await start(id, true);
    await world.drain();
    expect(await findImport(world.db, id)).toMatchObject({
      state: 'finished',
      dryRun: true,
      result: { created: 2, failed: 1 },
    });
    await start(id, false);
    await expect(start(id, false)).rejects.toMatchObject({ code: 'import_started' });
    await world.drain();
    const done = await findImport(world.db, id);
    expect(done).toMatchObject({ state: 'finished', dryRun: false, result: { created: 2, failed: 1 } });
    expect(done.progress).toMatchObject({ rowsRead: 3 });
    const [problem] = await problemRows(world.db, id, 10, 'zh');
    expect(problem).toMatchObject({ file: 0, line: 3, problems: [{ column: '日期' }] });
    await expect(start(id, false)).rejects.toMatchObject({ code: 'import_started' });
  });

  it('that is refused says why, and may be started again with other settings', async () => {
    const id = await uploaded(GOOD);
    await start(id, false, { ...settled, columns: { customer: '没有' } });
    await world.drain();
    expect(await findImport(world.db, id)).toMatchObject({
      state: 'refused',
      failure: { code: 'import_columns_absent' },
    });
    await start(id, false);
    await world.drain();
    expect(await findImport(world.db, id)).toMatchObject({ state: 'finished', failure: null });
  });

  it('without files is not started', async () => {
    const id = await uploaded();
    await expect(start(id, false)).rejects.toMatchObject({ code: 'import_no_files' });
  });

  it('stands in the history, newest first', async () => {
    const { items, total } = await listImports(world.db, { limit: 2, offset: 0 });
    expect(items).toHaveLength(2);
    expect(total).toBe(5);
  });
});

describe('files that were not told apart', () => {
  const OWED = '发票号,开票日期,客户编号,到期日,发票金额\nI1,2026-01-05,C1,2026-02-04,10\n';
  const begun = async (...contents: (string | Buffer)[]) =>
    sortUpload(world.db, world.act(), await uploaded(...contents));

  it('are sorted by their headings: orders before what is owed, each in an import of its own', async () => {
    const [orders, owed, ...rest] = await begun(OWED, GOOD);
    expect([orders?.kind, owed?.kind, rest]).toEqual(['orders', 'receivables', []]);
    for (const [sorted, name, heading] of [
      [orders, 'u1.csv', '单号'],
      [owed, 'u0.csv', '发票号'],
    ] as const) {
      const [file] = await previewUpload(world.db, sorted?.id ?? '', checkMap({ kind: sorted?.kind }));
      expect([file?.name, file?.headings[0]]).toEqual([name, heading]);
    }
  });

  it('stay what they were called when nothing fits or a file cannot be read', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae10000', 'hex');
    expect((await begun('甲,乙\n1,2\n')).map(({ kind }) => kind)).toEqual(['orders']);
    expect((await begun(old, OWED)).map(({ kind }) => kind)).toEqual(['orders']);
  });
});
