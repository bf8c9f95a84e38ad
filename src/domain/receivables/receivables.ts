import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { lockCustomers } from '../customers/customers.ts';
import { findActivePlan } from '../plans/plans.ts';
import { CONTROL_OUTCOMES } from './control.ts';
import { askCreditControl, settleCreditControl } from './control-acts.ts';
import { recordPayments } from './payment-acts.ts';
import type { DayOptions, PaymentRow } from './receivable.ts';
import { settle } from './settling-acts.ts';
import type { WantedTerm } from './term.ts';

export { askCreditControl, settleCreditControl } from './control-acts.ts';
export { liftHold, setHold } from './hold-acts.ts';
export { openPaymentBatch, recordPaymentBatch, recordPayments } from './payment-acts.ts';
export {
  listHolds,
  listPayments,
  listReceivables,
  listTerms,
  type ReceivableState,
  readAging,
  readPaymentMonths,
  readReceivableFigures,
} from './queries.ts';
export type {
  DayOptions,
  PaymentRow,
  ReceivableFigures,
  ReceivableRow,
  RecordReceivablesOptions,
} from './receivable.ts';
export { receivableKinds } from './receivable.ts';
export { openReceivableBatch, recordReceivableBatch, recordReceivables } from './set-acts.ts';
export { settle } from './settling-acts.ts';
export type { TermRow, WantedTerm } from './term.ts';
export { termCodes, termKinds } from './term.ts';
export { openTermBatch, recordTermBatch, recordTerms } from './term-acts.ts';

/** A company without a plan counts calendar months of this zone. */
const NO_PLAN: DayOptions = { timezone: 'Asia/Shanghai', monthClosesOn: 31 };

/** In which zone the plan's days lie, and on which day its months close. */
export async function dayOptions(db: Db): Promise<DayOptions> {
  const active = await findActivePlan(db);
  if (active === null) return NO_PLAN;
  return { timezone: active.plan.timezone, monthClosesOn: active.plan.basis.monthClosesOn };
}

/** The plan's local day of a moment, `2026-11-23`. */
export async function dayOf(db: Db, at: Date): Promise<string> {
  return formatDay(localDay(at.getTime(), (await dayOptions(db)).timezone));
}

/** Settles anew what came together, or apart again, when customers were merged; who is gone by then is left out. */
export async function settleMoved(db: Db, act: Act, customerIds: readonly number[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockCustomers(trx, customerIds);
    const { rows } = await sql<{ customerId: number }>`
      select customer_id as "customerId" from customer
      where customer_id = any(${customerIds}::bigint[]) and (
        exists (select from receivable where receivable.customer_id = customer.customer_id)
        or exists (select from payment where payment.customer_id = customer.customer_id)
        or exists (select from credit_term term where term.customer_id = customer.customer_id))`.execute(trx);
    const known = rows.map((row) => row.customerId);
    await settle(trx, act, known, await dayOptions(trx));
  });
}

/**
 * Records one payment of a customer; the same number again is the same payment. Throws `receivable_unknown` where it
 * names one that is not there, `occurred_in_future` for a day to come.
 */
export async function recordPayment(
  trx: Trx,
  act: Act,
  customerId: number,
  given: Omit<PaymentRow, 'customerId'>,
): Promise<void> {
  if (given.paidOn > (await dayOf(trx, act.at))) throw new AppError('occurred_in_future');
  if (given.receivableNumber) await checkReceivable(trx, customerId, given.receivableNumber);
  const { changes } = await recordPayments(trx, act, [{ ...given, customerId }], await dayOptions(trx));
  if (changes[0] === 'unchanged') return;
  await recordAudit(trx, act, { action: 'recorded', subject: 'payment', subjectId: given.number, customerId });
}

async function checkReceivable(trx: Trx, customerId: number, number: string): Promise<void> {
  const { rows } = await sql`
    select from receivable where customer_id = ${customerId} and number = ${number} and kind <> 'credit_note'`.execute(
    trx,
  );
  if (rows.length === 0) throw new AppError('receivable_unknown');
}

/** An invoice is disputed from a day on: while it is, it is not late. Throws `receivable_unknown`. */
export async function disputeReceivable(
  trx: Trx,
  act: Act,
  customerId: number,
  receivableId: string,
  dispute: { readonly since: string; readonly reason: string },
): Promise<void> {
  await changeDispute(trx, act, customerId, receivableId, dispute.since, dispute.reason);
}

/** The dispute about an invoice is over; one that is not disputed stays so. Throws `receivable_unknown`. */
export async function endDispute(trx: Trx, act: Act, customerId: number, receivableId: string): Promise<void> {
  await changeDispute(trx, act, customerId, receivableId, null, null);
}

