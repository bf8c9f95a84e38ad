import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import type { CustomerScope } from '../team/team.ts';
import { copyConsents } from './consent-acts.ts';
import type { ContactFields } from './contact.ts';
import {
  addContact,
  addPost,
  checkContact,
  type HeldContact,
  lockContact,
  readPerson,
  writePerson,
} from './contact-acts.ts';
import { createCustomer, findCustomer, setTag } from './customers.ts';
import { tellPost, zoneOf } from './post-acts.ts';

/** The tag of a customer of whom we know no more than a name: somebody we know went there. */
const LEAD_TAG = '线索';

/** The two questions a departure asks; both may stay open. */
export interface Departure {
  /** Local day; today where it is not said. */
  readonly leftOn?: string;
  /** Who has the post now: a contact of the customer, or the name of a new one. */
  readonly successor?: { readonly id: string } | { readonly name: string };
  /** Where the person went: a customer of ours, or a name, which becomes a lead where it is nobody's. */
  readonly newCompany?: ({ readonly publicId: string } | { readonly name: string }) & { readonly post?: string };
}

export interface Departed {
  readonly successorId: string | null;
  readonly newCompany: { readonly publicId: string | null; readonly isLead: boolean } | null;
}

/**
 * The person left the post. Throws `contact_unknown`; who has left already stays so, and only answers that were missing
 * are added.
 */
export async function leaveContact(
  trx: Trx,
  act: Act,
  { customerId, contactId, scope }: { customerId: number; contactId: string; scope: CustomerScope },
  departure: Departure = {},
): Promise<Departed> {
  const held = await lockContact(trx, customerId, contactId);
  const today = formatDay(localDay(act.at.getTime(), await zoneOf(trx)));
  const leftOn = departure.leftOn ?? today;
  if (leftOn > today) throw new AppError('departure_in_future', { day: leftOn });
  if (held.fromOn !== null && leftOn < held.fromOn) throw new AppError('departure_before_start', { day: held.fromOn });
  const newCompany = departure.newCompany
    ? await joinCompany(trx, act, { customerId, scope, leftOn, held }, departure.newCompany)
    : null;
  if (held.leftAt === null) await endPost(trx, act, { customerId, contactId, leftOn });
  const successorId = await nameSuccessor(trx, act, { customerId, contactId, leftOn, held }, departure.successor);
  return { successorId, newCompany };
}

async function endPost(
  trx: Trx,
  act: Act,
  { customerId, contactId, leftOn }: { customerId: number; contactId: string; leftOn: string },
): Promise<void> {
  await sql`
    update contact set left_at = ${act.at}, left_on = ${leftOn}::date
    where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  await tellPost(trx, act, customerId, contactId);
  await recordAudit(trx, act, { action: 'left', subject: 'contact', subjectId: contactId, customerId });
}

async function nameSuccessor(
  trx: Trx,
  act: Act,
  { customerId, contactId, leftOn, held }: { customerId: number; contactId: string; leftOn: string; held: HeldContact },
  successor: Departure['successor'],
): Promise<string | null> {
  if (successor === undefined) return null;
  const { post, role } = held;
  const id =
    'id' in successor
      ? successor.id
      : await addContact(trx, act, customerId, { name: successor.name, post, role, fromOn: leftOn });
  if (id === contactId) throw new AppError('successor_same');
  await checkContact(trx, customerId, id);
  await sql`
    update contact set successor_id = ${id} where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  const details = { successorId: id };
  await recordAudit(trx, act, { action: 'changed', subject: 'contact', subjectId: contactId, customerId, details });
  return id;
}

interface Move {
  readonly customerId: number;
  readonly scope: CustomerScope;
  readonly leftOn: string;
  readonly held: HeldContact;
}

async function joinCompany(
  trx: Trx,
  act: Act,
  move: Move,
  company: NonNullable<Departure['newCompany']>,
): Promise<Departed['newCompany']> {
  const { customerId, publicId, isLead } =
    'publicId' in company
      ? await knownCompany(trx, company.publicId, move.scope)
      : await companyByName(trx, act, company.name, move);
  if (customerId === move.customerId) throw new AppError('new_company_same');
  const { personId, role } = move.held;
  const fields: ContactFields = { post: company.post ?? null, role, fromOn: move.leftOn };
  const isThere = await holdsPost(trx, customerId, personId);
  if (!isThere) await addPost(trx, act, customerId, { personId, fields });
  return { publicId, isLead };
}

async function knownCompany(trx: Trx, publicId: string, scope: CustomerScope) {
  const customerId = await findCustomer(trx, publicId, scope);
  if (customerId === null) throw new AppError('customer_unknown', { customer: publicId });
  return { customerId, publicId, isLead: false };
}

/** A name that is somebody's already means that customer, even one the asker may not see: then without its address. */
async function companyByName(trx: Trx, act: Act, name: string, move: Move) {
  const { rows } = await sql<{ customerId: number; publicId: string }>`
    select customer_id as "customerId", public_id as "publicId" from customer
    where name = ${name} order by customer_id limit 1`.execute(trx);
  const [known] = rows;
  if (known === undefined) return { ...(await createLead(trx, act, name, move)), isLead: true };
  const isSeen = (await findCustomer(trx, known.publicId, move.scope)) !== null;
  return { customerId: known.customerId, publicId: isSeen ? known.publicId : null, isLead: false };
}

async function createLead(trx: Trx, act: Act, name: string, { customerId, leftOn, held }: Move) {
  const { rows } = await sql<{ name: string; ownerA: string | null }>`
    select name, owner_a as "ownerA" from customer where customer_id = ${customerId}`.execute(trx);
  const [from] = rows;
  const lead = await createCustomer(trx, act, { name, kind: 'company', ownerA: from?.ownerA ?? act.memberId });
  const reason = `${held.name} ${leftOn} 从 ${from?.name ?? ''} 到任`;
  await setTag(trx, act, lead.customerId, { tag: LEAD_TAG, reason });
  return lead;
}

async function holdsPost(trx: Trx, customerId: number, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select from contact
    where customer_id = ${customerId} and person_id = ${personId} and left_at is null`.execute(trx);
  return rows.length > 0;
}

/** The departure was a mistake: the person holds the post as before, with what was learned of the person meanwhile. */
export async function returnContact(trx: Trx, act: Act, customerId: number, contactId: string): Promise<void> {
  const held = await lockContact(trx, customerId, contactId);
  if (held.leftAt === null) return;
  const { personId } = held;
  const person = await readPerson(trx, personId);
  await sql`
    update contact set left_at = null, left_on = null, successor_id = null
    where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  if (person !== null) await writePerson(trx, personId, person);
  await copyConsents(trx, act, [{ customerId, contactId }]);
  await tellPost(trx, act, customerId, contactId);
  await recordAudit(trx, act, { action: 'returned', subject: 'contact', subjectId: contactId, customerId });
}
