import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { healthJobs } from '../health/jobs.ts';
import { customerList } from '../overview/overview.ts';
import { segmentJobs } from './jobs.ts';
import {
  addSegment,
  changeSegment,
  listSegments,
  markTarget,
  previewSegment,
  segmentPage,
  setStrategy,
  unmarkTarget,
  withdrawSegment,
} from './segments.ts';

let world: World;
let small: number;
let large: number;

beforeAll(async () => {
  world = await createWorld({ at: '2026-06-10T01:00:00Z', jobs: [...healthJobs, ...segmentJobs] });
  await givePlan(world);
  [small = 0, large = 0] = await addCustomers(world, ['small', 'large'], { region: '华东' });
  await orderOn(world, small, every(30, 2), 100_000);
  await orderOn(world, large, every(20, 2), 90_000_000);
  await run();
});
afterAll(() => world.close());

const everybody = { kind: 'all' } as const;
const nobody = { kind: 'members', memberIds: ['00000000-0000-7000-8000-000000000000'], invited: null } as const;
const inTransaction = <Result>(work: (trx: Trx) => Promise<Result>) => world.db.transaction().execute(work);

async function run(): Promise<void> {
  await world.drain();
  await judgeNow(world);
  await world.drain();
}

async function segment(key: string) {
  return (await listSegments(world.db, world.clock, everybody)).items.find((each) => each.key === key);
}

const add = (name: string, expression: string) =>
  inTransaction((trx) => addSegment(trx, world.act(), { name, expression, reason: '试一试' }));

async function namesIn(key: string): Promise<string[]> {
  const wish = { filters: { segment: key }, scope: everybody, sort: 'name', limit: 50, offset: 0 } as const;
  return (await customerList(world.db, wish)).items.map(({ customer }) => customer.name).sort();
}

describe('segments of our own', () => {
  it('stand behind the plan’s and are judged like them, nested too', async () => {
    expect(await add('大客户', "spend('365d') >= 1000000")).toBe('own_1');
    expect(await add('华东大客户', "in_segment('own_1') && region == '华东'")).toBe('own_2');
    expect(await segment('own_2')).toMatchObject({ isOwn: true, members: null });
    await run();
    expect(await segment('own_1')).toMatchObject({ members: 1, problem: null });
    expect(await segment('own_2')).toMatchObject({ members: 1 });
    expect(await namesIn('own_2')).toEqual(['测试large']);
  });

  it('are refused with the place of the mistake, and in a circle', async () => {
    await expect(add('错', "spend('365d') >= 1 &&\nspned('365d') > 2")).rejects.toMatchObject({
      code: 'segment_invalid',
      params: { line: 2, column: 1, word: 'spned', nearest: 'spend' },
    });
    const circle = { key: 'own_1', name: '大客户', expression: "in_segment('own_2')", reason: '试' };
    await expect(inTransaction((trx) => changeSegment(trx, world.act(), circle))).rejects.toMatchObject({
      code: 'segment_invalid',
    });
  });

  it('keep what they said before; who is in by new words has not come in', async () => {
    const wish = { key: 'own_1', name: '大客户', expression: "spend('365d') >= 500", reason: '放宽' };
    await inTransaction((trx) => changeSegment(trx, world.act(), wish));
    await inTransaction((trx) => changeSegment(trx, world.act(), wish));
    await run();
    const page = await segmentPage(world.db, world.clock, 'own_1', everybody);
    expect(page.versions.map(({ version, expression }) => [version, expression])).toEqual([
      [2, "spend('365d') >= 500"],
      [1, "spend('365d') >= 1000000"],
    ]);
    expect(page).toMatchObject({ segment: { members: 2, came: 0, went: 0 }, usedBy: ['own_2'], moves: [] });
    expect(page.days.filter(({ workedOut }) => workedOut).length).toBeGreaterThan(10);
    expect(page.figures).toMatchObject({ contribution: { value: 1, n: 2 }, loyalty: { n: 2 } });
  });

  it('are taken back only when nothing is made of them', async () => {
    const withdraw = (key: string) =>
      inTransaction((trx) => withdrawSegment(trx, world.act(), { key, reason: '不用了' }));
    await expect(withdraw('own_1')).rejects.toMatchObject({ code: 'segment_in_use', params: { by: '华东大客户' } });
    await withdraw('own_2');
    await withdraw('own_2');
    expect(await segment('own_2')).toBeUndefined();
    await run();
    expect(await namesIn('own_2')).toEqual([]);
    expect(await add('第三个', 'health < 40')).toBe('own_3');
  });
});

