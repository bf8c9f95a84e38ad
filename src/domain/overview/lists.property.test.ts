import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomers, every, givePlan, judgeNow, orderOn } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { Random } from '../../demo/random.ts';
import { colourCode } from '../../scoring/colour.ts';
import type { CustomerScope } from '../team/team.ts';
import { threatenSupplierChange } from '../warnings/warnings.ts';
import { totalsOf } from './cube.ts';
import { LIST_SORTS, type ListSort, readCells, readCustomerRows, readListTotals } from './list-queries.ts';
import type { ListFilters } from './overview.ts';

const SEED = 20_261_123;
const CUSTOMERS = 60;
const TRIES = 120;
const OWNERS = ['0198c0de-0000-7000-8000-00000000000a', '0198c0de-0000-7000-8000-00000000000b'] as const;
const REGIONS = ['华东', '华北', '西南'];
const SORTS = LIST_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await givePlan(world);
  const random = new Random(SEED, 'lists');
  for (const id of OWNERS) {
    const row = { id, email: `${id}@example.com`, name: id.slice(-1), role: 'account_manager' } as const;
    await world.db
      .insertInto('member')
      .values({ ...row, created_at: world.clock.now() })
      .execute();
  }
  for (let index = 0; index < CUSTOMERS; index++) {
    const ownerA = random.chance(0.8) ? random.pick(OWNERS) : undefined;
    const region = random.chance(0.9) ? random.pick(REGIONS) : undefined;
    const [id = 0] = await addCustomers(world, [`${index}`], { ownerA, region });
    const [rhythm, ago] = [random.integer(20, 90), random.integer(1, 400)];
    if (random.chance(0.9))
      await orderOn(world, id, every(rhythm, random.integer(1, 8), ago), random.integer(1, 9) * 1000);
    if (index % 7 === 0)
      await sql`update customer set owner_b = ${OWNERS[0]}::uuid where customer_id = ${id}`.execute(world.db);
    if (index % 9 === 0) {
      const threat = { customerId: id, said: '要换人' };
      await world.db.transaction().execute((trx) => threatenSupplierChange(trx, world.act(), threat));
    }
  }
  await judgeNow(world, { months: 3 });
  await addCustomers(world, ['后来一', '后来二'], { region: '华东' });
});
afterAll(() => world.close());

/** What the list is, said as plainly as SQL can. */
async function plainly(
  filters: ListFilters,
  scope: CustomerScope,
  sort: ListSort,
): Promise<{ ids: number[]; sum: number }> {
  const { tier, colour, stage, owner, region, warning, moved } = filters;
  const is = (given: unknown, condition: ReturnType<typeof sql>) => (given === undefined ? sql`true` : condition);
  const key = sort.replace('-', '') as (typeof LIST_SORTS)[number];
  const columns = {
    score: sql`score`,
    amountYear: sql`amount_year`,
    lastOrderOn: sql`last_order_on`,
    name: sql`left(pinyin, 60)`,
  };
  const direction = sort.startsWith('-') ? sql`desc` : sql`asc`;
  const { rows } = await sql<{ id: number; amount: number }>`
    select customer.customer_id as id, coalesce(amount_year, 0) as amount
    from customer left join judgement using (customer_id)
    where ${is(tier, sql`judgement.tier = ${tier}`)}
      and ${is(colour, sql`coalesce(colour, 0) = ${colourCode(colour ?? 'red')}`)}
      and ${is(stage, sql`stage = ${stage}`)} and ${is(region, sql`region = ${region}`)}
      and ${is(owner, owner === 'none' ? sql`owner_a is null` : sql`${owner}::uuid in (owner_a, owner_b)`)}
      and ${is(warning, sql`exists (select from warning_case w where w.customer_id = customer.customer_id and ended_at is null and level = ${warning})`)}
      and ${is(
        moved,
        sql`colour <> 0 and sign(colour - (
        select nullif(h.colour, 0) from judgement_history h where h.customer_id = customer.customer_id
          and h.as_of <= judgement.as_of - 30 order by h.as_of desc limit 1)) = ${moved === 'better' ? 1 : -1}`,
      )}
      and ${scope.kind === 'all' ? sql`true` : sql`(owner_a = any(${scope.memberIds}::uuid[]) or owner_b = any(${scope.memberIds}::uuid[]))`}
    order by ${columns[key]} ${direction} nulls last, customer.customer_id ${direction}`.execute(world.db);
  return { ids: rows.map(({ id }) => id), sum: rows.reduce((sum, { amount }) => sum + amount, 0) };
}

function someFilters(random: Random): ListFilters {
  const choices: readonly (() => ListFilters)[] = [
    () => ({ tier: random.pick(['key', 'ordinary']) }),
    () => ({ colour: random.pick(['red', 'yellow', 'green', 'unknown'] as const) }),
    () => ({ stage: random.pick(['new', 'active', 'silent', 'lost']) }),
    () => ({ owner: random.pick([...OWNERS, 'none']) }),
    () => ({ region: random.pick(REGIONS) }),
    () => ({ warning: random.integer(1, 3) }),
    () => ({ moved: random.pick(['worse', 'better'] as const) }),
  ];
  return { ...random.pick(choices)(), ...(random.chance(0.6) ? random.pick(choices)() : {}) };
}

describe('the list', () => {
  it('is what plain SQL says, whatever it is narrowed and sorted by, by either way of reading', async () => {
    const random = new Random(SEED, 'filters');
    for (let each = 0; each < TRIES; each++) {
      const filters = someFilters(random);
      const scope = random.chance(0.5)
        ? ({ kind: 'all' } as const)
        : ({ kind: 'members', memberIds: [random.pick(OWNERS)], invited: null } as const);
      const sort = random.pick(SORTS);
      const [limit, offset] = [random.integer(1, 12), random.integer(0, 8)];
      const said = `${JSON.stringify({ filters, scope, sort, limit, offset })}, seed ${SEED}`;
      const { ids, sum } = await plainly(filters, scope, sort);
      const totals = { total: ids.length, amountYear: sum };
      expect(totalsOf(await readCells(world.db, scope), filters), said).toEqual(totals);
      expect(await readListTotals(world.db, filters, scope), said).toEqual(totals);
      for (const passing of [undefined, { total: ids.length, bySort: ids.length }]) {
        const rows = await readCustomerRows(world.db, { filters, scope, sort, limit, offset }, passing);
        expect(
          rows.map(({ customerId }) => customerId),
          said,
        ).toEqual(ids.slice(offset, offset + limit));
      }
    }
  });
});
