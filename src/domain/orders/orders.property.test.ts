import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { upsertCustomers } from '../customers/customers.ts';
import { upsertProducts } from '../products/products.ts';
import { factKindName, factsForScoring } from '../timeline/timeline.ts';
import { type OrderInput, recordOrders } from './orders.ts';

/** Each run costs some transactions; the long run of fast-check would only take longer. */
const RUNS = 20;
const CATEGORIES = ['板材', '五金', '涂料'];
const orderedAt = new Date('2026-11-02T02:00:00Z');

let world: World;
let products: number[];
let customersMade = 0;

beforeAll(async () => {
  world = await createWorld();
  const rows = CATEGORIES.map((category, index) => ({ code: `P${index}`, category }));
  products = await world.db
    .transaction()
    .execute(async (trx) => (await upsertProducts(trx, world.act(), rows)).productIds);
});

afterAll(() => world.close());

interface GivenLine {
  readonly number: string;
  readonly kind: 'order' | 'return';
  readonly product: number;
  readonly occurrence: number;
  readonly amount: number;
}

const givenLine: fc.Arbitrary<GivenLine> = fc.record({
  number: fc.constantFrom('A', 'B'),
  kind: fc.constantFrom('order', 'return'),
  product: fc.nat({ max: CATEGORIES.length - 1 }),
  occurrence: fc.integer({ min: 1, max: 2 }),
  amount: fc.nat({ max: 500 }),
});
const identityOf = (line: GivenLine) => `${line.number} ${line.kind} ${line.product} ${line.occurrence}`;
const call = fc.uniqueArray(givenLine, { selector: identityOf, minLength: 1, maxLength: 8 });

it('the facts are those of the last word on every line, whatever came in which call, and each call twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 5 }), async (calls) => {
      const customerId = await newCustomer();
      for (const lines of calls) {
        await bringIn(customerId, lines);
        const again = await bringIn(customerId, lines);
        expect([again.lines.created, again.lines.updated]).toEqual([0, 0]);
      }
      expect(await story(customerId)).toEqual(expected(calls.flat()));
    }),
    { numRuns: RUNS },
  );
});

async function newCustomer(): Promise<number> {
  const row = { externalId: `P-${++customersMade}` };
  const { customerIds } = await world.db.transaction().execute((trx) => upsertCustomers(trx, world.act(), [row]));
  return customerIds[0] ?? Number.NaN;
}

function bringIn(customerId: number, lines: readonly GivenLine[]) {
  const orders = new Map<string, OrderInput>();
  for (const { number, kind, product, occurrence, amount } of lines) {
    const order = orders.get(`${number} ${kind}`) ?? { customerId, number, kind, orderedAt, lines: [] };
    const line = {
      productId: products[product] ?? Number.NaN,
      occurrence,
      quantity: 1,
      unitPrice: amount / 100,
      amount,
    };
    orders.set(`${number} ${kind}`, { ...order, lines: [...order.lines, line] });
  }
  const inputs = [...orders.values()];
  const options = { timezone: 'Asia/Shanghai' };
  return world.db.transaction().execute((trx) => recordOrders(trx, world.act(), inputs, options));
}

async function story(customerId: number): Promise<string[]> {
  const facts = await factsForScoring(world.db, [customerId], world.clock.now());
  const told = facts.filter((fact) => fact.kind <= 4).map((fact) => `${factKindName(fact.kind)} ${fact.amount}`);
  return told.sort();
}

/** Adds up by hand what should be told. */
function expected(lines: readonly GivenLine[]): string[] {
  const last = [...new Map(lines.map((line) => [identityOf(line), line])).values()];
  const sums = new Map<string, number>();
  for (const { number, kind, product, amount } of last) {
    for (const key of [`${number} ${kind}`, `${number} ${kind}_item ${product}`])
      sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  return [...sums].map(([key, amount]) => `${key.split(' ')[1]} ${amount}`).sort();
}
