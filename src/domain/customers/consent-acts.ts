import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, type RecordOptions, record } from '../timeline/timeline.ts';
import { type ConsentChannel, consentChannelCodes } from './contact.ts';

/** What a contact said about one channel. */
export interface Consent {
  readonly channel: ConsentChannel;
  readonly given: boolean;
  /** Where it was said: a form, a call, an import. */
  readonly source: string;
  readonly changedAt?: Date;
}

export interface ConsentRow extends Consent {
  readonly customerId: number;
  readonly contactId: string;
}

/** Keeps one consent given or withdrawn. Throws `contact_unknown`; the same again adds nothing. */
export async function recordConsent(
  trx: Trx,
  act: Act,
  customerId: number,
  contactId: string,
  said: Consent,
): Promise<void> {
  const { rows } = await sql`select from contact where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  if (rows.length === 0) throw new AppError('contact_unknown');
  const kept = await recordConsents(trx, act, [{ ...said, customerId, contactId }]);
  if (kept === 0) return;
  const details = { channel: said.channel, given: said.given };
  const subject = 'contact_consent';
  await recordAudit(trx, act, { action: 'changed', subject, subjectId: contactId, customerId, details });
}

interface KeptConsent {
  readonly customerId: number;
  readonly channel: ConsentChannel;
  readonly given: boolean;
  readonly changedAt: Date;
}

/**
 * Keeps consents given or withdrawn, in every post the person still holds; what is already the newest word on a channel
 * adds nothing. Of several words on one channel the latest counts, the last given among those of one moment. Answers
 * how many rows that made.
 */
export async function recordConsents(
  trx: Trx,
  act: Act,
  rows: readonly ConsentRow[],
  options: RecordOptions = {},
): Promise<number> {
  const said = rows.map((row, at) => ({ ...row, at, changedAt: row.changedAt ?? act.at }));
  const { rows: kept } = await sql<KeptConsent>`
    insert into contact_consent (customer_id, id, contact_id, channel, given, source, changed_at, changed_by)
    select customer_id, gen_random_uuid(), contact_id, channel, given, source, changed_at, ${act.memberId}::uuid
    from (
      select distinct on (held.customer_id, held.id, said.channel) held.customer_id, held.id as contact_id, said.channel,
        said.given, said.source, said."changedAt" as changed_at
      from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as said (
        "customerId" bigint, "contactId" uuid, at integer, channel text, given boolean, source text,
        "changedAt" timestamptz)
      join contact named on named.customer_id = said."customerId" and named.id = said."contactId"
      join contact held on held.person_id = named.person_id and (held.left_at is null or held.id = named.id)
      order by held.customer_id, held.id, said.channel, said."changedAt" desc, said.at desc) as spread
    where given is distinct from (
      select newest.given from contact_consent newest
      where newest.customer_id = spread.customer_id and newest.contact_id = spread.contact_id
        and newest.channel = spread.channel
      order by newest.changed_at desc, newest.id desc limit 1)
    returning customer_id as "customerId", channel, given, changed_at as "changedAt"`.execute(trx);
  await record(trx, act, kept.map(factOf), options);
  return kept.length;
}

function factOf({ customerId, channel, given, changedAt }: KeptConsent) {
  const [category, score] = [consentChannelCodes[channel], given ? 1 : 0];
  return { customerId, kind: factKinds.consent_changed, occurredAt: changedAt, category, score };
}

/** Brings each person's newest word on each channel to posts of theirs; the customers' stories tell it from now on. */
export async function copyConsents(
  trx: Trx,
  act: Act,
  posts: readonly { readonly customerId: number; readonly contactId: string }[],
  options: RecordOptions = {},
): Promise<void> {
  // The moment stays that of the word itself, so that an older word that comes to light later loses in every post.
  const { rows: kept } = await sql<KeptConsent>`
    insert into contact_consent (customer_id, id, contact_id, channel, given, source, changed_at, changed_by)
    select customer_id, gen_random_uuid(), contact_id, channel, given, source, changed_at, changed_by
    from (
      select distinct on (post.customer_id, post.id, said.channel) post.customer_id, post.id as contact_id, said.channel,
        said.given, said.source, said.changed_at, said.changed_by
      from unnest(${posts.map((post) => post.customerId)}::bigint[], ${posts.map((post) => post.contactId)}::uuid[])
        as wanted (customer_id, contact_id)
      join contact post on post.customer_id = wanted.customer_id and post.id = wanted.contact_id
      join contact other on other.person_id = post.person_id
      join contact_consent said on said.customer_id = other.customer_id and said.contact_id = other.id
      order by post.customer_id, post.id, said.channel, said.changed_at desc, said.id desc) as newest
    where not exists (
      select from contact_consent own
      where own.customer_id = newest.customer_id and own.contact_id = newest.contact_id
        and own.channel = newest.channel and own.changed_at >= newest.changed_at)
    returning customer_id as "customerId", channel, given, changed_at as "changedAt"`.execute(trx);
  const facts = kept.map((row) => factOf({ ...row, changedAt: act.at }));
  await record(trx, act, facts, options);
}
