import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { factKinds, type RecordOptions, record } from '../timeline/timeline.ts';
import {
  type ConsentChannel,
  type Contact,
  type ContactFields,
  type ContactRole,
  consentChannelCodes,
  contactRoleCodes,
  maskPhone,
} from './contact.ts';

const CONTACTS_PER_CUSTOMER_MAX = 200;

/** The contacts of one customer, those who left last; phones masked. */
export async function listContacts(db: Db, customerId: number): Promise<Contact[]> {
  const { rows } = await sql<Contact & { phone: string | null }>`
    select contact.id, name, post, role, phone, email, wecom, birthday, left_at as "leftAt",
      jsonb_build_object('phone', null, 'sms', null, 'email', null, 'wecom', null, 'portal', null) || coalesce(
        (select jsonb_object_agg(channel, given) from (
          select distinct on (channel) channel, given from contact_consent consent
          where consent.customer_id = contact.customer_id and consent.contact_id = contact.id
          order by channel, changed_at desc, consent.id desc) as newest), '{}') as consents
    from contact where contact.customer_id = ${customerId}
    order by left_at is not null, array_position(array['decider', 'buyer', 'payer', 'user', 'influencer'], role), name
    limit ${CONTACTS_PER_CUSTOMER_MAX}`.execute(db);
  return rows.map(({ phone, ...contact }) => ({ ...contact, phoneMasked: phone && maskPhone(phone) }));
}

export interface ContactKey {
  readonly customerId: number;
  readonly id: string;
  readonly name: string;
  readonly role: ContactRole | null;
}

/** All contacts of these customers who have not left: ids, names and roles, for sets. */
export async function contactsOf(db: Db, customerIds: readonly number[]): Promise<ContactKey[]> {
  const { rows } = await sql<ContactKey>`
    select customer_id as "customerId", id, name, role from contact
    where customer_id = any(${customerIds}::bigint[]) and left_at is null`.execute(db);
  return rows;
}

/** Adds a contact; answers its id. */
export async function addContact(
  trx: Trx,
  act: Act,
  customerId: number,
  fields: ContactFields & { readonly name: string },
): Promise<string> {
  const id = newId(act.at);
  await sql`
    insert into contact (customer_id, id, person_id, name, post, role, phone, email, wecom, birthday, created_at)
    values (${customerId}, ${id}, ${id}, ${fields.name}, ${fields.post ?? null}, ${fields.role ?? null}, ${fields.phone ?? null},
      ${fields.email ?? null}, ${fields.wecom ?? null}, ${fields.birthday ?? null}::date, ${act.at})`.execute(trx);
  await recordAudit(trx, act, { action: 'created', subject: 'contact', subjectId: id, customerId });
  return id;
}

/** Changes what is given of a contact; null takes a value away. Throws `contact_unknown`. */
export async function changeContact(
  trx: Trx,
  act: Act,
  customerId: number,
  contactId: string,
  fields: ContactFields,
): Promise<void> {
  const held = await lockContact(trx, customerId, contactId);
  const now = { ...held, ...fields };
  await sql`
    update contact set name = ${now.name}, post = ${now.post}, role = ${now.role}, phone = ${now.phone},
      email = ${now.email}, wecom = ${now.wecom}, birthday = ${now.birthday}::date
    where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  const details = { fields: Object.keys(fields) };
  await recordAudit(trx, act, { action: 'changed', subject: 'contact', subjectId: contactId, customerId, details });
}

interface HeldContact extends Required<ContactFields> {
  readonly leftAt: Date | null;
}

async function lockContact(trx: Trx, customerId: number, contactId: string): Promise<HeldContact> {
  const { rows } = await sql<HeldContact>`
    select name, post, role, phone, email, wecom, birthday, left_at as "leftAt" from contact
    where customer_id = ${customerId} and id = ${contactId} for no key update`.execute(trx);
  if (rows[0] === undefined) throw new AppError('contact_unknown');
  return rows[0];
}

/** Refuses a contact that is none of this customer's: throws `contact_unknown`. No contact at all is fine. */
export async function checkContact(db: Db, customerId: number, contactId: string | null | undefined): Promise<void> {
  if (contactId === null || contactId === undefined) return;
  const { rows } = await sql`select from contact where customer_id = ${customerId} and id = ${contactId}`.execute(db);
  if (rows.length === 0) throw new AppError('contact_unknown');
}

/** The person left the post. Throws `contact_unknown`; who has left already stays so. */
export async function leaveContact(trx: Trx, act: Act, customerId: number, contactId: string): Promise<void> {
  const held = await lockContact(trx, customerId, contactId);
  if (held.leftAt !== null) return;
  await sql`
    update contact set left_at = ${act.at} where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  const score = held.role === null ? 0 : contactRoleCodes[held.role];
  await record(trx, act, [{ customerId, kind: factKinds.contact_left, occurredAt: act.at, score }]);
  await recordAudit(trx, act, { action: 'left', subject: 'contact', subjectId: contactId, customerId });
}

/** The whole phone number of a contact; that it was looked at is kept. Throws `contact_unknown` or `phone_unknown`. */
export async function revealPhone(trx: Trx, act: Act, customerId: number, contactId: string): Promise<string> {
  const { phone } = await lockContact(trx, customerId, contactId);
  if (phone === null) throw new AppError('phone_unknown');
  await recordAudit(trx, act, { action: 'revealed', subject: 'contact_phone', subjectId: contactId, customerId });
  return phone;
}

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
  await checkContact(trx, customerId, contactId);
  const kept = await recordConsents(trx, act, [{ ...said, customerId, contactId }]);
  if (kept === 0) return;
  const details = { channel: said.channel, given: said.given };
  const subject = 'contact_consent';
  await recordAudit(trx, act, { action: 'changed', subject, subjectId: contactId, customerId, details });
}

/** Keeps consents given or withdrawn; what is already the newest word on a channel adds nothing. Answers how many did. */
export async function recordConsents(
  trx: Trx,
  act: Act,
  rows: readonly ConsentRow[],
  options: RecordOptions = {},
): Promise<number> {
  const said = rows.map((row) => ({ ...row, id: newId(act.at), changedAt: row.changedAt ?? act.at }));
  const { rows: changed } = await sql<{ customerId: number; channel: ConsentChannel; given: boolean; changedAt: Date }>`
    insert into contact_consent (customer_id, id, contact_id, channel, given, source, changed_at, changed_by)
    select "customerId", said.id, "contactId", said.channel, said.given, said.source, "changedAt", ${act.memberId}::uuid
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as said (
      "customerId" bigint, id uuid, "contactId" uuid, channel text, given boolean, source text, "changedAt" timestamptz)
    where said.given is distinct from (
      select newest.given from contact_consent newest
      where newest.customer_id = said."customerId" and newest.contact_id = said."contactId"
        and newest.channel = said.channel
      order by newest.changed_at desc, newest.id desc limit 1)
    returning customer_id as "customerId", channel, given, changed_at as "changedAt"`.execute(trx);
  const facts = changed.map(({ customerId, channel, given, changedAt }) => ({
    customerId,
    kind: factKinds.consent_changed,
    occurredAt: changedAt,
    category: consentChannelCodes[channel],
    score: given ? 1 : 0,
  }));
  await record(trx, act, facts, options);
  return changed.length;
}
