import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { lockCustomers } from '../customers/customers.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import { claimedMoment } from './interaction.ts';
import { cleanPhoto, PHOTO_BYTES_MAX, PHOTO_SIDE_MAX, PHOTOS_PER_VISIT_MAX } from './photo.ts';
import { recordInteractions } from './set-acts.ts';
import { type NewVisit, type VisitKey, type VisitNotes, visitSummary } from './visit.ts';

/**
 * Checks in at a customer: the server's clock stamps it, a phone's claim stands beside it. With notes the visit is
 * written up at once. The same id again is the same visit. Throws `site_unknown`, and what `writeUpVisit` throws.
 */
export async function openVisit(trx: Trx, act: Act, customerId: number, given: NewVisit): Promise<string> {
  const { id = newId(act.at), siteId = null, recordedOffline, notes } = given;
  const claimedAt = recordedOffline === undefined ? null : claimedMoment(recordedOffline.at, act.at);
  await lockCustomers(trx, [customerId]);
  await checkSite(trx, customerId, siteId);
  const { numAffectedRows } = await sql`
    insert into visit (customer_id, id, checked_in_by, checked_in_at, claimed_at, occurred_at, latitude, longitude,
      accuracy_metres, site_id, place, updated_at)
    values (${customerId}, ${id}, ${act.memberId}, ${act.at}, ${claimedAt}, ${claimedAt ?? act.at},
      ${given.latitude ?? null}, ${given.longitude ?? null}, ${given.accuracyMetres ?? null}, ${siteId},
      ${given.place ?? null}, ${act.at})
    on conflict (customer_id, id) do nothing`.execute(trx);
  const details = { offline: claimedAt !== null, measured: given.latitude != null };
  if (numAffectedRows) {
    await recordAudit(trx, act, { action: 'checked_in', subject: 'visit', subjectId: id, customerId, details });
  }
  if (notes !== undefined) await writeUpVisit(trx, act, { customerId, visitId: id }, notes);
  return id;
}

async function checkSite(trx: Trx, customerId: number, siteId: string | null): Promise<void> {
  if (siteId === null) return;
  const { rows } = await sql`select from site where customer_id = ${customerId} and id = ${siteId}`.execute(trx);
  if (rows.length === 0) throw new AppError('site_unknown');
}

interface HeldVisit {
  readonly occurredAt: Date;
  readonly checkedInBy: string | null;
  readonly factIds: readonly string[];
}

/**
 * Writes down what a visit came to: an entry of the contact ledger under the visit's own id, the visit's fact, who was
 * there. Again with other lines corrects them; with the same changes nothing. Throws `visit_unknown`,
 * `visit_says_nothing`, `visit_promise_missing`, `member_unknown` or `contact_unknown`.
 */
export async function writeUpVisit(trx: Trx, act: Act, key: VisitKey, notes: VisitNotes): Promise<void> {
  const summary = visitSummary(notes);
  if (summary === '') throw new AppError('visit_says_nothing');
  if (notes.promiseDue && !notes.promised) throw new AppError('visit_promise_missing');
  const held = await lockVisit(trx, key);
  const visitorIds = await presentMembers(
    trx,
    notes.visitorIds ?? (held.checkedInBy === null ? [] : [held.checkedInBy]),
  );
  const contactIds = await presentContacts(trx, key, notes.contactIds ?? []);
  const row = {
    ...({ id: key.visitId, customerId: key.customerId, channel: 'visit', direction: 'out', twoWay: true } as const),
    ...{ outcome: notes.outcome ?? 'talked', summary, contactId: contactIds[0] ?? null, memberId: held.checkedInBy },
    ...{ competitorSignal: notes.competitorSignal ?? null, competitor: notes.competitor ?? null },
    occurredAt: held.occurredAt,
  };
  await recordInteractions(trx, act, [row]);
  const changed = await saveNotes(trx, act, key, notes);
  const moved = await savePresent(trx, key, visitorIds, contactIds);
  if (held.factIds.length === 0) await recordVisitFact(trx, act, key, held.occurredAt);
  if (!changed && !moved) return;
  const { customerId, visitId } = key;
  const details = { visitors: visitorIds.length, contacts: contactIds.length, promise: Boolean(notes.promised) };
  await recordAudit(trx, act, { action: 'written_up', subject: 'visit', subjectId: visitId, customerId, details });
}

async function lockVisit(trx: Trx, { customerId, visitId }: VisitKey): Promise<HeldVisit> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<HeldVisit>`
    select occurred_at as "occurredAt", checked_in_by as "checkedInBy", fact_ids as "factIds"
    from visit where customer_id = ${customerId} and id = ${visitId}`.execute(trx);
  if (rows[0] === undefined) throw new AppError('visit_unknown');
  return rows[0];
}

