import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erpBook } from '../../../test/erp-book.ts';
import { outboundFile } from '../../../test/erp-files.ts';
import { createImportWorld, type ImportWorld } from '../../../test/import-world.ts';
import { givePlan } from '../../../test/trade.ts';
import { formatDay, parseDay } from '../../kernel/time.ts';
import { sayBasis } from '../../plan/sentences.ts';
import { explain, judgeBook } from '../health/health.ts';
import { parseMap } from '../imports/imports.ts';
import { activatePlan, activePlan, addPlanVersion } from '../plans/plans.ts';
import { amountMonths } from './amount-queries.ts';
import { bookBasis, company, customerList, exportCsv, healthBoard, profile, readExportRows } from './overview.ts';

const scope = { kind: 'all' } as const;
const may = { promises: true, receivables: true, complaints: true };
const TODAY = parseDay('2026-11-20');
const book = erpBook({ seed: 7, customers: 12, days: 800, today: TODAY });

let world: ImportWorld;

beforeAll(async () => {
  world = await createImportWorld();
  await givePlan(world);
  const request = world.request('orders', outboundFile('yonyou-u8', book));
  await world.run({ ...request, map: parseMap('kind: orders\n') });
}, 60_000);
afterAll(() => world.close());

/** The plan in force with another basis, and the book judged by it. */
async function under(basis: string): Promise<void> {
  world.clock.advance({ minutes: 1 });
  const { plan } = await activePlan(world.db);
  const text = plan.text.replace(/^basis: .*$/m, `basis: ${basis}`);
  await world.db.transaction().execute(async (trx) => {
    await activatePlan(trx, world.act(), await addPlanVersion(trx, world.act(), text, 'a test'));
  });
  await judgeBook(world.db, world.act());
}

/** The last 365 days of the data, added by hand. */
function added(key: string, part: 'gross' | 'net', isOnOrderDay: boolean): number {
  const last = Math.max(...book.lines.map(({ day }) => day));
  return book.lines
    .filter(({ customer }) => customer.key === key)
    .filter(({ day, originalDay }) => (isOnOrderDay ? (originalDay ?? day) : day) > last - 365)
    .reduce((sum, line) => sum + (line.isReturn ? -line[part] : line[part]), 0);
}

describe('one figure everywhere', () => {
  it.each([
    ['{ amount: shipped, tax: included, returns: on_return_date, month_closes_on: 26 }', 'gross', false],
    ['{ amount: shipped, tax: excluded, returns: on_order_date, month_closes_on: 31 }', 'net', true],
  ] as const)('under %s', async (basis, part, isOnOrderDay) => {
    await under(basis);
    const { plan } = await activePlan(world.db);
    const list = await customerList(world.db, { filters: {}, scope, sort: '-amountYear', limit: 50, offset: 0 });
    const rows = await readExportRows(world.db, { filters: {}, scope, sort: '-amountYear' });
    const label = sayBasis(await bookBasis(world.db, plan.basis), 'zh');
    const [headings = '', ...lines] = [...exportCsv(plan, rows, { code: 'CK', note: '' }, label)];
    expect(headings).toContain(label);
    for (const [place, item] of list.items.entries()) {
      const { customerId, name } = rows[place] ?? { customerId: 0, name: '' };
      const key = book.customers.find((each) => each.name === name)?.key ?? '';
      const expected = added(key, part, isOnOrderDay);
      expect(item.amountYear).toBe(expected);
      expect((await profile(world.db, world.act(), customerId, may)).amountYear).toBe(expected);
      expect((await explain(world.db, world.clock, customerId)).year.amount).toBe(expected);
      expect(lines[place]).toContain(`,${(expected / 100).toFixed(2)},`);
    }
    const { customerId, name } = rows[0] ?? { customerId: 0, name: '' };
    const { items: months } = await amountMonths(world.db, world.clock, customerId);
    expect(months[0]?.to).toBe(plan.basis.monthClosesOn === 26 ? '2026-11-26' : '2026-11-30');
    const key = book.customers.find((each) => each.name === name)?.key;
    const shown = book.lines.filter(({ customer, day, originalDay }) => {
      const counted = formatDay(isOnOrderDay ? (originalDay ?? day) : day);
      return customer.key === key && counted >= (months.at(-1)?.from ?? '');
    });
    expect(months.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      shown.reduce((sum, line) => sum + (line.isReturn ? -line[part] : line[part]), 0),
    );
    const board = await healthBoard(world.db, world.clock, { scope });
    const atRisk = list.items.filter(({ customer }) => customer.colour === 'red' || customer.colour === 'yellow');
    expect(board.total.valueAtRisk).toBe(atRisk.reduce((sum, { amountYear }) => sum + amountYear, 0));
  });

  it('says what it really is where the plan wants what nobody brought in', async () => {
    await under('{ amount: received, tax: excluded, returns: on_return_date, month_closes_on: 26 }');
    const { basis } = await company(world.db, world.clock);
    expect(basis).toMatchObject({ amount: 'received', effective: { amount: 'shipped', tax: 'excluded' } });
    expect(basis && sayBasis(basis, 'zh')).toBe(
      '口径：出库（方案要回款，尚无数据） · 不含税 · 退货计入退货日 · 财务月 26 日结',
    );
    expect(basis && sayBasis(basis, 'en')).toBe(
      'Basis: shipped (plan: received, no data yet) · tax excluded · returns on their own day · months close on day 26',
    );
  });
});
