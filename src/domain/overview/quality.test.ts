import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { confirmCustomer } from '../customers/confirm-acts.ts';
import { addMember } from '../team/team.ts';
import { completenessOf, FLAW_KEYS, type Flaw } from './quality.ts';
import { flawedCustomers, quality } from './quality-queries.ts';

let world: World;
let owner: string;

const everyone = { kind: 'all' } as const;

beforeAll(async () => {
  world = await createWorld();
  await givePlan(world);
  owner = await world.db
    .transaction()
    .execute((trx) => addMember(trx, world.act(), { email: 'a@b.example', name: '陈一', role: 'account_manager' }))
    .then(({ id }) => id);
});
afterAll(() => world.close());

async function flawsOf(name: string): Promise<Flaw[]> {
  const found: Flaw[] = [];
  for (const flaw of FLAW_KEYS) {
    const { items } = await flawedCustomers(world.db, {
      scope: everyone,
      clock: world.clock,
      flaw,
      limit: 200,
      offset: 0,
    });
    if (items.some(({ customer }) => customer.name === `测试${name}`)) found.push(flaw);
  }
  return found;
}

describe('the quality of the data', () => {
  it('names what is missing of a customer and nothing of a complete one', async () => {
    const [bare = 0] = await addCustomers(world, ['bare']);
    const [full = 0] = await addCustomers(world, ['full'], { ownerA: owner, region: '华东', terms: 'monthly_30' });
    await world.db
      .updateTable('customer')
      .set({ owner_a: owner, owner_b: owner })
      .where('customer_id', '=', full)
      .execute();
    await sql`
      insert into contact (customer_id, id, person_id, name, role, phone, created_at)
      values (${full}, gen_random_uuid(), gen_random_uuid(), '张三', 'buyer', '13800000000', ${world.clock.now()})`.execute(
      world.db,
    );
    for (const customer of [bare, full]) await orderOn(world, customer, every(30, 2));
    await judgeNow(world);
    expect(await flawsOf('bare')).toEqual(['no_owner', 'no_decider', 'no_phone', 'no_region']);
    expect(await flawsOf('full')).toEqual([]);
  });

  it('says both sides of what contradicts itself', async () => {
    const terms = async (days: number) => {
      await sql`
        insert into credit_term (customer_id, id, kind, days, starts_on, proposed_at, approved_at)
        select customer_id, gen_random_uuid(), 'monthly', ${days}, '2026-01-01', now(), now() + make_interval(days => ${days})
        from customer where name = '测试full'`.execute(world.db);
    };
    await terms(30);
    expect(await flawsOf('full')).toEqual([]);
    await terms(60);
    const wish = { scope: everyone, clock: world.clock, flaw: 'terms_differ', limit: 10, offset: 0 } as const;
    const { items, total } = await flawedCustomers(world.db, wish);
    expect(total).toBe(1);
    expect(items[0]?.detail?.zh).toBe('档案写“monthly_30”，账期约定是月结 60 天');
    await sql`
      insert into need (customer_id, id, text, kind, nature, importance, urgency, state, state_at, said_at, created_at)
      select customer_id, gen_random_uuid(), '要防潮板', 'stated', 'product', 1, 1, 'met', '2026-10-01', now(), now()
      from customer where name = '测试full'`.execute(world.db);
    await sql`
      insert into complaint (customer_id, id, nature, severity, summary, opened_at, created_at)
      select customer_id, gen_random_uuid(), 'quality', 'general', '板子受潮', '2026-11-01', now()
      from customer where name = '测试full'`.execute(world.db);
    expect(await flawsOf('full')).toEqual(['terms_differ', 'need_contradicted']);
  });

  it('calls old what nobody changed or confirmed for a year, until somebody confirms it', async () => {
    world.clock.advance({ days: 380 });
    expect(await flawsOf('bare')).toContain('unconfirmed');
    const [bare = 0] = await addCustomers(world, ['bare']);
    await world.db.transaction().execute((trx) => confirmCustomer(trx, world.act(), bare));
    expect(await flawsOf('bare')).not.toContain('unconfirmed');
  });

  it('is counted by owner, and who reads only their own sees only their own', async () => {
    const all = await quality(world.db, { scope: everyone, clock: world.clock });
    expect(all).toMatchObject({ customers: 2, products: 0, flaws: { no_owner: 1 } });
    const own = await quality(world.db, {
      scope: { kind: 'members', memberIds: [owner], invited: null },
      clock: world.clock,
    });
    expect(own).toMatchObject({ customers: 1, completeness: 100, flaws: { no_owner: 0 } });
    expect(own.owners.map((each) => each.owner?.name)).toEqual(['陈一']);
  });

  it('is 100 % complete only when nothing is missing', () => {
    const flaws = Object.fromEntries(FLAW_KEYS.map((key) => [key, 0])) as Record<Flaw, number>;
    const customers = { owner: null, customers: 2, needBackup: 1, companies: 1 };
    expect(completenessOf({ ...customers, flaws })).toBe(100);
    expect(completenessOf({ ...customers, flaws: { ...flaws, no_phone: 2 } })).toBe(75);
    expect(completenessOf({ owner: null, customers: 0, needBackup: 0, companies: 0, flaws })).toBeNull();
  });
});
