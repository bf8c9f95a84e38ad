import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact, checkMember, lockCustomers } from '../customers/customers.ts';
import type { NeedFields, NeedState } from './need.ts';
import { recordNeeds } from './need-set-acts.ts';
import { tellNeeds } from './need-story-acts.ts';

export { gapGroupings, needGaps } from './gap-queries.ts';
export { handOverAnswers } from './hand-over.ts';
export { answerHandOver, handOver, receiveHandOver } from './hand-over-acts.ts';
export { handOverBoxes, handOversOf, listHandOvers } from './hand-over-queries.ts';
export {
  type NeedKind,
  type NeedNature,
  type NeedRow,
  type NeedSource,
  type NeedState,
  needChangeKinds,
  needKinds,
  needNatures,
  needSources,
  needStates,
} from './need.ts';
export { openNeedBatch, recordNeedBatch, recordNeeds } from './need-set-acts.ts';
export { tellOverdue } from './overdue-acts.ts';
export { type PromiseRow, promiseEndings, type TechnicalCheck, technicalChecks } from './promise.ts';
export { checkTechnically, endPromise, makePromise, type NewPromise, postponePromise } from './promise-acts.ts';
export { openPromiseBatch, recordPromiseBatch, recordPromises } from './promise-set-acts.ts';
export { listNeeds, listPromises, needSorts, needStory } from './queries.ts';
export { keepSpokenPromises } from './spoken-acts.ts';

/** Records what one person heard of one need; answers its id. Throws `contact_unknown`, `member_unknown`. */
export async function recordNeed(
  trx: Trx,
  act: Act,
  customerId: number,
  given: NeedFields & { readonly text: string; readonly saidAt?: Date },
): Promise<string> {
  if (given.saidAt !== undefined && given.saidAt > act.at) throw new AppError('occurred_in_future');
  await checkNamed(trx, customerId, given);
  const { ids, created } = await recordNeeds(trx, act, [{ ...given, customerId, saidAt: given.saidAt ?? act.at }]);
  assert(ids[0] !== undefined, 'one row makes one need');
  const details = { nature: given.nature ?? 'other' };
  if (created > 0) {
    await recordAudit(trx, act, { action: 'recorded', subject: 'need', subjectId: ids[0], customerId, details });
  }
  return ids[0];
}

async function checkNamed(trx: Trx, customerId: number, given: NeedFields): Promise<void> {
  await checkContact(trx, customerId, given.contactId);
  if (given.ownerId) await checkMember(trx, given.ownerId);
  if (!given.projectId) return;
  const { rows } = await sql`
    select from project where customer_id = ${customerId} and id = ${given.projectId}`.execute(trx);
  if (rows.length === 0) throw new AppError('project_unknown');
}

/** Changes what is given of a need; null takes a value away. Throws `need_unknown`; the same again does nothing. */
export async function changeNeed(
  trx: Trx,
  act: Act,
  customerId: number,
  needId: string,
  fields: NeedFields,
): Promise<void> {
  await checkNamed(trx, customerId, fields);
  const held = await lockNeed(trx, customerId, needId);
  const given = columnsOf(fields);
  const changed = Object.keys(given).filter((column) => given[column] !== held[column]);
  if (changed.length === 0) return;
  await sql`
    update need set (text, kind, nature, importance, urgency, level, evidence, source, contact_id, project_id, owner_id,
      due_on, fit) = (
        select text, kind, nature, importance, urgency, level, evidence, source, contact_id, project_id, owner_id,
          due_on, fit
        from jsonb_populate_record(need, ${JSON.stringify(given)}::jsonb))
    where customer_id = ${customerId} and id = ${needId}`.execute(trx);
  await tellNeeds(trx, act, [{ customerId, needId, held }]);
  const details = { fields: changed };
  await recordAudit(trx, act, { action: 'changed', subject: 'need', subjectId: needId, customerId, details });
}

function columnsOf(fields: NeedFields): Record<string, unknown> {
  const { contactId, projectId, ownerId, dueOn, ...same } = fields;
  const given = { ...same, contact_id: contactId, project_id: projectId, owner_id: ownerId, due_on: dueOn };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Says what became of a need, and why. Throws `need_unknown`; the same again does nothing. */
export async function settleNeed(
  trx: Trx,
  act: Act,
  customerId: number,
  needId: string,
  given: { readonly state: NeedState; readonly reason: string },
): Promise<void> {
  const held = await lockNeed(trx, customerId, needId);
  if (held['state'] === given.state) return;
  await sql`
    update need set state = ${given.state}, state_at = ${act.at}, state_reason = ${given.reason}
    where customer_id = ${customerId} and id = ${needId}`.execute(trx);
  await tellNeeds(trx, act, [{ customerId, needId, held }]);
  const details = { state: given.state };
  await recordAudit(trx, act, { action: 'settled', subject: 'need', subjectId: needId, customerId, details });
}

async function lockNeed(trx: Trx, customerId: number, needId: string): Promise<Record<string, unknown>> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ held: Record<string, unknown> }>`
    select to_jsonb(need) as held from need where customer_id = ${customerId} and id = ${needId}`.execute(trx);
  if (rows[0] === undefined) throw new AppError('need_unknown');
  return rows[0].held;
}
