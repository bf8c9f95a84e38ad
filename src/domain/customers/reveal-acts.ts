import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { dayStart, localDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { findActivePlan } from '../plans/plans.ts';

const HOUR_MS = 3_600_000;
/** Before a plan says it. */
const REVEALS_PER_DAY_DEFAULT = 100;
const REVEALS_ALARM_PER_HOUR_DEFAULT = 50;

/**
 * Counts one look at a whole phone number, a contact's or (null) the customer's own: it is kept who looked at whose, a member has so many a day (the plan says how
 * many), and many in one hour are told to the administrator. Throws `reveals_used_up`.
 */
export async function countReveal(trx: Trx, act: Act, customerId: number, contactId: string | null): Promise<void> {
  const active = await findActivePlan(trx);
  const { revealsPerDay = REVEALS_PER_DAY_DEFAULT, revealsAlarmPerHour = REVEALS_ALARM_PER_HOUR_DEFAULT } =
    active?.plan.access ?? {};
  const zone = active?.plan.timezone ?? 'Asia/Shanghai';
  // Two looks at the same moment wait for each other, so that no day has one too many.
  await sql`select pg_advisory_xact_lock(hashtextextended(${act.memberId ?? ''}, 7205761))`.execute(trx);
  const today = dayStart(localDay(act.at.getTime(), zone), zone);
  if ((await revealsSince(trx, act, today)) >= revealsPerDay)
    throw new AppError('reveals_used_up', { limit: revealsPerDay });
  await recordAudit(trx, act, { action: 'revealed', subject: 'contact_phone', subjectId: contactId, customerId });
  const inHour = await revealsSince(trx, act, new Date(act.at.getTime() - HOUR_MS));
  if (inHour !== revealsAlarmPerHour) return;
  await recordAudit(trx, act, { action: 'alarmed', subject: 'contact_phone', details: { lookedAtInOneHour: inHour } });
}

async function revealsSince(trx: Trx, act: Act, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit_entry
    where member_id = ${act.memberId}::uuid and at >= ${since} and action = 'revealed'
      and subject = 'contact_phone'`.execute(trx);
  return rows[0]?.count ?? 0;
}
