import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givePlanWith, inTransaction, judgedAs } from '../../../test/tiers.ts';
import { addCustomers } from '../../../test/trade.ts';
import { createWorld, type World } from '../../../test/world.ts';
import { mergeCustomers, undoMerge } from '../customers/merge-acts.ts';
import { addMember } from '../team/team.ts';
import { approveMoves, endOverride, overrideTier, proposeMoves, refuseMoves } from './tiers.ts';

const TIERS = ['strategic', 'key', 'ordinary'] as const;
const everybody = { kind: 'all' } as const;
const RUNS = 60;

let world: World;
let version: number;
let wang: string;
let made = 0;

beforeAll(async () => {
  world = await createWorld({ at: '2020-01-01T01:00:00Z' });
  version = await givePlanWith(world, { tier_moves: 'tier_moves: { up: approved, down: automatic, hold: 10d }' });
  const member = {
    email: 'wang@example.com',
    name: 'wang',
    role: 'retention_lead',
    teamId: null,
    language: 'zh',
  } as const;
  wang = (await inTransaction(world, (trx) => addMember(trx, world.act(), member))).id;
});
afterAll(() => world.close());

const tier = fc.constantFrom(...TIERS);
const step = fc.oneof(
  fc.record({ what: fc.constant('judge' as const), tier: fc.option(tier), isProtected: fc.boolean() }),
  fc.record({ what: fc.constant('pass' as const), days: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ what: fc.constant('override' as const), tier, days: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ what: fc.constantFrom('approve' as const, 'refuse' as const, 'end' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function newCustomer(): Promise<number> {
  made += 1;
  const [customerId = 0] = await addCustomers(world, [`p${made}`]);
  return customerId;
}

async function take(customerId: number, given: Step): Promise<void> {
  // Two acts never happen at the same moment.
  world.clock.advance({ minutes: 1 });
  const act = world.act(wang);
  if (given.what === 'pass') world.clock.advance({ days: given.days });
  if (given.what === 'judge') {
    const { isProtected } = given;
    const standing = given.tier === null ? null : 50;
    await judgedAs(world, version, customerId, { proposed: given.tier ?? 'ordinary', standing, isProtected });
  }
  if (given.what === 'override') {
    const reviewOn = new Date(world.clock.now().getTime() + given.days * 86_400_000).toISOString().slice(0, 10);
    const word = { tier: given.tier, reason: '试', reviewOn };
    await inTransaction(world, (trx) => overrideTier(trx, act, customerId, word));
  }
  if (given.what === 'approve' || given.what === 'refuse') {
    const ids = await idsOf('tier_proposal', customerId);
    if (given.what === 'approve') await inTransaction(world, (trx) => approveMoves(trx, act, everybody, ids));
    else await inTransaction(world, (trx) => refuseMoves(trx, act, everybody, { ids, reason: '试' }));
  }
  if (given.what === 'end') {
    for (const id of await idsOf('tier_override', customerId))
      await inTransaction(world, (trx) => endOverride(trx, act, customerId, { id, reason: '试' }));
  }
  await proposeMoves(world.db, world.act(), [customerId]);
}

async function idsOf(table: 'tier_proposal' | 'tier_override', customerId: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where customer_id = ${customerId} and ended_at is null`.execute(world.db);
  return rows.map(({ id }) => id);
}

interface Story {
  readonly held: string | null;
  readonly setAt: Date | null;
  readonly changes: readonly {
    from: string | null;
    to: string | null;
    reason: string;
    said: object | null;
    at: string;
  }[];
  readonly facts: readonly { place: number; before: number | null; version: number }[];
  readonly open: number;
  readonly words: number;
}

async function storyOf(customerId: number): Promise<Story> {
  const { rows } = await sql<Story>`
    select tier as held, tier_set_at as "setAt",
      coalesce((select json_agg(json_build_object('from', from_tier, 'to', to_tier, 'reason', reason, 'said', said, 'at', changed_at)
        order by number) from customer_tier_change c where c.customer_id = customer.customer_id), '[]') as changes,
      coalesce((select json_agg(json_build_object('place', category, 'before', score, 'version', amount) order by recorded_at)
        from fact where fact.customer_id = customer.customer_id and kind = 23), '[]') as facts,
      (select count(*) from tier_proposal p where p.customer_id = customer.customer_id and ended_at is null) as open,
      (select count(*) from tier_override w where w.customer_id = customer.customer_id and ended_at is null) as words
    from customer where customer_id = ${customerId}`.execute(world.db);
  if (rows[0] === undefined) throw new Error('the customer stands');
  return rows[0];
}

/** History and facts alone lead to the tier held, each change begins where the one before ended, and each says why. */
async function expectReplay(customerId: number): Promise<void> {
  const { held, setAt, changes, facts, open, words } = await storyOf(customerId);
  expect(changes.at(-1)?.to ?? null).toBe(held);
  expect(changes.map(({ from }) => from)).toEqual([null, ...changes.map(({ to }) => to)].slice(0, changes.length));
  expect(changes.filter(({ reason, said }) => reason === '' && said === null)).toEqual([]);
  expect(setAt === null ? undefined : new Date(setAt)).toEqual(changes.at(-1) && new Date(changes.at(-1)?.at ?? ''));
  const key = (place: number | null | undefined) => (place == null ? null : TIERS[place - 1]);
  expect(facts.map(({ place, before }) => [key(before), key(place)])).toEqual(
    changes.map(({ from, to }) => [from, to]),
  );
  expect(facts.every((fact) => fact.version === version)).toBe(true);
  expect([open <= 1, words <= 1]).toEqual([true, true]);
}

it('any sequence of judgements and decisions leaves a history that replays to the tier held', async () => {
  expect.hasAssertions();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const customerId = await newCustomer();
      for (const each of steps) await take(customerId, each);
      await expectReplay(customerId);
    }),
    { numRuns: RUNS },
  );
});

it('a run that is made twice changes nothing the second time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const customerId = await newCustomer();
      for (const each of steps) await take(customerId, each);
      const before = await storyOf(customerId);
      expect(await proposeMoves(world.db, world.act(), [customerId])).toBe(0);
      expect(await storyOf(customerId)).toEqual(before);
    }),
    { numRuns: RUNS / 2 },
  );
});

it('customers that become one and part again keep their own histories; the survivor’s says again what it holds', async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, steps, async (mine, theirs) => {
      const [survivorId, mergedId] = [await newCustomer(), await newCustomer()];
      for (const each of mine) await take(survivorId, each);
      for (const each of theirs) await take(mergedId, each);
      const [kept, gone] = [await storyOf(survivorId), await storyOf(mergedId)];
      world.clock.advance({ minutes: 1 });
      const mergeId = await inTransaction(world, (trx) =>
        mergeCustomers(trx, world.act(wang), { survivorId, mergedId }),
      );
      const one = await storyOf(survivorId);
      expect(one.held).toBe(kept.held);
      expect(one.changes.slice(0, kept.changes.length)).toEqual(kept.changes);
      if (one.facts.length > 0) expect(TIERS[(one.facts.at(-1)?.place ?? 0) - 1] ?? null).toBe(kept.held);
      world.clock.advance({ minutes: 1 });
      await inTransaction(world, (trx) => undoMerge(trx, world.act(wang), mergeId));
      expect(await storyOf(mergedId)).toEqual(gone);
      await expectHeld(survivorId);
      await expectReplay(mergedId);
    }),
    { numRuns: RUNS / 4 },
  );
});

async function expectHeld(customerId: number): Promise<void> {
  const { held, changes } = await storyOf(customerId);
  expect(changes.at(-1)?.to ?? null).toBe(held);
}
