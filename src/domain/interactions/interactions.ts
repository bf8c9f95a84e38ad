import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact } from '../customers/customers.ts';
import type { RecordOptions } from '../timeline/timeline.ts';
import type { Interaction, InteractionRow } from './interaction.ts';
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

/** What one person says of one contact; its time is the act's where it is not given. */
export type NewInteraction = Omit<InteractionRow, 'customerId' | 'occurredAt' | 'memberId' | 'contactName'> & {
  readonly occurredAt?: Date;
};

/**
 * Records one interaction in the contact ledger, with its fact; a competitor's signal and a threat to change the
 * supplier are facts of their own. Answers its id. The same again changes nothing. Throws `contact_unknown`
 * or `occurred_in_future`.
 */
export async function recordInteraction(
  trx: Trx,
  act: Act,
  customerId: number,
  given: NewInteraction,
  options: RecordOptions = {},
): Promise<string> {
  if (given.occurredAt !== undefined && given.occurredAt > act.at) throw new AppError('occurred_in_future');
  await checkContact(trx, customerId, given.contactId);
  const row = { ...given, customerId, occurredAt: given.occurredAt ?? act.at };
  const { ids, created } = await recordInteractions(trx, act, [row], options);
  assert(ids[0] !== undefined, 'one row makes one interaction');
  const details = { channel: given.channel, outcome: given.outcome };
  if (created > 0) {
    await recordAudit(trx, act, { action: 'recorded', subject: 'interaction', subjectId: ids[0], customerId, details });
  }
  return ids[0];
}

/** The contact ledger of one customer, newest first. */
export async function listInteractions(db: Db, customerId: number, page: PageQuery): Promise<Page<Interaction>> {
  const { rows } = await sql<Interaction>`
    select interaction.id, channel, direction, two_way as "twoWay", outcome, summary, competitor,
      competitor_signal as "competitorSignal", supplier_change_threatened as "supplierChangeThreatened",
      occurred_at as "occurredAt",
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
