import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import type { CustomerFields, HeldFields } from './customer.ts';
import { changeCustomer, lockCustomers, setOwner } from './customers.ts';
import { dropCandidates, rejectCandidate } from './duplicate-acts.ts';
import { type MergedRows, readMergedRows, readParties } from './merge-queries.ts';
import {
  conflictsOf,
  doubtsOf,
  type MergeChoices,
  type MergeConflict,
  type MergeDoubt,
  type MergeField,
  type MergeParty,
  type TakenOver,
  takenOver,
} from './merging.ts';
import { restateTier } from './tier-acts.ts';

export interface MergeWish {
  readonly survivorId: number;
  readonly mergedId: number;
  readonly choices?: MergeChoices;
  readonly reason?: string;
}

/**
 * Makes one customer of two: everything of the merged-away one moves to the survivor, its identities lead there, and
 * its row is kept for `undoMerge`. Answers the merge's id. Throws `merge_same`, and `merge_gone` when somebody else
 * merged one of them meanwhile.
 */
export async function mergeCustomers(trx: Trx, act: Act, wish: MergeWish): Promise<string> {
  const { survivorId, mergedId, choices = {}, reason = '' } = wish;
  const [survivor, merged] = await lockParties(trx, survivorId, mergedId);
  const taken = takenOver(survivor, merged, choices);
  await takeOver(trx, act, survivor, afterOf(taken));
  const tierBefore = await tierOf(trx, mergedId);
  const id = newId(act.at);
  await sql`
    select merge_customers(${id}::uuid, ${survivorId}::bigint, ${mergedId}::bigint, ${act.at}::timestamptz,
      ${act.memberId}::uuid, ${reason}, ${JSON.stringify(taken)}::jsonb)`.execute(trx);
  await dropCandidates(trx, mergedId);
  await restateTier(trx, act, survivorId, { tier: tierBefore, name: merged.name ?? '' });
  await record(trx, act, [{ customerId: survivorId, kind: factKinds.customer_merged, occurredAt: act.at }]);
  const details = { merged: merged.publicId, taken: Object.keys(taken) };
  await recordAudit(trx, act, {
    action: 'merged',
    subject: 'customer',
    subjectId: survivor.publicId,
    customerId: survivorId,
    details,
  });
  return id;
}

async function tierOf(trx: Trx, customerId: number): Promise<string | null> {
  const { rows } = await sql<{ tier: string | null }>`
    select tier from customer where customer_id = ${customerId}`.execute(trx);
  return rows[0]?.tier ?? null;
}

/** Locks in the order of our numbers, so that two merges of the same customers never wait for each other. */
async function lockParties(trx: Trx, survivorId: number, mergedId: number): Promise<[MergeParty, MergeParty]> {
  if (survivorId === mergedId) throw new AppError('merge_same');
  const [low, high] = survivorId < mergedId ? [survivorId, mergedId] : [mergedId, survivorId];
  await lockCustomers(trx, [low]);
  await lockCustomers(trx, [high]);
  const parties = await readParties(trx, [survivorId, mergedId]);
  const [survivor, merged] = [parties.get(survivorId), parties.get(mergedId)];
  if (survivor === undefined || merged === undefined) throw new AppError('merge_gone');
  return [survivor, merged];
}

type Values = Partial<Record<MergeField, string | null>>;

function afterOf(taken: TakenOver): Values {
  return Object.fromEntries(Object.entries(taken).map(([field, { after }]) => [field, after]));
}

/** Writes values as if a person had typed them: each leaves its fact and its entry. */
async function takeOver(trx: Trx, act: Act, party: MergeParty, values: Values): Promise<void> {
  const { ownerA, ownerB, ...rest } = values;
  if (Object.keys(rest).length > 0) {
    await changeCustomer(trx, act, party.customerId, rest as CustomerFields, party.version);
  }
  const owners = { a: ownerA, b: ownerB } as const;
  for (const part of ['a', 'b'] as const) {
    const wanted = owners[part];
    if (wanted === undefined) continue;
    const memberId = wanted === null || !(await isWithUs(trx, wanted)) ? null : wanted;
    await setOwner(trx, act, party.customerId, { part, memberId, reason: 'merge' });
  }
}

