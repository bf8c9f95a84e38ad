import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import type { CustomerScope } from '../team/team.ts';
import type { Contact, ContactFields } from './contact.ts';
import { addPost } from './contact-acts.ts';
import { findCustomer, inScope, listContacts } from './customers.ts';
import type { RelationFields } from './relation.ts';
import { addRelation } from './relation-acts.ts';

/** Another post of the same person. */
export interface OtherPost {
  readonly publicId: string;
  readonly customer: string;
  readonly post: string | null;
  readonly fromOn: string | null;
  readonly leftOn: string | null;
}

export interface MappedContact extends Contact {
  /** The person's posts at other customers that the reader may see. */
  readonly elsewhere: readonly OtherPost[];
  /** How many more there are at customers the reader may not see. */
  readonly elsewhereHidden: number;
}

/** The contacts of one customer with what else their persons do, as far as the reader reaches. */
export async function peopleOf(db: Db, customerId: number, scope: CustomerScope): Promise<MappedContact[]> {
  const contacts = await listContacts(db, customerId);
  const { rows } = await sql<OtherPost & { personId: string; isSeen: boolean }>`
    select person_id as "personId", public_id as "publicId", customer.name as customer, post, from_on as "fromOn",
      left_on as "leftOn", ${inScope(scope)} as "isSeen"
    from contact join customer on customer.customer_id = contact.customer_id
    where person_id = any(${contacts.map(({ personId }) => personId)}::uuid[]) and contact.customer_id <> ${customerId}
    order by left_on nulls first, customer.name`.execute(db);
  return contacts.map((contact) => {
    const others = rows.filter(({ personId }) => personId === contact.personId);
    const elsewhere = others.filter(({ isSeen }) => isSeen);
    return { ...contact, elsewhere, elsewhereHidden: others.length - elsewhere.length };
  });
}

/** Gives a known person a post at one more customer. Throws `person_unknown` where the asker sees none of their posts. */
export async function addKnownPerson(
  trx: Trx,
  act: Act,
  { customerId, personId, scope }: { customerId: number; personId: string; scope: CustomerScope },
  fields: ContactFields,
): Promise<string> {
  const { rows } = await sql`
    select from contact join customer on customer.customer_id = contact.customer_id
    where person_id = ${personId} and ${inScope(scope)} limit 1`.execute(trx);
  if (rows.length === 0) throw new AppError('person_unknown');
  return addPost(trx, act, customerId, { personId, fields });
}

/** Relates a customer to another one by its public id. Throws `customer_unknown` where the asker may not see that one. */
export async function addRelationTo(
  trx: Trx,
  act: Act,
  { customerId, scope }: { customerId: number; scope: CustomerScope },
  { other, ...fields }: Omit<RelationFields, 'otherId'> & { readonly other: string },
): Promise<string> {
  const otherId = await findCustomer(trx, other, scope);
  if (otherId === null) throw new AppError('customer_unknown', { customer: other });
  return addRelation(trx, act, customerId, { ...fields, otherId });
}
