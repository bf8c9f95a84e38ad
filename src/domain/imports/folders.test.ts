import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import type { Trx } from '../../database/connect.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../plans/plans.ts';
import { checkFolder, fitsPattern, type ImportFolder, isDue } from './folder.ts';
import { folderJobs } from './folder-jobs.ts';
import {
  askFolder,
  dataThrough,
  listFolders,
  listMaps,
  removeFolder,
  removeMap,
  runFolder,
  saveFolder,
  saveMap,
  undoImport,
} from './imports.ts';

let world: ImportWorld;
let base: string;
beforeAll(async () => {
  world = await createImportWorld({ jobs: folderJobs(null) });
  base = mkdtempSync(join(tmpdir(), 'changke-folders-test-'));
  await world.db.transaction().execute(async (trx) => {
    const plan = await addPlanVersion(trx, world.act(), readyMadeText('building-materials'), 'test');
    await activatePlan(trx, world.act(), plan);
  });
});
afterAll(async () => {
  await world.close();
  rmSync(base, { recursive: true });
});
beforeEach(async () => {
  await world.wipe();
  await world.db.deleteFrom('import_folder').execute();
  rmSync(join(base, 'erp'), { recursive: true, force: true });
  mkdirSync(join(base, 'erp'));
});

const erp: ImportFolder = {
  name: '金蝶订单',
  kind: 'orders',
  folder: 'erp',
  pattern: 'sale*.csv',
  mapName: null,
  atMinute: 90,
  daysMax: 2,
};
const save = (folder: ImportFolder) => world.db.transaction().execute((trx) => saveFolder(trx, world.act(), folder));
const line = (number: string, day: string) => `单号,日期,客户编号,客户名称,数量,单价\n${number},${day},C1,张三,2,5\n`;

function put(name: string, text: string, secondsAgo = 120): void {
  const at = new Date(world.clock.now().getTime() - 1_000 * secondsAgo);
  writeFileSync(join(base, 'erp', name), text);
  utimesSync(join(base, 'erp', name), at, at);
}

async function run(root: string | null = base) {
  await runFolder(world.db, world.act(), root, erp.name);
  const [folder] = await listFolders(world.db, world.clock.now());
  return folder;
}

