import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../test/world.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../domain/plans/plans.ts';
import { demoCompany } from './company.ts';
import { loadDemo } from './load.ts';
import type { Keys } from './load-ground.ts';

const company = demoCompany({ today: '2026-11-23' });
const GREEN = 3;
const YELLOW = 2;
const RED = 1;

let world: World;
let keys: Keys;

async function countOf(
  table: 'customer' | 'contact' | 'customer_order' | 'order_line' | 'interaction' | 'complaint' | 'task',
) {
  const { count } = await world.db
    .selectFrom(table)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function coloursOf(customerKeys: readonly string[]): Promise<number[]> {
  const ids = customerKeys.map((key) => keys.customers.get(key) ?? 0);
  const rows = await world.db.selectFrom('judgement').select('colour').where('customer_id', 'in', ids).execute();
  return rows.map((row) => row.colour);
}

beforeAll(async () => {
  world = await createWorld({ at: '2026-11-23T02:00:00Z' });
  await world.db.transaction().execute(async (trx) => {
    await activatePlan(
      trx,
      world.act(),
      await addPlanVersion(trx, world.act(), readyMadeText('building-materials'), 'demo'),
    );
  });
  keys = await loadDemo(world.database, world.clock, company);
}, 120_000);
afterAll(() => world.close());

describe('the loaded demo', () => {
  test('holds everything that has happened by now', async () => {
    const now = world.clock.now().getTime();
    const orders = company.orders.filter((order) => Date.parse(order.placedAt) <= now);
    expect(await countOf('customer')).toBe(company.customers.length);
    // Those who hold a second post, and the successors of those who left.
    const added = company.happenings.filter((each) => each.what === 'post' || (each.what === 'left' && each.successor));
    expect(await countOf('contact')).toBe(company.contacts.length + added.length);
    expect(await countOf('customer_order')).toBe(
      orders.length + company.returns.filter((each) => Date.parse(each.returnedAt) <= now).length,
    );
    expect(await countOf('complaint')).toBe(
      company.complaints.filter((each) => Date.parse(each.openedAt) <= now).length,
    );
    expect(await countOf('interaction')).toBeGreaterThanOrEqual(
      company.interactions.filter((each) => Date.parse(each.happenedAt) <= now).length,
    );
  });

  test('amounts are those of the generator to the minor unit', async () => {
    const { amount } = await world.db
      .selectFrom('customer_order')
      .select((of) => of.fn.sum<string>('amount').as('amount'))
      .where('kind', '=', 'order')
      .executeTakeFirstOrThrow();
    const now = world.clock.now().getTime();
    const orders = company.orders.filter((order) => Date.parse(order.placedAt) <= now);
    const expected = orders.reduce(
      (sum, order) => sum + order.lines.reduce((part, line) => part + line.amountMinor, 0),
      0,
    );
    expect(Number(amount)).toBe(expected);
  });

  test('is judged in believable bands', async () => {
    const colours = await coloursOf(company.customers.map((customer) => customer.key));
    const share = (colour: number) => colours.filter((each) => each === colour).length / colours.length;
    expect(colours).toHaveLength(300);
    expect(share(GREEN)).toBeGreaterThan(0.55);
    expect(share(GREEN)).toBeLessThan(0.78);
    expect(share(YELLOW)).toBeGreaterThan(0.12);
    expect(share(YELLOW)).toBeLessThan(0.3);
    expect(share(RED)).toBeGreaterThan(0.03);
    expect(share(RED)).toBeLessThan(0.1);
    expect(share(0)).toBeGreaterThan(0.01);
  });

  test('who stopped long ago is red, who is new or silent is grey', async () => {
    const isLost = (key: string) => {
      const truth = company.truth[key];
      return truth?.kind === 'stop' && truth.until === null && truth.since < '2026-06-01';
    };
    const lost = company.customers.filter((each) => isLost(each.key) && each.pattern !== 'project');
    const fresh = company.customers.filter((each) => each.pattern === 'silent' || each.pattern === 'new');
    expect(lost.length).toBeGreaterThan(0);
    expect(new Set(await coloursOf(lost.map((each) => each.key)))).toEqual(new Set([RED]));
    expect(new Set(await coloursOf(fresh.map((each) => each.key)))).toEqual(new Set([0]));
  });

  test('has warnings of all levels: open, spoken about, recovered', async () => {
    const cases = await world.db.selectFrom('warning_case').select(['level', 'ended_at as endedAt', 'stock']).execute();
    const contacts = await world.db.selectFrom('warning_contact').select('id').execute();
    const endings = await world.db.selectFrom('warning_ending').select('outcome').execute();
    const open = cases.filter((each) => each.endedAt === null);
    expect(new Set(open.map((each) => each.level))).toEqual(new Set([1, 2, 3]));
    expect(open.length).toBeGreaterThan(8);
    expect(contacts.length).toBeGreaterThan(5);
    expect(endings.filter((each) => each.outcome === 'recovered').length).toBeGreaterThan(5);
  });

  test('keeps its history: judged week after week, and the months before as known then', async () => {
    const runs = await world.db
      .selectFrom('book_run')
      .select(['as_of as asOf', 'known_at as knownAt'])
      .orderBy('known_at')
      .execute();
    expect(runs.length).toBeGreaterThan(12);
    expect(runs[0].asOf < '2025-12-01').toBe(true);
    expect(runs.at(-1)?.asOf).toBe('2026-11-23');
  });

  test('the customer of story S1 is warned at level 1, that of S2 at level 2', async () => {
    const levels = async (key: string) => {
      const customerId = keys.customers.get(key) ?? 0;
      const rows = await world.db
        .selectFrom('warning_case')
        .select('level')
        .where('customer_id', '=', customerId)
        .where('ended_at', 'is', null)
        .execute();
      return rows.map((row) => row.level);
    };
    expect(await levels(company.stories.S1)).toEqual([1]);
    expect(await levels(company.stories.S2)).toEqual([2]);
  });
});

describe('the profile of the loaded demo', () => {
  /** Several counts in one question. */
  async function counts(query: ReturnType<typeof sql>): Promise<Record<string, number>> {
    const { rows } = await query.execute(world.db);
    return rows[0] as Record<string, number>;
  }

  test('who: nested groups, relations, projects, people who left or came, named roles, the pool', async () => {
    const found = await counts(sql`
      select (select count(*) from customer_group where parent_id is not null) as nested,
        (select count(distinct pair_id) from relation) as relations,
        (select count(*) from project where next_need_on > date '2026-11-23') as "projectsToCome",
        (select count(*) from contact where left_on is not null and successor_id is null) as "withoutSuccessor",
        (select count(*) from (select from contact group by person_id having count(*) > 1) several) as "secondPosts",
        (select count(*) from customer_role where role = 'sponsor') as sponsors,
        (select count(*) from customer where owner_a is null and owner_b is null) as pool`);
    expect(found).toMatchObject({ nested: 4, withoutSuccessor: 2, secondPosts: 6, sponsors: 14, pool: 2 });
    expect(found['relations']).toBe(company.relations.length);
    expect(found['projectsToCome']).toBeGreaterThan(10);
  });

  test('what: every invoice that is late has a reason, and some are', async () => {
    const found = await counts(sql`
      select count(*) filter (where days > 0) as late, count(*) filter (where days > 30) as "veryLate",
        (select count(*) from credit_hold where lifted_at is null) as holds,
        (select count(*) from credit_term where moves_open) as longer,
        (select count(*) from receivable where disputed_since is not null) as disputed
      from (
        select date '2026-11-23' - agreed_due_on as days from receivable
        where kind = 'invoice' and not exists (
          select from payment_allocation paid
          where paid.customer_id = receivable.customer_id and paid.receivable_id = receivable.id)) as open`);
    expect(found).toMatchObject({ holds: 2, longer: 2, disputed: 1 });
    expect(found['late']).toBeGreaterThan(10);
    expect(found['veryLate']).toBeGreaterThan(3);
    expect(found['late']).toBeLessThan(60);
  });

  test('needs and promises: some met, two overdue, some handed over and not yet received', async () => {
    const found = await counts(sql`
      select (select count(*) from need where state = 'met') as met,
        (select count(*) from promise where ending is null and due_on < date '2026-11-23') as overdue,
        (select count(*) from promise where overdue_due_on is not null) as told,
        (select count(*) from hand_over where received_at is null) as unread,
        (select count(*) from hand_over where answer is not null) as answered`);
    expect(found['met']).toBeGreaterThan(20);
    expect(found).toMatchObject({ overdue: 2, told: 2 });
    expect(found['unread']).toBeGreaterThanOrEqual(3);
    expect(found['answered']).toBeGreaterThanOrEqual(5);
  });

  test('those who stand in the book twice are found, and nobody else', async () => {
    const { rows } = await sql<{ names: string[] }>`
      select array_agg(name order by customer_id) as names from (
        select low_id as customer_id, high_id as other from duplicate_candidate) as pair
      join customer using (customer_id) group by other`.execute(world.db);
    const found = await counts(sql`select count(*) as pairs from duplicate_candidate`);
    expect(rows).toHaveLength(7);
    expect(found['pairs']).toBe(8);
  });

  test('of most customers all indicators that a person or a paper tells are known', async () => {
    const { rows } = await sql<{ points: (number | null)[] }>`
      select indicator_points as points from judgement`.execute(world.db);
    const known = rows.map(({ points }) => points.filter((each) => each !== null).length);
    expect(known.filter((count) => count >= 10).length).toBeGreaterThan(150);
  });

  test('the owners of a month get as many first warnings as they can call about', async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from warning_case where level = 1 and not stock
      group by date_trunc('month', opened_at)`.execute(world.db);
    expect(Math.max(...rows.map((row) => row.count))).toBeLessThanOrEqual(20);
  });
});
