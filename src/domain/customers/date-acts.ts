import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact } from './contact-acts.ts';
import {
  consentMissing,
  type DateFields,
  type ImportantDate,
  KEPT_MONTHS_MAX,
  nextOccurrence,
} from './important-date.ts';
import { zoneOf } from './post-acts.ts';

const DATES_MAX = 200;
const LEAD_DAYS_DEFAULT = 7;

/** The dates kept of a customer and the birthdays of its contacts, the next to come first. */
export async function listDates(
  db: Db,
  customerId: number,
  at: Date,
): Promise<(ImportantDate & { readonly nextOn: string | null })[]> {
  const today = formatDay(localDay(at.getTime(), await zoneOf(db)));
  const { rows } = await sql<ImportantDate>`
    select kept.id, kind, day, yearly, lead_days as "leadDays", note,
      case when contact.id is null then null else jsonb_build_object('id', contact.id, 'name', contact.name) end
        as contact,
      case when consent_purpose is null then null else jsonb_build_object('purpose', consent_purpose, 'by', consent_by,
        'source', consent_source, 'givenOn', consent_given_on, 'keepUntil', keep_until) end as consent
    from important_date kept
    left join contact on contact.customer_id = kept.customer_id and contact.id = kept.contact_id
    where kept.customer_id = ${customerId} and coalesce(keep_until >= ${today}::date, true)
    union all
    select id, 'birthday', birthday, true, ${LEAD_DAYS_DEFAULT}, '', jsonb_build_object('id', id, 'name', name), null
    from contact where customer_id = ${customerId} and left_at is null and birthday is not null
    limit ${DATES_MAX}`.execute(db);
  const dates = rows.map((row) => ({ ...row, nextOn: nextOccurrence(row.day, row.yearly, today) }));
  return dates.sort((one, other) => ((one.nextOn ?? '9') < (other.nextOn ?? '9') ? -1 : 1));
}

/**
 * Keeps a date; answers its id. One of a family or a child is refused without a consent of its own: throws
 * `date_needs_contact`, `separate_consent_missing`, `guardian_consent_missing` or `date_kept_too_long`.
 */
export async function addDate(trx: Trx, act: Act, customerId: number, fields: DateFields): Promise<string> {
  const missing = consentMissing(fields);
  if (missing !== null) throw new AppError(missing, { months: KEPT_MONTHS_MAX });
  await checkContact(trx, customerId, fields.contactId);
  const id = newId(act.at);
  const { contactId = null, kind, day, yearly = true, leadDays = LEAD_DAYS_DEFAULT, note = '', consent } = fields;
  await sql`
    insert into important_date (customer_id, id, contact_id, kind, day, yearly, lead_days, note, consent_purpose,
      consent_by, consent_source, consent_given_on, keep_until, created_at, created_by)
    values (${customerId}, ${id}, ${contactId}::uuid, ${kind}, ${day}::date, ${yearly}, ${leadDays}, ${note},
      ${consent?.purpose ?? null}, ${consent?.by ?? null}, ${consent?.source ?? null}, ${consent?.givenOn ?? null}::date,
      ${consent?.keepUntil ?? null}::date, ${act.at}, ${act.memberId}::uuid)`.execute(trx);
  const details = { kind };
  await recordAudit(trx, act, { action: 'created', subject: 'important_date', subjectId: id, customerId, details });
  return id;
}

/** Forgets a date, as when its consent is withdrawn; one that is not there is no error. */
export async function removeDate(trx: Trx, act: Act, customerId: number, id: string): Promise<void> {
  const { rows } = await sql<{ kind: string }>`
    delete from important_date where customer_id = ${customerId} and id = ${id} returning kind`.execute(trx);
  const [gone] = rows;
  if (gone === undefined) return;
  const details = { kind: gone.kind };
  await recordAudit(trx, act, { action: 'removed', subject: 'important_date', subjectId: id, customerId, details });
}

/** Forgets the dates whose consent has run out. Answers how many. */
export async function forgetDates(trx: Trx, act: Act): Promise<number> {
  const today = formatDay(localDay(act.at.getTime(), await zoneOf(trx)));
  const { rows } = await sql<{ customerId: number; id: string; kind: string }>`
    delete from important_date where keep_until < ${today}::date
    returning customer_id as "customerId", id, kind`.execute(trx);
  for (const { customerId, id, kind } of rows) {
    const details = { kind, because: 'keep_until' };
    await recordAudit(trx, act, { action: 'removed', subject: 'important_date', subjectId: id, customerId, details });
  }
  return rows.length;
}