describe('a folder that is brought in every night', () => {
  it('brings in what is new, once, and moves the data-through date', async () => {
    await save(erp);
    put('sale1.csv', line('N1', '2026-01-05'));
    put('other.csv', line('N9', '2026-01-09'));
    const first = await run();
    expect(first).toMatchObject({ failure: null, isLate: false, files: [{ path: 'sale1.csv', failure: null }] });
    expect(await dataThrough(world.db, 'orders')).toBe('2026-01-05');
    expect((await run())?.files).toHaveLength(1);
    renameSync(join(base, 'erp', 'sale1.csv'), join(base, 'erp', 'sale2.csv'));
    const renamed = await run();
    expect(renamed?.files.filter(({ importId }) => importId !== null)).toHaveLength(1);
    put('sale2.csv', line('N2', '2026-01-06'), 90);
    await run();
    expect((await world.story())['lines']).toHaveLength(2);
    expect(await dataThrough(world.db, 'orders')).toBe('2026-01-06');
  });

  it('brings a file in anew that was taken back, once somebody asks for it', async () => {
    await save(erp);
    put('sale1.csv', line('N1', '2026-01-05'));
    const importId = (await run())?.files[0]?.importId ?? '';
    world.clock.advance({ minutes: 1 });
    await undoImport(world.db, world.act(), importId);
    await run();
    expect((await world.story())['lines']).toBeNull();
    await world.db.transaction().execute((trx) => askFolder(trx, world.act(), erp.name));
    await run();
    expect((await world.story())['lines']).toHaveLength(1);
  });

  it('takes no longer over a pattern of many stars', () => {
    const [name, pattern] = [`${'a'.repeat(200)}.csv`, `${'a*'.repeat(40)}b`];
    const began = performance.now();
    expect(fitsPattern(name, pattern)).toBe(false);
    expect(performance.now() - began).toBeLessThan(200);
    expect(['a*b*c', '*a?c', '**abc**', 'A*'].map((each) => fitsPattern('abc', each))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['a', 'a?', 'b*', '*b', 'a.c', '?abc'].some((each) => fitsPattern('abc', each))).toBe(false);
  });

  it('leaves what is still being written for later that night', async () => {
    await save(erp);
    put('sale1.csv', line('N1', '2026-01-05'), 5);
    expect(await run()).toMatchObject({ files: [], checkedAt: null });
    world.clock.advance({ minutes: 2 });
    expect(await run()).toMatchObject({ files: [{ path: 'sale1.csv' }], checkedAt: expect.any(Date) });
  });

  it('tells of a file that cannot be used, and brings in the others', async () => {
    await save(erp);
    put('sale1.csv', 'a,b\n1,2\n', 200);
    put('sale2.csv', line('N1', '2026-01-05'));
    const folder = await run();
    expect(
      folder?.files
        .toSorted((left, right) => left.path.localeCompare(right.path))
        .map(({ path, failure }) => [path, failure?.code ?? null]),
    ).toEqual([
      ['sale1.csv', expect.stringMatching(/^import_/)],
      ['sale2.csv', null],
    ]);
  });

  it('says when nothing came for too long', async () => {
    await save(erp);
    world.clock.advance({ days: 3 });
    expect(await run()).toMatchObject({ isLate: true });
  });

  it('never leaves the folder the server allows', async () => {
    for (const folder of ['../x', '/etc', 'a/../../b', 'C:\\x', '..']) {
      await expect(save({ ...erp, folder })).rejects.toMatchObject({ code: 'import_folder_outside' });
    }
    expect(checkFolder('./a//b/')).toBe('a/b');
    await save({ ...erp, folder: 'out' });
    const outside = mkdtempSync(join(tmpdir(), 'changke-outside-'));
    writeFileSync(join(outside, 'sale1.csv'), line('N1', '2026-01-05'));
    symlinkSync(outside, join(base, 'out'));
    expect(await run()).toMatchObject({ failure: { code: 'import_folder_outside' }, files: [] });
    rmSync(join(base, 'out'));
    expect(await run()).toMatchObject({ failure: { code: 'import_folder_missing' } });
    expect(await run(null)).toMatchObject({ failure: { code: 'import_folder_none' } });
    await save(erp);
    symlinkSync(join(outside, 'sale1.csv'), join(base, 'erp', 'sale1.csv'));
    expect(await run()).toMatchObject({ failure: null, files: [] });
    rmSync(outside, { recursive: true });
  });

  it('is due once a day, from its time on, in the zone of the plan', () => {
    const state = { ...erp, createdAt: new Date(0), lastFileAt: null };
    const at = (text: string) => new Date(text);
    const zone = 'Asia/Shanghai';
    expect(isDue({ ...state, checkedAt: null }, at('2026-01-05T17:29:00Z'), zone)).toBe(false);
    expect(isDue({ ...state, checkedAt: null }, at('2026-01-05T17:30:00Z'), zone)).toBe(true);
    expect(isDue({ ...state, checkedAt: at('2026-01-05T17:45:00Z') }, at('2026-01-06T10:00:00Z'), zone)).toBe(false);
    expect(isDue({ ...state, checkedAt: at('2026-01-05T17:45:00Z') }, at('2026-01-06T17:45:00Z'), zone)).toBe(true);
  });

  it('knows files by a pattern, and never those a spreadsheet has open', () => {
    expect(fitsPattern('Sale-1.CSV', 'sale*.csv')).toBe(true);
    expect(fitsPattern('sale.csv.part', 'sale*')).toBe(false);
    expect(fitsPattern('~$sale.xlsx', '*')).toBe(false);
    expect(fitsPattern('a(1).csv', 'a(?).csv')).toBe(true);
  });
});

describe('a map that was kept', () => {
  const inOne = (work: (trx: Trx) => Promise<unknown>) => world.db.transaction().execute(work);

  it('is forgotten when nobody needs it, and not while a folder is read with it', async () => {
    await inOne((trx) => saveMap(trx, world.act(), '金蝶', JSON.stringify({ kind: 'orders' })));
    await save({ ...erp, mapName: '金蝶' });
    const remove = () => inOne((trx) => removeMap(trx, world.act(), '金蝶'));
    await expect(remove()).rejects.toMatchObject({
      code: 'import_map_used',
      params: { name: '金蝶', folder: erp.name },
    });
    expect(await listMaps(world.db)).toHaveLength(1);
    await inOne((trx) => removeFolder(trx, world.act(), erp.name));
    await remove();
    expect(await listMaps(world.db)).toEqual([]);
    await expect(remove()).rejects.toMatchObject({ code: 'import_map_unknown' });
  });
});
