import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import type { CustomerScope } from '../team/team.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import {
  type Attribute,
  attributeCodes,
  type CustomerFields,
  changedAttributes,
  type HeldFields,
  type OwnerPart,
  ownerPartCodes,
} from './customer.ts';
import { countReveal } from './reveal-acts.ts';
import { searchKeys } from './search.ts';
import { upsertCustomers } from './set-acts.ts';

export { type ConsentRow, recordConsent, recordConsents } from './consent-acts.ts';
export type { ConsentChannel, Contact, ContactFields, ContactRole } from './contact.ts';
export { maskPhone } from './contact.ts';
export { addContact, changeContact, checkContact, contactsOf, listContacts, revealPhone } from './contact-acts.ts';
export { openContactBatch, recordContactBatch } from './contact-set-acts.ts';
export {
  type BuyingPattern,
  type Customer,
  type CustomerFields,
  type CustomerKind,
  type OwnerPart,
  ownerPartCodes,
  type Person,
} from './customer.ts';
export { type HeldRole, serviceRoleCodes } from './named-role.ts';
export { projectStageCodes } from './project.ts';
export { openProjectBatch, openSiteBatch, recordProjectBatch, recordSiteBatch } from './project-set-acts.ts';
export {
  type CustomerFilters,
  commonWordCondition,
  customerConditions,
  customerNames,
  readCustomer,
  resolveCustomer,
  searchCondition,
} from './queries.ts';
export { relationKindCodes } from './relation.ts';
export { openRelationBatch, recordRelationBatch } from './relation-set-acts.ts';
export { listOwnerChanges, ownerFor, rolesOf } from './role-queries.ts';
export { keepTagTasks, removeRuleTags, setRuleTags } from './rule-tag-acts.ts';
export {
  type CustomerRow,
  openCustomerBatch,
  recordCustomerBatch,
  type UpsertedCustomers,
  upsertCustomers,
} from './set-acts.ts';
export { ensureProjects, ensureSites, type NamedPlace } from './site-acts.ts';
export type { HeldTier, TierMeasures, TierWay } from './tier.ts';
export { holdTiers } from './tier-acts.ts';

/**
 * A condition on the table `customer`: owned, as A or B, by those whose customers the scope reaches, or opened to the
 * member who asks by a role in the customer's team that has begun and not ended.
 */
export function inScope(scope: CustomerScope) {
  if (scope.kind === 'all') return sql<boolean>`true`;
  const { memberIds, invited } = scope;
  const owned = sql`customer.owner_a = any(${memberIds}::uuid[]) or customer.owner_b = any(${memberIds}::uuid[])`;
  if (invited === null) return sql<boolean>`(${owned})`;
  // As an array the invitations are one more thing an index is asked for; as a set they would be a look at every row.
  return sql<boolean>`(${owned} or customer.customer_id = any(array(
    select customer_role.customer_id from customer_role
    where customer_role.member_id = ${invited.memberId}::uuid and customer_role.starts_at <= ${invited.at}
      and (customer_role.ends_at is null or customer_role.ends_at > ${invited.at})
      and (customer_role.ended_at is null or customer_role.ended_at > ${invited.at}))))`;
}