async function changeDispute(
  trx: Trx,
  act: Act,
  customerId: number,
  receivableId: string,
  since: string | null,
  reason: string | null,
): Promise<void> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ since: string | null; reason: string | null }>`
    select disputed_since as since, dispute_reason as reason from receivable
    where customer_id = ${customerId} and id = ${receivableId} and kind <> 'credit_note'`.execute(trx);
  const [held] = rows;
  if (held === undefined) throw new AppError('receivable_unknown');
  if (held.since === since && held.reason === reason) return;
  await sql`
    update receivable set disputed_since = ${since}, dispute_reason = ${reason}, updated_at = ${act.at}
    where customer_id = ${customerId} and id = ${receivableId}`.execute(trx);
  await settle(trx, act, [customerId], await dayOptions(trx));
  const action = since === null ? 'dispute_ended' : 'disputed';
  await recordAudit(trx, act, { action, subject: 'receivable', subjectId: receivableId, customerId });
}

/**
 * Asks for other terms; they hold once somebody who may approves them. The same wish again is the same proposal. Answers
 * its id. Throws `term_ends_before_start`.
 */
export async function proposeTerm(trx: Trx, act: Act, customerId: number, wanted: WantedTerm): Promise<string> {
  const id = await saveProposal(trx, act, customerId, wanted);
  await askCreditControl(trx, act, { customerId, id, matter: 'term_proposal', said: wanted.reason });
  return id;
}

async function saveProposal(trx: Trx, act: Act, customerId: number, wanted: WantedTerm): Promise<string> {
  const { endsOn = null, retentionPercent = 0, movesOpen = false, kind, days, startsOn, reason } = wanted;
  if (endsOn !== null && endsOn < startsOn) throw new AppError('term_ends_before_start');
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ id: string }>`
    select id from credit_term
    where customer_id = ${customerId} and approved_at is null and refused_at is null
      and (kind, days, retention_percent, starts_on, moves_open, reason) =
        (${kind}, ${days}, ${retentionPercent}::numeric(5, 2), ${startsOn}::date, ${movesOpen}, ${reason})
      and ends_on is not distinct from ${endsOn}::date`.execute(trx);
  if (rows[0] !== undefined) return rows[0].id;
  const id = newId(act.at);
  await sql`
    insert into credit_term (customer_id, id, kind, days, retention_percent, starts_on, ends_on, moves_open, reason,
      proposed_at, proposed_by)
    values (${customerId}, ${id}, ${kind}, ${days}, ${retentionPercent}, ${startsOn}, ${endsOn}, ${movesOpen}, ${reason},
      ${act.at}, ${act.memberId})`.execute(trx);
  const details = { kind, days, startsOn, endsOn };
  await recordAudit(trx, act, { action: 'proposed', subject: 'credit_term', subjectId: id, customerId, details });
  return id;
}

/** Terms that somebody who may agrees at once: proposed and approved in one. Answers their id. */
export async function agreeTerm(trx: Trx, act: Act, customerId: number, wanted: WantedTerm): Promise<string> {
  const id = await saveProposal(trx, act, customerId, wanted);
  await approveTerm(trx, act, customerId, id);
  return id;
}

/**
 * Puts proposed terms in force from their day on; open receivables move where the terms say so. Approved ones stay so.
 * Throws `term_unknown`, and `term_refused` for one that was refused.
 */
export async function approveTerm(trx: Trx, act: Act, customerId: number, termId: string): Promise<void> {
  const state = await lockTerm(trx, customerId, termId);
  if (state === 'approved') return;
  if (state === 'refused') throw new AppError('term_refused');
  await sql`
    update credit_term set approved_at = ${act.at}, approved_by = ${act.memberId}
    where customer_id = ${customerId} and id = ${termId}`.execute(trx);
  await settle(trx, act, [customerId], await dayOptions(trx));
  await settleCreditControl(trx, act, customerId, termId, CONTROL_OUTCOMES.approved);
  await recordAudit(trx, act, { action: 'approved', subject: 'credit_term', subjectId: termId, customerId });
}

/** Says no to proposed terms; refused ones stay so. Throws `term_unknown`, and `term_approved` for one in force. */
export async function refuseTerm(trx: Trx, act: Act, customerId: number, termId: string): Promise<void> {
  const state = await lockTerm(trx, customerId, termId);
  if (state === 'refused') return;
  if (state === 'approved') throw new AppError('term_approved');
  await sql`
    update credit_term set refused_at = ${act.at}, refused_by = ${act.memberId}
    where customer_id = ${customerId} and id = ${termId}`.execute(trx);
  await settleCreditControl(trx, act, customerId, termId, CONTROL_OUTCOMES.refused);
  await recordAudit(trx, act, { action: 'refused', subject: 'credit_term', subjectId: termId, customerId });
}

async function lockTerm(trx: Trx, customerId: number, termId: string): Promise<'proposed' | 'approved' | 'refused'> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ approved: boolean; refused: boolean }>`
    select approved_at is not null as approved, refused_at is not null as refused from credit_term
    where customer_id = ${customerId} and id = ${termId}`.execute(trx);
  if (rows[0] === undefined) throw new AppError('term_unknown');
  return rows[0].approved ? 'approved' : rows[0].refused ? 'refused' : 'proposed';
}
