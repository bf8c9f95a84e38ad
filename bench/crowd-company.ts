import type { Database, Trx } from '../src/database/connect.ts';
import { copyTextIn, rowText } from '../src/database/copy.ts';
import { Random } from '../src/demo/random.ts';
import { brands, PLACES_NORTH, PLACES_SOUTH, personName, TRADES } from '../src/demo/words.ts';
import { type CustomerRow, upsertCustomers } from '../src/domain/customers/customers.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../src/domain/plans/plans.ts';
import { addMember, addTeam, givePassword } from '../src/domain/team/team.ts';
import { factKinds, openFactBatch, recordFactBatch } from '../src/domain/timeline/timeline.ts';
import { hashPassword } from '../src/http/credentials.ts';
import { type Clock, systemAct } from '../src/kernel/act.ts';
import { DAY_MS } from '../src/kernel/time.ts';

export interface CrowdSize {
  readonly customers: number;
  readonly ordersPerCustomer: number;
}

/** Somebody of the crowd's company who can sign in. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

export interface CrowdCompany {
  /** Sees every customer. */
  readonly lead: Account;
  /** Sees those of the own team. */
  readonly manager: Account;
}

const SEED = 20_261_123;
const TEAMS = 4;
const MANAGERS_PER_TEAM = 10;
const CUSTOMERS_PER_TRANSACTION = 10_000;
const HISTORY_DAYS = 3 * 365;
/** Days between two orders of the customers of one kind, and how common they are. */
const RHYTHMS = [
  [14, 1],
  [33, 4],
  [60, 4],
  [95, 3],
] as const;
const LEFT_SHARE = 0.25;
const CATEGORIES = 12;

/** Makes a company with a crowd of customers, three years of orders and talks, in an empty, migrated database. */
export async function makeCrowd(database: Database, clock: Clock, size: CrowdSize): Promise<CrowdCompany> {
  const random = new Random(SEED, 'crowd');
  const company = await makePeople(database, clock, random);
  const names = crowdNames(random);
  for (let first = 0; first < size.customers; first += CUSTOMERS_PER_TRANSACTION) {
    const count = Math.min(CUSTOMERS_PER_TRANSACTION, size.customers - first);
    await database.app
      .transaction()
      .execute((trx) => makeCustomers(trx, clock, { random, names, first, count, size, company }));
  }
  await finish(database, clock);
  return company;
}

interface People extends CrowdCompany {
  readonly managerIds: readonly string[];
}

async function makePeople({ app }: Database, clock: Clock, random: Random): Promise<People> {
  const act = systemAct(clock);
  return app.transaction().execute(async (trx) => {
    await activatePlan(trx, act, await addPlanVersion(trx, act, readyMadeText('building-materials'), 'benchmark'));
    const managerIds: string[] = [];
    for (let team = 0; team < TEAMS; team++) {
      const { id: teamId } = await addTeam(trx, act, `${team + 1}组`);
      for (let each = 0; each < MANAGERS_PER_TEAM; each++) {
        const wanted = { email: `manager-${team}-${each}@crowd.example`, name: personName(random), teamId };
        managerIds.push((await addMember(trx, act, { ...wanted, role: 'account_manager' })).id);
      }
    }
    const email = 'lead@crowd.example';
    const { id } = await addMember(trx, act, { email, name: '负责人', role: 'retention_lead' });
    const password = await givePassword(trx, act, id, hashPassword);
    const manager = {
      email: 'manager-0-0@crowd.example',
      password: await givePassword(trx, act, managerIds[0] ?? '', hashPassword),
    };
    return { managerIds, lead: { email, password }, manager };
  });
}

/** Names as a register of companies has them: place, brand, trade, legal form. No two alike. */
function crowdNames(
  random: Random,
): (index: number) => Pick<CustomerRow, 'name' | 'shortName' | 'region' | 'city' | 'industry'> {
  const all = brands(random);
  const places = [...PLACES_SOUTH, ...PLACES_NORTH];
  const trades = Object.values(TRADES).flat();
  const forms = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '经营部'];
  const taken = new Set<string>();
  return () => {
    for (;;) {
      const [brand, place, [industry, trade]] = [random.pick(all), random.pick(places), random.pick(trades)];
      const name = `${place.city}${brand}${trade}${random.pick(forms)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return { name, shortName: `${brand}${trade.slice(0, 2)}`, region: place.region, city: place.city, industry };
    }
  };
}

interface Batch {
  readonly random: Random;
  readonly names: ReturnType<typeof crowdNames>;
  readonly first: number;
  readonly count: number;
  readonly size: CrowdSize;
  readonly company: People;
}

async function makeCustomers(trx: Trx, clock: Clock, batch: Batch): Promise<void> {
  const { random, names, first, count, company } = batch;
  const began = new Date(clock.now().getTime() - HISTORY_DAYS * DAY_MS);
  const rows = Array.from(
    { length: count },
    (_, index): CustomerRow => ({
      externalId: `K${String(first + index).padStart(6, '0')}`,
      kind: 'company',
      country: '中国',
      ownerA: random.pick(company.managerIds),
      occurredAt: began,
      ...names(first + index),
    }),
  );
  const act = systemAct(clock);
  const { customerIds } = await upsertCustomers(trx, act, rows, { quiet: true });
  await openFactBatch(trx);
  const columns = ['customer_id', 'kind', 'occurred_at', 'amount', 'category', 'score'];
  await copyTextIn(trx, 'fact_batch', columns, factLines(clock, batch, customerIds));
  await recordFactBatch(trx, act, { quiet: true });
}

type FactLine = readonly [number, number, Date, number | null, number | null, number | null];

function* factLines(clock: Clock, { random, size }: Batch, customerIds: readonly number[]): Generator<Buffer> {
  const today = clock.now().getTime() - DAY_MS;
  for (const customerId of customerIds) {
    for (const fact of factsOf(random, customerId, today, size.ordersPerCustomer)) yield Buffer.from(rowText(fact));
  }
}

/** Orders in the customer's own rhythm, the newest a gap ago or, for those who left, long ago; a talk now and then. */
function* factsOf(random: Random, customerId: number, today: number, orders: number): Generator<FactLine> {
  const rhythm = random.weighted(RHYTHMS);
  const typical = Math.exp(12 + 1.3 * random.normal());
  const count = Math.max(1, Math.round(random.gamma(orders, 0.6)));
  let ago = random.chance(LEFT_SHARE) ? random.between(40, 400) : random.between(0, rhythm);
  for (let order = 0; order < count && ago < HISTORY_DAYS; order++) {
    const at = new Date(today - Math.round(ago * DAY_MS));
    const amount = Math.round(typical * random.gamma(1, 0.5)) + 100;
    yield [customerId, factKinds.order, at, amount, null, null];
    yield [customerId, factKinds.order_item, at, amount, random.integer(1, CATEGORIES), null];
    if (random.chance(0.3)) yield [customerId, factKinds.interaction, at, null, 1, 1];
    ago += random.gamma(rhythm, 0.35);
  }
}

/** What the owning modules would have written beside the facts, as far as pages read it. */
async function finish({ pool }: Database, clock: Clock): Promise<void> {
  await pool.query(
    `insert into customer_order (customer_id, id, number, kind, ordered_at, amount, fact_ids, created_at, updated_at)
     select customer_id, id, 'SO-' || id, 'order', occurred_at, amount, array[id], recorded_at, recorded_at
     from fact where kind = $1`,
    [factKinds.order],
  );
  await pool.query(
    `insert into feed (kind, data_through, updated_at) values ('orders', $1::timestamptz::date - 1, $1)`,
    [clock.now()],
  );
}