/** Our number of the customer with this public id; null when there is none or it lies outside the scope. */
export async function findCustomer(db: Db, publicId: string, scope: CustomerScope): Promise<number | null> {
  const identity = await db
    .selectFrom('customer_identity')
    .select('customer_id')
    .where('key', '=', publicId.toLowerCase())
    .where('scheme', '=', 'public')
    .executeTakeFirst();
  if (identity === undefined) return null;
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer
    where customer_id = ${identity.customer_id} and ${inScope(scope)}`.execute(db);
  return rows[0]?.customerId ?? null;
}

/**
 * Lets nobody else write facts of these customers until the transaction ends. One customer is its own row; a set holds
 * back all others for its moment, since a distributed database locks rows of one customer only.
 */
export async function lockCustomers(trx: Trx, customerIds: readonly number[]): Promise<void> {
  const [customerId, ...others] = customerIds;
  if (others.length > 0) await sql`select pg_advisory_xact_lock(${SETS_LOCK})`.execute(trx);
  else if (customerId !== undefined) {
    await sql`select pg_advisory_xact_lock_shared(${SETS_LOCK})`.execute(trx);
    await sql`select from customer where customer_id = ${customerId} for no key update`.execute(trx);
  }
}

/** Held alone by a set, shared by those who write facts of one customer. */
const SETS_LOCK = 7_205_760;

export interface NewCustomer extends CustomerFields {
  readonly name: string;
  readonly externalId?: string | null;
  /** The member who leads it from the start. */
  readonly ownerA?: string | null;
}

/** Creates one customer. Throws `external_id_taken` when another one has that external id. */
export async function createCustomer(
  trx: Trx,
  act: Act,
  fields: NewCustomer,
): Promise<{ customerId: number; publicId: string }> {
  const { group, ...row } = fields;
  const { customerIds, publicIds, changes } = await upsertCustomers(trx, act, [{ ...row, groupName: group }]);
  const [customerId, publicId] = [customerIds[0], publicIds[0]];
  assert(customerId !== undefined && publicId !== undefined, 'one row makes one customer');
  if (changes[0] !== 'created') throw new AppError('external_id_taken', { externalId: fields.externalId ?? '' });
  await recordAudit(trx, act, { action: 'created', subject: 'customer', subjectId: publicId, customerId });
  return { customerId, publicId };
}

/**
 * Changes what is given of a customer; null takes a value away. Throws `changed_meanwhile` when `version` is not the
 * present one. Nothing happens when nothing differs.
 */
export async function changeCustomer(
  trx: Trx,
  act: Act,
  customerId: number,
  fields: CustomerFields,
  version: number,
): Promise<void> {
  const held = await lockHeldFields(trx, customerId);
  const changed = changedAttributes(held, fields);
  if (changed.length === 0) return;
  if (held.version !== version) throw new AppError('changed_meanwhile');
  await saveFields(trx, act, customerId, { ...held, ...fields });
  const facts = changed.map((attribute) => attributeFact(act, customerId, attribute));
  await record(trx, act, facts);
  await recordAudit(trx, act, { action: 'changed', subject: 'customer', customerId, details: { fields: changed } });
}

function attributeFact(act: Act, customerId: number, attribute: Attribute) {
  return { customerId, kind: factKinds.attribute_changed, occurredAt: act.at, category: attributeCodes[attribute] };
}

async function lockHeldFields(trx: Trx, customerId: number): Promise<HeldFields & { version: number }> {
  const { rows } = await sql<HeldFields & { version: number }>`
    select kind, name, short_name as "shortName", industry, region, city, country, since, pattern, terms,
      tax_number as "taxNumber", address, phone, version,
      (select customer_group.name from customer_group where customer_group.id = customer.group_id) as "group"
    from customer where customer_id = ${customerId} for no key update`.execute(trx);
  if (rows[0] === undefined) throw new AppError('customer_unknown', { customer: `#${customerId}` });
  return rows[0];
}

async function saveFields(trx: Trx, act: Act, customerId: number, fields: HeldFields): Promise<void> {
  const groupId = fields.group ? await groupByName(trx, act, fields.group) : null;
  const keys = searchKeys(fields.name, fields.shortName);
  await sql`
    update customer set
      kind = ${fields.kind}, name = ${fields.name}, short_name = ${fields.shortName}, group_id = ${groupId}::uuid,
      industry = ${fields.industry}, region = ${fields.region}, city = ${fields.city}, country = ${fields.country},
      since = ${fields.since}::date, pattern = ${fields.pattern}, terms = ${fields.terms},
      tax_number = ${fields.taxNumber}, address = ${fields.address}, phone = ${fields.phone},
      pinyin = ${keys.pinyin}, search_grams = ${keys.grams}::text[], version = version + 1, updated_at = ${act.at}
    where customer_id = ${customerId}`.execute(trx);
}

async function groupByName(trx: Trx, act: Act, name: string): Promise<string> {
  await sql`
    insert into customer_group (id, name, created_at) values (${newId(act.at)}, ${name}, ${act.at})
    on conflict (name) do nothing`.execute(trx);
  const { rows } = await sql<{ id: string }>`select id from customer_group where name = ${name}`.execute(trx);
  assert(rows[0] !== undefined, 'a group that was just made is there');
  return rows[0].id;
}

/** Who has part A or B from now on, and why; what was agreed about commissions stands beside it. */
export interface OwnerHandover {
  readonly part: OwnerPart;
  readonly memberId: string | null;
  readonly reason: string;
  readonly commissionNote?: string;
}

