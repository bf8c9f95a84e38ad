import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { type ImportResult, parseMap, runImport } from './imports.ts';

const folder = new URL('../../../../shared/data/online-retail/', import.meta.url).pathname;
const isThere = existsSync(folder);
const plan = 'name: Retail\ntimezone: Asia/Shanghai\ncurrency: CNY\n';

describe.skipIf(!isThere)(isThere ? 'UCI Online Retail' : `UCI Online Retail (skipped: ${folder} is absent)`, () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const load = async (): Promise<ImportResult> => {
    const map = { ...parseMap(readFileSync('examples/online-retail.map.yaml', 'utf8')), plan: undefined };
    const files = readdirSync(folder)
      .toSorted()
      .map((name) => ({ name, path: join(folder, name) }));
    const t = Date.now();
    let rss = 0;
    const { result } = await runImport(
      world.db,
      { ...world.act(), clock: { now: () => new Date() } },
      {
        kind: 'orders',
        files,
        map,
        dryRun: false,
        onProgress: (p) => {
          rss = Math.max(rss, process.memoryUsage().rss);
          if (p.chunks) process.stderr.write(`${p.chunksDone}/${p.chunks} ${Date.now() - t}\n`);
        },
      },
    );
    process.stderr.write(`${JSON.stringify({ ...result, diff: result.diff.length })} ${rss / 1e6} MB ${plan.length}\n`);
    return result;
  };

  test('541,909 rows are accounted for', async () => {
    const first = await load();
    expect(first).toMatchObject({
      rowsRead: 541_909,
      created: 406_829,
      updated: 0,
      unchanged: 0,
      skipped: 135_080,
      failed: 0,
    });
    const again = await load();
    expect(again).toMatchObject({
      rowsRead: 541_909,
      created: 0,
      updated: 0,
      unchanged: 406_829,
      skipped: 135_080,
      failed: 0,
    });
  }, 300_000);
});
