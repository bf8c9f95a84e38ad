import type { Database } from '../../database/connect.ts';
import { upsertCustomers } from '../../domain/customers/customers.ts';
import { explain, judgeBook } from '../../domain/health/health.ts';
import { recordOrders } from '../../domain/orders/orders.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../../domain/plans/plans.ts';
import { upsertProducts } from '../../domain/products/products.ts';
import { systemAct } from '../../kernel/act.ts';
import { formatDay, parseDay } from '../../kernel/time.ts';
import { MovingClock } from '../clock.ts';
import { eveningOf } from '../moments.ts';

import { Random } from '../random.ts';
import { at } from '../season.ts';
import type { Finding } from './finding.ts';

const ZONE = 'Asia/Shanghai';
const LAST_PURCHASE = '2026-06-01';
const DORMANT_DAY = 90;
const HISTORY_DAYS = 400;
const MEMBER = 'M0001';
const PEERS = 12;

/** Plays story S5 up to a step: a retail member is dormant on day 90, not on day 89. */
export async function playS5(database: Database, _to: number): Promise<Map<number, Finding>> {
  const last = parseDay(LAST_PURCHASE);
  const clock = new MovingClock(eveningOf(last + DORMANT_DAY - 1, ZONE));
  const customerId = await openShop(database, clock, last);
  const before = await isDormantOn(database, clock, customerId);
  clock.moveTo(eveningOf(last + DORMANT_DAY, ZONE));
  const after = await isDormantOn(database, clock, customerId);
  const found = `day ${DORMANT_DAY - 1}: ${wordOf(before)}; day ${DORMANT_DAY}: ${wordOf(after)}`;
  return new Map([[1, { ok: !before && after, found }]]);
}

function wordOf(isDormant: boolean): string {
  return isDormant ? 'dormant' : 'not dormant';
}

async function isDormantOn(database: Database, clock: MovingClock, customerId: number): Promise<boolean> {
  await judgeBook(database.app, systemAct(clock), {});
  const receipt = await explain(database.app, clock, customerId, {});
  return receipt.segments.some((segment) => segment.key === 'dormant');
}

/** A shop with the retail plan, the story's member and peers who go on buying. Answers the member's number. */
async function openShop(database: Database, clock: MovingClock, last: number): Promise<number> {
  const act = systemAct(clock);
  return database.app.transaction().execute(async (trx) => {
    await activatePlan(trx, act, await addPlanVersion(trx, act, readyMadeText('retail'), 'the story needs it'));
    const { productIds } = await upsertProducts(trx, act, [
      { code: 'R001', name: '鲜牛奶', category: '乳品', parentCategory: '食品' },
    ]);
    const rows = Array.from({ length: PEERS + 1 }, (_, index) => memberRow(index));
    const { customerIds } = await upsertCustomers(trx, act, rows, { quiet: true });
    const orders = customerIds.flatMap((customerId, index) => {
      const until = index === 0 ? last : last + DORMANT_DAY;
      return purchaseDays(index, until).map((day) => purchase(customerId, day, productIds[0]));
    });
    await recordOrders(trx, act, orders, { timezone: ZONE, quiet: true });
    return customerIds[0];
  });
}

function memberRow(index: number) {
  const externalId = index === 0 ? MEMBER : `M${String(index + 1).padStart(4, '0')}`;
  return {
    externalId,
    kind: 'person' as const,
    name: index === 0 ? '丁若兰' : `会员 ${externalId}`,
    since: '2024-05-01',
  };
}

/** Every three weeks or so, the last one on the given day at the latest; the member of the story exactly on it. */
function purchaseDays(index: number, until: number): number[] {
  const random = new Random(index, 'shop');
  const days: number[] = [];
  for (let day = until; day > until - HISTORY_DAYS; day -= random.integer(14, 26)) days.push(day);
  return days.reverse();
}

function purchase(customerId: number, day: number, productId: number) {
  const line = { productId, quantity: 4, unitPrice: 29.5, amount: 11_800 };
  const number = `POS-${formatDay(day)}`;
  return { customerId, number, kind: 'order' as const, orderedAt: new Date(at(day, 18 * 60)), lines: [line] };
}
