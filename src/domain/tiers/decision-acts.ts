import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { holdTiers, inScope, lockCustomers, type TierMeasures } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { endWords } from './override-acts.ts';

/** What came of a decision about several proposals: those that were open no longer, or out of reach, are left. */
export interface Decided {
  readonly decided: number;
  readonly left: number;
}

interface Ripe {
  readonly customerId: number;
  readonly id: string;
  readonly to: string;
  readonly said: { readonly zh: string; readonly en: string };
  readonly measures: TierMeasures;
}

/** Approves proposals that have lasted long enough: the customers hold the proposed tiers from now on. */
export async function approveMoves(trx: Trx, act: Act, scope: CustomerScope, ids: readonly string[]): Promise<Decided> {
  const ripe = await lockRipe(trx, scope, ids);
  await endRipe(trx, act, ripe, { outcome: 'approved', reason: '' });
  await endWords(
    trx,
    act,
    ripe.map(({ customerId }) => customerId),
    '等级变动已批准',
  );
  const rows = ripe.map(({ customerId, to, said, measures }) => ({
    ...{ customerId, tier: to, way: 'approved' as const, said, measures },
  }));
  await holdTiers(trx, act, rows);
  return told(trx, act, 'approved', ids, ripe);
}

/** Refuses proposals, with the reason; what is still judged so begins to count anew. */
export async function refuseMoves(
  trx: Trx,
  act: Act,
  scope: CustomerScope,
  { ids, reason }: { readonly ids: readonly string[]; readonly reason: string },
): Promise<Decided> {
  const ripe = await lockRipe(trx, scope, ids);
  await endRipe(trx, act, ripe, { outcome: 'refused', reason });
  return told(trx, act, 'refused', ids, ripe);
}

/** Of two who decide the same at once the second finds nothing left. */
async function lockRipe(trx: Trx, scope: CustomerScope, ids: readonly string[]): Promise<Ripe[]> {
  const found = sql`
    from tier_proposal proposal join customer on customer.customer_id = proposal.customer_id
    where proposal.id = any(${[...ids]}::uuid[]) and proposal.ended_at is null and proposal.ripe_at is not null
      and ${inScope(scope)}`;
  const { rows: concerned } = await sql<{ customerId: number }>`
    select proposal.customer_id as "customerId" ${found} order by 1`.execute(trx);
  await lockCustomers(
    trx,
    concerned.map(({ customerId }) => customerId),
  );
  const { rows } = await sql<Ripe>`
    select proposal.customer_id as "customerId", proposal.id, to_tier as "to", said, measures ${found}
    order by 1 for update of proposal`.execute(trx);
  return rows;
}

async function endRipe(
  trx: Trx,
  act: Act,
  ripe: readonly Ripe[],
  { outcome, reason }: { readonly outcome: 'approved' | 'refused'; readonly reason: string },
): Promise<void> {
  await sql`
    update tier_proposal set ended_at = ${act.at}, ended_by = ${act.memberId}::uuid, outcome = ${outcome}, reason = ${reason}
    from unnest(${ripe.map((row) => row.customerId)}::bigint[], ${ripe.map((row) => row.id)}::uuid[])
      as given (customer_id, id)
    where tier_proposal.customer_id = given.customer_id and tier_proposal.id = given.id`.execute(trx);
}

async function told(
  trx: Trx,
  act: Act,
  action: 'approved' | 'refused',
  ids: readonly string[],
  ripe: readonly Ripe[],
): Promise<Decided> {
  const decided = { decided: ripe.length, left: new Set(ids).size - ripe.length };
  const subjectId = ripe.length === 1 ? ripe[0].id : null;
  const customerId = ripe.length === 1 ? ripe[0].customerId : null;
  await recordAudit(trx, act, { action, subject: 'tier_proposal', subjectId, customerId, details: { ...decided } });
  return decided;
}
