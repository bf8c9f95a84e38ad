import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { defineJob } from '../../jobs/jobs.ts';
import { FACT_KINDS } from '../../scoring/fact-kinds.ts';
import {
  atKnownCut,
  factKindName,
  factKinds,
  factsByIds,
  factsForScoring,
  factsOfCustomer,
  type NewFact,
  openFactBatch,
  record,
  recordFactBatch,
  streamBook,
  voidFacts,
} from './timeline.ts';

const heard: unknown[] = [];
const listener = defineJob({
  name: 'test.listen',
  payload: z.strictObject({ customerIds: z.array(z.number()), kinds: z.array(z.number()) }),
  subscribesTo: ['facts'],
  handle: async (_, payload) => {
    heard.push(payload);
  },
});

let world: World;
let customerId = 0;

beforeAll(async () => {
  world = await createWorld({ jobs: [listener] });
});

afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

function order(amount: number, more: Partial<NewFact> = {}): NewFact {
  return { customerId, kind: factKinds.order, occurredAt: new Date('2026-11-01T00:00:00Z'), amount, ...more };
}

async function amounts(): Promise<(number | null)[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100 });
  return items.map((fact) => fact.amount);
}

describe('the kinds of facts', () => {
  it('are the same in the database, in scoring and here', async () => {
    const { rows } = await sql<{ code: number; name: string }>`select code, name from fact_kind`.execute(world.db);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.code]))).toEqual(factKinds);
    expect(factKinds).toMatchObject(Object.fromEntries(FACT_KINDS.map(({ code, key }) => [key, code])));
    expect(factKindName(factKinds.order)).toBe('order');
  });
});

