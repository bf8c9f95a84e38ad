import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { copyConsents } from './consent-acts.ts';
import { type Contact, type ContactFields, type ContactRole, maskPhone, type PersonFields } from './contact.ts';
import { tellPost } from './post-acts.ts';
import { countReveal } from './reveal-acts.ts';

const CONTACTS_PER_CUSTOMER_MAX = 200;

/** The contacts of one customer, those who left last; phones masked. */
export async function listContacts(db: Db, customerId: number): Promise<Contact[]> {
  const { rows } = await sql<Contact & { phone: string | null }>`
    select contact.id, person_id as "personId", name, post, role, phone, email, wecom, birthday, attitude,
      preferred_channel as "preferredChannel", from_on as "fromOn", left_on as "leftOn", left_at as "leftAt",
      (select jsonb_build_object('id', next.id, 'name', next.name) from contact next
        where next.customer_id = contact.customer_id and next.id = contact.successor_id) as successor,
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

/** Adds a contact nobody knew before; answers its id. */
export async function addContact(
  trx: Trx,
  act: Act,
  customerId: number,
  fields: ContactFields & { readonly name: string },
): Promise<string> {
  return addPost(trx, act, customerId, { personId: newId(act.at), fields });
}

/**
 * Adds a post of a person at a customer; answers its id. Of somebody known, name, phone, birthday and consents come
 * along, and what is said of them here counts in all posts.
 */
export async function addPost(
  trx: Trx,
  act: Act,
  customerId: number,
  { personId, fields }: { readonly personId: string; readonly fields: ContactFields },
): Promise<string> {
  await lockPerson(trx, personId);
  const known = await readPerson(trx, personId);
  const person = { ...known, ...given(personPart(fields)) };
  if (person.name === undefined) throw new AppError('person_unknown');
  const id = newId(act.at);
  await insertPost(trx, act, { customerId, id, personId, fields: { ...fields, ...person } });
  if (known !== null) {
    await writePerson(trx, personId, person);
    await copyConsents(trx, act, [{ customerId, contactId: id }]);
  }
  if (fields.fromOn) await tellPost(trx, act, customerId, id);
  await recordAudit(trx, act, { action: 'created', subject: 'contact', subjectId: id, customerId });
  return id;
}

async function insertPost(
  trx: Trx,
  act: Act,
  row: { customerId: number; id: string; personId: string; fields: ContactFields },
): Promise<void> {
  const { customerId, id, personId, fields } = row;
  await sql`
    insert into contact (customer_id, id, person_id, name, post, role, phone, email, wecom, birthday, from_on, attitude,
      preferred_channel, created_at)
    values (${customerId}, ${id}, ${personId}, ${fields.name}, ${fields.post ?? null}, ${fields.role ?? null},
      ${fields.phone ?? null}, ${fields.email ?? null}, ${fields.wecom ?? null}, ${fields.birthday ?? null}::date,
      ${fields.fromOn ?? null}::date, ${fields.attitude ?? null}, ${fields.preferredChannel ?? null}, ${act.at})`.execute(
    trx,
  );
}

/** Two who change the same person wait for each other: its posts lie with several customers. */
export async function lockPerson(trx: Trx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 0))`.execute(trx);
}

/** What is known of a person, from a post still held where there is one; null for a stranger. */
export async function readPerson(trx: Trx, personId: string): Promise<PersonFields | null> {
  const { rows } = await sql<PersonFields>`
    select name, phone, wecom, birthday from contact where person_id = ${personId}
    order by left_at is not null, left_at desc, created_at desc, id desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

function personPart({ name, phone, wecom, birthday }: ContactFields): PersonFields {
  return { name, phone, wecom, birthday };
}

/** What was given; a key that is there without a value says nothing. */
function given<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

/** The person's own fields are the same in every post that is still held. */
export async function writePerson(trx: Trx, personId: string, person: PersonFields): Promise<void> {
  await sql`
    update contact set name = ${person.name}, phone = ${person.phone ?? null}, wecom = ${person.wecom ?? null},
      birthday = ${person.birthday ?? null}::date
    where person_id = ${personId} and left_at is null`.execute(trx);
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
  const now = { ...held, ...given(fields) };
  await sql`
    update contact set name = ${now.name}, post = ${now.post}, role = ${now.role}, phone = ${now.phone},
      email = ${now.email}, wecom = ${now.wecom}, birthday = ${now.birthday}::date, from_on = ${now.fromOn}::date,
      attitude = ${now.attitude}, preferred_channel = ${now.preferredChannel}
    where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  if (held.leftAt === null) await writePerson(trx, held.personId, personPart(now));
  const isRetold = now.fromOn !== held.fromOn || (now.fromOn !== null && now.role !== held.role);
  if (held.leftAt === null && isRetold) await tellPost(trx, act, customerId, contactId);
  const details = { fields: Object.keys(fields) };
  await recordAudit(trx, act, { action: 'changed', subject: 'contact', subjectId: contactId, customerId, details });
}

/** A post as its row stands, for acts that have locked it. */
export interface HeldContact extends Required<ContactFields> {
  readonly name: string;
  readonly personId: string;
  readonly leftAt: Date | null;
}

/** Locks a contact's person and row. Throws `contact_unknown`. */
export async function lockContact(trx: Trx, customerId: number, contactId: string): Promise<HeldContact> {
  const personId = await personOf(trx, customerId, contactId);
  await lockPerson(trx, personId);
  const { rows } = await sql<HeldContact>`
    select person_id as "personId", name, post, role, phone, email, wecom, birthday, from_on as "fromOn", attitude,
      preferred_channel as "preferredChannel", left_at as "leftAt" from contact
    where customer_id = ${customerId} and id = ${contactId} for no key update`.execute(trx);
  if (rows[0] === undefined) throw new AppError('contact_unknown');
  return rows[0];
}

async function personOf(db: Db, customerId: number, contactId: string): Promise<string> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from contact where customer_id = ${customerId} and id = ${contactId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('contact_unknown');
  return rows[0].personId;
}

/** Refuses a contact that is none of this customer's: throws `contact_unknown`. No contact at all is fine. */
export async function checkContact(db: Db, customerId: number, contactId: string | null | undefined): Promise<void> {
  if (contactId === null || contactId === undefined) return;
  await personOf(db, customerId, contactId);
}

/**
 * The whole phone number of a contact; that it was looked at is kept, and a member has so many a day. Throws
 * `contact_unknown`, `phone_unknown` or `reveals_used_up`.
 */
export async function revealPhone(trx: Trx, act: Act, customerId: number, contactId: string): Promise<string> {
  const { phone } = await lockContact(trx, customerId, contactId);
  if (phone === null) throw new AppError('phone_unknown');
  await countReveal(trx, act, customerId, contactId);
  return phone;
}
