import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { explain } from '../health/health.ts';
import { healthJobs } from '../health/jobs.ts';
import { warningJobs } from '../warnings/jobs.ts';
import { readCases, recomputeDueTimes, threatenSupplierChange } from '../warnings/warnings.ts';
import {
  addSpan,
  arrangeDay,
  arrangeHours,
  calendarYear,
  dueAt,
  enterNotice,
  listSpans,
  releaseDay,
  withdrawSpan,
} from './clocks.ts';

const ZONE = 'Asia/Shanghai';
let world: World;

beforeAll(async () => {
  world = await createWorld({ jobs: [...healthJobs, ...warningJobs] });
  await givePlan(world);
  await world.drain();
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

const day = (text: string) => new Date(`${text}+08:00`);

function due(from: string, count: number, unit: 'working_days' | 'working_hours') {
  return dueAt(world.db, day(from), { count, unit }, ZONE);
}

describe('the calendar of the company', () => {
  it('asks for the notice from November on, and until it is entered what leads into the next year is provisional', async () => {
    const [now, next] = await Promise.all([2026, 2027].map((year) => calendarYear(world.db, world.clock, year)));
    expect(now).toMatchObject({ provisional: false, toAnnounce: 2027 });
    expect(now?.days).toContainEqual({ day: '2026-02-14', works: true, name: '春节', source: 'base' });
    expect(next).toMatchObject({ provisional: true, announcedAt: null, days: [] });
    expect(await due('2027-02-05T10:00', 1, 'working_days')).toEqual({
      at: day('2027-02-08T10:00'),
      provisional: true,
    });
  });

  it('is sure of the year once its notice is entered; entering it again changes nothing', async () => {
    const text = '春节：2月5日至11日放假，共7天。1月31日、2月14日上班。';
    for (const _ of ['first', 'again']) await act((trx) => enterNotice(trx, world.act(), 2027, text));
    const year = await calendarYear(world.db, world.clock, 2027);
    expect(year).toMatchObject({ provisional: false, toAnnounce: null });
    expect(year.days).toHaveLength(9);
    expect(await due('2027-02-04T10:00', 1, 'working_days')).toEqual({
      at: day('2027-02-12T10:00'),
      provisional: false,
    });
    expect((await due('2027-02-12T17:00', 2, 'working_hours')).at).toEqual(day('2027-02-14T10:00'));
  });

  it('refuses a notice that is not understood and keeps the one before', async () => {
    await expect(act((trx) => enterNotice(trx, world.act(), 2027, '2027-02-30 放假'))).rejects.toThrow(/2027-02-30/);
    await expect(act((trx) => enterNotice(trx, world.act(), 2027, '2028-02-03 放假'))).rejects.toThrow(/2027/);
    await expect(act((trx) => enterNotice(trx, world.act(), 2027, '没有日期'))).rejects.toThrow(/2027/);
    expect((await calendarYear(world.db, world.clock, 2027)).days).toHaveLength(9);
  });

  it('lets the company say otherwise of one day, and take it back', async () => {
    await act((trx) => arrangeDay(trx, world.act(), { day: '2027-02-12', works: false, name: '盘点' }));
    expect((await calendarYear(world.db, world.clock, 2027)).days).toContainEqual(
      expect.objectContaining({ day: '2027-02-12', works: false, source: 'company' }),
    );
    expect((await due('2027-02-04T10:00', 1, 'working_days')).at).toEqual(day('2027-02-14T10:00'));
    await act((trx) => releaseDay(trx, world.act(), '2027-02-12'));
    expect((await due('2027-02-04T10:00', 1, 'working_days')).at).toEqual(day('2027-02-12T10:00'));
  });

  it('has hours of its own; periods that run into each other are refused', async () => {
    const early = [
      { weekday: 7, from: 480, to: 720 },
      { weekday: 4, from: 480, to: 660 },
    ];
    await act((trx) => arrangeHours(trx, world.act(), early));
    // Friday works three hours, so four hours end on Monday at nine.
    expect((await due('2026-11-27T08:00', 4, 'working_hours')).at).toEqual(day('2026-11-30T09:00'));
    const night = [
      { weekday: 7, from: 0, to: 60 },
      { weekday: 7, from: 1_200, to: 1_500 },
    ];
    const fits = [
      { weekday: 7, from: 60, to: 120 },
      { weekday: 7, from: 1_200, to: 1_500 },
    ];
    await expect(act((trx) => arrangeHours(trx, world.act(), night))).rejects.toThrow(/20:00–01:00/);
    await act((trx) => arrangeHours(trx, world.act(), fits));
    await act((trx) => arrangeHours(trx, world.act(), []));
    expect((await calendarYear(world.db, world.clock, 2026)).periods.map(({ from }) => from)).toEqual([540, 810]);
  });
});

describe('an edited calendar', () => {
  async function openCase() {
    const { items } = await readCases(world.db, { scope: { kind: 'all' }, state: 'open', limit: 10, offset: 0 });
    return items[0];
  }

  it('moves the limits of open cases once, and back again when it is taken back', async () => {
    const [customer = 0] = await addCustomers(world, ['limit']);
    world.clock.set('2026-11-26T02:00:00Z');
    await act((trx) => threatenSupplierChange(trx, world.act(), { customerId: customer, said: '要换' }));
    const limit = { due_from: world.clock.now(), due_count: 2, due_unit: 'working_days' as const };
    await world.db.updateTable('warning_case').set(limit).where('customer_id', '=', customer).execute();
    expect(await recomputeDueTimes(world.db)).toBe(1);
    expect((await openCase())?.dueAt).toEqual(day('2026-11-30T10:00'));

    await act((trx) => arrangeDay(trx, world.act(), { day: '2026-11-30', works: false, name: '停电' }));
    await world.drain();
    expect((await openCase())?.dueAt).toEqual(day('2026-12-01T10:00'));
    expect(await recomputeDueTimes(world.db)).toBe(0);

    await act((trx) => releaseDay(trx, world.act(), '2026-11-30'));
    await world.drain();
    expect((await openCase())?.dueAt).toEqual(day('2026-11-30T10:00'));
  });

  it('leaves hours that pass alone', async () => {
    const limit = { due_from: world.clock.now(), due_count: 24, due_unit: 'elapsed_hours' as const };
    await world.db
      .updateTable('warning_case')
      .set({ ...limit, due_at: world.clock.now() })
      .execute();
    expect(await recomputeDueTimes(world.db)).toBe(0);
  });

  it('says that a limit is provisional while it leads into a year that is not announced', async () => {
    const limit = { due_from: day('2027-12-31T17:00'), due_count: 2, due_unit: 'working_hours' as const };
    await world.db.updateTable('warning_case').set(limit).execute();
    await recomputeDueTimes(world.db);
    expect(await openCase()).toMatchObject({ dueAt: day('2028-01-03T10:00'), dueProvisional: true });
    await act((trx) => enterNotice(trx, world.act(), 2028, '2028-01-03 放假 元旦'));
    await world.drain();
    expect(await openCase()).toMatchObject({ dueAt: day('2028-01-04T10:00'), dueProvisional: false });
  });
});

describe('a span of slow trade', () => {
  let northern: number;
  let southern: number;

  async function silence(customerId: number, knownAt?: Date) {
    const receipt = await explain(world.db, world.clock, customerId, { knownAt });
    const { value, points } = receipt.indicators.find(({ key }) => key === 'silence') ?? {};
    return { value: value ?? Number.NaN, points };
  }

  beforeAll(async () => {
    world.clock.set('2026-11-26T02:00:00Z');
    [northern = 0] = await addCustomers(world, ['north'], { region: '华北' });
    [southern = 0] = await addCustomers(world, ['south'], { region: '华南' });
    for (const customer of [northern, southern]) await orderOn(world, customer, every(30, 3, 62));
    await judgeNow(world);
    await world.drain();
    world.clock.advance({ minutes: 1 });
  });

  it('makes the silence of its regions quiet as soon as it is known, and nobody else’s', async () => {
    expect((await silence(northern)).value).toBeGreaterThan(1.9);
    const before = world.clock.now();
    world.clock.advance({ hours: 1 });
    const span = { name: '环保限产', fromOn: '2026-10-01', toOn: '2026-12-31', weight: 0.1, regions: ['华北'] };
    const id = await act((trx) => addSpan(trx, world.act(), span));
    expect(await act((trx) => addSpan(trx, world.act(), span))).toBe(id);
    await world.drain();
    expect((await silence(northern)).value).toBeLessThan(0.5);
    expect((await silence(southern)).value).toBeGreaterThan(1.9);

    const colours = await world.db.selectFrom('judgement').select(['customer_id', 'colour']).execute();
    const colourOf = (customer: number) => colours.find(({ customer_id }) => customer_id === customer)?.colour;
    expect(colourOf(northern)).toBeGreaterThan(colourOf(southern) ?? 3);
    // What was known an hour before did not know of it.
    expect((await silence(northern, before)).value).toBeGreaterThan(1.9);
  });

  it('no longer counts when it is withdrawn, but still does for what was said while it stood', async () => {
    const standing = world.clock.now();
    world.clock.advance({ hours: 1 });
    const [span] = await listSpans(world.db);
    for (const _ of ['first', 'again']) await act((trx) => withdrawSpan(trx, world.act(), span?.id ?? ''));
    await world.drain();
    expect((await silence(northern)).value).toBeGreaterThan(1.9);
    expect((await silence(northern, standing)).value).toBeLessThan(0.5);
    expect((await listSpans(world.db))[0]?.withdrawnAt).toEqual(world.clock.now());
  });

  it('refuses an end before the beginning', async () => {
    const span = { name: '高考', fromOn: '2027-06-10', toOn: '2027-06-05', weight: 0.4, regions: [] };
    await expect(act((trx) => addSpan(trx, world.act(), span))).rejects.toThrow(/2027-06-05/);
  });
});
