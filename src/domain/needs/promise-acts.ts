import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact, checkMember, lockCustomers } from '../customers/customers.ts';
import type { PromiseEnding, PromiseRow } from './promise.ts';
import { recordPromises } from './promise-set-acts.ts';
import { tellPromises } from './promise-story-acts.ts';

/** What one of us promised; its moment is the act's. */
export type NewPromise = Pick<PromiseRow, 'needId' | 'text' | 'dueOn' | 'ownerId' | 'contactId' | 'technicalCheck'>;

/**
 * Records what one of us promised a customer; answers its id. Throws `need_unknown`, `contact_unknown`,
 * `member_unknown`.
 */
export async function makePromise(trx: Trx, act: Act, customerId: number, given: NewPromise): Promise<string> {
  await checkContact(trx, customerId, given.contactId);
  if (given.ownerId) await checkMember(trx, given.ownerId);
  if (given.needId) await checkNeed(trx, customerId, given.needId);
  const { ids, created } = await recordPromises(trx, act, [{ ...given, customerId, madeAt: act.at }]);
  assert(ids[0] !== undefined, 'one row makes one promise');
  const details = { dueOn: given.dueOn };
  if (created > 0) {
    await recordAudit(trx, act, { action: 'made', subject: 'promise', subjectId: ids[0], customerId, details });
  }
  return ids[0];
}

/** Refuses a need that is none of this customer's: throws `need_unknown`. */
export async function checkNeed(trx: Trx, customerId: number, needId: string): Promise<void> {
  const { rows } = await sql`select from need where customer_id = ${customerId} and id = ${needId}`.execute(trx);
  if (rows.length === 0) throw new AppError('need_unknown');
}

/** Refuses a promise that is none of this customer's: throws `promise_unknown`. */
export async function checkPromise(trx: Trx, customerId: number, promiseId: string): Promise<void> {
  const { rows } = await sql`select from promise where customer_id = ${customerId} and id = ${promiseId}`.execute(trx);
  if (rows.length === 0) throw new AppError('promise_unknown');
}

/**
 * Agrees a new date; the first stays known, and lateness counts from it. Throws `promise_unknown`, and `promise_ended`
 * for one that has its ending.
 */
export async function postponePromise(
  trx: Trx,
  act: Act,
  customerId: number,
  promiseId: string,
  given: { readonly dueOn: string; readonly reason: string },
): Promise<void> {
  const held = await lockOpenPromise(trx, customerId, promiseId);
  if (held['due_on'] === given.dueOn) return;
  await sql`
    update promise set due_on = ${given.dueOn}::date
    where customer_id = ${customerId} and id = ${promiseId}`.execute(trx);
  await tellPromises(trx, act, [{ customerId, promiseId, held }], { note: given.reason });
  const details = { dueOn: given.dueOn };
  await recordAudit(trx, act, { action: 'postponed', subject: 'promise', subjectId: promiseId, customerId, details });
}

/** Says whether what was promised can be done, and why. Throws `promise_unknown`, `promise_ended`. */
export async function checkTechnically(
  trx: Trx,
  act: Act,
  customerId: number,
  promiseId: string,
  given: { readonly result: 'needed' | 'passed' | 'failed'; readonly reason: string },
): Promise<void> {
  const held = await lockOpenPromise(trx, customerId, promiseId);
  if (held['technical_check'] === given.result && held['check_reason'] === given.reason) return;
  await sql`
    update promise set technical_check = ${given.result}, checked_at = ${act.at}, checked_by = ${act.memberId},
      check_reason = ${given.reason}
    where customer_id = ${customerId} and id = ${promiseId}`.execute(trx);
  await tellPromises(trx, act, [{ customerId, promiseId, held }]);
  const details = { result: given.result };
  await recordAudit(trx, act, { action: 'checked', subject: 'promise', subjectId: promiseId, customerId, details });
}

/**
 * Says that a promise was kept, with what shows it, or broken, with why; its task is done. Throws `promise_unknown`, and
 * `promise_ended` when it ended otherwise; the same again does nothing.
 */
export async function endPromise(
  trx: Trx,
  act: Act,
  customerId: number,
  promiseId: string,
  given: { readonly ending: PromiseEnding; readonly text: string },
): Promise<void> {
  const held = await lockPromise(trx, customerId, promiseId);
  if (held['ending'] === given.ending) return;
  if (held['ending'] !== null) throw new AppError('promise_ended');
  await sql`
    update promise set ending = ${given.ending}, ended_at = ${act.at}, ended_by = ${act.memberId},
      ending_text = ${given.text}
    where customer_id = ${customerId} and id = ${promiseId}`.execute(trx);
  await tellPromises(trx, act, [{ customerId, promiseId, held }]);
  const details = { ending: given.ending };
  await recordAudit(trx, act, { action: 'ended', subject: 'promise', subjectId: promiseId, customerId, details });
}

async function lockOpenPromise(trx: Trx, customerId: number, promiseId: string): Promise<Record<string, unknown>> {
  const held = await lockPromise(trx, customerId, promiseId);
  if (held['ending'] !== null) throw new AppError('promise_ended');
  return held;
}

async function lockPromise(trx: Trx, customerId: number, promiseId: string): Promise<Record<string, unknown>> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ held: Record<string, unknown> }>`
    select to_jsonb(promise) as held from promise
    where customer_id = ${customerId} and id = ${promiseId}`.execute(trx);
  if (rows[0] === undefined) throw new AppError('promise_unknown');
  return rows[0].held;
}
