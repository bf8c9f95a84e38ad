import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { newId } from '../../kernel/ids.ts';
import { findActivePlan } from '../plans/plans.ts';
import { factKinds, type RecordOptions, record } from '../timeline/timeline.ts';
import type { HeldTier, TierChange } from './tier.ts';

/**
 * Sets the tier that customers hold, whoever decided it: the one way to change it. Each difference leaves a row with its
 * reason and a fact: amount = plan version, category = place of the new tier in that plan (from 1), score = place of the
 * old one. Answers the customers whose tier changed.
 */
export async function holdTiers(
  trx: Trx,
  act: Act,
  rows: readonly HeldTier[],
  options: RecordOptions = {},
): Promise<number[]> {
  if (rows.length === 0) return [];
  const changes = await differing(trx, rows);
  await sql`
    update customer set tier = given.tier, tier_set_at = ${act.at}, updated_at = ${act.at}
    from ${pairs(changes)} where customer.customer_id = given.customer_id`.execute(trx);
  await keepChanges(trx, act, changes, options);
  return changes.map(({ customerId }) => customerId);
}

/**
 * Two customers became one: where they held different tiers, the story of the one that lives says again which it holds.
 */
export async function restateTier(
  trx: Trx,
  act: Act,
  customerId: number,
  merged: { readonly tier: string | null; readonly name: string },
): Promise<void> {
  const { rows } = await sql<{ tier: string | null }>`
    select tier from customer where customer_id = ${customerId}`.execute(trx);
  const tier = rows[0]?.tier ?? null;
  if (merged.tier === null || merged.tier === tier) return;
  const change = { customerId, tier, from: merged.tier, way: 'merged', reason: merged.name } as const;
  await keepChanges(trx, act, [change], {});
}

type Changed = HeldTier & { readonly from: string | null };

/** Locks the rows, so that two who decide at once are told one after the other. */
async function differing(trx: Trx, rows: readonly HeldTier[]): Promise<Changed[]> {
  const { rows: held } = await sql<{ customerId: number; from: string | null }>`
    select customer.customer_id as "customerId", customer.tier as "from"
    from customer join ${pairs(rows)} on given.customer_id = customer.customer_id
    where customer.tier is distinct from given.tier
    order by customer.customer_id for no key update of customer`.execute(trx);
  const before = new Map(held.map(({ customerId, from }) => [customerId, from]));
  return rows.flatMap((row) => {
    const from = before.get(row.customerId);
    return from === undefined ? [] : [{ ...row, from }];
  });
}

function pairs(rows: readonly { readonly customerId: number; readonly tier: string | null }[]): RawBuilder<unknown> {
  return sql`unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.tier)}::text[])
    as given (customer_id, tier)`;
}

async function keepChanges(trx: Trx, act: Act, changes: readonly Changed[], options: RecordOptions): Promise<void> {
  const active = await findActivePlan(trx);
  const places = new Map(active?.plan.tiers.map(({ key }, index) => [key, index + 1]));
  const place = (tier: string | null) => (tier === null ? null : (places.get(tier) ?? null));
  const factIds = await record(
    trx,
    act,
    changes.map(({ customerId, tier, from }) => ({
      ...{ customerId, kind: factKinds.tier_changed, occurredAt: act.at, amount: active?.version ?? null },
      ...{ category: place(tier), score: place(from) },
    })),
    options,
  );
  const kept = changes.map(
    (change, index): TierChange => ({
      ...{ id: newId(act.at), customerId: change.customerId, from: change.from, to: change.tier, way: change.way },
      ...{ reason: change.reason ?? '', said: change.said ?? null, measures: change.measures ?? null },
      factId: factIds[index],
    }),
  );
  await sql`
    insert into customer_tier_change (customer_id, id, number, from_tier, to_tier, way, reason, said, measures, plan_version,
      changed_at, decided_by, fact_ids)
    select "customerId", id, (
        select coalesce(max(number), 0) + 1 from customer_tier_change earlier where earlier.customer_id = "customerId"),
      "from", "to", way, reason, said, measures, ${active?.version ?? null}::integer, ${act.at},
      ${act.memberId}::uuid, array["factId"]
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as (
      "customerId" bigint, id uuid, "from" text, "to" text, way text, reason text, said jsonb, measures jsonb,
      "factId" uuid)`.execute(trx);
}
