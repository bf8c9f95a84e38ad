import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { type ImportResult, parseMap, runImport } from './imports.ts';

const folder = new URL('../../../../shared/data/online-retail/', import.meta.url).pathname;
const isThere = existsSync(folder);
const title = 'UCI Online Retail, half a million real order lines';

describe.skipIf(!isThere)(
  isThere ? title : `${title} (skipped: the data are not at ../shared/data/online-retail)`,
  () => {
    let world: World;
    beforeAll(async () => {
      world = await createWorld();
    });
    afterAll(() => world.close());

    const load = async (dryRun: boolean): Promise<ImportResult> => {
      const map = parseMap(readFileSync('examples/online-retail.map.yaml', 'utf8'));
      const files = readdirSync(folder)
        .filter((name) => name.endsWith('.csv'))
        .toSorted()
        .map((name) => ({ name, path: join(folder, name) }));
      return (await runImport(world.db, world.act(), { kind: 'orders', files, map, dryRun })).result;
    };

    it('is accounted for to the row, and loads a second time without a change', async () => {
      const first = await load(false);
      expect(first).toMatchObject({ rowsRead: 541_909, created: 406_829, updated: 0, unchanged: 0, skipped: 135_080 });
      expect(first).toMatchObject({ failed: 0, dataThrough: '2011-12-09' });
      const reasons = Object.fromEntries(first.reasons.map(({ code, count }) => [code, count]));
      expect(reasons).toEqual({
        no_customer: 135_080,
        no_customer_cancelled: 383,
        no_customer_return: 1_338,
        line_is_return: 8_905,
        price_not_positive: 2_517,
        bad_debt: 3,
      });
      expect(first.records).toMatchObject({ customers: { created: 4_372 }, lines: { created: 406_829 } });
      const { rows } = await sql`
      select (select count(*) from customer_identity where key = '17850' and scheme = 'external') as known,
        (select count(*) from order_line join customer_order on customer_order.customer_id = order_line.customer_id
          and id = order_id where kind = 'return') as returned,
        (select count(*) from order_line where occurrence > 1) as "repeatedProducts"`.execute(world.db);
      expect(rows).toEqual([{ known: 1, returned: 8_905, repeatedProducts: 10_148 }]);
      const again = await load(false);
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 406_829, skipped: 135_080, failed: 0 });
    }, 600_000);
  },
);