describe('members over time', () => {
  it('come in on the day the rule is met and go out when it no longer is', async () => {
    const key = await add('静了一个月', "days_since('order') >= 30");
    await run();
    expect(await segment(key)).toMatchObject({ members: 0 });
    world.clock.advance({ days: 28 });
    await run();
    expect(await namesIn(key)).toEqual(['测试large', '测试small']);
    await orderOn(world, large, [0]);
    await world.drain();
    const page = await segmentPage(world.db, world.clock, key, everybody);
    expect(page.moves.map(({ name, change }) => [name, change])).toEqual([['测试small', 1]]);
    world.clock.advance({ days: 1 });
    await orderOn(world, small, [0]);
    await world.drain();
    expect(await segment(key)).toMatchObject({ members: 0, came: 1, went: 1 });
    expect(await segmentPage(world.db, world.clock, key, nobody)).toMatchObject({ moves: [], days: [] });
  });
});

describe('a preview', () => {
  it('counts a small book exactly and shows names in reach', async () => {
    const preview = { expression: "spend('365d') >= 1000000", scope: everybody };
    const { count, sample } = await previewSegment(world.db, world.clock, preview);
    expect(count).toEqual({ value: 1, low: 1, high: 1, exact: true, looked: 2, of: 2 });
    expect(sample.map(({ name }) => name)).toEqual(['测试large']);
    const beyond = await previewSegment(world.db, world.clock, { ...preview, scope: nobody });
    expect(beyond).toMatchObject({ count: { value: 0, of: 0 }, sample: [] });
    const wrong = await previewSegment(world.db, world.clock, { ...preview, expression: 'spend(' });
    expect(wrong).toMatchObject({ count: null, problems: [{ line: 1 }] });
  });

  it('says how sure it is where it looked at one in fifty', async () => {
    const rows = Array.from({ length: 5_100 }, (_, index) => ({
      externalId: `n${index}`,
      name: `客户${index}`,
      kind: index % 4 === 0 ? ('person' as const) : ('company' as const),
    }));
    await inTransaction((trx) => upsertCustomers(trx, world.act(), rows));
    const preview = { expression: "type == 'person'", scope: everybody };
    const { count } = await previewSegment(world.db, world.clock, preview);
    expect(count).toMatchObject({ exact: false, of: 5_102 });
    expect(count?.looked).toBeLessThan(200);
    expect(count?.low).toBeLessThan(1_275);
    expect(count?.high).toBeGreaterThan(1_275);
  });
});

describe('what is planned for a segment', () => {
  it('is a strategy, or a gap; and a mark that lists are filtered by', async () => {
    expect(await segment('dormant')).toMatchObject({ strategy: null, target: null });
    await inTransaction((trx) => setStrategy(trx, world.act(), 'dormant', '三个月寄一次样'));
    await inTransaction((trx) => markTarget(trx, world.act(), 'own_1', '本季度重点'));
    expect(await segment('dormant')).toMatchObject({ strategy: { text: '三个月寄一次样' } });
    expect(await namesIn('targets')).toEqual(await namesIn('own_1'));
    await inTransaction((trx) => unmarkTarget(trx, world.act(), 'own_1'));
    expect(await namesIn('targets')).toEqual([]);
    await expect(inTransaction((trx) => setStrategy(trx, world.act(), 'nothing', 'x'))).rejects.toMatchObject({
      code: 'segment_unknown',
    });
  });
});