async function presentMembers(trx: Trx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from member where id = any(${ids}::uuid[]) and left_at is null`.execute(trx);
  if (rows.length < new Set(ids).size) throw new AppError('member_unknown');
  return rows.map(({ id }) => id);
}

/** Whom we met, those who decide or buy first: the ledger names the first. */
async function presentContacts(trx: Trx, { customerId }: VisitKey, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from contact where customer_id = ${customerId} and id = any(${ids}::uuid[])
    order by array_position(array['decider', 'buyer'], role::text) nulls last, id`.execute(trx);
  if (rows.length < new Set(ids).size) throw new AppError('contact_unknown');
  return rows.map(({ id }) => id);
}

async function saveNotes(trx: Trx, act: Act, { customerId, visitId }: VisitKey, notes: VisitNotes): Promise<boolean> {
  const { purpose = null, cameFor = '', heard = '', promised = '', promiseDue = null } = notes;
  const { numAffectedRows } = await sql`
    update visit set interaction_id = id, purpose = ${purpose}, came_for = ${cameFor}, heard = ${heard},
      promised = ${promised}, promise_due = ${promiseDue}::date, updated_at = ${act.at}
    where customer_id = ${customerId} and id = ${visitId}
      and (interaction_id, purpose, came_for, heard, promised, promise_due) is distinct from
        (id, ${purpose}::text, ${cameFor}::text, ${heard}::text, ${promised}::text, ${promiseDue}::date)`.execute(trx);
  return Boolean(numAffectedRows);
}

/** Who of us and of them was there, as said last; answers whether that differs from before. */
async function savePresent(
  trx: Trx,
  { customerId, visitId }: VisitKey,
  visitorIds: readonly string[],
  contactIds: readonly string[],
): Promise<boolean> {
  const ours = sql`customer_id = ${customerId} and visit_id = ${visitId}`;
  const changes = [
    await sql`delete from visit_visitor where ${ours} and member_id <> all(${visitorIds}::uuid[])`.execute(trx),
    await sql`delete from visit_contact where ${ours} and contact_id <> all(${contactIds}::uuid[])`.execute(trx),
    await sql`
      insert into visit_visitor (customer_id, visit_id, member_id)
      select ${customerId}, ${visitId}, unnest(${visitorIds}::uuid[]) on conflict do nothing`.execute(trx),
    await sql`
      insert into visit_contact (customer_id, visit_id, contact_id)
      select ${customerId}, ${visitId}, unnest(${contactIds}::uuid[]) on conflict do nothing`.execute(trx),
  ];
  return changes.some(({ numAffectedRows }) => Boolean(numAffectedRows));
}

/** The visit's moment is fixed at check-in, so its fact never has to be told again. */
async function recordVisitFact(trx: Trx, act: Act, { customerId, visitId }: VisitKey, occurredAt: Date): Promise<void> {
  const ids = await record(trx, act, [{ customerId, kind: factKinds.visit, occurredAt }]);
  await sql`
    update visit set fact_ids = ${ids}::uuid[] where customer_id = ${customerId} and id = ${visitId}`.execute(trx);
}

/**
 * Keeps a photo of a visit without anything that is not the picture. The same id again is the same photo. Throws
 * `visit_unknown`, `photo_too_large`, `photo_unreadable` or `visit_photos_full`.
 */
export async function addVisitPhoto(
  trx: Trx,
  act: Act,
  key: VisitKey,
  file: { readonly id?: string; readonly bytes: Uint8Array },
): Promise<string> {
  const { customerId, visitId } = key;
  const { id = newId(act.at), bytes } = file;
  if (bytes.length > PHOTO_BYTES_MAX) throw new AppError('photo_too_large', { limit: PHOTO_BYTES_MAX / 1000 });
  const photo = cleanPhoto(bytes);
  if (photo === null) throw new AppError('photo_unreadable', { side: PHOTO_SIDE_MAX });
  await lockVisit(trx, key);
  const { rows } = await sql<{ id: string }>`
    select id from visit_photo where customer_id = ${customerId} and (visit_id = ${visitId} or id = ${id})`.execute(
    trx,
  );
  if (rows.some((known) => known.id === id)) return id;
  if (rows.length >= PHOTOS_PER_VISIT_MAX) throw new AppError('visit_photos_full', { limit: PHOTOS_PER_VISIT_MAX });
  await sql`
    insert into visit_photo (customer_id, id, visit_id, kind, width, height, bytes, added_at, added_by)
    values (${customerId}, ${id}, ${visitId}, ${photo.kind}, ${photo.width}, ${photo.height},
      ${Buffer.from(photo.bytes)}, ${act.at}, ${act.memberId})`.execute(trx);
  const details = { visit: visitId, kind: photo.kind, bytes: photo.bytes.length };
  await recordAudit(trx, act, { action: 'added', subject: 'visit_photo', subjectId: id, customerId, details });
  return id;
}
