import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact, lockCustomers } from '../customers/customers.ts';
import { completeTask, type TaskKey } from '../tasks/tasks.ts';
import type { RecordOptions } from '../timeline/timeline.ts';
import { claimedMoment, type Interaction, type InteractionRow } from './interaction.ts';
import { recordInteractions } from './set-acts.ts';

export {
  type Channel,
  type CompetitorSignal,
  channels,
  type Direction,
  directions,
  type Interaction,
  type InteractionRow,
  type Outcome,
  outcomes,
} from './interaction.ts';
export {
  openInteractionBatch,
  type RecordedInteractions,
  recordInteractionBatch,
  recordInteractions,
} from './set-acts.ts';
export type { NewVisit, PhotoFile, Visit, VisitNotes } from './visit.ts';
export { addVisitPhoto, openVisit, writeUpVisit } from './visit-acts.ts';
export { listVisits, readVisitPhoto } from './visit-queries.ts';

/** What one person says of one contact; its time is the act's where it is not given. */
export type NewInteraction = Omit<InteractionRow, 'customerId' | 'occurredAt' | 'memberId' | 'contactName'> & {
  readonly occurredAt?: Date;
  /** When it was written on a phone without a signal, by that phone's clock: then it occurred. */
  readonly recordedOffline?: { readonly at: Date };
};

/**
 * Records one interaction in the contact ledger, with its fact; a competitor's signal and a threat to change the
 * supplier are facts of their own. Answers its id. The same again changes nothing, and neither does an id that is
 * there already, whatever is said with it. Throws `contact_unknown`, `occurred_in_future` or `recorded_too_late`.
 */
export async function recordInteraction(
  trx: Trx,
  act: Act,
  customerId: number,
  given: NewInteraction,
  options: RecordOptions = {},
): Promise<string> {
  if (given.id !== undefined && (await isRecorded(trx, customerId, given.id))) return given.id;
  await checkContact(trx, customerId, given.contactId);
  const { recordedOffline, ...said } = given;
  const row = { ...said, customerId, occurredAt: momentOf(act, given) };
  const { ids, created } = await recordInteractions(trx, act, [row], options);
  assert(ids[0] !== undefined, 'one row makes one interaction');
  const details = { channel: given.channel, outcome: given.outcome, offline: recordedOffline !== undefined };
  if (created > 0) {
    await recordAudit(trx, act, { action: 'recorded', subject: 'interaction', subjectId: ids[0], customerId, details });
  }
  return ids[0];
}

/** Looked at under the customer's lock, so that two who bring the same at once do not both find it missing. */
async function isRecorded(trx: Trx, customerId: number, id: string): Promise<boolean> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql`
    select from interaction where customer_id = ${customerId} and id = ${id}`.execute(trx);
  return rows.length > 0;
}

function momentOf(act: Act, { occurredAt, recordedOffline }: NewInteraction): Date {
  if (recordedOffline !== undefined) return claimedMoment(recordedOffline.at, act.at);
  if (occurredAt !== undefined && occurredAt > act.at) throw new AppError('occurred_in_future');
  return occurredAt ?? act.at;
}

/**
 * Closes a task with the contact that did it: one act, nothing is asked twice. Answers the contact's id. Throws
 * `task_unknown` and what `recordInteraction` throws; a task that is closed already stays as it was closed.
 */
export async function completeTaskAsContact(trx: Trx, act: Act, key: TaskKey, given: NewInteraction): Promise<string> {
  const said = given.summary ?? '';
  await completeTask(trx, act, key, said === '' ? given.outcome : said);
  return recordInteraction(trx, act, key.customerId, { ...given, taskId: key.taskId });
}

/** The contact ledger of one customer, newest first. */
export async function listInteractions(db: Db, customerId: number, page: PageQuery): Promise<Page<Interaction>> {
  const { rows } = await sql<Interaction>`
    select interaction.id, channel, direction, two_way as "twoWay", outcome, summary, competitor,
      competitor_signal as "competitorSignal", supplier_change_threatened as "supplierChangeThreatened",
      occurred_at as "occurredAt", created_at as "recordedAt",
      (select jsonb_build_object('id', contact.id, 'name', contact.name) from contact
        where contact.customer_id = interaction.customer_id and contact.id = interaction.contact_id) as contact,
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = interaction.member_id) as by
    from interaction where customer_id = ${customerId}
    order by occurred_at desc, id desc limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from interaction where customer_id = ${customerId}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}
