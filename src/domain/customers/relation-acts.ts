import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import { isMutual, oppositeSide, type RelationFields, type RelationKind, relationKindCodes } from './relation.ts';

/**
 * Writes down on both sides how two customers belong together; both stories tell it. One that stands already, or the
 * same from the other end, stays as it is. Answers the id of the pair.
 */
export async function addRelation(trx: Trx, act: Act, customerId: number, fields: RelationFields): Promise<string> {
  if (fields.otherId === customerId) throw new AppError('relation_with_itself');
  if (fields.since && fields.until && fields.until < fields.since) throw new AppError('relation_ends_before_start');
  await lockPair(trx, customerId, fields.otherId);
  const standing = await standingPair(trx, customerId, fields);
  if (standing !== null) return standing;
  const pairId = newId(act.at);
  await insertSide(trx, act, { customerId, pairId, fields });
  const other = { ...fields, otherId: customerId, side: oppositeSide(fields.side) };
  await insertSide(trx, act, { customerId: fields.otherId, pairId, fields: other });
  await tellPair(trx, act, [customerId, fields.otherId], fields.kind);
  const details = { kind: fields.kind, other: fields.otherId };
  await recordAudit(trx, act, { action: 'created', subject: 'relation', subjectId: pairId, customerId, details });
  return pairId;
}

/** Two who write the same pair from its two ends wait for each other. */
async function lockPair(trx: Trx, customerId: number, otherId: number): Promise<void> {
  const pair = [customerId, otherId].sort((one, other) => one - other).join(' ');
  await sql`select pg_advisory_xact_lock(hashtextextended(${pair}, 1))`.execute(trx);
}

async function standingPair(trx: Trx, customerId: number, { otherId, kind, side }: RelationFields) {
  const { rows } = await sql<{ pairId: string }>`
    select pair_id as "pairId" from relation
    where customer_id = ${customerId} and other_id = ${otherId} and kind = ${kind} and until is null
      and (${isMutual(kind)} or side = ${side})
    limit 1`.execute(trx);
  return rows[0]?.pairId ?? null;
}

async function insertSide(
  trx: Trx,
  act: Act,
  { customerId, pairId, fields }: { customerId: number; pairId: string; fields: RelationFields },
): Promise<void> {
  const { otherId, kind, side, since = null, until = null, note = '' } = fields;
  await sql`
    insert into relation (customer_id, id, pair_id, other_id, kind, side, since, until, note, created_at, created_by)
    values (${customerId}, ${newId(act.at)}, ${pairId}, ${otherId}, ${kind}, ${side}, ${since}::date, ${until}::date,
      ${note}, ${act.at}, ${act.memberId}::uuid)`.execute(trx);
}

async function tellPair(trx: Trx, act: Act, customerIds: readonly number[], kind: RelationKind): Promise<void> {
  const category = relationKindCodes[kind];
  const facts = customerIds.map((customerId) => ({
    customerId,
    kind: factKinds.relation_changed,
    occurredAt: act.at,
    category,
  }));
  await record(trx, act, facts);
}

/** The relation ended on a day, on both sides. Throws `relation_unknown`; one that has ended stays so. */
export async function endRelation(
  trx: Trx,
  act: Act,
  { customerId, pairId, until }: { customerId: number; pairId: string; until: string },
): Promise<void> {
  const { rows } = await sql<{ otherId: number; kind: RelationKind; since: string | null; until: string | null }>`
    select other_id as "otherId", kind, since, until from relation
    where customer_id = ${customerId} and pair_id = ${pairId}`.execute(trx);
  const [held] = rows;
  if (held === undefined) throw new AppError('relation_unknown');
  await lockPair(trx, customerId, held.otherId);
  if (held.since !== null && until < held.since) throw new AppError('relation_ends_before_start');
  const { numAffectedRows } = await sql`
    update relation set until = ${until}::date
    where customer_id = any(${[customerId, held.otherId]}::bigint[]) and pair_id = ${pairId} and until is null`.execute(
    trx,
  );
  if (numAffectedRows === 0n) return;
  await tellPair(trx, act, [customerId, held.otherId], held.kind);
  await recordAudit(trx, act, { action: 'ended', subject: 'relation', subjectId: pairId, customerId });
}
