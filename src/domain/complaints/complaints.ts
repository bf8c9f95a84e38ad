import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact, lockCustomers } from '../customers/customers.ts';
import {
  type Complaint,
  complaintState,
  type Nature,
  type Reopening,
  type Resolution,
  type Severity,
} from './complaint.ts';
import { recordComplaints } from './set-acts.ts';

export type { Complaint, ComplaintRow, ComplaintState, Nature, Severity } from './complaint.ts';
export { openComplaintBatch, type RecordedComplaints, recordComplaintBatch, recordComplaints } from './set-acts.ts';

export interface NewComplaint {
  readonly nature: Nature;
  readonly severity: Severity;
  readonly summary: string;
  readonly contactId?: string | null;
}

/** Opens a complaint; answers its id. The same words in the same moment are the same one. Throws `contact_unknown`. */
export async function openComplaint(trx: Trx, act: Act, customerId: number, given: NewComplaint): Promise<string> {
  await checkContact(trx, customerId, given.contactId);
  const { ids } = await recordComplaints(trx, act, [{ ...given, customerId, openedAt: act.at }]);
  assert(ids[0] !== undefined, 'one row makes one complaint');
  const details = { nature: given.nature, severity: given.severity };
  await recordAudit(trx, act, { action: 'opened', subject: 'complaint', subjectId: ids[0], customerId, details });
  return ids[0];
}

/**
 * Resolves a complaint. One that is resolved already stays as it is, but that the customer may now have confirmed it.
 * Throws `complaint_unknown`.
 */
export async function resolveComplaint(
  trx: Trx,
  act: Act,
  customerId: number,
  complaintId: string,
  given: { readonly solution: string; readonly confirmed: boolean },
): Promise<void> {
  const held = await lockComplaint(trx, customerId, complaintId);
  if (held.state === 'confirmed' || (held.state === 'resolved' && !given.confirmed)) return;
  // A confirmation is the same resolution told again; its moment stays.
  const resolvedAt = held.state === 'resolved' ? held.resolutions.at(-1)?.resolvedAt : act.at;
  await recordComplaints(trx, act, [{ ...rowOf(customerId, held), ...given, resolvedAt, memberId: act.memberId }]);
  const details = { confirmed: given.confirmed };
  await recordAudit(trx, act, {
    action: 'resolved',
    subject: 'complaint',
    subjectId: complaintId,
    customerId,
    details,
  });
}

/**
 * Opens a resolved complaint again; one that was reopened stays so. Throws `complaint_unknown`, and
 * `complaint_not_resolved` for one that never was.
 */
export async function reopenComplaint(
  trx: Trx,
  act: Act,
  customerId: number,
  complaintId: string,
  reason: string,
): Promise<void> {
  const held = await lockComplaint(trx, customerId, complaintId);
  if (held.state === 'open' && held.reopenings.length > 0) return;
  if (held.state === 'open') throw new AppError('complaint_not_resolved');
  const reopened = { reopenedAt: act.at, reopenReason: reason, memberId: act.memberId };
  await recordComplaints(trx, act, [{ ...rowOf(customerId, held), ...reopened }]);
  await recordAudit(trx, act, { action: 'reopened', subject: 'complaint', subjectId: complaintId, customerId });
}

async function lockComplaint(trx: Trx, customerId: number, complaintId: string): Promise<Complaint> {
  await lockCustomers(trx, [customerId]);
  return readComplaint(trx, customerId, complaintId);
}

/** The complaint in the form in which it is brought in, so that acts on one go the way of sets. */
function rowOf(customerId: number, { externalId, openedAt, nature, severity, summary }: Complaint) {
  return { customerId, externalId, openedAt, nature, severity, summary };
}

/** One complaint with all that became of it. Throws `complaint_unknown`. */
export async function readComplaint(db: Db, customerId: number, complaintId: string): Promise<Complaint> {
  const { rows } = await sql<ComplaintColumns>`
    select ${complaintColumns} from complaint
    where customer_id = ${customerId} and id = ${complaintId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('complaint_unknown');
  return complaintOf(rows[0]);
}

/** Complaints of one customer, newest first. */
export async function listComplaints(db: Db, customerId: number, page: PageQuery): Promise<Page<Complaint>> {
  const { rows } = await sql<ComplaintColumns>`
    select ${complaintColumns} from complaint
    where customer_id = ${customerId} order by opened_at desc, id desc
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from complaint where customer_id = ${customerId}`.execute(db);
  return { items: rows.map(complaintOf), total: counts[0]?.total ?? 0 };
}

interface ComplaintColumns extends Omit<Complaint, 'state' | 'resolutions' | 'reopenings'> {
  readonly resolutions: readonly (Omit<Resolution, 'resolvedAt'> & { resolvedAt: string })[];
  readonly reopenings: readonly (Omit<Reopening, 'reopenedAt'> & { reopenedAt: string })[];
}

function complaintOf(row: ComplaintColumns): Complaint {
  const resolutions = row.resolutions.map((one) => ({ ...one, resolvedAt: new Date(one.resolvedAt) }));
  const reopenings = row.reopenings.map((one) => ({ ...one, reopenedAt: new Date(one.reopenedAt) }));
  return { ...row, resolutions, reopenings, state: complaintState(resolutions, reopenings) };
}

function member(column: string) {
  return sql`(select jsonb_build_object('id', member.id, 'name', member.name) from member
    where member.id = ${sql.ref(column)})`;
}

const complaintColumns = sql`
  id, external_id as "externalId", nature, severity, summary, opened_at as "openedAt",
  ${member('complaint.opened_by')} as "openedBy",
  (select jsonb_build_object('id', contact.id, 'name', contact.name) from contact
    where contact.customer_id = complaint.customer_id and contact.id = complaint.contact_id) as contact,
  coalesce((
    select jsonb_agg(jsonb_build_object('solution', solution, 'confirmed', confirmed, 'resolvedAt', resolved_at,
      'resolvedBy', ${member('one.resolved_by')}) order by resolved_at, confirmed)
    from complaint_resolution one
    where one.customer_id = complaint.customer_id and one.complaint_id = complaint.id), '[]') as resolutions,
  coalesce((
    select jsonb_agg(jsonb_build_object('reason', reason, 'reopenedAt', reopened_at,
      'reopenedBy', ${member('one.reopened_by')}) order by reopened_at)
    from complaint_reopening one
    where one.customer_id = complaint.customer_id and one.complaint_id = complaint.id), '[]') as reopenings`;
