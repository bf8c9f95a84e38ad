import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { tables } from '../../database/classes.ts';
import type { Trx } from '../../database/connect.ts';
import { newId } from '../../kernel/ids.ts';
import { factKinds } from '../timeline/timeline.ts';
import { upsertCustomers } from './customers.ts';
import { mergeCustomers, undoMerge } from './merge-acts.ts';
import { mergeFields } from './merging.ts';

/** Each run costs some dozen transactions. */
const RUNS = 12;
const CUSTOMERS = 4;
const OURS = tables.filter((entry) => entry.class === 'by_customer').map(({ table }) => table);
/** Every value of the survivor stays, so that nothing but the merge's own facts is told. */
const keepAll = Object.fromEntries(mergeFields.map((field) => [field, 'survivor' as const]));

let world: World;
let product: number;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
  product = 1;
  await sql`insert into plan_version (version, name, text, checksum, reason, created_at)
    values (1, 'p', 'p', 'p', 'p', now())`.execute(world.db);
  await sql`insert into product (id, code, name, created_at) values (1, 'P1', '板材', now())`.execute(world.db);
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  world.clock.advance({ minutes: 1 });
  return world.db.transaction().execute(work);
}

/** Customers that share numbers, tags, sites, days and open cases as duplicates do. */
async function someCustomers(count: number): Promise<number[]> {
  made++;
  const rows = Array.from({ length: count }, (_, at) => ({
    externalId: `M${made}-${at}`,
    name: `重复客户${made}号${at}有限公司`,
    tags: at % 2 === 0 ? ['共有'] : ['共有', `独有${at}`],
    contactName: '陈总',
    contactPhone: `138000${made}000${at}`,
  }));
  const { customerIds } = await act((trx) => upsertCustomers(trx, world.act(), rows));
  for (const [at, customerId] of customerIds.entries()) {
    await act((trx) => fill(trx, customerId, { order: `O${at % 3}`, site: `S${at % 2}`, level: 1 + (at % 3), at }));
  }
  for (const [at, customerId] of customerIds.entries()) {
    const other = customerIds[(at + 1) % customerIds.length];
    await act((trx) => relate(trx, customerId, other ?? customerId));
  }
  return customerIds;
}

interface Filling {
  readonly order: string;
  readonly site: string;
  readonly level: number;
  readonly at: number;
}

async function fill(trx: Trx, customerId: number, { order, site, level, at }: Filling): Promise<void> {
  const now = world.clock.now();
  const id = () => newId(now);
  const [orderId, fact, siteId, contactId, complaintId, caseId, receivableId] = Array.from({ length: 7 }, id);
  await sql`insert into fact (customer_id, id, kind, occurred_at, recorded_at, amount)
    values (${customerId}, ${fact}, ${factKinds.order}, ${now}, ${now}, ${1000 + at})`.execute(trx);
  await sql`insert into customer_order (customer_id, id, number, kind, ordered_at, amount, site, fact_ids, created_at, updated_at)
    values (${customerId}, ${orderId}, ${order}, 'order', ${now}, ${1000 + at}, ${site}, array[${fact}::uuid], ${now}, ${now})`.execute(
    trx,
  );
  await sql`insert into order_line (customer_id, order_id, product_id, occurrence, quantity, unit_price, amount)
    values (${customerId}, ${orderId}, ${product}, 1, 2.5, 400.125, ${1000 + at})`.execute(trx);
  await sql`insert into site (customer_id, id, name, created_at, updated_at)
    values (${customerId}, ${siteId}, ${site}, ${now}, ${now})`.execute(trx);
  await sql`insert into project (customer_id, id, name, stage, site_id, created_at, updated_at)
    values (${customerId}, ${id()}, ${`项目${at % 2}`}, 'lead', ${siteId}, ${now}, ${now})`.execute(trx);
  await sql`insert into contact (customer_id, id, person_id, name, created_at)
    values (${customerId}, ${contactId}, ${contactId}, '李工', ${now})`.execute(trx);
  await sql`insert into contact_consent (customer_id, id, contact_id, channel, given, source, changed_at)
    values (${customerId}, ${id()}, ${contactId}, 'sms', true, 'test', ${now})`.execute(trx);
  await sql`insert into complaint (customer_id, id, nature, severity, summary, contact_id, opened_at, created_at)
    values (${customerId}, ${complaintId}, 'quality', 'major', 'x', ${contactId}, ${now}, ${now})`.execute(trx);
  await sql`insert into complaint_resolution (customer_id, id, complaint_id, solution, confirmed, resolved_at)
    values (${customerId}, ${id()}, ${complaintId}, 'y', true, ${now})`.execute(trx);
  await sql`insert into warning_case (customer_id, id, level, risk, opened_at)
    values (${customerId}, ${caseId}, ${level}, 'need', ${now})`.execute(trx);
  for (const key of ['rhythm_broken', `own_${at}`]) {
    await sql`insert into warning_signal (customer_id, id, case_id, key, level, risk, raised_at)
      values (${customerId}, ${id()}, ${caseId}, ${key}, ${level}, 'need', ${now})`.execute(trx);
  }
  await sql`insert into receivable (customer_id, id, number, kind, invoiced_on, due_on, agreed_due_on, amount, order_number, created_at, updated_at)
    values (${customerId}, ${receivableId}, ${`R${at % 2}`}, 'invoice', '2026-10-01', '2026-11-01', '2026-11-01', ${500 + at}, ${order}, ${now}, ${now})`.execute(
    trx,
  );
  await sql`insert into payment (customer_id, id, number, paid_on, amount, receivable_number, created_at, updated_at)
    values (${customerId}, ${id()}, ${`Z${at}`}, '2026-11-05', ${100 + at}, ${`R${at % 2}`}, ${now}, ${now})`.execute(
    trx,
  );
  await sql`insert into judgement_history (customer_id, as_of, known_at, plan_version, colour, coverage, tier, indicator_points)
    select ${customerId}, '2026-11-01', ${now}, version, 1, 50, 'key', array[1.5, null]::real[] from plan_version limit 1`.execute(
    trx,
  );
}

