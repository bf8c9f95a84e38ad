import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { dayStart, formatDay, localDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { setOwner } from '../customers/customers.ts';
import { activePlan } from '../plans/plans.ts';
import { readPooled } from './queries.ts';

export { listCandidates, listPool } from './queries.ts';

/**
 * Takes a customer out of the pool (公海): it becomes the member's own. Throws `not_in_pool` when somebody was quicker,
 * `pool_protected` while another member has the first right, `claims_used_up` at the end of the day's allowance.
 */
export async function claimCustomer(trx: Trx, act: Act, memberId: string, publicId: string): Promise<void> {
  const { plan } = await activePlan(trx);
  if (plan.pool === null) throw new AppError('pool_missing');
  await countClaim(trx, act, memberId, plan.pool.claimsPerDay, plan.timezone);
  const pooled = await readPooled(trx, publicId, plan.pool.protectDays, act.at);
  if (pooled === null) throw new AppError('not_in_pool');
  if (pooled.protectedUntil !== null && pooled.lastOwnerId !== memberId) {
    const until = formatDay(localDay(pooled.protectedUntil.getTime(), plan.timezone));
    throw new AppError('pool_protected', { until });
  }
  await setOwner(trx, act, pooled.customerId, { part: 'a', memberId, reason: '公海领取' });
  await recordAudit(trx, act, {
    action: 'claimed',
    subject: 'customer',
    subjectId: publicId,
    customerId: pooled.customerId,
  });
}

async function countClaim(trx: Trx, act: Act, memberId: string, limit: number, zone: string): Promise<void> {
  // Two claims at the same moment wait for each other, so that no day has one too many.
  await sql`select pg_advisory_xact_lock(hashtextextended(${memberId}, 7205762))`.execute(trx);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit_entry
    where member_id = ${memberId} and at >= ${dayStart(localDay(act.at.getTime(), zone), zone)} and action = 'claimed'`.execute(
    trx,
  );
  if ((rows[0]?.count ?? 0) >= limit) throw new AppError('claims_used_up', { limit });
}

/**
 * Gives a customer to the pool: nobody owns it any more. Never one that ordered in the last twelve months or has an open
 * warning, whoever asks: throws `release_too_early`.
 */
export async function releaseCustomer(trx: Trx, act: Act, customerId: number, reason: string): Promise<void> {
  if (await isServed(trx, customerId, act.at)) throw new AppError('release_too_early');
  await setOwner(trx, act, customerId, { part: 'b', memberId: null, reason });
  await setOwner(trx, act, customerId, { part: 'a', memberId: null, reason });
  await recordAudit(trx, act, { action: 'released', subject: 'customer', customerId, details: { reason } });
}

async function isServed(db: Db, customerId: number, at: Date): Promise<boolean> {
  const { rows } = await sql<{ isServed: boolean }>`
    select exists (
      select from customer_order where customer_id = ${customerId} and kind = 'order'
        and ordered_at > ${at}::timestamptz - interval '12 months')
      or exists (select from warning_case where customer_id = ${customerId} and ended_at is null) as "isServed"`.execute(
    db,
  );
  return rows[0]?.isServed ?? true;
}