/** Nobody is handed a customer who left us: it has no owner until somebody takes it. */
async function isWithUs(trx: Trx, memberId: string): Promise<boolean> {
  const { rows } = await sql`select from member where id = ${memberId} and left_at is null`.execute(trx);
  return rows.length > 0;
}

interface StandingMerge {
  readonly id: string;
  readonly number: number;
  readonly survivorId: number;
  readonly mergedId: number;
  readonly mergedPublicId: string;
  readonly chosen: TakenOver;
  readonly undoneAt: Date | null;
}

/**
 * Takes a merge back: the merged-away customer stands again as it was; what came after the merge stays with the
 * survivor. Answers the public id that lives again. Throws `merge_unknown`, `merge_undone`, and `merge_later` naming
 * the merge that has to be undone first.
 */
export async function undoMerge(trx: Trx, act: Act, mergeId: string): Promise<string> {
  const merge = await standingMerge(trx, mergeId);
  await lockCustomers(trx, [merge.survivorId]);
  await refuseBeforeLater(trx, merge);
  await sql`select undo_merge(${merge.id}::uuid, ${act.at}::timestamptz, ${act.memberId}::uuid)`.execute(trx);
  await giveBack(trx, act, merge);
  await rejectCandidate(trx, act, [merge.survivorId, merge.mergedId], 'merge_undone');
  const facts = [merge.survivorId, merge.mergedId].map((customerId) => ({
    customerId,
    kind: factKinds.merge_undone,
    occurredAt: act.at,
  }));
  await record(trx, act, facts);
  await recordAudit(trx, act, {
    action: 'merge_undone',
    subject: 'customer',
    subjectId: merge.mergedPublicId,
    customerId: merge.survivorId,
  });
  return merge.mergedPublicId;
}

async function standingMerge(trx: Trx, mergeId: string): Promise<StandingMerge> {
  const { rows } = await sql<StandingMerge>`
    select id, number, survivor_id as "survivorId", merged_id as "mergedId", merged_public_id as "mergedPublicId",
      chosen, undone_at as "undoneAt"
    from customer_merge where id = ${mergeId}::uuid`.execute(trx);
  const [merge] = rows;
  if (merge === undefined) throw new AppError('merge_unknown');
  if (merge.undoneAt !== null) throw new AppError('merge_undone');
  return merge;
}

/** What a later merge moved may have come by this one, so they go back in reverse order. */
async function refuseBeforeLater(trx: Trx, { survivorId, number }: StandingMerge): Promise<void> {
  const { rows } = await sql<{ survivor: string; merged: string }>`
    select survivor_name as survivor, merged_name as merged from customer_merge
    where number > ${number} and undone_at is null and ${survivorId} in (survivor_id, merged_id)
    order by number desc limit 1`.execute(trx);
  if (rows[0] !== undefined) throw new AppError('merge_later', { ...rows[0] });
}

/** A value that was taken over goes back unless somebody changed it since. */
async function giveBack(trx: Trx, act: Act, { survivorId, chosen }: StandingMerge): Promise<void> {
  const party = (await readParties(trx, [survivorId])).get(survivorId);
  assert(party !== undefined, 'the survivor of an undone merge stands');
  const values: Values = {};
  for (const [field, { before, after }] of Object.entries(chosen)) {
    if (party[field as keyof HeldFields] === after) values[field as MergeField] = before;
  }
  await takeOver(trx, act, party, values);
}

export interface MergePreview extends MergedRows {
  readonly conflicts: readonly MergeConflict[];
  readonly doubts: readonly MergeDoubt[];
}

/** What merging would do: it is done and rolled back, so the dry run is the run. */
export async function previewMerge(db: Db, act: Act, wish: MergeWish): Promise<MergePreview> {
  const trx = await db.startTransaction().execute();
  try {
    const [survivor, merged] = await lockParties(trx, wish.survivorId, wish.mergedId);
    const id = await mergeCustomers(trx, act, wish);
    const rows = await readMergedRows(trx, id);
    return { ...rows, conflicts: conflictsOf(survivor, merged), doubts: doubtsOf(survivor, merged) };
  } finally {
    await trx.rollback().execute();
  }
}