/** Hands the customer's part A or B to a member, or to nobody. Throws `member_unknown`; the same again does nothing. */
export async function setOwner(trx: Trx, act: Act, customerId: number, change: OwnerHandover): Promise<void> {
  const column = sql.ref(change.part === 'a' ? 'owner_a' : 'owner_b');
  if (change.memberId !== null) await checkMember(trx, change.memberId);
  const { rows } = await sql<{ owner: string | null }>`
    select ${column} as owner from customer where customer_id = ${customerId} for no key update`.execute(trx);
  const from = rows[0]?.owner ?? null;
  if (from === change.memberId) return;
  await sql`
    update customer set ${column} = ${change.memberId}::uuid, version = version + 1, updated_at = ${act.at}
    where customer_id = ${customerId}`.execute(trx);
  await saveOwnerChange(trx, act, customerId, { ...change, from });
}

async function saveOwnerChange(
  trx: Trx,
  act: Act,
  customerId: number,
  change: OwnerHandover & { readonly from: string | null },
): Promise<void> {
  await sql`
    insert into customer_owner_change (customer_id, id, part, from_member, to_member, reason, commission_note, changed_at,
      changed_by)
    values (${customerId}, ${newId(act.at)}, ${change.part}, ${change.from}, ${change.memberId}, ${change.reason},
      ${change.commissionNote ?? ''}, ${act.at}, ${act.memberId})`.execute(trx);
  const category = ownerPartCodes[change.part];
  await record(trx, act, [{ customerId, kind: factKinds.owner_changed, occurredAt: act.at, category }]);
  const details = { part: change.part, from: change.from, to: change.memberId };
  await recordAudit(trx, act, { action: 'changed', subject: 'customer_owner', customerId, details });
}

/** The whole phone number of a customer itself, counted like those of contacts. Throws `phone_unknown` or `reveals_used_up`. */
export async function revealCustomerPhone(trx: Trx, act: Act, customerId: number): Promise<string> {
  const { phone } = await lockHeldFields(trx, customerId);
  if (phone === null) throw new AppError('phone_unknown');
  await countReveal(trx, act, customerId, null);
  return phone;
}

/** Refuses somebody who is none of us, or no longer: throws `member_unknown`. */
export async function checkMember(trx: Trx, memberId: string): Promise<void> {
  const { rows } = await sql`select from member where id = ${memberId} and left_at is null`.execute(trx);
  if (rows.length === 0) throw new AppError('member_unknown');
}

/** Puts a tag on a customer, with a reason. A tag that is there already stays as it is. */
export async function setTag(
  trx: Trx,
  act: Act,
  customerId: number,
  given: { readonly tag: string; readonly reason: string },
): Promise<void> {
  const tag = given.tag.trim();
  await sql`
    insert into tag (name, code, created_at) values (${tag}, nextval('tag_number'), ${act.at})
    on conflict (name) do nothing`.execute(trx);
  const { numAffectedRows } = await sql`
    insert into customer_tag (customer_id, tag, reason, set_at, set_by)
    values (${customerId}, ${tag}, ${given.reason}, ${act.at}, ${act.memberId})
    on conflict do nothing`.execute(trx);
  if (numAffectedRows === 0n) return;
  await recordTagFact(trx, act, customerId, tag, 'tag_set');
}

/** Takes a tag off a customer; one that is not there is no error. */
export async function removeTag(trx: Trx, act: Act, customerId: number, tag: string): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from customer_tag where customer_id = ${customerId} and tag = ${tag}`.execute(trx);
  if (numAffectedRows === 0n) return;
  await recordTagFact(trx, act, customerId, tag, 'tag_removed');
}

async function recordTagFact(
  trx: Trx,
  act: Act,
  customerId: number,
  tag: string,
  kind: 'tag_set' | 'tag_removed',
): Promise<void> {
  const { rows } = await sql<{ code: number }>`select code from tag where name = ${tag}`.execute(trx);
  await record(trx, act, [{ customerId, kind: factKinds[kind], occurredAt: act.at, category: rows[0]?.code ?? null }]);
  const action = kind === 'tag_set' ? 'added' : 'removed';
  await recordAudit(trx, act, { action, subject: 'customer_tag', customerId, details: { tag } });
}