async function relate(trx: Trx, customerId: number, otherId: number): Promise<void> {
  const [now, pair] = [world.clock.now(), newId(world.clock.now())];
  for (const [one, other, side] of [
    [customerId, otherId, 'from'],
    [otherId, customerId, 'to'],
  ]) {
    await sql`insert into relation (customer_id, id, pair_id, other_id, kind, side, created_at)
      values (${one}, ${newId(now)}, ${pair}, ${other}, 'affiliate', ${side}, ${now})`.execute(trx);
  }
}

/** Everything the database holds of these customers, but what merging tells of itself. */
async function everything(customerIds: readonly number[]): Promise<Record<string, string[]>> {
  const held: Record<string, string[]> = {};
  for (const table of [...OURS, 'customer_identity']) {
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(each) - 'version' - 'updated_at')::text as row from ${sql.table(table)} each
      where customer_id = any(${customerIds}::bigint[]) order by 1`.execute(world.db);
    held[table] = rows.map(({ row }) => row);
  }
  const ownKinds = [factKinds.customer_merged, factKinds.merge_undone];
  held['fact'] = held['fact']?.filter((row) => !ownKinds.includes(JSON.parse(row).kind)) ?? [];
  return held;
}

/** What no merge may change in sum, whoever it belongs to. */
async function sums(customerIds: readonly number[]): Promise<unknown> {
  const ids = sql`customer_id = any(${customerIds}::bigint[])`;
  const { rows } = await sql`
    select
      (select array[count(*), sum(amount)] from customer_order where ${ids}) as orders,
      (select array[count(*), sum(amount)] from order_line where ${ids}) as lines,
      (select array[count(*), sum(amount)] from receivable where ${ids}) as receivables,
      (select array[count(*), sum(amount)] from payment where ${ids}) as payments,
      (select count(*) from complaint where ${ids}) as complaints,
      (select count(*) from complaint_resolution where ${ids}) as resolutions,
      (select count(*) from warning_case where ${ids}) as cases,
      (select count(*) from warning_signal where ${ids}) as signals,
      (select count(*) from contact where ${ids}) as contacts,
      (select count(*) from contact_consent where ${ids}) as consents,
      (select array[count(*), sum(amount), count(distinct id)] from fact
        where ${ids} and kind not in (${factKinds.customer_merged}, ${factKinds.merge_undone})) as facts,
      (select count(*) from customer_identity where ${ids}) as identities`.execute(world.db);
  return rows[0];
}

function merge(survivorId: number, mergedId: number): Promise<string> {
  return act((trx) => mergeCustomers(trx, world.act(), { survivorId, mergedId, choices: keepAll }));
}

const step = fc.record({ from: fc.nat(), to: fc.nat(), undo: fc.boolean() });

describe('merging', () => {
  it('and undoing in reverse order is the identity, and no sequence loses anything', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const customerIds = await someCustomers(CUSTOMERS);
        const [before, total] = [await everything(customerIds), await sums(customerIds)];
        const standing: { id: string; gone: number }[] = [];
        for (const { from, to, undo } of steps) {
          const living = customerIds.filter((id) => !standing.some(({ gone }) => gone === id));
          const [survivorId, gone] = [living[to % living.length], living[from % living.length]];
          const last = standing.at(-1);
          if (undo && last) {
            await act((trx) => undoMerge(trx, world.act(), last.id));
            standing.pop();
          } else if (survivorId !== undefined && gone !== undefined && survivorId !== gone) {
            standing.push({ id: await merge(survivorId, gone), gone });
          }
          expect(await sums(customerIds)).toEqual(total);
        }
        for (const { id } of standing.reverse()) await act((trx) => undoMerge(trx, world.act(), id));
        expect(await everything(customerIds)).toEqual(before);
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves no row of the merged-away customer in any table of the house', async () => {
    const [survivorId = 0, mergedId = 0] = await someCustomers(2);
    await merge(survivorId, mergedId);
    const left = await everything([mergedId]);
    expect(Object.entries(left).filter(([, rows]) => rows.length > 0)).toEqual([]);
  });
});