describe('record', () => {
  it('keeps both times and tells each subscriber once per call', async () => {
    customerId = 1;
    const occurredAt = new Date('2026-10-05T03:00:00Z');
    await act((trx) => record(trx, world.act(), [order(100, { occurredAt }), order(5, { customerId: 2 })]));
    const { items } = await factsOfCustomer(world.db, 1, { limit: 10 });
    expect(items).toEqual([
      {
        customerId: 1,
        id: expect.any(String),
        kind: 1,
        occurredAt,
        recordedAt: world.clock.now(),
        amount: 100,
        category: null,
        score: null,
      },
    ]);
    await world.drain();
    expect(heard).toEqual([{ customerIds: [1, 2], kinds: [1] }]);
  });

  it('is silent when asked, and when nothing commits', async () => {
    customerId = 3;
    heard.length = 0;
    await act((trx) => record(trx, world.act(), [order(1)], { quiet: true }));
    const failing = act(async (trx) => {
      await record(trx, world.act(), [order(2)]);
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    await world.drain();
    expect(heard).toEqual([]);
    expect(await amounts()).toEqual([1]);
  });

  it('takes a set from the batch as one call', async () => {
    heard.length = 0;
    customerId = 4;
    const recorded = await act(async (trx) => {
      await openFactBatch(trx);
      await sql`
        insert into fact_batch (customer_id, kind, occurred_at, amount)
        select 4, 1, '2026-10-01'::timestamptz + n * interval '1 day', n from generate_series(1, 500) as n`.execute(
        trx,
      );
      return recordFactBatch(trx, world.act());
    });
    expect(recorded).toBe(500);
    await world.drain();
    expect(heard).toEqual([{ customerIds: [4], kinds: [1] }]);
    const page = await factsOfCustomer(world.db, 4, { limit: 3, before: new Date('2026-10-11T00:00:00Z') });
    expect(page).toMatchObject({ items: [{ amount: 9 }, { amount: 8 }, { amount: 7 }], more: 6 });
  });
});

describe('a voided fact', () => {
  it('is gone from every reading, but not from what was known before', async () => {
    customerId = 5;
    const ids = await act((trx) => record(trx, world.act(), [order(10), order(20)]));
    const before = world.clock.now();
    world.clock.advance({ minutes: 1 });
    const target = { customerId, id: ids[0] ?? '' };
    await act((trx) => voidFacts(trx, world.act(), [target]));
    await act((trx) => voidFacts(trx, world.act(), [target]));
    expect(await amounts()).toEqual([20]);
    expect(await factsByIds(world.db, customerId, ids)).toHaveLength(1);
    expect(await factsForScoring(world.db, [customerId], world.clock.now())).toHaveLength(1);
    expect(await factsForScoring(world.db, [customerId], before)).toHaveLength(2);
    const { rows } = await sql`select from fact where customer_id = 5`.execute(world.db);
    expect(rows).toHaveLength(3);
    const streamed: number[] = [];
    await act((trx) => streamBook(trx, (of, _kind, _occurred, _recorded, amount) => of === 5 && streamed.push(amount)));
    expect(streamed).toEqual([20]);
  });

  it('cannot be changed or deleted instead', async () => {
    await expect(sql`update fact set amount = 0`.execute(world.db)).rejects.toThrow(/append-only|permission denied/);
    await expect(sql`delete from fact`.execute(world.db)).rejects.toThrow(/append-only|permission denied/);
  });
});

describe('the stream of the book', () => {
  it('goes customer by customer, oldest first, with none of a thing as scoring writes it', async () => {
    const rows: number[][] = [];
    await act((trx) => streamBook(trx, (...row) => rows.push(row)));
    expect(rows[0]).toEqual([1, 1, Date.parse('2026-10-05T03:00:00Z'), expect.any(Number), 100, 0, -32768]);
    const order = rows.map((row) => [row[0] ?? 0, row[2] ?? 0]);
    expect(order).toEqual([...order].sort((left, right) => left[0] - right[0] || left[1] - right[1]));
    customerId = 6;
    await act((trx) => record(trx, world.act(), [order6()]));
    const last: number[][] = [];
    await act((trx) => streamBook(trx, (...row) => last.push(row)));
    expect(last.at(-1)).toEqual([6, 7, expect.any(Number), expect.any(Number), Number.NaN, 3, 5]);
  });

  function order6(): NewFact {
    return { customerId: 6, kind: factKinds.interaction, occurredAt: world.clock.now(), category: 3, score: 5 };
  }
});

describe('the cut of knowledge', () => {
  it('waits for writers, and who comes later is recorded later even when the clock stands still', async () => {
    customerId = 7;
    const steps: string[] = [];
    const writing = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const writer = act(async (trx) => {
      await record(trx, world.act(), [order(1)]);
      writing.resolve();
      await mayCommit.promise;
      steps.push('written');
    });
    await writing.promise;
    const cut = atKnownCut(world.db, world.clock, async (snapshot, knownAt) => {
      steps.push('cut');
      await act((trx) => record(trx, world.act(), [order(2)]));
      return { knownAt, known: await factsForScoring(snapshot, [customerId], knownAt) };
    });
    mayCommit.resolve();
    await writer;
    const { knownAt, known } = await cut;
    expect(steps).toEqual(['written', 'cut']);
    expect(known.map((fact) => fact.amount)).toEqual([1]);
    const again = await factsForScoring(world.db, [customerId], knownAt);
    expect(again).toEqual(known);
    const next = await atKnownCut(world.db, world.clock, async (snapshot, later) => {
      expect(later.getTime()).toBeGreaterThan(knownAt.getTime());
      return factsForScoring(snapshot, [customerId], later);
    });
    expect(new Set(next.map((fact) => fact.amount))).toEqual(new Set([1, 2]));
  });
});

describe('a page of the story', () => {
  it('does not end in the middle of a moment', async () => {
    customerId = 8;
    await act((trx) =>
      record(
        trx,
        world.act(),
        [1, 2, 3, 4].map((amount) => order(amount)),
      ),
    );
    await act((trx) => record(trx, world.act(), [order(5, { occurredAt: new Date('2026-10-01T00:00:00Z') })]));
    const first = await factsOfCustomer(world.db, customerId, { limit: 2 });
    expect(new Set(first.items.map(({ amount }) => amount))).toEqual(new Set([1, 2, 3, 4]));
    expect(first.more).toBe(1);
    const next = await factsOfCustomer(world.db, customerId, { limit: 2, before: first.items.at(-1)?.occurredAt });
    expect(next.items.map(({ amount }) => amount)).toEqual([5]);
  });
});
