import { type NewCustomer, upsertCustomers } from '../src/domain/customers/customers.ts';
import { type BookWish, judgeBook } from '../src/domain/health/health.ts';
import { recordOrders } from '../src/domain/orders/orders.ts';
import { activatePlan, addPlanVersion, type ReadyMade, readyMadeText } from '../src/domain/plans/plans.ts';
import { upsertProducts } from '../src/domain/products/products.ts';
import { dayStart, formatDay, HOUR_MS, localDay } from '../src/kernel/time.ts';
import type { World } from './world.ts';

const ZONE = 'Asia/Shanghai';
const CATEGORIES = ['板材', '五金', '涂料'] as const;

/** Puts a ready-made plan in force. */
export async function givePlan(world: World, name: ReadyMade = 'building-materials'): Promise<number> {
  return world.db.transaction().execute(async (trx) => {
    const version = await addPlanVersion(trx, world.act(), readyMadeText(name), 'a test needs it');
    await activatePlan(trx, world.act(), version);
    return version;
  });
}

/** Makes customers with these external ids; answers their numbers in order. */
export async function addCustomers(
  world: World,
  externalIds: readonly string[],
  more: Partial<Omit<NewCustomer, 'name'>> & { readonly ownerA?: string } = {},
): Promise<number[]> {
  const rows = externalIds.map((externalId) => ({
    externalId,
    name: `测试${externalId}`,
    kind: 'company' as const,
    ...more,
  }));
  const done = await world.db.transaction().execute((trx) => upsertCustomers(trx, world.act(), rows));
  return done.customerIds;
}

/** One order of three categories on each of the days, told by how long ago they are from the world's today. */
export async function orderOn(
  world: World,
  customerId: number,
  daysAgo: readonly number[],
  amount = 1_000_000,
): Promise<void> {
  const today = localDay(world.clock.now().getTime(), ZONE);
  await world.db.transaction().execute(async (trx) => {
    const { productIds } = await upsertProducts(trx, world.act(), CATEGORIES.map(productOf));
    const orders = daysAgo.map((ago) => ({
      customerId,
      number: `SO-${customerId}-${formatDay(today - ago)}`,
      kind: 'order' as const,
      orderedAt: new Date(dayStart(today - ago, ZONE).getTime() + 2 * HOUR_MS),
      lines: productIds.map((productId) => ({
        productId,
        quantity: 1,
        unitPrice: amount / 300,
        amount: Math.round(amount / 3),
      })),
    }));
    await recordOrders(trx, world.act(), orders, { timezone: ZONE });
  });
}

function productOf(category: string) {
  return { code: `P-${category}`, name: category, category, parentCategory: '建材' };
}

/** Days ago of a buyer every `gap` days for `years`, the last order `last` days ago. */
export function every(gap: number, years: number, last = 3): number[] {
  return Array.from({ length: Math.floor((years * 365) / gap) }, (_, index) => last + index * gap);
}

/** Judges the book now. */
export function judgeNow(world: World, wish: BookWish = {}) {
  return judgeBook(world.db, world.act(), wish);
}
